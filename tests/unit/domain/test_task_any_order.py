"""Several people work on the same tasks without coverage, in any order: in the end all agree, and nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.apply import apply
from domain.clocks.pauses import REASONS as PAUSE_REASONS
from domain.documents import Document
from domain.events import Act, Event, FindingReported, TaskAcknowledged, TaskCommented, TaskDone, TaskHandedBack
from domain.findings import Finding
from domain.people import Person
from domain.photos import PhotoRef
from domain.refusals import Refusal
from domain.secrecy.access import may_see
from domain.tasks.clock import as_of
from domain.tasks.disputes import REASONS
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
from domain.tasks.moves import can
from domain.tasks.parts import WITH_GROUP
from domain.tasks.steps import STATUSES
from domain.tasks.task import Task
from sync_server.register.register import Register
from sync_server.sync.followup import follow_task, follow_up, working_time
from tests.server_fixtures import demo_municipality
from tests.unit.world import World

REGISTER = Register(demo_municipality())
WORKING = working_time(REGISTER.municipality.policy.working_time)
PEOPLE = (
    "inspector-b01",
    "caretaker-north",
    "property-manager-centre",
    "manager-b01",
    "safety-coordinator",
    "fire-service-crew",
)
COMPONENTS = ("FIR.EXT.PRT", "FIR.EXT.BLK", "GRF.FAC", "XYZ.NON", "BLD.LSE")
SEVERITIES = ("critical", "high", "medium", "low", "observation")
TASKS = ("F0", "F1", "F2")
LATER = "2027-02-01"

names = st.sampled_from(TASKS)
words = st.sampled_from(["Därför", "Därför", ""])
yes = st.booleans()
people = st.integers(0, len(PEOPLE) - 1)
parties = st.sampled_from(["owner", "user"])
TALK = ("comment", "estimate")
"""Possible at any time, and in nobody's way."""
ANSWERS = ("answer_dispute", "decide_dispute", "answer_move", "decide_cost", "hand_back", "verify", "resume")
"""Seldom possible: done more often where they are."""
PHOTOS = (PhotoRef("a" * 64, 10, 10),)
ACTS: dict[str, Callable[[str], st.SearchStrategy[Act]]] = {
    "acknowledge": lambda task: st.builds(TaskAcknowledged, st.just(task)),
    "start": lambda task: st.builds(TaskStarted, st.just(task)),
    "make_safe": lambda task: st.builds(TaskMadeSafe, st.just(task)),
    "do_step": lambda task: st.builds(
        TaskStepDone,
        st.just(task),
        st.sampled_from(["photo_documentation", "police_report", "remove", "resolve"]),
        reference=words,
        photos=st.just(PHOTOS),
    ),
    "pause": lambda task: st.builds(
        TaskPaused, st.just(task), st.sampled_from(sorted(PAUSE_REASONS)), st.just(f"{LATER}T10:00:00+01:00")
    ),
    "resume": lambda task: st.builds(TaskResumed, st.just(task)),
    "defer": lambda task: st.builds(TaskDeferred, st.just(task), st.just(LATER), words),
    "assign": lambda task: st.builds(TaskAssigned, st.just(task), org=st.sampled_from(["ORG-CTR-FIRE", ""])),
    "return": lambda task: st.builds(TaskReturned, st.just(task), words),
    "estimate": lambda task: st.builds(TaskEstimated, st.just(task), st.sampled_from([100, 90_000])),
    "decide_cost": lambda task: st.builds(TaskCostDecided, st.just(task), yes, words),
    "hand_back": lambda task: st.builds(
        TaskHandedBack, st.just(task), st.sampled_from(REASONS), words, counterpart=st.sampled_from(["", "ORG-X"])
    ),
    "answer_dispute": lambda task: st.builds(DisputeAnswered, st.just(task), yes, words),
    "decide_dispute": lambda task: st.builds(DisputeDecided, st.just(task), parties, parties, words),
    "correct": lambda task: st.builds(
        TaskCorrected,
        st.just(task),
        words,
        component=st.none() | st.sampled_from(COMPONENTS),
        case=st.none() | st.just({"cause": "vandalism"}),
        severity=st.none() | st.sampled_from(SEVERITIES),
    ),
    "answer_move": lambda task: st.builds(TaskMoveAnswered, st.just(task), yes, words),
    "place": lambda task: st.builds(TaskPlaced, st.just(task), st.sampled_from(["ORG-TF", "ORG-BUN"]), words),
    "pass_on": lambda task: st.builds(TaskPassedOn, st.just(task), words),
    "mark_duplicate": lambda task: st.builds(TaskMarkedDuplicate, st.just(task), names),
    "finish": lambda task: st.builds(TaskDone, st.just(task), words),
    "verify": lambda task: st.builds(TaskVerified, st.just(task), yes, words),
    "not_fixed": lambda task: st.builds(TaskNotFixed, st.just(task), words),
    "reopen": lambda task: st.builds(TaskReopened, st.just(task), words),
    "comment": lambda task: st.builds(TaskCommented, st.just(task), words),
}


