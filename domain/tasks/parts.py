"""What hangs on a task: its history, what policy says of it, who works on it, what it costs, who contests it."""

from dataclasses import dataclass, field

from domain.language import Words
from domain.photos import PhotoRef


@dataclass(frozen=True)
class Entry:
    """One line of a task's history: who did what, when, with which words and pictures. Nobody: the clock did."""

    at: str
    person: str
    title: str
    did: str
    text: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What policy said of such a task when it was routed: later versions of the policy do not change it.

    `safe_first`: made safe before anybody may say "not ours" or pass it on. `may_pause_for` are the reasons of its
    special deadline, empty for the common ones. `closes_after` (ISO 8601) is the time for objections, `excess` in SEK.
    """

    safe_first: bool = False
    may_defer: bool = False
    may_pause_for: tuple[str, ...] = ()
    closes_after: str = "P14D"
    excess: int = 0


@dataclass(frozen=True)
class Assignment:
    """Who is to do it: a `person` with an account, all of `org` (a contractor), or a `name` as people say it.

    `planned` is an ISO date, "" for not said.
    """

    org: str = ""
    person: str = ""
    name: str = ""
    planned: str = ""


ASKED, APPROVED, REFUSED, BY_SILENCE = "asked", "approved", "refused", "by_silence"


@dataclass(frozen=True)
class Estimate:
    """What it is thought to cost, in whole SEK. `state` is "" where nobody has to approve it; `answer_by` ISO 8601."""

    sek: int
    state: str = ""
    asked_at: str = ""
    answer_by: str = ""
    reason: str = ""


WAITING_FOR_ANSWER, WITH_GROUP, ACCEPTED, DECIDED = "waiting", "with_group", "accepted", "decided"
DROPPED = "dropped"
"""What it was about has been withdrawn."""


@dataclass(frozen=True)
class Dispute:
    """ "Not ours": `against` is the rule that gave the task to its receiver, `rule` the one that should apply.

    The `counterpart` is the organisation that should have it, `desk` whose people answer for that one here. `answer_by`
    is the counterpart's time, `decide_by` the interpretation group's. `repair` and `cost` ("owner" or "user") and
    `decision` are what the group said. `facts_changed`: what it was about is not so any more, it may be asked anew.
    """

    reason: str
    by: str
    title: str
    at: str
    text: str = ""
    against: str = ""
    rule: str = ""
    counterpart: str = ""
    desk: str = ""
    state: str = WAITING_FOR_ANSWER
    answer_by: str = ""
    decide_by: str = ""
    answer: str = ""
    repair: str = ""
    cost: str = ""
    decision: str = ""
    decided_at: str = ""
    facts_changed: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in (WAITING_FOR_ANSWER, WITH_GROUP)


@dataclass(frozen=True)
class Correction:
    """Other facts than were reported, on their way through the list. `case` has the routing inputs, all of them.

    `routed` says that the list has been asked; then `org` and `desk` are who would have the task and `rules`, `why`
    and the other organisations what the list says. It waits until they agree.
    """

    by: str
    title: str
    at: str
    reason: str
    component: str
    space: str = ""
    object: str = ""
    case: dict[str, str] = field(default_factory=dict)
    severity: str = ""
    routed: bool = False
    org: str = ""
    desk: str = ""
    inspection_org: str = ""
    cost_org: str = ""
    rules: dict[str, str] = field(default_factory=dict)
    why: Words = Words()
    answer_by: str = ""


@dataclass(frozen=True)
class Contest:
    """A rule of the list that did not hold: somebody disputed it, or its task was moved. For the ping-pong meter."""

    rule: str
    at: str
    how: str


DISPUTE, REROUTE = "dispute", "reroute"
