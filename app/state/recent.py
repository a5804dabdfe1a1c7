"""Where somebody reports from: their buildings, the one that they were last at first; and what they have reported."""

from app.state.documents import PhoneDocuments
from app.state.rounds.to_do import FORM, buildings_of
from domain.findings import Finding
from domain.people import Person
from domain.places import Building
from domain.rounds.round import HANDED_ON, Round

LAST_SENT = 3


def buildings_by_use(documents: PhoneDocuments, person: Person) -> list[Building]:
    """By when the person last began or reported something there; where they never did, by name."""
    last: dict[str, str] = {}
    for round_ in documents.all(Round):
        if round_.started_by == person.id:
            last[round_.building] = max(last.get(round_.building, ""), round_.started_at)
    for finding in documents.all(Finding):
        if finding.reporter == person.id:
            last[finding.building] = max(last.get(finding.building, ""), finding.found_at)
    # Sorting keeps the order of those that are equal: what was never used stays by name.
    return sorted(buildings_of(documents, person), key=lambda building: last.get(building.id, ""), reverse=True)


def reports_sent(documents: PhoneDocuments, person: Person) -> list[Round]:
    """The person's reports that others are handling now, the latest first."""
    mine = [
        round_
        for round_ in documents.all(Round)
        if round_.status == HANDED_ON
        and round_.started_by == person.id
        and (form := documents.checklist(round_.checklist, round_.version))
        and form.kind == FORM
    ]
    return sorted(mine, key=lambda round_: round_.started_at, reverse=True)[:LAST_SENT]
