"""Taking a step: whether this person may, whether the task stands so that one can, and the reason where not."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.clocks.deadlines import ACKNOWLEDGE, MAKE_SAFE, RESOLVE
from domain.events import Event
from domain.language import Words
from domain.people import Person
from domain.refusals import Refusal
from domain.tasks.parts import ASKED, Entry
from domain.tasks.people import may
from domain.tasks.steps import (
    CHECKER,
    COUNTERPART,
    DESK,
    GROUP,
    MANAGER,
    PAYER,
    PERFORMER,
    RECEIVER,
    REPORTER,
    STEPS,
    TRIAGE,
    not_from_here,
)
from domain.tasks.task import Task, safe_since

if TYPE_CHECKING:
    from domain.documents import Documents

MOVES_NOTHING = ("called", "commented", "seen_again", "assigned", "estimated", "cost_approved", "cost_refused")
"""Lines of a history that leave the task where it is."""

WHO = {
    DESK: Words("de som handlägger ärendet", "those who handle the task"),
    MANAGER: Words("chefen för dem som handlägger ärendet", "the manager of those who handle the task"),
    PERFORMER: Words("den som ska utföra arbetet", "whoever is to do the work"),
    CHECKER: Words("den som kontrollerar", "whoever inspects"),
    REPORTER: Words("den som rapporterade", "whoever reported it"),
    COUNTERPART: Words("den part som skulle ta över", "the party that would take it over"),
    RECEIVER: Words("den som skulle ta över", "whoever would take it over"),
    PAYER: Words("den som betalar", "whoever pays"),
    GROUP: Words("tolkningsgruppen", "the interpretation group"),
    TRIAGE: Words("förvaltaren", "the property manager"),
}


def taken(documents: "Documents", event: Event, task_id: str, step: str) -> Task | Refusal:
    """The task in the status that the step leads to, or why the step cannot be taken."""
    task = documents.task(task_id)
    if task is None:
        return UNKNOWN
    person = documents.person(event.person)
    if not may(person, task, step):
        return not_yours(person, task, step)
    status = STEPS[step].leads_to(task.status)
    return replace(task, status=status) if status else not_from_here(task.status, step, last_mover(task))


def can(person: Person, task: Task, step: str) -> bool:
    """Whether the person could take the step now, and there is a point in it: for the buttons of a screen."""
    has_point = _HAS_POINT.get(step)
    return (
        may(person, task, step)
        and bool(STEPS[step].leads_to(task.status))
        and (has_point is None or has_point(person, task))
    )


_HAS_POINT: dict[str, Callable[[Person, Task], bool]] = {
    "acknowledge": lambda person, task: ACKNOWLEDGE not in task.steps_done,
    "start": lambda person, task: STEPS["start"].leads_to(task.status) != task.status,
    "make_safe": lambda person, task: task.terms.safe_first and not safe_since(task),
    "do_step": lambda person, task: bool(task.special) and any(do not in task.steps_done for do in own_steps(task)),
    "defer": lambda person, task: task.terms.may_defer,
    "decide_cost": lambda person, task: task.estimate is not None and task.estimate.state == ASKED,
    "hand_back": lambda person, task: task.dispute is None or task.dispute.facts_changed,
    "answer_dispute": lambda person, task: task.dispute is not None and task.dispute.is_open,
    "decide_dispute": lambda person, task: task.dispute is not None and task.dispute.is_open,
    "answer_move": lambda person, task: task.correction is not None and task.correction.routed,
    "place": lambda person, task: task.triage,
    "verify": lambda person, task: task.done_by != person.id,
    "reject": lambda person, task: task.done_by != person.id,
}


def own_steps(task: Task) -> tuple[str, ...]:
    """The ordered steps that the task's situation asks for, without those that every task has."""
    return tuple(step.do for step in task.steps if step.do not in (ACKNOWLEDGE, MAKE_SAFE, RESOLVE))


def last_mover(task: Task) -> str:
    """The title of whoever moved the task last, "" where the clock did."""
    entry = last_move(task)
    return entry.title if entry else ""


def last_move(task: Task) -> Entry | None:
    return next((entry for entry in reversed(task.history) if entry.did not in MOVES_NOTHING), None)


def not_yours(person: Person, task: Task, step: str) -> Refusal:
    if person.org in task.former_desks:
        mover = last_mover(task)
        by = f" ({mover})" if mover else ""
        return Refusal(
            "task_moved",
            Words(
                f"Ärendet ligger inte längre hos er, någon annan har tagit över det{by}.",
                f"The task is not with you any more, somebody else has taken it over{by}.",
            ),
            Words(
                "Skriv en kommentar om vad ni hann göra, så ser de som har ärendet det.",
                "Write a comment on what you did, so that those who have the task see it.",
            ),
        )
    by = STEPS[step].by
    return Refusal(
        "not_your_task",
        Words("Ärendet ligger inte på ditt bord.", "The task is not at your desk."),
        Words(
            f"Det gör {_any(tuple(WHO[part].sv for part in by), 'eller')}. Du kan skriva en kommentar.",
            f"This is for {_any(tuple(WHO[part].en for part in by), 'or')}. You can write a comment.",
        ),
    )


def _any(words: tuple[str, ...], conjunction: str) -> str:
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


UNKNOWN = Refusal(
    "unknown_task",
    Words(
        "Ärendet finns inte, eller så får du inte se det längre.",
        "The task does not exist, or you may no longer see it.",
    ),
)


def says_nothing(words: str) -> Refusal | None:
    """A step that needs words and has none."""
    if words.strip():
        return None
    return Refusal(
        "no_words",
        Words("Det står inte varför.", "It does not say why."),
        Words("Skriv en mening om varför och gör om.", "Write a sentence on why and do it again."),
    )
