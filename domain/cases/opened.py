"""The log of a restricted case: who has opened it and when. For the reporter and the coordinator, for five years."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from domain.cases.acting import unknown
from domain.cases.case_file import CaseFile
from domain.cases.events import CaseOpened
from domain.events import Event
from domain.refusals import Refusal
from domain.secrecy.table import RESTRICTED

if TYPE_CHECKING:
    from domain.documents import Documents

READ, PROTOCOL, POLICE_PACK, EXPORT = "read", "protocol", "police_pack", "export"


@dataclass(frozen=True)
class Opening:
    """`what` was opened: the case itself (READ), or something made of it that can be taken away."""

    at: str
    person: str
    title: str
    what: str = READ


@dataclass(frozen=True)
class CaseLog:
    """`id` is that of the case. The case itself is not told in it, and it outlives the case."""

    kind: ClassVar[str] = "case_log"

    id: str
    building: str
    reporter: str
    confidentiality: str
    """Said with every log, never left out as a default: a phone seals what it is told is restricted."""
    openings: tuple[Opening, ...] = ()


def open_case(documents: "Documents", event: Event, act: CaseOpened) -> tuple[CaseLog, ...] | Refusal:
    """A phone that may not see the log has none to write in: the server does."""
    if documents.case(act.case) is None:
        return unknown()
    log, person = documents.case_log(act.case), documents.person(event.person)
    return () if log is None else (logged(log, Opening(event.at, person.id, person.title)),)


def log_of(case: CaseFile) -> CaseLog | None:
    """The empty log of a new case; None where openings are not logged."""
    return CaseLog(case.id, case.building, case.reporter, RESTRICTED) if case.confidentiality == RESTRICTED else None


def logged(log: CaseLog, opening: Opening) -> CaseLog:
    return replace(log, openings=(*log.openings, opening))
