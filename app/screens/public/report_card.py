"""A report without an account, on the task's page: what was said with the reporter, how to reach them, their photo."""

import re
from typing import cast

import flet as ft

from app.screens.desk.saying import Words
from app.screens.guard import part
from app.screens.parts import card, column, named, notice, outlined, quiet, refused, secondary
from app.screens.public.held_photos import HeldPhotos
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.screens.times import moment
from app.state.writing.notes import Note
from domain.refusals import Refusal
from domain.tasks.task import Task
from domain.tasks.to_reporter import Line, conversation, photos_waiting

NUMBER = re.compile(r"\+?[\d ()-]{6,}")
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


@part
def PublicReport(task: Task) -> ft.Control:
    """For those who handle it."""
    t = use_voice()
    said = conversation(task)
    head = ft.Row(
        [
            ft.Icon(ft.Icons.QR_CODE_2, color=ft.Colors.PRIMARY),
            ft.Text(t("task.from_public"), size=17, weight=ft.FontWeight.W_600, expand=True),
        ],
        spacing=10,
    )
    ask = secondary(
        t("public.ask_again") if said else t("public.ask"),
        ft.Icons.CHAT_BUBBLE_OUTLINE,
        lambda _: go(f"/tasks/{task.id}/ask_reporter"),
        "ask-reporter",
    )
    return named(
        "public-report",
        card(
            column(
                [
                    head,
                    *_stands(task, said, t),
                    *(_said(line, t) for line in said),
                    *([HeldPhotos(task, key="photos")] if photos_waiting(task) > 0 else []),
                    ask,
                    Contact(task.id, key="contact"),
                ],
                10,
            )
        ),
    )


def _stands(task: Task, said: tuple[Line, ...], t: Voice) -> list[ft.Control]:
    """Whose turn it is to say something."""
    if not said:
        return [quiet(t("public.nothing_said"))]
    last = said[-1]
    if not last.by_reporter:
        return [named("waits-answer", quiet(t("public.waits_answer", when=moment(last.at, t))))]
    if any(line.not_fixed for line in said) and task.is_open:
        return [named("not-fixed-said", notice(ft.Icons.REPLAY, t("public.not_fixed"), alarming=True))]
    return [named("answered", notice(ft.Icons.MARK_CHAT_UNREAD_OUTLINED, t("public.answered")))]


def _said(line: Line, t: Voice) -> ft.Control:
    """As people talk: theirs to the left, ours to the right."""
    tone = ft.Colors.SURFACE_CONTAINER_HIGHEST if line.by_reporter else ft.Colors.PRIMARY_CONTAINER
    ink = ft.Colors.ON_SURFACE if line.by_reporter else ft.Colors.ON_PRIMARY_CONTAINER
    who = t("public.reporter" if line.by_reporter else "public.we")
    words = [
        ft.Text(f"{who}, {moment(line.at, t)}", size=13, color=ink),
        ft.Text(line.text, size=16, color=ink),
    ]
    bubble = ft.Container(column(words, 2), bgcolor=tone, border_radius=16, padding=12, expand=True)
    room = ft.Container(width=36)
    return ft.Row([bubble, room] if line.by_reporter else [room, bubble], spacing=0)


@part
def Contact(task_id: str) -> ft.Control:
    """How to reach them: asked for by a touch, because it is about a person; it does not stay on the phone."""
    phone, t = use_phone()
    told, tell = ft.use_state(cast("str | None", None))
    problem, set_problem = use_said()

    async def ask(_: ft.Event) -> None:
        answer = await phone.public_desk.contact(task_id)
        if isinstance(answer, Refusal):
            set_problem(answer)
        else:
            set_problem(None)
            tell(answer)

    if told is None:
        show = outlined(t("public.show_contact"), ft.Icons.CONTACT_PHONE_OUTLINED, ask, "show-contact")
        return column([show, *refused(problem, t.say)], 6)
    if not told:
        return named("contact", quiet(t("public.no_contact")), live_region=True)
    words = ft.Text(told, size=18, weight=ft.FontWeight.W_600, selectable=True)
    return named("contact", column([quiet(t("public.contact"), 14), words, *_ways(told, t)], 4), live_region=True)


def _ways(told: str, t: Voice) -> list[ft.Control]:
    """One tap to it, where it is a number or an address."""
    if NUMBER.fullmatch(told):
        number = "".join(sign for sign in told if sign in "+0123456789")
        return [secondary(t("public.call"), ft.Icons.CALL, None, "call-reporter", url=f"tel:{number}")]
    if ADDRESS.fullmatch(told):
        return [secondary(t("public.write"), ft.Icons.MAIL_OUTLINE, None, "write-reporter", url=f"mailto:{told}")]
    return []


@part
def AskReporter(task: Task, note: Note) -> ft.Control:
    """What is asked is read by a stranger, with their code: their own words so far stand above it."""
    t = use_voice()
    how = notice(ft.Icons.QR_CODE_2, t("public.ask_how"), t("public.ask_how_more"))
    said = [_said(line, t) for line in conversation(task)]
    return column([how, *said, Words(note, t("public.question"), key="words")])
