"""What a case is kept longer for: a police investigation, an insurance claim, a dispute; and until when."""

from datetime import date

import flet as ft

from app.screens.answers.moment import use_calendar
from app.screens.fields import OneOf
from app.screens.guard import part
from app.screens.parts import card, column, named, outlined, plain, quiet, refused, section
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.screens.times import day_and_month, day_words
from app.state.cases.work import HOLD
from app.state.phone import Phone
from app.state.writing.notes import Note
from domain.cases.case_file import CaseFile, CaseHold
from domain.policy import Policy
from domain.secrecy.retention import HOLDS, UnknownClass, earliest_disposal
from domain.secrecy.retention import Hold as Kept

WHY = {"police": "hold.police", "insurance": "hold.insurance", "dispute": "hold.dispute"}
LASTS, UNTIL = "lasts", "until"


@part
def Holds(case: CaseFile) -> ft.Control:
    phone, t = use_phone()
    may = phone.case_work.may_hold(case)
    if not case.holds and not may:
        return ft.Container(height=0, visible=False)
    rows: list[ft.Control] = [HoldRow(case, held, may, key=held.reason) for held in case.holds]
    earliest = [quiet(t("holds.earliest", day=day))] if (day := goes(case, phone)) else []
    if may:
        path = f"/cases/{case.id}/{HOLD}"
        rows.append(outlined(t("holds.add"), ft.Icons.INVENTORY_2_OUTLINED, lambda _: go(path), "hold-case"))
    none = [] if case.holds else [quiet(t("holds.none"))]
    return column([section(t("holds.title")), *none, *earliest, *rows], 8)


@part
def HoldRow(case: CaseFile, held: CaseHold, may: bool) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    over = bool(held.until) and held.until <= phone.clock.today()
    words = ft.Column(
        [
            ft.Text(t("holds.for", what=t.say(HOLDS[held.reason])), size=17, weight=ft.FontWeight.W_500),
            quiet(how_long(held, over, t)),
        ],
        spacing=3,
        tight=True,
        expand=True,
    )
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE if over else ft.Icons.INVENTORY_2_OUTLINED
    over_now = plain(
        t("holds.release"),
        ft.Icons.CHECK,
        lambda _: set_refusal(phone.case_work.release(case.id, held.reason)),
        f"release-{held.reason}",
    )
    row = ft.Row([ft.Icon(icon, color=ft.Colors.PRIMARY), words], spacing=14)
    more = [ft.Row([over_now])] if may and not over else []
    return named(f"hold-{held.reason}", card(column([row, *more, *refused(refusal, t.say)], 6)))


def how_long(held: CaseHold, over: bool, t: Voice) -> str:
    if not held.until:
        return t("holds.lasts")
    return t("holds.ended" if over else "holds.until", day=day_words(held.until, t))


def goes(case: CaseFile, phone: Phone) -> str:
    """The first day on which a closed case may be destroyed (ISO date), "" where nothing says."""
    policy = next(iter(phone.documents.all(Policy)), None)
    checklist = phone.documents.checklist(case.checklist, case.version)
    if case.is_open or policy is None or checklist is None:
        return ""
    holds = [Kept(held.reason, held.until) for held in case.holds]
    try:
        kept = policy.retention.named(checklist.retention)
    except UnknownClass:
        return ""
    day = earliest_disposal(kept, date.fromisoformat(case.closed_at[:10]), holds)
    return day.isoformat() if day else ""


# --- holding it ------------------------------------------------------------------------------------------------------


@part
def Hold(_case: CaseFile, note: Note) -> ft.Control:
    t = use_voice()
    until = note.fact("until")
    ask = use_calendar(False, not_future=False, given=until or None, save=lambda day: note.note(until=day))
    day = day_and_month(date.fromisoformat(until), t) if until else ""
    to_a_day = t("hold.until", day=day) if day else t("hold.other_day")
    lengths = [(LASTS, t("hold.while")), (UNTIL, to_a_day)]

    def choose(length: str) -> None:
        if length == LASTS:
            note.note(until="")
        else:
            ask(None)

    reasons = [(reason, t(words)) for reason, words in WHY.items()]
    why = OneOf(reasons, note.reason, lambda reason: note.change(reason=reason), identifier="hold-for")
    how = OneOf(lengths, UNTIL if until else LASTS, choose, identifier="hold")
    return column(
        [
            quiet(t("holds.more"), 16),
            column([section(t("hold.why")), why], 8),
            column([section(t("hold.how_long")), how], 8),
        ]
    )


def missing(_case: CaseFile, note: Note) -> str:
    return "" if note.reason else "hold.missing_why"
