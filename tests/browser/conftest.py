"""Phones for the browser tests, a Chromium of a phone's size with a fake camera, and the server that they talk to."""

import functools
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from tests.browser.rond_server import RondServer
from tests.chromium import chromium

PHONE = ViewportSize(width=390, height=844)
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Flutter draws with WebGL: in software here, so that it is the same on every machine
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]

# Asked once, before Playwright runs: looking for Playwright's own Chromium starts Playwright.
chromium_path = functools.cache(chromium)

OpenPhone = Callable[[Path], BrowserContext]


def open_phone(playwright: Playwright, profile: Path) -> BrowserContext:
    """A browser that keeps everything in `profile`: open the same folder again, and the phone was only switched off."""
    return playwright.chromium.launch_persistent_context(
        str(profile), executable_path=chromium_path(), args=FLAGS, viewport=PHONE, locale="sv-SE", has_touch=True
    )


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """For one module: two at once in one process is more than Playwright allows."""
    chromium_path()
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium whose pages keep nothing."""
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty phone without history, which may use its camera and its place."""
    context = browser.new_context(viewport=PHONE, locale="sv-SE", has_touch=True, permissions=["camera", "geolocation"])
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(playwright: Playwright) -> Iterator[OpenPhone]:
    """Opens a phone on a profile folder; what the test has not closed is closed after it."""
    opened: list[BrowserContext] = []

    def open_it(profile: Path) -> BrowserContext:
        opened.append(open_phone(playwright, profile))
        return opened[-1]

    yield open_it
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def built() -> None:
    """The app as it is now; `make test` has built it already, and then this is quick."""
    subprocess.run([sys.executable, "-m", "sync_server.webapp"], check=True)


@pytest.fixture
def server(built: None, tmp_path: Path) -> Iterator[RondServer]:
    """`rond serve` with the demo municipality and the app; a test may stop and start it."""
    server = RondServer(tmp_path / "server")
    server.start()
    yield server
    if server.process.poll() is None:
        server.stop()
