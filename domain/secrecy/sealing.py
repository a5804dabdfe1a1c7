"""What a phone may keep only sealed, and what leaves it once the server has it: the field `drafts` of a checklist.

Whatever is restricted to protect a person is sealed as well, whether its checklist says so or not.
"""

from typing import TYPE_CHECKING

from domain.cases.events import CaseAct
from domain.checklists.checklist import Checklist
from domain.events import Act
from domain.places import Building
from domain.secrecy.table import RESTRICTED

if TYPE_CHECKING:
    from domain.documents import Documents


def is_sealed(checklist: Checklist | None, building: Building | None = None) -> bool:
    """Whether what is written by this checklist, in this building, is sealed."""
    if building and building.confidentiality_default == RESTRICTED:
        return True
    return bool(checklist and (checklist.drafts.get("encrypted") or checklist.confidentiality == RESTRICTED))


def leaves_after_sync(checklist: Checklist | None) -> bool:
    """Whether nothing of it stays on the phone, also not its pictures, when the server has it."""
    return bool(checklist and checklist.drafts.get("purge_after_sync"))


def needs_network(checklist: Checklist | None) -> bool:
    """Whether it may not be begun where there is none: `offline: false`."""
    return bool(checklist and checklist.drafts.get("offline") is False)


def round_is_sealed(documents: "Documents", round_id: str) -> bool:
    round_ = documents.round(round_id)
    if round_ is None:
        return False
    if round_.confidentiality == RESTRICTED:
        return True
    return is_sealed(documents.checklist(round_.checklist, round_.version), documents.building(round_.building))


def task_is_sealed(documents: "Documents", task_id: str) -> bool:
    task = documents.task(task_id)
    return bool(task and task.confidentiality == RESTRICTED)


def case_is_sealed(documents: "Documents", case_id: str) -> bool:
    case = documents.case(case_id) if case_id else None
    return bool(case and case.confidentiality == RESTRICTED)


def act_is_sealed(documents: "Documents", act: Act) -> bool:
    """To be asked when the act has been applied: what it makes is there by then."""
    if round_is_sealed(documents, getattr(act, "round", "")) or task_is_sealed(documents, getattr(act, "task", "")):
        return True
    if case_is_sealed(documents, getattr(act, "case", "") if isinstance(act, CaseAct) else ""):
        return True
    lone = documents.lone_work(getattr(act, "lone_work", ""))
    if lone and lone.confidentiality == RESTRICTED:
        return True
    finding = documents.finding(getattr(act, "finding", ""))
    return bool(finding and finding.confidentiality == RESTRICTED)
