"""Disposal year by year: a stranger's report with all that hangs on it, holds that come and go, and a real phone."""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from PIL import Image
from sqlalchemy import func, select

from domain.cases.events import CaseHeld, CaseReleased
from domain.rounds.round import SUBMITTED, Round
from domain.secrecy.retention import Remains
from domain.tasks.steps import CLOSED
from sync_server.disposal.remaining import remains
from sync_server.disposal.yearly import code_of, confirm, yearly_list
from sync_server.office import Office
from sync_server.outside.links import new_link
from sync_server.outside.tables import outside_links
from sync_server.photos.upload import photo_key
from sync_server.public.tables import public_photos, public_reports
from sync_server.storage import ledger
from sync_server.storage.schema import metadata
from sync_server.storage.working_set import WorkingSet
from tests.journeys.phones import Pocket
from tests.server_fixtures import in_process, office_at, phone_of
from tests.unit.case_stories import does
from tests.unit.server.test_disposal import CASE_GOES, DETAILS_GO, everything_in, threat_closed
from tests.unit.server.test_public_reports import place, send

NOW = datetime.now(UTC)
THIS_YEAR = NOW.year
TASK_GOES = THIS_YEAR + 6
CONTACT, WORDS = "anmalare@example.org", "Någon har sparkat sönder fågelholken"


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, prepared_sqlite: Path, clock: Clock) -> Iterator[Office]:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    office = office_at(tmp_path, database_url=f"sqlite:///{tmp_path / 'rond.sqlite'}", now=clock)
    yield office
    office.close()


def confirmed(office: Office, clock: Clock, year: int) -> tuple[Remains, ...]:
    clock.now = datetime(year, 1, 2, 12, tzinfo=UTC)
    try:
        return confirm(office, year, code_of(yearly_list(office, year)), office.register.person("registrar-ks"))
    finally:
        clock.now = NOW


