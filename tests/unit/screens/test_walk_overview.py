"""Claims about a round in overview: it unfolds, searches, draws a bounded number of rows; and repeated sections."""

from collections import Counter
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from flet.components.component import Renderer

from app.screens.walking.section_card import ROWS_AT_ONCE
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.checklists.checklist import Point, Section
from domain.language import Words
from domain.rounds.logbook import Logbook, Off, logbook_id
from domain.rounds.round import Round
from tests.unit.harness import Screens
from tests.unit.walk_stories import INSPECTOR, MANAGER, MONTHLY, RISKS, begun, judged, received, screens, tell, walking


def rows(seen: Screens) -> list[str]:
    return [name for name in seen.ids() if name.startswith("step-")]


def long_round(phone: Phone, points: int, in_a_section: int) -> Walk:
    numbers = range(0, points, in_a_section)
    return walking(
        phone,
        *(
            Section(f"s{start}", Words(f"Del {start}", f"Part {start}"), tuple(map(_judged, range(start, end))))
            for start in numbers
            if (end := min(start + in_a_section, points))
        ),
        estimated_minutes=points,
    )


def _judged(number: int) -> Point:
    return judged(f"p{number}")


def test_only_the_section_with_the_next_point_is_unfolded_and_the_others_tell_their_sums(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert len(rows(seen)) == sum(stop.steps[0].section.id == "egress" for stop in walk.stops)
            assert seen.says("0/16")
            await seen.tap("section-extinguish")
            assert "step-sba-m-09@LJH-B01-EX-001" in rows(seen)
            assert seen.says("0/3"), "one row for all that is asked of an extinguisher"
            await seen.tap("section-extinguish")
            await seen.tap("section-egress")
            assert rows(seen) == []
            heads = seen.every(ft.Semantics, identifier="section-egress")
            assert not heads[0].expanded

    tell(story, tmp_path)


@pytest.mark.parametrize("in_a_section", [10, 100, 1000])
def test_a_round_of_a_thousand_points_draws_a_bounded_number_of_rows(tmp_path: Path, in_a_section: int) -> None:
    async def story(phone: Phone) -> None:
        long_round(phone, 1000, in_a_section)
        async with screens(phone, "/round/r") as seen:
            assert 0 < len(rows(seen)) <= ROWS_AT_ONCE
            if in_a_section > ROWS_AT_ONCE:
                await seen.tap("more-rows")
                assert len(rows(seen)) == 2 * ROWS_AT_ONCE

    tell(story, tmp_path)


@pytest.mark.parametrize("points", [20, 300, 1000])
def test_an_answer_draws_its_own_page_once_and_nothing_beneath_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, points: int
) -> None:
    drawn: Counter[str] = Counter()
    render = Renderer.render

    def counted(self: Renderer, component: Any, *args: Any, **kwargs: Any) -> Any:
        drawn[component.__name__] += 1
        return render(self, component, *args, **kwargs)

    monkeypatch.setattr(Renderer, "render", counted)

    async def story(phone: Phone) -> None:
        long_round(phone, points, 10)
        async with screens(phone, "/round/r") as seen:
            assert drawn["Home"]
            assert drawn["Overview"]
            await seen.tap("next-point")
            for number in range(3):
                drawn.clear()
                await seen.tap("answer-ok")
                assert seen.says(f"Kontrollera p{number + 1}.")
                assert drawn["PointPage"] == drawn["Walker"] == drawn["Question"] == drawn["Answering"] == 1, drawn
                assert not drawn.keys() & {"App", "Pages", "Router", "Home", "RoundOverview", "Overview", "Top"}, drawn
                assert drawn.total() <= 14, drawn
            await seen.back()
            assert seen.says(f"3/{points}"), "coming back draws what was left alone"

    tell(story, tmp_path)


@pytest.mark.parametrize("checklist", [MONTHLY, RISKS])
def test_the_sections_sums_make_up_the_sum_of_the_round(tmp_path: Path, checklist: str) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, checklist)
        optional = next((step for step in walk.steps if not step.point.must_be_answered), walk.steps[0])
        value = {"number": 3, "text": "Larm", "long_text": "Larm", "ok_dev_na": "ok"}[optional.point.type]
        assert walk.answer(optional, value) is None
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            heads = [name for name in seen.ids() if name.startswith("section-")]
            said = [text for name in heads for text in texts_in(seen, name) if "/" in text]
            sums = [tuple(map(int, text.split("/"))) for text in said]
        assert tuple(map(sum, zip(*sums, strict=True))) == walk.progress

    tell(story, tmp_path, MANAGER if checklist == RISKS else INSPECTOR)


def texts_in(seen: Screens, identifier: str) -> list[str]:
    return [held.value for held in seen.walk(seen.inside(identifier)) if isinstance(held, ft.Text)]


