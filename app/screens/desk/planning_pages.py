"""When and by whom: pausing for a listed reason until a day, planning for later, and laying a task on somebody."""

import flet as ft

from app.screens.desk.saying import Day, Words
from app.screens.fields import EntryField, OneOf
from app.screens.guard import part
from app.screens.parts import column, notice, quiet, section
from app.screens.surroundings import use_phone, use_voice
from app.state.writing.notes import Note
from domain.clocks.pauses import reason_words
from domain.people import Organisation
from domain.tasks.task import Task

CONTRACTOR = "contractor"
ME, SOMEBODY = "me", "somebody"


@part
def Pause(task: Task, note: Note) -> ft.Control:
    phone, t = use_phone()
    options = [(reason, t.say(reason_words(reason))) for reason in phone.desk.pause_reasons(task)]
    return column(
        [
            quiet(t("pause.more"), 16),
            section(t("pause.why")),
            OneOf(options, note.reason, lambda reason: note.change(reason=reason), identifier="reason"),
            Day(note, "until", t("pause.until"), key="until"),
            Words(note, t("act.more_words"), lines=2, key="words"),
        ]
    )


@part
def Defer(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    return column(
        [
            quiet(t("defer.more"), 16),
            Day(note, "until", t("defer.until"), key="until"),
            Words(note, t("act.why"), key="words"),
        ]
    )


@part
def Assign(task: Task, note: Note) -> ft.Control:
    """Oneself, a contractor with an agreement, or a colleague or a team by name."""
    phone, t = use_phone()
    contractors = sorted(
        (
            (org.id, t.say(phone.names.organisation(org.id)))
            for org in phone.documents.all(Organisation)
            if is_contractor(org)
        ),
        key=lambda held: held[1],
    )
    me = phone.signed_in.id if phone.signed_in else ""

    def lay_on(to: str) -> None:
        known = to in (ME, SOMEBODY)
        note.note(to=to, person=me if to == ME else "", org="" if known else to, name="")

    options = [(ME, t("assign.me")), (SOMEBODY, t("assign.somebody")), *contractors]
    chosen = note.fact("to")
    name = EntryField(
        t("assign.name"), note.fact("name"), lambda text: note.note(name=text), identifier="name", key="name"
    )
    return column(
        [
            quiet(t("assign.more"), 16),
            OneOf(options, chosen, lay_on, identifier="assign"),
            *([name] if chosen == SOMEBODY else []),
            Day(note, "planned", t("assign.planned"), key="planned"),
        ]
    )


def is_contractor(org: Organisation) -> bool:
    return org.kind == CONTRACTOR


@part
def PassOn(task: Task, note: Note) -> ft.Control:
    """To the owner of something that is not the municipality's."""
    phone, t = use_phone()
    outside = [org for org in phone.documents.all(Organisation) if org.kind == "foreign_asset_owner"]
    options = [(org.id, t.say(phone.names.organisation(org.id))) for org in outside]
    to = note.fact("to")
    return column(
        [
            notice(ft.Icons.OUTBOUND_OUTLINED, t("pass.title"), t("pass.more")),
            OneOf(options, to, lambda org: note.note(to=org), identifier="pass-to"),
            EntryField(
                t("pass.to"),
                "" if to in dict(options) else to,
                lambda text: note.note(to=text),
                identifier="pass-name",
                key="pass-name",
            ),
            Words(note, t("pass.words"), key="words"),
        ]
    )


@part
def Duplicate(task: Task, note: Note) -> ft.Control:
    """The open tasks about the same thing at the same place; the one that goes on is chosen."""
    phone, t = use_phone()
    rows = [(other.id, _one(other.number, other.text)) for other in phone.desk.perhaps_the_same(task)]
    return column(
        [
            quiet(t("duplicate.more"), 16),
            OneOf(rows, note.fact("of"), lambda of: note.note(of=of), identifier="same"),
        ]
    )


def _one(number: int, text: str) -> str:
    return f"{number}: {text}" if text else str(number)
