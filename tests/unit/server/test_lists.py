"""The next version of the list over the real API: previewed, adopted, kept beside the old one, followed by all."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from domain.demarcation.preview import ListHistory, ListPreview
from domain.events import FindingReported
from domain.records import from_plain
from sync_server.command import main
from sync_server.content.read_rows import COLUMNS
from sync_server.office import Office
from tests.server_fixtures import TestPhone, office_at, phone_of

START = "2027-01-01"
NOVEMBER = datetime(2026, 11, 23, 9, tzinfo=UTC)
CHANGED = [f"DM-{number:03}" for number in range(13, 26) if number not in (14, 15)] + ["DM-001"]
"""Twelve rows; DM-013 is the extinguisher, which the owner repairs."""


class Clock:
    now = NOVEMBER

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


@pytest.fixture
def coordinator(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, "safety-coordinator")


def ask(phone: TestPhone, path: str, content: bytes = b"", **query: str) -> httpx.Response:
    asked = {"name": "lista.xlsx", "from": START, **query}
    return phone.http.post(f"/demarcation/{path}", params=asked, content=content, headers=phone.bearer)


def table(phone: TestPhone, **query: str) -> bytes:
    answer = phone.http.get("/demarcation/table", params=query, headers=phone.bearer)
    assert answer.status_code == 200, answer.text
    return answer.content


def edited(workbook: bytes, cells: dict[str, dict[str, str]]) -> bytes:
    """The workbook with other texts, by row and column."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book.worksheets[0]
    for number, (row_id,) in enumerate(sheet.iter_rows(max_col=1, values_only=True), 1):
        for column, text in cells.get(str(row_id), {}).items():
            sheet.cell(number, COLUMNS.index(column) + 1, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_the_user(phone: TestPhone) -> bytes:
    return edited(table(phone), dict.fromkeys(CHANGED, TO_USER))


TO_USER = {"repair_responsible": "user", "cost_responsible": "user", "note_sv": "Ändrad 2027"}


def preview(phone: TestPhone, content: bytes, **query: str) -> ListPreview:
    answer = ask(phone, "preview", content, **query)
    assert answer.status_code == 200, answer.text
    return from_plain(ListPreview, answer.json())


def adopt(phone: TestPhone, content: bytes, **query: str) -> dict[str, Any]:
    answer = ask(phone, "adopt", content, **{"why": "KS 2026/314", "against": "2026:1", **query})
    assert answer.status_code == 200, answer.text
    return answer.json()


def history(phone: TestPhone) -> ListHistory:
    return from_plain(ListHistory, phone.http.get("/demarcation/versions", headers=phone.bearer).json())


def report(phone: TestPhone, finding: str, at: datetime, component: str = "FIR.EXT.PRT") -> dict[str, Any]:
    act = FindingReported(finding, "B01", component, "Borta", "medium", space="B01-COR1")
    event = phone.event(act, at=at.isoformat())
    assert phone.outcomes([event]) == ["accepted"]
    return phone.documents["task", finding]


def test_a_workbook_with_twelve_changed_rows_is_previewed_and_adopted(
    office: Office, http: httpx.Client, coordinator: TestPhone, clock: Clock
) -> None:
    inspector = phone_of(office, http, "inspector-b01")
    before = report(inspector, "before", NOVEMBER)
    assert (before["org"], before["list_version"]) == ("ORG-TF", "2026:1")
    content = to_the_user(coordinator)

    seen = preview(coordinator, content)
    assert (seen.version, seen.valid_from, seen.against, seen.rows) == ("2027:1", START, "2026:1", 175)
    assert sorted(each.row.row_id for each in seen.changed) == sorted(CHANGED)
    assert (seen.added, seen.removed, seen.uncovered) == ((), (), ())
    extinguisher = next(each for each in seen.changed if each.row.row_id == "DM-013")
    assert [(field.name, field.before, field.after) for field in extinguisher.fields][:2] == [
        ("repair_responsible", "owner", "user"),
        ("cost_responsible", "owner", "user"),
    ]
    [moved] = [each for each in seen.moved if each.id == "before"]
    assert (moved.is_open, moved.number, moved.place) == (True, before["number"], "Björkhagaskolan, Korridor A plan 1")
    assert [(hand.aspect, hand.before, hand.after) for hand in moved.hands] == [
        ("repair", "ORG-TF", "ORG-BUN"),
        ("cost", "ORG-TF", "ORG-BUN"),
    ]
    assert [version.version for version in history(coordinator).versions] == ["2026:1"], "looking changes nothing"

    assert adopt(coordinator, content) == {"version": "2027:1", "from": START}
    inspector.sync()
    assert inspector.documents["demarcation", "2027:1"]["valid_from"] == START
    assert "2026:1" in {identity for kind, identity in inspector.documents if kind == "demarcation"}
    clock.now = datetime(2026, 12, 31, 9, tzinfo=UTC)
    assert report(inspector, "the-last-day", clock.now)["list_version"] == "2026:1"
    clock.now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    after = report(inspector, "after", clock.now)
    assert (after["org"], after["list_version"]) == ("ORG-BUN", "2027:1")
    assert report(inspector, "late-from-a-cellar", datetime(2026, 12, 30, 9, tzinfo=UTC))["list_version"] == "2026:1"
    assert inspector.documents["task", "before"]["list_version"] == "2026:1", "what is routed keeps its version"
    assert inspector.documents["task", "before"]["org"] == "ORG-TF"


def test_the_change_log_says_who_when_and_why(coordinator: TestPhone) -> None:
    adopt(coordinator, to_the_user(coordinator))
    [line] = history(coordinator).log
    assert (line.version, line.valid_from, line.why, line.file) == ("2027:1", START, "KS 2026/314", "lista.xlsx")
    assert (line.title, line.at) == ("Säkerhets- och beredskapssamordnare", NOVEMBER.isoformat())
    assert (line.added, line.removed, line.changed) == (0, 0, 12)


def test_a_mistake_found_before_the_first_day_is_put_right_by_adopting_once_more(
    coordinator: TestPhone, office: Office
) -> None:
    adopt(coordinator, to_the_user(coordinator))
    again = edited(table(coordinator, version="2027:1"), {"DM-013": {"repair_responsible": "owner"}})
    seen = preview(coordinator, again)
    assert (seen.against, [each.row.row_id for each in seen.changed]) == ("2027:1", ["DM-013"])
    adopt(coordinator, again, against="2027:1")
    assert [(each.version, each.replaced, each.now) for each in history(coordinator).versions] == [
        ("2027:2", False, False),
        ("2027:1", True, False),
        ("2026:1", False, True),
    ]
    register = office.follow_register()
    assert [register.list_on(day).version for day in ("2026-12-31", START)] == ["2026:1", "2027:2"]


def test_a_restart_and_another_server_process_know_what_was_adopted(
    office: Office, coordinator: TestPhone, tmp_path: Path
) -> None:
    second = office_at(tmp_path, database_url=f"sqlite:///{tmp_path / 'rond.sqlite'}")
    adopt(coordinator, to_the_user(coordinator))
    assert second.follow_register().list_on(START).version == "2027:1"
    second.close()
    third = office_at(tmp_path, database_url=f"sqlite:///{tmp_path / 'rond.sqlite'}")
    assert third.register.list_on(START).version == "2027:1"
    third.close()


def test_rows_that_come_and_go_and_components_left_without_one_are_named(coordinator: TestPhone) -> None:
    lines = list(csv.DictReader(io.StringIO(table(coordinator, kind="csv").decode("utf-8-sig"))))
    kept = [line for line in lines if not line["component_code"].startswith("FIR.EXT.PRT")]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]))
    writer.writeheader()
    writer.writerows([*kept, {**lines[0], "row_id": "DM-900", "component_code": "FIR.ORG.NEW"}])
    seen = preview(coordinator, out.getvalue().encode(), name="lista.csv")
    assert [row.row_id for row in seen.added] == ["DM-900"]
    assert [row.row_id for row in seen.removed] == ["DM-013", "DM-014", "DM-015"]
    assert seen.changed == ()
    assert "FIR.EXT.PRT" in seen.uncovered


