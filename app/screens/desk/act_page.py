"""The page of one act on a task: what is to be said and one button that does it; or what has happened meanwhile."""

from collections.abc import Callable
from typing import Any, NamedTuple

import flet as ft

from app.screens import frame
from app.screens.desk import after_pages, correct_page, planning_pages, whose_pages, work_pages
from app.screens.desk.critical import Critical, TakingOn
from app.screens.desk.planning_pages import SOMEBODY
from app.screens.desk.saying import Reminder, SendNote
from app.screens.guard import part, screen
from app.screens.parts import column, empty, outlined, quiet, refused
from app.screens.public.report_card import AskReporter
from app.screens.surroundings import go, use_phone, use_voice
from app.state.writing.note_acts import kronor
from app.state.writing.notes import Note
from domain.refusals import Refusal
from domain.tasks.task import Task

Missing = Callable[[Task, Note], str]
"""The key of the words for what must be said first, "" for nothing."""


class Page(NamedTuple):
    """`step` is that of `domain.tasks.steps`, `button` and `no` are keys of words; `below` draws another button.

    `reminds`: the task itself is shown above, shortly.
    """

    step: str
    title: str
    icon: ft.IconData
    form: Any
    button: str = ""
    missing: Missing = lambda task, note: ""
    no: str = ""
    below: Any = None
    reminds: bool = True


def needs_words(task: Task, note: Note) -> str:
    return "" if note.text.strip() else "act.needs_words"


def needs_day(task: Task, note: Note) -> str:
    return needs_words(task, note) if note.fact("until") else "act.needs_day"


def needs_pause(task: Task, note: Note) -> str:
    return "act.needs_reason" if not note.reason else "" if note.fact("until") else "act.needs_day"


def needs_somebody(task: Task, note: Note) -> str:
    unnamed = note.fact("to") == SOMEBODY and not note.fact("name").strip()
    return "act.needs_somebody" if unnamed or not note.fact("to") else ""


def needs_receiver(task: Task, note: Note) -> str:
    return "" if note.fact("to").strip() else "act.needs_somebody"


def needs_other(task: Task, note: Note) -> str:
    return "" if note.fact("of") else "act.needs_other"


def needs_parties(task: Task, note: Note) -> str:
    return needs_words(task, note) if note.fact("repair") and note.fact("cost") else "act.needs_party"


def needs_org(task: Task, note: Note) -> str:
    return needs_words(task, note) if note.fact("org") else "act.needs_party"


def needs_change(task: Task, note: Note) -> str:
    return needs_words(task, note) if correct_page.is_changed(task, note) else "act.needs_change"


def needs_sum(task: Task, note: Note) -> str:
    return "" if kronor(note) >= 0 else "act.needs_sum"


