"""A checklist's owner looks at a file in a real browser, while their own phone is open in the window beside."""

from pathlib import Path
from typing import cast

from playwright.sync_api import BrowserContext, Page

from sync_server.content import DEMO
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import INSTALLED, enrolled
from tests.browser.rond_server import RondServer

DRAFT = "Vägen ut är fri enligt utkastet."
BAND = "Förhandsvisning: inget sparas"
WORDS = "Utrymningsvägarna är fria i hela sin bredd"
# The journal is held by the worker of the window that has it open, so only its size can be asked for from beside.
STORE_BYTES = """async () => {
    const directory = await navigator.storage.getDirectory(), found = {};
    for await (const [name, handle] of directory.entries())
        found[name] = handle.kind === "file" ? (await handle.getFile()).size : "folder";
    return found;
}"""


def test_a_file_is_walked_in_the_browser_beside_a_signed_in_phone_that_stays_as_it_is(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    context = phone(tmp_path / "owner")
    own = enrolled(context, server, "inspector-b01")
    # The service worker answers for every other address of the app, so it has to be there.
    own.page.wait_for_function(INSTALLED, timeout=LONG)
    own.page.wait_for_timeout(1500)
    before = own.page.evaluate(STORE_BYTES)
    assert before

    page = uploaded(context, server, edited(DRAFT))
    app = shown(page)
    app.by_id("start-round").click()
    for answered in range(2):
        app.text(DRAFT).first.wait_for(timeout=LONG, state="attached")
        app.text(f"· {answered + 1} av").first.wait_for(timeout=LONG, state="attached")
        app.by_id("answer-ok").first.click()
    app.text("2/").first.wait_for(timeout=LONG, state="attached")
    page.screenshot(path=str(tmp_path / "preview.png"))
    assert BAND in app.all_text() + str(app.by_id("preview-band").get_attribute("aria-label"))

    page.reload()
    shown(page)

    assert own.page.evaluate(STORE_BYTES) == before
    own.page.bring_to_front()
    own.page.get_by_role("tab", name="Ärenden").click()
    own.by_id("tasks-whose").wait_for(timeout=LONG)
    own.page.get_by_role("tab", name="Mer").click()
    own.by_id("sign-out").wait_for(timeout=LONG, state="attached")
    assert "Brandskyddskontrollant" in own.all_text()


def test_a_mistake_is_named_by_its_line_before_anything_is_shown(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    page = uploaded(phone(tmp_path / "owner"), server, b"id: my-list\ntitle: {sv: Min, en: Mine}\nsektioner: []\n")
    page.get_by_text("list.yaml:3: sektioner: ").wait_for()
    assert page.locator("iframe").count() == 0


def edited(words: str) -> bytes:
    text = (DEMO / "sba-monthly.yaml").read_text("utf-8")
    assert WORDS in text
    return text.replace(f"{WORDS} ända ut till säker plats.", words).encode()


def uploaded(context: BrowserContext, server: RondServer, content: bytes) -> Page:
    """The page that answers a file."""
    page = context.new_page()
    page.set_viewport_size({"width": 1200, "height": 1000})
    page.goto(f"{server.origin}/preview")
    page.get_by_label("Checklistans fil").set_input_files(
        {"name": "list.yaml", "mimeType": "application/yaml", "buffer": content}
    )
    page.get_by_role("button", name="Visa").click()
    return page


def shown(page: Page) -> FletPage:
    """The phone on the page, once it can be read: a frame has all that is asked of a page here."""
    window = page.locator("iframe").element_handle(timeout=LONG)
    window.scroll_into_view_if_needed()
    frame = window.content_frame()
    assert frame
    app = FletPage(cast(Page, frame)).ready(BAND)
    app.by_id("start-round").wait_for(timeout=LONG)
    return app
