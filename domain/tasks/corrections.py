"""It was something else, somewhere else or for another cause: the list is asked anew, before and after are shown, and
whoever would have the task must agree.

Source: workflows, chapter 4.5. The server asks the list (`routed`); what stays with its receiver is changed at once.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.checklists.answers import SEVERITIES
from domain.events import Event
from domain.language import Words
from domain.refusals import Refusal
from domain.tasks.events import TaskCorrected, TaskMoveAnswered, TaskPlaced
from domain.tasks.handover import contested, handed_over
from domain.tasks.moves import says_nothing, taken
from domain.tasks.parts import REROUTE, Correction
from domain.tasks.task import Task, noted

if TYPE_CHECKING:
    from domain.documents import Documents

ANSWERED_WITHIN = "P2D"
"""Working days."""


def correct(documents: "Documents", event: Event, act: TaskCorrected) -> Task | Refusal:
    """What is to be changed. It is not changed before the list has been asked."""
    task = taken(documents, event, act.task, "correct")
    if isinstance(task, Refusal):
        return task
    if silent := says_nothing(act.reason):
        return silent
    building = documents.building(task.building)
    moved = Correction(
        event.person,
        documents.person(event.person).title,
        event.at,
        act.reason,
        component=_or(act.component, task.component),
        space=_or(act.space, task.space),
        object=_or(act.object, task.object),
        case={name: value for name, value in {**task.case, **(act.case or {})}.items() if value},
        severity=_or(act.severity, task.severity),
    )
    if building is None or (moved.space and building.space(moved.space) is None) or moved.severity not in SEVERITIES:
        return _NO_SUCH_PLACE
    if _facts(moved) == _facts(task):
        return _NOTHING_CHANGED
    return noted(documents, event, replace(task, correction=moved), "correction", act.reason)


def answer(documents: "Documents", event: Event, act: TaskMoveAnswered) -> Task | Refusal:
    """Whoever would have the task takes it over, or says why not: then it stays as it was."""
    task = taken(documents, event, act.task, "answer_move")
    if isinstance(task, Refusal):
        return task
    moved = task.correction
    if moved is None or not moved.routed:
        return _NOTHING_TO_ANSWER
    if not act.accepted:
        if silent := says_nothing(act.reason):
            return silent
        return noted(documents, event, replace(task, correction=None), "move_refused", act.reason)
    over = handed_over(applied(task), moved.org, moved.desk, event.at, accepted=True)
    return noted(documents, event, over, "move_accepted", act.reason)


def applied(task: Task) -> Task:
    """The task with the facts and rules of its correction, which the list has been asked about; whose it is is not
    touched."""
    moved = task.correction
    if moved is None:
        return task
    changed = moved.case.get("cause") != task.case.get("cause") or moved.space != task.space
    last = task.dispute
    disputes = (*task.disputes[:-1], replace(last, facts_changed=True)) if last and changed else task.disputes
    if moved.org != task.org:
        task = contested(task, moved.at, REROUTE)
    return replace(
        task,
        component=moved.component,
        space=moved.space,
        object=moved.object,
        case=moved.case,
        severity=moved.severity,
        inspection_org=moved.inspection_org,
        cost_org=moved.cost_org,
        rules=moved.rules,
        why=moved.why,
        disputes=disputes,
        correction=None,
    )


def place(documents: "Documents", event: Event, act: TaskPlaced) -> Task | Refusal:
    """Somebody decides where the list says nothing."""
    task = taken(documents, event, act.task, "place")
    if isinstance(task, Refusal):
        return task
    building = documents.building(task.building)
    if not task.triage:
        return _PLACED_ALREADY
    if building is None or act.org not in building.orgs:
        return _NO_PARTY_HERE
    if silent := says_nothing(act.reason):
        return silent
    over = handed_over(task, act.org, act.org, event.at, accepted=False)
    return noted(documents, event, over, "placed", act.reason)


def _or(said: str | None, before: str) -> str:
    return before if said is None else said


def _facts(of: Task | Correction) -> tuple:
    return of.component, of.space, of.object, of.case, of.severity


_NO_SUCH_PLACE = Refusal(
    "no_such_place",
    Words("Platsen eller graden finns inte.", "There is no such place or severity."),
    Words("Välj ett utrymme i byggnaden.", "Choose a space in the building."),
)
_NOTHING_CHANGED = Refusal(
    "nothing_changed",
    Words("Allt står redan så.", "That is how it stands already."),
    Words("Öppna ärendet och läs: någon annan kan ha rättat det.", "Open the task: somebody may have corrected it."),
)
_NOTHING_TO_ANSWER = Refusal(
    "nothing_to_answer",
    Words("Ingen flytt väntar på svar.", "No move waits for an answer."),
    Words("Den kan redan vara besvarad: läs historiken.", "It may have been answered already: read the history."),
)
_PLACED_ALREADY = Refusal(
    "placed_already",
    Words("Ärendet är redan fördelat.", "The task has already been placed."),
    Words("Är det fel, rätta uppgifterna: då fördelas det på nytt.", "If that is wrong, correct the facts."),
)
_NO_PARTY_HERE = Refusal(
    "no_party_here",
    Words("Den organisationen har inget i byggnaden.", "That organisation has nothing in the building."),
    Words("Välj byggnadens ägare eller någon som använder den.", "Choose the owner or a user of the building."),
)
