"""The loop that looks after those who work alone, for as long as the server runs.

What was raised is part of the document and is written with the letters about it in one transaction: a server that was
killed, started again or runs twice raises each step once.
"""

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.lone_work.escalating import raised, to_raise
from domain.lone_work.session import LoneWork
from sync_server.lone_work.kept import sessions
from sync_server.lone_work.recipients import told_of
from sync_server.office import Office
from sync_server.post import letters
from sync_server.post.letters import Letter
from sync_server.post.told import LONE_WORK
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet

log = logging.getLogger(__name__)
LOOKS_EVERY = timedelta(seconds=30)


async def watch_lone_work(office: Office) -> None:
    """Until it is cancelled. It looks at once: what was missed while the server stood still is late enough."""
    while True:
        try:
            await asyncio.to_thread(look, office)
        except Exception:
            # Somebody may be waiting for help: whatever went wrong this time, it looks again.
            log.exception("those who work alone could not be looked after")
        await asyncio.sleep(LOOKS_EVERY.total_seconds())


def look(office: Office) -> int:
    """Raise all that is due now. Returns how many steps. Nobody waits for a transaction where nothing is."""
    register = office.follow_register()
    with office.database.reading() as connection:
        anything = any(_due(connection, register, office.now()))
    if not anything:
        return 0
    return office.database.write(lambda connection: raise_what_is_due(connection, register, office.now()))


def raise_what_is_due(connection: Connection, register: Register, now: datetime) -> int:
    """Inside a write; asking again at the same moment raises nothing."""
    counters = ledger.lock(connection)
    documents, at = WorkingSet(connection, register), letters.as_text(now)
    number = 0
    for lone, steps in _due(connection, register, now):
        number += len(steps)
        after = raised(lone, steps, at)
        documents.put(after)
        letters.queue(connection, _letters(register, after, len(lone.raised)), at)
    documents.save(counters)
    ledger.advance(connection, counters)
    return number


def _due(connection: Connection, register: Register, now: datetime) -> Iterator[tuple[LoneWork, tuple[str, ...]]]:
    rules = register.municipality.policy.lone_work
    for lone in sessions(connection, register):
        if steps := to_raise(lone, now, rules):
            yield lone, steps


def _letters(register: Register, lone: LoneWork, since: int) -> Iterator[Letter]:
    """One a person and step, for the steps from the place `since` in `raised` on."""
    for number in range(since, len(lone.raised)):
        for person in told_of(register, lone, number):
            yield Letter(person.id, LONE_WORK, lone.id, f"{number}/{lone.raised[number].step}", urgent=True)
