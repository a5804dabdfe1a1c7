"""A year is published once, when it is over. What was published is a document that nobody has the keys to."""

import json
from datetime import datetime

from sqlalchemy import Connection

from domain.records import from_plain
from domain.statistics.small_cells import Publication, publish
from sync_server.register.register import Register
from sync_server.statistics import counted
from sync_server.statistics.settled import min_cell
from sync_server.storage import ledger
from sync_server.storage.ledger import DocumentRow
from sync_server.storage.writing import as_json

KIND = "statistics"


def publish_years(connection: Connection, register: Register, now: datetime) -> int:
    """Every year that is over and has cases, and was not published yet. Inside a write; `now` is the municipality's own
    time. Returns how many there were."""
    incidents = [counted.as_incident(case, register) for case in counted.all_cases(connection)]
    first = min((each.on.year for each in incidents), default=now.year)
    wanted = [year for year in range(first, now.year) if published(connection, year) is None]
    if not wanted:
        return 0
    counters = ledger.lock(connection)
    nobody, rows = ledger.audience_number(connection, frozenset()), []
    for year in wanted:
        made = publish(
            incidents,
            year,
            counted.kinds_of(register),
            counted.told_buildings(register),
            counted.administrations(register),
            now.date().isoformat(),
            min_cell(register.municipality.policy),
        )
        counters.version += 1
        rows.append(DocumentRow(KIND, str(year), counters.version, nobody, as_json(made)))
    ledger.write_documents(connection, rows)
    ledger.advance(connection, counters)
    return len(rows)


def published(connection: Connection, year: int) -> Publication | None:
    key = KIND, str(year)
    stored = ledger.load(connection, [key]).get(key)
    return from_plain(Publication, json.loads(stored.body)) if stored else None
