"""What is to keep it from happening again: what is planned, by when and by which function, and how the repairs go."""

import flet as ft

from app.screens.answers.moment import use_calendar
from app.screens.desk.saying import Day
from app.screens.fields import EntryField, NoteField, OneOf
from app.screens.guard import part
from app.screens.marks import status_chip
from app.screens.parts import card, column, named, outlined, plain, quiet, refused, secondary, section
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.screens.times import beginning, day_words
from app.state.cases.work import MEASURE, REPAIR, planned
from app.state.phone import Phone
from app.state.writing.notes import Note
from domain.cases.case_file import CaseFile, Measure

ELSE = "else"


@part
def Measures(case: CaseFile) -> ft.Control:
    """Not for whoever the case is about: the words may tell of others."""
    phone, t = use_phone()
    acts = case.is_open and phone.case_work.may_handle(case)
    told = phone.case_work.may_handle(case) or not phone.cases.is_own(case)
    if not told or not (case.measures or acts):
        return ft.Container(height=0, visible=False)
    rows: list[ft.Control] = [
        RepairRow(each, key=each.id) if each.finding else MeasureRow(case, each, acts, key=each.id)
        for each in case.measures
    ]
    if acts:
        path = f"/cases/{case.id}"
        rows += [
            outlined(t("measures.plan"), ft.Icons.ADD_TASK, lambda _: go(f"{path}/{MEASURE}"), "plan-measure"),
            outlined(t("repair.ask"), ft.Icons.HANDYMAN_OUTLINED, lambda _: go(f"{path}/{REPAIR}"), "want-repair"),
        ]
    none = [] if case.measures else [quiet(t("measures.none"))]
    return column([section(t("measures.title")), *none, *rows], 8)


@part
def MeasureRow(case: CaseFile, measure: Measure, acts: bool) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    done = bool(measure.done_at)
    icon = ft.Icons.CHECK_CIRCLE if done else ft.Icons.RADIO_BUTTON_UNCHECKED
    who = t.say(phone.names.role(measure.responsible))
    lines: list[ft.Control] = [
        ft.Text(measure.text, size=17, weight=ft.FontWeight.W_500),
        ft.Text(when(measure, phone, t), size=15, color=ft.Colors.ERROR if is_late(measure, phone) else None),
        quiet(who),
    ]
    words = ft.Column(lines, spacing=3, tight=True, expand=True)
    row = ft.Row([ft.Icon(icon, color=ft.Colors.PRIMARY), words], spacing=14)
    ways: list[ft.Control] = []
    if acts and not done:
        change = f"/cases/{case.id}/{MEASURE}:{measure.id}"
        finish = secondary(
            t("measures.done"),
            ft.Icons.CHECK,
            lambda _: set_refusal(phone.case_work.finish_measure(case.id, measure.id)),
            "measure-done",
        )
        ways = [ft.Row([finish, plain(t("measures.change"), ft.Icons.EDIT_OUTLINED, lambda _: go(change), "change")])]
    return named(f"measure-{measure.id}", card(column([row, *ways, *refused(refusal, t.say)], 10)))


def is_late(measure: Measure, phone: Phone) -> bool:
    return not measure.done_at and measure.due < phone.clock.today()


def when(measure: Measure, phone: Phone, t: Voice) -> str:
    if measure.done_at:
        return t("measures.was_done", day=day_words(measure.done_at, t))
    return t("measures.late" if is_late(measure, phone) else "measures.by", day=day_words(measure.due, t))


@part
def RepairRow(measure: Measure) -> ft.Control:
    """A repair is an ordinary task; where it has come to this phone, it is a tap away."""
    phone, t = use_phone()
    finding = phone.documents.finding(measure.finding)
    task = phone.task(finding.task) if finding and finding.task else None
    title = t.say(phone.names.component(finding.component)) if finding else t("measures.repair")
    below = status_chip(task, t) if task else quiet(t("measures.repair_waits"))
    words = ft.Column([ft.Text(title, size=17, weight=ft.FontWeight.W_500), ft.Row([below])], spacing=6, expand=True)
    arrow = [ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT)] if task else []
    row = ft.Row([ft.Icon(ft.Icons.HANDYMAN_OUTLINED, color=ft.Colors.PRIMARY), words, *arrow], spacing=14)
    opened = (lambda _: go(f"/tasks/{task.id}")) if task else None
    return named(f"repair-{measure.id}", card(row, opened), button=bool(task))


# --- planning one ----------------------------------------------------------------------------------------------------


@part
def PlanMeasure(case: CaseFile, note: Note) -> ft.Control:
    t = use_voice()
    measure = planned(note, case)
    what = NoteField(
        t("measure.what"),
        measure.text,
        lambda text: note.change(text=text),
        identifier="words",
        lines=2,
        helper=t("casestep.words_more"),
        key=f"words-{note.id}",
    )
    return column([what, By(note, measure.due, key="by"), Responsible(case, note, key="responsible")])


@part
def By(note: Note, due: str) -> ft.Control:
    """A new measure is offered the usual days; one that is planned says which, and a calendar moves it."""
    t = use_voice()
    ask = use_calendar(False, not_future=False, given=due or None, save=lambda day: note.note(due=day))
    if not due or "due" in note.facts:
        return Day(note, "due", t("measure.until"), key="day")
    said = ft.Text(beginning(day_words(due, t)), size=18, weight=ft.FontWeight.W_600)
    other = secondary(t("answer.other_day"), ft.Icons.CALENDAR_MONTH, ask, "calendar-due")
    return column([section(t("measure.until")), said, other], 8)


@part
def Responsible(case: CaseFile, note: Note) -> ft.Control:
    """Those who handle the case are one tap away; any other function is written."""
    phone, t = use_phone()
    chosen = planned(note, case).responsible
    unfolded, set_unfolded = ft.use_state(bool(chosen) and chosen not in case.handlers)
    options = [(role, t.say(phone.names.role(role))) for role in case.handlers]

    def choose(who: str) -> None:
        set_unfolded(who == ELSE)
        note.note(responsible="" if who == ELSE else who)

    other = EntryField(
        t("measure.other"),
        "" if chosen in case.handlers else chosen,
        lambda text: note.note(responsible=text),
        identifier="function",
        helper=t("measure.who_more"),
        key="function",
    )
    return column(
        [
            section(t("measure.who")),
            OneOf(
                [*options, (ELSE, t("measure.other"))], ELSE if unfolded else chosen, choose, identifier="responsible"
            ),
            *([other] if unfolded else []),
        ],
        8,
    )


def missing(case: CaseFile, note: Note) -> str:
    measure = planned(note, case)
    if not measure.text:
        return "measure.missing_what"
    if not measure.due:
        return "measure.missing_day"
    return "" if measure.responsible else "measure.missing_who"
