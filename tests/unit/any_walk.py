"""Somebody walks a checklist from the first point to the signature, answering by chance and changing minds."""

from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

from domain.checklists.checklist import Checklist, Point
from domain.events import (
    FindingReported,
    ObjectMissing,
    ObjectProposed,
    PointAnswered,
    RoundStarted,
    RoundSubmitted,
    SectionRepeated,
    Signing,
    TagScanned,
)
from domain.people import Person
from domain.places import Building, Object, Space
from domain.rounds.round import SUBMITTED, Round, open_part
from domain.rounds.walk import Step, locked_points, missing_answers, must_be_answered, steps
from tests.unit.demo_world import DemoWorld
from tests.unit.given_answers import PHOTO, SEVERITIES, Given, answers_to

T = TypeVar("T")
FOUND = "LJH-NEW-001"


class Chance(Protocol):
    def __call__(self, strategy: st.SearchStrategy[T]) -> T: ...


@dataclass(frozen=True)
class Reported:
    """What was said when a deviation was reported: what its finding must say."""

    key: str
    point: Point
    given: Given
    finding: FindingReported


@dataclass(repr=False)
class AnyWalk:
    """`told` are all deviations that were reported, also those that were taken back; `given` the last answers."""

    world: DemoWorld
    building: Building
    checklist: Checklist
    chance: Chance
    id: str = "R"
    told: dict[str, Reported] = field(default_factory=dict)
    given: dict[str, Given] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    person: Person = field(init=False)

    def __repr__(self) -> str:
        return f"{self.checklist.id} in {self.building.id}: {dict(self.given)}"

    def walk(self) -> Round:
        """Everything, in all parts, each by somebody who may."""
        start = RoundStarted(self.id, self.building.id, self.checklist.id, self.checklist.version)
        self.person = self.world.performer(self.building, self.checklist, Round(self.id, self.building.id, "", ""))
        self.world.acts(self.person, start)
        self._register_is_wrong()
        self._repeat()
        for _ in self.checklist.parts or ("",):
            self.person = self.world.performer(self.building, self.checklist, self.round)
            self._answer_everything()
            for step in self._deciding():
                self._answer(step)
            self._answer_everything()
            self._sign()
        assert self.round.status == SUBMITTED
        return self.round

    @property
    def round(self) -> Round:
        round_ = self.world.round(self.id)
        assert round_
        return round_

    def asked(self) -> list[Step]:
        return steps(self.checklist, self.building, self.round, self.world.stamp)

    def _register_is_wrong(self) -> None:
        """Now and then an object is gone, and another stands there that nobody knew of."""
        kinds = sorted({kind for point in self.checklist.points.values() for kind in point.object_types})
        there = [item for item in self.building.objects if item.type in kinds]
        if there and self.chance(st.integers(0, 3)) == 0:
            gone = self.chance(st.sampled_from(there))
            self.missing.add(gone.tag)
            report = self._reported("missing", gone.component, "high", item=gone)
            self.world.acts(self.person, report, ObjectMissing(self.id, gone.tag, report.finding))
        if kinds and self.chance(st.integers(0, 3)) == 0:
            kind, space = self.chance(st.sampled_from(kinds)), self.building.spaces[0].id
            new = ObjectProposed(self.id, "P1", self.building.id, space, FOUND, kind, "Ny", "FIR.EXT.PRT")
            self.world.acts(self.person, new)

    def _repeat(self) -> None:
        for section in self.checklist.sections:
            if section.repeat:
                for number in range(self.chance(st.integers(0, 2))):
                    self.world.acts(self.person, SectionRepeated(self.id, section.id, f"more-{number}"))

    def _answer_everything(self) -> None:
        """On from step to step until there is nothing left that must or, by chance, will be answered."""
        left_open: set[str] = set()
        asked = self.asked()
        while step := self._next(asked, left_open):
            if must_be_answered(step) or self.chance(st.booleans()):
                self._answer(step)
            else:
                left_open.add(step.key)
            if step.point.id in self.checklist.deciding or step.point.blocks or step.point.must_precede:
                asked = self.asked()
        assert missing_answers(self.checklist, self.building, self.round, self.world.stamp) == []

    def _next(self, asked: list[Step], left_open: set[str]) -> Step | None:
        answers, locked = self.round.answers, locked_points(self.checklist, asked, self.round.answers)
        passed = {*answers, *locked, *left_open}
        return next((s for s in asked if s.key not in passed and s.point.type not in ("signature", "info")), None)

    def _deciding(self) -> list[Step]:
        """Some of the answers that others hang on are thought better of."""
        asked = [step for step in self.asked() if step.point.id in self.checklist.deciding]
        asked = [step for step in asked if step.key in self.given]
        return self.chance(st.lists(st.sampled_from(asked), max_size=2, unique_by=lambda s: s.key)) if asked else []

    def _answer(self, step: Step) -> None:
        point = step.point
        if step.must_be_scanned and self.chance(st.booleans()):
            self.world.acts(self.person, TagScanned(self.id, step.place))
        given = self.chance(answers_to(point, step.limited_by, self.building, self.world.now))
        note = "Taggen satt inte kvar." if step.must_be_scanned else ""
        standing = self.round.answers.get(step.key)
        name = ""
        if given.deviates:
            report = self._deviation(step, given)
            name = report.finding
            self.told[name] = Reported(step.key, point, given, report)
            self.world.acts(self.person, report)
        seen = standing.at if standing else ""
        answer = PointAnswered(self.id, point.id, given.value, step.place, note, name, given.photos, seen)
        self.world.acts(self.person, answer)
        self.given[step.key] = given

    def _deviation(self, step: Step, given: Given) -> FindingReported:
        """As grave as the data says, or graver, or less grave with a reason."""
        point, severity, reason = step.point, given.severity, ""
        if self.chance(st.integers(0, 4)) == 0:
            severity = self.chance(st.sampled_from(SEVERITIES))
            reason = "Inte så farligt." if SEVERITIES.index(severity) > SEVERITIES.index(given.severity) else ""
        component = point.component or (step.object.component if step.object else "PER.RSK")
        case: dict[str, str] = {**point.case, **dict.fromkeys(point.ask, "wear")}
        may_have = point.photo != "forbidden" and self.chance(st.booleans())
        facts: dict[str, Any] = {"point": point.id, "answer": given.value, "severity_reason": reason, "case": case}
        return self._reported(
            step.key, component, severity, space=step.space, item=step.object, photos=(PHOTO,) * may_have, **facts
        )

    def _reported(
        self,
        key: str,
        component: str,
        severity: str,
        space: Space | None = None,
        item: Object | None = None,
        **facts: Any,
    ) -> FindingReported:
        return FindingReported(
            f"F{self.world.counter}-{key}",
            self.building.id,
            component,
            f"Fel vid {key}",
            severity,
            space=space.id if space else item.space if item else "",
            object=item.tag if item else "",
            round=self.id,
            checklist=self.checklist.id,
            version=self.checklist.version,
            **facts,
        )

    def _sign(self) -> None:
        part = open_part(self.checklist, self.round)
        asked = [step.point for step in self.asked() if step.point.type == "signature"]
        signings = tuple(Signing(role, f"Kim {role}", PHOTO) for point in asked for role in point.signers)
        before = self.round.parts_done
        self.world.acts(self.person, RoundSubmitted(self.id, "Kim Berg", signings, self.checklist.attended_by))
        assert self.round.parts_done == ((*before, part) if part else ())
