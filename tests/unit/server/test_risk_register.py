"""Claims about the register over all units, and about what the policy's matrix is checked for."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from domain.checklists.checklist import Checklist
from domain.policy import Policy
from domain.records import from_plain
from domain.risk.matrix import matrix_of
from domain.risk.register import IN_TIME, MISSING, OVERDUE, TO_COME, UNDER_WAY, Unit, cells, headings, registered
from domain.rounds.round import IN_PROGRESS, PLANNED, SUBMITTED, Answer, Round
from domain.tasks.task import Task
from sync_server.content import DEMO, read_municipality
from sync_server.register.register import TO_EVERYONE, Register
from sync_server.storage.writing import as_json
from tests.server_fixtures import demo_municipality

TOWN = demo_municipality()
FORM = TOWN.checklists["risk-assessment-unit"]
MATRIX = matrix_of(TOWN.policy.rest["risk_matrix"])
NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
AT = "2026-01-10T09:00:00.000+00:00"


def assessment(building: str, signed_at: str, *scores: tuple[int, int], **facts: object) -> Round:
    answers: dict[str, Answer] = {}
    for number, (p, c) in enumerate(scores):
        place = "1" if number == 0 else f"more-{number}"
        said = {"risk-05": str(p), "risk-06": str(c), "risk-09": "Öva", "risk-10": "2026-06-01", "risk-11": "x"}
        answers |= {f"{point}@{place}": Answer(value, AT, "m") for point, value in said.items()}
    repeats = {"risk": tuple(f"more-{number}" for number in range(1, len(scores)))}
    made = Round(
        f"R-{building}-{signed_at}",
        building,
        FORM.id,
        FORM.version,
        status=SUBMITTED,
        submitted_at=signed_at,
        answers=answers,
        repeats=repeats,
    )
    return replace(made, **facts)  # pyright: ignore[reportArgumentType]


def units(*rounds: Round, tasks: tuple[Task, ...] = (), names: tuple[str, ...] = ("B01", "B02", "B03")) -> list[Unit]:
    held = {task.id: task for task in tasks}

    def checklist_of(checklist: str, version: str) -> Checklist | None:
        return FORM if (checklist, version) == (FORM.id, FORM.version) else None

    return registered([TOWN.buildings[name] for name in names], [FORM], rounds, held.get, checklist_of, MATRIX, NOW)


def states(found: list[Unit]) -> dict[str, str]:
    return {unit.building.id: unit.state for unit in found}


def test_what_is_missing_comes_first_then_what_is_overdue_then_the_gravest() -> None:
    found = units(
        assessment("B01", "2026-10-01T09:00:00+02:00", (1, 1)),
        assessment("B02", "2025-09-01T09:00:00+02:00", (5, 5)),
        assessment("B04", "2026-10-01T09:00:00+02:00", (4, 4)),
        names=("B01", "B02", "B03", "B04"),
    )
    assert list(states(found).items()) == [("B03", MISSING), ("B02", OVERDUE), ("B04", IN_TIME), ("B01", IN_TIME)]
    assert [unit.due for unit in found] == ["", "2026-09-01", "2027-10-01", "2027-10-01"]


@pytest.mark.parametrize(
    ("signed", "state"), [("2025-10-24", IN_TIME), ("2025-10-23", OVERDUE), ("2025-11-23", IN_TIME)]
)
def test_it_is_overdue_when_the_year_and_its_grace_of_30_days_have_passed(signed: str, state: str) -> None:
    [unit] = units(assessment("B01", f"{signed}T09:00:00+02:00", (1, 1)), names=("B01",))
    assert unit.state == state


@pytest.mark.parametrize(("due", "state"), [("2026-11-22", MISSING), ("2026-11-23", TO_COME), ("2027-09-01", TO_COME)])
def test_a_first_assessment_is_missing_when_its_day_has_passed_until_somebody_begins_it(due: str, state: str) -> None:
    planned = assessment("B01", "", status=PLANNED, due=due)
    [unit] = units(planned, names=("B01",))
    assert (unit.state, unit.due, unit.begun) == (state, due, "")
    [unit] = units(replace(planned, status=IN_PROGRESS), names=("B01",))
    assert (unit.state, unit.begun) == (UNDER_WAY, planned.id)


def test_a_unit_without_any_assessment_planned_is_missing_one() -> None:
    assert states(units(names=("B01",))) == {"B01": MISSING}


def test_risks_are_counted_by_their_band_and_the_worst_consequence_is_high() -> None:
    [unit] = units(assessment("B01", "2026-10-01T09:00:00+02:00", (1, 1), (2, 3), (1, 5), (3, 4)), names=("B01",))
    assert unit.levels == (("low", 1), ("medium", 1), ("high", 2), ("critical", 0))
    assert unit.highest == "high"


def test_the_last_assessment_stands_but_measures_of_earlier_ones_are_followed_until_done() -> None:
    earlier = assessment("B01", "2025-10-30T09:00:00+02:00", (3, 3), (4, 2))
    last = assessment("B01", "2026-10-01T09:00:00+02:00", (1, 2))
    done = task(f"{earlier.id}:measure@1", "closed", "2026-06-01T16:00:00+02:00")
    late = task(f"{earlier.id}:measure@more-1", "routed", "2026-06-01T16:00:00+02:00")
    [unit] = units(earlier, last, tasks=(done, late), names=("B01",))
    assert (unit.highest, unit.open, unit.late, unit.ended) == ("low", 1, 1, 1)


def test_a_measure_whose_task_was_given_more_time_is_not_late() -> None:
    last = assessment("B01", "2026-05-01T09:00:00+02:00", (3, 3))
    moved = task(f"{last.id}:measure@1", "routed", "2026-12-24T16:00:00+01:00")
    assert [(unit.open, unit.late) for unit in units(last, tasks=(moved,), names=("B01",))] == [(1, 0)]
    assert [(unit.open, unit.late) for unit in units(last, names=("B01",))] == [(1, 1)], "by its own date until sent"


def task(name: str, status: str, resolve_by: str) -> Task:
    return Task(
        name, name, "B01", "PER.RSK", "Öva", "medium", "ORG-BUN", "ORG-BUN", AT, status=status, resolve_by=resolve_by
    )


def test_a_row_has_a_cell_for_every_heading_in_both_languages() -> None:
    [unit] = units(assessment("B01", "2026-10-01T09:00:00+02:00", (3, 4)), names=("B01",))
    for language in ("sv", "en"):
        assert len(cells(unit, "Skolan", language)) == len(headings())
    row = dict(zip((words.en for words in headings()), cells(unit, "Skolan", "en"), strict=True))
    assert (row["State"], row["Last assessed"], row["Next by"]) == ("Up to date", "2026-10-01", "2027-10-01")
    assert (row["Highest band"], row["Risks high"], row["Measures open"]) == ("high", "1", "1")


def test_the_matrix_reaches_every_phone() -> None:
    [(policy, audience)] = [sent[2:] for sent in Register(TOWN).documents() if sent[0] == "policy"]
    assert audience == TO_EVERYONE
    on_phone = from_plain(Policy, json.loads(as_json(policy)))
    assert matrix_of(on_phone.rest["risk_matrix"]) == replace(MATRIX, plain=on_phone.rest["risk_matrix"])


MISTAKES = {
    "en: Very unlikely, guide: {sv: mindre än en gång på 50 år, en: less than once in 50 years}": (
        "en: Very unlikely",
        "guide: is missing; guide: {sv: ..., en: ...}",
    ),
    "guide: {sv: mer än tio gånger om året, en: more than ten times a year}": (
        "guide: more than ten times a year",
        "warning: guide: is in one language only; guide: {sv: ..., en: ...}",
    ),
    "{from: 5, to: 9,": ("{from: 6, to: 9,", "does not go on at 5; from: 5 and a to: that is no less"),
    "level: critical, colour: red": (
        "level: critical, colour: rod",
        "colour: 'rod' is not a known colour; did you mean 'red'?",
    ),
    "from: 15, to: 25": ("from: 15, to: 20", "bands: ends at 20; bands up to 25"),
}


@pytest.mark.parametrize("right", MISTAKES)
def test_a_mistake_in_the_matrix_is_told_with_its_line(tmp_path: Path, right: str) -> None:
    wrong, told = MISTAKES[right]
    for file in DEMO.iterdir():
        if file.is_file():
            content = file.read_text("utf-8")
            if file.name == "policy.yaml":
                assert right in content
                content = content.replace(right, wrong)
            (tmp_path / file.name).write_text(content, "utf-8")
    _, problems = read_municipality(tmp_path)
    [problem] = map(str, problems)
    assert problem.startswith("policy.yaml:")
    assert problem.endswith(told)
