"""Starting: tables, the register as documents, planned rounds, the demo, and saying clearly why not."""

import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from sync_server import demo
from sync_server.content import DEMO
from sync_server.entrance.enrol import enrol
from sync_server.office import Office, open_office
from sync_server.register.planning import plan_rounds
from sync_server.register.register import Register
from sync_server.serve import run
from sync_server.settings import settings_from
from sync_server.storage import ledger
from sync_server.storage.database import Database
from sync_server.storage.schema import metadata
from tests.server_fixtures import demo_municipality, office_at, phone_of, serving


def version_of(office: Office) -> int:
    with office.database.reading() as connection:
        return ledger.read_counters(connection).version


def test_the_migrations_make_exactly_the_tables_that_the_program_uses(database_url: str) -> None:
    database = Database(database_url)
    database.migrate()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            difference
            for difference in compare_metadata(context, metadata)
            if difference[0] != "remove_table" or difference[1].name != "alembic_version"
        ]
    database.close()
    assert differences == []


def test_starting_again_changes_nothing_that_a_phone_would_have_to_fetch(database_url: str, tmp_path: Path) -> None:
    first = office_at(tmp_path, database_url=database_url)
    version = version_of(first)
    first.close()
    second = office_at(tmp_path, database_url=database_url)
    assert version_of(second) == version
    second.close()


def test_a_new_version_of_a_checklist_is_sent_and_the_old_one_stays_for_rounds_under_way(
    database_url: str, tmp_path: Path
) -> None:
    municipality = demo_municipality()
    office_at(tmp_path, database_url=database_url).close()
    newer = replace(municipality.checklists["sba-monthly"], version="2027:1")
    changed = replace(municipality, checklists=municipality.checklists | {"sba-monthly": newer})
    office = office_at(tmp_path, municipality=changed, database_url=database_url)
    assert office.register.checklist("sba-monthly", "2026:1") == municipality.checklists["sba-monthly"]
    with serving(office) as url, httpx.Client(base_url=url) as http:
        phone = phone_of(office, http, "inspector-b01")
        phone.sync()
    assert {("checklist", "sba-monthly@2026:1"), ("checklist", "sba-monthly@2027:1")} <= set(phone.documents)
    office.close()


def test_rounds_are_planned_once_however_often_it_is_asked(office: Office) -> None:
    now = office.now().astimezone(ZoneInfo("Europe/Stockholm"))
    assert office.begin_the_day() == 0
    version = version_of(office)
    office.database.write(lambda connection: plan_rounds(connection, office.register, now))
    assert version_of(office) == version


def test_the_demo_cases_become_tasks_once_at_the_desk_that_the_list_says(office: Office) -> None:
    for _ in range(2):
        office.database.write(lambda connection: demo.add_cases(connection, office.register))
    with office.database.reading() as connection:
        tasks = ledger.load_all(connection, ["task"])
        assert ledger.read_counters(connection).task == 6
    assert {identity for _, identity in tasks} == {f"T-000{number}" for number in range(1, 7)}


def test_settings_come_from_the_environment_or_from_the_data_folder() -> None:
    plain = settings_from({}, Path("somewhere"))
    assert (plain.database_url, plain.photos_url) == ("sqlite:///somewhere/rond.sqlite", "somewhere/photos")
    given = settings_from({"DATABASE_URL": "postgres://u@h/db", "PHOTOS_URL": "s3://b"}, Path("somewhere"))
    assert (given.database_url, given.photos_url) == ("postgresql+psycopg://u@h/db", "s3://b")


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(port=port, data=tmp_path) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert str(port) in said.err


def test_files_that_are_not_in_order_are_named_and_nothing_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.yaml").write_text("version: [")
    assert run(port=0, data=tmp_path / "data", content=tmp_path) == 1
    assert "policy.yaml" in capsys.readouterr().err


def test_before_the_first_list_the_first_list_holds() -> None:
    register = Register(demo_municipality())
    assert register.list_on("1999-01-01") is register.municipality.demarcation[0]
    assert register.list_on(datetime(2026, 11, 23, tzinfo=UTC).date().isoformat()).version == "2026:1"


def test_a_link_from_the_command_line_signs_one_person_in_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enrol("inspector-b01", address="https://rond.example.se/", data=tmp_path, content=DEMO) == 0
    link = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("https://"))
    code = link.removeprefix("https://rond.example.se/enrol/")
    office = open_office(settings_from(data=tmp_path), demo_municipality())
    with serving(office) as url, httpx.Client(base_url=url) as http:
        said = {"code": code, "device_name": "phone"}
        first = http.post("/sign-in/enrol", json=said)
        assert (first.status_code, first.json()["person"]["id"]) == (200, "inspector-b01")
        assert http.post("/sign-in/enrol", json=said).status_code == 401
    office.close()


def test_a_link_for_somebody_who_has_no_account_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert enrol("nobody", address="http://localhost", data=tmp_path, content=DEMO) == 2
    assert '"nobody"' in capsys.readouterr().err
