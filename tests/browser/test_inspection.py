"""The yearly inspection in a real browser: three draw their signatures on one phone, and the server has all three."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
from playwright.sync_api import expect

from domain.events import PointAnswered, RoundStarted
from domain.records import from_plain
from domain.rounds.round import Round
from domain.rounds.walk import missing_answers
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import all_sent, api_phone, enrolled
from tests.browser.rond_server import RondServer
from tests.fine_answers import fine_answer
from tests.server_fixtures import TestPhone, demo_municipality

ROUND = "inspection-2026"
SIGNERS = {"fire_officer": "Ida Ek", "fire_responsible": "Bo Alm", "property_manager": "Eva Lind"}


def test_three_draw_their_signatures_under_the_yearly_inspection_on_one_phone(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        officer = api_phone(http, "fire-officer")
        inspected(officer)
        app = enrolled(phone(tmp_path / "officer"), server, "fire-officer")
        app.open(f"{server.origin}/round/{ROUND}/sign", "Signatur")

        for role, name in SIGNERS.items():
            field = "sign-name" if role == "fire_officer" else f"sign-name-{role}"
            app.write(app.scroll_to(app.by_id(field)).locator("input").first, name)
            draw(app, role)
        app.page.reload(wait_until="commit")
        app.ready("Signatur")
        app.scroll_to(app.by_id("sign"))
        expect(app.button("Rita om"), "names and drawings survive a reload").to_have_count(3, timeout=LONG)
        app.page.screenshot(path=str(tmp_path / "signatures.png"))
        app.by_id("sign").click()
        app.by_id("signed").wait_for(timeout=LONG)
        all_sent(app)

        officer.sync()
        signatures = as_it_stands(officer).signatures
        assert [(held.role, held.name) for held in signatures] == list(SIGNERS.items())
        pictures = [held.image.sha256 for held in signatures if held.image]
        assert len(set(pictures)) == 3, "each has drawn their own"
        for sha256 in pictures:
            assert http.get(f"/photos/{sha256}", headers=officer.bearer).content.startswith(b"\xff\xd8")


def inspected(officer: TestPhone) -> None:
    """Everything answered, so that only the signatures are left."""
    town = demo_municipality()
    checklist, building = town.checklists["fire-annual-officer"], town.buildings["B01"]
    officer.sync(RoundStarted(ROUND, "B01", checklist.id, checklist.version))
    now = datetime.now(UTC)
    while missing := missing_answers(checklist, building, as_it_stands(officer), now.isoformat()):
        for step in missing:
            value = fine_answer(step.point, now)
            assert outcome(officer, PointAnswered(ROUND, step.point.id, value, step.place)) == "accepted", step.key


def outcome(officer: TestPhone, act: PointAnswered) -> str:
    [receipt] = officer.sync(act)["receipts"]
    return receipt["outcome"]


def as_it_stands(officer: TestPhone) -> Round:
    return from_plain(Round, officer.documents["round", ROUND])


def draw(app: FletPage, role: str) -> None:
    """A zigzag of its own for everybody."""
    app.press(f"draw-{role}")
    pad = app.scroll_to(app.by_id("signature-pad"))
    app.element(pad)
    box = pad.bounding_box()
    assert box
    left, middle = box["x"] + 40, box["y"] + box["height"] / 2
    app.page.mouse.move(left, middle)
    app.page.mouse.down()
    for number in range(1, 6):
        app.page.mouse.move(
            left + 40 * number, middle + (-1) ** number * (12 + 14 * list(SIGNERS).index(role)), steps=6
        )
    app.page.mouse.up()
    expect(app.button("Klar").first, "something has been drawn").to_be_enabled(timeout=LONG)
    app.press("pad-done")
    app.by_id("pad-kept").wait_for(timeout=LONG, state="attached")
