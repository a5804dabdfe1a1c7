"""Which open tasks, and which findings of the last year, another version of the list would have sent elsewhere."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.demarcation.changes import gone_elsewhere
from domain.demarcation.listing import DemarcationList
from domain.demarcation.preview import Moved
from domain.documents import Document
from domain.findings import REPORTED, Finding
from domain.places import described
from domain.records import from_plain
from domain.tasks.task import Task
from sync_server.register.register import Register
from sync_server.storage import ledger

A_YEAR = timedelta(days=365)


def would_have_moved(
    connection: Connection,
    register: Register,
    listing: DemarcationList,
    now: datetime,
    sees: Callable[[Document], bool],
) -> tuple[tuple[Moved, ...], int]:
    """Those that may be seen, open ones and the latest first, and how many others there are."""
    tasks = {task.id: task for task in _all(connection, "task", Task)}
    cases = _in_question(_all(connection, "finding", Finding), tasks, now - A_YEAR)
    zone = ZoneInfo(register.municipality.timezone)

    def day_of(moment: str) -> str:
        return datetime.fromisoformat(moment).astimezone(zone).date().isoformat()

    found = gone_elsewhere(cases.values(), register.municipality.buildings, register.list_on, listing, day_of)
    shown = []
    for each in found:
        case = cases[each.id]
        if sees(case):
            building = register.municipality.buildings[case.building]
            task = tasks.get(case.id)
            moved = Moved(
                id=case.id,
                number=task.number if task else 0,
                is_open=isinstance(case, Task),
                building=case.building,
                place=described(building, *building.whereabouts(case.space, case.object)),
                component=case.component,
                text=case.text,
                found_at=case.found_at,
                hands=each.hands,
            )
            shown.append(moved)
    shown.sort(key=lambda moved: (moved.is_open, moved.found_at), reverse=True)
    return tuple(shown), len(found) - len(shown)


def _in_question(findings: list[Finding], tasks: dict[str, Task], since: datetime) -> dict[str, Task | Finding]:
    """Open tasks as they stand, and findings since then. What an inspection gave to a party is not the list's."""
    cases: dict[str, Task | Finding] = {}
    for finding in findings:
        task = tasks.get(finding.task or finding.id)
        if finding.status != REPORTED or finding.party:
            continue
        if task and task.is_open:
            cases[task.id] = task
        elif datetime.fromisoformat(finding.found_at) >= since:
            cases[finding.id] = finding
    return cases


def _all(connection: Connection, kind: str, wanted: type) -> list:
    stored = ledger.load_all(connection, [kind]).values()
    return [from_plain(wanted, json.loads(kept.body)) for kept in stored]
