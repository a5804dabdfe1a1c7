"""Walking one round: which step is next, what has been answered, and the verbs that answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from app.state.documents import PhoneDocuments
from app.state.memory import Memory
from domain.checklists.answers import is_enough, typing_error
from domain.checklists.checklist import Checklist, Point
from domain.checklists.effects import effects_of, suggestion
from domain.events import (
    Act,
    FindingWithdrawn,
    ObjectMissing,
    ObjectProposed,
    PointAnswered,
    RoundAddedTo,
    RoundStarted,
    RoundSubmitted,
    SectionRepeated,
    Signing,
    TagScanned,
)
from domain.findings import REPORTED, Finding
from domain.language import Words
from domain.photos import PhotoRef
from domain.places import Building, Object, Space
from domain.refusals import Refusal
from domain.rounds import walk
from domain.rounds.conflicts import on_screen
from domain.rounds.logbook import of_round
from domain.rounds.round import PLANNED, Answer, Round, open_part
from domain.rounds.stops import Stop, stops
from domain.rounds.tags import object_meant
from domain.rounds.walk import Step

Record = Callable[[list[Act]], Refusal | None]


@dataclass(eq=False)
class Walk:
    """A view of a round. It changes with the documents, and the pages that show it are drawn again with those.

    `locked` has the keys of the steps that may not be answered now, with the point that holds each back;
    `switched_off` counts the points that are not asked in this building, `required` are the steps that must be
    answered, and `has_labels` says whether there is anything to scan.
    """

    round: Round
    building: Building
    checklist: Checklist
    record: Record
    documents: PhoneDocuments
    now: Callable[[], str]
    fresh_id: Callable[[], str]
    steps: list[Step] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    locked: dict[str, Point] = field(default_factory=dict)
    switched_off: int = 0
    required: list[Step] = field(default_factory=list)
    has_labels: bool = False
    _decided: tuple[Any, ...] = ()
    _number: dict[str, int] = field(default_factory=dict)
    _stop_of: dict[str, int] = field(default_factory=dict)

    def show(self, round_: Round) -> None:
        """Take the round as it now stands. Answers decide which points are asked, so the steps are found anew."""
        logbook = of_round(self.documents, self.building.id, self.checklist)
        at = round_.submitted_at or self.now()
        decides = walk.what_decides(self.checklist, round_, at, logbook)
        if decides != self._decided:
            self._decided = decides
            self._go_through(walk.steps(self.checklist, self.building, round_, at, logbook))
            self.switched_off = sum(logbook.is_off(point) for point in self.checklist.points)
        self.locked = walk.locked_points(self.checklist, self.steps, round_.answers)
        self.memory = Memory(self.documents, self.building.id, logbook)
        self.round = round_

    def _go_through(self, steps: list[Step]) -> None:
        # A round of a thousand points is drawn from what is compared here: the same steps stay the same objects.
        if steps == self.steps:
            return
        self.steps, self.stops = steps, stops([step for step in steps if step.point.type != "signature"])
        self.required = [step for step in steps if walk.must_be_answered(step)]
        self.has_labels = any(step.object for step in steps)
        self._number = {step.key: number for number, step in enumerate(steps)}
        self._stop_of = {step.key: number for number, stop in enumerate(self.stops) for step in stop.steps}

    # --- what there is -----------------------------------------------------------------------------------------------

    @property
    def part(self) -> str:
        """The part of a form that is open; "" where there are none."""
        return open_part(self.checklist, self.round)

    def step(self, key: str) -> Step | None:
        number = self._number.get(key)
        return None if number is None else self.steps[number]

    def stop_number(self, key: str) -> int | None:
        """Where on the way the step with this key is asked; None when it is not, or not any more."""
        return self._stop_of.get(key)

    def stop_at(self, place: str) -> Stop | None:
        """Where one goes to when the label there has been read: to what lacks an answer first."""
        here = [stop for stop in self.stops if stop.place == place and place]
        return next((stop for stop in here if self.to_answer(stop)), here[0] if here else None)

    def number_of(self, step: Step) -> int:
        """The step's number in its page's address."""
        return self._number.get(step.key, 0)

    def to_answer(self, stop: Stop, *, also_optional: bool = False) -> list[Step]:
        """What lacks an answer there and can be given one now."""
        return [step for step in stop.steps if self._open(step) and (also_optional or walk.must_be_answered(step))]

    def next_stop(self, after: Stop) -> Stop | None:
        """On to the next stop that lacks an answer, then from the top; what may be left out is offered only once."""
        number = self.stop_number(after.key)
        here = -1 if number is None else number
        onward = (stop for stop in self.stops[here + 1 :] if self.to_answer(stop, also_optional=True))
        again = (stop for stop in self.stops[: max(here, 0)] if self.to_answer(stop))
        return next(onward, None) or next(again, None)

    def ok_at_once(self, stop: Stop) -> list[Step]:
        """What one tap can say OK to: judgements that nobody has given, and that no photo has to prove."""
        open_here = self.to_answer(stop, also_optional=True)
        return [step for step in open_here if step.point.type == "ok_dev_na" and step.point.photo != "always"]

    def meant(self, said: str, others: Iterable[Building] = ()) -> Object | Space | Refusal:
        """What a label or a typed tag names here, also what this round has found or not found; see `object_meant`."""
        found = {item.tag for item in self.round.found}
        register = (item for item in self.building.objects if item.tag not in found)
        return object_meant(replace(self.building, objects=(*register, *self.round.found)), said, others)

    def missing_objects(self) -> list[Object]:
        """What was said not to be there."""
        return [item for tag in self.round.not_found if (item := self.building.object(tag))]

    def still_open(self, step: Step) -> Finding | None:
        """What somebody has reported at the step before this round, and nobody has dealt with yet."""
        finding = self.memory.still_open(step)
        return finding if finding and finding.round != self.round.id else None

    def steps_at(self, place: str) -> list[Step]:
        """All that is asked of one object or space."""
        return [step for step in self.steps if step.place == place]

    def answer_to(self, step: Step) -> Answer | None:
        return self.round.answers.get(step.key)

    def is_answered(self, step: Step) -> bool:
        """Wholly: photos that were taken before the answer are not one."""
        given = self.round.answers.get(step.key)
        return given is not None and is_enough(step.point, given.value)

    def finding_of(self, step: Step) -> Finding | None:
        given = self.answer_to(step)
        return self.documents.finding(given.finding) if given and given.finding else None

    def suggested(self, step: Step) -> Any:
        """What is offered before anybody has answered: the point's default, or what an earlier answer calls for."""
        if not step.point.suggest_from_flag:
            return step.point.default
        return suggestion(step.point, effects_of(self.steps, self.round.answers).flags)

    @property
    def progress(self) -> tuple[int, int]:
        """Answered and all of the steps that must be answered."""
        return sum(map(self.is_answered, self.required)), len(self.required)

    @property
    def minutes_left(self) -> int:
        """By the checklist's own estimate, as far as it has not been walked yet."""
        done, total = self.progress
        return round(self.checklist.estimated_minutes * (total - done) / total) if total else 0

    def missing(self) -> list[Step]:
        """Required steps that are not (wholly) answered; those that are held back are not asked for."""
        return [step for step in self.required if step.key not in self.locked and not self.is_answered(step)]

    def contested(self) -> list[Step]:
        """Steps that two people have answered without having seen each other's answer."""
        return [step for step in self.steps if (given := self.answer_to(step)) and given.contested]

    def next_unanswered(self, after: Step | None = None) -> Step | None:
        """The next step without an answer, on from `after` and then from the top; None when all have one."""
        start = self.number_of(after) + 1 if after and after.key in self._number else 0
        return next((step for step in self.steps[start:] + self.steps[:start] if self._open(step)), None)

    def _open(self, step: Step) -> bool:
        return (
            step.point.type not in ("signature", "info") and step.key not in self.locked and not self.is_answered(step)
        )

    # --- what is done ------------------------------------------------------------------------------------------------

    def answer(self, step: Step, value: Any, note: str = "") -> Words | Refusal | None:
        """Give an answer that is not a deviation (a deviation is a draft that is sent). Durable when this returns.

        A deviation answered earlier at the same step is withdrawn: it was not so after all.
        """
        return self.answer_all([(step, value)], note)

    def answer_all(self, answers: list[tuple[Step, Any]], note: str = "") -> Words | Refusal | None:
        """Several answers as one: all of them are kept, or none."""
        acts: list[Act] = []
        for step, value in answers:
            if wrong := self.typing_error(step, value):
                return wrong
            acts.append(self.answering(step, value, note, photos=self._taken_before(step)))
        return self.record([*self.beginning(), *acts])

    def _taken_before(self, step: Step) -> tuple[PhotoRef, ...]:
        """The photos that a point asks for before it is answered; they stay with it when the answer changes."""
        standing = self.answer_to(step)
        return standing.photos if standing and step.point.type != "photo" else ()

    def typing_error(self, step: Step, value: Any) -> Words | None:
        answers = self.round.answers
        compared = {name: answers[name].value for name in (step.point.after, step.point.before) if name in answers}
        return typing_error(step.point, value, self.now(), compared)

    def answer_with_photos(self, step: Step, photos: tuple[PhotoRef, ...]) -> Words | Refusal | None:
        """The answer is the photos themselves; taking the last one away leaves the point without any."""
        hashes = [photo.sha256 for photo in photos]
        if wrong := self.typing_error(step, hashes):
            return wrong
        return self.record([*self.beginning(), self.answering(step, hashes, photos=photos)])

    def answering(
        self, step: Step, value: Any, note: str = "", finding: str = "", photos: tuple[PhotoRef, ...] = ()
    ) -> PointAnswered:
        """The act of answering, with the answer that stood on the screen: another's is never overwritten unseen."""
        seen = on_screen(self.answer_to(step))
        return PointAnswered(self.round.id, step.point.id, value, step.place, note, finding, photos, seen)

    def beginning(self) -> list[Act]:
        """Whoever answers a planned round has begun it, on the newest version of its checklist."""
        if self.round.status != PLANNED:
            return []
        return [RoundStarted(self.round.id, self.building.id, self.checklist.id, self.checklist.version)]

    def scan(self, place: str) -> Refusal | None:
        """The tag at the place has been read: this phone was there."""
        return self.record([*self.beginning(), TagScanned(self.round.id, place)])

    def object_is_back(self, tag: str) -> Refusal | None:
        """It was there after all: its points are asked again, and the finding that said so is withdrawn."""
        finding = self.documents.finding(self.round.not_found.get(tag, ""))
        withdrawn: list[Act] = [FindingWithdrawn(finding.id)] if finding and finding.status == REPORTED else []
        return self.record([*withdrawn, ObjectMissing(self.round.id, tag, missing=False)])

    def object_found(
        self, tag: str, kind: str, label: str, space: str, component: str = "", replaces: str = ""
    ) -> Refusal | None:
        """An object that the register does not have: asked about at once, proposed for approval."""
        proposed = ObjectProposed(
            self.round.id, self.fresh_id(), self.building.id, space, tag, kind, label, component, replaces
        )
        return self.record([*self.beginning(), proposed])

    def one_more(self, section: str) -> str | Refusal:
        """One more of a repeated section; the name of the new instance."""
        instance = self.fresh_id()
        refusal = self.record([*self.beginning(), SectionRepeated(self.round.id, section, instance)])
        return refusal or instance

    def one_less(self, section: str, instance: str) -> Refusal | None:
        """Take a repeat away with its answers, and with what they reported."""
        return self.record([SectionRepeated(self.round.id, section, instance, removed=True)])

    def sign(
        self,
        name: str,
        signatures: tuple[Signing, ...] = (),
        attended: tuple[str, ...] = (),
        walked_by: str = "",
    ) -> Refusal | None:
        return self.record([RoundSubmitted(self.round.id, name, signatures, attended, walked_by)])

    def add(self, text: str, step: Step | None = None, photos: tuple[PhotoRef, ...] = ()) -> Refusal | None:
        """Say something after the round has been locked."""
        point, place = (step.point.id, step.place) if step else ("", "")
        return self.record([RoundAddedTo(self.round.id, text, point, place, photos)])
