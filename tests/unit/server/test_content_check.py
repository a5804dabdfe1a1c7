"""`rond check` as it is used at a keyboard: a folder, one checklist, warnings, and what it returns."""

import shutil
from pathlib import Path

import pytest

from sync_server.command import main
from sync_server.content import DEMO

Shell = pytest.CaptureFixture[str]
GRAFFITI = "graffiti-outdoor.yaml"
POOL = "147: warning: building_tag: 'swimming_pool' is a building tag that no building has; right if such a building is"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A checklist that lies alone in a folder."""
    return Path(shutil.copy(DEMO / GRAFFITI, tmp_path / GRAFFITI))


def edit(path: Path, right: str, wrong: str) -> None:
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")


def test_the_demo_municipality_has_neither_errors_nor_warnings(capsys: Shell):
    assert main(["check", "--strict"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Ljungaholms kommun: everything is in order.\n")
    assert "16 checklists:" in said


def test_one_checklist_is_checked_against_the_demo_municipality_when_it_lies_alone(capsys: Shell, draft: Path):
    assert main(["check", str(draft)]) == 0
    first, line = capsys.readouterr().out.splitlines()
    assert first == f"{GRAFFITI}: no problems, against the municipality in {DEMO}."
    assert line.split()[:4] == ["graffiti-outdoor", "2026:1", "16", "points"]


def test_warnings_are_listed_and_return_0_unless_the_check_is_strict(capsys: Shell, draft: Path):
    edit(draft, "{building_tag: playground}", "{building_tag: swimming_pool}")
    assert main(["check", str(draft)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{GRAFFITI}:{POOL}")
    assert f"{GRAFFITI}: 1 warning, against" in said
    assert main(["check", "--strict", str(draft)]) == 1
    assert f"\n1 warning in {draft}\n" in capsys.readouterr().out


def test_an_error_returns_1_and_is_counted_with_the_warnings(capsys: Shell, draft: Path):
    edit(draft, "{building_tag: playground}", "{building_tag: swimming_pool}")
    edit(draft, "{month_in: [4, 5, 6, 7, 8, 9, 10]}", "{month_in: [13]}")
    assert main(["check", str(draft)]) == 1
    said = capsys.readouterr().out
    assert f"{GRAFFITI}:203: month_in: [13] are not all months; numbers from 1 to 12\n" in said
    assert f"\n1 error and 1 warning in {draft}\n" in said


def test_one_checklist_is_checked_against_the_municipality_that_it_lies_with(capsys: Shell, tmp_path: Path):
    own = Path(shutil.copytree(DEMO, tmp_path / "own"))
    (own / "checklists").mkdir()
    for path in own.glob("*.yaml"):
        if path.name not in ("municipality.yaml", "policy.yaml"):
            path.rename(own / "checklists" / path.name)
    edit(own / "municipality.yaml", "owner_org: ORG-TF\n", "owner_org: ORG-TFF\n")
    assert main(["check", str(own / "checklists" / GRAFFITI)]) == 0
    said = capsys.readouterr().out
    assert f"against the municipality in {own}." in said
    assert f"The municipality has 1 problem of its own: rond check {own}" in said


def test_one_checklist_can_be_checked_against_any_municipality(capsys: Shell, draft: Path, tmp_path: Path):
    other = Path(shutil.copytree(DEMO, tmp_path / "other"))
    register = other / "municipality.yaml"
    register.write_text(register.read_text("utf-8").replace("playground", "skate_park"), "utf-8")
    assert main(["check", str(draft), "--content", str(other)]) == 0
    assert "'playground' is a building tag that no building has" in capsys.readouterr().out


def test_a_checklist_that_cannot_be_read_is_told_alone(capsys: Shell, draft: Path):
    draft.write_text("id: graffiti-outdoor\ntitle: Prov: brand\n", "utf-8")
    assert main(["check", str(draft)]) == 1
    assert capsys.readouterr().out.splitlines()[0].startswith(f"{GRAFFITI}:2: is not valid YAML")


@pytest.mark.parametrize("name", ["policy.yaml", "municipality.yaml", "demarcation.csv"])
def test_the_municipalitys_other_files_are_not_checklists(capsys: Shell, name: str):
    assert main(["check", str(DEMO / name)]) == 1
    assert capsys.readouterr().out == f"{name} is not a checklist; check its folder: rond check {DEMO}\n"
