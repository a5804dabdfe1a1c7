"""Restricted work on the screens: in no list, found again where it was begun, and never lost without a word."""

from pathlib import Path

import pytest

from app.state.phone import Phone
from app.state.rounds.walk import Walk
from tests.unit.demo_phone import DemoServer
from tests.unit.screens.test_journeys import screens, tell

FORM = "incident-threat-violence"
WORDS = "Hotade med kniv"


def begun(phone: Phone) -> Walk:
    walk = phone.book.walk(str(phone.book.start_form("B01", FORM)))
    assert walk
    step = next(step for step in walk.steps if step.point.id == "thr-10")
    assert walk.answer(step, ["alarm"], note=WORDS) is None
    draft = phone.draft_for_step(walk.round.id, next(step for step in walk.steps if step.point.id == "thr-11"), "fail")
    assert draft
    draft.change(text=WORDS)
    return walk


@pytest.mark.parametrize("route", ["/", "/report", "/sending", "/tasks", "/more"])
def test_a_restricted_report_is_named_in_no_list(route: str, tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.down = True
        walk = begun(phone)
        async with screens(phone, route) as seen:
            assert not seen.says(WORDS)
            assert f"round-{walk.round.id}" not in seen.ids()
            assert f"draft-{phone.drafts()[0].id}" not in seen.ids()

    tell(story, tmp_path)


def test_whoever_began_a_restricted_report_finds_it_again_at_its_form(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.down = True
        async with screens(phone, f"/report/form/{FORM}") as seen:
            assert "go-on-form" not in seen.ids()
        walk = begun(phone)
        async with screens(phone, f"/report/form/{FORM}") as seen:
            await seen.tap("form-building-B01")
            await seen.tap("go-on-form")
            assert seen.page.route == f"/round/{walk.round.id}"

    tell(story, tmp_path)


def test_a_sign_out_says_that_restricted_work_would_be_destroyed_and_can_be_called_off(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.down = True
        begun(phone)
        async with screens(phone, "/more") as seen:
            await seen.tap("sign-out")
            assert seen.says("Något som få får läsa är inte färdigt eller inte skickat.")
            assert not seen.says(WORDS)
            await seen.tap("stay")
            assert phone.unsent_sealed() == 3
            await seen.tap("sign-out")
            await seen.tap("sign-out-sure")
            assert phone.signed_in is None
            assert phone.unsent_sealed() == 0

    tell(story, tmp_path)


def test_what_the_server_refused_of_it_is_told_without_its_words_and_not_kept_when_read(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.refuses = ("PointAnswered",)
        begun(phone)
        await phone.send_now()
        async with screens(phone, "/attention") as seen:
            assert seen.says("Ronden är redan signerad")
            assert not seen.says(WORDS)
        [case] = phone.refused()
        assert WORDS in str(case.event)
        phone.settle(case)
        assert WORDS not in str(phone.db.table("outbox").all())

    tell(story, tmp_path)
