"""Every act has its own words where one of them was not carried out."""

import importlib
import pkgutil
from collections import Counter
from typing import get_args

import pytest

import app.words
from app.words import t
from app.words.acts import TEXTS, key_of
from domain.events import Act

NAMES = sorted(act.__name__ for act in get_args(Act))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_act_that_was_refused_is_called_by_what_the_person_did(name: str, language: str) -> None:
    assert t(key_of(name), language) != t("act.other", language)


def test_an_act_that_only_a_newer_server_knows_is_still_called_something() -> None:
    assert t(key_of("TaskSungTo"), "sv") == "Händelse"


def test_nothing_is_said_of_acts_that_do_not_exist() -> None:
    assert {key.removeprefix("act.") for key in TEXTS} - {"other"} == set(NAMES)


def test_no_two_rooms_use_the_same_key() -> None:
    rooms = [importlib.import_module(f"app.words.{room.name}") for room in pkgutil.iter_modules(app.words.__path__)]
    said = Counter(key for room in rooms for key in room.TEXTS)
    assert [key for key, times in said.items() if times > 1] == []
