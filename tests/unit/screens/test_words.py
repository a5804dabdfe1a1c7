"""Claims about what the screens say: both languages, every key, nothing left over."""

import re
from pathlib import Path
from string import Formatter

import pytest

import app.screens
from app.words import TEXTS, acts, t

SCREENS = Path(app.screens.__file__).parent
KEY = re.compile(r"""["']((?:[a-z]+|sign_in)\.[a-z_0-9]+)["']""")
ROOMS = {key.split(".")[0] for key in TEXTS}


def keys_in_the_screens() -> set[str]:
    found = {key for file in SCREENS.rglob("*.py") for key in KEY.findall(file.read_text("utf-8"))}
    return {key for key in found if key.split(".")[0] in ROOMS}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_text_is_there_in_both_languages_with_the_same_places_to_fill(key: str) -> None:
    swedish, english = TEXTS[key]
    assert swedish.strip()
    assert english.strip()
    assert placeholders(swedish) == placeholders(english)


def test_every_key_that_a_screen_uses_exists() -> None:
    assert keys_in_the_screens() <= set(TEXTS)


def test_no_text_is_left_that_nothing_says() -> None:
    """The names of acts are said by what somebody did (see `test_words_of_acts`)."""
    assert {key.removesuffix(".one") for key in TEXTS if key not in acts.TEXTS} <= keys_in_the_screens()


def test_one_is_said_differently_from_many() -> None:
    assert t("sending.photos", "sv", n=1) == "1 foto väntar"
    assert t("sending.photos", "en", n=3) == "3 photos waiting"


def test_a_text_that_is_not_there_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        t("nothing.like_it", "sv")