def test_a_list_with_mistakes_is_not_adopted_and_every_mistake_is_named(coordinator: TestPhone) -> None:
    wrong = edited(table(coordinator), {"DM-013": {"cost_responsible": "ägaren"}, "DM-020": {"component_code": "fir"}})
    for path, more in (("preview", {}), ("adopt", {"why": "KS", "against": "2026:1"})):
        answer = ask(coordinator, path, wrong, **more)
        assert (answer.status_code, answer.json()["code"]) == (422, "list_mistakes")
        assert [mistake["sv"] for mistake in answer.json()["mistakes"]] == [
            "lista.xlsx, rad 14, kolumn cost_responsible (cell N14): 'ägaren' är ingen känd part; en av owner, user.",
            "lista.xlsx, rad 21, kolumn component_code (cell C21): 'fir' är ingen kod; "
            "versaler och punkter som FIR.EXT.PRT, eller *.",
        ]
    assert [version.version for version in history(coordinator).versions] == ["2026:1"]


REFUSED = {
    "day_is_over": {"from": "2026-11-22"},
    "no_day": {"from": "nästa år"},
    "why_missing": {"why": "  "},
    "another_since": {"against": "2025:1"},
}


@pytest.mark.parametrize(("code", "query"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_adopted_is_refused_with_the_reason(
    coordinator: TestPhone, code: str, query: dict[str, str]
) -> None:
    content = to_the_user(coordinator)
    answer = ask(coordinator, "adopt", content, **{"why": "KS", "against": "2026:1", **query})
    assert answer.json()["code"] == code
    assert len(history(coordinator).versions) == 1


def test_a_file_that_changes_nothing_is_not_a_version(coordinator: TestPhone) -> None:
    answer = ask(coordinator, "adopt", table(coordinator), why="KS", against="2026:1")
    assert (answer.status_code, answer.json()["code"]) == (422, "no_change")


@pytest.mark.parametrize(
    ("person", "looks", "adopts"),
    [
        ("safety-coordinator", True, True),
        ("property-manager-centre", True, False),
        ("fire-officer", True, False),
        ("manager-b01", False, False),
        ("caretaker-north", False, False),
        ("reporter-b01", False, False),
        ("system-admin", False, False),
    ],
)
def test_who_manages_buildings_looks_and_only_who_edits_the_list_adopts(
    office: Office, http: httpx.Client, coordinator: TestPhone, person: str, looks: bool, adopts: bool
) -> None:
    content, phone = to_the_user(coordinator), phone_of(office, http, person)
    tried = (
        ask(phone, "preview", content),
        phone.http.get("/demarcation/versions", headers=phone.bearer),
        phone.http.get("/demarcation/table", headers=phone.bearer),
    )
    assert [answer.status_code for answer in tried] == [200 if looks else 403] * 3
    answer = ask(phone, "adopt", content, why="KS", against="2026:1")
    assert answer.status_code == (200 if adopts else 403)


def test_a_preview_shows_no_case_that_its_reader_may_not_see(
    office: Office, http: httpx.Client, coordinator: TestPhone
) -> None:
    report(phone_of(office, http, "inspector-b01"), "in-the-school", NOVEMBER)
    content = to_the_user(coordinator)
    here = preview(phone_of(office, http, "property-manager-centre"), content)
    elsewhere = preview(phone_of(office, http, "property-manager-lhem"), content)
    assert "in-the-school" in {moved.id for moved in here.moved}
    assert "in-the-school" not in {moved.id for moved in elsewhere.moved}
    assert len(here.moved) + here.hidden == len(elsewhere.moved) + elsewhere.hidden


def test_the_command_looks_adopts_writes_out_and_tells_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = ["--data-dir", str(tmp_path / "data"), "--language", "en"], tmp_path / "list.xlsx"
    assert main(["list", "export", str(out), *data]) == 0
    new = tmp_path / "new.xlsx"
    new.write_bytes(edited(out.read_bytes(), {"DM-013": {"cost_responsible": "user"}}))
    assert main(["list", "preview", str(new), "--from", "2999-01-01", *data]) == 0
    said = capsys.readouterr().out
    assert "1 rows changed, 0 added and 0 removed" in said
    assert "~ DM-013 Portable fire extinguisher: cost_responsible: owner > user" in said
    by = ["--why", "KS 2026/314", "--by", "safety-coordinator"]
    assert main(["list", "adopt", str(new), "--from", "2999-01-01", *by, *data]) == 0
    assert "Version 2999:1 applies from 2999-01-01." in capsys.readouterr().out
    assert main(["list", "log", *data]) == 0
    said = capsys.readouterr().out
    assert "Säkerhets- och beredskapssamordnare  new.xlsx" in said
    assert "+0 -0 ~1  KS 2026/314" in said
    new.write_bytes(edited(out.read_bytes(), {"DM-013": {"cost_responsible": "x"}}))
    assert main(["list", "adopt", str(new), "--from", "2999-01-01", *by, *data]) == 1
    assert "column cost_responsible (cell N14): 'x' is not a known party" in capsys.readouterr().out


def test_the_command_asks_again_where_it_is_not_clear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data-dir", str(tmp_path / "data")]
    assert main(["list", "preview", str(tmp_path / "none.csv"), "--from", START, *data]) == 2
    assert main(["list", "export", str(tmp_path / "list.pdf"), *data]) == 2
    (tmp_path / "l.csv").write_text("x")
    for account in ("nobody", "caretaker-north"):
        adopting = ["list", "adopt", str(tmp_path / "l.csv"), "--from", START, "--why", "KS", "--by", account]
        assert main([*adopting, *data]) == 2
    said = capsys.readouterr().err
    assert "cannot be read" in said
    assert "end it with .xlsx or .csv" in said
    assert "may not edit the demarcation list" in said


EXTINGUISHER = ["explain", "route", "--building", "B01", "--component", "FIR.EXT.PRT", "--json"]


def repairs(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[str, str]:
    assert main([*EXTINGUISHER, *more]) == 0
    answer = json.loads(capsys.readouterr().out)
    return answer["version"], answer["repair"]


def test_an_adopted_list_is_explained_where_the_server_s_data_is_named(
    coordinator: TestPhone, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    adopt(coordinator, to_the_user(coordinator))
    here = ("--data-dir", str(tmp_path))
    assert repairs(capsys, "--on", START) == ("2026:1", "ORG-TF")
    assert repairs(capsys, "--on", START, *here) == ("2027:1", "ORG-BUN")
    assert repairs(capsys, "--on", "2026-12-31", *here) == ("2026:1", "ORG-TF")


def test_where_no_server_has_been_nothing_is_made_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*EXTINGUISHER, "--data-dir", str(tmp_path)]) == 2
    assert "there is no database in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
