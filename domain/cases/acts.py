"""Which rule answers for which act on a case."""

from typing import TYPE_CHECKING

from domain.cases import closing, measures, opened, step_work
from domain.cases.case_file import CaseFile
from domain.cases.events import (
    CaseAct,
    CaseClosed,
    CaseCosted,
    CaseHeld,
    CaseMeasureDone,
    CaseMeasurePlanned,
    CaseOpened,
    CaseReleased,
    CaseReopened,
    CaseRepairWanted,
    CaseStepDone,
    CaseStepWaived,
)
from domain.cases.opened import CaseLog
from domain.events import Event
from domain.findings import Finding
from domain.notices import Notice
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.documents import Documents

Changed = CaseFile | CaseLog | Finding | Notice


def changed_by(documents: "Documents", event: Event, act: CaseAct) -> Changed | tuple[Changed, ...] | Refusal:
    """The case as it stands after the act, with what else comes of it; or why it may not be."""
    match act:
        case CaseOpened():
            return opened.open_case(documents, event, act)
        case CaseStepDone():
            return step_work.do_step(documents, event, act)
        case CaseStepWaived():
            return step_work.waive(documents, event, act)
        case CaseMeasurePlanned():
            return measures.plan(documents, event, act)
        case CaseMeasureDone():
            return measures.finish(documents, event, act)
        case CaseRepairWanted():
            return measures.want_repair(documents, event, act)
        case CaseCosted():
            return measures.cost(documents, event, act)
        case CaseClosed():
            return closing.close(documents, event, act)
        case CaseReopened():
            return closing.reopen(documents, event, act)
        case CaseHeld():
            return closing.hold(documents, event, act)
        case CaseReleased():
            return closing.release(documents, event, act)
