"""A small municipality in memory: two organisations, a school, a checklist of a few points, three people."""

from dataclasses import dataclass, field

from domain.apply import apply
from domain.cases.case_file import CaseFile
from domain.cases.opened import CaseLog
from domain.checklists.checklist import Checklist, Point, Section
from domain.documents import Document
from domain.events import Act, Event
from domain.findings import Finding
from domain.language import Words
from domain.lone_work.session import LoneWork
from domain.people import Person
from domain.places import Building, Object, Space
from domain.refusals import Refusal
from domain.rounds.logbook import Logbook
from domain.rounds.proposals import Proposal
from domain.rounds.round import Round
from domain.tasks.task import Task

SCHOOL = Building(
    "B01",
    "Skolan",
    owner_org="TF",
    user_org="BUN",
    tags=("sba", "fire_alarm"),
    spaces=(
        Space("COR", "Korridor", "corridor", "indoor"),
        Space("TRP", "Trapphus", "stairwell", "common", shared=True),
        Space("GAR", "Skolgård", "yard", "outdoor"),
    ),
    objects=(
        Object("EX-1", "extinguisher", "FIR.EXT.PRT", "COR", "Pulver 6 kg"),
        Object("EX-2", "extinguisher", "FIR.EXT.PRT", "TRP", "Skum 6 l", limits={"p-volt": {"min": 24.0, "max": 28.5}}),
    ),
)


def point(identity: str, type_: str = "ok_dev_na", **facts: object) -> Point:
    return Point(identity, type_, Words(f"{identity}?", f"{identity}?"), component="FIR.EXT.PRT", **facts)  # pyright: ignore[reportArgumentType]


CHECKLIST = Checklist(
    "sba",
    "2026:1",
    Words("Månadsrond", "Monthly round"),
    domain="fire",
    kind="round",
    interval="P1M",
    grace="P7D",
    performed_by=("inspector",),
    sections=(
        Section(
            "a", Words("A", "A"), (point("p-ext", scope="object", object_types=("extinguisher",)), point("p-free"))
        ),
        Section("b", Words("B", "B"), (point("p-note", "text"), point("p-sign", "signature", required=True))),
    ),
)

INSPECTOR = Person("inspector-1", "Kontrollant", "BUN", ("inspector",), ("B01",), ("perform_round",))
TEACHER = Person("teacher-1", "Lärare", "BUN", ("any_employee",), ("B01",), ("report", "see_own"))
MANAGER = Person("manager-1", "Förvaltare", "TF", ("property_manager",), ("B01",), ("handle_task_owner", "triage"))
STRANGER = Person("stranger-1", "Annan", "KFF", ("inspector", "property_manager"), ("B09",), ("handle_task_owner",))


@dataclass
class World:
    """Fulfils `domain.documents.Documents`, and does what people do."""

    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    counter: int = 0
    checklists: tuple[Checklist, ...] = (CHECKLIST,)

    def person(self, person: str) -> Person:
        return next(p for p in (INSPECTOR, TEACHER, MANAGER, STRANGER) if p.id == person)

    def building(self, building: str) -> Building | None:
        return SCHOOL if building == SCHOOL.id else None

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        return next((held for held in self.checklists if (held.id, held.version) == (checklist, version)), None)

    def round(self, round_id: str) -> Round | None:
        return self.documents.get(("round", round_id))  # pyright: ignore[reportReturnType]

    def finding(self, finding: str) -> Finding | None:
        return self.documents.get(("finding", finding))  # pyright: ignore[reportReturnType]

    def task(self, task: str) -> Task | None:
        return self.documents.get(("task", task))  # pyright: ignore[reportReturnType]

    def logbook(self, logbook: str) -> Logbook | None:
        return self.documents.get(("logbook", logbook))  # pyright: ignore[reportReturnType]

    def proposal(self, proposal: str) -> Proposal | None:
        return self.documents.get(("proposal", proposal))  # pyright: ignore[reportReturnType]

    def case(self, case: str) -> CaseFile | None:
        return self.documents.get(("case", case))  # pyright: ignore[reportReturnType]

    def case_log(self, case: str) -> CaseLog | None:
        return self.documents.get(("case_log", case))  # pyright: ignore[reportReturnType]

    def lone_work(self, lone_work: str) -> LoneWork | None:
        return self.documents.get(("lone_work", lone_work))  # pyright: ignore[reportReturnType]

    def keep(self, document: Document) -> None:
        self.documents[(document.kind, document.id)] = document

    def does(self, person: Person, act: Act, at: str = "2026-11-23T09:00:00.000+00:00") -> Refusal | None:
        """The person does it; None, or why not."""
        self.counter += 1
        changed = apply(self, Event(f"e{self.counter}", "00000001", self.counter, person.id, at, act))
        if isinstance(changed, Refusal):
            return changed
        for document in changed:
            self.keep(document)
        return None
