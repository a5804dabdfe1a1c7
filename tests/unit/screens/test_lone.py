"""Working alone on the phone: begun in a few taps, one large button, honest about what the server knows."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import flet as ft
import pytest

from app.screens.lone.ticking import time_words
from app.state.phone import Phone
from domain.lone_work.session import Raised, Sign
from tests.unit.harness import Screens
from tests.unit.lone_phone import MANAGER, Hands, LoneServer, session, tell


@pytest.mark.parametrize(
    ("seconds", "words"), [(2527, "42:07"), (3727, "1:02:07"), (59, "0:59"), (0, "0:00"), (-185, "+3:05")]
)
def test_the_countdown_says_what_is_left_and_afterwards_what_has_passed(seconds: int, words: str) -> None:
    assert time_words(seconds) == words


def test_somebody_begins_in_three_taps_and_reads_what_the_app_is_not(tmp_path: Path) -> None:
    server = LoneServer()

    async def story(phone: Phone, seen: Screens, _: Hands) -> None:
        await seen.tap("lone-begin")
        assert seen.says("Utan täckning vet ingen att du behöver hjälp. Ring 112.")
        await seen.tap("lone-place-closing")
        await seen.tap("lone-within-30")
        await seen.tap("lone-start")
        assert seen.says("30:00")
        assert seen.says("Ditt tecken")
        assert "lone-not-reached" in seen.ids()
        mine = phone.lone.mine()
        assert mine
        assert (mine.place, mine.last_sign.minutes, mine.contact_role) == ("closing", 30, "unit_manager")
        await phone.send_now()
        assert [event["act"] for event in server.events] == ["LoneWorkStarted"]

    tell(tmp_path, story, server=server)


def test_what_is_missing_at_the_start_is_said_and_nothing_begins(tmp_path: Path) -> None:
    async def story(phone: Phone, seen: Screens, _: Hands) -> None:
        await seen.tap("lone-start")
        assert seen.says("Välj var du är.")
        assert seen.says("Ingen följer dig än. Tryck sedan på Börja igen.")
        await seen.tap("lone-place-other")
        await seen.tap("lone-contact-other")
        assert seen.says("Rond kan inte nå den här kontakten.")
        await seen.tap("lone-start")
        assert seen.says("Skriv vem som ska ringa dig.")
        assert phone.lone.mine() is None
        await seen.type("lone-function", "Kollegan i receptionen")
        await seen.type("lone-contact-phone", "070-000 00 09")
        await seen.type("lone-within-own", "45")
        await seen.tap("lone-start")
        mine = phone.lone.mine()
        assert mine
        assert (mine.contact, mine.contact_role, mine.last_sign.minutes) == ("Kollegan i receptionen", "", 45)

    tell(tmp_path, story, route="/lone/start")


def test_the_refusal_to_begin_stands_by_the_button_and_not_where_one_has_scrolled_past(tmp_path: Path) -> None:
    async def story(_: Phone, seen: Screens, __: Hands) -> None:
        await seen.tap("lone-start")
        [refusal] = seen.every(ft.Semantics, identifier="refusal")
        assert refusal.live_region
        scrolling = [column for column in seen.every(ft.Column) if column.scroll]
        assert scrolling
        assert not any(refusal in seen.walk(column) for column in scrolling)

    tell(tmp_path, story, route="/lone/start")


def test_the_second_time_everything_is_as_it_was_said_the_first(tmp_path: Path) -> None:
    async def story(phone: Phone, seen: Screens, _: Hands) -> None:
        await seen.tap("lone-begin")
        await seen.tap("lone-start")
        mine = phone.lone.mine()
        assert mine
        assert (mine.place, mine.phone, mine.last_sign.minutes) == ("closing", "070-000 00 02", 60)

    ended = session(Hands().now - timedelta(hours=30))
    over = Sign("e9", ended.until.isoformat(), "ended", ended.person, received=ended.until.isoformat())
    tell(tmp_path, story, server=LoneServer(sessions=[replace(ended, signs=(*ended.signs, over))]))


def test_i_am_okay_is_one_tap_on_home_and_starts_the_time_again(tmp_path: Path) -> None:
    async def story(phone: Phone, seen: Screens, hands: Hands) -> None:
        assert seen.says("10:00")
        await seen.tap("lone-okay")
        assert seen.says("1:00:00")
        mine = phone.lone.mine()
        assert mine
        assert mine.until == hands.now + timedelta(minutes=60)

    tell(tmp_path, story, started=50)


def test_offline_the_page_says_that_the_server_may_raise_the_alarm_all_the_same(tmp_path: Path) -> None:
    server = LoneServer()

    async def story(phone: Phone, seen: Screens, _: Hands) -> None:
        assert "lone-reached" in seen.ids()
        server.down = True
        await seen.tap("lone-okay")
        await phone.send_now()
        assert seen.says("har inte nått servern")
        assert seen.says("Den kan larma ändå. Saknas täckning: ring din kontakt.")
        assert "lone-call-contact" in seen.ids()

    tell(tmp_path, story, server=server, started=50, route="/lone/L1")


def test_whoever_needs_longer_says_so_and_whoever_is_done_is_asked_once_more(tmp_path: Path) -> None:
    async def story(phone: Phone, seen: Screens, _: Hands) -> None:
        await seen.tap("lone-extend-120")
        assert seen.says("10:00"), "chosen, not given"
        await seen.tap("lone-extend")
        assert seen.says("2:00:00")
        await seen.tap("lone-end")
        await seen.tap("lone-keep")
        assert phone.lone.mine()
        await seen.tap("lone-end")
        await seen.tap("lone-end-yes")
        assert phone.lone.mine() is None
        assert seen.says("Avslutat")

    tell(tmp_path, story, started=50, route="/lone/L1")


@pytest.mark.parametrize(("started", "says"), [(50, ""), (56, "Snart dags"), (62, "Du har missat ditt tecken på liv")])
def test_a_reminder_stands_over_every_page_from_five_minutes_before(tmp_path: Path, started: float, says: str) -> None:
    async def story(phone: Phone, seen: Screens, _: Hands) -> None:
        assert ("lone-band" in seen.ids()) is bool(says)
        assert seen.says(says)
        if says:
            await seen.tap("lone-band-act")
            assert "lone-band" not in seen.ids()
            mine = phone.lone.mine()
            assert mine
            assert mine.last_sign.did == "okay"

    tell(tmp_path, story, started=started, route="/tasks")


def test_the_reminder_comes_by_the_clock_without_anybody_touching_the_phone(tmp_path: Path) -> None:
    async def story(_: Phone, seen: Screens, hands: Hands) -> None:
        import asyncio

        assert not seen.says("Snart dags")
        hands.forward(5.5)
        while not seen.says("Snart dags"):
            await asyncio.sleep(0.05)
            await seen.settle()
        hands.forward(5)
        while not seen.says("Du har missat"):
            await asyncio.sleep(0.05)
            await seen.settle()

    tell(tmp_path, story, started=50, route="/lone/L1")


def test_the_manager_sees_whom_to_call_and_what_to_do_and_says_what_was_found(tmp_path: Path) -> None:
    async def story(phone: Phone, seen: Screens, _: Hands) -> None:
        assert seen.says("Tecken på liv saknas")
        assert not seen.says("Lärare Björkhagaskolan"), "not who, on a page that others look at"
        await seen.tap("lone-missed-L1")
        assert seen.says("Lärare Björkhagaskolan")
        assert seen.says("Larm: följ rutinen")
        assert seen.says("Gå aldrig in ensam.")
        assert {"lone-call-worker", "lone-call-contact"} <= set(seen.ids())
        await seen.tap("lone-found-safe")
        await seen.type("lone-found-text", "Glömde telefonen.")
        await seen.tap("lone-answer")
        assert seen.says("Larmet är besvarat")
        assert "lone-answer" not in seen.ids()
        await seen.tap("lone-end-for")
        assert seen.says("Avslutat")
        assert phone.lone.looked_after() == []

    tell(tmp_path, story, server=LoneServer(MANAGER), started=85)


def test_a_sign_that_arrived_after_the_alarm_is_shown_with_both_of_its_times(tmp_path: Path) -> None:
    hands = Hands()
    lone = session(hands.now - timedelta(minutes=85))
    given, came = (hands.now - timedelta(minutes=minutes) for minutes in (30, 2))
    late = Sign("e2", given.isoformat(), "okay", lone.person, 60, received=came.isoformat())
    calmed = replace(
        lone, signs=(*lone.signs, late), raised=(Raised("alarm", given.isoformat()), Raised("calm", came.isoformat()))
    )

    async def story(_: Phone, seen: Screens, __: Hands) -> None:
        times = [moment.astimezone().strftime("%H:%M") for moment in (given, came)]
        assert seen.says(f"{times[0]}, framme {times[1]}") or seen.says(f"{times[0]}, framme")
        assert seen.says("Larmet var över")
        assert seen.says("Inget att göra nu")

    async def worker(_: Phone, seen: Screens, __: Hands) -> None:
        assert seen.says("Servern larmade innan tecknet kom fram")
        assert seen.says("De som fick larmet får veta att det är över.")

    tell(tmp_path / "a", story, server=LoneServer(MANAGER, sessions=[calmed]), route="/lone/L1")
    tell(tmp_path / "b", worker, server=LoneServer(sessions=[calmed]), route="/lone/L1")


def test_a_list_shows_all_whom_one_would_look_for_and_another_department_has_none(tmp_path: Path) -> None:
    async def manager(_: Phone, seen: Screens, __: Hands) -> None:
        await seen.tap("lone-others")
        assert seen.says("Lärare Björkhagaskolan")
        await seen.tap("lone-L1")
        assert seen.says("Ensam sedan")

    async def caretaker(phone: Phone, seen: Screens, _: Hands) -> None:
        assert phone.lone.looked_after() == []
        assert "lone-others" not in seen.ids()

    tell(tmp_path / "a", manager, server=LoneServer(MANAGER), started=10)
    tell(tmp_path / "b", caretaker, server=LoneServer("caretaker-north"), started=10)


def test_what_is_over_and_forgotten_says_so(tmp_path: Path) -> None:
    async def story(_: Phone, seen: Screens, __: Hands) -> None:
        assert seen.says("Det finns inte här längre")

    tell(tmp_path, story, route="/lone/gone")
