"""The desk: what somebody can do to a task. Every verb answers None, or in words why not."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.phone_hours import phone_hours
from app.state.rounds.walk import Record
from app.state.tasks.lists import ALL, ENDED, MINE, OPEN, ORGANISATION, tasks_for, to_check, to_pay
from domain.clocks.pauses import reasons_for
from domain.clocks.time_left import time_left
from domain.events import Act, TaskAcknowledged, TaskCommented, TaskDone, TaskHandedBack
from domain.language import Words
from domain.people import Person
from domain.photos import PhotoRef
from domain.refusals import Refusal
from domain.tasks.clock import decisions_needed
from domain.tasks.disputes import Precedent, counterpart_of, precedents
from domain.tasks.duplicates import same_place
from domain.tasks.events import (
    DisputeAnswered,
    DisputeDecided,
    TaskAssigned,
    TaskCorrected,
    TaskCostDecided,
    TaskDeferred,
    TaskEstimated,
    TaskMadeSafe,
    TaskMarkedDuplicate,
    TaskMoveAnswered,
    TaskNotFixed,
    TaskPassedOn,
    TaskPaused,
    TaskPlaced,
    TaskReopened,
    TaskResumed,
    TaskReturned,
    TaskStarted,
    TaskStepDone,
    TaskVerified,
)
from domain.tasks.handover import times_contested, to_rewrite
from domain.tasks.moves import can, last_mover, not_yours
from domain.tasks.people import may
from domain.tasks.steps import STEPS, not_from_here
from domain.tasks.task import Task

__all__ = ["ALL", "ENDED", "MINE", "OPEN", "ORGANISATION", "Desk", "tasks_for"]

Photos = tuple[PhotoRef, ...]
A_YEAR = timedelta(days=365)


class Desk:
    def __init__(
        self, documents: PhoneDocuments, record: Record, clock: Clock, who: Callable[[], Person | None]
    ) -> None:
        self._documents, self._record, self._clock, self._who = documents, record, clock, who

    # --- what is to be seen ------------------------------------------------------------------------------------------

    def possible(self, task: Task) -> frozenset[str]:
        """The steps (keys of `domain.tasks.steps.STEPS`) that the person could take now: for the buttons."""
        who = self._who()
        return frozenset(step for step in STEPS if who and can(who, task, step))

    def why_not(self, task: Task, step: str) -> Refusal | None:
        """What has happened so that the person cannot take the step now; None where they can."""
        who = self._who()
        if who is None or can(who, task, step):
            return None
        return (
            not_from_here(task.status, step, last_mover(task)) if may(who, task, step) else not_yours(who, task, step)
        )

    def to_check(self) -> list[Task]:
        who = self._who()
        return to_check(self._documents, who) if who else []

    def to_pay(self) -> list[Task]:
        who = self._who()
        return to_pay(self._documents, who) if who else []

    def pause_reasons(self, task: Task) -> tuple[str, ...]:
        """Those of `domain.clocks.pauses.reason_words`."""
        return reasons_for(task.component, task.terms.may_pause_for)

    def counterpart(self, task: Task) -> str:
        """The organisation that would be asked if it is "not ours", "" where only the group could say."""
        building = self._documents.building(task.building)
        return counterpart_of(building, task) if building else ""

    def precedents(self, task: Task) -> tuple[Precedent, ...]:
        return precedents(self._documents.all(Task), task.component)

    def perhaps_the_same(self, task: Task) -> tuple[Task, ...]:
        return same_place(self._documents.all(Task), task)

    def needs_decision(self) -> list[tuple[Task, tuple[str, ...]]]:
        """Tasks with what must be decided about them (keys of `domain.tasks.clock.DECISIONS`) and this person may."""
        now, found = self._clock.now(), []
        for task in self._documents.all(Task):
            possible = self.possible(task)
            if needed := tuple(step for step in decisions_needed(task, now) if step in possible):
                found.append((task, needed))
        return sorted(found, key=lambda pair: pair[0].resolve_by or "9999")

    def contested_rows(self) -> tuple[dict[str, int], tuple[str, ...]]:
        """How often each row was contested in the last year, of the tasks seen here; and those to be written anew."""
        tasks, since = self._documents.all(Task), (self._clock.now() - A_YEAR).date().isoformat()
        return times_contested(tasks, since), to_rewrite(tasks, since)

    def time_left(self, task: Task, by: str) -> Words:
        """ "2 arbetsdagar kvar, torsdag 14:00" until `by`, one of the task's times (ISO 8601)."""
        hours = phone_hours(self._documents)
        clock = next((step.clock for step in task.steps if step.by == by), "working_time")
        return time_left(datetime.fromisoformat(by), self._clock.now(), hours, clock) if hours and by else Words()

    # --- work --------------------------------------------------------------------------------------------------------

    def acknowledge(self, task: str, called_at: str = "") -> Refusal | None:
        """`called_at` (ISO 8601) is when somebody was phoned about it."""
        return self._does(TaskAcknowledged(task, called_at))

    def comment(self, task: str, text: str, photos: Photos = ()) -> Refusal | None:
        return self._does(TaskCommented(task, text, photos))

    def assign(
        self, task: str, *, person: str = "", org: str = "", name: str = "", planned: str = ""
    ) -> Refusal | None:
        """`planned` is an ISO date. Without any of them it is laid on nobody."""
        return self._does(TaskAssigned(task, person, org, name, planned))

    def give_back(self, task: str, reason: str) -> Refusal | None:
        return self._does(TaskReturned(task, reason))

    def start(self, task: str) -> Refusal | None:
        return self._does(TaskStarted(task))

    def make_safe(self, task: str, text: str = "", photos: Photos = ()) -> Refusal | None:
        return self._does(TaskMadeSafe(task, text, photos))

    def do_step(self, task: str, step: str, text: str = "", reference: str = "", photos: Photos = ()) -> Refusal | None:
        """`step` is the `do` of one of the task's own steps."""
        return self._does(TaskStepDone(task, step, text, reference, photos))

    def pause(self, task: str, reason: str, until: datetime, text: str = "") -> Refusal | None:
        return self._does(TaskPaused(task, reason, until.astimezone().isoformat(timespec="seconds"), text))

    def resume(self, task: str) -> Refusal | None:
        return self._does(TaskResumed(task))

    def defer(self, task: str, until: str, reason: str) -> Refusal | None:
        """`until` is an ISO date."""
        return self._does(TaskDeferred(task, until, reason))

    def finish(self, task: str, text: str = "", photos: Photos = (), no_photo: str = "") -> Refusal | None:
        return self._does(TaskDone(task, text, photos, no_photo))

    def pass_on(self, task: str, to: str, text: str = "") -> Refusal | None:
        return self._does(TaskPassedOn(task, to, text))

    def mark_duplicate(self, task: str, of: str) -> Refusal | None:
        return self._does(TaskMarkedDuplicate(task, of))

    # --- afterwards --------------------------------------------------------------------------------------------------

    def verify(self, task: str, *, approved: bool, reason: str = "", photos: Photos = ()) -> Refusal | None:
        return self._does(TaskVerified(task, approved, reason, photos))

    def not_fixed(self, task: str, text: str, photos: Photos = ()) -> Refusal | None:
        return self._does(TaskNotFixed(task, text, photos))

    def reopen(self, task: str, reason: str) -> Refusal | None:
        return self._does(TaskReopened(task, reason))

    # --- whose it is -------------------------------------------------------------------------------------------------

    def hand_back(
        self, task: str, reason: str, text: str = "", rule: str = "", counterpart: str = ""
    ) -> Refusal | None:
        return self._does(TaskHandedBack(task, reason, text, rule, counterpart))

    def answer_dispute(self, task: str, *, accepted: bool, text: str = "") -> Refusal | None:
        return self._does(DisputeAnswered(task, accepted, text))

    def decide_dispute(self, task: str, repair: str, cost: str, reason: str) -> Refusal | None:
        """`repair` and `cost` are "owner" or "user"."""
        return self._does(DisputeDecided(task, repair, cost, reason))

    def correct(
        self,
        task: str,
        reason: str,
        *,
        component: str | None = None,
        space: str | None = None,
        item: str | None = None,
        case: dict[str, str] | None = None,
        severity: str | None = None,
    ) -> Refusal | None:
        """What is None stays."""
        return self._does(TaskCorrected(task, reason, component, space, item, case, severity))

    def answer_move(self, task: str, *, accepted: bool, reason: str = "") -> Refusal | None:
        return self._does(TaskMoveAnswered(task, accepted, reason))

    def place(self, task: str, org: str, reason: str) -> Refusal | None:
        return self._does(TaskPlaced(task, org, reason))

    # --- money -------------------------------------------------------------------------------------------------------

    def estimate(self, task: str, sek: int, text: str = "") -> Refusal | None:
        return self._does(TaskEstimated(task, sek, text))

    def decide_cost(self, task: str, *, approved: bool, reason: str = "") -> Refusal | None:
        return self._does(TaskCostDecided(task, approved, reason))

    # --- many at once ------------------------------------------------------------------------------------------------

    def each(self, tasks: Iterable[str], verb: Callable[[str], Refusal | None]) -> dict[str, Refusal]:
        """The same done to each of them. Those that could not be, with the reason; the others are done."""
        return {task: refusal for task in tasks if (refusal := verb(task))}

    def _does(self, act: Act) -> Refusal | None:
        return self._record([act])
