"""A task in a small municipality, with all who have to do with it, and the clocks that the server keeps."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.clocks.due_steps import as_deadlines
from domain.clocks.special import Situation
from domain.demarcation.routing import Case, Decision, Routing
from domain.events import Act, FindingReported
from domain.language import Words
from domain.people import Person
from domain.refusals import Refusal
from domain.tasks.clock import as_of
from domain.tasks.plan import mark_of, plan_for, planned
from domain.tasks.task import Task, open_task
from domain.tasks.times import kept
from sync_server.content import load_municipality
from tests.unit.working_hours import WORKING, local
from tests.unit.world import INSPECTOR, MANAGER, STRANGER, TEACHER, World

POLICY = load_municipality().policy
FOUND = "2026-11-23T09:00:00.000+00:00"
"""A Monday, ten o'clock by the clocks of the town hall."""

CARETAKER = Person("caretaker-1", "Fastighetsskötare", "TF", ("caretaker",), ("B01",), ("handle_task_owner",))
COLLEAGUE = replace(CARETAKER, id="caretaker-2", title="Fastighetsskötare 2")
HEADMASTER = Person(
    "headmaster-1",
    "Rektor",
    "BUN",
    ("unit_manager", "fire_responsible"),
    ("B01",),
    ("handle_task_user", "accept_cost_user"),
)
COORDINATOR = Person("coordinator-1", "Samordnare", "KLK", ("safety_coordinator",), ("*",), ("decide_dispute",))
LOCKSMITH = Person("locksmith-1", "Låsmontör", "CTR", ("contractor",), ("*",), ("see_assigned_task", "mark_done"))
GRAFFITI_CREW = replace(LOCKSMITH, id="graffiti-1", title="Saneringslag", org="GRAF")
PEOPLE = (
    INSPECTOR,
    TEACHER,
    MANAGER,
    STRANGER,
    CARETAKER,
    COLLEAGUE,
    HEADMASTER,
    COORDINATOR,
    LOCKSMITH,
    GRAFFITI_CREW,
)

OWNER, USER = Decision("owner", "TF", "DM-013", "row"), Decision("user", "BUN", "DM-013", "row")
ROUTING = Routing(OWNER, USER, OWNER, ask=None, unresolved=False, version="2026:1", case=Case("FIR.EXT.PRT"))
USER_PAYS = replace(ROUTING, cost=USER)
NOWHERE = Routing(None, None, None, ask=None, unresolved=True, version="2026:1", case=Case("XYZ"))


@dataclass
class TaskWorld(World):
    """A `World` where findings become tasks, as on the server, and every act is received when it is done."""

    number: int = 4

    def person(self, person: str) -> Person:
        return next(held for held in PEOPLE if held.id == person)

    def reports(self, routing: Routing = ROUTING, *, identity: str = "f1", at: str = FOUND, **facts: Any) -> Task:
        """The inspector reports something, and it becomes a task. The first has the number 5."""
        usual: dict[str, Any] = {"component": "FIR.EXT.PRT", "text": "Saknas", "severity": "high"}
        report = FindingReported(identity, "B01", **usual | facts)
        assert self.does(INSPECTOR, report, at) is None
        finding = self.finding(identity)
        assert finding
        self.number += 1
        situation = Situation(finding.component, mark_of(POLICY, finding.attributes), finding.case.get("cause", ""))
        plan = plan_for(POLICY, situation, finding.severity, at, WORKING)
        task = open_task(
            replace(finding, severity=plan.severity.id),
            routing,
            Words("Därför", "Because"),
            as_deadlines(plan.steps),
            desk="TF",
            fallback_org="TF",
            number=self.number,
        )
        self.keep(planned(task, plan, at, WORKING))
        self.keep(replace(finding, task=task.id))
        return self.task_now(identity)

    def does(self, person: Person, act: Act, at: str = FOUND) -> Refusal | None:
        refusal = super().does(person, act, at)
        for document in list(self.documents.values()):
            if isinstance(document, Task):
                self.keep(kept(document, WORKING, at))
        return refusal

    def all_do(self, *doings: tuple[Person, Act] | tuple[Person, Act, str]) -> Task:
        """All of them are accepted; the first task as it stands after them."""
        for person, act, *at in doings:
            refusal = self.does(person, act, *at)
            assert refusal is None, refusal
        return self.task_now()

    def task_now(self, identity: str = "f1") -> Task:
        task = self.task(identity)
        assert task
        return task

    def waits_until(self, moment: str, identity: str = "f1") -> Task:
        """The hour strikes on the server; `moment` by the clocks of the town hall."""
        self.keep(as_of(self.task_now(identity), local(moment), WORKING))
        return self.task_now(identity)


def utc(moment: str) -> str:
    """A moment by the clocks of the town hall, as a phone writes it."""
    return datetime.fromisoformat(local(moment).isoformat()).astimezone().isoformat(timespec="milliseconds")
