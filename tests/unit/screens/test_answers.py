"""Claims about every type of answer: its control is there, one way through it is stored, and mistakes are told."""

from pathlib import Path
from typing import Any

import flet as ft
import pytest

from domain.checklists.checklist import Point
from sync_server.content import load_municipality
from tests.unit.one_point import Asked, a_point, ask, choices

TOWN = load_municipality()
LANGUAGES = ("sv", "en")
LIMITS = {"min": 24, "max": 28.5, "hard_min": 0, "hard_max": 60}

Deed = tuple[str, ...]
"""A touch: (id,); or typing: (id, words)."""

WAYS: list[tuple[Point, list[Deed], Any]] = [
    (a_point("ok_dev_na"), [("answer-ok",)], "ok"),
    (a_point("ok_dev_na"), [("answer-deviation",)], "deviation"),
    (a_point("ok_dev_na"), [("answer-na",)], "na"),
    (a_point("yes_no"), [("answer-yes",)], "yes"),
    (a_point("yes_no", deviation_when="no"), [("answer-no",)], "no"),
    (a_point("yes_no", allow_na=True), [("answer-na",)], "na"),
    (a_point("number", unit="V", decimals=1), [("answer-number", "26,5"), ("answer-save",)], 26.5),
    (a_point("number", unit="°C"), [("answer-number", "12"), ("answer-minus",), ("answer-save",)], -12),
    (
        a_point("number", unit="V", decimals=1),
        [("answer-number", "26"), ("answer-comma",), ("answer-number", "26,5"), ("answer-save",)],
        26.5,
    ),
    (a_point("number", unit="st", hard_min=0), [("answer-more",), ("answer-more",), ("answer-save",)], 2),
    (a_point("number", unit="st", hard_min=0, decimals=0), [("answer-number", "0"), ("answer-save",)], 0),
    (a_point("number", allow_na=True), [("answer-na",)], "na"),
    (a_point("money", unit="SEK"), [("answer-number", "25 000"), ("answer-save",)], 25_000),
    (a_point("money", unit="SEK"), [("answer-number", "99,50"), ("answer-save",)], 99.5),
    (a_point("choice", choices=choices("a", "b")), [("answer-b",)], "b"),
    (a_point("choice", choices=choices("a"), allow_na=True), [("answer-na",)], "na"),
    (
        a_point("multi_choice", choices=choices("a", "b", "c")),
        [("answer-c",), ("answer-b",), ("answer-a",), ("answer-b",), ("answer-save",)],
        ["a", "c"],
    ),
    (a_point("multi_choice", choices=choices("a"), allow_na=True), [("answer-na",)], "na"),
    (a_point("text"), [("answer-text", "Vid dörren "), ("answer-save",)], "Vid dörren"),
    (a_point("long_text", max_length=500), [("answer-text", "Två rader"), ("answer-save",)], "Två rader"),
    (
        a_point("police_number", pattern="^[0-9]{4}-K[0-9]{1,7}-[0-9]{2}$", example="5000-K123456-26"),
        [("answer-text", "5000 k123456 26"), ("answer-save",)],
        "5000-K123456-26",
    ),
    (a_point("date", max_age="P12M"), [("answer-no-date",)], "missing"),
    (a_point("duration"), [("answer-30-min",), ("answer-save",)], "PT30M"),
    (
        a_point("duration"),
        [("answer-hours-more",), ("answer-minutes-more",), ("answer-minutes-more",), ("answer-save",)],
        "PT1H10M",
    ),
    (a_point("role_ref"), [("answer-search", "samordn"), ("answer-fire_officer",)], "fire_officer"),
    (a_point("info"), [("answer-read",)], "read"),
]


