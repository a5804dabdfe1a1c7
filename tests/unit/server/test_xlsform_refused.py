"""Forms that would ask or accept something else here: refused with the cell, why, and what to do instead."""

from pathlib import Path

import pytest

from sync_server.command import main
from tests.unit.xlsform_tables import imported, workbook

Shell = pytest.CaptureFixture[str]
CHOICES = """
choices
| list | name | sv   | en    | region |
| size | s    | Små  | Small | north  |
| size | l    | Stor | Large | south  |
"""


def survey(heading: str, *rows: str) -> str:
    return "\n".join(["survey", f"| type | name | sv | en | {heading} |", *(f"| {row} |" for row in rows)])


ASKED = ("select_one size | size | Hur? | How? |", "select_multiple size | sizes | Vilka? | Which? |")
REFUSED = [
    (survey("x", "audio | a | Ljud | Sound |"), "A2 (type): 'audio': there is no answer of sound; ask for a text"),
    (survey("x", "video | a | Film | Film |"), "A2 (type): 'video': there is no answer of film; ask for an image"),
    (survey("x", "file | a | Fil | File |"), "A2 (type): 'file': there is no answer that is a file; ask for an image"),
    (survey("x", "geotrace | a | Väg | Path |"), "A2 (type): 'geotrace': there is no answer that is a line on a map;"),
    (survey("x", "geoshape | a | Yta | Area |"), "A2 (type): 'geoshape': there is no answer that is an area on a map;"),
    (survey("x", "rank size | a | Ordna | Rank |"), "A2 (type): 'rank size': answers cannot be put in order;"),
    (
        survey("x", "select_one_from_file rooms.csv | a | Rum | Room |"),
        "A2 (type): 'select_one_from_file rooms.csv': choices come from a file; write the choices in the sheet choices",
    ),
    (
        survey("choice_filter", ASKED[0], "select_one size | b | Var? | Where? | region = ${size}"),
        "E3 (choice_filter): Rond shows all choices of a question; make a question of its own, with relevant,",
    ),
    (
        survey("appearance", "select_one size | b | Var? | Where? | search('rooms')"),
        "E2 (appearance): choices are searched in a file; write them in the sheet choices",
    ),
    (
        survey("relevant", *ASKED, "text | b | Mer | More | ${sizes} = 's'"),
        "E4 (relevant): \"${sizes} = 's'\" cannot be carried over: sizes has several answers; use selected(${sizes},",
    ),
    (
        survey("relevant", ASKED[0], "text | b | Mer | More | ${size} = 'xl'"),
        "E3 (relevant): \"${size} = 'xl'\" cannot be carried over: 'xl' is not an answer to size; one of s, l",
    ),
    (
        survey("relevant", "integer | a | A | A |", "integer | b | B | B |", "text | c | C | C | ${a} > ${b}"),
        "E4 (relevant): '${a} > ${b}' cannot be carried over: two answers are compared with each other;",
    ),
    (
        survey("relevant", "date | a | A | A |", "text | c | C | C | ${a} > today()"),
        "E3 (relevant): '${a} > today()' cannot be carried over: a is never answered like that;",
    ),
    (
        survey("relevant", "hidden | a | | |", "text | c | C | C | ${a} = 'x'"),
        "E3 (relevant): \"${a} = 'x'\" cannot be carried over: it asks about a, which is hidden",
    ),
    (
        survey("relevant", "integer | a | A | A |", "text | c | C | C | if(${a} > 1, true(), false())"),
        "E3 (relevant): 'if(${a} > 1, true(), false())' cannot be carried over: if() has no counterpart;",
    ),
    (
        survey("relevant", "today | day | | |", "text | c | C | C | ${day} = '2026-01-01'"),
        "E3 (relevant): \"${day} = '2026-01-01'\" cannot be carried over: it asks about day, which Rond does not ask;",
    ),
    (
        survey("constraint", "decimal | a | A | A | . > 0"),
        "E2 (constraint): '. > 0' cannot be carried over: a limit of Rond's is always allowed itself,",
    ),
    (
        survey("constraint", "integer | a | A | A | . != 3"),
        "E2 (constraint): '. != 3' cannot be carried over: Rond refuses only what is too little or too much;",
    ),
    (
        survey("constraint", "select_multiple size | a | A | A | count-selected(.) <= 1"),
        "E2 (constraint): 'count-selected(.) <= 1' cannot be carried over: Rond has no such limit for an answer",
    ),
    (
        survey("constraint", "date | a | A | A | . >= today()"),
        "E2 (constraint): '. >= today()' cannot be carried over: Rond has no such limit for an answer of type date;",
    ),
    (
        survey("constraint", "text | a | A | A | regex(., '[a-z')"),
        "E2 (constraint): \"regex(., '[a-z')\" cannot be carried over: the pattern is no regular expression here",
    ),
    (
        survey("constraint", "integer | a | A | A | . >= 1 and . >= 2"),
        "E2 (constraint): '. >= 1 and . >= 2' cannot be carried over: it limits the answer twice (hard_min);",
    ),
    (
        survey("required", "text | a | A | A |", "text | b | B | B | ${a} = 'x'"),
        "E3 (required): \"${a} = 'x'\": required is yes or no in Rond; write yes or no",
    ),
    (
        survey("calculation", "integer | a | A | A |", "integer | b | B | B | ${a} * 2"),
        "E3 (calculation): the answer is computed, which Rond cannot; let it be answered by hand",
    ),
    (
        survey("read_only", "text | a | A | A | yes"),
        "E2 (read_only): the answer cannot be given by hand; make it a note, or take the cell away",
    ),
    (
        survey("x", "text | a | A | A |", "note | b | Du skrev ${a} | You wrote ${a} |"),
        "C3 (label::Svenska (sv)): an answer is put into the text, which Rond cannot do; write the text without ${...}",
    ),
    (
        survey(
            "x", "begin_repeat | a | A | A |", "begin_repeat | b | B | B |", "text | c | C | C |", *["end_repeat"] * 2
        ),
        "A3 (type): a repeat lies in a repeat; move it out of the outer repeat",
    ),
    (
        survey("calculation", "select_one five | p | P | P |", "select_one five | q | Q | Q |")
        + "\n| calculate | s | | | ${p} * ${q} |\n| calculate | t | | | ${p} * ${p} |",
        "E5 (calculation): a checklist has one risk score; make two checklists of it",
    ),
]
FIVE = "| five | 1 | Ett | One | |\n| five | 2 | Två | Two | |\n"