def drawn(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(out, "JPEG")
    return out.getvalue()


def hold_photos(office: Office) -> None:
    files = office.register.municipality
    policy = replace(files.policy, rest={**files.policy.rest, "public_reports": {"hold_photos": True}})
    office.register.municipality = replace(files, policy=policy)


def strangers_report(office: Office, http: httpx.Client, colour: str) -> str:
    """The id of its closed task: with contact, code, a photo that waits to be looked at, and a link sent outside."""
    hold_photos(office)
    assert send(http, place(office), drawn(colour), text=WORDS, contact=CONTACT).status_code < 400

    def close(connection) -> str:
        new = public_reports.c.finding.not_in(select(outside_links.c.task))
        found = connection.execute(select(public_reports.c.finding).where(new)).scalar_one()
        counters, held = ledger.lock(connection), WorkingSet(connection, office.register)
        task = held.task(found)
        assert task
        held.put(replace(task, status=CLOSED))
        held.save(counters)
        ledger.advance(connection, counters)
        new_link(connection, "ORG-CTR-GRAF", found, office.now())
        return found

    return office.database.write(close)


def rows_naming(office: Office, name: str) -> list[str]:
    """The tables with a column that holds this id."""
    with office.database.reading() as connection:
        return [
            table.name
            for table in metadata.tables.values()
            for column in table.c
            if column.type.python_type is str
            and connection.execute(select(func.count()).select_from(table).where(column == name)).scalar_one()
        ]


def test_a_strangers_report_goes_with_its_contact_code_photos_and_outside_links(
    office: Office, http: httpx.Client, clock: Clock, tmp_path: Path
) -> None:
    task = strangers_report(office, http, "red")
    with office.database.reading() as connection:
        [sha] = connection.execute(select(public_photos.c.sha256)).scalars()
    assert {"documents", "public_reports", "public_photos", "outside_links"} <= set(rows_naming(office, task))
    assert ("task", task) not in [(r.kind, r.id) for r in yearly_list(office, TASK_GOES - 1).due]
    assert Remains("task", THIS_YEAR, 1) in confirmed(office, clock, TASK_GOES)
    # That it has gone is what phones learn of it.
    assert set(rows_naming(office, task)) == {"departures"}
    assert office.photos.store.get(photo_key(sha)) is None
    left = everything_in(office, tmp_path)
    assert CONTACT.encode() not in left
    assert WORDS.encode() not in left


def test_a_picture_that_another_report_waits_with_stays(office: Office, http: httpx.Client, clock: Clock) -> None:
    """Two strangers sent the very same picture."""
    first = strangers_report(office, http, "blue")
    second = strangers_report(office, http, "blue")

    def still_open(connection) -> str:
        counters, held = ledger.lock(connection), WorkingSet(connection, office.register)
        task = held.task(second)
        assert task
        held.put(replace(task, status="routed"))
        held.save(counters)
        ledger.advance(connection, counters)
        return connection.execute(select(public_photos.c.sha256).where(public_photos.c.finding == first)).scalar_one()

    sha = office.database.write(still_open)
    confirmed(office, clock, TASK_GOES)
    assert set(rows_naming(office, first)) == {"departures"}
    assert {"public_photos", "public_reports", "outside_links"} <= set(rows_naming(office, second))
    assert office.photos.store.get(photo_key(sha))


def test_year_by_year_nothing_goes_before_its_time_and_a_hold_outlasts_the_years(
    office: Office, http: httpx.Client, clock: Clock
) -> None:
    """A threat closed this year, held for the police in its third year until its twelfth, and a round of this year."""
    _, manager = threat_closed(office, http)
    signed = Round("r-sba", "B01", "sba-monthly", "2026:1", SUBMITTED, submitted_at=NOW.isoformat())

    def keep(connection) -> None:
        counters, held = ledger.lock(connection), WorkingSet(connection, office.register)
        held.put(signed)
        held.save(counters)
        ledger.advance(connection, counters)

    office.database.write(keep)
    does(manager, CaseHeld("I1", "police"))
    went: dict[int, set[tuple[str, str]]] = {}
    for year in range(THIS_YEAR + 1, CASE_GOES + 2):
        listed = yearly_list(office, year)
        went[year] = {(record.kind, record.id) for record in listed.due if record.id in ("I1", "r-sba")}
        assert (year >= DETAILS_GO) == ("case_details" in {record.kind for record in listed.held})
        confirmed(office, clock, year)
    assert {year: gone for year, gone in went.items() if gone} == {
        TASK_GOES: {("round", "r-sba"), ("case_log", "I1")},
    }
    manager.sync()
    assert ("case", "I1") in manager.documents
    does(manager, CaseReleased("I1", "police"))
    assert ("case", "I1") in {(record.kind, record.id) for record in yearly_list(office, CASE_GOES).due}
    confirmed(office, clock, CASE_GOES)
    manager.sync()
    assert not [key for key in manager.documents if key[1].partition(":")[0] == "I1"]
    with office.database.reading() as connection:
        kept = remains(connection)
    assert {(one.retention, one.number) for one in kept.counts} >= {("threat_incident", 1), ("sba_round", 1)}
    assert len(kept.confirmations) == CASE_GOES + 2 - (THIS_YEAR + 1) + 1


def test_a_phone_lets_go_of_what_was_destroyed_at_its_next_sync(
    office: Office, http: httpx.Client, clock: Clock, tmp_path: Path
) -> None:
    threat_closed(office, http)

    async def story() -> None:
        async with in_process(office) as way:
            pocket = await Pocket(office, way, "manager-culture", tmp_path / "pocket").sign_in()
            assert ("case", "I1") in pocket.received()
            confirmed(office, clock, CASE_GOES)
            await pocket.phone.send_now()
            await pocket.switch_off_and_on()
            assert not [key for key in pocket.received() if key[1].partition(":")[0] == "I1"]
            pocket.phone.db.close()

    asyncio.run(story())


def test_a_phone_that_was_away_for_the_disposal_gets_nothing_of_it(
    office: Office, http: httpx.Client, clock: Clock
) -> None:
    threat_closed(office, http)
    confirmed(office, clock, CASE_GOES)
    new = phone_of(office, http, "manager-culture")
    new.sync()
    assert not [key for key in new.documents if key[1].partition(":")[0] == "I1"]


def test_the_links_of_tasks_that_stay_are_left_alone(office: Office, http: httpx.Client, clock: Clock) -> None:
    strangers_report(office, http, "green")
    confirmed(office, clock, TASK_GOES - 1)
    with office.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(outside_links)).scalar_one() == 1
