"""One task: what is wrong, why it is yours, by when, what has happened; and what you can do about it."""

import flet as ft

from app.screens import frame
from app.screens.desk.tasks import deadline
from app.screens.guard import part, screen
from app.screens.marks import fixed_chip, severity_chip, status_chip
from app.screens.parts import (
    card,
    column,
    empty,
    named,
    notice,
    outlined,
    primary,
    quiet,
    refused,
    secondary,
    section,
)
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.screens.times import clock_time
from app.screens.writing.photo_parts import PhotoStrip
from app.state.phone import Phone
from domain.tasks import Entry, Task


@screen
def TaskPage() -> ft.View:
    phone, t = use_phone()
    task = phone.task(ft.use_route_params().get("task", ""))
    if task is None:
        return frame.page(t("task.title"), [empty(ft.Icons.SEARCH_OFF, t("task.gone"), t("task.gone_more"))])
    title = t("task.number", n=task.number) if task.number else t("task.title")
    below = [Actions(task, key=f"do-{task.id}")] if task.is_open and phone.may_handle(task) else []
    return frame.page(title, [Details(task, key=task.id)], below=below)


@part
def Details(task: Task) -> ft.Control:
    phone, t = use_phone()
    facts = [severity_chip(task.severity, phone, t), status_chip(task, t)]
    if task.fixed_on_spot:
        facts.append(fixed_chip(t))
    what = t.say(phone.names.component(task.component))
    head = column(
        [
            ft.Row(facts, wrap=True, spacing=8, run_spacing=6),
            ft.Text(task.text or what, size=23, weight=ft.FontWeight.W_600),
            *([quiet(what)] if task.text else []),
            ft.Row(
                [ft.Icon(ft.Icons.PLACE_OUTLINED, size=20), ft.Container(quiet(phone.names.place(task)), expand=True)]
            ),
            PhotoStrip(tuple(photo.sha256 for photo in task.photos)),
        ],
        10,
    )
    return column(
        [
            card(head, tone=ft.Colors.SURFACE_CONTAINER, padding=20),
            *_deadlines(task, t),
            _why(task, phone, t),
            History(task, key="history"),
            outlined(
                t("task.comment"), ft.Icons.CHAT_BUBBLE_OUTLINE, lambda _: go(f"/tasks/{task.id}/comment"), "comment"
            ),
        ]
    )


def _deadlines(task: Task, t: Voice) -> list[ft.Control]:
    if not task.is_open:
        return []
    rows = []
    for iso, words in (
        (task.acknowledge_by if task.status in ("new", "routed") else "", "task.acknowledge_by"),
        (task.make_safe_by, "task.make_safe_by"),
        (task.resolve_by, "task.resolve_by"),
    ):
        if iso:
            rows.append(column([quiet(t(words), 14), deadline(iso, t)], 2))
    return [card(column(rows, 10))] if rows else []


def _why(task: Task, phone: Phone, t: Voice) -> ft.Control:
    """Who has it and which rule says so."""
    lines: list[ft.Control] = [
        quiet(t("task.who"), 14),
        ft.Text(t.say(phone.names.organisation(task.org)), size=18, weight=ft.FontWeight.W_600),
        ft.Text(t.say(task.why), size=16),
    ]
    if task.cost_org and task.cost_org != task.org:
        lines.append(quiet(t("task.pays", org=t.say(phone.names.organisation(task.cost_org)))))
    if task.triage:
        lines.append(notice(ft.Icons.ALT_ROUTE, t("task.triage")))
    return named("why", card(column(lines, 6)))


_DID = {
    "acknowledged": (ft.Icons.HANDYMAN_OUTLINED, "did.acknowledged"),
    "commented": (ft.Icons.CHAT_BUBBLE_OUTLINE, "did.commented"),
    "done": (ft.Icons.TASK_ALT, "did.done"),
    "handed_back": (ft.Icons.UNDO, "did.handed_back"),
    "withdrawn": (ft.Icons.REMOVE_CIRCLE_OUTLINE, "did.withdrawn"),
    "called": (ft.Icons.PHONE_IN_TALK, "did.called"),
    "seen_again": (ft.Icons.GROUP_ADD_OUTLINED, "did.seen_again"),
}
_DID_OTHER = (ft.Icons.INFO_OUTLINE, "did.other")


@part
def History(task: Task) -> ft.Control:
    t = use_voice()
    found = Entry(task.found_at, task.reporter, task.reporter_title, "found")
    lines = [_line(entry, t) for entry in reversed(task.history)] + [_line(found, t)]
    return column([section(t("task.history")), card(column(lines, 16))], 6)


def _line(entry: Entry, t: Voice) -> ft.Control:
    icon, did = (ft.Icons.FLAG_OUTLINED, "did.found") if entry.did == "found" else _DID.get(entry.did, _DID_OTHER)
    words: list[ft.Control] = [
        ft.Text(t(did), size=16, weight=ft.FontWeight.W_600),
        quiet(", ".join(part for part in (entry.title, clock_time(entry.at, t)) if part), 14),
    ]
    if entry.text:
        words.append(ft.Text(_said(entry, t), size=16))
    if entry.photos:
        words.append(PhotoStrip(tuple(photo.sha256 for photo in entry.photos)))
    start = ft.CrossAxisAlignment.START
    return ft.Row(
        [ft.Icon(icon, color=ft.Colors.PRIMARY), ft.Column(words, spacing=3, expand=True)],
        spacing=14,
        vertical_alignment=start,
    )


def _said(entry: Entry, t: Voice) -> str:
    """The words; a hand-back begins with its reason as a code (`domain.tasks.hand_back`)."""
    if entry.did != "handed_back":
        return entry.text
    reason, _, more = entry.text.partition(": ")
    known = REASONS.get(reason)
    return ". ".join(words for words in (t(known) if known else reason, more) if words)


REASONS = {
    "wrong_component": "reason.wrong_component",
    "wrong_cause": "reason.wrong_cause",
    "wrong_place": "reason.wrong_place",
    "override_missing": "reason.override_missing",
    "list_unclear": "reason.list_unclear",
}


@part
def Actions(task: Task) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    path = f"/tasks/{task.id}"
    controls = refused(refusal, t.say)
    waits = task.status in ("new", "routed")

    def take(_: ft.Event) -> None:
        set_refusal(phone.acknowledge(task.id))

    if waits:
        controls.append(primary(t("task.acknowledge"), ft.Icons.HANDYMAN, take, "acknowledge"))
    done = secondary if waits else primary
    others = [done(t("task.done"), ft.Icons.TASK_ALT, lambda _: go(f"{path}/done"), "done")]
    if task.status != "disputed":
        others.append(outlined(t("task.hand_back"), ft.Icons.UNDO, lambda _: go(f"{path}/back"), "hand-back"))
    controls.append(ft.Row([ft.Container(other, expand=True) for other in others], spacing=10))
    return column(controls, 8)
