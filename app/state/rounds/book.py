"""The rounds and forms on this phone: what is to be done, what may be begun, and the walk through each."""

from collections.abc import Callable
from typing import Any

from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.rounds import to_do
from app.state.rounds.to_do import RoundCard
from app.state.rounds.walk import Record, Walk
from domain.checklists.checklist import Checklist
from domain.events import (
    OverrideProposed,
    PointSwitchedOff,
    ProposalDecided,
    RoundCountersigned,
    RoundStarted,
    Signing,
)
from domain.language import Words
from domain.people import Person
from domain.places import Building
from domain.refusals import Refusal
from domain.rounds.logbook import Logbook, of_round
from domain.rounds.proposals import PROPOSED, Proposal, may_decide
from domain.rounds.round import PLANNED, Round
from domain.rounds.signing import awaits

COORDINATOR = "safety_coordinator"


class RoundBook:
    def __init__(
        self,
        documents: PhoneDocuments,
        fresh_id: Callable[[], str],
        record: Record,
        clock: Clock,
        who: Callable[[], Person | None],
    ):
        self._documents, self._fresh_id, self._record = documents, fresh_id, record
        self._clock, self._who = clock, who
        self._walks: dict[str, Walk] = {}

    def show_anew(self) -> None:
        """Documents have changed: every walk that is open shows them."""
        for walk in self._walks.values():
            if round_ := self._documents.round(walk.round.id):
                walk.show(round_)

    def close(self) -> None:
        self._walks.clear()

    def to_do(self) -> list[RoundCard]:
        who = self._who()
        return to_do.rounds_to_do(self._documents, who, self._clock.today()) if who else []

    def startable(self) -> list[tuple[Building, Checklist]]:
        """Rounds that the person may walk without a plan."""
        who = self._who()
        return to_do.startable(self._documents, who) if who else []

    def forms(self) -> list[Checklist]:
        """The forms that the person may fill in when something has happened."""
        who = self._who()
        return to_do.forms(self._documents, who) if who else []

    def start(self, round_id: str) -> Refusal | None:
        """Begin a planned round, on the newest version of its checklist."""
        walk = self.walk(round_id)
        if walk is None:
            return Refusal("unknown_round", Words("Ronden finns inte längre.", "The round is no longer there."))
        return self._record(walk.beginning())

    def start_unplanned(self, building_id: str, checklist_id: str) -> str | Refusal:
        """The id of the round begun, on the newest version of the checklist."""
        offered = [c for b, c in self.startable() if (b.id, c.id) == (building_id, checklist_id)]
        if not offered:
            return Refusal(
                "not_your_round", Words("Ronden går inte att starta här.", "The round cannot be started here.")
            )
        return self._begin(building_id, offered[0])

    def start_form(
        self, building: str, form: str, space: str = "", tag: str = "", component: str = "", origin: str = ""
    ) -> str | Refusal:
        """The id of the form begun, about a place; `origin` is the finding that called for it."""
        newest = to_do.newest(self._documents).get(form)
        if newest is None:
            return Refusal("no_such_form", Words("Formuläret finns inte på telefonen.", "The form is not here."))
        return self._begin(building, newest, space, tag, component, origin)

    def _begin(self, building: str, checklist: Checklist, *about: str) -> str | Refusal:
        round_id = self._fresh_id()
        return self._record([RoundStarted(round_id, building, checklist.id, checklist.version, *about)]) or round_id

    def walk(self, round_id: str) -> Walk | None:
        """None while the round, its building or its checklist is not on this phone."""
        if round_id in self._walks:
            return self._walks[round_id]
        round_ = self._documents.round(round_id)
        if round_ is None:
            return None
        building = self._documents.building(round_.building)
        checklist = self._checklist_of(round_)
        if building is None or checklist is None:
            return None
        walk = Walk(round_, building, checklist, self._record, self._documents, self._clock.stamp, self._fresh_id)
        walk.show(round_)
        self._walks[round_id] = walk
        return walk

    def _checklist_of(self, round_: Round) -> Checklist | None:
        """A round is finished on the version on which it was begun; one not begun takes the newest."""
        planned = self._documents.checklist(round_.checklist, round_.version)
        if round_.status != PLANNED:
            return planned
        return to_do.newest(self._documents).get(round_.checklist) or planned

    @property
    def answers_for_checklists(self) -> bool:
        """Whether the person reviews what others walk by a checklist, or coordinates them all."""
        who = self._who()
        reviewers = {role for each in to_do.newest(self._documents).values() for role in each.reviewed_by}
        return bool(who and who.has_one_of((*reviewers, COORDINATOR)))

    # --- what others have done and the person has to look at ---------------------------------------------------------

    def awaiting_signature(self) -> list[tuple[Round, Checklist, Building, str]]:
        """Signed rounds that the person is to review or countersign, and as what."""
        who = self._who()
        waiting = []
        for round_ in self._documents.all(Round) if who else []:
            building, checklist = self._documents.building(round_.building), self._checklist_of(round_)
            if who and building and checklist and (as_ := awaits(round_, checklist, who, building)):
                waiting.append((round_, checklist, building, as_))
        return sorted(waiting, key=lambda held: held[0].submitted_at)

    def countersign(self, round_id: str, signing: Signing, text: str = "") -> Refusal | None:
        return self._record([RoundCountersigned(round_id, signing, text)])

    def proposals(self) -> list[Proposal]:
        """Changes to the register that the person may decide."""
        who, documents = self._who(), self._documents
        return [
            held
            for held in documents.all(Proposal)
            if held.status == PROPOSED
            and who
            and (building := documents.building(held.building))
            and may_decide(who, building, held)
        ]

    def decide(self, proposal: str, approved: bool, reason: str = "") -> Refusal | None:
        return self._record([ProposalDecided(proposal, approved, reason)])

    def propose_override(self, **facts: Any) -> Refusal | None:
        """Facts of an `OverrideProposed`, for the other party to decide."""
        return self._record([OverrideProposed(self._fresh_id(), **facts)])

    def logbook(self, building: str, checklist: Checklist) -> Logbook:
        return of_round(self._documents, building, checklist)

    def switch(self, building: str, checklist: Checklist, point: str, reason: str, off: bool = True) -> Refusal | None:
        """Switch a point (or with "" the whole checklist) off in a building, or on again."""
        return self._record([PointSwitchedOff(building, checklist.id, checklist.version, point, reason, off)])
