"""Every mistake in the data is told with file, line, field, what is wrong and what would be right; none is a crash."""

import shutil
from pathlib import Path

import pytest
import yaml

from sync_server.content import DEMO, ContentError, Problem, load_municipality, read_draft, read_municipality

ALARM, REGISTER, LIST, POLICY = "alarm-test.yaml", "municipality.yaml", "demarcation.csv", "policy.yaml"
COMMON = (POLICY, LIST, ALARM, "sba-monthly.yaml", "fire-technical-owner.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "data"))


def problems_in(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load_municipality(folder)
    return caught.value.problems


MISTAKES = yaml.safe_load((Path(__file__).parents[1] / "content_mistakes.yaml").read_text("utf-8"))


def make(mistake: dict[str, str], folder: Path) -> None:
    path = folder / mistake["file"]
    text = path.read_text("utf-8")
    assert mistake["right"] in text
    path.write_text(text.replace(mistake["right"], mistake["wrong"], 1), "utf-8")


@pytest.mark.parametrize("mistake", MISTAKES["checklists"], ids=lambda mistake: mistake["wrong"])
def test_a_mistake_in_a_checklist_is_told_where_it_stands_with_what_would_be_right(
    tmp_path: Path, mistake: dict[str, str]
):
    forms = DEMO.glob("incident-*.yaml") if mistake["file"].startswith("incident-") else ()
    for path in (*(DEMO / name for name in {*COMMON, mistake["file"]}), *forms):
        shutil.copy(path, tmp_path)
    # Without the schedules, which speak of checklists that are not needed here.
    (tmp_path / REGISTER).write_text((DEMO / REGISTER).read_text("utf-8").partition("\nschedules:")[0], "utf-8")
    make(mistake, tmp_path)
    (problem,) = problems_in(tmp_path)
    assert str(problem).startswith(f"{mistake['file']}:{mistake['told']}")


@pytest.mark.parametrize(
    "mistake",
    [*MISTAKES["errors"], *MISTAKES["warnings"]],
    ids=lambda mistake: f"{mistake['file']}: {mistake['wrong']}",
)
def test_what_is_wrong_with_one_checklist_is_told_in_one_line_and_nothing_else(tmp_path: Path, mistake: dict[str, str]):
    shutil.copy(DEMO / mistake["file"], tmp_path)
    make(mistake, tmp_path)
    draft = read_draft(tmp_path / mistake["file"])
    (problem,) = draft.problems
    assert str(problem) == f"{mistake['file']}:{mistake['told']}"
    assert problem.warning == (mistake in MISTAKES["warnings"])
    assert not draft.others


def test_two_points_that_depend_on_a_mistake_are_each_told(tmp_path: Path):
    file = "graffiti-outdoor.yaml"
    shutil.copy(DEMO / file, tmp_path)
    never = {"file": file, "right": "eq, value: deviation}]", "wrong": "eq, value: deviation}, {month_in: []}]"}
    waits = {"file": file, "right": "{building_tag: playground}", "wrong": "{point: graf-02, op: eq, value: 'yes'}"}
    make(never, tmp_path)
    make(waits, tmp_path)
    assert list(map(str, read_draft(tmp_path / file).problems)) == [
        f"{file}:51: show_if: can never hold: month in nothing; a condition that some answers fulfil",
        f"{file}:147: show_if: can never hold: graf-02 is never asked; a condition that some answers fulfil",
    ]


def test_points_that_wait_for_each_other_are_told_at_the_one_that_comes_first(tmp_path: Path):
    file = "graffiti-outdoor.yaml"
    shutil.copy(DEMO / file, tmp_path)
    for waits in ("{point: graf-03, op: gt, value: 1}", "{point: graf-02, op: answered}"):
        make({"file": file, "right": "{point: graf-01, op: eq, value: deviation}", "wrong": waits}, tmp_path)
    assert list(map(str, read_draft(tmp_path / file).problems)) == [
        f"{file}:51: show_if: waits for graf-03, which comes later and itself waits for this one;"
        " put graf-03 first, or ask about an earlier point",
        f"{file}:63: show_if: can never hold: graf-02 is never asked; a condition that some answers fulfil",
    ]


def test_a_risk_score_without_its_axes_is_told_at_every_point_that_asks_for_it(tmp_path: Path):
    file = "risk-assessment-unit.yaml"
    shutil.copy(DEMO / file, tmp_path)
    make({"file": file, "right": "    risk_axis: consequence\n", "wrong": ""}, tmp_path)
    told = read_draft(tmp_path / file).problems
    assert [problem.field for problem in told] == 5 * ["computed"]
    assert {problem.what for problem in told} == {
        "risk_score has no point with risk_axis consequence before it in its section"
    }


def test_a_checklist_that_nobody_has_the_role_to_walk_is_a_warning(folder: Path):
    register = (folder / REGISTER).read_text("utf-8").partition("\nschedules:")[0]
    (folder / REGISTER).write_text(register.replace("roles: [guard, contractor]", "roles: [contractor]"), "utf-8")
    municipality, problems = read_municipality(folder)
    assert municipality
    assert [str(problem) for problem in problems] == [
        "guard-round-high-value.yaml:10: warning: performed_by: nobody with the role guard works in a building that the"
        " checklist applies to; give the role to somebody there, in municipality.yaml"
    ]


def test_a_role_that_reviews_and_that_no_account_has_is_a_warning(folder: Path):
    register = (folder / REGISTER).read_text("utf-8")
    for held in ("roles: [site_operator, property_manager,", "roles: [site_operator]"):
        assert held in register
        register = register.replace(held, held.replace("site_operator", "caretaker"))
    (folder / REGISTER).write_text(register, "utf-8")
    told = [str(problem) for problem in read_municipality(folder)[1]]
    assert told == [
        "guard-round-high-value.yaml:11: warning: reviewed_by: no account has the role site_operator;"
        " give it to somebody in municipality.yaml"
    ]


def test_warnings_do_not_keep_the_data_from_being_used(folder: Path):
    warning = MISTAKES["warnings"][0]
    make(warning, folder)
    assert load_municipality(folder)
    assert [problem.warning for problem in read_municipality(folder)[1]] == [True]


@pytest.mark.parametrize("mistake", MISTAKES["others"], ids=lambda mistake: mistake["wrong"])
def test_a_mistake_in_register_list_or_policy_is_told_where_it_stands_with_what_would_be_right(
    folder: Path, mistake: dict[str, str]
):
    make(mistake, folder)
    told = list(map(str, problems_in(folder)))
    assert any(line.startswith(f"{mistake['file']}:{mistake['told']}") for line in told), told
    assert len(told) <= 3, told


NOT_UTF8 = 'is not UTF-8 text; save the file with the encoding "UTF-8"'


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        (ALARM, b"id: alarm-test\n\ttitle: x\n", "2: has a tab where spaces are needed; indent with spaces"),
        (ALARM, b"id: alarm-test\ntitle: Prov: brand\n", "2: is not valid YAML"),
        (ALARM, "id: alarm-test\ntitle: Överfall\n".encode("latin-1"), f"2: {NOT_UTF8}"),
        (ALARM, b"", "1: is empty; begin with lines such as 'id: ...'"),
        (ALARM, b"- id: alarm-test\n", "1: is not a mapping of fields; begin with lines such as 'id: ...'"),
        (ALARM, b"id: !!python/object:os.system {}\n", "1: is not valid YAML"),
        (LIST, "row_id\nDM-Å".encode("latin-1"), f"2: {NOT_UTF8}"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_once_and_not_everything_that_refers_to_it(
    folder: Path, file: str, content: bytes, told: str
):
    (folder / file).write_bytes(content)
    (problem,) = problems_in(folder)
    assert str(problem).startswith(f"{file}:{told}")


@pytest.mark.parametrize("file", [REGISTER, LIST, POLICY])
def test_a_missing_file_is_told_once(folder: Path, file: str):
    (folder / file).unlink()
    (problem,) = problems_in(folder)
    assert str(problem).startswith(f"{file}: is missing; ")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    (problem,) = problems_in(tmp_path / "nowhere")
    assert "is not a folder" in str(problem)


def test_a_folder_without_checklists_is_told(folder: Path):
    for path in folder.glob("*.yaml"):
        if path.name not in (REGISTER, POLICY):
            path.unlink()
    assert any("has no checklists" in str(problem) for problem in problems_in(folder))


def test_two_checklists_with_the_same_id_are_both_told(folder: Path):
    shutil.copy(folder / ALARM, folder / "copy.yaml")
    told = list(map(str, problems_in(folder)))
    assert [line.partition(": ")[2] for line in told] == 2 * [
        "id: 'alarm-test' is the id of several checklists; one of its own"
    ]


def test_all_problems_are_told_together_in_the_order_of_files_and_lines(folder: Path):
    for mistake in (MISTAKES["checklists"][8], MISTAKES["checklists"][1], MISTAKES["others"][0]):
        make(mistake, folder)
    told = [(problem.file, problem.line) for problem in problems_in(folder)]
    assert told == [(ALARM, 8), (ALARM, 48), (REGISTER, 139)]
