"""One case, whole, for the person it is about or for whoever has asked for it: with everybody else masked."""

from dataclasses import dataclass
from typing import Any

from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.minimised import WRITTEN
from domain.cases.opened import EXPORT, CaseLog
from domain.cases.steps import STEPS
from domain.checklists.answer_words import answer_in_words
from domain.checklists.checklist import Checklist
from domain.people import Person
from domain.photos import PhotoRef
from domain.places import Building
from domain.rounds.round import Round
from domain.rounds.walk import Step, steps_of_every_part
from domain.secrecy.table import OPEN
from sync_server.cases.masking import MASKED, Masks
from sync_server.cases.openings import log_opening
from sync_server.office import Office
from sync_server.problems import no
from sync_server.register.register import Register
from sync_server.storage.working_set import WorkingSet

MAY_EXPORT = "disclosure_export"


@dataclass(frozen=True)
class Exporting:
    """What it takes to tell a case to `person` (an account's id, or anything for an outsider)."""

    case: CaseFile
    report: Round
    log: CaseLog | None
    register: Register
    checklist: Checklist
    building: Building
    masks: Masks
    language: str

    def all(self) -> dict[str, Any]:
        self._meet_everybody()
        case, say = self.case, self.masks.text
        return {
            "case": case.id,
            "form": self.checklist.title.in_language(self.language),
            "building": self.building.name,
            "status": case.status,
            "happened_at": case.happened_at,
            "opened_at": case.opened_at,
            "closed_at": case.closed_at,
            "reporter": self._who(case.reporter),
            "answers": [self._answer(step) for step in self._asked()],
            "steps": [self._step(step) for step in case.steps],
            "measures": [{"text": self._words(held.text, ""), "due": held.due} for held in case.measures],
            "history": [
                {
                    "at": held.at,
                    "who": self._who(held.person),
                    "what": held.what,
                    "text": self._words(held.text, held.person),
                }
                for held in case.history
            ],
            "signatures": [
                {"at": held.at, "role": held.role, "name": self.masks.person(held.person, held.name)}
                for held in self.report.signatures
            ],
            "additions": [
                {"at": held.at, "who": self._who(held.person), "text": self._words(held.text, held.person)}
                for held in self.report.additions
            ],
            "opened_by": [{"at": each.at, "who": self._who(each.person)} for each in self.log.openings]
            if self.log
            else [],
            "police_number": say(case.police_number),
            "invoices": _hashes(case.cost.invoices),
        }

    def _meet_everybody(self) -> None:
        """All that take part, with what they are called, before the first word is written."""
        for signature in self.report.signatures:
            self.masks.knows(signature.person, [signature.name])
        people = [self.case.reporter, *(step.person for step in self.case.steps)]
        people += [entry.person for entry in self.case.history]
        people += [given.person for given in self.report.answers.values()]
        for name in dict.fromkeys(people):
            person = self.register.person(name)
            self.masks.knows(name, [person.id, person.title, person.email])

    def _asked(self) -> list[Step]:
        asked = steps_of_every_part(self.checklist, self.building, self.report, self.report.started_at)
        return [step for step in asked if step.key in self.report.answers]

    def _answer(self, step: Step) -> dict[str, Any]:
        given = self.report.answers[step.key]
        said = answer_in_words(step.point, given.value, self.building).in_language(self.language)
        return {
            "question": step.point.text.in_language(self.language),
            "answer": self._words(said, given.person) if step.point.type in WRITTEN else said,
            "note": self._words(given.note, given.person),
            "who": self._who(given.person),
            "at": given.at,
            "photos": _hashes(given.photos),
        }

    def _step(self, step: CaseStep) -> dict[str, str]:
        return {
            "step": STEPS[step.do].words.in_language(self.language),
            "by": step.due,
            "done_at": step.done_at,
            "who": self._who(step.person),
            "reference": self._words(step.reference, step.person),
            "text": self._words(step.text, step.person),
            "waived": self._words(step.waived, step.person),
        }

    def _who(self, person: str) -> str:
        return self.masks.person(person, self.register.person(person).title)

    def _words(self, text: str, by: str) -> str:
        """One's own words whole; in a case that is not open, whoever has no part in it gets none of the others'."""
        if not text or (by and by == self.masks.shown):
            return text
        has_part = self.masks.shown in self.masks.names
        return self.masks.text(text) if has_part or self.case.confidentiality == OPEN else MASKED


def _hashes(photos: tuple[PhotoRef, ...]) -> list[str]:
    """Only their hashes: every picture is looked at before it leaves."""
    return [photo.sha256 for photo in photos]


def export(office: Office, case_id: str, shown: str, by: Person, language: str = "sv") -> dict[str, Any]:
    """The case for `shown`, made by a registrar, which is logged. Raises No 403 or 404."""
    if not by.may(MAY_EXPORT):
        raise no(
            403,
            "not_yours_to_export",
            "Ärenden lämnas ut av registratorn.",
            "Cases are disclosed by the registrar.",
            "Be registratorn om det.",
            "Ask the registrar for it.",
        )
    register = office.register
    with office.database.reading() as connection:
        documents = WorkingSet(connection, register)
        case, report, log = documents.case(case_id), documents.round(case_id), documents.case_log(case_id)
    checklist = register.checklist(case.checklist, case.version) if case else None
    building = register.building(case.building) if case else None
    if case is None or report is None or checklist is None or building is None:
        raise no(
            404,
            "unknown_case",
            f"Det finns inget ärende {case_id}.",
            f"There is no case {case_id}.",
            "Kontrollera numret.",
            "Check the number.",
        )
    said = Exporting(case, report, log, register, checklist, building, Masks(shown), language).all()
    log_opening(office, case_id, by, EXPORT)
    return said
