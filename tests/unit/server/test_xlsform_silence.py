"""No cell of a form is dropped in silence: it changes the checklist, or it is told."""

import pytest

from sync_server.xlsform.from_form import content_of_form
from sync_server.xlsform.remarks import Remarks
from sync_server.xlsform.workbook import Row

WORDS = {"label::Svenska (sv)": "Fråga", "label::English (en)": "Question"}
CELLS = {
    "label::Suomi (fi)": "Kysymys",
    "hint::Svenska (sv)": "Titta",
    "guidance_hint::English (en)": "Look",
    "required": "yes",
    "required_message": "Svara!",
    "relevant": "${first} = 'a'",
    "constraint": ". >= 3",
    "constraint_message::Svenska (sv)": "Nej!",
    "calculation": "1 + 1",
    "appearance": "w1",
    "parameters": "quality=low",
    "default": "7",
    "repeat_count": "3",
    "choice_filter": "a = b",
    "read_only": "yes",
    "trigger": "${first}",
    "save_to": "property",
    "image": "door.png",
    "intent": "org.example",
    "remark": "of the author's own",
}
TYPES = (
    *("text", "integer", "decimal", "range", "date", "dateTime", "time", "note", "image", "geopoint", "barcode"),
    *("acknowledge", "select_one size", "select_multiple size", "begin_group", "begin_repeat", "calculate"),
)


def outcome(kind: str, cells: dict[str, str]) -> tuple[object, list[str]]:
    last = {"type": "text", "name": "last", **WORDS}
    within = [last, {"type": kind.replace("begin", "end")}] if kind.startswith("begin") else [last]
    rows = [{"type": "text", "name": "first", **WORDS}, {"type": kind, "name": "asked", **WORDS, **cells}, *within]
    form = {
        "survey": [Row("survey", number, row) for number, row in enumerate(rows, 2)],
        "choices": [Row("choices", 2, {"list_name": "size", "name": "small", **WORDS})],
    }
    remarks = Remarks()
    return content_of_form(form, "form.xlsx", remarks, fallback=True), list(remarks.lines())


@pytest.mark.parametrize("heading", CELLS)
@pytest.mark.parametrize("kind", TYPES)
def test_a_cell_changes_the_checklist_or_is_told(kind: str, heading: str):
    with_it, told = outcome(kind, {heading: CELLS[heading]})
    without = outcome(kind, {})
    assert (with_it, told) != without or any(f"({heading})" in line for line in told)


@pytest.mark.parametrize("kind", ["start", "today", "deviceid", "audit", "hidden"])
def test_a_row_that_is_left_out_as_a_whole_is_told_by_its_type(kind: str):
    _, told = outcome(kind, {})
    assert any("(type): warning: " in line and kind in line for line in told)


def test_the_tighter_of_a_range_and_its_constraint_counts():
    content, told = outcome("range", {"parameters": "start=1 end=10", "constraint": ". >= 0 and . <= 8"})
    assert isinstance(content, dict)
    point = content["sections"][0]["points"][1]
    assert (point["hard_min"], point["hard_max"]) == (1, 8)
    assert not any("constraint" in line for line in told)
