"""Proof of presence: what was scanned, what was not, and the pauses between."""

import pytest

from domain.rounds.presence import Gap, gaps, not_scanned
from domain.rounds.round import Round, Scan
from domain.rounds.walk import steps
from tests.unit.domain.test_walk_order import HOUSE, NOON, checklist
from tests.unit.world import point

SCANNED = checklist((
    point("first"),
    point("k", scope="checkpoint", object_types=("extinguisher", "checkpoint")),
    point("l", scope="checkpoint", object_types=("extinguisher", "checkpoint")),
))  # fmt: skip


def scanned(*scans: tuple[str, str]) -> Round:
    return Round("r", "B10", "c", "1", scans=tuple(Scan(place, f"2026-11-23T{at}+00:00", "x") for place, at in scans))


@pytest.mark.parametrize(
    ("scans", "found"),
    [
        ((), []),
        ((("A", "22:00:00"),), []),
        ((("A", "22:00:00"), ("B", "22:15:00")), []),
        ((("A", "22:00:00"), ("B", "22:15:01")), [Gap("A", "B", 15)]),
        ((("A", "22:00:00"), ("B", "22:10:00"), ("C", "22:41:00")), [Gap("B", "C", 31)]),
        ((("B", "22:40:00"), ("A", "22:00:00")), [Gap("A", "B", 40)]),
        ((("A", "22:00:00"), ("A", "22:30:00")), [Gap("A", "A", 30)]),
    ],
)
def test_a_pause_of_more_than_a_quarter_of_an_hour_between_two_scans_is_shown(scans, found) -> None:
    assert gaps(scanned(*scans)) == found


def test_a_checkpoint_that_nobody_scanned_is_told_once_and_one_that_was_is_not() -> None:
    found = steps(SCANNED, HOUSE, scanned(), NOON)
    assert [step.place for step in not_scanned(found, scanned(("EX-5", "22:00:00"), ("CP-1", "22:01:00")))] == [
        "EX-9",
        "EX-1",
        "EX-7",
    ]


def test_a_second_scan_proves_no_more_than_the_first() -> None:
    round_ = scanned(("A", "22:00:00"), ("A", "22:05:00"))
    first = round_.scan_of("A")
    assert first
    assert first.at.startswith("2026-11-23T22:00")
    assert round_.scan_of("B") is None
