"""Claims about scanning: the camera looks by itself, a refused label says why once, and typing is always a way."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import flet as ft
import pytest

from app.device.tags import CannotRead, read_tag
from app.screens.guard import part
from app.screens.scan import Scan
from app.screens.surroundings import SettingsContext
from app.state.settings import Settings
from domain.language import Words
from domain.refusals import Refusal
from tests.unit.harness import Screens

TAG = "LJH-B01-EX-001"
CAMERA: dict[str, Any] = {
    "get_available_cameras": [{"name": "b", "lens_direction": "back", "sensor_orientation": 0}],
    "take_picture": b"jpeg",
}
ELSEWHERE = Refusal("tag_elsewhere", Words("Hör till Blåklockan.", "Belongs to Blåklockan."), Words("Gå dit.", "Go."))


class Labels:
    """A reader to which each picture shows the next of `codes`; the last one stays in view."""

    def __init__(self, *codes: str | None) -> None:
        self.codes, self.pictures = list(codes), 0

    async def read(self, picture: bytes) -> str | None:
        assert picture == b"jpeg"
        self.pictures += 1
        return self.codes.pop(0) if len(self.codes) > 1 else self.codes[0]


class Round:
    """Takes in every tag but those it was told to refuse."""

    def __init__(self, **refuses: Refusal) -> None:
        self.refuses, self.told, self.closed = refuses, [], False

    def found(self, tag: str) -> Refusal | None:
        self.told.append(tag)
        return self.refuses.get(tag)

    def close(self) -> None:
        self.closed = True


def scanning(round_: Round, read: Any, language: str = "sv", **answers: Any) -> Screens:
    settings = Settings(language=language)

    @part
    def Page() -> ft.Control:
        shown, set_shown = ft.use_state(True)
        away = ft.Semantics(identifier="away", content=ft.Button("x", on_click=lambda _: set_shown(False)))
        scan = [Scan(round_.found, round_.close, read=read, pause=0)] if shown else []
        return ft.Column([away, *scan])

    return Screens(lambda page: page.render(lambda: SettingsContext(settings, Page)), answers={**CAMERA, **answers})


def tell(story: Callable[[], Coroutine[None, None, None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), 20))


async def until(seen: Screens, true: Callable[[], bool]) -> None:
    while not true():
        await asyncio.sleep(0)
        await seen.settle()


def test_pictures_are_taken_until_one_shows_a_code_and_no_longer() -> None:
    async def story() -> None:
        labels, round_ = Labels(None, None, TAG), Round()
        async with scanning(round_, labels.read) as seen:
            await until(seen, lambda: bool(round_.told))
            await seen.settle()
            assert round_.told == [TAG]
            assert labels.pictures == 3
            assert seen.says(f"Läst: {TAG}")
            assert seen.every(ft.Semantics, identifier="scan-taken")[0].live_region

    tell(story)


def test_the_phone_vibrates_when_a_code_is_read() -> None:
    async def story() -> None:
        felt: list[Any] = []
        round_ = Round()
        async with scanning(round_, Labels(None, TAG).read, vibrate=felt.append) as seen:
            await until(seen, lambda: bool(round_.told))
        assert len(felt) == 1

    tell(story)


def test_a_refused_label_says_why_and_the_camera_goes_on_looking() -> None:
    async def story() -> None:
        labels = Labels("OTHER", "OTHER", "OTHER", TAG)
        round_ = Round(OTHER=ELSEWHERE)
        async with scanning(round_, labels.read) as seen:
            await until(seen, lambda: "OTHER" in round_.told)
            await until(seen, lambda: seen.says("Hör till Blåklockan.") or TAG in round_.told)
            await until(seen, lambda: TAG in round_.told)
            assert round_.told == ["OTHER", TAG], "a label that stays in view is told once"
            await seen.settle()
            assert not seen.says("Hör till Blåklockan.")

    tell(story)


def test_a_refused_label_is_tried_again_after_the_camera_has_looked_away() -> None:
    async def story() -> None:
        round_ = Round(OTHER=ELSEWHERE)
        async with scanning(round_, Labels("OTHER", None, "OTHER", None).read) as seen:
            await until(seen, lambda: len(round_.told) == 2)
            assert seen.says("Hör till Blåklockan.")
            assert seen.says("Gå dit.")

    tell(story)


def test_a_tag_can_be_typed_and_the_camera_rests_meanwhile() -> None:
    async def story() -> None:
        labels, round_ = Labels(None), Round()
        async with scanning(round_, labels.read) as seen:
            await seen.tap("type-tag")
            taken = labels.pictures
            await seen.type("tag", "ex 1")
            assert round_.told == [], "nothing is looked up before the person says so"
            await seen.tap("go-to-tag")
            assert round_.told == ["ex 1"]
            assert labels.pictures <= taken + 1, "a picture that was on its way may still arrive"

    tell(story)


def test_the_keyboards_own_enter_key_does_the_same() -> None:
    async def story() -> None:
        round_ = Round(nonsense=ELSEWHERE)
        async with scanning(round_, Labels(None).read) as seen:
            await seen.tap("type-tag")
            await seen.type("tag", "nonsense")
            await seen.fire(seen.inside("tag"), "submit", "nonsense")
            assert round_.told == ["nonsense"]
            assert seen.says("Hör till Blåklockan.")
            assert seen.inside("tag").value == "nonsense", "what was typed stays, to be corrected"
            await seen.tap("scan")
            assert "viewfinder" in seen.ids()
            assert not seen.says("Hör till Blåklockan.")

    tell(story)


@pytest.mark.parametrize(
    ("answers", "language", "words"),
    [
        ({"get_available_cameras": []}, "sv", "Kameran gick inte att öppna"),
        ({"get_available_cameras": []}, "en", "The camera could not be opened"),
        ({"take_picture": None}, "sv", "Kameran gick inte att öppna"),
    ],
)
def test_without_a_camera_the_tag_is_typed(answers: dict[str, Any], language: str, words: str) -> None:
    async def story() -> None:
        round_ = Round()
        async with scanning(round_, Labels(None).read, language, **answers) as seen:
            await until(seen, lambda: seen.says(words))
            assert "viewfinder" not in seen.ids()
            assert "scan" not in seen.ids(), "there is no camera to go back to"
            await seen.type("tag", TAG)
            await seen.tap("go-to-tag")
            assert round_.told == [TAG]

    tell(story)


def test_a_single_picture_that_fails_is_no_reason_to_give_up() -> None:
    async def story() -> None:
        pictures = iter([None, b"jpeg", None, None, b"jpeg", b"jpeg"])
        round_ = Round()
        async with scanning(round_, Labels(None, TAG).read, take_picture=lambda _: next(pictures)) as seen:
            await until(seen, lambda: round_.told == [TAG])
            assert "scan-hindrance" not in seen.ids()

    tell(story)


def test_a_phone_that_cannot_read_codes_says_so_and_lets_the_tag_be_typed() -> None:
    async def blind(_: bytes) -> str | None:
        raise CannotRead("no decoder")

    async def story() -> None:
        round_ = Round()
        async with scanning(round_, blind) as seen:
            await until(seen, lambda: seen.says("Telefonen kan inte läsa koder just nu"))
            await seen.type("tag", TAG)
            await seen.tap("go-to-tag")
            assert round_.told == [TAG]

    tell(story)


def test_a_phone_without_the_library_cannot_read_and_says_which_one_is_missing() -> None:
    with pytest.raises(CannotRead, match="pyzbar"):
        asyncio.run(read_tag(b"jpeg"))


def test_who_leaves_stops_the_camera() -> None:
    async def story() -> None:
        labels, round_ = Labels(None), Round()
        async with scanning(round_, labels.read) as seen:
            await until(seen, lambda: labels.pictures > 1)
            await seen.tap("close-scan")
            assert round_.closed
            await seen.tap("away")
            on_its_way = labels.pictures + 1
            for _ in range(100):
                await asyncio.sleep(0)
            assert labels.pictures <= on_its_way

    tell(story)


def test_the_lamp_is_turned_on_and_off_again() -> None:
    async def story() -> None:
        modes: list[Any] = []
        async with scanning(
            Round(), Labels(None).read, set_flash_mode=lambda said: modes.append(said["mode"].value)
        ) as seen:
            await until(seen, lambda: not seen.inside("light").disabled)
            await seen.tap("light")
            assert seen.says("Släck lampan")
            await seen.tap("light")
            assert seen.says("Tänd lampan")
            assert modes == ["torch", "off"]

    tell(story)


@pytest.mark.parametrize(("web", "told"), [(False, ["off"]), (True, [])], ids=["native", "in a browser"])
def test_a_camera_that_would_flash_at_every_picture_is_told_not_to(web: bool, told: list[str]) -> None:
    async def story() -> None:
        modes: list[str] = []
        labels = Labels(None)
        seen = scanning(Round(), labels.read, set_flash_mode=lambda said: modes.append(said["mode"].value))
        seen.props["web"] = web
        async with seen:
            await until(seen, lambda: labels.pictures > 0)
            assert modes == told

    tell(story)


def test_everything_that_changes_by_itself_is_read_aloud_and_the_picture_has_a_name() -> None:
    async def story() -> None:
        async with scanning(Round(), Labels(None).read) as seen:
            [state] = seen.every(ft.Semantics, identifier="scan-state")
            assert state.live_region
            [view] = seen.every(ft.Semantics, identifier="viewfinder")
            assert view.label == "Kamerans bild"

    tell(story)
