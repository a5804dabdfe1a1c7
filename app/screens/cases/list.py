"""The cases: those to handle, the late ones first, and what the person has reported. Restricted ones are not named."""

import flet as ft

from app.screens import frame
from app.screens.cases.due import due_row
from app.screens.cases.looks import class_chip, state_chip, title_of
from app.screens.guard import lasting, part, screen
from app.screens.parts import card, column, empty, named, plain, quiet, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import day_words, local, moment
from app.state.cases.desk import Standing
from app.state.phone import Phone
from domain.cases.case_file import CaseFile
from domain.cases.steps import STEPS
from domain.secrecy.table import RESTRICTED


@screen
def CasesPage() -> ft.View:
    phone, t = use_phone()
    cases = phone.cases.open_cases()
    handled = [case for case in cases if phone.cases.may_handle(case)]
    others = [case for case in cases if case not in handled]
    own = [case for case in others if phone.cases.is_own(case)]
    read = [case for case in others if case not in own]
    groups = (("handled", t("cases.handled"), handled), ("read", t("cases.read"), read), ("own", t("cases.own"), own))
    body = [Group(name, title, tuple(held), key=name) for name, title, held in groups if held]
    if closed := tuple(phone.cases.closed()):
        body.append(Closed(closed, key="closed"))
    if not body:
        body = [empty(ft.Icons.SENTIMENT_SATISFIED_ALT, t("cases.none"), t("cases.none_more"))]
    return frame.page(t("cases.title"), body)


@part
def Group(name: str, title: str, cases: tuple[CaseFile, ...]) -> ft.Control:
    phone, _ = use_phone()
    rows = [CaseRow(case, phone.cases.standing(case), key=case.id) for case in cases]
    return named(f"cases-{name}", column([section(title), *rows], 8))


@part
def Closed(cases: tuple[CaseFile, ...]) -> ft.Control:
    t = use_voice()
    unfolded, unfold = ft.use_state(False)
    icon = ft.Icons.EXPAND_LESS if unfolded else ft.Icons.EXPAND_MORE
    words = t("waits.fewer") if unfolded else t("cases.closed", n=len(cases))
    rows = [CaseRow(case, Standing(), key=case.id) for case in cases] if unfolded else []
    return column([*rows, plain(words, icon, lambda _: unfold(not unfolded), "closed-cases")], 8)


@lasting
def CaseRow(case: CaseFile, standing: Standing) -> ft.Control:
    """Whoever looks over somebody's shoulder is not to learn what was reported, where, or what is asked for."""
    phone, t = use_phone()
    restricted = case.confidentiality == RESTRICTED
    reported = t("cases.reported", when=moment(case.opened_at, t))
    building = phone.documents.building(case.building)
    place = "" if restricted or building is None else building.name
    title = t("cases.restricted") if restricted else title_of(case, phone, t)
    lines: list[ft.Control] = [
        ft.Row([state_chip(case, phone, t), class_chip(case, t)], wrap=True, spacing=8, run_spacing=6),
        ft.Text(title, size=18, weight=ft.FontWeight.W_600),
        quiet(" · ".join(filter(None, (place, reported)))),
        *_next(standing, phone, t, named_so=not restricted),
    ]
    if case.closed_at:
        lines.append(quiet(t("cases.closed_at", day=day_words(local(case.closed_at).isoformat(), t))))
    return named(f"case-{case.id}", card(column(lines, 8), lambda _: go(f"/cases/{case.id}")), button=True)


def _next(standing: Standing, phone: Phone, t: Voice, *, named_so: bool) -> list[ft.Control]:
    """What is due first; of a restricted case only when."""
    if not standing.left or not standing.left[0].due:
        return []
    step = standing.left[0]
    what = [ft.Text(t.say(STEPS[step.do].words), size=16)] if named_so else []
    return [*what, *due_row(step, phone, t)]
