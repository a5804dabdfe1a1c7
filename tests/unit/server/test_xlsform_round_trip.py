"""A checklist that goes out as XLSForm comes back the same, and pyxform reads what went out."""

import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from domain.checklists.checklist import Checklist, Choice, Point, Section
from domain.language import Words
from domain.secrecy.visibility import shown
from sync_server.command import main
from sync_server.content import DEMO
from sync_server.content.files import checklist_files
from sync_server.content.lined import Lined, read_yaml
from sync_server.content.read_checklists import read_checklist
from sync_server.content.validate import Source
from sync_server.xlsform.conditions import relevant_of, show_if_of
from sync_server.xlsform.from_form import content_of_form
from sync_server.xlsform.names import Names
from sync_server.xlsform.plain import content_of
from sync_server.xlsform.remarks import Remarks
from sync_server.xlsform.to_form import as_form, sheets_of
from sync_server.xlsform.written_yaml import as_yaml

IDS = [path.stem for path in checklist_files(DEMO)]
Shell = pytest.CaptureFixture[str]


def checklist_in(path: Path) -> Checklist:
    content = read_yaml(path, [])
    assert content is not None
    read = read_checklist(Source(path.name, content))
    assert read is not None
    return read


def edited(path: Path, cells: dict[tuple[str, str], str | None]) -> None:
    """Write into cells of the survey, by the question's name and the column's heading."""
    book = load_workbook(path)
    sheet: Any = book["survey"]
    first, *rest = sheet.iter_rows()
    headings = [cell.value for cell in first]
    numbers = {row[headings.index("name")].value: at for at, row in enumerate(rest, 2)}
    for (name, heading), value in cells.items():
        sheet.cell(numbers[name], headings.index(heading) + 1).value = value
    book.save(path)


@pytest.mark.parametrize("name", IDS)
def test_every_checklist_comes_back_as_it_went_out(tmp_path: Path, capsys: Shell, name: str):
    form, back = tmp_path / "form.xlsx", tmp_path / f"{name}.yaml"
    assert main(["checklist", "export", name, str(form)]) == 0
    assert main(["checklist", "import", str(form), str(back)]) == 0
    assert "warning" not in capsys.readouterr().out
    assert checklist_in(back) == checklist_in(DEMO / f"{name}.yaml")


@pytest.mark.parametrize("name", IDS)
def test_pyxform_makes_a_form_in_two_languages_of_every_checklist(tmp_path: Path, name: str):
    form = tmp_path / "form.xlsx"
    assert main(["checklist", "export", name, str(form)]) == 0
    made = convert(form.read_bytes(), file_type=".xlsx").xform
    checklist = checklist_in(DEMO / f"{name}.yaml")
    assert all(f"/{point.id}" in made for section in checklist.sections for point in section.points)
    assert 'lang="Svenska (sv)"' in made
    assert 'lang="English (en)"' in made


def test_all_sixteen_are_looked_at():
    assert len(IDS) == 16


SAMPLES: dict[Any, Any] = {
    str: "x: 'y'",
    bool: True,
    Words: Words("Två\nrader", "Two"),
    tuple[str, ...]: ("1", "no"),
    dict[str, str]: {"cause": "fire"},
    dict[str, Any]: {"all": [{"building_tag": "sba"}]},
    tuple[Choice, ...]: (Choice("a", Words("A", "A"), deviation=True, creates_task={"cause": "fire"}),),
    float | None: 1.5,
    int | None: 3,
    bool | None: False,
    Any: ["a", 1],
}


def back_and_forth(checklist: Checklist, folder: Path) -> Checklist:
    content = content_of_form(as_form(sheets_of(content_of(checklist))), "form.xlsx", Remarks())
    path = folder / "back.yaml"
    path.write_text(as_yaml(content, []), "utf-8")
    return checklist_in(path)


@pytest.mark.parametrize("name", [field.name for field in fields(Point) if field.name not in ("id", "type")])
@pytest.mark.parametrize("kind", ["ok_dev_na", "number", "date", "photo"])
def test_whatever_field_a_point_has_travels(tmp_path: Path, name: str, kind: str):
    field = next(field for field in fields(Point) if field.name == name)
    wanted = SAMPLES[field.type]
    point = replace(Point("a", kind, Words("Fråga", "Question")), **{name: wanted})
    checklist = Checklist(
        "c", "1", Words("T", "T"), "fire", "round", "P1M", sections=(Section("s", Words("S", "S"), (point,)),)
    )
    assert back_and_forth(checklist, tmp_path) == checklist


def test_what_is_edited_in_the_spreadsheet_is_what_comes_back(tmp_path: Path, capsys: Shell):
    form, back = tmp_path / "form.xlsx", tmp_path / "back.yaml"
    assert main(["checklist", "export", "incident-threat-violence", str(form)]) == 0
    changes = {
        ("thr-05", "label::English (en)"): "Tell us.",
        ("thr-05", "constraint"): "string-length(.) <= 500",
        ("thr-17", "relevant"): "${thr-16} = 'pending'",
        ("thr-05", "rond_required"): None,
        ("thr-05", "required"): None,
    }
    edited(form, changes)
    assert main(["checklist", "import", str(form), str(back)]) == 0
    point = checklist_in(back).point("thr-05")
    assert point is not None
    assert (point.text.en, point.max_length, point.required) == ("Tell us.", 500, None)
    following = checklist_in(back).point("thr-17")
    assert following is not None
    assert following.show_if == {"all": [{"point": "thr-16", "op": "eq", "value": "pending"}]}


