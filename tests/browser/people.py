"""People with a phone: how they come in, open a round, and wait until all that they did has been sent."""

import httpx
from playwright.sync_api import BrowserContext, Locator

from sync_server.demo import PASSWORD
from tests.browser.flet_page import LONG, FletPage
from tests.browser.rond_server import RondServer
from tests.server_fixtures import TestPhone

INSTALLED = "() => Boolean(navigator.serviceWorker.controller)"


def enrolled(context: BrowserContext, server: RondServer, account: str) -> FletPage:
    """The app, signed in by opening the link that the server printed."""
    app = FletPage(context.pages[0] if context.pages else context.new_page())
    app.open(f"{server.origin}/enrol/{server.codes[account]}", "Koppla telefonen")
    app.by_id("enrol").click()
    all_sent(app)
    return app


def signed_in(context: BrowserContext, server: RondServer, account: str) -> FletPage:
    """The app, signed in with name and password."""
    app = FletPage(context.pages[0] if context.pages else context.new_page()).open(server.origin, "Logga in")
    app.type("Användarnamn", account)
    app.type("Lösenord", PASSWORD)
    app.by_id("sign-in").click()
    all_sent(app)
    return app


def all_sent(app: FletPage) -> None:
    app.text("Allt skickat").first.wait_for(timeout=LONG, state="attached")


def open_round(app: FletPage, round_: str) -> None:
    """From home to the overview of the round whose id begins so; the most urgent one has a button of its own."""
    card = app.scroll_to(app.page.locator(f'[flt-semantics-identifier^="round-{round_}"]'))
    button = card.locator('[flt-semantics-identifier="next-round"]')
    (button if button.count() else card).click()


def step_of(app: FletPage, section: str, step: str) -> Locator:
    """The row of a stop in the overview, in its section, which unfolds."""
    row = app.by_id(f"step-{step}")
    if not row.count():
        app.press(f"section-{section}")
    row.first.wait_for(timeout=LONG, state="attached")
    return app.scroll_to(row)


def api_phone(http: httpx.Client, person: str) -> TestPhone:
    """Another phone of theirs without any screen; it has all that the server hands them."""
    credentials = {"account": person, "password": PASSWORD, "device_name": "api"}
    said = http.post("/sign-in", json=credentials).raise_for_status().json()
    phone = TestPhone(http, person, said["device"], said["token"])
    phone.sync()
    return phone
