"""The demo municipality's server on its way through time: days and hours pass, it sleeps, and it decides anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.rounds.logbook import Logbook
from domain.rounds.round import Round
from sync_server.content import Municipality
from sync_server.office import Office
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet
from tests.server_fixtures import demo_municipality, office_at

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST = datetime(2026, 11, 23, 12, tzinfo=STOCKHOLM)


@dataclass
class Town:
    """The municipality's server on its way through time."""

    folder: Path
    now: datetime
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.opens(demo_municipality())

    def opens(self, municipality: Municipality) -> None:
        self.office = office_at(self.folder, municipality=municipality, now=lambda: self.now.astimezone(UTC))

    def decides(self, **changed: Any) -> None:
        """The server starts again with what the municipality has changed."""
        municipality = replace(self.office.register.municipality, **changed)
        self.office.close()
        self.opens(municipality)

    def passes(self, until: datetime, by: timedelta = DAY) -> None:
        """Planning runs every day at the same time by the clock on the wall, or every hour, until then."""
        while (later := self._later(by)) <= until:
            self.sleeps(later)

    def _later(self, by: timedelta) -> datetime:
        return self.now + by if by == DAY else (self.now.astimezone(UTC) + by).astimezone(STOCKHOLM)

    def sleeps(self, until: datetime) -> None:
        """The server is off until then."""
        self.now = until
        self.office.begin_the_day()

    def rounds(self, checklist: str = "", building: str = "") -> dict[str, Round]:
        with self.office.database.reading() as connection:
            keys = ledger.load_all(connection, ["round"])
            documents = WorkingSet(connection, self.office.register)
            documents.prefetch(keys)
            held = (documents.round(name) for _, name in keys)
            return {r.id: r for r in held if r and checklist in ("", r.checklist) and building in ("", r.building)}

    def keeps(self, *documents: Round | Logbook) -> None:
        """As if an event had changed them."""

        def write(connection: Any) -> None:
            counters = ledger.lock(connection)
            held = WorkingSet(connection, self.office.register)
            for document in documents:
                held.put(document)
            held.save(counters)
            ledger.advance(connection, counters)

        self.office.database.write(write)

    def version(self) -> int:
        with self.office.database.reading() as connection:
            return ledger.read_counters(connection).version


@contextmanager
def town_at(folder: Path, now: datetime = FIRST) -> Iterator[Town]:
    folder.mkdir(exist_ok=True)
    town = Town(folder, now)
    yield town
    town.office.close()
