"""Tasks by the clock: pauses end, silence counts as an answer, what nobody objects to is closed.

What a task becomes is `domain.tasks.clock`; here the tasks that it may concern are read and written.
"""

from datetime import UTC, datetime

from sqlalchemy import Connection

from domain.tasks.clock import as_of
from sync_server.post.letters import as_text
from sync_server.post.told import CHANGES as TOLD
from sync_server.post.told import NOBODY, tell
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet
from sync_server.sync.followup import working_time


def tend_tasks(connection: Connection, register: Register, now: datetime) -> int:
    """Bring every task up to `now`. Returns how many have changed. Inside a write; asking again changes nothing."""
    counters = ledger.lock(connection)
    documents, working = WorkingSet(connection, register), working_time(register.municipality.policy.working_time)
    keys = ledger.load_all(connection, ["task"])
    documents.prefetch(keys)
    changed = 0
    for _, name in keys:
        task = documents.task(name)
        if task and (stands := as_of(task, now, working)) is not task:
            documents.put(stands)
            changed += 1
    documents.save(counters)
    tell(connection, register, documents.changes(TOLD), NOBODY, as_text(now.astimezone(UTC)))
    ledger.advance(connection, counters)
    return changed
