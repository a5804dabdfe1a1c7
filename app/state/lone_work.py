"""Working alone, as this phone shows it: one's own session, and those whom one would look for."""

from collections.abc import Callable
from dataclasses import dataclass

from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.naming import Names
from domain.events import Act
from domain.language import Words
from domain.lone_work.events import AlarmAnswered, LoneWorkEnded, LoneWorkExtended, LoneWorkStarted, SignOfLife
from domain.lone_work.people import ON_CALL, looks_after, may_work_alone
from domain.lone_work.rules import LoneWorkRules
from domain.lone_work.session import LoneWork
from domain.lone_work.standing import LATE, standing
from domain.people import Person
from domain.places import Building, described
from domain.policy import Policy
from domain.refusals import Refusal

Record = Callable[[list[Act]], Refusal | None]


@dataclass(frozen=True)
class Contact:
    """Somebody who may be named: a role with its usual number, "" where none is known."""

    role: str
    words: Words
    phone: str


class LoneDesk:
    def __init__(
        self,
        documents: PhoneDocuments,
        names: Names,
        fresh_id: Callable[[], str],
        record: Record,
        clock: Clock,
        who: Callable[[], Person | None],
    ):
        self._documents, self._names, self._fresh_id, self._record = documents, names, fresh_id, record
        self.clock, self._who = clock, who

    @property
    def rules(self) -> LoneWorkRules:
        policy = next(iter(self._documents.all(Policy)), None)
        return policy.lone_work if policy else LoneWorkRules()

    def buildings(self) -> list[Building]:
        """Where the person signed in may work alone by the app."""
        person, rules = self._who(), self.rules
        here = self._documents.all(Building) if person and rules.buildings_with_tag else []
        return [building for building in here if person and may_work_alone(person, building, rules)]

    def session(self, name: str) -> LoneWork | None:
        return self._documents.lone_work(name)

    def mine(self) -> LoneWork | None:
        """The session that runs now, the latest begun."""
        person = self._who()
        running = [lone for lone in self._running() if person and lone.person == person.id]
        return max(running, key=lambda lone: lone.until, default=None)

    def looked_after(self) -> list[LoneWork]:
        """Those that run whom one would look for, the first to be missed first."""
        person = self._who()
        return sorted(
            (lone for lone in self._running() if person and looks_after(person, lone)), key=lambda lone: lone.until
        )

    def missed(self) -> list[LoneWork]:
        return [lone for lone in self.looked_after() if self.standing(lone) in LATE]

    def standing(self, lone: LoneWork) -> str:
        """How it stands this very moment, by this phone's clock."""
        return standing(lone, self.clock.now(), self.rules)

    def is_mine(self, lone: LoneWork) -> bool:
        person = self._who()
        return bool(person and person.id == lone.person)

    def may_answer(self, lone: LoneWork) -> bool:
        person = self._who()
        return bool(person and looks_after(person, lone))

    def place_of(self, lone: LoneWork) -> str:
        """ "Björkhagaskolan, Korridor A plan 1"."""
        building = self._documents.building(lone.building)
        return described(building, building.space(lone.space), None) if building else lone.building

    def last_said(self) -> LoneWork | None:
        """One's latest session, for what is said the same every time."""
        person = self._who()
        own = [lone for lone in self._documents.all(LoneWork) if person and lone.person == person.id]
        return max(own, key=lambda lone: lone.until, default=None)

    def contacts(self) -> list[Contact]:
        return [Contact(role, self._names.role(role), self._phone_of(role)) for role in self.rules.contacts]

    def _phone_of(self, role: str) -> str:
        about, person = self._names.about(), self._who()
        if role == ON_CALL:
            return about.duty_phone if about else ""
        return self._names.phone_of(person.org) if person else ""

    def _running(self) -> list[LoneWork]:
        return [lone for lone in self._documents.all(LoneWork) if not lone.ended_at]

    # --- what is done ------------------------------------------------------------------------------------------------

    def start(self, said: LoneWorkStarted) -> str | Refusal:
        """The id of the session that runs now; the one in `said` is not looked at."""
        name = self._fresh_id()
        refusal = self._record([LoneWorkStarted(**{**vars(said), "lone_work": name})])
        return refusal or name

    def okay(self, lone: LoneWork) -> Refusal | None:
        """All is well, for as long again as was said last."""
        return self._record([SignOfLife(lone.id, lone.last_sign.minutes)])

    def extend(self, lone: LoneWork, minutes: int) -> Refusal | None:
        return self._record([LoneWorkExtended(lone.id, minutes)])

    def end(self, lone: LoneWork) -> Refusal | None:
        return self._record([LoneWorkEnded(lone.id)])

    def answer(self, lone: LoneWork, found: str, text: str) -> Refusal | None:
        return self._record([AlarmAnswered(lone.id, lone.until.isoformat(), found, text)])