@pytest.mark.parametrize(("point", "deeds", "value"), WAYS, ids=[f"{p.type}: {d[-2:]}" for p, d, _ in WAYS])
def test_an_answer_is_stored_with_its_value(point: Point, deeds: list[Deed], value: Any, tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        for deed in deeds:
            await (asked.seen.type(*deed) if len(deed) == 2 else asked.seen.tap(*deed))
        assert asked.stored == value
        assert type(asked.stored) is type(value)

    ask(tmp_path, story, point)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("type_", TOWN.policy.enums["answer_type"])
def test_every_type_of_the_policy_has_a_control_that_can_be_read_aloud(
    type_: str, language: str, tmp_path: Path
) -> None:
    async def story(asked: Asked) -> None:
        buttons = [*asked.seen.every(ft.IconButton), *asked.seen.every(ft.TextField), *asked.seen.every(ft.Button)]
        assert all(b.tooltip if isinstance(b, ft.IconButton) else _said(b) for b in buttons)
        assert any(n.startswith(("answer", "place", "take-photo", "signed-last", "scan")) for n in asked.seen.ids())

    ask(tmp_path, story, a_point(type_, choices=choices("a", "b"), allow=("building_space",)), language=language)


def _said(control: Any) -> Any:
    return getattr(control, "label", None) or getattr(control, "content", None)


WRONG: list[tuple[Point, list[Deed], str]] = [
    (a_point("number", unit="V", **LIMITS), [("answer-number", "265"), ("answer-save",)], "265 V kan inte stämma"),
    (a_point("number", decimals=1), [("answer-number", "1,25"), ("answer-save",)], "Högst 1 decimaler"),
    (a_point("number", decimals=0), [("answer-number", "1,5"), ("answer-save",)], "Skriv ett heltal"),
    (a_point("number"), [("answer-number", "tolv"), ("answer-save",)], "Skriv ett tal"),
    (a_point("money", hard_max=100), [("answer-number", "25000"), ("answer-save",)], "kan inte stämma"),
    (a_point("text", max_length=5), [("answer-text", "Alldeles"), ("answer-save",)], "Högst 5 tecken"),
    (
        a_point("police_number", pattern="^[0-9]{4}-K[0-9]{1,7}-[0-9]{2}$", example="5000-K123456-26"),
        [("answer-text", "K12"), ("answer-save",)],
        "Skriv som 5000-K123456-26",
    ),
]


@pytest.mark.parametrize(("point", "deeds", "words"), WRONG, ids=[f"{p.type}: {w}" for p, _, w in WRONG])
def test_a_typing_error_is_refused_in_words_and_nothing_is_told(
    point: Point, deeds: list[Deed], words: str, tmp_path: Path
) -> None:
    async def story(asked: Asked) -> None:
        for deed in deeds:
            await (asked.seen.type(*deed) if len(deed) == 2 else asked.seen.tap(*deed))
        assert asked.seen.says(words), asked.seen.texts()
        assert asked.told == []
        assert asked.stored is None

    ask(tmp_path, story, point)


def test_limits_stand_before_the_number_and_a_deviating_one_is_saved_as_a_deviation(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        assert asked.seen.says("Ska vara mellan 24 och 28,5 V.")
        await asked.seen.type("answer-number", "26")
        assert asked.seen.inside("answer-save").content == "Spara"
        assert not asked.seen.says("Utanför gränsen")
        await asked.seen.type("answer-number", "23,9")
        assert asked.seen.inside("answer-save").content == "Avvikelse"
        assert asked.seen.says("Utanför gränsen")

    ask(tmp_path, story, a_point("number", unit="V", decimals=1, **LIMITS))


@pytest.mark.parametrize(
    ("type_", "unit", "label"),
    [
        ("number", "st", "Antal"),
        ("number", "personer", "Antal"),
        ("number", "V", "Mätvärde"),
        ("number", "min", "Tid"),
        ("number", "%", "Andel"),
        ("money", "SEK", "Belopp"),
    ],
)
def test_a_number_is_called_what_it_is(type_: str, unit: str, label: str, tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        assert asked.seen.every(ft.TextField)[0].label == label

    ask(tmp_path, story, a_point(type_, unit=unit))


def test_a_large_sum_is_read_out_in_groups(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        await asked.seen.type("answer-number", "25000")
        assert asked.seen.says("25\u00a0000 kr")

    ask(tmp_path, story, a_point("money", unit="SEK"))


def test_a_choice_of_many_that_deviates_is_saved_as_a_deviation(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        await asked.seen.tap("answer-a")
        assert asked.seen.inside("answer-save").content == "Spara"
        await asked.seen.tap("answer-bad")
        assert asked.seen.inside("answer-save").content == "Avvikelse"

    ask(tmp_path, story, a_point("multi_choice", choices=(*choices("a"), *choices("bad", deviation=True))))


def test_the_warning_about_personal_data_stands_before_the_words(tmp_path: Path) -> None:
    async def story(asked: Asked) -> None:
        assert asked.seen.says("Skriv inga namn")

    ask(tmp_path, story, a_point("long_text", pii_warning=True))
