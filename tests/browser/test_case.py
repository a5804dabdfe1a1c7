"""A threat in a real Chromium: told by whoever met it, handled by the manager, and unknown to everybody else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection

from domain.cases.case_file import CaseFile
from domain.cases.events import CaseOpened, CaseStepDone
from domain.events import PointAnswered, RoundStarted, RoundSubmitted
from domain.records import from_plain
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import all_sent, api_phone, signed_in
from tests.browser.rond_server import RondServer
from tests.browser.test_sealed import found, in_opfs, spelled
from tests.server_fixtures import TestPhone, office_at
from tests.unit.case_stories import CANARY, NUMBER, THREAT, does

REPORTER, MANAGER, COORDINATOR = "library-vedasa", "manager-culture", "safety-coordinator"
NOTE = f"Vi pratade om {CANARY}"
REVEALING = (CANARY, "Hot", "hot", "Prata med", "Polisanmäl", "Arbetsmiljöverket", NUMBER)


@pytest.fixture
def http(server: RondServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.origin, timeout=60) as client:
        yield client


def threatened(http: httpx.Client) -> TestPhone:
    """The librarian's other phone, from which the report has been sent."""
    phone = api_phone(http, REPORTER)
    does(phone, RoundStarted("I1", "B03", "incident-threat-violence", "2026:1"))
    does(phone, *(PointAnswered("I1", point, value) for point, value in THREAT.items()))
    does(phone, RoundSubmitted("I1", "Bibliotekarie"))
    return phone


def case_of(phone: TestPhone) -> CaseFile:
    phone.sync()
    return from_plain(CaseFile, phone.documents["case", "I1"])


def shows(app: FletPage, words: str) -> None:
    app.text(words).first.wait_for(timeout=LONG, state="attached")


def reveals(app: FletPage) -> list[str]:
    return [word for word in REVEALING if word in app.all_text()]


def test_the_manager_talks_with_the_person_and_then_reports_to_the_police_with_a_number(
    server: RondServer, http: httpx.Client, phone: OpenPhone, tmp_path: Path
) -> None:
    librarian = threatened(http)

    app = signed_in(phone(tmp_path / "manager"), server, MANAGER)
    app.open(f"{server.origin}/tasks", "Händelseärenden")
    app.press("open-cases")
    shows(app, "Personsäkerhetsärende")
    assert reveals(app) == []
    app.page.screenshot(path=str(tmp_path / "list.png"))
    app.press("case-I1")
    shows(app, "Väntar på: Prata med den som drabbats")
    app.page.screenshot(path=str(tmp_path / "case.png"))

    app.press("next-step")
    app.write(app.scroll_to(app.by_id("words")).locator("textarea"), NOTE)
    app.press("send-case-step")
    app.by_id("send-case-step").wait_for(timeout=LONG, state="detached")
    app.press("step-police")
    app.write(app.scroll_to(app.by_id("reference")).locator("input"), "K123456")
    app.press("send-case-step")
    shows(app, f"Polisens nummer skrivs som {NUMBER}.")
    app.page.screenshot(path=str(tmp_path / "refused.png"))
    app.write(app.scroll_to(app.by_id("reference")).locator("input"), NUMBER)
    app.press("send-case-step")
    app.by_id("send-case-step").wait_for(timeout=LONG, state="detached")
    shows(app, NUMBER)
    all_sent(app)
    case = case_of(librarian)
    contact, police = case.step("contact"), case.step("police")
    assert contact
    assert police
    assert (contact.text, police.reference, police.person) == (NOTE, NUMBER, MANAGER)

    assert found(in_opfs(app.page), *spelled(CANARY)) == []


@pytest.mark.parametrize("outsider", ["system-admin", "property-manager-villages"])
def test_the_administrator_and_the_owner_learn_nothing_of_a_threat(
    outsider: str, server: RondServer, http: httpx.Client, phone: OpenPhone, tmp_path: Path
) -> None:
    threatened(http)
    does(api_phone(http, MANAGER), CaseStepDone("I1", "contact", text=NOTE))
    app = signed_in(phone(tmp_path / "outsider"), server, outsider)
    assert reveals(app) == []
    for route, words in (("/cases", "Inga händelseärenden"), ("/cases/I1", "Ärendet finns inte här")):
        app.open(f"{server.origin}{route}", words)
        assert reveals(app) == []
    assert found(in_opfs(app.page), *spelled(CANARY)) == []


def test_the_reporter_reads_what_happens_and_who_has_opened_it(
    server: RondServer, http: httpx.Client, phone: OpenPhone, tmp_path: Path
) -> None:
    threatened(http)
    does(api_phone(http, MANAGER), CaseOpened("I1"), CaseStepDone("I1", "contact", text=NOTE))
    app = signed_in(phone(tmp_path / "librarian"), server, REPORTER)
    app.open(f"{server.origin}/cases/I1", "Din anmälan")
    assert not app.by_id("next-step").count()
    log = app.scroll_to(app.by_id("case-log"))
    assert "Enhetschef kultur" in log.evaluate("(log) => log.outerHTML")
    shows(app, "läste")
    assert NOTE not in app.all_text()
    app.page.screenshot(path=str(tmp_path / "reporter.png"))
    assert found(in_opfs(app.page), *spelled(CANARY)) == []


def test_what_is_late_reaches_the_coordinator_who_sees_who_has_opened_it(
    server: RondServer, http: httpx.Client, phone: OpenPhone, tmp_path: Path
) -> None:
    threatened(http)
    does(api_phone(http, MANAGER), CaseOpened("I1"))
    server.stop()
    two_days_pass(server.data)
    server.start()

    app = signed_in(phone(tmp_path / "coordinator"), server, COORDINATOR)
    app.by_id("late-cases").first.wait_for(timeout=LONG, state="attached")
    assert reveals(app) == []
    app.page.screenshot(path=str(tmp_path / "home.png"))
    app.press("late-cases")
    shows(app, "steg försenade")
    app.press("case-I1")
    app.scroll_to(app.by_id("step-contact"))
    shows(app, "skulle ha varit klart")
    log = app.scroll_to(app.by_id("case-log"))
    assert "Enhetschef kultur" in log.evaluate("(log) => log.outerHTML")
    app.page.screenshot(path=str(tmp_path / "log.png"))


def two_days_pass(data: Path) -> None:
    """For the steps of the case: the server's clock cannot be moved, so their times are."""
    office = office_at(data)

    def earlier(iso: str) -> str:
        return (datetime.fromisoformat(iso) - timedelta(days=2)).isoformat() if iso else ""

    def write(connection: Connection) -> None:
        counters, documents = ledger.lock(connection), WorkingSet(connection, office.register)
        case = documents.case("I1")
        assert case
        steps = (replace(s, since=earlier(s.since), aim=earlier(s.aim), by=earlier(s.by)) for s in case.steps)
        documents.put(replace(case, steps=tuple(steps)))
        documents.save(counters)
        ledger.advance(connection, counters)

    office.database.write(write)
    office.close()
