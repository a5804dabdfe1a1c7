"""Blurring on the phone: a draft's pictures are kept at once and blurred later, restricted ones asked about first."""

from pathlib import Path
from typing import Any

import flet as ft
import pytest
from PIL import Image

from app.device.blur import Patch, boxes_of
from app.screens.writing.blur_marks import Sheet, moved, resized, with_new
from app.state.phone import Phone
from app.state.writing import blurring
from app.state.writing.drafts import Draft
from app.state.writing.written import instead
from domain.photos import PhotoRef
from tests.unit.demo_phone import DemoServer
from tests.unit.harness import Screens
from tests.unit.phone.test_blur import inner, jpeg_of, opened, spread, stripes
from tests.unit.phone.test_drafts import begun, drafted, form
from tests.unit.screens.test_journeys import screens, tell, until

SHEET = Sheet(400, 300)
LANGUAGES = ("sv", "en")


def sharp() -> bytes:
    """No two pieces of it are alike, so that pieces can be searched for."""
    return jpeg_of(Image.blend(stripes(800, 600), Image.effect_noise((800, 600), 120).convert("RGB"), 0.3))


SHARP = sharp()


def on_disk(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def traces(jpeg: bytes) -> list[bytes]:
    """Pieces of the middle of the picture, in its own bytes, none of which may be found anywhere."""
    return [jpeg[at : at + 64] for at in range(len(jpeg) * 4 // 10, len(jpeg) * 6 // 10, 64)]


def found(folder: Path, jpeg: bytes) -> list[str]:
    return [name for name, held in on_disk(folder).items() if any(piece in held for piece in traces(jpeg))]


async def draw(seen: Screens, x1: float, y1: float, x2: float, y2: float) -> None:
    """A finger from here to there over the picture, in shares of it."""
    (hand,) = [one for one in seen.every(ft.GestureDetector) if one.on_horizontal_drag_down]
    wide, high = hand.content.width, hand.content.height

    def at(x: float, y: float) -> dict[str, Any]:
        return {"l": {"x": x * wide, "y": y * high}, "g": {"x": 0.0, "y": 0.0}}

    await seen.fire(hand, "horizontal_drag_down", at(x1, y1))
    if (x1, y1) != (x2, y2):
        more = {"gd": None, "ld": None, "pd": None, "ts": None}
        await seen.fire(hand, "horizontal_drag_update", {**at(x2, y2), **more})


async def draft_with(phone: Phone, raw: bytes) -> Draft:
    draft = drafted(phone, begun(phone, "graffiti-outdoor"), "graf-05", text="Klotter")
    assert await draft.add_photo(raw) is None
    return draft


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_s_picture_is_blurred_in_a_few_taps_and_the_sharp_one_is_in_no_file(
    tmp_path: Path, language: str
) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = await draft_with(phone, SHARP)
        before = draft.photos[0]
        kept = await phone.album.load(before.sha256)
        assert kept
        assert found(tmp_path, kept), "what is kept at once is found by this search"
        async with screens(phone, f"/draft/{draft.id}") as seen:
            await seen.tap(f"blur-photo-{before.sha256[:8]}")
            await until(seen, lambda: "blur-apply" in seen.ids())
            assert seen.inside("send-draft").disabled, "nobody sends the sharp one in the middle of it"
            assert seen.inside("blur-apply").disabled
            await draw(seen, 0, 0.25, 1, 0.75)
            await seen.tap("blur-apply")
            await until(seen, lambda: "blur-done" in seen.ids())
            assert not seen.inside("send-draft").disabled
        (after,) = draft.photos
        assert after.sha256 != before.sha256
        assert after.taken_at == before.taken_at
        assert found(tmp_path, kept) == []
        assert before.sha256 not in on_disk(tmp_path)
        now = await phone.album.load(after.sha256)
        assert now
        (box,) = boxes_of([Patch(0, 0.25, 1, 0.75)], 800, 600)
        assert all(spread(opened(now), square) < 4 for square in inner(box))
        assert spread(opened(now), (10, 470, 790, 590)) > 80

    tell(story, tmp_path, language=language)


def test_the_journal_knows_the_new_picture_and_the_server_never_hears_of_the_old(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        draft = await draft_with(phone, SHARP)
        before = draft.photos[0].sha256
        assert await blurring.blur(phone.album, draft, before, [Patch(0, 0, 1, 1)]) is None
        after = draft.photos[0].sha256
        assert draft.send() is None
        await phone.send_now()
        assert set(server.photos) & {before, after} == {after}
        assert before not in str(server.events)

    tell(story, tmp_path)


def test_a_picture_that_another_draft_has_as_well_stays_for_that_one(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = await draft_with(phone, SHARP)
        other = phone.new_report()
        assert await other.add_photo(SHARP) is None
        name = draft.photos[0].sha256
        assert other.photos[0].sha256 == name
        assert await blurring.blur(phone.album, draft, name, [Patch(0, 0, 1, 1)]) is None
        assert await phone.album.load(name)
        assert await blurring.blur(phone.album, other, name, [Patch(0, 0, 1, 1)]) is None
        assert name not in on_disk(tmp_path)

    tell(story, tmp_path)


def test_what_has_been_reported_keeps_its_picture_and_offers_no_blurring(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = await draft_with(phone, SHARP)
        name, round_id = draft.photos[0].sha256, draft.round
        assert draft.send() is None
        walk = phone.book.walk(round_id)
        assert walk
        again = drafted(phone, walk, "graf-05")
        assert [photo.sha256 for photo in again.photos] == [name]
        async with screens(phone, f"/draft/{again.id}") as seen:
            assert f"remove-photo-{name[:8]}" in seen.ids()
            assert f"blur-photo-{name[:8]}" not in seen.ids()
        await phone.album.let_go(name)
        assert name in on_disk(tmp_path)

    tell(story, tmp_path)


def test_the_boxes_are_laid_and_moved_by_buttons_alone_and_undone(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = await draft_with(phone, SHARP)
        async with screens(phone, f"/draft/{draft.id}") as seen:
            await seen.tap(f"blur-photo-{draft.photos[0].sha256[:8]}")
            await until(seen, lambda: "blur-apply" in seen.ids())
            await seen.tap("blur-add")
            for name in ("larger", "larger", "left", "up", "right", "down", "smaller"):
                await seen.tap(f"blur-{name}")
            await seen.tap("blur-add")
            assert seen.says("2 rutor")
            await seen.tap("blur-undo")
            assert seen.says("1 ruta")
            await seen.tap("blur-apply")
            await until(seen, lambda: "blur-done" in seen.ids())
        now = await phone.album.load(draft.photos[0].sha256)
        assert now
        assert spread(opened(now), (390, 290, 396, 296)) < 30

    tell(story, tmp_path)


def test_whoever_cancels_or_leaves_has_changed_nothing(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = await draft_with(phone, SHARP)
        held = draft.photos
        async with screens(phone, f"/draft/{draft.id}") as seen:
            await seen.tap(f"blur-photo-{held[0].sha256[:8]}")
            await until(seen, lambda: "blur-apply" in seen.ids())
            await draw(seen, 0.1, 0.1, 0.1, 0.1)
            await seen.tap("blur-cancel")
            assert not seen.inside("send-draft").disabled
            await seen.tap(f"blur-photo-{held[0].sha256[:8]}")
            await until(seen, lambda: draft.blurring)
            await seen.back()
        assert draft.photos == held
        assert draft.problem() is None

    tell(story, tmp_path)


FORM = "incident-threat-violence"


def test_a_restricted_form_asks_before_a_picture_is_kept_and_keeps_only_the_blurred_one(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.down = True
        walk = form(phone, FORM)
        step = next(step for step in walk.steps if step.point.type == "photo")
        camera = {"get_available_cameras": [], "take_picture": sharp()}
        async with screens(phone, f"/round/{walk.round.id}/point/{walk.number_of(step)}", **camera) as seen:
            before = set(on_disk(tmp_path))
            await choose(seen, SHARP)
            await until(seen, lambda: seen.says("Ska bilden användas?"))
            assert set(on_disk(tmp_path)) == before, "nothing is written while it is looked at"
            await seen.tap("look-blur")
            await draw(seen, 0, 0, 1, 1)
            await seen.tap("blur-apply")
            await until(seen, lambda: "look-use" in seen.ids())
            assert set(on_disk(tmp_path)) == before
            await seen.tap("look-use")
            await until(seen, lambda: seen.says("1 av högst"))
        prepared = await phone.album.prepared(SHARP)
        assert isinstance(prepared, bytes)
        assert found(tmp_path, prepared) == []
        assert found(tmp_path, SHARP) == []
        taken = phone.book.walk(walk.round.id)
        assert taken
        (photo,) = taken.round.answers[step.key].photos
        kept = await phone.album.load(photo.sha256)
        assert kept
        assert spread(opened(kept), (10, 10, 100, 100)) < 30

    tell(story, tmp_path)


def test_a_picture_to_be_taken_again_and_one_that_is_used_as_it_is(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = form(phone, FORM)
        step = next(step for step in walk.steps if step.point.type == "photo")
        async with screens(phone, f"/round/{walk.round.id}/point/{walk.number_of(step)}") as seen:
            await choose(seen, sharp(), jpeg_of(Image.new("RGB", (40, 30), "teal")))
            await until(seen, lambda: seen.says("1 bild till att titta på"))
            await seen.tap("look-use")
            await until(seen, lambda: not seen.says("1 bild till att titta på") and "look-use" in seen.ids())
            await seen.tap("look-again")
            assert "close-camera" in seen.ids()
        taken = phone.book.walk(walk.round.id)
        assert taken
        (photo,) = taken.round.answers[step.key].photos
        assert (photo.width, photo.height) == (800, 600)

    tell(story, tmp_path)


async def choose(seen: Screens, *raws: bytes) -> None:
    """Pick pictures with the phone's own chooser."""
    (picker,) = [service for service in seen.page.services if isinstance(service, ft.FilePicker)]
    files = [{"id": n, "name": f"{n}.jpg", "size": len(raw), "bytes": raw} for n, raw in enumerate(raws)]
    await seen.fire(picker, "result", {"files": files})


@pytest.mark.parametrize("across", [-1, 0, 1])
@pytest.mark.parametrize("down", [-1, 0, 1])
def test_a_box_that_is_moved_as_far_as_it_goes_still_covers_a_part_of_the_picture(across: int, down: int) -> None:
    marks = with_new((), SHEET)
    for _ in range(60):
        marks = moved(marks, across, down)
    assert boxes_of(marks, 800, 600)


def test_a_box_grows_and_shrinks_around_its_middle_and_never_to_nothing() -> None:
    (start,) = with_new((), SHEET)
    (large,) = resized((start,), larger=True)
    assert large.left < start.left
    assert large.right > start.right
    small = (start,)
    for _ in range(40):
        small = resized(small, larger=False)
    assert boxes_of(small, 800, 600)


@pytest.mark.parametrize(("x", "y"), [(200, 150), (0, 0), (399, 299)])
def test_a_tap_covers_what_is_under_it_and_a_stroke_what_it_spans_whichever_way_it_went(x: float, y: float) -> None:
    tapped = SHEET.drawn(x, y, x + 3, y - 3)
    assert tapped == SHEET.dab(x, y)
    assert tapped.left * SHEET.width < x < tapped.right * SHEET.width
    assert SHEET.drawn(10, 20, 110, 220) == SHEET.drawn(110, 220, 10, 20)


def test_a_picture_keeps_its_place_among_the_others_and_when_it_was_taken() -> None:
    first, second = PhotoRef("a" * 64, taken_at="1"), PhotoRef("b" * 64, taken_at="2")
    put = instead((first, second), first.sha256, PhotoRef("c" * 64, 4, 3, "9"))
    assert put == (PhotoRef("c" * 64, 4, 3, "1"), second)


def test_a_picture_that_cannot_be_read_is_said_to_be_so_and_can_be_taken_again(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = form(phone, FORM)
        step = next(step for step in walk.steps if step.point.type == "photo")
        async with screens(phone, f"/round/{walk.round.id}/point/{walk.number_of(step)}") as seen:
            await choose(seen, b"%PDF-1.7")
            await until(seen, lambda: seen.says("Filen är inte en bild."))
            assert "look-use" not in seen.ids()
            assert "look-again" in seen.ids()

    tell(story, tmp_path)