@dataclass
class Copy(World):
    """The documents as one phone, or the server for somebody, has them."""

    def person(self, person: str) -> Person:
        return REGISTER.person(person)

    def building(self, building: str) -> Any:
        return REGISTER.building(building)


@dataclass
class Phone:
    person: Person
    received: dict[tuple[str, str], Document] = field(default_factory=dict)
    shown: Copy = field(default_factory=Copy)
    unsent: list[Event] = field(default_factory=list)

    def lay_anew(self) -> None:
        self.shown = Copy(dict(self.received))
        for event in self.unsent:
            self.lay(event)

    def lay(self, event: Event) -> Refusal | None:
        changed = apply(self.shown, event)
        if isinstance(changed, Refusal):
            return changed
        for document in changed:
            self.shown.keep(document)
        return None


class TaskLife(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 23, 8, tzinfo=UTC)
        self.server: dict[tuple[str, str], Document] = {}
        self.phones = [Phone(REGISTER.person(person)) for person in PEOPLE]
        self.made = self.number = 0
        self.refusals: list[Refusal] = []
        self.lengths: dict[str, int] = {}

    # --- what people do ----------------------------------------------------------------------------------------------

    @initialize(
        found=st.lists(st.tuples(st.sampled_from(COMPONENTS), st.sampled_from(SEVERITIES)), min_size=3, max_size=3)
    )
    def three_things_are_reported(self, found: list[tuple[str, str]]) -> None:
        for name, (component, severity) in zip(TASKS, found, strict=True):
            self.number += 1
            self._does(self.phones[0], FindingReported(name, "B01", component, "Fynd", severity, space="B01-COR1"))
            self.phone_has_coverage(0)
        for who in range(1, len(PEOPLE)):
            self.phone_has_coverage(who)

    @rule(who=people, task=names, data=st.data())
    def somebody_does_what_their_phone_lets_them(self, who: int, task: str, data: st.DataObject) -> None:
        phone = self.phones[who]
        shown = phone.shown.task(task)
        steps = [step for step in ACTS if shown and step not in TALK and can(phone.person, shown, step)]
        answers = [step for step in steps if step in ANSWERS]
        if steps:
            step = data.draw(st.sampled_from(answers or steps) | st.sampled_from(steps))
            self._does(phone, data.draw(ACTS[step](task)))

    @rule(who=people, task=names, data=st.data())
    def somebody_does_it_with_coverage(self, who: int, task: str, data: st.DataObject) -> None:
        self.phone_has_coverage(who)
        self.somebody_does_what_their_phone_lets_them(who, task, data)
        self.phone_has_coverage(who)

    @rule(who=people, task=names, step=st.sampled_from(sorted(ACTS)), data=st.data())
    def somebody_tries_anything(self, who: int, task: str, step: str, data: st.DataObject) -> None:
        self._does(self.phones[who], data.draw(ACTS[step](task)))

    @rule(who=people)
    def phone_has_coverage(self, who: int) -> None:
        """Its work is sent in its order; then it has what its person may see, and nothing else."""
        phone = self.phones[who]
        for event in phone.unsent:
            self._arrives(phone.person, event)
        phone.unsent = []
        phone.received = dict(self._seen_by(phone.person))
        phone.lay_anew()

    @rule(hours=st.sampled_from([1, 8, 24, 60]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for key, held in self.server.items():
            if isinstance(held, Task):
                self.server[key] = as_of(held, self.now, WORKING)

    def _does(self, phone: Phone, act: Act) -> None:
        self.now += timedelta(minutes=1)
        self.made += 1
        event = Event(f"e{self.made}", phone.person.id, self.made, phone.person.id, self._stamp, act)
        refusal = phone.lay(event)
        if refusal:
            self.refusals.append(refusal)
        else:
            phone.unsent.append(event)

    def _arrives(self, person: Person, event: Event) -> None:
        seen = Copy(dict(self._seen_by(person)))
        changed = apply(seen, event)
        if isinstance(changed, Refusal):
            self.refusals.append(changed)
            return
        for document in changed:
            self._keep(document)

    def _keep(self, document: Document) -> None:
        if isinstance(document, Finding) and not document.task:
            documents: tuple[Document, ...] = follow_up(REGISTER, document, self.number, self._stamp)
        elif isinstance(document, Task):
            before = self.server.get((document.kind, document.id))
            documents = (follow_task(REGISTER, before if isinstance(before, Task) else None, document, self._stamp),)
        else:
            documents = (document,)
        self.server |= {(kept.kind, kept.id): kept for kept in documents}

    def _seen_by(self, person: Person) -> list[tuple[tuple[str, str], Document]]:
        keys = REGISTER.keys_of(person)
        return [item for item in self.server.items() if may_see(keys, REGISTER.audience_of(item[1]))]

    @property
    def _stamp(self) -> str:
        return self.now.isoformat(timespec="milliseconds")

    @property
    def _tasks(self) -> list[Task]:
        return [held for held in self.server.values() if isinstance(held, Task)]

    # --- what must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def no_task_is_without_a_receiver_who_can_sign_in(self) -> None:
        organisations = REGISTER.municipality.organisations
        for held in self._tasks:
            assert held.org in organisations
            assert organisations[held.desk].can_login

    @invariant()
    def no_clock_is_lost(self) -> None:
        for held in self._tasks:
            assert held.status in STATUSES
            assert held.clock_start
            if held.is_open and held.severity != "observation":
                assert held.acknowledge_by
                assert datetime.fromisoformat(held.resolve_by) > datetime.fromisoformat(held.clock_start)

    @invariant()
    def whatever_waits_for_an_answer_waits_for_somebody_until_some_time(self) -> None:
        for held in self._tasks:
            dispute, moved = held.dispute, held.correction
            if dispute and dispute.is_open:
                assert dispute.decide_by if dispute.state == WITH_GROUP else (dispute.desk and dispute.answer_by)
            if moved:
                assert moved.desk
                assert moved.answer_by

    @invariant()
    def history_only_grows(self) -> None:
        for held in self._tasks:
            assert len(held.history) >= self.lengths.get(held.id, 0)
            self.lengths[held.id] = len(held.history)

    @invariant()
    def every_refusal_has_a_reason_and_a_way_on(self) -> None:
        for refusal in self.refusals:
            assert all((refusal.code, refusal.why.sv, refusal.why.en, refusal.do.sv, refusal.do.en))
        self.refusals.clear()

    @invariant()
    def a_contractor_sees_what_was_laid_on_them_and_nothing_else(self) -> None:
        crew = REGISTER.person("fire-service-crew")
        for key, held in self._seen_by(crew):
            assert isinstance(held, Task), key
            assert held.assigned
            assert held.assigned.org == crew.org

    def teardown(self) -> None:
        """Everybody comes up from the cellar: all phones show what the server has."""
        for _ in range(2):
            for who in range(len(self.phones)):
                self.phone_has_coverage(who)
        self.no_clock_is_lost()
        self.every_refusal_has_a_reason_and_a_way_on()
        for phone in self.phones:
            assert phone.unsent == []
            assert phone.shown.documents == dict(self._seen_by(phone.person))


TestTaskLife = TaskLife.TestCase
TestTaskLife.settings = settings(
    max_examples=100,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
