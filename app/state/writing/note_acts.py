"""What sending a note amounts to: for everything that is written before it is done, the desk's verb that does it."""

from collections.abc import Callable
from datetime import datetime, time

from app.state.tasks.desk import Desk
from app.state.writing.notes import Note
from domain.refusals import Refusal
from domain.tasks.to_reporter import to_reporter

YES, NO = "yes", "no"
"""The fact "answer" of a note that answers somebody."""
CASE = "case."
OPENS = time(7)
"""A pause ends when the working day of its last date begins."""

SENT: dict[str, Callable[[Desk, Note], Refusal | None]] = {
    "acknowledge": lambda desk, note: desk.acknowledge(note.task, note.called_at),
    "comment": lambda desk, note: desk.comment(note.task, words(note), note.photos),
    "ask_reporter": lambda desk, note: desk.comment(note.task, to_reporter(words(note)), ()),
    "make_safe": lambda desk, note: desk.make_safe(note.task, words(note), note.photos),
    "step": lambda desk, note: desk.do_step(
        note.task, step_of(note), words(note), note.fact("reference").strip(), note.photos
    ),
    "done": lambda desk, note: desk.finish(note.task, words(note), note.photos, note.fact("no_photo").strip()),
    "pause": lambda desk, note: desk.pause(note.task, note.reason, _begins(note.fact("until")), words(note)),
    "defer": lambda desk, note: desk.defer(note.task, note.fact("until"), words(note)),
    "assign": lambda desk, note: desk.assign(
        note.task,
        person=note.fact("person"),
        org=note.fact("org"),
        name=note.fact("name").strip(),
        planned=note.fact("planned"),
    ),
    "return": lambda desk, note: desk.give_back(note.task, words(note)),
    "pass_on": lambda desk, note: desk.pass_on(note.task, note.fact("to").strip(), words(note)),
    "mark_duplicate": lambda desk, note: desk.mark_duplicate(note.task, note.fact("of")),
    "hand_back": lambda desk, note: desk.hand_back(
        note.task, note.reason, words(note), note.fact("rule"), note.fact("counterpart")
    ),
    "answer_dispute": lambda desk, note: desk.answer_dispute(note.task, accepted=said_yes(note), text=words(note)),
    "decide_dispute": lambda desk, note: desk.decide_dispute(
        note.task, note.fact("repair"), note.fact("cost"), words(note)
    ),
    "correct": lambda desk, note: desk.correct(
        note.task,
        words(note),
        component=note.facts.get("component"),
        space=note.facts.get("space"),
        item="" if "space" in note.facts else None,
        case=other_case(note) or None,
        severity=note.facts.get("severity"),
    ),
    "answer_move": lambda desk, note: desk.answer_move(note.task, accepted=said_yes(note), reason=words(note)),
    "place": lambda desk, note: desk.place(note.task, note.fact("org"), words(note)),
    "estimate": lambda desk, note: desk.estimate(note.task, kronor(note), words(note)),
    "decide_cost": lambda desk, note: desk.decide_cost(note.task, approved=said_yes(note), reason=words(note)),
    "verify": lambda desk, note: desk.verify(
        note.task, approved=said_yes(note), reason=words(note), photos=note.photos
    ),
    "not_fixed": lambda desk, note: desk.not_fixed(note.task, words(note), note.photos),
    "reopen": lambda desk, note: desk.reopen(note.task, words(note)),
}


def sent(desk: Desk, note: Note) -> Refusal | None:
    """Do what the note is about. None, or why not; then the note is still there."""
    return SENT[note.about.partition(":")[0]](desk, note)


def words(note: Note) -> str:
    return note.text.strip()


def step_of(note: Note) -> str:
    """The `do` of the task's own step that the note is about, "" where it is about no step."""
    return note.about.partition(":")[2]


def said_yes(note: Note) -> bool:
    return note.fact("answer") == YES


def other_case(note: Note) -> dict[str, str]:
    """The routing inputs that the note says anew: its facts "case.cause" and the like."""
    return {name.removeprefix(CASE): value for name, value in note.facts.items() if name.startswith(CASE)}


def kronor(note: Note) -> int:
    """Whole SEK as written ("12 000", "12 000,50"); -1 where that is no sum."""
    whole = "".join(note.fact("sek").split()).partition(",")[0]
    return int(whole) if whole.isdecimal() else -1


def _begins(day: str) -> datetime:
    """The morning of an ISO date, by the clock of this phone."""
    return datetime.combine(datetime.fromisoformat(day).date(), OPENS).astimezone()
