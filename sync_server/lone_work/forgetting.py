"""Who worked alone where is nobody's business afterwards: ended sessions leave the phones and the server, with what
they left in other tables; only their number stays."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.lone_work.session import LoneWork, moment
from domain.secrecy.retention import ClosedRecord, remains_of
from sync_server.disposal.destroying import remove
from sync_server.disposal.remaining import remember
from sync_server.lone_work.kept import KIND, sessions
from sync_server.register.register import Register
from sync_server.storage import ledger


def forget_lone_work(connection: Connection, register: Register, now: datetime) -> int:
    """Inside a write. Returns how many sessions have gone; one that somebody is still waited for in never does."""
    counters = ledger.lock(connection)
    oldest = now - timedelta(days=register.municipality.policy.lone_work.kept_days)
    over = [lone for lone in sessions(connection, register) if lone.over_since and moment(lone.over_since) <= oldest]
    if over:
        remove(connection, {(KIND, lone.id) for lone in over}, counters)
        remember(connection, counters, remains_of(_record(lone, register) for lone in over))
        ledger.advance(connection, counters)
    return len(over)


def _record(lone: LoneWork, register: Register) -> ClosedRecord:
    day = moment(lone.over_since).astimezone(ZoneInfo(register.municipality.timezone)).date()
    return ClosedRecord(KIND, lone.id, KIND, day.isoformat())
