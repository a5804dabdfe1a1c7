"""The legal clock of a case: what is late, what is to be done today and later, and what has been taken."""

import flet as ft

from app.screens.cases.channels import channel_words, channels
from app.screens.cases.due import due_row
from app.screens.cases.looks import look_of
from app.screens.guard import part
from app.screens.parts import card, column, disc, named, notice, plain, quiet, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import clock_time, local
from app.state.phone import Phone
from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.step_work import waits_for
from domain.cases.steps import DUTY, LEVEL, STEPS

HANDLED = ("", "casesteps.today", "casesteps.later", "casesteps.ahead")
BY_CHIEF = ("casesteps.chief_does", "casesteps.chief_today", "casesteps.chief_later", "casesteps.chief_later")
BY_OTHERS = ("casesteps.others_do", "casesteps.others_today", "casesteps.others_later", "casesteps.others_later")
"""What is said above the steps, and over those of today, of later, and of later where there are none today."""
CHIEF = "unit_manager"
LEVELS = {"low": "caselevel.low", "medium": "caselevel.medium", "high": "caselevel.high"}


@part
def Steps(case: CaseFile) -> ft.Control:
    phone, t = use_phone()
    standing, today = phone.cases.standing(case), phone.clock.today()
    above, wanted, then, ahead = _doer(case, phone)
    now = tuple(step for step in standing.to_do if is_for_today(step, today))
    later = tuple(step for step in standing.to_do if step not in now)
    groups = (
        ("late", t("casesteps.late"), standing.late),
        ("today", t(wanted), now),
        ("later", t(then if now else ahead), later),
    )
    shown: list[ft.Control] = []
    if above and standing.left and case.is_open:
        shown.append(named("not-yours", notice(ft.Icons.INFO_OUTLINE, t(above), t("casesteps.nothing_to_do"))))
    for name, title, steps in groups:
        if steps:
            rows = [OpenStep(case, step, key=step.do) for step in steps]
            shown.append(ft.Container(named(f"steps-{name}", column([section(title), *rows], 8)), key=name))
    if standing.taken:
        shown.append(Taken(case, standing.taken, unfolded=not standing.left, key="taken"))
    return column(shown, 8)


def is_for_today(step: CaseStep, today: str) -> bool:
    """Whether it should be taken today, also where the law gives it longer."""
    first = step.aim or step.due
    return bool(first) and local(first).date().isoformat() <= today


def _doer(case: CaseFile, phone: Phone) -> tuple[str, str, str, str]:
    """Keys of words. Whoever reported it must not take the steps for homework of their own."""
    if phone.cases.may_handle(case) or not phone.cases.is_own(case):
        return HANDLED
    return BY_CHIEF if CHIEF in case.handlers else BY_OTHERS


@part
def OpenStep(case: CaseFile, step: CaseStep) -> ft.Control:
    """What, by when, why and where. Those who handle it open it; what waits for another step cannot be taken yet."""
    phone, t = use_phone()
    kind, late = STEPS[step.do], step in phone.cases.standing(case).late
    handles, first = phone.cases.may_handle(case), waits_for(case, step)
    lines: list[ft.Control] = [
        ft.Text(t.say(kind.words), size=17, weight=ft.FontWeight.W_600),
        *due_row(step, phone, t),
    ]
    if first:
        lines.append(quiet(t("steps.waits", steps=t.say(STEPS[first].words)), 14))
    ways = channels(case, step.do, phone, t) if handles and kind.group == DUTY and not first else []
    where = channel_words(case, step.do, phone) if handles and not ways else ""
    law = kind.law if handles or not phone.cases.is_own(case) else ""
    if why := " · ".join(filter(None, (law, where))):
        lines.append(quiet(why, 14))
    back, ink = _colours(late)
    mark = disc(ft.Icons.LOCK_CLOCK if first else look_of(step.do).icon, back, ink)
    arrow = [ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT)] if handles else []
    words = ft.Column(lines, spacing=4, tight=True, expand=True)
    row = ft.Container(
        ft.Row([mark, words, *arrow], spacing=14),
        padding=16,
        ink=handles,
        on_click=(lambda _: go(f"/cases/{case.id}/step/{step.do}")) if handles else None,
    )
    beside = [ft.Container(column(ways, 8), padding=ft.Padding.only(left=16, right=16, bottom=16))] if ways else []
    return card(column([named(f"step-{step.do}", row, button=handles), *beside], 0), padding=0)


def _colours(late: bool) -> tuple[ft.ColorValue, ft.ColorValue]:
    if late:
        return ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER
    return ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER


@part
def Taken(case: CaseFile, steps: tuple[CaseStep, ...], unfolded: bool) -> ft.Control:
    """Folded while something is left to do."""
    t = use_voice()
    open_, set_open = ft.use_state(unfolded)
    icon = ft.Icons.EXPAND_LESS if open_ else ft.Icons.EXPAND_MORE
    words = t("casesteps.hide_taken") if open_ else t("casesteps.show_taken", n=len(steps))
    rows = [TakenStep(case, step, key=step.do) for step in steps] if open_ else []
    fold = plain(words, icon, lambda _: set_open(not open_), "taken")
    return column([*([section(t("casesteps.taken")), card(column(rows, 16))] if rows else []), fold], 6)


@part
def TakenStep(case: CaseFile, step: CaseStep) -> ft.Control:
    """When and by whom. With which words is for those who read the case, and not for whoever it is about."""
    phone, t = use_phone()
    icon = ft.Icons.CHECK_CIRCLE if step.done_at else ft.Icons.REMOVE_CIRCLE_OUTLINE
    done = t("steps.done", when=clock_time(step.done_at, t)) if step.done_at else t("casesteps.waived")
    lines: list[ft.Control] = [
        ft.Text(t.say(STEPS[step.do].words), size=16, weight=ft.FontWeight.W_600),
        quiet(" · ".join(filter(None, (done, step.title))), 14),
    ]
    if phone.cases.may_handle(case) or not phone.cases.is_own(case):
        lines += [ft.Text(words, size=15) for words in _told(step, t)]
    body = ft.Column(lines, spacing=3, tight=True, expand=True)
    row = ft.Row(
        [ft.Icon(icon, color=ft.Colors.PRIMARY, size=26), body],
        spacing=14,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return named(f"taken-{step.do}", row)


def _told(step: CaseStep, t: Voice) -> list[str]:
    return [words for words in (_reference(step, t), step.waived, step.text) if words]


def _reference(step: CaseStep, t: Voice) -> str:
    """The receipt or number as it is; a level of risk as it is called."""
    if STEPS[step.do].reference == LEVEL:
        return t(LEVELS[step.reference]) if step.reference in LEVELS else ""
    return step.reference
