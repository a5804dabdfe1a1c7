"""The yearly disposal, with time travel: nothing before its years, nothing that is held, and then from everywhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from domain.cases.events import (
    CaseClosed,
    CaseCosted,
    CaseHeld,
    CaseMeasureDone,
    CaseMeasurePlanned,
    CaseOpened,
    CaseReleased,
    CaseStepDone,
)
from domain.cases.minimised import without_ok_photos
from domain.events import PointAnswered, RoundSubmitted
from domain.photos import PhotoRef
from domain.rounds.round import Answer, Round
from domain.secrecy.retention import Remains
from sync_server.disposal.remaining import remains
from sync_server.disposal.yearly import code_of, confirm, yearly_list
from sync_server.office import Office
from sync_server.photos.upload import photo_key
from sync_server.problems import No
from tests.server_fixtures import TestPhone, office_at, phone_of
from tests.unit.case_stories import CANARY, MANAGERS, NUMBER, burglary_sent, does, graffiti_sent, picture, threat_sent

NOW = datetime.now(UTC)
THIS_YEAR = NOW.year
DETAILS_GO, CASE_GOES = THIS_YEAR + 3, THIS_YEAR + 11


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


def threat_closed(office: Office, http: httpx.Client) -> tuple[TestPhone, TestPhone]:
    reporter, manager = threat_sent(office, http)
    does(manager, CaseOpened("I1"))
    does(manager, *(PointAnswered("I1", point, value) for point, value in MANAGERS.items()))
    does(manager, RoundSubmitted("I1", "Enhetschef"))
    does(manager, CaseStepDone("I1", "work_environment", "AV-1", CANARY))
    does(manager, CaseMeasurePlanned("I1", "m", CANARY, "2026-12-01", "Chef"), CaseMeasureDone("I1", "m"))
    does(manager, *(CaseStepDone("I1", step, text=CANARY) for step in ("next_day", "talk_1", "talk_2")))
    does(manager, CaseClosed("I1"))
    reporter.sync()
    return reporter, manager


def graffiti_closed(office: Office, http: httpx.Client) -> tuple[TestPhone, TestPhone]:
    reporter, manager = graffiti_sent(office, http), phone_of(office, http, "property-manager-centre")
    handled = {
        "dam-16": "done",
        "dam-17": NUMBER,
        "dam-18": 4000,
        "dam-19": "below",
        "dam-20": "2026-11-05T10:00:00+01:00",
    }
    does(manager, *(PointAnswered("G1", point, value) for point, value in handled.items()))
    shas = [ref["sha256"] for ref in manager.documents["round", "G1"]["answers"]["dam-09"]["photos"]]
    does(manager, PointAnswered("G1", "dam-21", shas, photos=tuple(map(PhotoRef, shas))))
    does(manager, PointAnswered("G1", "dam-22", 4000))
    does(manager, RoundSubmitted("G1", "Förvaltare"))
    does(manager, CaseClosed("G1"))
    return reporter, manager


def burglary_closed(office: Office, http: httpx.Client) -> tuple[TestPhone, TestPhone]:
    reporter, manager = burglary_sent(office, http), phone_of(office, http, "property-manager-centre")
    handled = {
        "bur-14": "done", "bur-15": NUMBER, "bur-16": "yes", "bur-17": 0, "bur-18": 0, "bur-19": "2026-11-05",
        "bur-20": "Rutin", "bur-21": "no",
    }  # fmt: skip
    does(manager, *(PointAnswered("C1", point, value) for point, value in handled.items()))
    does(manager, RoundSubmitted("C1", "Förvaltare"))
    does(manager, CaseClosed("C1"))
    return reporter, manager


def due(office: Office, year: int) -> list[tuple[str, str]]:
    return [(record.kind, record.id) for record in yearly_list(office, year).due]


@contextmanager
def in_january(clock: Clock, year: int) -> Iterator[None]:
    clock.now = datetime(year, 1, 2, 12, tzinfo=UTC)
    yield
    clock.now = NOW


def confirmed(office: Office, clock: Clock, year: int) -> tuple[Remains, ...]:
    """And back again, because a phone that was silent so long would be signed out."""
    with in_january(clock, year):
        return confirm(office, year, code_of(yearly_list(office, year)), office.register.person("registrar-ks"))


def everything_in(office: Office, tmp_path: Path) -> bytes:
    """Every byte of the database and of the photo store."""
    office.database.engine.dispose()
    return b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_case_goes_after_its_whole_years_from_the_database_and_from_every_phone(
    office: Office, http: httpx.Client, clock: Clock, tmp_path: Path
) -> None:
    reporter, manager = threat_closed(office, http)
    assert CANARY.encode() in everything_in(office, tmp_path)
    assert ("case", "I1") not in due(office, CASE_GOES - 1)
    assert ("case", "I1") in due(office, CASE_GOES)
    gone = confirmed(office, clock, CASE_GOES)
    assert Remains("threat_incident", THIS_YEAR, 1) in gone
    for phone in (reporter, manager):
        phone.sync()
        assert not [key for key in phone.documents if key[1].partition(":")[0] == "I1"]
    assert CANARY.encode() not in everything_in(office, tmp_path)
    assert due(office, CASE_GOES) == []


def test_only_a_number_stays_and_who_confirmed_it(office: Office, http: httpx.Client, clock: Clock) -> None:
    threat_closed(office, http)
    confirmed(office, clock, CASE_GOES)
    with office.database.reading() as connection:
        kept = remains(connection)
    assert Remains("threat_incident", THIS_YEAR, 1) in kept.counts
    assert "I1" not in str(kept)
    assert [(by.person, by.year) for by in kept.confirmations] == [("registrar-ks", CASE_GOES)]


def test_the_words_of_a_threat_go_before_the_case_does(
    office: Office, http: httpx.Client, clock: Clock, tmp_path: Path
) -> None:
    _, manager = threat_closed(office, http)
    assert due(office, DETAILS_GO) == [("case_details", "I1")]
    confirmed(office, clock, DETAILS_GO)
    manager.sync()
    answers = manager.documents["round", "I1"]["answers"]
    assert (answers["thr-05"]["value"], answers["thr-04"]["value"]) == ("-", ["weapon"])
    assert manager.documents["case", "I1"]["measures"][0]["text"] == "-"
    assert CANARY.encode() not in everything_in(office, tmp_path)
    assert due(office, DETAILS_GO) == []
    assert ("case", "I1") in due(office, CASE_GOES)


def test_the_log_goes_five_years_after_the_last_that_it_tells(office: Office, http: httpx.Client) -> None:
    threat_closed(office, http)
    assert ("case_log", "I1") not in due(office, THIS_YEAR + 5)
    assert ("case_log", "I1") in due(office, THIS_YEAR + 6)


def photos_on(phone: TestPhone, report: str, point: str) -> list[str]:
    return [ref["sha256"] for ref in phone.documents["round", report]["answers"][point]["photos"]]


def test_photos_that_nobody_refers_to_any_longer_leave_the_photo_store(
    office: Office, http: httpx.Client, clock: Clock
) -> None:
    _, manager = burglary_closed(office, http)
    [sha] = photos_on(manager, "C1", "bur-10")
    assert office.photos.store.get(photo_key(sha))
    confirmed(office, clock, CASE_GOES)
    assert office.photos.store.get(photo_key(sha)) is None
    assert http.get(f"/photos/{sha}", headers=manager.bearer).status_code == 404


def test_invoices_leave_the_photo_store_with_their_case(office: Office, http: httpx.Client, clock: Clock) -> None:
    _, manager = burglary_closed(office, http)
    invoice = picture(manager, "white")
    does(manager, CaseCosted("C1", 4000, invoices=(invoice,)))
    assert office.photos.store.get(photo_key(invoice.sha256))
    confirmed(office, clock, CASE_GOES)
    assert office.photos.store.get(photo_key(invoice.sha256)) is None


def test_the_invoices_of_a_threat_go_with_its_words(office: Office, http: httpx.Client, clock: Clock) -> None:
    _, manager = threat_closed(office, http)
    invoice = picture(manager, "white")
    does(manager, CaseCosted("I1", 4000, invoices=(invoice,)))
    confirmed(office, clock, DETAILS_GO)
    manager.sync()
    assert manager.documents["case", "I1"]["cost"] == {"estimated": 4000}
    assert office.photos.store.get(photo_key(invoice.sha256)) is None


def test_photos_that_an_open_task_still_shows_stay_with_it(office: Office, http: httpx.Client, clock: Clock) -> None:
    reporter, manager = graffiti_closed(office, http)
    shas = photos_on(manager, "G1", "dam-09")
    confirmed(office, clock, CASE_GOES)
    reporter.sync()
    assert ("round", "G1") not in reporter.documents
    assert [name for kind, name in reporter.documents if kind == "task"]
    assert all(office.photos.store.get(photo_key(sha)) for sha in shas)


def test_a_hold_keeps_a_case_until_the_year_in_which_it_ended_is_over(
    office: Office, http: httpx.Client, clock: Clock
) -> None:
    _, manager = threat_closed(office, http)
    does(manager, CaseHeld("I1", "police"))
    listed = yearly_list(office, CASE_GOES)
    assert [record.id for record in listed.held if record.kind == "case"] == ["I1"]
    assert ("case", "I1") not in due(office, CASE_GOES)
    assert ("case_details", "I1") not in due(office, DETAILS_GO)
    confirmed(office, clock, CASE_GOES)
    manager.sync()
    assert ("case", "I1") in manager.documents
    does(manager, CaseReleased("I1", "police"))
    assert ("case", "I1") in due(office, CASE_GOES)


REFUSED: list[tuple[str, str, Callable[[str], str], int, str]] = [
    ("registrar-ks", "early", lambda code: code, CASE_GOES + 1, "too_early"),
    ("registrar-ks", "other", lambda _: "00000000", CASE_GOES, "another_list"),
    ("system-admin", "person", lambda code: code, CASE_GOES, "not_yours_to_confirm"),
]


@pytest.mark.parametrize(("who", "_why", "sent", "year", "code"), REFUSED)
def test_nothing_is_destroyed_early_unread_or_by_somebody_else(
    office: Office,
    http: httpx.Client,
    clock: Clock,
    who: str,
    _why: str,
    sent: Callable[[str], str],
    year: int,
    code: str,
) -> None:
    _, manager = threat_closed(office, http)
    listed = code_of(yearly_list(office, year))
    with in_january(clock, CASE_GOES), pytest.raises(No) as refused:
        confirm(office, year, sent(listed), office.register.person(who))
    assert refused.value.refusal.code == code
    manager.sync()
    assert ("case", "I1") in manager.documents


def test_a_list_that_has_changed_since_it_was_read_is_not_confirmed(
    office: Office, http: httpx.Client, clock: Clock
) -> None:
    _, manager = threat_closed(office, http)
    read = code_of(yearly_list(office, CASE_GOES))
    does(manager, CaseHeld("I1", "dispute"))
    with in_january(clock, CASE_GOES), pytest.raises(No):
        confirm(office, CASE_GOES, read, office.register.person("registrar-ks"))


def test_an_event_whose_words_are_gone_is_still_known_when_it_comes_again(
    office: Office, http: httpx.Client, clock: Clock
) -> None:
    reporter, _ = threat_closed(office, http)
    act = PointAnswered("I1", "thr-05", CANARY)
    late = reporter.event(act, at="2026-11-02T08:00:00+00:00")
    assert reporter.outcomes([late]) != ["accepted"]
    confirmed(office, clock, CASE_GOES)
    assert reporter.send([late])["receipts"][0]["outcome"] in ("repeated", "refused")
    assert ("round", "I1") not in reporter.documents


def test_photos_of_what_was_as_it_should_be_go_and_those_of_a_deviation_stay() -> None:
    photo = PhotoRef("a" * 64)
    round_ = Round("r", "B01", "sba-monthly", "2026:1", submitted_at="2026-11-02T08:00:00+00:00")
    fine = Answer([photo.sha256], "", "p", photos=(photo,))
    wrong = Answer("deviation", "", "p", finding="f", photos=(photo,))
    bare = without_ok_photos(replace(round_, answers={"fine": fine, "wrong": wrong, "none": Answer("ok", "", "p")}))
    assert (bare.answers["fine"].photos, bare.answers["fine"].value) == ((), [])
    assert bare.answers["wrong"] == wrong
    assert without_ok_photos(bare) == bare
