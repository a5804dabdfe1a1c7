"""What do I do now: the rounds of one person, the most urgent first, and those that may be started any time."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.state.documents import PhoneDocuments
from domain.checklists.checklist import Checklist
from domain.municipality import About
from domain.people import Person
from domain.places import Building
from domain.rounds import walk
from domain.rounds.logbook import Logbook, of_round
from domain.rounds.round import IN_PROGRESS, PLANNED, Round, may_perform
from domain.rounds.schedules import is_late

SOON = timedelta(days=31)
"""What is due later than this is for another day, although it may be walked already."""

WALKED_KINDS = ("round", "test", "inspection", "assessment")
FORM = "incident_form"
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

    @property
    def awaits_signature(self) -> bool:
        """Whether all that must be answered is."""
        return self.round.status == IN_PROGRESS and 0 < self.total <= self.done


def rounds_to_do(documents: PhoneDocuments, person: Person, today: str) -> list[RoundCard]:
    """Those planned for the person and those that they have begun; `today` is an ISO date."""
    cards = []
    for round_ in documents.all(Round):
        building, checklist = documents.building(round_.building), documents.checklist(round_.checklist, round_.version)
        if building and checklist and _is_mine(round_, checklist, person, today):
            cards.append(_card(round_, building, checklist, today, of_round(documents, building.id, checklist)))
    return sorted(cards, key=lambda card: (_URGENCY[card.state], card.round.due or "9999", card.building.name))


def newest(documents: PhoneDocuments) -> dict[str, Checklist]:
    """The newest version of each checklist, by its id."""
    found: dict[str, Checklist] = {}
    for checklist in documents.all(Checklist):
        held = found.get(checklist.id)
        if held is None or _age(checklist.version) > _age(held.version):
            found[checklist.id] = checklist
    return found


def in_force(documents: PhoneDocuments) -> list[Checklist]:
    """What a new round may begin on: a withdrawn checklist only lets begun rounds be finished."""
    about = next(iter(documents.all(About)), None)
    listed = about.checklists if about else ()
    return [checklist for checklist in newest(documents).values() if not listed or checklist.id in listed]


def forms(documents: PhoneDocuments, person: Person) -> list[Checklist]:
    """The forms for when something has happened that the person may fill in."""
    return [form for form in in_force(documents) if form.kind == FORM and may_perform(person, form)]


def startable(documents: PhoneDocuments, person: Person) -> list[tuple[Building, Checklist]]:
    """What the person's roles may walk without a plan: the newest version of each checklist, building by building."""
    return [
        (building, checklist)
        for building in buildings_of(documents, person)
        for checklist in in_force(documents)
        if checklist.kind in WALKED_KINDS and may_perform(person, checklist) and checklist.applies_to(building.tags)
    ]


def buildings_of(documents: PhoneDocuments, person: Person) -> list[Building]:
    return sorted((b for b in documents.all(Building) if person.works_in(b.id)), key=lambda building: building.name)


def _is_mine(round_: Round, checklist: Checklist, person: Person, today: str) -> bool:
    """Planned for the person, begun by them, or under way where they may join it or take over the next part.

    What is too late to begin is missed, also before the server has said so.
    """
    if round_.status == PLANNED:
        return person.id == round_.performer and (not round_.last_day or today <= round_.last_day[:10])
    if not round_.is_under_way or not person.works_in(round_.building):
        return False
    if round_.status == IN_PROGRESS and checklist.kind == FORM:
        return person.id == round_.started_by
    return may_perform(person, checklist, round_)


def _card(round_: Round, building: Building, checklist: Checklist, today: str, logbook: Logbook) -> RoundCard:
    asked = [step for step in walk.steps(checklist, building, round_, today, logbook) if walk.must_be_answered(step)]
    done = sum(step.key in round_.answers for step in asked)
    return RoundCard(round_, building, checklist, _state(round_, today), done, len(asked))


def _state(round_: Round, today: str) -> str:
    if is_late(round_, today):
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
