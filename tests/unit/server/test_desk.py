"""What the desk asks of the server: what is stuck, for the coordinator only, and the tasks one may see as a table."""

import io
from datetime import UTC, datetime, timedelta

import httpx
import openpyxl
import pytest

from domain.events import FindingReported
from domain.photos import PhotoRef
from domain.records import from_plain
from domain.tasks.events import TaskDone
from domain.tasks.table import HEADINGS
from domain.tasks.triage import ServerTriage
from sync_server.desk.triage import triage
from sync_server.office import Office
from tests.server_fixtures import TestPhone, phone_of

COORDINATOR, INSPECTOR, TEACHER = "safety-coordinator", "inspector-b01", "reporter-b01"
LIMITED, RESTRICTED = {"checklist": "locks-access-keys"}, {"checklist": "incident-threat-violence"}


@pytest.fixture
def inspector(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, INSPECTOR)


@pytest.fixture
def coordinator(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, COORDINATOR)


def finding(identity: str, text: str = "Borta", **facts: object) -> FindingReported:
    said = {"building": "B01", "component": "FIR.EXT.PRT", "severity": "medium", "space": "B01-COR1", **facts}
    return FindingReported(identity, text=text, **said)  # pyright: ignore[reportArgumentType]


def asked(phone: TestPhone) -> ServerTriage:
    answer = phone.http.get("/triage", headers=phone.bearer)
    assert answer.status_code == 200, answer.text
    return from_plain(ServerTriage, answer.json())


def sheet(phone: TestPhone, *ids: str, language: str = "sv") -> list[list[str]]:
    answer = phone.http.post("/tasks/table", json={"tasks": ids, "language": language}, headers=phone.bearer)
    assert answer.status_code == 200, answer.text
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = list(book.worksheets[0].iter_rows())
    assert all(cell.data_type == "s" for row in cells for cell in row if cell.value is not None)
    return [[str(cell.value or "") for cell in row] for row in cells]


# --- what is stuck ---------------------------------------------------------------------------------------------------


def test_a_refused_event_is_told_with_who_and_why_and_without_its_words(
    inspector: TestPhone, coordinator: TestPhone
) -> None:
    act = TaskDone("no-such-task", "mycket hemligt")
    assert inspector.outcomes([inspector.event(act)]) == ["unknown_task"]
    [refused] = asked(coordinator).refused
    assert (refused.act, refused.person, refused.about_kind) == ("TaskDone", INSPECTOR, "task")
    assert refused.about == "no-such-task"
    assert refused.title
    assert refused.refusal.code == "unknown_task"
    assert "hemligt" not in coordinator.http.get("/triage", headers=coordinator.bearer).text


def test_an_event_that_was_set_aside_is_told_too(inspector: TestPhone, coordinator: TestPhone) -> None:
    foreign = inspector.event(finding("f1"), device="ffffffff")
    inspector.post([foreign])
    assert [each.refusal.code for each in asked(coordinator).refused] == ["not_your_device"]


def test_a_phone_whose_events_wait_for_an_earlier_one_is_named_until_that_has_come(
    inspector: TestPhone, coordinator: TestPhone
) -> None:
    first, second, third = (inspector.event(finding(name)) for name in ("f1", "f2", "f3"))
    assert inspector.outcomes([second, third]) == ["held", "held"]
    [phone] = asked(coordinator).phones
    assert (phone.device, phone.person, phone.held, phone.photos) == (inspector.device, INSPECTOR, 2, 0)
    assert inspector.outcomes([first]) == ["accepted"] * 3
    assert asked(coordinator).phones == ()


def test_photos_that_are_spoken_of_and_have_not_come_within_a_day_are_owed_by_whoever_took_them(
    office: Office, inspector: TestPhone
) -> None:
    inspector.sync(finding("f1", photos=(PhotoRef("a" * 64, 640, 480), PhotoRef("b" * 64, 640, 480))))
    now = datetime.now(UTC)
    with office.database.reading() as connection:
        assert triage(connection, office.register, now).phones == ()
        [phone] = triage(connection, office.register, now + timedelta(hours=25)).phones
    assert (phone.person, phone.device, phone.held, phone.photos) == (INSPECTOR, inspector.device, 0, 2)


def test_what_was_refused_long_ago_is_not_told_any_more(office: Office, inspector: TestPhone) -> None:
    inspector.outcomes([inspector.event(TaskDone("no-such-task"))])
    with office.database.reading() as connection:
        assert triage(connection, office.register, datetime.now(UTC) + timedelta(days=31)).refused == ()


def test_nobody_but_the_coordinator_is_told(office: Office, http: httpx.Client) -> None:
    may = set()
    for person in office.register.municipality.persons:
        phone = phone_of(office, http, person)
        status = http.get("/triage", headers=phone.bearer).status_code
        assert status in (200, 403)
        if status == 200:
            may.add(person)
    assert may == {COORDINATOR}
    assert http.get("/triage").status_code == 401


# --- the workbook ----------------------------------------------------------------------------------------------------


def test_the_workbook_has_the_tasks_in_the_order_asked_for_in_the_language_asked_for(inspector: TestPhone) -> None:
    inspector.sync(finding("f1", "Släckaren är borta"), finding("f2", "Skylten saknas"))
    heading, *rows = sheet(inspector, "f2", "f1")
    assert heading == [words.sv for words in HEADINGS]
    assert [row[3] for row in rows] == ["Skylten saknas", "Släckaren är borta"]
    assert rows[1][6] == "Björkhagaskolan, Korridor A plan 1"
    assert sheet(inspector, "f1", language="en")[0][3] == "What"


@pytest.mark.parametrize("text", ["=1+1", "+46 70", "-2 grader", "@alla", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_stays_text(inspector: TestPhone, text: str) -> None:
    inspector.sync(finding("f1", text))
    assert sheet(inspector, "f1")[1][3] == text


def test_nobody_gets_rows_of_tasks_that_they_may_not_see(office: Office, http: httpx.Client) -> None:
    """The same for everybody: the workbook has exactly what a sync has handed them."""
    reporter = phone_of(office, http, INSPECTOR)
    reporter.sync(
        finding("open", "öppet"),
        finding("locked", "låst", version="2026:1", **LIMITED),
        finding("threat", "hot", version="2026:1", **RESTRICTED),
    )
    ids = ["open", "locked", "threat", "not-there"]
    seen = {}
    for person in office.register.municipality.persons:
        phone = phone_of(office, http, person)
        phone.sync()
        synced = [identity for identity in ids if ("task", identity) in phone.documents]
        numbers = [str(phone.documents["task", identity]["number"]) for identity in synced]
        assert [row[0] for row in sheet(phone, *ids)[1:]] == numbers, person
        seen[person] = len(numbers)
    assert seen[COORDINATOR] == 3
    assert 0 in seen.values()


def test_the_workbook_is_for_those_who_are_signed_in_and_ask_with_sense(inspector: TestPhone) -> None:
    assert inspector.http.post("/tasks/table", json={"tasks": []}).status_code == 401
    wrong = {"tasks": ["f1"], "language": "de"}
    assert inspector.http.post("/tasks/table", json=wrong, headers=inspector.bearer).status_code == 422
