"""What somebody is told when they ask for a year's statistics."""

from dataclasses import dataclass, field

from domain.language import Words
from domain.people import Person
from domain.statistics.incident import Count
from domain.statistics.small_cells import Publication

CONTRACTORS = ("contractor", "guard")
REPORTS = ("report_yearly", "see_statistics")


@dataclass(frozen=True)
class Statistics:
    """`own` are exact and of cases that the person may read; `published` is None until the year is over.

    `names` has the words for every kind, building and administration that is spoken of. `asked_at` is ISO 8601.
    """

    year: int
    asked_at: str
    min_cell: int
    own: tuple[Count, ...] = ()
    published: Publication | None = None
    names: dict[str, Words] = field(default_factory=dict)


def may_ask(person: Person) -> bool:
    """Everybody who works for the municipality (workflows, chapter 15); contractors see what is assigned to them."""
    return bool(person.roles) and not person.has_one_of(CONTRACTORS)


def may_report(person: Person) -> bool:
    """Whether the yearly follow-up is theirs to read."""
    return person.may(*REPORTS)
