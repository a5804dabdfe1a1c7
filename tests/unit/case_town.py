"""A case from a real form of the demo municipality, sent by a teacher: for tests of what becomes of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.apply import apply
from domain.cases.case_file import CaseFile
from domain.cases.events import CaseAct
from domain.clocks.working_time import WorkingTime
from domain.documents import Document
from domain.events import Event
from domain.people import Person
from domain.refusals import Refusal
from domain.rounds.round import Answer, Round
from sync_server.cases.following import follow_report
from sync_server.register.register import Register
from sync_server.sync.followup import working_time
from tests.unit.domain.test_form_tasks import NOW, SCHOOL, TEACHER, TOWN, Town

REGISTER = Register(TOWN)
WORKING: WorkingTime = working_time(TOWN.policy.working_time)
PRINCIPAL = Person("principal", "Rektor", SCHOOL.user_org, ("unit_manager", "fire_responsible"), ("B01",))
MANAGER = Person("manager", "Förvaltare", SCHOOL.owner_org, ("property_manager",), ("B01",))
INSURANCE = Person("insurance", "Försäkringshandläggare", "ORG-KLK", ("insurance_officer",), ("*",))
PEOPLE = {person.id: person for person in (TEACHER, PRINCIPAL, MANAGER, INSURANCE)}
FORMS = {
    "threat": "incident-threat-violence",
    "damage": "incident-damage-graffiti",
    "burglary": "incident-burglary-theft",
    "fire": "incident-fire-nearmiss",
    "key": "incident-lost-key",
}


@dataclass
class CaseTown(Town):
    """Where people do things to the case "r"."""

    def person(self, person: str) -> Person:
        return PEOPLE[person]

    @property
    def its(self) -> CaseFile:
        case = self.case("r")
        assert case
        return case

    def tries(self, person: Person, act: CaseAct, at: str = NOW) -> tuple[Document, ...] | str:
        """What changed, or the refusal's code."""
        self.counter += 1
        changed = apply(self, Event(f"e{self.counter}", "00000001", self.counter, person.id, at, act))
        if isinstance(changed, Refusal):
            return changed.code
        for document in changed:
            self.keep(document)
        return changed


def report(kind: str, answers: dict[str, Any], notes: dict[str, str] | None = None, *, signed: bool = False) -> Round:
    """A sent report with these answers; `signed` in all its parts."""
    checklist = TOWN.checklists[FORMS[kind]]
    given = {point: Answer(value, NOW, TEACHER.id, (notes or {}).get(point, "")) for point, value in answers.items()}
    return Round(
        "r",
        "B01",
        checklist.id,
        checklist.version,
        "handed_on",
        started_at=NOW,
        started_by=TEACHER.id,
        confidentiality=checklist.confidentiality,
        administration=TEACHER.org,
        answers=given,
        parts_done=checklist.parts if signed else checklist.parts[:1],
    )


def no_case(_report: str) -> CaseFile | None:
    return None


def case_of(kind: str, answers: dict[str, Any], notes: dict[str, str] | None = None, known: str = NOW) -> CaseFile:
    case, *_ = follow_report(REGISTER, no_case, report(kind, answers, notes), datetime.fromisoformat(known))
    assert isinstance(case, CaseFile)
    return case


def town_with(kind: str, answers: dict[str, Any], **fields: Any) -> CaseTown:
    """The case with these fields changed, in a town where it can be handled."""
    town = CaseTown()
    made = follow_report(REGISTER, no_case, report(kind, answers), datetime.fromisoformat(NOW))
    for document in made:
        town.keep(replace(document, **fields) if isinstance(document, CaseFile) else document)
    return town