ICONS = ft.Icons
PAGES = {
    "acknowledge": Page("acknowledge", "task.acknowledge", ICONS.HANDYMAN, Critical, below=TakingOn, reminds=False),
    "comment": Page("comment", "task.comment", ICONS.SEND, work_pages.Comment, below=work_pages.SendComment),
    "ask_reporter": Page("comment", "public.ask", ICONS.SEND, AskReporter, "task.send", needs_words),
    "done": Page("finish", "task.done", ICONS.TASK_ALT, work_pages.Done, below=work_pages.SendDone),
    "make_safe": Page("make_safe", "do.make_safe", ICONS.CHECK, work_pages.Safe, below=work_pages.SendSafe),
    "step": Page("do_step", "do.step", ICONS.CHECK, work_pages.OwnStep, below=work_pages.SendStep),
    "return": Page(
        "return", "do.return", ICONS.ASSIGNMENT_RETURN_OUTLINED, work_pages.Return, "do.return", needs_words
    ),
    "pause": Page("pause", "do.pause", ICONS.PAUSE, planning_pages.Pause, "do.pause", needs_pause),
    "defer": Page("defer", "do.defer", ICONS.EVENT, planning_pages.Defer, "defer.button", needs_day),
    "assign": Page("assign", "do.assign", ICONS.BADGE_OUTLINED, planning_pages.Assign, "assign.button", needs_somebody),
    "pass_on": Page(
        "pass_on", "do.pass_on", ICONS.OUTBOUND_OUTLINED, planning_pages.PassOn, "pass.button", needs_receiver
    ),
    "mark_duplicate": Page(
        "mark_duplicate",
        "do.mark_duplicate",
        ICONS.CALL_MERGE,
        planning_pages.Duplicate,
        "duplicate.button",
        needs_other,
    ),
    "hand_back": Page("hand_back", "task.hand_back", ICONS.UNDO, whose_pages.NotOurs, below=whose_pages.LeaveTo),
    "answer_dispute": Page(
        "answer_dispute", "do.answer_dispute", ICONS.HANDSHAKE, whose_pages.Answer, "answering.yes", no="answering.no"
    ),
    "decide_dispute": Page(
        "decide_dispute", "do.decide_dispute", ICONS.GAVEL, whose_pages.Decide, "decide.button", needs_parties
    ),
    "answer_move": Page(
        "answer_move", "do.answer_move", ICONS.HANDSHAKE, whose_pages.AnswerMove, "answering.yes", no="answering.no"
    ),
    "place": Page("place", "do.place", ICONS.ALT_ROUTE, whose_pages.Place, "place.button", needs_org),
    "correct": Page("correct", "do.correct", ICONS.EDIT_OUTLINED, correct_page.Correct, "correct.button", needs_change),
    "estimate": Page(
        "estimate", "do.estimate", ICONS.PAYMENTS_OUTLINED, after_pages.Estimate, "estimate.button", needs_sum
    ),
    "decide_cost": Page("decide_cost", "do.decide_cost", ICONS.CHECK, after_pages.DecideCost, "cost.yes", no="cost.no"),
    "verify": Page("verify", "do.verify", ICONS.VERIFIED_OUTLINED, after_pages.Verify, "verify.yes", no="verify.no"),
    "not_fixed": Page("not_fixed", "do.not_fixed", ICONS.REPLAY, after_pages.NotFixed, "notfixed.button", needs_words),
    "reopen": Page("reopen", "do.reopen", ICONS.REPLAY, after_pages.Reopen, "do.reopen", needs_words),
}
"""By the last part of the address, which is also what the note is about; "step:<do>" for one of the own steps."""


@screen
def ActPage() -> ft.View:
    phone, t = use_phone()
    params = ft.use_route_params()
    task, act = phone.task(params.get("task", "")), params.get("act", "")
    if task is None:
        return frame.page(t("task.title"), [empty(ft.Icons.SEARCH_OFF, t("task.gone"), t("task.gone_more"))])
    page, note = PAGES.get(act.partition(":")[0]), phone.note_on(task.id, act)
    if page is None:
        return frame.page(t("task.title"), [empty(ft.Icons.SEARCH_OFF, t("unknown.title"), t("unknown.more"))])
    about = [Reminder(task, key="what")] if page.reminds else []
    body = [*about, Acting(task, note, page, key=note.id)]
    return frame.page(t(page.title), body, below=[Below(task, note, page, key=f"send-{note.id}")])


@part
def Acting(task: Task, note: Note, page: Page) -> ft.Control:
    """What is to be said; where it was too late when the page was opened, why."""
    phone, _ = use_phone()
    refusal = ft.use_memo(lambda: phone.desk.why_not(task, page.step), [note.id])
    return TooLate(task, note, refusal) if refusal else page.form(task, note, key="form")


@part
def Below(task: Task, note: Note, page: Page) -> ft.Control:
    phone, t = use_phone()
    if ft.use_memo(lambda: phone.desk.why_not(task, page.step), [note.id]):
        return ft.Container(height=0)
    if page.below:
        return page.below(task, note, key="below")
    missing = page.missing(task, note)
    no = t(page.no) if page.no else ""
    return SendNote(note, t(page.button), page.icon, t(missing) if missing else "", no, key="below")


@part
def TooLate(task: Task, note: Note, refusal: Refusal) -> ft.Control:
    """What has happened meanwhile, what was written here, and that a comment is always possible."""
    t = use_voice()
    written = [quiet(t("act.written", words=note.text), 16)] if note.text.strip() else []
    comment = outlined(
        t("task.comment"), ft.Icons.CHAT_BUBBLE_OUTLINE, lambda _: go(f"/tasks/{task.id}/comment"), "comment-instead"
    )
    return column([*refused(refusal, t.say), *written, comment])
