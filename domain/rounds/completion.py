"""How many of the planned rounds were walked, per building and checklist, between two days.

A planned round counts on the day it was due, or on the day it was signed where that was earlier. It is done when it was
signed by its last day; one that was signed later is missed, also when it was begun in time. What may still be walked in
time is neither, and what was suspended was not planned. Extra rounds that nobody planned make up for none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby

from domain.checklists.checklist import Checklist
from domain.people import Person
from domain.places import Building
from domain.rounds.round import MISSED, SUBMITTED, SUSPENDED, Round
from domain.rounds.schedules import is_late, is_over

FOLLOWS_UP_ALL = ("safety_coordinator", "fire_officer")


@dataclass(frozen=True)
class Completion:
    """`late` are those of the done that were signed after they were due; `missed` the latest first."""

    building: str
    checklist: str
    done: int
    late: int
    missed: tuple[Round, ...]

    @property
    def planned(self) -> int:
        return self.done + len(self.missed)

    @property
    def percent(self) -> int:
        """Done of planned, rounded down: 100 is every one."""
        return 100 * self.done // self.planned


def completion(rounds: Iterable[Round], since: date, until: date, now: datetime) -> list[Completion]:
    """One for each building and checklist of which a round counts from `since` to `until`, both counted.

    `now` is in the municipality's time zone.
    """
    counted = sorted(
        (round_ for round_ in rounds if _is_settled(round_, now) and since <= _counts_on(round_, now) <= until),
        key=lambda round_: (round_.building, round_.checklist, round_.due),
    )
    return [
        _counted(building, checklist, list(together), now)
        for (building, checklist), together in groupby(counted, lambda round_: (round_.building, round_.checklist))
    ]


def is_done(round_: Round, now: datetime) -> bool:
    """Signed, and in time for its planned round."""
    return round_.status == SUBMITTED and not is_over(round_, _signed(round_, now.tzinfo))


def may_follow_up(person: Person, checklist: Checklist, building: Building) -> bool:
    """The coordinator and the fire safety officer everywhere; who reviews the checklist, in their own buildings."""
    return person.has_one_of(FOLLOWS_UP_ALL) or (
        person.has_one_of(checklist.reviewed_by) and person.works_in(building.id)
    )


def _counted(building: str, checklist: str, rounds: list[Round], now: datetime) -> Completion:
    done = [round_ for round_ in rounds if is_done(round_, now)]
    late = sum(is_late(round_, _signed(round_, now.tzinfo).date().isoformat()) for round_ in done)
    missed = tuple(round_ for round_ in reversed(rounds) if not is_done(round_, now))
    return Completion(building, checklist, len(done), late, missed)


def _is_settled(round_: Round, now: datetime) -> bool:
    """Whether it was planned and it is known how it went."""
    if not round_.due or round_.status == SUSPENDED:
        return False
    return round_.status in (MISSED, SUBMITTED) or is_over(round_, now)


def _counts_on(round_: Round, now: datetime) -> date:
    due = date.fromisoformat(round_.due)
    return min(due, _signed(round_, now.tzinfo).date()) if round_.status == SUBMITTED else due


def _signed(round_: Round, zone: tzinfo | None) -> datetime:
    return datetime.fromisoformat(round_.submitted_at).astimezone(zone)
