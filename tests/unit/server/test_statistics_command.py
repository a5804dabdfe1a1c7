"""`rond statistics`, and what the policy may settle about numbers."""

import json
import shutil
from pathlib import Path

import pytest

from sync_server.command import main
from sync_server.content import DEMO, ContentError, load_municipality
from sync_server.statistics.publishing import publish_years
from sync_server.statistics.settled import min_cell
from tests.server_fixtures import office_at
from tests.unit.server.test_statistics import NOW, YEAR, case, keep


def test_the_command_prints_the_follow_up_and_what_was_published_and_never_a_small_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = office_at(tmp_path)
    keep(
        office,
        *(case("threat", number, "B03", "KFN") for number in range(7)),
        *(case("threat", number, "B01", "BUN") for number in range(3)),
    )
    office.database.write(lambda connection: publish_years(connection, office.register, NOW.replace(year=YEAR + 1)))
    office.close()
    asked = ["statistics", "--year", str(YEAR), "--data-dir", str(tmp_path)]
    assert main(asked) == 0
    printed = capsys.readouterr().out
    assert "rounds      0 done of" in printed
    [told] = [line.split() for line in printed.splitlines() if "incident-" in line]
    assert told == ["incident-threat-violence", "KFN", "5-9"]
    assert main([*asked, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["year"], said["yearly"][0]["org"]) == (YEAR, "")
    assert [(band["least"], band["most"]) for band in said["published"]["bands"]] == [(5, 9)]


def test_a_year_that_lasts_is_said_not_to_be_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office_at(tmp_path).close()
    assert main(["statistics", "--year", str(YEAR), "--data-dir", str(tmp_path)]) == 0
    assert "is published when the year is over, once" in capsys.readouterr().out


def municipality_saying(folder: Path, section: str) -> Path:
    shutil.copytree(DEMO, folder)
    policy = folder / "policy.yaml"
    text = policy.read_text("utf-8")
    start = text.index("\nstatistics:") + 1
    end = text.index("\n# ---", start)
    policy.write_text(text[:start] + section + text[end:], "utf-8")
    return folder


def test_the_municipality_settles_how_small_a_number_may_be_told(tmp_path: Path) -> None:
    settled = load_municipality(municipality_saying(tmp_path / "town", "statistics:\n  min_cell: 10\n"))
    assert min_cell(settled.policy) == 10
    assert min_cell(load_municipality(municipality_saying(tmp_path / "silent", "")).policy) == 5


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("statistics:\n  min_cell: 1\n", "3 to 1000"),
        ("statistics:\n  min_cell: five\n", "'five' is not a whole number"),
        ("statistics:\n  smallest: 5\n", "smallest"),
        ("statistics: 5\n", "is not a mapping"),
    ],
)
def test_a_number_that_protects_nobody_is_refused_with_its_line(tmp_path: Path, section: str, says: str) -> None:
    with pytest.raises(ContentError) as wrong:
        load_municipality(municipality_saying(tmp_path / "town", section))
    [problem] = wrong.value.problems
    assert says in str(problem)
    assert "policy.yaml" in str(problem)
