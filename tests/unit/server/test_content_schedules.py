"""Mistakes in schedules and school holidays are told with their line, and with what would be right."""

import shutil
from pathlib import Path

import pytest

from sync_server.content import DEMO, read_municipality

FILE = "municipality.yaml"
MONTHLY = "{building: B01, checklist: sba-monthly, performer: inspector-b01, start: '2026-01-12'}"
SPORT = "{name: {sv: sportlov, en: winter break}, kinds: [school], first_day: '2027-02-22', last_day: '2027-02-26'}"
CLOSING = "{building: B01, checklist: school-holiday-closing, performer: manager-b01, start: '2026-06-11'}"


def told(folder: Path, file: str, right: str, wrong: str) -> list[str]:
    shutil.copytree(DEMO, folder / "data")
    path = folder / "data" / file
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    return [str(problem) for problem in read_municipality(folder / "data")[1]]


def line_of(text: str) -> int:
    lines = (DEMO / FILE).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (MONTHLY, MONTHLY.replace(", start: '2026-01-12'", ""), "start: is missing; add 'start:', the day on which"),
        (MONTHLY, MONTHLY.replace("2026-01-12", "2026-13-12"), "start: '2026-13-12' is not a date; a date such as"),
        (
            MONTHLY,
            MONTHLY.replace("sba-monthly", "incident-lost-key"),
            "checklist: incident-lost-key is done when something happens, and cannot be scheduled; a checklist with an",
        ),
        (
            MONTHLY,
            MONTHLY.replace("sba-monthly", "guard-round-high-value"),
            "warning: checklist: guard-round-high-value applies only to buildings with one of the tags high_value;",
        ),
        (SPORT, SPORT.replace("[school]", "[skola]"), "kinds: 'skola' is not a known kind of building; "),
        (SPORT, SPORT.replace("[school]", "[]"), "kinds: is empty; the kinds of buildings that close: "),
        (SPORT, SPORT.replace("[school]", "school"), "kinds: is the text 'school', not a list; write [school]"),
        (SPORT, SPORT.replace("'2027-02-26'", "'2027-02-30'"), "last_day: '2027-02-30' is not a date; "),
        (SPORT, SPORT.replace("2027-02-26", "2027-02-20"), "last_day: 2027-02-20 is before first_day 2027-02-22; the"),
        (SPORT, SPORT.replace("2027-02-26", "2028-02-26"), "last_day: is 369 days after first_day 2027-02-22; a holi"),
        (SPORT, SPORT.replace("first_day: '2027-02-22', ", ""), "first_day: is missing; add 'first_day:'"),
        (SPORT, SPORT.replace("'2027-02-22'", "''"), "first_day: is empty; a date such as 2026-01-31"),
        (SPORT, SPORT.replace(", en: winter break", ""), "name: has no text in English; add 'en:'"),
        (SPORT, SPORT.replace("last_day", "until"), "until: is an unknown field; "),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    lines = told(tmp_path, FILE, right, wrong)
    assert any(line.startswith(f"{FILE}:{line_of(right)}: {said}") for line in lines), lines


def test_a_building_has_one_schedule_for_a_checklist(tmp_path: Path) -> None:
    [line] = told(tmp_path, FILE, MONTHLY, f"{MONTHLY}\n- {MONTHLY.replace('01-12', '01-20')}")
    here = f"{FILE}:{line_of(MONTHLY) + 1}"
    what = "checklist: sba-monthly already has a schedule in B01; one line for each checklist in a building"
    assert line == f"{here}: {what}"


def test_without_a_performer_it_is_the_unit_manager_and_there_must_be_one(tmp_path: Path) -> None:
    without = CLOSING.replace(", performer: manager-b01, start: '2026-06-11'", "")
    assert told(tmp_path / "a", FILE, CLOSING, without) == []
    shutil.copytree(DEMO, tmp_path / "b")
    path = tmp_path / "b" / FILE
    text = path.read_text("utf-8").replace(CLOSING, without)
    path.write_text(
        text.replace("Björkhagaskolan, roles: [unit_manager, fire", "Björkhagaskolan, roles: [fire"), "utf-8"
    )
    found = [str(problem) for problem in read_municipality(tmp_path / "b")[1]]
    assert f"{FILE}:{line_of(CLOSING)}: performer: is missing; B01 has no unit manager; add 'performer:'" in found


def test_schedules_count_whole_days(tmp_path: Path) -> None:
    lines = told(tmp_path, "guard-round-high-value.yaml", "interval: P1D\n", "interval: PT12H\n")
    what = (
        "checklist: guard-round-high-value is to be walked every PT12H, and schedules count whole days; an interval of"
    )
    assert any(line.startswith(f"{FILE}:{line_of('checklist: guard-round')}: {what}") for line in lines), lines
