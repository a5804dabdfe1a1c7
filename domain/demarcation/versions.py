"""The versions of the demarcation list: decided one after the other, kept side by side, each with its first day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.demarcation.listing import DemarcationList
from domain.people import Person

EDITS = "edit_demarcation"
LOOK = ("property_manager", "site_operator", "fire_officer")


@dataclass(frozen=True)
class AdoptedList:
    """A version that was adopted here: by whom, when (ISO 8601), why, from which file, and what it changed.

    `number` says in which order they were decided; the counts are of rows.
    """

    number: int
    listing: DemarcationList
    by: str
    title: str
    at: str
    why: str
    file: str
    added: int = 0
    removed: int = 0
    changed: int = 0


def in_order_of_decision(
    first: Iterable[DemarcationList], adopted: Iterable[AdoptedList]
) -> tuple[DemarcationList, ...]:
    """All versions. One that was replaced before its first day never comes into force.

    `first` are those of the municipality's files; a version that has been taken up there is not told twice.
    """
    versions = list(first)
    known = {listing.version for listing in versions}
    for decided in sorted(adopted, key=lambda each: each.number):
        if decided.listing.version not in known:
            versions = [_unless_replaced(listing, decided.listing) for listing in versions]
            versions.append(decided.listing)
    return tuple(versions)


def _unless_replaced(listing: DemarcationList, newer: DemarcationList) -> DemarcationList:
    """A list that would begin on the same day ends the day before it begins."""
    if listing.valid_from != newer.valid_from:
        return listing
    the_day_before = date.fromisoformat(listing.valid_from) - timedelta(days=1)
    return replace(listing, valid_to=the_day_before.isoformat())


def next_version(versions: Sequence[DemarcationList], valid_from: str) -> str:
    """The name of a version that begins in a year: "2027:1", "2027:2", ..."""
    year, taken = valid_from[:4], {listing.version for listing in versions}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{year}:{number}") not in taken)


def ever_in_force(listing: DemarcationList) -> bool:
    return not listing.valid_to or listing.valid_from <= listing.valid_to


def may_adopt(person: Person) -> bool:
    return person.may(EDITS)


def may_look(person: Person) -> bool:
    """Who sees what a new version would change: who may adopt, who answers for buildings, who interprets the list."""
    return may_adopt(person) or person.has_one_of(LOOK)
