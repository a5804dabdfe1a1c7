"""Reading a restricted case or its report is logged, and the way from the report to its case."""

import flet as ft

from app.screens.parts import quiet, row_card
from app.screens.surroundings import Voice, go, use_phone
from app.state.phone import Phone


def use_opening(case_id: str) -> None:
    """Log it once for each time that the page is opened; of what is not restricted nothing. Calls hooks."""
    phone, _ = use_phone()

    def opened() -> None:
        phone.cases.open(case_id)

    ft.use_effect(opened, [case_id])


def to_its_case(report: str, phone: Phone, t: Voice) -> list[ft.Control]:
    """From a report to what becomes of it, where that is on this phone."""
    if phone.cases.case(report) is None:
        return []
    icon, path = ft.Icon(ft.Icons.FOLDER_SHARED_OUTLINED, color=ft.Colors.PRIMARY), f"/cases/{report}"
    return [row_card(icon, t("case.title"), quiet(t("case.from_report"), 14), lambda _: go(path), "to-case")]
