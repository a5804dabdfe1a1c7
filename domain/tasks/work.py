"""The work on a task: taking it on, laying it on somebody, its steps in their order, and saying that it is done."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.clocks import special as special_deadlines
from domain.clocks.deadlines import ACKNOWLEDGE, MAKE_SAFE, RESOLVE
from domain.events import Event, TaskAcknowledged, TaskCommented, TaskDone
from domain.language import Words
from domain.refusals import Refusal
from domain.secrecy.protection import bars_photos
from domain.secrecy.table import RESTRICTED
from domain.tasks.events import TaskAssigned, TaskMadeSafe, TaskReturned, TaskStarted, TaskStepDone
from domain.tasks.moves import says_nothing, taken
from domain.tasks.parts import Assignment, Entry
from domain.tasks.task import Task, going_on, noted, with_done

if TYPE_CHECKING:
    from domain.documents import Documents

PHOTOS, POLICE = special_deadlines.EVIDENCE


def acknowledge(documents: "Documents", event: Event, act: TaskAcknowledged) -> Task | Refusal:
    """Take the task on. A second acknowledgement changes nothing, and a call that was made is told."""
    task = taken(documents, event, act.task, "acknowledge")
    if isinstance(task, Refusal):
        return task
    if act.called_at:
        title = documents.person(event.person).title
        task = replace(task, history=(*task.history, Entry(act.called_at, event.person, title, "called")))
    if ACKNOWLEDGE in task.steps_done:
        return task
    return noted(documents, event, with_done(task, ACKNOWLEDGE, event.at), "acknowledged")


def start(documents: "Documents", event: Event, act: TaskStarted) -> Task | Refusal:
    """Work has begun. Two who begin work together."""
    before, task = documents.task(act.task), taken(documents, event, act.task, "start")
    if isinstance(task, Refusal) or (before and task.status == before.status and ACKNOWLEDGE in task.steps_done):
        return task
    return noted(documents, event, with_done(task, ACKNOWLEDGE, event.at), "started")


def assign(documents: "Documents", event: Event, act: TaskAssigned) -> Task | Refusal:
    """Lay it on somebody. A planned day lies within the deadline."""
    task = taken(documents, event, act.task, "assign")
    if isinstance(task, Refusal):
        return task
    if task.confidentiality == RESTRICTED:
        return _NOT_FOR_OTHERS
    if act.planned and task.resolve_by and act.planned > task.resolve_by[:10]:
        return _PLANNED_TOO_LATE
    laid_on = Assignment(act.org, act.person, act.name, act.planned)
    task = with_done(replace(task, assigned=laid_on if laid_on != Assignment() else None), ACKNOWLEDGE, event.at)
    return noted(documents, event, task, "assigned", act.name)


def give_back(documents: "Documents", event: Event, act: TaskReturned) -> Task | Refusal:
    """Whom it was laid on cannot: the desk has it, as it had all the time."""
    task = taken(documents, event, act.task, "return")
    if isinstance(task, Refusal):
        return task
    if silent := says_nothing(act.reason):
        return silent
    return noted(documents, event, replace(task, assigned=None), "returned", act.reason)


def make_safe(documents: "Documents", event: Event, act: TaskMadeSafe) -> Task | Refusal:
    task = taken(documents, event, act.task, "make_safe")
    if isinstance(task, Refusal):
        return task
    task = with_done(with_done(task, ACKNOWLEDGE, event.at), MAKE_SAFE, event.at)
    return noted(documents, event, task, "made_safe", act.text, act.photos)


def do_step(documents: "Documents", event: Event, act: TaskStepDone) -> Task | Refusal:
    """One of the task's own steps, when what comes before it is done. With the last one the task is done."""
    task = taken(documents, event, act.task, "do_step")
    if isinstance(task, Refusal):
        return task
    steps = [step.do for step in task.steps]
    if act.step not in steps or act.step in (ACKNOWLEDGE, RESOLVE):
        return _NO_SUCH_STEP
    if act.step == steps[-1]:
        return finish(documents, event, TaskDone(act.task, act.text, act.photos))
    if first := special_deadlines.waits_for(act.step, steps, task.steps_done):
        return _first(first)
    if act.step == PHOTOS and not act.photos and not bars_photos(documents, task.building):
        return _NO_PHOTO
    if act.step == POLICE and not act.reference.strip():
        return _NO_REFERENCE
    said = " ".join(part for part in (act.step, act.reference, act.text) if part)
    task = with_done(with_done(task, ACKNOWLEDGE, event.at), act.step, event.at)
    return noted(documents, event, task, "step_done", said, act.photos)


