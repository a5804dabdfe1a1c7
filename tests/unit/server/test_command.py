"""The command `rond`: what it prints, and what it returns to the shell."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sync_server.command import main, parser
from sync_server.content import DEMO

ROUTE = ["explain", "route", "--on", "2026-10-01"]
Shell = pytest.CaptureFixture[str]


def as_json(capsys: Shell, *args: str) -> dict[str, Any]:
    assert main([*ROUTE, "--json", *args]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_route_is_explained_as_json_for_other_programs(capsys: Shell):
    answer = as_json(capsys, "--building", "B01", "--space", "B01-COR1", "--component", "FIR.EXT.PRT")
    why = answer.pop("why")
    assert answer == {
        "repair": "ORG-TF",
        "inspection": "ORG-BUN",
        "cost": "ORG-TF",
        "rules": {"repair": "DM-013", "inspection": "DM-013", "cost": "DM-013"},
        "ask": None,
        "options": [],
        "unresolved": False,
        "version": "2026:1",
        "component": "FIR.EXT.PRT",
        "inputs": {"placement": "indoor", "space_type": "corridor"},
    }
    assert "rad DM-013, version 2026:1" in why["sv"]
    assert "row DM-013, version 2026:1" in why["en"]


def test_every_routing_input_can_be_given(capsys: Shell):
    given = {
        **{"placement": "outdoor", "cause": "fire", "installed-by": "owner", "attachment": "fixed"},
        **{"space-type": "yard", "occupancy": "own_activity"},
    }
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    answer = as_json(capsys, "--building", "B01", "--component", "BLD.LSE", *options)
    assert answer["inputs"] == {name.replace("-", "_"): value for name, value in given.items()}
    assert answer["rules"]["repair"] == "DM-172"


def test_an_object_tells_its_space_and_what_it_knows_of_itself(capsys: Shell):
    answer = as_json(capsys, "--building", "B02", "--object", "LJH-B02-SA-003", "--component", "FIR.ALM.SMK")
    assert answer["inputs"] == {"placement": "indoor", "attachment": "loose", "space_type": "storage"}


def test_an_open_question_and_a_gap_are_told_apart(capsys: Shell):
    open_question = as_json(capsys, "--building", "B08", "--component", "FIR.SRC.CHG")
    assert (open_question["repair"], open_question["ask"], open_question["unresolved"]) == (None, "attachment", False)
    assert open_question["options"] == ["fixed", "loose"]
    gap = as_json(capsys, "--building", "B01", "--component", "XYZ.NON")
    assert (gap["repair"], gap["ask"], gap["unresolved"]) == (None, None, True)


def test_people_read_it_in_their_language(capsys: Shell):
    place = ["--building", "B08", "--space", "B08-UPL", "--component", "FIR.SRC.CHG"]
    assert main([*ROUTE, *place]) == 0
    swedish = capsys.readouterr().out
    assert "Åtgärd:     inte avgjort" in swedish
    assert "Fråga:      Sitter det fast? attachment = fixed (Fast), loose (Löst)" in swedish
    assert main([*ROUTE, *place, "--attachment", "loose", "--language", "en"]) == 0
    assert "Repair:     Technical department, streets and parks (ORG-GATA, DM-062)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--building", "B1"], "there is no building 'B1'; did you mean 'B01'?"),
        (
            ["--building", "B01", "--space", "B01-COR"],
            "there is no space 'B01-COR' in B01 Björkhagaskolan; did you mean",
        ),
        (["--building", "B01", "--object", "LJH-1"], "there is no object 'LJH-1' in B01 Björkhagaskolan; "),
        (["--building", "B01", "--cause", "fir"], "there is no cause 'fir'; did you mean 'fire'?"),
        (["--building", "B01", "--installed-by", "any"], "there is no installed by 'any'; one of owner, user"),
        (
            ["--building", "B01", "--on", "2025-06-01"],
            "no demarcation list is in force on 2025-06-01; there is 2026:1 ",
        ),
    ],
)
def test_what_is_not_there_is_told_in_one_sentence(capsys: Shell, args: list[str], told: str):
    assert main([*ROUTE, "--component", "FIR.EXT.PRT", *args]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"rond: {told}")
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    "args", [["--building", "B01"], ["--building", "B01", "--component", "X", "--on", "2026-13-01"]]
)
def test_a_question_that_cannot_be_read_is_exit_2(capsys: Shell, args: list[str]):
    with pytest.raises(SystemExit) as caught:
        main([*ROUTE, *args])
    assert caught.value.code == 2
    assert "usage: rond explain route" in capsys.readouterr().err


def test_check_counts_what_there_is_on_one_screen(capsys: Shell):
    assert main(["check", str(DEMO)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Ljungaholms kommun: everything is in order.\n")
    assert "175 rows, 12 shared exceptions" in out
    assert "12 buildings: 106 spaces, 150 tagged objects, 21 overrides" in out
    assert len(out.splitlines()) <= 24


def test_check_prints_one_problem_a_line_and_returns_1(capsys: Shell, tmp_path: Path):
    shutil.copytree(DEMO, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "alarm-test.yaml"
    path.write_text(path.read_text("utf-8").replace("severity: critical", "severity: kritical", 1), "utf-8")
    assert main(["check", str(tmp_path)]) == 1
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "alarm-test.yaml:48: severity: 'kritical' is not a known severity; did you mean 'critical'?"
    assert rest == ["", f"1 problem in {tmp_path}"]
    place = ["--building", "B01", "--component", "FIR.EXT.PRT"]
    assert main([*ROUTE, *place, "--data", str(tmp_path)]) == 2
    assert "alarm-test.yaml:48: severity" in capsys.readouterr().err


def test_serve_understands_where_to_listen_and_where_to_keep_its_data():
    args = parser().parse_args(["serve", "--port", "9000", "--host", "0.0.0.0", "--data-dir", "here", "--reset"])
    assert (args.port, args.host, args.data_dir, args.reset, args.content) == (
        9000,
        "0.0.0.0",
        Path("here"),
        True,
        DEMO,
    )
