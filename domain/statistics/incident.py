"""What statistics count: that something of a kind was reported, by whose people, where and when. Nothing else of it."""

from dataclasses import dataclass
from datetime import date

from domain.secrecy.table import OPEN


@dataclass(frozen=True)
class Incident:
    """`kind` is the id of the incident form, `administration` whose people reported it, "" where nobody knows.

    `on` is the day of the report by the municipality's calendar, not of what happened: so a year that is over stays
    as it is, whenever something is told.
    """

    kind: str
    building: str
    administration: str
    on: date
    confidentiality: str = OPEN


@dataclass(frozen=True)
class Count:
    """How many of a kind there were in each month of a year, January first."""

    kind: str
    building: str
    administration: str
    months: tuple[int, ...]

    @property
    def number(self) -> int:
        return sum(self.months)

    def quarter(self, which: int) -> int:
        """`which` is 1 to 4."""
        return sum(self.months[3 * which - 3 : 3 * which])


def counts_of(incidents: list[Incident], year: int) -> tuple[Count, ...]:
    """Exact numbers, for somebody who may read each of these as a case; see `small_cells` for everybody else."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for incident in incidents:
        if incident.on.year == year:
            months = found.setdefault((incident.kind, incident.building, incident.administration), [0] * 12)
            months[incident.on.month - 1] += 1
    return tuple(Count(*where, tuple(months)) for where, months in sorted(found.items()))
