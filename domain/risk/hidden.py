"""How many restricted reports a unit has had that whoever assesses it may not read: a number that tells of nobody.

Always a multiple of the municipality's least cell (`policy.yaml`, `statistics.min_cell`): a new report then changes
what is shown only now and then, and never says that it was the one of today.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.people import Person
from domain.risk.suggestions import SENT, since
from domain.rounds.round import Round
from domain.secrecy.table import READS, RESTRICTED, reaches


@dataclass(frozen=True)
class Hidden:
    """`at_least` is a multiple of `cell`; 0 is fewer than that, or none at all."""

    at_least: int
    cell: int


def is_hidden_from(person: Person) -> bool:
    """Whether others' restricted reports are closed to the person, whatever the building."""
    return not any(how_far in READS for how_far in reaches(person.roles, RESTRICTED, person.denied).values())


def counted(reports: Iterable[Round], building: str, person: Person, cell: int, now: datetime) -> Hidden:
    """Those of the person's own administration in the building in the last 24 months; `now` is in local time."""
    own, first = {person.org, person.administration} - {""}, since(now).isoformat()
    count = sum(
        report.building == building
        and report.confidentiality == RESTRICTED
        and report.administration in own
        and report.status in SENT
        and report.started_at[:10] >= first
        for report in reports
    )
    return Hidden(count - count % cell, cell)
