"""A task that nobody works on just now, and may not be forgotten: paused until a day, planned for later, passed on."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.clocks import pauses
from domain.clocks.deadlines import ACKNOWLEDGE
from domain.clocks.pauses import Pause
from domain.events import Event
from domain.language import Words
from domain.refusals import Refusal
from domain.tasks.events import TaskDeferred, TaskPassedOn, TaskPaused, TaskResumed
from domain.tasks.moves import says_nothing, taken
from domain.tasks.task import Task, going_on, noted, safe_since, with_done

if TYPE_CHECKING:
    from domain.documents import Documents

CRITICAL = "critical"


def pause(documents: "Documents", event: Event, act: TaskPaused) -> Task | Refusal:
    task = taken(documents, event, act.task, "pause")
    if isinstance(task, Refusal):
        return task
    wanted = Pause(act.reason, event.at, act.until)
    refusal = pauses.why_not(
        wanted,
        pauses.reasons_for(task.component, task.terms.may_pause_for),
        critical=task.severity == CRITICAL,
        made_safe_at=safe_since(task),
        since=task.clock_start,
    )
    if refusal:
        return refusal
    said = " ".join(part for part in (act.reason, act.until, act.text) if part)
    task = with_done(replace(task, pauses=(*task.pauses, wanted)), ACKNOWLEDGE, event.at)
    return noted(documents, event, task, "paused", said)


def resume(documents: "Documents", event: Event, act: TaskResumed) -> Task | Refusal:
    task = taken(documents, event, act.task, "resume")
    if isinstance(task, Refusal):
        return task
    return noted(documents, event, going_on(task, event.at), "resumed")


def defer(documents: "Documents", event: Event, act: TaskDeferred) -> Task | Refusal:
    """Moved to planned maintenance, where policy allows that: the day that is decided becomes the deadline."""
    task = taken(documents, event, act.task, "defer")
    if isinstance(task, Refusal):
        return task
    if not task.terms.may_defer:
        return _MAY_NOT_DEFER
    if silent := says_nothing(act.reason):
        return silent
    if not _is_day_after(act.until, event.at):
        return _NO_DAY
    task = with_done(replace(going_on(task, event.at), deferred_until=act.until), ACKNOWLEDGE, event.at)
    return noted(documents, event, task, "deferred", f"{act.until} {act.reason}")


def pass_on(documents: "Documents", event: Event, act: TaskPassedOn) -> Task | Refusal:
    """It is the property of somebody outside, who has been told."""
    task = taken(documents, event, act.task, "pass_on")
    if isinstance(task, Refusal):
        return task
    if not act.to.strip():
        return _TO_NOBODY
    if task.terms.safe_first and not safe_since(task):
        return SAFE_FIRST
    said = f"{act.to}: {act.text}" if act.text else act.to
    return noted(documents, event, replace(going_on(task, event.at), passed_on_to=act.to), "passed_on", said)


def _is_day_after(day: str, at: str) -> bool:
    try:
        return date.fromisoformat(day) > datetime.fromisoformat(at).date()
    except ValueError:
        return False


SAFE_FIRST = Refusal(
    "safe_first",
    Words("Faran måste undanröjas först.", "It must be made safe first."),
    Words("Gör det säkert nu, diskutera ansvaret sedan.", "Make it safe now, argue about who answers for it later."),
)
_MAY_NOT_DEFER = Refusal(
    "may_not_defer",
    Words("Det är för allvarligt för planerat underhåll.", "It is too grave for planned maintenance."),
    Words(
        "Åtgärda inom fristen, eller pausa av en anledning i listan.",
        "Repair it in time, or pause for a listed reason.",
    ),
)
_NO_DAY = Refusal(
    "no_day",
    Words("Det saknas en dag som ligger framåt i tiden.", "There is no day in the future."),
    Words("Välj vilken dag det ska vara åtgärdat.", "Choose the day by which it is to be repaired."),
)
_TO_NOBODY = Refusal(
    "to_nobody",
    Words("Det står inte vem som fått veta.", "It does not say who has been told."),
    Words("Skriv vem saken tillhör. Ärendet ligger kvar hos er.", "Say whose it is. The task stays with you."),
)
