"""One step of a case: why it is there, where it is done, and one button that says that it is; or why it is not."""

import flet as ft

from app.screens import frame
from app.screens.answers.moment import said, use_calendar
from app.screens.cases.channels import channels
from app.screens.cases.due import due_row
from app.screens.cases.looks import look_of
from app.screens.cases.steps import LEVELS, TakenStep
from app.screens.fields import EntryField, NoteField, OneOf
from app.screens.guard import part, screen
from app.screens.parts import (
    card,
    column,
    disc,
    empty,
    named,
    notice,
    primary,
    quiet,
    refused,
    secondary,
    section,
)
from app.screens.surroundings import leave, use_phone, use_said, use_voice
from app.state.cases.desk import DONE, WAIVED
from app.state.sending.recorder import NOT_SAVED
from app.state.writing.notes import Note
from domain.cases.case_file import LEVELS as LEVEL_IDS
from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.step_work import waits_for
from domain.cases.steps import LEVEL, POLICE_NUMBER, POLICE_NUMBER_EXAMPLE, RECEIPT, STEPS

MEANINGS = {"low": "caselevel.low_more", "medium": "caselevel.medium_more", "high": "caselevel.high_more"}
NOW, THEN = "now", "then"


@screen
def CaseStepPage() -> ft.View:
    phone, t = use_phone()
    params = ft.use_route_params()
    case = phone.cases.case(params.get("case", ""))
    step = case.step(params.get("step", "")) if case else None
    if case is None or step is None:
        return frame.page(t("case.step"), [empty(ft.Icons.SEARCH_OFF, t("case.gone"), t("case.gone_more"))])
    body: list[ft.Control] = [About(case, step, key="about")]
    acts = phone.cases.may_handle(case) and case.is_open and step.is_open and not waits_for(case, step)
    if not acts:
        return frame.page(t("case.step"), [*body, Standing(case, step, key="standing")])
    note = phone.cases.note_on(case.id, step.do)
    body.append(Saying(step, note, key=note.id))
    return frame.page(t("case.step"), body, below=[Send(step, note, key=f"send-{note.id}")])


@part
def About(case: CaseFile, step: CaseStep) -> ft.Control:
    """What the step is, by when, by which law, what it is for, and the ways to do it."""
    phone, t = use_phone()
    kind = STEPS[step.do]
    mark = disc(look_of(step.do).icon, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)
    title = ft.Semantics(header=True, content=ft.Text(t.say(kind.words), size=22, weight=ft.FontWeight.W_600))
    lines: list[ft.Control] = [
        ft.Row([mark, ft.Container(title, expand=True)], spacing=14),
        *(due_row(step, phone, t, 17) if step.is_open else []),
        ft.Text(t(look_of(step.do).why), size=16),
        *([quiet(t("casestep.law", law=kind.law), 14)] if kind.law else []),
        *(channels(case, step.do, phone, t) if step.is_open else []),
    ]
    return card(column(lines, 12), tone=ft.Colors.SURFACE_CONTAINER, padding=20)


@part
def Standing(case: CaseFile, step: CaseStep) -> ft.Control:
    """Why there is nothing to do here: taken already, waiting for another step, or somebody else's."""
    t = use_voice()
    if not step.is_open:
        return card(TakenStep(case, step, key="taken"))
    if first := waits_for(case, step):
        words = t("steps.waits", steps=t.say(STEPS[first].words))
        return named("waits", notice(ft.Icons.LOCK_CLOCK, words, t("casestep.waits_more")))
    return notice(ft.Icons.INFO_OUTLINE, t("casestep.not_yours"), t("casestep.not_yours_more"))


@part
def Saying(step: CaseStep, note: Note) -> ft.Control:
    """Done, with what the step asks for; or, where it may be left out, why."""
    t = use_voice()
    kind, answer = STEPS[step.do], note.fact("answer", DONE)
    parts: list[ft.Control] = []
    if kind.may_waive:
        options = ((DONE, t("casestep.done")), (WAIVED, t("casestep.waived")))
        parts.append(OneOf(options, answer, lambda said: note.note(answer=said), identifier="case-step"))
    if answer == WAIVED:
        return column([*parts, Why(note, key="why")])
    if kind.reference == LEVEL:
        parts.append(Level(note, key="level"))
    if kind.reference in (RECEIPT, POLICE_NUMBER):
        parts.append(Reference(kind.reference, note, key="reference"))
    return column([*parts, When(note, key="when"), Words(note, key="words")])


@part
def Why(note: Note) -> ft.Control:
    t = use_voice()
    label, helper = t("casestep.why_not"), t("casestep.why_not_more")
    return NoteField(
        label, note.fact("why"), lambda text: note.note(why=text), identifier="why", helper=helper, key=f"why-{note.id}"
    )


@part
def Level(note: Note) -> ft.Control:
    """What each level means stands beside it, so that two people who choose mean the same."""
    t = use_voice()
    options = [(level, f"{t(LEVELS[level])}. {t(MEANINGS[level])}") for level in LEVEL_IDS]
    rows = OneOf(options, note.fact("reference"), lambda level: note.note(reference=level), identifier="level")
    return column([section(t("casestep.level")), rows], 8)


@part
def Reference(asked: str, note: Note) -> ft.Control:
    t = use_voice()
    police = asked == POLICE_NUMBER
    return EntryField(
        t("case.police_number") if police else t("casestep.receipt"),
        note.fact("reference"),
        lambda text: note.note(reference=text),
        identifier="reference",
        helper=t("casestep.police_form", example=POLICE_NUMBER_EXAMPLE) if police else t("casestep.receipt_more"),
        key=f"reference-{note.id}",
    )


@part
def When(note: Note) -> ft.Control:
    """Now is nearly always right; another time lies in the past."""
    t = use_voice()
    done = note.fact("done")
    ask = use_calendar(True, not_future=True, given=done or None, save=lambda when: note.note(done=when))
    options = [(NOW, t("casestep.now")), *([(THEN, said(done, True, t))] if done else [])]

    def choose(when: str) -> None:
        if when == NOW:
            note.note(done="")

    return column(
        [
            section(t("casestep.when")),
            OneOf(options, THEN if done else NOW, choose, identifier="when"),
            secondary(t("answer.other_time"), ft.Icons.CALENDAR_MONTH, ask, "other-time"),
        ],
        8,
    )


@part
def Words(note: Note) -> ft.Control:
    t = use_voice()
    return NoteField(
        t("casestep.words"),
        note.text,
        lambda text: note.change(text=text),
        identifier="words",
        lines=2,
        helper=t("casestep.words_more"),
        key=f"words-{note.id}",
    )


@part
def Send(step: CaseStep, note: Note) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    waived = note.fact("answer") == WAIVED

    def send(_: ft.Event) -> None:
        said = phone.cases.send(note)
        set_refusal(said)
        if said is None:
            leave()

    shown = refused(NOT_SAVED if note.unsaved else refusal, t.say)
    words, icon = (
        (t("casestep.leave_out"), ft.Icons.REMOVE_CIRCLE_OUTLINE) if waived else (t("task.done"), ft.Icons.CHECK)
    )
    return column([*shown, primary(words, icon, send, "send-case-step")], 8)
