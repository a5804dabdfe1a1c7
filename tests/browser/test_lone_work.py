"""Working alone in a real Chromium: begun, said to be okay without coverage, missed, and answered by the manager."""

from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import signed_in
from tests.browser.rond_server import RondServer

WORKER, MANAGER = "reporter-b01", "manager-b01"


def shows(app: FletPage, words: str) -> None:
    app.text(words).first.wait_for(timeout=LONG, state="attached")


def offline(context: BrowserContext, app: FletPage, *, yes: bool) -> None:
    context.set_offline(yes)
    app.page.evaluate(f"window.dispatchEvent(new Event('{'offline' if yes else 'online'}'))")


def test_a_sign_of_life_is_missed_and_the_manager_says_what_they_found(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    alone = phone(tmp_path / "worker")
    worker = signed_in(alone, server, WORKER)
    worker.press("lone-begin")
    shows(worker, "Utan täckning vet ingen att du behöver hjälp. Ring 112.")
    worker.press("lone-place-closing")
    worker.scroll_to(worker.by_id("lone-within-own"))
    worker.type("Egen tid i minuter, högst 240", "1")
    worker.press("lone-start")
    shows(worker, "Servern har ditt senaste tecken")

    countdown = worker.by_id("lone-countdown")
    first = countdown.inner_text()
    expect(countdown).not_to_have_text(first, timeout=LONG)

    offline(alone, worker, yes=True)
    worker.press("lone-okay")
    shows(worker, "har inte nått servern")
    shows(worker, "Den kan larma ändå.")
    offline(alone, worker, yes=False)
    shows(worker, "Servern har ditt senaste tecken")

    manager = signed_in(phone(tmp_path / "manager"), server, MANAGER)
    missed = manager.page.locator('[flt-semantics-identifier^="lone-missed-"]')
    manager.element(manager.scroll_to(missed)).click()
    shows(manager, "Lärare Björkhagaskolan")
    shows(manager, "Gå aldrig in ensam.")
    manager.press("lone-found-safe")
    manager.press("lone-answer")
    shows(manager, "Larmet är besvarat")

    shows(worker, "Du har missat ditt tecken på liv")
    worker.press("lone-end")
    worker.by_id("lone-end-yes").click()
    shows(worker, "Avslutat")