def test_an_edited_cell_that_one_of_our_columns_contradicts_is_refused(tmp_path: Path, capsys: Shell):
    form, back = tmp_path / "form.xlsx", tmp_path / "back.yaml"
    assert main(["checklist", "export", "incident-lost-key", str(form)]) == 0
    edited(form, {("key-01", "required"): None})
    capsys.readouterr()
    assert main(["checklist", "import", str(form), str(back)]) == 1
    told = capsys.readouterr().out
    assert "(required): is '', but rond_required beside it stands for 'yes'; empty " in told
    assert not back.exists()


def test_a_checklist_that_is_not_there_is_asked_for_by_its_near_miss(tmp_path: Path, capsys: Shell):
    assert main(["checklist", "export", "sba-monthyl", str(tmp_path / "form.xlsx")]) == 2
    assert "did you mean 'sba-monthly'?" in capsys.readouterr().err


def test_starting_the_server_does_not_pay_for_spreadsheets():
    code = "import sys, sync_server.command, sync_server.serve; print({'openpyxl', 'pyxform'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


# --- conditions ------------------------------------------------------------------------------------------------------

POINTS: dict[str, dict[str, Any]] = {
    "one": {"id": "one", "type": "choice", "choices": [{"id": "1"}, {"id": "2"}, {"id": "it's"}]},
    "many": {"id": "many", "type": "multi_choice", "choices": [{"id": "1"}, {"id": "2"}]},
    "yes": {"id": "yes", "type": "yes_no"},
    "count": {"id": "count", "type": "number"},
    "day": {"id": "day", "type": "date"},
    "p": {"id": "p", "type": "choice", "risk_axis": "probability"},
    "c": {"id": "c", "type": "choice", "risk_axis": "consequence"},
}
ORDER = st.sampled_from(["eq", "gt", "gte", "lt", "lte"])
LEAVES = st.one_of(
    st.builds(lambda value: {"point": "one", "op": "eq", "value": value}, st.sampled_from(["1", "2", "it's"])),
    st.builds(lambda value: {"point": "one", "op": "ne", "value": value}, st.sampled_from(["1", "2"])),
    st.builds(
        lambda name, values: {"point": name, "op": "in", "value": values},
        st.sampled_from(["one", "many"]),
        st.lists(st.sampled_from(["1", "2"]), min_size=1, unique=True),
    ),
    st.just({"point": "yes", "op": "eq", "value": "no"}),
    st.builds(lambda op, value: {"point": "count", "op": op, "value": value}, ORDER, st.sampled_from([-1, 0, 2.5])),
    st.builds(lambda op: {"point": "day", "op": op, "value": "2026-05-01"}, ORDER),
    st.builds(lambda name: {"point": name, "op": "answered"}, st.sampled_from(["one", "many", "count", "day"])),
    st.builds(lambda op: {"computed": "risk_score", "op": op, "value": 5}, st.sampled_from(["gt", "gte", "lt"])),
    st.just({"building_tag": "sba"}),
    st.just({"month_in": [1, 12]}),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)
ANSWERS = st.fixed_dictionaries(
    {
        "one": st.sampled_from([None, "1", "2", "it's"]),
        "many": st.sampled_from([None, ["1"], ["1", "2"]]),
        "yes": st.sampled_from([None, "yes", "no"]),
        "count": st.sampled_from([None, -1, 0, 2.5, 7]),
        "day": st.sampled_from([None, "2026-04-30", "2026-05-01", "2026-12-24"]),
    }
)


A_ONE = {"point": "one", "op": "eq", "value": "1"}
ALONE_INSIDE = {"all": [A_ONE, {"all": [{"any": [A_ONE, {"building_tag": "sba"}]}]}]}
UNANSWERED = dict.fromkeys(("one", "many", "yes", "count", "day"))


@given(CONDITIONS, ANSWERS, st.booleans(), st.sampled_from([1, 6, 12]), st.sampled_from([None, 4, 5, 20]))
@example(condition=ALONE_INSIDE, answers=UNANSWERED, tagged=True, month=1, score=None)
def test_a_condition_that_went_out_shows_the_same_points_when_it_comes_back(
    condition: dict[str, Any], answers: dict[str, Any], tagged: bool, month: int, score: int | None
):
    back = show_if_of(relevant_of(condition, POINTS), Names(points=POINTS))
    tags = ("sba",) if tagged else ()
    assert shown(back, tags, month, answers.get, score) == shown(condition, tags, month, answers.get, score)


LINES = st.text().map(lambda text: "\n".join(text.splitlines()))
VALUES = st.recursive(
    LINES | st.integers() | st.booleans(), lambda inner: st.lists(inner) | st.dictionaries(LINES, inner)
)


@given(VALUES)
def test_whatever_is_written_into_the_yaml_is_read_as_it_was(tmp_path_factory: pytest.TempPathFactory, value: Any):
    path = tmp_path_factory.getbasetemp() / "value.yaml"
    path.write_text(as_yaml({"value": value}, ["comment"]), "utf-8")
    content = read_yaml(path, [])
    assert isinstance(content, Lined)
    assert content["value"] == value