def _with_choices(tables: str) -> str:
    return tables + CHOICES + FIVE


@pytest.mark.parametrize(("tables", "told"), REFUSED, ids=[told.partition(" cannot")[0] for _, told in REFUSED])
def test_it_is_refused_by_its_cell_and_nothing_is_written(tmp_path: Path, capsys: Shell, tables: str, told: str):
    form = imported(_with_choices(tables), tmp_path, capsys)
    assert (form.code, form.text) == (1, "")
    assert f"survey!{told}" in form.said
    assert "warning" not in form.said.splitlines()[0]


def test_a_computation_that_no_question_asks_about_is_lost_with_a_warning(tmp_path: Path, capsys: Shell):
    tables = survey(
        "calculation",
        "integer | a | A | A |",
        "calculate | s | | | ${a} * 2",
        "begin_group | g | G | G |",
        "text | b | B | B |",
        "end_group |",
    )
    form = imported(_with_choices(tables), tmp_path, capsys)
    assert (form.code, list(form.points)) == (0, ["a", "b"])
    told = "survey!E3 (calculation): warning: nothing is computed but the product of two select_one with numbers"
    assert told in form.said


INVALID = [
    (survey("x", "intger | a | A | A |"), "intger"),
    (
        survey("relevant", "text | a | A | A | ${nobody} = 'x'"),
        "survey!E2 (relevant): Reference variables must contain",
    ),
    (survey("x", "text | 1st | A | A |"), "survey!B2 (name): Names must begin with a letter or underscore."),
    (survey("x", "begin_group | g | G | G |", "text | a | A | A |"), "survey!2: Unmatched 'begin_group'."),
    (survey("x", "text | a | A | A |", "text | a | B | B |"), "survey!3: On the 'survey' sheet, the 'name' value 'a'"),
    (survey("x", "select_one nolist | a | A | A |"), "nolist"),
]


@pytest.mark.parametrize(("tables", "told"), INVALID, ids=[told for _, told in INVALID])
def test_what_is_no_xlsform_at_all_is_told_in_pyxform_s_words_with_the_cell(
    tmp_path: Path, capsys: Shell, tables: str, told: str
):
    form = imported(_with_choices(tables), tmp_path, capsys)
    assert (form.code, form.text) == (1, "")
    assert told in form.said


def test_a_formula_without_a_result_is_not_taken_for_an_empty_cell(tmp_path: Path, capsys: Shell):
    form = imported(survey("hint sv", "text | a | A | A | =B2"), tmp_path, capsys)
    assert form.code == 1
    assert (
        "survey!E2 (hint::Svenska (sv)): is a formula that has no result; write its result as plain text" in form.said
    )


@pytest.mark.parametrize("name", ["form.xls", "missing.xlsx", "words.xlsx"])
def test_a_file_that_is_no_workbook_is_asked_for_again(tmp_path: Path, capsys: Shell, name: str):
    if name != "missing.xlsx":
        (tmp_path / name).write_text("no workbook")
    assert main(["checklist", "import", str(tmp_path / name), str(tmp_path / "out.yaml")]) == 2
    assert "save it" in capsys.readouterr().err
    assert not (tmp_path / "out.yaml").exists()


def test_an_existing_checklist_is_left_alone_when_the_form_is_refused(tmp_path: Path, capsys: Shell):
    kept = tmp_path / "kept.yaml"
    kept.write_text("id: kept")
    form = workbook(_with_choices(REFUSED[0][0]), tmp_path / "form.xlsx")
    assert main(["checklist", "import", str(form), str(kept)]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert kept.read_text() == "id: kept"
