"""Rounds walked by touch in a real Chromium: a monthly fire round, an alarm test, and a guard round with scans."""

from pathlib import Path

import httpx
from playwright.sync_api import expect

from domain.events import PointAnswered, RoundStarted
from domain.records import from_plain
from domain.rounds.round import Round
from domain.rounds.walk import missing_answers
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import api_phone, open_round, signed_in, step_of
from tests.browser.rond_server import RondServer
from tests.browser.walking import at, fine, now, round_of, sign, way
from tests.fine_answers import fine_answer
from tests.server_fixtures import TestPhone, demo_municipality

BY_HAND = ("extinguish", "follow")
"""Sections of the fire round that are walked by touch; the other phone has answered the rest."""
REASON = "Taggen är borta, bara limmet är kvar"


def test_a_monthly_fire_round_is_walked_on_from_where_another_phone_has_come_and_signed(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        other = api_phone(http, "inspector-b01")
        begun = round_of(other, "sba-monthly")
        other.sync(RoundStarted(begun.id, begun.building, begun.checklist, begun.version))
        answer(other, begun.id, leaving=BY_HAND)
        left = [stop for stop in way(begun) if stop.steps[0].section.id in BY_HAND]
        assert [len(stop.steps) for stop in left] == [3, 3, 3, 3, 3, 1, 1]

        app = signed_in(phone(tmp_path / "inspector"), server, "inspector-b01")
        open_round(app, begun.id)
        app.press("next-point")
        for stop in left:
            fine(app, stop)
        sign(app, "Lisa Berg")

        signed = received(other, begun.id)
        assert (signed.status, signed.signed_by) == ("submitted", "Lisa Berg")
        assert {signed.answers[step.key].value for stop in left[:5] for step in stop.steps} == {"ok"}


def test_an_alarm_test_is_not_signed_before_the_alarm_centre_is_out_of_test_mode_again(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        other = api_phone(http, "inspector-b02")
        app = signed_in(phone(tmp_path / "keeper"), server, "inspector-b02")
        test = round_of(other, "alarm-test")
        open_round(app, test.id)
        app.press("start-round")
        *stops, out_of_test_mode = way(test)
        for stop in stops:
            if stop.key == "alarm-13":
                at(app, stop)
                app.press("answer-deviation")
                no_picture_can_be_taken(app)
            fine(app, stop)

        at(app, out_of_test_mode)
        app.open(f"{server.origin}/round/{test.id}/sign", "En punkt saknar svar")
        expect(app.by_id("sign")).to_have_count(0)
        app.press(f"missing-{out_of_test_mode.key}")
        fine(app, out_of_test_mode)
        sign(app, "Eva Lind")
        assert received(other, test.id).status == "submitted"


def test_a_guard_round_has_its_scans_and_the_reason_for_the_one_that_was_missed(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        other = api_phone(http, "guard-1")
        app = signed_in(phone(tmp_path / "guard"), server, "guard-1")
        begun = round_of(other, "guard-round-high-value")
        open_round(app, begun.id)
        app.press("start-round")
        stops = way(begun)
        checkpoints = [stop for stop in stops if stop.steps[0].must_be_scanned]
        for stop in stops[: stops.index(checkpoints[0])]:
            fine(app, stop)
        unscanned = checkpoints[-1]
        for stop in checkpoints:
            at(app, stop)
            if stop is unscanned:
                app.press("answer-ok")
                app.by_id("refusal").wait_for(timeout=LONG, state="attached")
                app.press("cannot-scan")
                app.write(app.scroll_to(app.by_id("why-not-scanned")).locator("textarea"), REASON)
            else:
                scan(app, stop.place)
            fine(app, stop)
        at(app, stops[stops.index(unscanned) + 1])

        alarm = next(stop for stop in stops if stop.key == "guard-17")
        app.text("Allt skickat").first.wait_for(timeout=LONG, state="attached")
        answer(other, begun.id, leaving=())
        app.open(f"{server.origin}/round/{begun.id}")
        step_of(app, alarm.steps[0].section.id, alarm.key).click()
        app.text(alarm.steps[0].point.text.sv).first.wait_for(timeout=LONG, state="attached")
        app.press("answer-deviation")
        no_picture_can_be_taken(app)
        app.open(f"{server.origin}/round/{begun.id}/sign", REASON)
        app.write(app.scroll_to(app.by_id("sign-name")).locator("input").first, "Sam Ek")
        app.press("sign")
        app.by_id("signed").wait_for(timeout=LONG)
        app.text("Allt skickat").first.wait_for(timeout=LONG, state="attached")

        signed = received(other, begun.id)
        assert {held.place for held in signed.scans} == {stop.place for stop in checkpoints} - {unscanned.place}
        assert signed.answers[unscanned.key].note == REASON


def scan(app: FletPage, tag: str) -> None:
    """Read the label by typing its tag: the camera of a test sees none."""
    app.press("scan-here")
    app.press("type-tag")
    app.write(app.by_id("tag").locator("input"), tag.lower())
    app.page.keyboard.press("Enter")
    app.text("Skannad ").first.wait_for(timeout=LONG, state="attached")


def no_picture_can_be_taken(app: FletPage) -> None:
    """The deviation is being written, offers neither camera nor chooser, says why, and is thrown away."""
    app.by_id("words").wait_for(timeout=LONG, state="attached")
    app.text("Fotografera inte här").first.wait_for(timeout=LONG, state="attached")
    assert app.by_id("take-photo").count() == app.by_id("choose-photo").count() == 0
    app.press("discard-draft")
    app.press("discard-sure")
    app.by_id("answer-ok").wait_for(timeout=LONG)


def answer(phone: TestPhone, round_: str, leaving: tuple[str, ...]) -> None:
    """Nothing is wrong anywhere but in the sections that are left for somebody else."""
    held = received(phone, round_)
    town = demo_municipality()
    checklist, building = town.checklists[held.checklist], town.buildings[held.building]
    while missing := [
        step
        for step in missing_answers(checklist, building, received(phone, round_), now().isoformat())
        if step.section.id not in leaving
    ]:
        acts = [PointAnswered(round_, step.point.id, fine_answer(step.point, now()), step.place) for step in missing]
        assert {receipt["outcome"] for receipt in phone.sync(*acts)["receipts"]} == {"accepted"}


def received(phone: TestPhone, round_: str) -> Round:
    """The round as the server has it now."""
    phone.sync()
    return from_plain(Round, phone.documents["round", round_])