def test_an_assessment_asks_about_no_object_and_says_no_round(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, RISKS)
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert "add-object" not in seen.ids()
            assert not seen.says("ronden")

    tell(story, tmp_path, MANAGER)


def test_a_long_round_can_be_searched_by_what_is_asked_and_where(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, "sba-monthly")
        assert len(walk.stops) <= 30
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert "search-stops" not in seen.ids(), "a short one is read through"
        long_round(phone, 100, 10)
        async with screens(phone, "/round/r") as seen:
            await seen.type("search-stops", "p77")
            assert rows(seen) == ["step-p77"]
            await seen.tap("step-p77")
            assert seen.page.route == "/round/r/point/77"
            await seen.back()
            await seen.type("search-stops", "finns inte")
            assert seen.says("Inget med de orden.")

    tell(story, tmp_path)


def test_the_time_left_shrinks_with_the_answers(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = long_round(phone, 20, 10)
        async with screens(phone, "/round/r") as seen:
            assert seen.says("ungefär 20 minuter kvar")
            assert walk.answer_all([(step, "ok") for step in walk.steps[:15]]) is None
            await seen.settle()
            assert seen.says("ungefär 5 minuter kvar")

    tell(story, tmp_path)


def test_a_pause_leads_home_and_everything_is_there_afterwards(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        path = f"/round/{walk.round.id}"
        async with screens(phone, f"{path}/point/0") as seen:
            await seen.tap("answer-ok")
            await seen.back()
            assert seen.says("Allt är sparat.")
            await seen.tap("pause-round")
            assert seen.page.route == "/"
            await seen.go(path)
            assert seen.says("1/16")

    tell(story, tmp_path)


@pytest.mark.parametrize(("who", "offered"), [("inspector-b01", False), (MANAGER, True)])
def test_points_that_are_switched_off_are_counted_and_the_way_to_them_is_for_who_may(
    tmp_path: Path, who: str, offered: bool
) -> None:
    async def story(phone: Phone) -> None:
        off = {"sba-m-19": Off("Ingen container", "x", "Förvaltare", "2026-01-01T00:00:00+01:00")}
        received(phone, Logbook(logbook_id("B01", MONTHLY), "B01", MONTHLY, off=off))
        inspector = phone.book.start_unplanned("B01", MONTHLY)
        path = f"/round/{inspector}" if isinstance(inspector, str) else None
        if path is None:
            walk = walking_monthly(phone)
            path = f"/round/{walk.round.id}"
        async with screens(phone, path) as seen:
            assert seen.says("En punkt är avstängd i den här byggnaden")
            assert ("switches" in seen.ids()) == offered
            if offered:
                await seen.tap("switches")
                assert seen.page.route == f"/switches/B01/{MONTHLY}"

    tell(story, tmp_path, who)


def walking_monthly(phone: Phone) -> Walk:
    """The monthly round of somebody else, as its reviewer sees it."""
    received(phone, Round("theirs", "B01", MONTHLY, "2026:1", "in_progress", started_at=phone.clock.stamp()))
    walk = phone.book.walk("theirs")
    assert walk is not None
    return walk


# --- repeated sections -----------------------------------------------------------------------------------------------


def test_a_risk_is_added_scored_and_taken_away_again_after_a_second_thought(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, RISKS)
        first = walk.stop_at("1")
        assert first is not None
        async with screens(phone, f"/round/{walk.round.id}/point/{walk.number_of(first.steps[0])}") as seen:
            assert seen.says("Risk 1\u00a0av\u00a01")
            assert "remove-instance" not in seen.ids(), "one is demanded"
            await seen.tap("add-instance")
            assert seen.says("Risk 2\u00a0av\u00a02")
            [instance] = walk.round.repeats["risk"]
            await seen.tap("answer-fire")
            await seen.type("answer-text", "Brand i förråd")
            await seen.tap("answer-save")
            await seen.tap("answer-3")
            await seen.tap("answer-4")
            assert seen.says("Risk 3 × 4 = 12, hög")
            texts = seen.texts()
            score = texts.index("Risk 3 × 4 = 12, hög")
            assert texts.index("Konsekvens") < score < texts.index("Hur väl klarar verksamheten av händelsen?")
            assert walk.step(f"risk-09@{instance}"), "a risk of five and more needs a measure"
            await seen.tap("remove-instance")
            await seen.tap("keep-instance")
            assert walk.round.repeats["risk"] == (instance,)
            await seen.tap("remove-instance")
            await seen.tap("remove-instance-sure")
            assert seen.says("Risk 1\u00a0av\u00a01")
        assert walk.round.repeats["risk"] == ()
        assert not any(key.endswith(instance) for key in walk.round.answers)

    tell(story, tmp_path, MANAGER)
