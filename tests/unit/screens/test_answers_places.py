"""Claims about answering with moments, places, objects, photos and signatures, and about what is suggested."""

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from PIL import Image

from app.device.ink import png_of
from app.screens.answers import position
from app.screens.answers.duration import iso_of, minutes_in
from app.screens.answers.words import police_number
from domain.durations import parse_duration
from domain.rounds.round import Round
from tests.unit.one_point import PLACE, ROUND, Asked, a_point, ask, choices
from tests.unit.screens.test_journeys import until

PLACES = ("building_space", "home_visit", "other")
CAMERA: dict[str, Any] = {
    "get_available_cameras": [{"name": "b", "lens_direction": "back", "sensor_orientation": 0}],
}
HERE = {"latitude": 59.1234567, "longitude": 17.7654321, "accuracy": 11.6}


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


# --- moments ---------------------------------------------------------------------------------------------------------


def test_now_is_one_touch_and_has_its_time_zone(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        assert asked.seen.says("Förslag: nu")
        await asked.seen.tap("answer-now")
        moment = datetime.fromisoformat(asked.stored)
        assert moment.tzinfo is not None
        assert abs(datetime.now().astimezone() - moment) < timedelta(minutes=2)

    ask(tmp_path, story, a_point("datetime", prefill="now", not_future=True))


def test_a_day_is_chosen_in_a_calendar_and_then_a_time_by_the_clock(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        seen = asked.seen
        await seen.tap("answer-date")
        calendar = seen.every(ft.DatePicker)[0]
        await seen.fire(calendar, "change", value=datetime(2026, 3, 2))
        clock = seen.every(ft.TimePicker)[0]
        await seen.fire(clock, "change", value=datetime(2026, 3, 2, 14, 5).time())
        assert asked.stored.startswith("2026-03-02T14:05")
        assert len(asked.stored) == len("2026-03-02T14:05+01:00")

    ask(tmp_path, story, a_point("datetime"))


def test_a_day_that_lies_in_the_future_is_refused_where_it_may_not(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        await asked.seen.tap("answer-date")
        await asked.seen.fire(asked.seen.every(ft.DatePicker)[0], "change", value=datetime(2126, 3, 2))
        assert asked.seen.says("ligger i framtiden")
        assert asked.told == []

    ask(tmp_path, story, a_point("date", not_future=True))


# --- places and objects ----------------------------------------------------------------------------------------------


def test_a_place_has_a_kind_a_room_and_words(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        seen, room = asked.seen, asked.walk.building.spaces[0].id
        assert seen.inside("answer-save").disabled
        await seen.tap("place-building_space")
        await seen.tap(f"room-{room}")
        await seen.type("answer-text", "vid dörren")
        await seen.tap("answer-save")
        assert asked.stored == {"kind": "building_space", "space": room, "words": "vid dörren"}

    ask(tmp_path, story, a_point("location", allow=PLACES))


def test_a_room_is_forgotten_when_it_was_somewhere_else_after_all(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        await asked.seen.tap("place-building_space")
        await asked.seen.tap(f"room-{asked.walk.building.spaces[0].id}")
        await asked.seen.tap("place-home_visit")
        assert asked.seen.says("Skriv inte någon exakt hemadress")
        assert "take-position" not in asked.seen.ids()
        await asked.seen.tap("answer-save")
        assert asked.stored == {"kind": "home_visit"}

    ask(tmp_path, story, a_point("location", allow=PLACES))


def test_somewhere_else_needs_words(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        await asked.seen.tap("place-other")
        assert asked.seen.inside("answer-save").disabled
        await asked.seen.type("answer-text", "Torget")
        assert not asked.seen.inside("answer-save").disabled

    ask(tmp_path, story, a_point("location", allow=PLACES))


def test_the_position_is_taken_only_after_saying_who_gets_it_and_a_yes(tmp_path: Path) -> None:
    asked_of_the_phone: list[str] = []

    def current(_: Any) -> dict[str, Any]:
        asked_of_the_phone.append("position")
        return HERE

    async def story(asked: Asked) -> None:
        seen = asked.seen
        await seen.tap("take-position")
        assert asked_of_the_phone == []
        assert seen.says("skickas med svaret till")
        assert seen.says("De som får läsa svaret ser den, ingen annan.")
        await seen.tap("agree-position")
        await seen.settle()
        assert seen.says("Positionen följer med svaret")
        await seen.tap("answer-save")
        assert asked.stored == {"lat": 59.12346, "lon": 17.76543, "accuracy_m": 12}

    ask(tmp_path, story, a_point("location"), request_permission="whileInUse", get_current_position=current)


def test_a_phone_that_gives_no_position_says_so_and_words_are_enough(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        await asked.seen.tap("take-position")
        await asked.seen.tap("agree-position")
        await asked.seen.settle()
        assert asked.seen.says(position.NOT_ALLOWED.sv)
        await asked.seen.type("answer-text", "Torget")
        await asked.seen.tap("answer-save")
        assert asked.stored == {"words": "Torget"}

    ask(tmp_path, story, a_point("location"), request_permission="denied")


def test_an_object_is_found_room_by_room(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        item = asked.walk.building.objects[0]
        assert f"answer-{item.tag}" not in asked.seen.ids()
        await asked.seen.tap(f"room-{item.space}")
        await asked.seen.tap(f"answer-{item.tag}")
        assert asked.stored == item.tag

    ask(tmp_path, story, a_point("object_ref"))


def test_an_object_is_found_by_a_part_of_its_name_and_a_room_is_an_answer_too(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        item, room = asked.walk.building.objects[0], asked.walk.building.spaces[0]
        await asked.seen.type("answer-search", item.tag[-6:])
        assert f"answer-{item.tag}" in asked.seen.ids()
        await asked.seen.type("answer-search", "finns inte alls")
        assert asked.seen.says("Inget här heter något med finns inte alls.")
        await asked.seen.type("answer-search", room.name)
        await asked.seen.tap(f"answer-{room.id}")
        assert asked.stored == room.id

    ask(tmp_path, story, a_point("object_ref"))


def test_an_object_is_found_by_the_tag_on_its_label(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        await asked.seen.tap("scan-object")
        await asked.seen.type("tag", "xx-99")
        await asked.seen.tap("go-to-tag")
        assert asked.seen.says("finns inte i Björkhagaskolan")
        await asked.seen.type("tag", "ex 1")
        await asked.seen.tap("go-to-tag")
        assert asked.stored == "LJH-B01-EX-001"

    ask(tmp_path, story, a_point("object_ref"), get_available_cameras=[])


# --- photos ----------------------------------------------------------------------------------------------------------


async def shoot(asked: Asked) -> None:
    await asked.seen.tap("take-photo")
    await asked.seen.tap("shoot")
    await until(asked.seen, lambda: "look-use" in asked.seen.ids())
    await asked.seen.tap("look-use")
    await until(asked.seen, lambda: "look-use" not in asked.seen.ids())


def test_photos_are_counted_against_what_is_asked_for_and_no_more_are_taken(tmp_path: Path) -> None:
    colours = iter(("teal", "red", "blue"))

    async def story(asked: Asked) -> None:
        assert asked.seen.says("0 av minst 2 bilder")
        assert asked.seen.says("Plats och annan dold information följer aldrig med bilden.")
        await shoot(asked)
        assert asked.seen.says("1 av minst 2 bilder")
        await shoot(asked)
        assert len(asked.stored) == 2
        assert "take-photo" not in asked.seen.ids()
        assert asked.seen.says("Fler bilder får inte plats")

    point = a_point("photo", min_count=2, max_count=2, strip_metadata=True)
    ask(tmp_path, story, point, **CAMERA, take_picture=lambda _: picture(next(colours)))


@pytest.mark.parametrize("type_", ["photo", "object_ref", "ok_dev_na", "number"])
def test_where_photos_are_forbidden_no_camera_and_no_chooser_opens(type_: str, tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        assert not {"take-photo", "choose-photo", "scan-object"} & set(asked.seen.ids())

    ask(tmp_path, story, a_point(type_, photo="forbidden"))


def test_the_answer_waits_for_the_photo_and_keeps_it(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        assert asked.seen.says("Ta bilden först")
        assert "answer-ok" not in asked.seen.ids()
        await shoot(asked)
        assert [step.key for step in asked.walk.missing()] == ["asked"]
        await asked.seen.tap("answer-ok")
        assert asked.stored == "ok"
        given = asked.phone.documents.round(ROUND)
        assert given is not None
        assert len(given.answers["asked"].photos) == 1
        assert asked.walk.missing() == []

    ask(tmp_path, story, a_point("ok_dev_na", photo="always"), **CAMERA, take_picture=picture())


# --- suggestions -----------------------------------------------------------------------------------------------------


def test_a_suggestion_says_why_and_is_accepted_by_one_touch(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        assert not asked.seen.says("Förslag")
        await asked.answer_before("grave")
        assert asked.seen.says("Förslag: Val report")
        assert asked.seen.says("för att ett tidigare svar tyder på det")
        await asked.seen.tap("accept-suggestion")
        assert asked.stored == "report"

    first = a_point("choice", id="first", choices=(*choices("mild"), *choices("grave", flag="av_report")))
    ask(tmp_path, story, first, a_point("choice", choices=choices("report", "no"), suggest_from_flag="av_report"))


def test_the_checklists_own_suggestion_is_offered(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        assert asked.seen.says("Förslag: Ja")
        await asked.seen.tap("accept-suggestion")
        assert asked.stored == "yes"
        assert not asked.seen.says("Förslag")

    ask(tmp_path, story, a_point("yes_no", default="yes"))


def test_a_figure_that_the_app_has_counted_stands_in_the_field_and_may_be_changed(tmp_path: Path) -> None:
    tests = [
        Round(
            f"t{n}", PLACE, "alarm-test", "1", status="submitted", submitted_at=f"{datetime.now():%Y-%m-%d}T08:00+00:00"
        )
        for n in range(3)
    ]

    async def story(asked: Asked) -> None:
        assert asked.seen.says("Uträknat av Rond, ändra om det inte stämmer.")
        assert asked.seen.every(ft.TextField)[0].value == "3"
        await asked.seen.tap("answer-more")
        await asked.seen.tap("answer-save")
        assert asked.stored == 4

    point = a_point("number", unit="prov", prefill="keeper_tests_12m")
    ask(tmp_path, story, point, more=tuple(("round", test) for test in tests))


# --- forms of answers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("5000 k123456 26", "5000-K123456-26"),
        ("5000-K123456-26", "5000-K123456-26"),
        (" 5000k12345626 ", "5000-K123456-26"),
        ("5000-k1-26", "5000-K1-26"),
        ("k12", "K12"),
    ],
)
def test_the_polices_number_gets_its_dashes(typed: str, number: str) -> None:
    assert police_number(typed) == number


@pytest.mark.parametrize("minutes", [1, 45, 60, 90, 24 * 60 + 5])
def test_a_length_of_time_is_read_as_it_was_written(minutes: int) -> None:
    assert minutes_in(iso_of(minutes)) == minutes
    assert parse_duration(iso_of(minutes)).minutes == minutes


# --- the drawn signature ---------------------------------------------------------------------------------------------


def test_strokes_become_a_picture_of_themselves() -> None:
    drawn = Image.open(io.BytesIO(png_of([(0, 0, 50, 0), (50, 0, 50, 30), (10, 20, 10, 20)])))
    assert drawn.size == (132, 92)
    assert drawn.getpixel((16 + 50, 16)) == 0  # on the first line, at twice its size
    assert drawn.getpixel((16 + 20, 16 + 40)) == 0  # the dot
    assert drawn.getpixel((16 + 50, 16 + 30)) == 255
    assert {drawn.getpixel((x, 0)) for x in range(132)} == {255}


def test_a_scrawl_across_a_desk_stays_a_small_picture() -> None:
    drawn = Image.open(io.BytesIO(png_of([(0, 0, 9000, 4000)])))
    assert max(drawn.size) <= 2001


def test_nothing_drawn_is_no_picture() -> None:
    with pytest.raises(ValueError, match="nothing"):
        png_of([])
