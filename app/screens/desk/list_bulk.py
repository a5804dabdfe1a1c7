"""The same done to several tasks at once; what could not be done is listed, task by task, with its reason."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any, cast

import flet as ft

from app.screens.desk.tasks import title_of
from app.screens.fields import EntryField, OneOf
from app.screens.guard import part
from app.screens.parts import card, column, heading, named, notice, outlined, plain, primary, quiet, secondary, section
from app.screens.surroundings import use_phone
from app.screens.times import day_words
from app.state.phone import Phone
from domain.clocks.pauses import reason_words
from domain.people import Organisation
from domain.refusals import Refusal
from domain.tasks.task import Task

BULK = {
    "acknowledge": ("bulk.acknowledge", ft.Icons.HANDYMAN),
    "assign": ("bulk.assign", ft.Icons.PERSON_ADD_ALT),
    "pause": ("bulk.pause", ft.Icons.PAUSE_CIRCLE_OUTLINE),
    "verify": ("bulk.verify", ft.Icons.FACT_CHECK_OUTLINED),
}
Does = Callable[[str], Refusal | None]
OPENS = time(7)
"""A pause ends when the working day of its last date begins."""
CONTRACTOR = "contractor"


@part
def Bulk(tasks: tuple[Task, ...], done: Callable[[], None]) -> ft.Control:
    """`tasks` are picked; `done` ends the picking."""
    phone, t = use_phone()
    asking, set_asking = ft.use_state("")
    outcome, set_outcome = ft.use_state(cast("tuple[int, dict[str, Refusal]] | None", None))

    def carry_out(verb: Does) -> None:
        refusals = phone.desk.each([task.id for task in tasks], verb)
        set_outcome((len(tasks) - len(refusals), refusals))
        set_asking("")

    possible = {step for task in tasks for step in phone.desk.possible(task)}
    buttons: list[ft.Control] = []
    for step, (words, icon) in BULK.items():
        if step in possible:
            act = _at_once(step, phone, carry_out) or (lambda _, step=step: set_asking(step))
            buttons.append(secondary(t(words), icon, act, f"bulk-{step}"))
    parts: list[ft.Control] = [heading(t("bulk.picked", n=len(tasks)))]
    if outcome:
        parts.append(Outcome(outcome[0], outcome[1], key="outcome"))
    if asking == "assign":
        parts.append(AssignAll(tasks, carry_out, key="assign"))
    elif asking == "pause":
        parts.append(PauseAll(tasks, carry_out, key="pause"))
    else:
        parts += buttons or [quiet(t("bulk.nothing" if tasks else "bulk.pick"))]
    parts.append(plain(t("bulk.end"), ft.Icons.CLOSE, lambda _: done(), "bulk-end"))
    return named("bulk", card(column(parts), tone=ft.Colors.SURFACE_CONTAINER, padding=20))


def _at_once(step: str, phone: Phone, carry_out: Callable[[Does], None]) -> Callable[[Any], None] | None:
    """What needs no more words than its name."""
    verbs: dict[str, Does] = {
        "acknowledge": phone.desk.acknowledge,
        "verify": lambda task: phone.desk.verify(task, approved=True),
    }
    return (lambda _: carry_out(verbs[step])) if step in verbs else None


@part
def Outcome(done: int, refusals: dict[str, Refusal]) -> ft.Control:
    phone, t = use_phone()
    lines: list[ft.Control] = []
    if done:
        lines.append(notice(ft.Icons.TASK_ALT, t("bulk.done", n=done)))
    if refusals:
        lines.append(section(t("bulk.refused", n=len(refusals))))
    for identity, refusal in refusals.items():
        task = phone.task(identity)
        name = f"{task.number} · {title_of(task, phone, t)}" if task else identity
        why = notice(ft.Icons.INFO, name, f"{t.say(refusal.why)} {t.say(refusal.do)}", alarming=True)
        lines.append(named(f"refused-{identity}", why))
    return named("bulk-outcome", column(lines, 8), live_region=True)


@part
def AssignAll(tasks: Sequence[Task], carry_out: Callable[[Does], None]) -> ft.Control:
    """To oneself, to one's own people, to a contractor, or to somebody by name."""
    phone, t = use_phone()
    who, set_who = ft.use_state("")
    name, set_name = ft.use_state("")
    me = phone.signed_in
    orgs = phone.documents.all(Organisation)
    options = [("me", t("bulk.to_me")), ("team", t("bulk.to_team"))]
    options += [(org.id, t.say(phone.names.organisation(org.id))) for org in orgs if org.kind == CONTRACTOR]
    options.append(("name", t("bulk.to_name")))

    def assign(task: str) -> Refusal | None:
        if who == "me" and me:
            return phone.desk.assign(task, person=me.id)
        if who == "name":
            return phone.desk.assign(task, name=name.strip())
        return phone.desk.assign(task, org=me.org if who == "team" and me else who)

    missing = not who or (who == "name" and not name.strip())
    field = [EntryField(t("bulk.name"), "", set_name, identifier="assign-name")] if who == "name" else []
    return column(
        [
            section(t("bulk.to_whom", n=len(tasks))),
            OneOf(options, who, set_who, identifier="assign-to"),
            *field,
            primary(t("bulk.assign"), ft.Icons.CHECK, lambda _: carry_out(assign), "assign-do", disabled=missing),
        ]
    )


@part
def PauseAll(tasks: Sequence[Task], carry_out: Callable[[Does], None]) -> ft.Control:
    """For a listed reason, until a day."""
    phone, t = use_phone()
    reason, set_reason = ft.use_state("")
    until, set_until = ft.use_state(cast("datetime | None", None))
    asking, set_asking = ft.use_state(False)

    def day_chosen(e: ft.Event) -> None:
        set_until(cast(Any, e.control).value)
        set_asking(False)

    calendar = ft.DatePicker(
        first_date=datetime.now(),
        on_change=day_chosen,
        on_dismiss=lambda _: set_asking(False),
        help_text=t("bulk.until"),
    )
    ft.use_dialog(calendar if asking else None)
    reasons = list(dict.fromkeys(each for task in tasks for each in phone.desk.pause_reasons(task)))
    day = day_words(f"{until:%Y-%m-%d}", t) if until else t("bulk.until")

    def pause(task: str) -> Refusal | None:
        ends = datetime.combine(until.date(), OPENS) if until else datetime.now()
        return phone.desk.pause(task, reason, ends.astimezone())

    return column(
        [
            section(t("bulk.why")),
            OneOf(
                [(each, t.say(reason_words(each))) for each in reasons], reason, set_reason, identifier="pause-reason"
            ),
            outlined(day, ft.Icons.CALENDAR_MONTH, lambda _: set_asking(True), "pause-until"),
            primary(
                t("bulk.pause"),
                ft.Icons.PAUSE,
                lambda _: carry_out(pause),
                "pause-do",
                disabled=not reason or until is None,
            ),
        ]
    )
