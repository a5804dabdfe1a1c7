"""The next version of the list in a real browser: taken home, twelve rows changed, compared, adopted, and followed."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import openpyxl
import pytest

from domain.demarcation.preview import ListHistory
from domain.records import from_plain
from sync_server.content.read_rows import COLUMNS
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import FletPage
from tests.browser.rond_server import RondServer
from tests.server_fixtures import TestPhone

LONG = 60_000
COORDINATOR = "safety-coordinator"
VERSION = f"{date.today().year + 1}:1"
ROWS = ("DM-001", "DM-013", *(f"DM-{number:03}" for number in range(16, 26)))


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """The app as it is now; `make test` has built it already, and then this is quick."""
    subprocess.run([sys.executable, "-m", "sync_server.webapp"], check=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RondServer]:
    server = RondServer(tmp_path / "server")
    server.start()
    yield server
    server.stop()


def test_an_import_that_changes_12_rows_is_previewed_and_adopted(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    app = FletPage(phone(tmp_path / "coordinator").new_page())
    app.open(f"{server.origin}/enrol/{server.codes[COORDINATOR]}", "Koppla telefonen")
    app.by_id("enrol").click()
    app.text("Allt skickat").first.wait_for(timeout=LONG)
    app.open(f"{server.origin}/more/list", "Gränsdragningslistan")
    workbook = downloaded(app)

    choose(app, edited(workbook, {"DM-013": {"cost_responsible": "ägaren"}}))
    app.by_id("list-mistakes").wait_for(timeout=LONG)
    app.text("rad 14, kolumn cost_responsible (cell N14): 'ägaren' är ingen känd part").first.wait_for(timeout=LONG)
    app.page.screenshot(path=str(tmp_path / "mistake.png"))

    to_the_user = {"repair_responsible": "user", "cost_responsible": "user", "note_sv": "Ändrad"}
    choose(app, edited(workbook, dict.fromkeys(ROWS, to_the_user)))
    app.text("12 ändrade").first.wait_for(timeout=LONG)
    app.page.screenshot(path=str(tmp_path / "preview.png"))
    app.scroll_to(app.by_id("changed-DM-013"))
    app.text("Åtgärdar: Verksamheten (förut Fastighetsägaren)").first.wait_for(timeout=LONG)
    app.page.screenshot(path=str(tmp_path / "rows.png"))

    app.scroll_to(app.by_id("list-adopt"))
    app.page.screenshot(path=str(tmp_path / "adopt.png"))
    field = app.page.locator("textarea").first
    field.click()
    app.page.wait_for_timeout(400)
    field.fill("KS 2026/314")
    app.page.wait_for_timeout(400)
    app.scroll_to(app.by_id("list-adopt")).click()
    app.by_id("list-adopted").wait_for(timeout=LONG)
    app.page.screenshot(path=str(tmp_path / "adopted.png"))

    with httpx.Client(base_url=server.origin, timeout=60) as http:
        said = http.post("/sign-in/enrol", json={"code": server.codes[COORDINATOR], "device_name": "api"}).json()
        other = TestPhone(http, COORDINATOR, said["device"], said["token"])
        other.sync()
        rows = {row["row_id"]: row for row in other.documents["demarcation", VERSION]["rows"]}
        assert rows["DM-013"]["repair_responsible"] == "user"
        history = from_plain(ListHistory, http.get("/demarcation/versions", headers=other.bearer).json())
    assert [version.version for version in history.versions] == [VERSION, "2026:1"]
    [line] = history.log
    assert (line.why, line.changed, line.added, line.removed) == ("KS 2026/314", 12, 0, 0)
    app.page.set_viewport_size({"width": 1280, "height": 900})
    app.scroll_to(app.by_id(f"adoption-{VERSION}"))
    app.page.screenshot(path=str(tmp_path / "log.png"))


def downloaded(app: FletPage) -> bytes:
    """The version in force, as the page gives it to be edited."""
    button = app.scroll_to(app.by_id("list-xlsx-2026:1"))
    with app.page.expect_download(timeout=LONG) as saving:
        button.click()
    assert saving.value.suggested_filename == "gransdragningslista-2026-1.xlsx"
    return saving.value.path().read_bytes()


def choose(app: FletPage, content: bytes) -> None:
    app.page.mouse.wheel(0, -20_000)
    app.by_id("list-choose").wait_for(timeout=LONG)
    with app.page.expect_file_chooser(timeout=LONG) as choosing:
        app.by_id("list-choose").click()
    choosing.value.set_files({"name": "lista.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    app.text("lista.xlsx").first.wait_for(timeout=LONG)
    app.page.wait_for_timeout(500)
    app.by_id("list-look").click()


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
