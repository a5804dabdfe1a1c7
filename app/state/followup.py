"""Follow-up: how many of the planned rounds were walked, for those who answer for it."""

from dataclasses import dataclass
from datetime import datetime

from app.state.documents import PhoneDocuments
from app.state.rounds.to_do import newest
from domain.checklists.checklist import Checklist
from domain.durations import Duration, add_to_date
from domain.people import Person
from domain.places import Building
from domain.rounds.completion import FOLLOWS_UP_ALL, Completion, completion, may_follow_up
from domain.rounds.round import Round


@dataclass(frozen=True)
class Followed:
    """How a checklist fares in a building."""

    building: Building
    checklist: Checklist
    completion: Completion


def follows_up(documents: PhoneDocuments, person: Person) -> bool:
    """Whether there is anything for the person to follow up, now or later."""
    reviewed = any(person.has_one_of(checklist.reviewed_by) for checklist in newest(documents).values())
    return reviewed or person.has_one_of(FOLLOWS_UP_ALL)


def followed_up(documents: PhoneDocuments, person: Person, months: int, now: datetime) -> list[Followed]:
    """The last months until `now`, in local time; where the least was done comes first."""
    checklists, found = newest(documents), []
    since = add_to_date(now.date(), Duration(months=months), -1)
    for counted in completion(documents.all(Round), since, now.date(), now):
        building, checklist = documents.building(counted.building), checklists.get(counted.checklist)
        if building and checklist and may_follow_up(person, checklist, building):
            found.append(Followed(building, checklist, counted))
    return sorted(found, key=lambda each: (each.completion.percent, each.building.name, each.checklist.title.sv))
