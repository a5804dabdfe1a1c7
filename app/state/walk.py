"""Walking one round: which step is next, what has been answered, and the verbs that answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from domain import walk
from domain.answers import typing_error
from domain.checklists import Checklist
from domain.events import Act, FindingWithdrawn, PointAnswered, RoundStarted, RoundSubmitted
from domain.findings import REPORTED, Finding
from domain.language import Words
from domain.photos import PhotoRef
from domain.places import Building
from domain.refusals import Refusal
from domain.rounds import PLANNED, Answer, Round
from domain.walk import Step

Record = Callable[[list[Act]], Refusal | None]


@ft.observable
@dataclass(eq=False)
class Walk:
    """A view of a round that redraws its screens when an answer is given."""

    round: Round
    building: Building
    checklist: Checklist
    record: Record
    find: Callable[[str], Finding | None]
    now: Callable[[], str]
    steps: list[Step] = field(default_factory=list)

    def show(self, round_: Round) -> None:
        """Take the round as it now stands. Answers decide which points are asked, so the steps are found anew."""
        self.round = round_
        self.steps = walk.steps(self.checklist, self.building, round_.answers, self._day())

    def _day(self) -> str:
        return self.round.submitted_at or self.now()

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def answer_to(self, step: Step) -> Answer | None:
        return self.round.answers.get(step.key)

    def finding_of(self, step: Step) -> Finding | None:
        given = self.answer_to(step)
        return self.find(given.finding) if given and given.finding else None

    @property
    def progress(self) -> tuple[int, int]:
        """Answered and all of the steps that must be answered."""
        asked = [step for step in self.steps if self._counts(step)]
        return sum(step.key in self.round.answers for step in asked), len(asked)

    def missing(self) -> list[Step]:
        return walk.missing_answers(self.checklist, self.building, self.round.answers, self._day())

    def next_unanswered(self, after: Step | None = None) -> Step | None:
        """The next step without an answer, on from `after` and then from the top; None when all have one."""
        start = self.steps.index(after) + 1 if after in self.steps else 0
        return next((step for step in self.steps[start:] + self.steps[:start] if self._open(step)), None)

    def answer(self, step: Step, value: Any, note: str = "") -> Words | Refusal | None:
        """Give an answer that is not a deviation (a deviation is a draft that is sent). Durable when this returns.

        A deviation answered earlier at the same step is withdrawn: it was not so after all.
        """
        if wrong := typing_error(step.point, value):
            return wrong
        before = self.finding_of(step)
        withdrawn: list[Act] = [FindingWithdrawn(before.id)] if before and before.status == REPORTED else []
        answered = PointAnswered(self.round.id, step.point.id, value, step.place, note)
        return self.record([*self.beginning(), *withdrawn, answered])

    def answer_with_photos(self, step: Step, photos: tuple[PhotoRef, ...]) -> Words | Refusal | None:
        """The answer is the photos themselves; taking the last one away leaves the point without any."""
        hashes = [photo.sha256 for photo in photos]
        answered = PointAnswered(self.round.id, step.point.id, hashes, step.place, photos=photos)
        return self.record([*self.beginning(), answered])

    def beginning(self) -> list[Act]:
        """Whoever answers a planned round has begun it."""
        if self.round.status != PLANNED:
            return []
        return [RoundStarted(self.round.id, self.building.id, self.checklist.id, self.checklist.version)]

    def sign(self, name: str) -> Refusal | None:
        return self.record([RoundSubmitted(self.round.id, name)])

    def _counts(self, step: Step) -> bool:
        return step.point.must_be_answered and step.point.type != "signature"

    def _open(self, step: Step) -> bool:
        return step.key not in self.round.answers and step.point.type not in ("signature", "info")
