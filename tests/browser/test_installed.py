"""The installed app: it starts without a server, keeps what was saved, takes over a release whole or not at all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from sync_server.webapp.build import build
from tests.browser.conftest import OpenPhone, open_phone
from tests.browser.flet_page import FletPage
from tests.browser.live_server import LiveServer

SAMPLE = Path(__file__).parent / "sample_app"
CACHE = Path(__file__).parents[2] / "build/cache"

# Resolves when the service worker has everything and is in charge.
INSTALLED = """async () => {
    const registration = await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
        await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
}"""
# Asks for an update and resolves with the first message whose type is among those given.
CHECK_UPDATE = """(types) => new Promise((resolve) => {
    const channel = new BroadcastChannel("pwa");
    channel.onmessage = ({ data }) => types.includes(data.type) && resolve(data);
    channel.postMessage({ type: "check-update" });
})"""
APPLY_UPDATE = """() => new BroadcastChannel("pwa").postMessage({ type: "apply-update" })"""


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two releases that differ in one line of our own code."""
    built = {}
    for version in ("1", "2"):
        folder = tmp_path_factory.mktemp(f"release-{version}")
        source = shutil.copytree(SAMPLE, folder / "source")
        main = source / "app/main.py"
        main.write_text(main.read_text().replace('VERSION = "1"', f'VERSION = "{version}"'))
        build(source, folder / "web", CACHE)
        built[version] = folder / "web"
    return built


@pytest.fixture(scope="module")
def one_server(releases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> LiveServer:
    """One port for all tests of this module: what a browser keeps belongs to an origin."""
    return LiveServer(tmp_path_factory.mktemp("live") / "web")


@pytest.fixture(scope="module")
def after_one_visit(
    playwright: Playwright, one_server: LiveServer, releases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The profile of a phone that has visited release 1 once and saved one note."""
    profile = tmp_path_factory.mktemp("visited")
    one_server.deploy(releases["1"])
    one_server.start()
    context = open_phone(playwright, profile)
    page = FletPage(context.new_page()).open(one_server.origin, "Version 1")
    page.type("Note", "broken lamp")
    page.button("Save").click()
    page.text("Saved: broken lamp.").wait_for(state="attached")
    page.page.evaluate(INSTALLED)
    context.close()
    one_server.stop()
    return profile


@pytest.fixture
def server(one_server: LiveServer, releases: dict[str, Path]) -> Iterator[LiveServer]:
    """The running server with release 1."""
    one_server.deploy(releases["1"])
    one_server.start()
    yield one_server
    if one_server.thread.is_alive():
        one_server.stop()


@pytest.fixture
def page(phone: OpenPhone, server: LiveServer, after_one_visit: Path, tmp_path: Path) -> Page:
    """A page on a copy of the phone that has visited once; its browser has been restarted since."""
    shutil.copytree(after_one_visit, tmp_path / "profile", ignore=shutil.ignore_patterns("Singleton*"))
    server.downloads.clear()
    return phone(tmp_path / "profile").new_page()


def test_after_one_visit_it_starts_with_the_server_gone(page: Page, server: LiveServer) -> None:
    server.stop()
    app = FletPage(page).open(server.origin, "Version 1")
    app.text("Snapshot True").wait_for(state="attached")


def test_what_was_saved_is_there_after_a_restart_of_the_browser(page: Page, server: LiveServer) -> None:
    FletPage(page).open(server.origin, "Notes: broken lamp.")


def test_an_enrolment_link_opens_the_app_with_the_server_gone(page: Page, server: LiveServer) -> None:
    server.stop()
    FletPage(page).open(f"{server.origin}/enrol/Zx81-Qy22", "Screen /enrol/Zx81-Qy22")


def test_back_on_a_page_that_a_link_opened_leads_to_the_parent_screen(page: Page, server: LiveServer) -> None:
    FletPage(page).open(f"{server.origin}/rounds/r2/points/p5", "Screen /rounds/r2/points/p5")
    page.evaluate("new BroadcastChannel('pwa').postMessage({ type: 'back', parent: '/rounds/r2' })")
    page.wait_for_url(f"{server.origin}/rounds/r2")


def test_a_later_start_downloads_nothing_at_all(page: Page, server: LiveServer) -> None:
    FletPage(page).open(server.origin, "Version 1")
    assert server.downloads == []


def test_a_release_of_our_own_code_downloads_two_files_and_runs_at_the_next_start(
    page: Page, server: LiveServer, releases: dict[str, Path]
) -> None:
    app = FletPage(page).open(server.origin, "Version 1")
    server.deploy(releases["2"])
    page.evaluate(CHECK_UPDATE, ["update-ready"])
    assert server.downloads == ["/sw.js", "/app.zip"]
    app.text("Version 1").wait_for(state="attached")
    page.close()
    FletPage(page.context.new_page()).open(server.origin, "Version 2")


def test_a_release_is_taken_over_at_once_when_the_app_asks(
    page: Page, server: LiveServer, releases: dict[str, Path]
) -> None:
    app = FletPage(page).open(server.origin, "Version 1")
    server.deploy(releases["2"])
    page.evaluate(CHECK_UPDATE, ["update-ready"])
    page.evaluate(APPLY_UPDATE)
    page.wait_for_event("load")
    app.ready("Version 2").text("Notes: broken lamp.").wait_for(state="attached")


def test_a_half_finished_deploy_is_refused_and_the_old_release_stays(
    page: Page, server: LiveServer, releases: dict[str, Path]
) -> None:
    app = FletPage(page).open(server.origin, "Version 1")
    server.deploy(releases["2"])
    for old in releases["1"].glob("app.zip*"):
        shutil.copy(old, server.live)
    refusal = page.evaluate(CHECK_UPDATE, ["update-ready", "install-failed"])
    assert refusal["type"] == "install-failed"
    assert "/app.zip" in refusal["reason"]
    page.reload(wait_until="commit")
    app.ready("Version 1")


def test_no_two_phones_draw_the_same_numbers_from_the_same_snapshot(page: Page, server: LiveServer) -> None:
    drawn = set()
    for _ in range(2):
        app = FletPage(page).open(server.origin, "Snapshot True")
        drawn.update(app.by_id("chance").inner_text().split())
    assert len(drawn) == 4


def test_the_servers_own_addresses_are_left_to_the_server(page: Page, server: LiveServer) -> None:
    FletPage(page).open(server.origin, "Version 1")
    server.requests.clear()
    page.evaluate("fetch('/sync', {method: 'POST', body: '{}'})")
    page.evaluate("fetch('/health')")
    page.goto(f"{server.origin}/docs", wait_until="commit")
    assert server.requests[:3] == ["/sync", "/health", "/docs"]


@pytest.mark.parametrize("visit", ["first", "later"])
def test_nothing_comes_from_elsewhere_and_nothing_breaks_the_content_policy(
    visit: str, phone: OpenPhone, server: LiveServer, after_one_visit: Path, tmp_path: Path
) -> None:
    if visit == "later":
        shutil.copytree(after_one_visit, tmp_path / "profile", ignore=shutil.ignore_patterns("Singleton*"))
    context = phone(tmp_path / "profile")
    elsewhere, complaints = [], []
    context.on("request", lambda request: elsewhere.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    answer = page.goto(server.origin, wait_until="commit")
    FletPage(page).ready("Version 1")
    assert answer is not None
    assert answer.from_service_worker == (visit == "later")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe-eval'" not in answer.headers["content-security-policy"].replace("'wasm-unsafe-eval'", "")
    assert [url for url in elsewhere if not url.startswith((server.origin, "blob:", "data:"))] == []
    assert complaints == []
