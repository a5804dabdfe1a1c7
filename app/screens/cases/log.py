"""Who has opened a restricted case, and what was made of it: for whoever reported it, and for the coordinator."""

from itertools import groupby

import flet as ft

from app.screens.cases.folding import Folding
from app.screens.guard import part
from app.screens.parts import card, column, named, quiet, section
from app.screens.surroundings import Voice, use_phone
from app.screens.times import clock_time, local
from app.state.phone import Phone
from domain.cases.case_file import CaseFile
from domain.cases.opened import EXPORT, POLICE_PACK, PROTOCOL, READ, Opening

WHAT = {
    READ: (ft.Icons.VISIBILITY_OUTLINED, "caselog.read"),
    PROTOCOL: (ft.Icons.PICTURE_AS_PDF_OUTLINED, "caselog.protocol"),
    POLICE_PACK: (ft.Icons.LOCAL_POLICE_OUTLINED, "caselog.police_pack"),
    EXPORT: (ft.Icons.DOWNLOAD, "caselog.export"),
}


@part
def Log(case: CaseFile) -> ft.Control:
    phone, t = use_phone()
    log = phone.cases.log(case.id)
    if log is None:
        return ft.Container(height=0, visible=False)
    lines = [_line(held, phone, t) for held in _together(log.openings)]
    inside = Folding(tuple(lines), "log", key="lines") if lines else quiet(t("caselog.nobody"), 16)
    return named("case-log", column([section(t("caselog.title")), card(inside)], 6))


def _together(openings: tuple[Opening, ...]) -> list[list[Opening]]:
    """The latest first; what one person did several times in a row on one day is one line."""
    runs = [list(run) for _, run in groupby(openings, lambda held: (held.person, held.what, local(held.at).date()))]
    return runs[::-1]


def _line(run: list[Opening], phone: Phone, t: Voice) -> ft.Control:
    last = run[-1]
    icon, what = WHAT.get(last.what, WHAT[READ])
    me = phone.signed_in is not None and phone.signed_in.id == last.person
    who = t("caselog.you") if me else last.title or last.person
    often = t("caselog.often", what=t(what), n=len(run)) if len(run) > 1 else t(what)
    words = [
        ft.Text(who, size=16, weight=ft.FontWeight.W_600),
        quiet(f"{often}, {clock_time(last.at, t)}", 14),
    ]
    return ft.Row(
        [ft.Icon(icon, color=ft.Colors.PRIMARY), ft.Column([*words], spacing=2, tight=True, expand=True)], spacing=14
    )
