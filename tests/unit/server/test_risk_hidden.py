"""Claims about the one number that is told of restricted reports to whoever assesses a unit and may not read them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.state.phone import Phone
from domain.records import to_plain
from domain.risk.hidden import Hidden, counted, is_hidden_from
from domain.rounds.round import HANDED_ON, IN_PROGRESS, SUBMITTED, Round
from domain.wire import Parcel
from sync_server.office import Office
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet
from tests.server_fixtures import demo_municipality, office_at, phone_of, serving
from tests.unit.walk_stories import MANAGER, RISKS, begun, screens, tell

NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
TOWN = demo_municipality()
HEADMASTER = TOWN.persons["manager-b01"]
DENIED = replace(HEADMASTER, denied=("read_restricted_person",))


def threat(number: int, days: int = 10, **facts: object) -> Round:
    made = Round(
        f"T{number}",
        "B01",
        "incident-threat-violence",
        "2026:1",
        status=HANDED_ON,
        started_at=(NOW - timedelta(days=days)).isoformat(),
        confidentiality="restricted_person",
        administration="ORG-BUN",
    )
    return replace(made, **facts)  # pyright: ignore[reportArgumentType]


@given(st.integers(0, 40), st.integers(2, 10))
def test_the_number_is_always_a_multiple_of_the_least_cell_and_never_too_high(many: int, cell: int) -> None:
    told = counted([threat(number) for number in range(many)], "B01", HEADMASTER, cell, NOW)
    assert told.at_least % cell == 0
    assert told.at_least <= many < told.at_least + cell


@pytest.mark.parametrize(
    "other",
    [
        threat(9, 800),
        threat(9, status=IN_PROGRESS),
        threat(9, building="B02"),
        threat(9, administration="ORG-KFF"),
        threat(9, confidentiality="limited"),
    ],
    ids=["older", "not sent", "elsewhere", "another administration's", "not restricted"],
)
def test_only_the_units_own_sent_reports_of_the_time_count(other: Round) -> None:
    four = [threat(number, status=SUBMITTED) for number in range(4)]
    assert counted([*four, other], "B01", HEADMASTER, 5, NOW) == Hidden(0, 5)
    assert counted([*four, threat(9)], "B01", HEADMASTER, 5, NOW) == Hidden(5, 5)


def test_a_manager_reads_the_reports_themselves_and_asks_for_no_number() -> None:
    assert not is_hidden_from(HEADMASTER)
    assert is_hidden_from(DENIED)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    town = replace(TOWN, persons=TOWN.persons | {DENIED.id: DENIED})
    office = office_at(tmp_path, municipality=town, now=lambda: NOW)
    yield office
    office.close()


def test_the_server_tells_the_assessor_the_number_and_nobody_else(office: Office) -> None:
    def write(connection: Connection) -> None:
        counters = ledger.lock(connection)
        documents = WorkingSet(connection, office.register)
        for number in range(7):
            documents.put(threat(number))
        documents.save(counters)
        ledger.advance(connection, counters)

    office.database.write(write)
    with serving(office) as url, httpx.Client(base_url=url) as http:
        headmaster, inspector = (phone_of(office, http, who) for who in ("manager-b01", "inspector-b01"))
        told = http.get("/risk/B01/hidden", headers=headmaster.bearer)
        assert (told.status_code, told.json()) == (200, {"at_least": 5, "cell": 5})
        assert told.headers["cache-control"] == "no-store"
        assert http.get("/risk/B02/hidden", headers=headmaster.bearer).status_code == 403
        assert http.get("/risk/B01/hidden", headers=inspector.bearer).status_code == 403
        assert http.get("/risk/B01/hidden").status_code == 401


def test_the_phone_of_who_may_not_read_them_asks_and_says_honestly_when_it_gets_no_answer(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, RISKS)
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert "hidden-reports" not in seen.ids()
        phone.documents.receive([Parcel("person", DENIED.id, 9, to_plain(DENIED))], (), reset=False)
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert seen.says("Personskyddade ärenden är inte räknade")

    tell(story, tmp_path, MANAGER)
