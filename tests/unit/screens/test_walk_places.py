"""Claims about objects and labels on a round: scan to jump, missing, found, moved, checkpoints, and labels as links."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.state.phone import Phone
from domain.rounds.round import Scan
from tests.unit.harness import Screens
from tests.unit.walk_stories import (
    GUARD,
    ROUNDS_OF_GUARDS,
    begun,
    finding,
    page_of,
    received,
    screens,
    tell,
)

EXTINGUISHER, PANEL = "LJH-B01-EX-001", "LJH-B01-AP-001"
FIRST = "sba-m-09"


async def scan(seen: Screens, tag: str) -> None:
    """Open the scanner and type the tag, which does the same as the camera."""
    await seen.tap("scan-tag")
    await seen.settle()
    if "tag" not in seen.ids():
        await seen.tap("type-tag")
    await seen.type("tag", tag)
    await seen.tap("go-to-tag")


NO_CAMERA: dict[str, list[object]] = {"get_available_cameras": []}


@pytest.mark.parametrize("start", ["overview", "walker"])
def test_scanning_jumps_to_the_object_and_is_kept_with_its_time(tmp_path: Path, start: str) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        path = f"/round/{walk.round.id}" + ("/point/0" if start == "walker" else "")
        async with screens(phone, path, **NO_CAMERA) as seen:
            await scan(seen, "ex 1")
            assert seen.says("Pulver 6 kg korridor A")
            assert seen.says("Skannad")
        assert [held.place for held in walk.round.scans] == [EXTINGUISHER]

    tell(story, tmp_path)


def test_a_room_is_jumped_to_by_its_label_as_well(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        async with screens(phone, f"/round/{walk.round.id}/point/0", **NO_CAMERA) as seen:
            await scan(seen, "TRP")
            assert seen.says("Trapphus öst")
        assert walk.round.scans == (), "a room's label proves nothing"

    tell(story, tmp_path)


def test_an_object_that_the_round_does_not_ask_about_can_be_reported_on(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        async with screens(phone, f"/round/{walk.round.id}", **NO_CAMERA) as seen:
            outside = next(
                item for item in walk.building.objects if not walk.stop_at(item.tag) and item.type == "fire_panel"
            )
            await scan(seen, outside.tag)
            assert seen.says("ingår inte i den här ronden")
            await seen.tap("report-it")
            [draft] = phone.drafts()
            assert (draft.object, draft.component, draft.round) == (outside.tag, outside.component, "")
            assert seen.page.route == f"/round/{walk.round.id}/draft/{draft.id}"
        assert walk.round.scans == ()

    tell(story, tmp_path)


def test_a_label_of_another_building_is_refused_with_its_name(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, "fire-technical-owner")
        async with screens(phone, f"/round/{walk.round.id}", **NO_CAMERA) as seen:
            await scan(seen, "LJH-B02-EX-001")
            assert seen.says("hör till Lingonets förskola, inte till Björkhagaskolan.")
            assert "add-object" not in seen.ids()
        assert walk.round.scans == ()

    tell(story, tmp_path, "caretaker-north")


def test_a_round_without_objects_has_nothing_to_scan(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, "graffiti-outdoor", "B02")
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert "scan-tag" not in seen.ids()
            await seen.tap("next-point")
            assert "scan-tag" not in seen.ids()

    tell(story, tmp_path, "caretaker-north")


def test_an_unknown_label_may_be_an_object_that_the_register_lacks(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        stops = len(walk.stops)
        async with screens(phone, f"/round/{walk.round.id}", **NO_CAMERA) as seen:
            await scan(seen, "LJH-B01-EX-099")
            assert seen.says("LJH-B01-EX-099 finns inte i registret")
            await seen.tap("add-object")
            assert seen.inside("found-tag").value == "LJH-B01-EX-099"
            assert seen.inside("save-found").disabled
            await seen.type("found-label", "Pulver 2 kg foajé")
            await seen.tap("kind-extinguisher")
            await seen.tap("room-B01-ENT")
            await seen.tap("save-found")
            assert seen.says("Pulver 2 kg foajé")
            assert seen.says("Står inte i registret än: föreslaget")
            await seen.tap("all-ok")
        assert len(walk.stops) == stops + 1
        [item] = walk.round.found
        assert (item.type, item.component, item.space) == ("extinguisher", "FIR.EXT.PRT", "B01-ENT")
        assert walk.round.answers[f"{FIRST}@LJH-B01-EX-099"].value == "ok"

    tell(story, tmp_path)


def test_a_missing_object_is_reported_listed_and_may_be_there_after_all(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        path = page_of(walk, FIRST, EXTINGUISHER)
        async with screens(phone, path, **NO_CAMERA) as seen:
            await seen.tap("object-wrong")
            await seen.tap("object-missing")
            [draft] = phone.drafts()
            draft.change(no_photo="Inget att fotografera")
            await seen.settle()
            await seen.tap("send-draft")
            assert list(walk.round.not_found) == [EXTINGUISHER]
            await seen.go(f"/round/{walk.round.id}")
            assert seen.says("Saknas")
            await seen.tap(f"back-{EXTINGUISHER}")
            assert walk.round.not_found == {}
            assert walk.stop_at(EXTINGUISHER)
            assert not seen.says("Saknas")
        reported = phone.documents.finding(draft.id)
        assert reported is not None
        assert reported.status == "withdrawn"

    tell(story, tmp_path)


def test_scanning_what_was_said_to_be_missing_asks_whether_it_is_there_after_all(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        item = walk.building.object(EXTINGUISHER)
        assert item is not None
        draft = phone.draft_for_missing(walk.round.id, item)
        assert draft is not None
        draft.change(no_photo="x")
        assert draft.send() is None
        async with screens(phone, f"/round/{walk.round.id}", **NO_CAMERA) as seen:
            await scan(seen, EXTINGUISHER)
            assert seen.says("Pulver 6 kg korridor A är anmält som saknat")
            await seen.tap("object-back")
            assert seen.page.route == page_of(walk, FIRST, EXTINGUISHER)
        assert walk.round.not_found == {}
        assert walk.round.scan_of(EXTINGUISHER)

    tell(story, tmp_path)


def test_an_object_in_another_room_is_proposed_there_and_keeps_what_is_known_of_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        before = walk.building.object(EXTINGUISHER)
        assert before is not None
        async with screens(phone, page_of(walk, FIRST, EXTINGUISHER)) as seen:
            await seen.tap("object-wrong")
            await seen.tap("object-moved")
            assert seen.inside("save-moved").disabled, "it stands there already"
            await seen.tap("room-B01-ENT")
            await seen.tap("save-moved")
            assert seen.says(f"{EXTINGUISHER} · Huvudentré")
        [item] = walk.round.found
        assert item == replace(before, space="B01-ENT")

    tell(story, tmp_path)


# --- proof of presence -----------------------------------------------------------------------------------------------

CHECKPOINT = "LJH-B10-CP-001"


def test_a_checkpoint_is_scanned_or_it_is_said_why_not(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, ROUNDS_OF_GUARDS, "B10")
        key = f"guard-04@{CHECKPOINT}"
        async with screens(phone, page_of(walk, "guard-04", CHECKPOINT), **NO_CAMERA) as seen:
            assert seen.says("Skanna taggen")
            assert "why-not-scanned" not in seen.ids(), "the place and the question come first"
            await seen.tap("answer-ok")
            assert key not in walk.round.answers
            assert seen.says("Skanna taggen, eller skriv varför det inte gick.")
            await seen.tap("cannot-scan")
            await seen.type("why-not-scanned", "Etiketten är borta")
            await seen.tap("answer-ok")
        assert walk.round.answers[key].note == "Etiketten är borta"

    tell(story, tmp_path, GUARD)


def test_a_scanned_checkpoint_says_when_and_is_answered_at_once(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, ROUNDS_OF_GUARDS, "B10")
        async with screens(phone, page_of(walk, "guard-04", CHECKPOINT), **NO_CAMERA) as seen:
            await seen.tap("scan-here")
            await seen.settle()
            await seen.type("tag", "cp 1")
            await seen.tap("go-to-tag")
            assert "scanned" in seen.ids()
            await seen.tap("answer-ok")
        assert walk.round.answers[f"guard-04@{CHECKPOINT}"].value == "ok"

    tell(story, tmp_path, GUARD)


def test_the_overview_shows_what_has_not_been_scanned_and_the_long_pauses(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, ROUNDS_OF_GUARDS, "B10")
        await phone.send_now()
        scans = (
            Scan(CHECKPOINT, "2026-11-23T01:00:00+01:00", GUARD),
            Scan("LJH-B10-CP-002", "2026-11-23T01:22:00+01:00", GUARD),
        )
        received(phone, replace(walk.round, scans=scans))
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert seen.says("22 minuter mellan Kontrollpunkt 1 grind")
            assert seen.says("Inte skannade än")
            [listed] = [text for text in seen.texts() if "Kontrollpunkt 3" in text and "Kontrollpunkt 4" in text]
            assert "Kontrollpunkt 1" not in listed

    tell(story, tmp_path, GUARD)


# --- labels as links -------------------------------------------------------------------------------------------------


def test_a_label_opened_by_the_phones_own_camera_leads_into_the_round_under_way(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone)
        async with screens(phone, f"/tag/{EXTINGUISHER}") as seen:
            assert seen.page.route == page_of(walk, FIRST, EXTINGUISHER)
            assert seen.says("Pulver 6 kg korridor A")
        assert walk.round.scan_of(EXTINGUISHER)

    tell(story, tmp_path)


def test_outside_any_round_a_label_tells_what_is_open_and_takes_a_report(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        received(phone, finding(), finding(id="gone", text="Lagat", status="withdrawn"))
        async with screens(phone, f"/tag/{EXTINGUISHER}") as seen:
            assert seen.says("Plomben är bruten.")
            assert not seen.says("Lagat")
            await seen.tap("report-it")
            [draft] = phone.drafts()
            assert (draft.building, draft.object, draft.space) == ("B01", EXTINGUISHER, "B01-COR1")

    tell(story, tmp_path)


@pytest.mark.parametrize("tag", ["nothing", "LJH-B99-XX-001", "%20"])
def test_an_unknown_label_says_so(tmp_path: Path, tag: str) -> None:
    async def story(phone: Phone) -> None:
        async with screens(phone, f"/tag/{tag}") as seen:
            assert "report-it" not in seen.ids()
            assert seen.says("Skriv taggen som den står på etiketten")

    tell(story, tmp_path)
