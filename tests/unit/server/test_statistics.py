"""Statistics over HTTP: who gets which numbers, that a year is published once, and that nothing adds up to a case."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from domain.cases.case_file import CaseFile, Cost
from domain.findings import Finding
from domain.rounds.round import Round
from sync_server.office import Office
from sync_server.statistics.desk import follow_up_of
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet
from tests.server_fixtures import office_at, phone_of, serving

NOW = datetime.now(UTC)
YEAR = NOW.year
FORMS = {
    "threat": ("incident-threat-violence", "restricted_person"),
    "damage": ("incident-damage-graffiti", "open"),
    "key": ("incident-lost-key", "limited"),
}


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


def case(kind: str, number: int, building: str, administration: str, year: int = YEAR) -> CaseFile:
    form, confidentiality = FORMS[kind]
    opened = datetime(year, 1 + number % 12, 10, tzinfo=UTC).isoformat()
    name = f"{kind}-{building}-{administration}-{year}-{number}"
    return CaseFile(name, building, form, "2026:1", confidentiality, "library-vedasa", opened, administration)


def keep(office: Office, *documents: Any) -> None:
    def write(connection) -> None:
        counters, held = ledger.lock(connection), WorkingSet(connection, office.register)
        for document in documents:
            held.put(document)
        held.save(counters)
        ledger.advance(connection, counters)

    office.database.write(write)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[tuple[Office, httpx.Client]]:
    """Seven threats in one administration and three in another, six damages, four lost keys."""
    office = office_at(tmp_path_factory.mktemp("town"), now=clock)
    keep(
        office,
        *(case("threat", number, "B03", "KFN") for number in range(7)),
        *(case("threat", number, "B01", "BUN") for number in range(3)),
        *(case("damage", number, "B01", "BUN") for number in range(6)),
        *(case("key", number, "B01", "BUN") for number in range(4)),
        *(case("threat", number, "B01", "BUN", YEAR - 1) for number in range(5)),
    )
    clock.now = datetime(YEAR + 1, 1, 1, 3, tzinfo=UTC)
    office.begin_the_day()
    clock.now = NOW
    with serving(office) as url, httpx.Client(base_url=url, timeout=60) as http:
        yield office, http
    office.close()


def asks(town: tuple[Office, httpx.Client], person: str, path: str = "/statistics", **said: Any) -> httpx.Response:
    office, http = town
    return http.get(path, params={"year": YEAR, **said}, headers=phone_of(office, http, person).bearer)


def own(answer: httpx.Response) -> dict[tuple[str, str], int]:
    return {(each["kind"], each["building"]): sum(each["months"]) for each in answer.json().get("own", [])}


THREATS, DAMAGES, KEYS = (form for form, _ in FORMS.values())
EVERYTHING = {(THREATS, "B03"): 7, (THREATS, "B01"): 3, (DAMAGES, "B01"): 6, (KEYS, "B01"): 4}
WHO: list[tuple[str, dict[tuple[str, str], int]]] = [
    ("safety-coordinator", EVERYTHING),
    ("manager-culture", {(THREATS, "B03"): 7}),
    ("property-manager-centre", {(DAMAGES, "B01"): 6, (KEYS, "B01"): 4}),
    ("library-vedasa", {}),
    ("system-admin", {}),
    ("reporter-b01", {(DAMAGES, "B01"): 6}),
]


@pytest.mark.parametrize(("person", "exact"), WHO)
def test_exact_numbers_are_of_cases_that_one_may_read(
    person: str, exact: dict[tuple[str, str], int], town: tuple[Office, httpx.Client]
) -> None:
    assert own(asks(town, person)) == exact


def test_a_building_has_its_own_name_in_both_languages_as_on_every_page(town: tuple[Office, httpx.Client]) -> None:
    called = asks(town, "safety-coordinator").json()["names"]["B01"]
    assert called == {"sv": "Björkhagaskolan", "en": "Björkhagaskolan"}


def test_everybody_is_told_the_same_bands(town: tuple[Office, httpx.Client]) -> None:
    told = [asks(town, person).json()["published"] for person, _ in WHO]
    assert all(each == told[0] for each in told)
    bands = {
        (b["cell"]["kind"], b["cell"].get("administration") or b["cell"].get("building")): b for b in told[0]["bands"]
    }
    assert {where: (band["least"], band["most"]) for where, band in bands.items()} == {
        (THREATS, "KFN"): (5, 9),
        (DAMAGES, "B01"): (5, 9),
    }
    assert {"kind": THREATS, "administration": "BUN"} in told[0]["few"]


def test_contractors_have_no_statistics_and_only_some_the_yearly_follow_up(town: tuple[Office, httpx.Client]) -> None:
    assert asks(town, "locksmith-crew").status_code == 403
    assert asks(town, "library-vedasa", "/statistics/yearly").status_code == 403
    assert asks(town, "safety-coordinator", "/statistics/yearly").status_code == 200
    assert town[1].get("/statistics", params={"year": YEAR}).status_code == 401


def test_a_year_is_published_once_whatever_comes_later(tmp_path: Path) -> None:
    clock = Clock()
    office = office_at(tmp_path, now=clock)
    keep(office, *(case("threat", number, "B03", "KFN") for number in range(5)))
    office.begin_the_day()
    assert _published(office) is None, "not while the year lasts"
    clock.now = datetime(YEAR + 1, 1, 1, 3, tzinfo=UTC)
    office.begin_the_day()
    first = _published(office)
    keep(office, *(case("threat", number, "B03", "KFN") for number in range(5, 20)))
    office.begin_the_day()
    assert first
    assert _published(office) == first
    office.close()


def _published(office: Office) -> str | None:
    with office.database.reading() as connection:
        stored = ledger.load(connection, [("statistics", str(YEAR))])
    return next((kept.body for kept in stored.values()), None)


def test_no_phone_is_sent_what_was_published_and_no_answer_names_a_case(town: tuple[Office, httpx.Client]) -> None:
    office, http = town
    phone = phone_of(office, http, "safety-coordinator")
    phone.sync()
    assert not [kind for kind, _ in phone.documents if kind == "statistics"]
    for path in ("/statistics", "/statistics/yearly", "/statistics/table"):
        assert "threat-B" not in asks(town, "safety-coordinator", path, form="csv").text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_table_can_be_taken_home_as_a_workbook_and_as_csv(language: str, town: tuple[Office, httpx.Client]) -> None:
    said = {"language": language}
    book = openpyxl.load_workbook(io.BytesIO(asks(town, "manager-culture", "/statistics/table", **said).content))
    in_book = [[str(cell.value or "") for cell in row] for row in book.worksheets[0].iter_rows()]
    text = asks(town, "manager-culture", "/statistics/table", form="csv", **said).content.decode("utf-8-sig")
    in_csv = list(csv.reader(io.StringIO(text)))
    assert [[cell for cell in row if cell] for row in in_book] == [[cell for cell in row if cell] for row in in_csv]
    assert in_csv[1][4:9] == ["7", "3", "3", "1", "0"]
    assert [row[4] for row in in_csv[2:] if row[4] != "0–4"] == ["5–9", "5–9"]


def test_the_yearly_follow_up_counts_what_is_open_and_nothing_else(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    at = NOW.isoformat()
    finding = Finding("f1", "B01", "GRF.FAC", "Klotter", "low", "p", "t", "o", at)
    keep(
        office,
        finding,
        replace(finding, id="f2", building="B03", component="FIR.EXT.PRT", severity="high"),
        replace(finding, id="f3", confidentiality="restricted_person"),
        replace(finding, id="f4", status="withdrawn"),
        replace(finding, id="f5", found_at=datetime(YEAR - 1, 5, 1, tzinfo=UTC).isoformat()),
        replace(
            case("damage", 1, "B01", "BUN"),
            cost=Cost(estimated=900),
        ),
        Round("r9", "B01", "sba-monthly", "2026:1", status="missed", due=f"{YEAR}-02-01", last_day=f"{YEAR}-02-10"),
    )
    whole, *departments = follow_up_of(office, YEAR)
    assert (whole.org, whole.severities, whole.domains, whole.graffiti) == (
        "",
        {"high": 1, "low": 1},
        {"FIR": 1, "GRF": 1},
        1,
    )
    assert whole.damage_sek == 900
    assert (whole.rounds_done, whole.rounds_planned >= 1) == (0, True)
    school = next(each for each in departments if each.org == "ORG-BUN")
    assert school.damage_sek == 900
    assert sum(each.rounds_planned for each in departments) == whole.rounds_planned
    office.close()
