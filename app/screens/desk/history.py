"""What has happened to a task, the latest first: who did what, when, with which words and pictures."""

import flet as ft

from app.screens.desk.cost_card import in_kronor
from app.screens.desk.dispute_card import REASONS
from app.screens.guard import part
from app.screens.parts import card, column, quiet, section
from app.screens.surroundings import Voice, use_phone
from app.screens.times import clock_time, day_words, moment
from app.screens.writing.photo_parts import PhotoStrip
from app.state.phone import Phone
from domain.clocks.pauses import reason_words
from domain.clocks.special import step_words
from domain.tasks.task import Entry, Task

DID = {
    "found": (ft.Icons.FLAG_OUTLINED, "did.found"),
    "acknowledged": (ft.Icons.HANDYMAN_OUTLINED, "did.acknowledged"),
    "assigned": (ft.Icons.BADGE_OUTLINED, "did.assigned"),
    "called": (ft.Icons.PHONE_IN_TALK, "did.called"),
    "closed": (ft.Icons.LOCK_OUTLINE, "did.closed"),
    "commented": (ft.Icons.CHAT_BUBBLE_OUTLINE, "did.commented"),
    "correction": (ft.Icons.EDIT_OUTLINED, "did.correction"),
    "cost_approved": (ft.Icons.PAYMENTS_OUTLINED, "did.cost_approved"),
    "cost_refused": (ft.Icons.MONEY_OFF, "did.cost_refused"),
    "deferred": (ft.Icons.EVENT, "did.deferred"),
    "dispute_accepted": (ft.Icons.HANDSHAKE_OUTLINED, "did.dispute_accepted"),
    "dispute_decided": (ft.Icons.GAVEL, "did.dispute_decided"),
    "dispute_refused": (ft.Icons.FORUM_OUTLINED, "did.dispute_refused"),
    "dispute_unanswered": (ft.Icons.HOURGLASS_DISABLED, "did.dispute_unanswered"),
    "done": (ft.Icons.TASK_ALT, "did.done"),
    "duplicate": (ft.Icons.CALL_MERGE, "did.duplicate"),
    "estimated": (ft.Icons.PAYMENTS_OUTLINED, "did.estimated"),
    "handed_back": (ft.Icons.UNDO, "did.handed_back"),
    "made_safe": (ft.Icons.HEALTH_AND_SAFETY_OUTLINED, "did.made_safe"),
    "move_accepted": (ft.Icons.HANDSHAKE_OUTLINED, "did.move_accepted"),
    "move_refused": (ft.Icons.FORUM_OUTLINED, "did.move_refused"),
    "not_fixed": (ft.Icons.REPLAY, "did.not_fixed"),
    "passed_on": (ft.Icons.OUTBOUND_OUTLINED, "did.passed_on"),
    "pause_over": (ft.Icons.PLAY_CIRCLE_OUTLINE, "did.pause_over"),
    "paused": (ft.Icons.PAUSE_CIRCLE_OUTLINE, "did.paused"),
    "photo_refused": (ft.Icons.HIDE_IMAGE_OUTLINED, "did.photo_refused"),
    "photo_shown": (ft.Icons.IMAGE_OUTLINED, "did.photo_shown"),
    "photo_waits": (ft.Icons.HOURGLASS_EMPTY, "did.photo_waits"),
    "placed": (ft.Icons.ALT_ROUTE, "did.placed"),
    "rejected": (ft.Icons.REPLAY, "did.rejected"),
    "reopened": (ft.Icons.REPLAY, "did.reopened"),
    "resumed": (ft.Icons.PLAY_CIRCLE_OUTLINE, "did.resumed"),
    "returned": (ft.Icons.ASSIGNMENT_RETURN_OUTLINED, "did.returned"),
    "seen_again": (ft.Icons.GROUP_ADD_OUTLINED, "did.seen_again"),
    "started": (ft.Icons.CONSTRUCTION, "did.started"),
    "step_done": (ft.Icons.PLAYLIST_ADD_CHECK, "did.step_done"),
    "verified": (ft.Icons.VERIFIED_OUTLINED, "did.verified"),
    "withdrawn": (ft.Icons.REMOVE_CIRCLE_OUTLINE, "did.withdrawn"),
}
OTHER = (ft.Icons.INFO_OUTLINE, "did.other")


@part
def History(task: Task) -> ft.Control:
    phone, t = use_phone()
    found = Entry(task.found_at, task.reporter, task.reporter_title, "found")
    lines = [_line(entry, phone, t) for entry in (*reversed(task.history), found)]
    return column([section(t("task.history")), card(column(lines, 16))], 6)


def _line(entry: Entry, phone: Phone, t: Voice) -> ft.Control:
    icon, did = DID.get(entry.did, OTHER)
    words: list[ft.Control] = [
        ft.Text(t(did), size=16, weight=ft.FontWeight.W_600),
        quiet(", ".join(part for part in (entry.title, clock_time(entry.at, t)) if part), 14),
    ]
    if said := told(entry, phone, t):
        words.append(ft.Text(said, size=16))
    if entry.photos:
        words.append(PhotoStrip(tuple(photo.sha256 for photo in entry.photos)))
    return ft.Row(
        [ft.Icon(icon, color=ft.Colors.PRIMARY), ft.Column(words, spacing=3, expand=True)],
        spacing=14,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def told(entry: Entry, phone: Phone, t: Voice) -> str:
    """The words of an entry. Some begin with a code, a day or a sum, which is said as people say it."""
    first, _, rest = entry.text.partition(" ")
    reason, _, more = entry.text.partition(": ")
    match entry.did:
        case "handed_back":
            return _joined(t(REASONS[reason]) if reason in REASONS else reason, more)
        case "passed_on":
            return _joined(t.say(phone.names.organisation(reason)), more)
        case "paused":
            until, _, why = rest.partition(" ")
            ends = t("did.until", when=moment(until, t)) if until else ""
            return _joined(t.say(reason_words(first)), ends, why)
        case "deferred":
            return _joined(day_words(first, t), rest)
        case "step_done":
            return _joined(t.say(step_words(first)), rest)
        case "estimated":
            return _joined(t("cost.sum", sek=in_kronor(int(first))), rest)
        case "duplicate":
            return t("task.number", n=entry.text)
    return entry.text


def _joined(*words: str) -> str:
    return ". ".join(each for each in words if each)
