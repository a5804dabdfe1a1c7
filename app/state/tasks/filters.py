"""Which tasks somebody wants to see: a filter that fits into an address, and the next time that each task has to keep.

Pure: the same filter over the same tasks at the same moment gives the same list, the most urgent first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from urllib.parse import parse_qs, urlencode

from app.state.tasks.lists import ALL, MINE, ORGANISATION, belongs
from domain.clocks.deadlines import ACKNOWLEDGE, MAKE_SAFE, RESOLVE
from domain.people import Person
from domain.tasks.parts import ASKED
from domain.tasks.people import parts_of
from domain.tasks.steps import CHECKER, COUNTERPART, DEFERRED, DESK, PAUSED, PAYER, PERFORMER, RECEIVER, STATUSES
from domain.tasks.steps import WAITING as BEFORE
from domain.tasks.task import Task, safe_since

OPEN, OVERDUE, WAITING, WEEK, CHECK, PAY, ENDED = VIEWS = ("", "overdue", "waiting", "week", "check", "pay", "ended")
WHOSE = (MINE, ORGANISATION, ALL)
VERIFY, PAY_BY = "verify", "decide_cost"


@dataclass(frozen=True)
class Filter:
    """What is "" or empty leaves everything in. `rule` is a row or override whose tasks did not stay where it said."""

    view: str = OPEN
    whose: str = ""
    status: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    building: str = ""
    space: str = ""
    rule: str = ""
    words: str = ""

    @property
    def narrows(self) -> int:
        """How many filters are set beside the view, whose they are and the words."""
        return sum(map(bool, (self.status, self.severity, self.building, self.space, self.rule)))


def from_query(query: str) -> Filter:
    """The filter in an address; what nobody knows is left out, so that an old address still opens."""
    said = parse_qs(query)
    facts = {name: said[name][0] for name in ("building", "space", "rule", "words", "whose", "view") if name in said}
    if facts.get("view") not in VIEWS:
        facts.pop("view", None)
    if facts.get("whose") not in WHOSE:
        facts.pop("whose", None)
    status = tuple(each for each in said.get("status", ()) if each in STATUSES)
    return Filter(status=status, severity=tuple(said.get("severity", ())), **facts)


def to_query(wanted: Filter) -> str:
    """The filter as it stands in an address, "" where it leaves everything in."""
    said = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return urlencode({name: value for name, value in said.items() if value}, doseq=True)


def chosen(
    tasks: Iterable[Task], wanted: Filter, person: Person, now: datetime, words_of: Callable[[Task], str]
) -> list[Task]:
    """Those that the filter lets through. `now` has the zone in which a week begins."""
    whose = wanted.whose or MINE
    sought = wanted.words.casefold().split()
    found = [
        task
        for task in tasks
        if _fits(task, wanted)
        and _in_view(task, wanted.view, person, now)
        and (wanted.view in (CHECK, PAY) or belongs(person, task, whose))
        and (not sought or all(word in words_of(task).casefold() for word in sought))
    ]
    if wanted.view == ENDED:
        return sorted(found, key=lambda task: task.history[-1].at if task.history else task.found_at, reverse=True)
    return sorted(found, key=lambda task: (_moment(next_time(task)[1]), task.found_at))


def next_time(task: Task) -> tuple[str, str]:
    """What has to be done next and by when (ISO 8601); ("", "") where nothing has a time."""
    if not task.is_open:
        asked = task.estimate
        payment = asked.answer_by if asked and asked.state == ASKED else ""
        return (VERIFY, task.verify_by) if task.verify_by else (PAY_BY, payment) if payment else ("", "")
    shown = {ACKNOWLEDGE: task.acknowledge_by, MAKE_SAFE: task.make_safe_by, RESOLVE: task.resolve_by}
    over = {
        *task.steps_done,
        *([] if task.status in BEFORE else [ACKNOWLEDGE]),
        *([MAKE_SAFE] if safe_since(task) else []),
    }
    times = {step.do: step.by for step in task.steps} or shown
    return min(
        ((do, by) for do, by in times.items() if by and do not in over),
        key=lambda pair: _moment(pair[1]),
        default=("", ""),
    )


def is_late(task: Task, now: datetime) -> bool:
    by = next_time(task)[1]
    return bool(by) and datetime.fromisoformat(by) < now


def waits_for_others(person: Person, task: Task) -> bool:
    """Whether the person follows it and the next move is somebody else's."""
    parts = parts_of(person, task)
    if not task.is_open or {COUNTERPART, RECEIVER} & parts or (PAYER in parts and _cost_asked(task)):
        return False
    if not {DESK, PERFORMER} & parts:
        return True
    laid_on = task.assigned
    on_another = laid_on is not None and PERFORMER not in parts
    moving = task.correction is not None and task.correction.routed
    disputed = task.dispute is not None and task.dispute.is_open
    return on_another or moving or disputed or _cost_asked(task) or task.status in (PAUSED, DEFERRED)


def open_by_space(tasks: Iterable[Task], building: str) -> dict[str, int]:
    """How many open tasks each space of a building has; under "" those of the building as a whole."""
    counts: dict[str, int] = {}
    for task in tasks:
        if task.building == building and task.is_open:
            counts[task.space] = counts.get(task.space, 0) + 1
    return counts


def _fits(task: Task, wanted: Filter) -> bool:
    return (
        wanted.building in ("", task.building)
        and wanted.space in ("", task.space)
        and (not wanted.status or task.status in wanted.status)
        and (not wanted.severity or task.severity in wanted.severity)
        and (not wanted.rule or any(contest.rule == wanted.rule for contest in task.contested))
    )


def _in_view(task: Task, view: str, person: Person, now: datetime) -> bool:
    match view:
        case "ended":
            return not task.is_open
        case "overdue":
            return task.is_open and is_late(task, now)
        case "waiting":
            return waits_for_others(person, task)
        case "week":
            return task.is_open and _this_week(next_time(task)[1], now)
        case "check":
            return bool(task.verify_by) and task.done_by != person.id and CHECKER in parts_of(person, task)
        case "pay":
            return _cost_asked(task) and PAYER in parts_of(person, task)
        case _:
            return task.is_open


def _cost_asked(task: Task) -> bool:
    return task.estimate is not None and task.estimate.state == ASKED


def _this_week(by: str, now: datetime) -> bool:
    """Monday to Sunday, what is late since Monday included."""
    if not by:
        return False
    return datetime.fromisoformat(by).astimezone(now.tzinfo).isocalendar()[:2] == now.isocalendar()[:2]


def _moment(by: str) -> datetime:
    return datetime.fromisoformat(by) if by else _NEVER


_NEVER = datetime.fromisoformat("9999-12-31T00:00:00+00:00")
