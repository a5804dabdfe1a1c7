"""What an answer leads to beyond itself."""

from typing import Any

import pytest

from domain.checklists.checklist import Choice, Point
from domain.checklists.effects import forms_opened_by
from domain.language import Words

KEYS = Point(
    id="what",
    type="multi_choice",
    text=Words("Vad är borta?", "What is gone?"),
    creates_form="damage",
    choices=(
        Choice(id="key", words=Words("Nyckel", "Key"), creates_form="lost-key"),
        Choice(id="goods", words=Words("Gods", "Goods"), creates_form="theft"),
        Choice(id="tag", words=Words("Tagg", "Tag"), creates_form="lost-key"),
        Choice(id="none", words=Words("Inget", "Nothing")),
    ),
)


@pytest.mark.parametrize(
    ("value", "deviates", "forms"),
    [
        (["none"], False, ()),
        (["none"], True, ("damage",)),
        (["key"], False, ("lost-key",)),
        (["key", "goods"], False, ("lost-key", "theft")),
        (["key", "tag"], False, ("lost-key",)),
        (["goods", "key"], True, ("theft", "lost-key", "damage")),
        (None, False, ()),
    ],
)
def test_every_form_that_an_answer_calls_for_is_opened_once(value: Any, deviates: bool, forms: tuple[str, ...]) -> None:
    assert set(forms_opened_by(KEYS, value, deviates=deviates)) == set(forms)
    assert len(forms_opened_by(KEYS, value, deviates=deviates)) == len(forms)
