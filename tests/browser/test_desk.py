"""The desk in a real Chromium on a wide window: keys, filters in the address, several at once, the list as files."""

import csv
import io
from pathlib import Path

import httpx
import openpyxl
import pytest
from playwright.sync_api import expect

from domain.events import FindingReported
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import all_sent, api_phone, signed_in
from tests.browser.rond_server import RondServer

MANAGER = "property-manager-centre"
FOUND = (
    ("critical", "Utrymningsvägen är blockerad", "B01-COR1"),
    ("high", "Släckaren är borta", "B01-COR1"),
    ("high", "=Släckaren är tömd", "B01-KEM"),
    ("low", "Skylten hänger snett", "B01-COR2"),
)


@pytest.fixture
def reported(server: RondServer) -> list[str]:
    """Ids of the tasks at the manager's desk, as they were reported."""
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        inspector = api_phone(http, "inspector-b01")
        ids = [f"found-{number}" for number in range(len(FOUND))]
        inspector.sync(
            *(
                FindingReported(identity, "B01", "FIR.EXT.PRT", text, severity, space=space)
                for identity, (severity, text, space) in zip(ids, FOUND, strict=True)
            )
        )
    return ids


def rows(app: FletPage) -> list[str]:
    """The ids of the tasks in the list, from above."""
    found = app.page.locator('[flt-semantics-identifier^="task-found-"]').evaluate_all(
        "(rows) => rows.map((row) => [row.getBoundingClientRect().y, row.getAttribute('flt-semantics-identifier')])"
    )
    return [name.removeprefix("task-") for _, name in sorted(found)]


def shows(app: FletPage, *expected: str) -> None:
    """Wait until the list has exactly these, in this order."""
    for _ in range(100):
        if rows(app) == list(expected):
            return
        app.page.wait_for_timeout(200)
    raise AssertionError(f"{rows(app)} instead of {expected}; the screen shows:\n{app.all_text()}")


def test_a_manager_works_through_the_list_with_the_keyboard_and_takes_several_on(
    server: RondServer, phone: OpenPhone, reported: list[str], tmp_path: Path
) -> None:
    critical, missing, emptied, sign = reported
    context = phone(tmp_path / "manager")
    context.pages[0].set_viewport_size({"width": 1280, "height": 900})
    app = signed_in(context, server, MANAGER)
    app.open(f"{server.origin}/tasks", "Ärenden")
    shows(app, critical, missing, emptied, sign)
    app.page.screenshot(path=str(tmp_path / "desk.png"))

    by_keyboard(app, missing, emptied, tmp_path)
    filtered(app, server, missing, emptied)
    downloaded(app, (missing, emptied))
    taken_on(app, server, tmp_path, missing, emptied)


def by_keyboard(app: FletPage, missing: str, emptied: str, shots: Path) -> None:
    """Down past what lay there before, up again by one, open it, back; what is typed to search are only letters."""
    keys = app.page.keyboard
    for key in ("ArrowDown", "j", "j", "j", "j", "k"):
        keys.press(key)
        app.next_frames()
    chosen = app.page.locator(":is([aria-current=true], [aria-selected=true])").and_(app.by_id(f"task-{missing}"))
    chosen.wait_for(timeout=LONG)
    app.by_id("why").wait_for(timeout=LONG)
    app.page.screenshot(path=str(shots / "beside.png"))
    keys.press("Enter")
    app.page.wait_for_url(f"**/tasks/{missing}", timeout=LONG)
    app.page.wait_for_timeout(500)
    keys.press("Escape")
    app.page.wait_for_url("**/tasks", timeout=LONG)
    app.page.wait_for_timeout(500)
    keys.press("/")
    field = app.by_id("tasks-search").locator("input")
    expect(field).to_be_focused(timeout=LONG)
    app.page.wait_for_function("(field) => field.heard", arg=app.element(field), timeout=LONG)
    keys.type("jkx släckaren", delay=40)
    shows(app)
    for _ in "jkx släckaren":
        keys.press("Backspace")
    keys.type("släckaren", delay=40)
    shows(app, missing, emptied)
    keys.press("Enter")
    app.page.wait_for_url("**/tasks?words=sl%C3%A4ckaren", timeout=LONG)


def filtered(app: FletPage, server: RondServer, missing: str, emptied: str) -> None:
    """What is chosen stands in the address, and a reload shows the same."""
    app.press("tasks-filters")
    app.press("severity-high")
    app.page.wait_for_url("**severity=high**", timeout=LONG)
    shows(app, missing, emptied)
    app.page.reload()
    app.ready("Ärenden")
    shows(app, missing, emptied)
    assert "severity=high" in app.page.url
    assert "words=sl" in app.page.url
    app.open(f"{server.origin}/tasks?view=overdue&building=B01", "Ärenden")
    shows(app)
    app.by_id("without-0").wait_for(timeout=LONG)
    app.open(f"{server.origin}/tasks?severity=high&building=B01", "Ärenden")
    shows(app, missing, emptied)


def downloaded(app: FletPage, expected: tuple[str, str]) -> None:
    texts = [FOUND[int(each[-1])][1] for each in expected]
    with app.page.expect_download(timeout=LONG) as saving:
        app.press("export-csv")
    assert saving.value.suggested_filename.startswith("arenden-")
    said = list(csv.reader(io.StringIO(saving.value.path().read_bytes().decode("utf-8-sig"))))
    assert [row[3] for row in said[1:]] == [texts[0], f"'{texts[1]}"]
    with app.page.expect_download(timeout=LONG) as saving:
        app.press("export-xlsx")
    assert saving.value.suggested_filename.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(saving.value.path().read_bytes())).worksheets[0]
    assert [sheet.cell(row, 4).value for row in (2, 3)] == texts
    assert sheet.cell(3, 4).data_type == "s"


def taken_on(app: FletPage, server: RondServer, shots: Path, *tasks: str) -> None:
    """Both at once, and the server knows it."""
    app.press("tasks-pick")
    for task in tasks:
        app.by_id(f"task-{task}").click()
    app.text("2 valda").first.wait_for(timeout=LONG)
    app.press("bulk-acknowledge")
    app.text("2 ärenden är klara med det").first.wait_for(timeout=LONG)
    app.page.screenshot(path=str(shots / "bulk.png"))
    all_sent(app)
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        known = api_phone(http, MANAGER).documents
    assert [known["task", task]["status"] for task in tasks] == ["acknowledged", "acknowledged"]