def finish(documents: "Documents", event: Event, act: TaskDone) -> Task | Refusal:
    """Done: with a picture where the finding has one, and the evidence first where there must be some."""
    task = taken(documents, event, act.task, "finish")
    if isinstance(task, Refusal):
        return task
    steps = [step.do for step in task.steps]
    if steps and (first := special_deadlines.waits_for(steps[-1], steps, task.steps_done)):
        return _first(first)
    unexplained = task.photos and not act.photos and not act.no_photo.strip()
    if unexplained and not bars_photos(documents, task.building):
        return _NO_PHOTO_AFTER
    done = with_done(going_on(task, event.at), steps[-1] if steps else RESOLVE, event.at)
    task = replace(done, done_by=event.person, done_at=event.at)
    said = ". ".join(part for part in (act.text, act.no_photo) if part)
    return noted(documents, event, task, "done", said, act.photos)


def comment(documents: "Documents", event: Event, act: TaskCommented) -> Task | Refusal:
    """Anyone who can see the task may say something about it, also after it is done."""
    task = taken(documents, event, act.task, "comment")
    if isinstance(task, Refusal):
        return task
    return noted(documents, event, task, "commented", act.text, act.photos)


def _first(undone: tuple[str, ...]) -> Refusal:
    words = [special_deadlines.step_words(do) for do in undone]
    sv, en = ", ".join(word.sv for word in words), ", ".join(word.en for word in words)
    return Refusal(
        "evidence_first",
        Words(f"Något måste göras först: {sv}.", f"Something has to be done first: {en}."),
        Words("Bevisen försvinner annars. Gör det och försök igen.", "Evidence is lost else. Do it and try again."),
    )


_NOT_FOR_OTHERS = Refusal(
    "not_for_others",
    Words("Ett personskyddat ärende läggs inte ut på någon.", "A restricted case is not laid on anybody."),
    Words("Skapa ett eget ärende med bara plats och sak.", "Make a task of its own with only place and thing."),
)
_PLANNED_TOO_LATE = Refusal(
    "planned_too_late",
    Words("Den planerade dagen är efter fristen.", "The planned day is after the deadline."),
    Words(
        "Välj en tidigare dag, eller pausa av en anledning i listan.",
        "Choose an earlier day, or pause for a listed reason.",
    ),
)
_NO_SUCH_STEP = Refusal(
    "no_such_step",
    Words("Det steget finns inte i ärendet.", "The task has no such step."),
    Words("Välj ett av ärendets egna steg.", "Choose one of the task's own steps."),
)
_NO_PHOTO = Refusal(
    "no_photo",
    Words("Det finns inget foto.", "There is no photo."),
    Words("Ta ett översiktsfoto och en närbild rakt framifrån.", "Take an overview and a close-up straight on."),
)
_NO_PHOTO_AFTER = Refusal(
    "no_photo_after",
    Words("Felet har foto men det saknas ett efter åtgärden.", "The fault has a photo, the repair has none."),
    Words("Ta ett foto från samma plats, eller skriv varför det inte går.", "Take one there, or say why you can't."),
)
_NO_REFERENCE = Refusal(
    "no_reference",
    Words("Polisens nummer saknas.", "The police number is missing."),
    Words("Polisanmäl på 114 14 eller polisen.se och skriv numret.", "Report it on 114 14 and write the number down."),
)
