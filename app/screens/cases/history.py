"""What has been done with a case, the latest first."""

import flet as ft

from app.screens.cases.folding import Folding
from app.screens.guard import part
from app.screens.parts import card, column, quiet, section
from app.screens.surroundings import Voice, use_phone
from app.screens.times import clock_time
from domain.cases.case_file import CaseEntry, CaseFile
from domain.cases.steps import STEPS
from domain.secrecy.retention import HOLDS

DID = {
    "CaseStepDone": (ft.Icons.TASK_ALT, "casedid.step_done"),
    "CaseStepWaived": (ft.Icons.REMOVE_CIRCLE_OUTLINE, "casedid.step_waived"),
    "CaseMeasurePlanned": (ft.Icons.EVENT_OUTLINED, "casedid.measure_planned"),
    "CaseMeasureDone": (ft.Icons.DONE_ALL, "casedid.measure_done"),
    "CaseRepairWanted": (ft.Icons.HANDYMAN_OUTLINED, "casedid.repair_wanted"),
    "CaseCosted": (ft.Icons.PAYMENTS_OUTLINED, "casedid.costed"),
    "CaseClosed": (ft.Icons.LOCK_OUTLINE, "casedid.closed"),
    "CaseReopened": (ft.Icons.REPLAY, "casedid.reopened"),
    "CaseHeld": (ft.Icons.PUSH_PIN_OUTLINED, "casedid.held"),
    "CaseReleased": (ft.Icons.INVENTORY_2_OUTLINED, "casedid.released"),
}
"""By the name of the act."""
KEPT = ("CaseHeld", "CaseReleased")
OTHER = (ft.Icons.INFO_OUTLINE, "casedid.other")


@part
def History(case: CaseFile) -> ft.Control:
    """For whoever the case is about only that something was done, not with which words."""
    phone, t = use_phone()
    neutral = phone.cases.is_own(case) and not phone.cases.may_handle(case)
    lines = [_line(entry, t, neutral=neutral) for entry in reversed(case.history)]
    first = _row(ft.Icons.FLAG_OUTLINED, t("casedid.reported"), clock_time(case.opened_at, t))
    return column([section(t("case.history")), card(Folding((*lines, first), "history", key="lines"))], 6)


def _line(entry: CaseEntry, t: Voice, *, neutral: bool) -> ft.Control:
    icon, did = DID.get(entry.what, OTHER)
    said = _said(t(did), entry, t)
    by = ", ".join(filter(None, (entry.title, clock_time(entry.at, t))))
    return _row(icon, said, by, "" if neutral else entry.text)


def _said(did: str, entry: CaseEntry, t: Voice) -> str:
    """With the step that was taken, or what the case is kept for: both have something that is called police."""
    if entry.what in KEPT:
        return f"{did}: {t.say(HOLDS.get(entry.step))}"
    return f"{t.say(STEPS[entry.step].words)}: {did.lower()}" if entry.step in STEPS else did


def _row(icon: ft.IconData, said: str, by: str, text: str = "") -> ft.Control:
    words: list[ft.Control] = [ft.Text(said, size=16, weight=ft.FontWeight.W_600), quiet(by, 14)]
    if text:
        words.append(ft.Text(text, size=16))
    body = ft.Column(words, spacing=3, tight=True, expand=True)
    return ft.Row(
        [ft.Icon(icon, color=ft.Colors.PRIMARY), body], spacing=14, vertical_alignment=ft.CrossAxisAlignment.START
    )
