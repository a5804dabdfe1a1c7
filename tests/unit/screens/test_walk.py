"""Claims about walking a round stop by stop: one tap an object, what is remembered, locked, hidden or joined."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.state.phone import Phone
from domain.checklists.checklist import Section
from domain.findings import WITHDRAWN
from domain.language import Words
from domain.rounds.logbook import Last, Logbook, logbook_id
from domain.rounds.round import Answer
from tests.unit.walk_stories import MONTHLY, begun, finding, judged, page_of, received, screens, tell, walking

EXTINGUISHER, NEXT = "LJH-B01-EX-001", "LJH-B01-EX-002"
POINTS = ("sba-m-09", "sba-m-10", "sba-m-11")
NOW = "2026-11-23T09:00:00+01:00"
KEYS = [f"{point}@{EXTINGUISHER}" for point in POINTS]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_one_tap_says_ok_to_all_that_is_asked_of_an_object_and_walks_on(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        async with screens(phone, page_of(walk, POINTS[0], EXTINGUISHER)) as seen:
            assert seen.says("Pulver 6 kg korridor A")
            assert seen.says(f"{EXTINGUISHER} · Korridor A plan 1")
            assert {f"row-{key}" for key in KEYS} <= set(seen.ids()), "three questions on one page"
            events = phone.unsent()
            await seen.tap("all-ok")
            assert [walk.round.answers[key].value for key in KEYS] == ["ok"] * 3
            assert phone.unsent() == events + 3
            assert seen.says("Skum 6 l korridor B"), "the next extinguisher is there"

    tell(story, tmp_path, language=language)


def test_all_ok_leaves_what_has_been_answered_as_it_was(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        async with screens(phone, page_of(walk, POINTS[0], EXTINGUISHER)) as seen:
            await seen.tap(f"na-{KEYS[2]}")
            assert seen.says("Pulver 6 kg korridor A"), "more is asked here"
            assert seen.says("Allt OK (2)")
            await seen.tap("all-ok")
            assert [walk.round.answers[key].value for key in KEYS] == ["ok", "ok", "na"]

    tell(story, tmp_path)


def test_the_last_answer_of_an_object_walks_on_by_itself(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        async with screens(phone, page_of(walk, POINTS[0], EXTINGUISHER)) as seen:
            for key in KEYS:
                assert seen.says("Pulver 6 kg korridor A")
                await seen.tap(f"ok-{key}")
            assert seen.says("Skum 6 l korridor B")

    tell(story, tmp_path)


def test_a_deviation_of_one_point_comes_back_to_the_others_of_the_object(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        path = page_of(walk, POINTS[0], EXTINGUISHER)
        async with screens(phone, path) as seen:
            await seen.tap(f"deviation-{KEYS[1]}")
            assert seen.page.route.startswith(f"{path}/draft/")
            [draft] = phone.drafts()
            draft.change(text="Mätaren står på rött", no_photo="Mörkt")
            await seen.settle()
            await seen.tap("send-draft")
            assert seen.page.route == path
            assert seen.says("Avvikelse rapporterad")
            await seen.tap("all-ok")
            assert seen.says("Skum 6 l korridor B")
        assert walk.round.answers[KEYS[1]].finding

    tell(story, tmp_path)


def test_the_whole_monthly_round_is_one_tap_a_stop_where_all_is_well(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        taps = 0
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            await seen.tap("next-point")
            while walk.missing() and taps < 60:
                ids = seen.ids()
                if "all-ok" in ids:
                    await seen.tap("all-ok")
                elif "answer-ok" in ids:
                    await seen.tap("answer-ok")
                elif "answer-yes" in ids:
                    await seen.tap("answer-yes")
                else:
                    await seen.type("answer-number", "8")
                    await seen.tap("answer-save")
                taps += 1
            assert taps == len(walk.stops) - 1, "all but the voluntary remark"
            await seen.tap("next-unanswered")
            assert "to-sign" in seen.ids()
        assert len(walk.round.answers) > taps

    tell(story, tmp_path)


# --- what is remembered ----------------------------------------------------------------------------------------------


def test_an_open_deviation_is_shown_and_a_new_one_may_join_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        received(phone, finding())
        walk = begun(phone)
        async with screens(phone, page_of(walk, POINTS[0], EXTINGUISHER)) as seen:
            assert seen.says("Öppen avvikelse sedan 3 oktober")
            assert seen.says("Plomben är bruten.")
            await seen.tap(f"deviation-{KEYS[1]}")
            assert phone.drafts() == [], "nothing is written before the choice"
            await seen.tap("add-to-open")
            [draft] = phone.drafts()
            assert draft.joins == "old"
            draft.change(text="Fortfarande bruten")
            assert draft.send() is None
        held = phone.documents.finding("old")
        assert held is not None
        assert [again.text for again in held.seen_again] == ["Fortfarande bruten"]
        assert walk.round.answers[KEYS[1]].finding == "old"

    tell(story, tmp_path)


@pytest.mark.parametrize(("choice", "drafts"), [("join-new", 1), ("join-cancel", 0)])
def test_another_deviation_can_be_reported_beside_the_open_one(tmp_path: Path, choice: str, drafts: int) -> None:
    async def story(phone: Phone) -> None:
        received(phone, finding())
        walk = begun(phone)
        async with screens(phone, page_of(walk, POINTS[0], EXTINGUISHER)) as seen:
            await seen.tap(f"deviation-{KEYS[1]}")
            await seen.tap(choice)
            assert [draft.joins for draft in phone.drafts()] == [""] * drafts
            assert "add-to-open" not in seen.ids()

    tell(story, tmp_path)


def test_changing_ones_own_deviation_of_this_round_offers_no_joining(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        received(phone, finding(round=walk.round.id))
        async with screens(phone, page_of(walk, POINTS[0], EXTINGUISHER)) as seen:
            await seen.tap(f"deviation-{KEYS[1]}")
            assert "/draft/" in seen.page.route

    tell(story, tmp_path)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (finding(status=WITHDRAWN), "Avvek förra gången (3 oktober), åtgärdat sedan dess. Kontrollera."),
        (None, "Avvikelse förra gången (3 oktober)"),
        (finding(), "Öppen avvikelse sedan 3 oktober"),
    ],
    ids=["fixed", "not known here", "still open"],
)
def test_what_deviated_last_time_is_listed_first_and_said_at_the_point(
    tmp_path: Path, known: object, words: str
) -> None:
    async def story(phone: Phone) -> None:
        identity = logbook_id("B01", MONTHLY)
        last = {KEYS[1]: Last("2026-10-03T09:00:00+02:00", "deviation", "old")}
        received(phone, Logbook(identity, "B01", MONTHLY, last=last), *([known] if known else []))
        walk = begun(phone)
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert seen.says(words)
            await seen.tap(f"last-{KEYS[1]}")
            assert seen.page.route == page_of(walk, POINTS[1], EXTINGUISHER)
            assert f"memory-{KEYS[1]}" in seen.ids()
            assert seen.says(words)
            await seen.tap("all-ok")
            await seen.back()
            assert not seen.says(words), "what has been answered is looked at"

    tell(story, tmp_path)


# --- locked and hidden -----------------------------------------------------------------------------------------------


def test_a_locked_point_says_what_it_waits_for_and_is_open_after_that(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        first, second = judged("first", must_precede="second"), judged("second")
        walk = walking(phone, Section("s", Words("Del", "Part"), (second, first)))
        async with screens(phone, "/round/r/point/0") as seen:
            assert seen.says("Väntar på svar: Kontrollera first.")
            assert "answer-ok" not in seen.ids()
            await seen.tap("unlock-second")
            assert seen.page.route == "/round/r/point/1"
            await seen.tap("answer-ok")
            assert seen.says("Kontrollera second.")
            await seen.tap("answer-ok")
        assert walk.missing() == []

    tell(story, tmp_path)


def test_a_point_is_locked_as_long_as_another_deviates(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = walking(phone, Section("s", Words("Del", "Part"), (judged("power", blocks=("test",)), judged("test"))))
        async with screens(phone, "/round/r/point/0") as seen:
            await seen.tap("answer-deviation")
            await seen.type("words", "Strömlöst")
            await seen.tap("send-draft")
            assert seen.says("Alla punkter är besvarade"), "nobody waits for what cannot be done"
            await seen.go("/round/r/point/1")
            assert seen.says("Spärrad så länge det här avviker: Kontrollera power.")
            await seen.go("/round/r/point/0")
            await seen.tap("answer-ok")
            assert seen.says("Kontrollera test.")
            assert "answer-ok" in seen.ids()
        assert walk.locked == {}

    tell(story, tmp_path)


def test_a_point_that_an_answer_hides_vanishes_and_one_that_it_asks_for_is_there(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, "guard-round-high-value", "B10")
        hatch, seal = "guard-09@LJH-B10-HT-001", "guard-10@LJH-B10-HT-001"
        async with screens(phone, page_of(walk, "guard-09", "LJH-B10-HT-001")) as seen:
            assert f"row-{seal}" not in seen.ids()
            await seen.tap("answer-deviation")
            [draft] = phone.drafts()
            draft.change(text="Plomben bruten", no_photo="Mörkt", called_at=NOW)
            await seen.settle()
            await seen.tap("send-draft")
            assert f"row-{seal}" in seen.ids(), "a broken seal asks for its number"
            await seen.tap(f"ok-{hatch}")
            await seen.go(page_of(walk, "guard-09", "LJH-B10-HT-001"))
            assert f"row-{seal}" not in seen.ids()
        assert walk.round.answers[hatch].value == "ok"

    tell(story, tmp_path, "guard-1")


# --- two people ------------------------------------------------------------------------------------------------------


def test_two_answers_are_both_shown_until_one_who_has_seen_both_settles_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        mine = Answer("ok", "2026-11-23T09:00:00+01:00", "inspector-b01")
        both = Answer("na", "2026-11-23T09:05:00+01:00", "somebody-else", others=(mine,))
        await phone.send_now()
        received(phone, replace(walk.round, answers={"sba-m-04": both}))
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert seen.says("Två har svarat olika")
            await seen.tap("contested-sba-m-04")
            assert any("Du" in text and text.endswith("OK") for text in seen.texts())
            assert any("Någon annan" in text and text.endswith("Ej aktuellt") for text in seen.texts())
            await seen.tap("answer-ok")
            assert walk.contested() == []
            await seen.back()
            assert not seen.says("Två har svarat olika")
        assert walk.round.answers["sba-m-04"].value == "ok"

    tell(story, tmp_path)


def test_what_somebody_else_has_answered_is_said_to_be_theirs(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        await phone.send_now()
        theirs = Answer("ok", "2026-11-23T09:05:00+01:00", "somebody-else")
        received(phone, replace(walk.round, answers={"sba-m-04": theirs}))
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert seen.says("1 av någon annan")
            await seen.go(page_of(walk, "sba-m-04"))
            assert seen.says("Besvarad av någon annan")

    tell(story, tmp_path)
