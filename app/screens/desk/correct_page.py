"""It was something else, somewhere else or for another cause: what that changes is shown before it is sent."""

import flet as ft

from app.screens.desk.move_card import before_and_after
from app.screens.desk.saying import Words
from app.screens.fields import OneOf
from app.screens.guard import part
from app.screens.lists.lookup import AboutPart, WherePart
from app.screens.marks import SEVERITIES
from app.screens.parts import card, column, named, notice, plain, quiet, section
from app.screens.surroundings import use_phone
from app.state.lists.lookup import Answered, Asked, look_up
from app.state.writing.note_acts import CASE, other_case
from app.state.writing.notes import Note
from domain.tasks.task import Task


@part
def Correct(task: Task, note: Note) -> ft.Control:
    phone, t = use_phone()
    asked = as_corrected(task, note)
    answered = look_up(phone.documents, phone.names, asked, task.found_at[:10])

    def ask(other: Asked) -> None:
        changed = {"component": other.component} if other.component != asked.component else {}
        if other.space != asked.space:
            changed["space"] = other.space
        note.note(**changed)

    questions: list[ft.Control] = []
    for question in answered.questions if answered else ():
        options = [(option, t.say(phone.names.answer(option))) for option in question.options]
        name, chosen = f"{CASE}{question.input}", asked.case.get(question.input, "")
        questions.append(section(t.say(phone.names.input(question.input))))
        questions.append(
            OneOf(options, chosen, lambda value, name=name: note.note(**{name: value}), identifier=name, key=name)
        )
    return column(
        [
            quiet(t("correct.more"), 16),
            section(t("correct.what")),
            AboutPart(asked, ask, key="about"),
            section(t("correct.where")),
            WherePart(asked, ask, fixed=True, key="where"),
            *questions,
            HowGrave(task, note, key="grave"),
            *([Changes(task, answered, key="changes")] if answered else []),
            Words(note, t("act.why"), key="words"),
        ]
    )


def as_corrected(task: Task, note: Note) -> Asked:
    """What the list is asked about with the facts of the note; somewhere else it is no longer the same object."""
    space = note.fact("space", task.space)
    return Asked(
        task.building,
        space,
        note.fact("component", task.component),
        {**task.case, **other_case(note)},
        task.object if "space" not in note.facts else "",
    )


@part
def HowGrave(task: Task, note: Note) -> ft.Control:
    phone, t = use_phone()
    unfolded, unfold = ft.use_state(False)
    severity = note.fact("severity", task.severity)
    if not unfolded:
        words = t("correct.severity", severity=t.say(phone.names.severity(severity)))
        return plain(words, ft.Icons.UNFOLD_MORE, lambda _: unfold(True), "severity")
    options = [(each, t.say(phone.names.severity(each))) for each in SEVERITIES]
    return OneOf(options, severity, lambda chosen: note.note(severity=chosen), identifier="severity")


@part
def Changes(task: Task, answered: Answered) -> ft.Control:
    """Who repairs, inspects and pays, before and after; and who is asked first."""
    phone, t = use_phone()
    after = {each.aspect: each.org for each in answered.answers}
    org = after.get("repair", "")
    asks = (
        t("correct.asks", org=t.say(phone.names.organisation(org))) if org and org != task.org else t("correct.stays")
    )
    lines = [*before_and_after(task, after, phone, t), notice(ft.Icons.HANDSHAKE_OUTLINED, asks)]
    return column([section(t("correct.changes")), named("changes", card(column(lines, 10)), live_region=True)], 6)


def is_changed(task: Task, note: Note) -> bool:
    asked = as_corrected(task, note)
    facts = (asked.component, asked.space, {name: value for name, value in asked.case.items() if value})
    return facts != (task.component, task.space, task.case) or note.fact("severity", task.severity) != task.severity
