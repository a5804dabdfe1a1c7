"""What do I do now: the rounds of one person, the most urgent first, and those that may be started any time."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.state.documents import PhoneDocuments
from domain import walk
from domain.checklists import Checklist
from domain.people import Person
from domain.places import Building
from domain.rounds import IN_PROGRESS, PLANNED, Round, may_perform

SOON = timedelta(days=31)
"""What is due later than this is for another day, although it may be walked already."""

WALKED_KINDS = ("round", "test", "inspection")
_URGENCY = {"overdue": 0, "in_progress": 1, "due": 2, "planned": 3}


@dataclass(frozen=True)
class RoundCard:
    """`state` is overdue, in_progress, due or planned; `done` of `total` required answers are given."""

    round: Round
    building: Building
    checklist: Checklist
    state: str
    done: int
    total: int


def rounds_to_do(documents: PhoneDocuments, person: Person, today: str) -> list[RoundCard]:
    """Those planned for the person and those that they have begun; `today` is an ISO date."""
    cards = []
    for round_ in documents.all(Round):
        building, checklist = documents.building(round_.building), documents.checklist(round_.checklist, round_.version)
        mine = person.id in (round_.performer, round_.started_by)
        if building and checklist and mine and round_.status in (PLANNED, IN_PROGRESS):
            cards.append(_card(round_, building, checklist, today))
    return sorted(cards, key=lambda card: (_URGENCY[card.state], card.round.due or "9999", card.building.name))


def startable(documents: PhoneDocuments, person: Person) -> list[tuple[Building, Checklist]]:
    """What the person's roles may walk without a plan: the newest version of each checklist, building by building."""
    newest: dict[str, Checklist] = {}
    for checklist in documents.all(Checklist):
        held = newest.get(checklist.id)
        if held is None or _age(checklist.version) > _age(held.version):
            newest[checklist.id] = checklist
    return [
        (building, checklist)
        for building in buildings_of(documents, person)
        for checklist in newest.values()
        if checklist.kind in WALKED_KINDS and may_perform(person, checklist) and checklist.applies_to(building.tags)
    ]


def buildings_of(documents: PhoneDocuments, person: Person) -> list[Building]:
    return sorted((b for b in documents.all(Building) if person.works_in(b.id)), key=lambda building: building.name)


def _card(round_: Round, building: Building, checklist: Checklist, today: str) -> RoundCard:
    asked = [
        step
        for step in walk.steps(checklist, building, round_.answers, today)
        if step.point.must_be_answered and step.point.type != "signature"
    ]
    done = sum(step.key in round_.answers for step in asked)
    return RoundCard(round_, building, checklist, _state(round_, today), done, len(asked))


def _state(round_: Round, today: str) -> str:
    if round_.due and today > round_.due:
        return "overdue"
    if round_.status == IN_PROGRESS:
        return "in_progress"
    if round_.opens and today < round_.opens:
        return "planned"
    far_off = round_.due and date.fromisoformat(round_.due) - date.fromisoformat(today) > SOON
    return "planned" if far_off else "due"


def _age(version: str) -> tuple[str, int]:
    year, _, number = version.partition(":")
    return year, int(number or 0)
