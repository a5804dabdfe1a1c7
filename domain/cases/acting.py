"""Who may do what with a case, and why not."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.cases.case_file import CaseEntry, CaseFile
from domain.cases.events import CaseAct
from domain.events import Event
from domain.language import Words
from domain.people import Person
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.documents import Documents

HOLDERS = ("insurance_officer", "registrar")
"""They know what a case must be kept for, besides those who handle it."""


def may_handle(person: Person, case: CaseFile) -> bool:
    """Never the reporter as such: what has been sent is read only."""
    return person.works_in(case.building) and person.has_one_of(case.handlers)


def may_hold(person: Person, case: CaseFile) -> bool:
    return may_handle(person, case) or (person.works_in(case.building) and person.has_one_of(HOLDERS))


def handled(documents: "Documents", event: Event, act: CaseAct, *, closed: bool = False) -> CaseFile | Refusal:
    """The case, where the person handles it and it is open (with `closed`: also when it is not)."""
    case, person = documents.case(act.case), documents.person(event.person)
    if case is None:
        return unknown()
    if not may_handle(person, case):
        return not_yours()
    if not case.is_open and not closed:
        return Refusal(
            "case_closed",
            Words("Ärendet är avslutat.", "The case is closed."),
            Words("Öppna det igen om något återstår.", "Open it again if something remains."),
        )
    return case


def noted(
    documents: "Documents", event: Event, case: CaseFile, *, step: str = "", text: str = "", **fields: object
) -> CaseFile:
    """The case with these fields changed, and the act in its history."""
    person = documents.person(event.person)
    entry = CaseEntry(event.at, person.id, person.title, type(event.act).__name__, step, text.strip())
    return replace(case, **fields, history=(*case.history, entry))  # pyright: ignore[reportArgumentType]


def unknown() -> Refusal:
    return Refusal("unknown_case", Words("Ärendet finns inte.", "The case does not exist."))


def not_yours() -> Refusal:
    return Refusal(
        "not_your_case",
        Words("Ärendet handläggs av någon annan.", "The case is handled by somebody else."),
        Words("Tala med den som handlägger det.", "Talk to whoever handles it."),
    )


def nothing_said(what: Words) -> Refusal:
    return Refusal("nothing_said", what, Words("Skriv det och spara igen.", "Write it and save again."))
