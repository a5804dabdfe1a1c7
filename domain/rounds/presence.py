"""Proof of presence: which checkpoints were scanned, and the gaps between them that somebody should explain.

Source: workflows, chapter 13: a gap over 15 minutes between expected points is shown.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from domain.rounds.round import Round
from domain.rounds.walk import Step

LONGEST_GAP = timedelta(minutes=15)


@dataclass(frozen=True)
class Gap:
    """`minutes` passed between the scans at two places."""

    before: str
    after: str
    minutes: int


def gaps(round_: Round) -> list[Gap]:
    """The long pauses between scans, in the order in which they were made."""
    scans = sorted(round_.scans, key=lambda scan: scan.at)
    passed = (
        (one, two, datetime.fromisoformat(two.at) - datetime.fromisoformat(one.at)) for one, two in pairwise(scans)
    )
    return [Gap(one.place, two.place, int(gap.total_seconds() // 60)) for one, two, gap in passed if gap > LONGEST_GAP]


def not_scanned(steps: list[Step], round_: Round) -> list[Step]:
    """The checkpoints whose tag nobody has scanned, each once."""
    places = {step.place: step for step in reversed(steps) if step.must_be_scanned}
    return [step for place, step in reversed(places.items()) if round_.scan_of(place) is None]
