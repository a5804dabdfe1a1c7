""" "Not ours": said once, with a reason and the rule that should apply; the counterpart answers, or a group decides.

Source: workflows, chapter 5. Until somebody else has accepted it the task stays with its receiver and the clock runs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.events import Event, TaskHandedBack
from domain.language import Words
from domain.places import Building
from domain.refusals import Refusal
from domain.tasks.events import DisputeAnswered, DisputeDecided
from domain.tasks.handover import OWNER, PARTIES, contested, handed_over
from domain.tasks.moves import says_nothing, taken
from domain.tasks.parts import ACCEPTED, DECIDED, DISPUTE, WAITING_FOR_ANSWER, WITH_GROUP, Dispute
from domain.tasks.steps import ACKNOWLEDGED, DISPUTED
from domain.tasks.task import Task, going_on, noted, safe_since
from domain.tasks.waiting import SAFE_FIRST

if TYPE_CHECKING:
    from domain.documents import Documents

REASONS = ("wrong_component", "wrong_cause", "wrong_place", "override_missing", "list_unclear")
ASKED_WITHIN, ANSWERED_WITHIN, DECIDED_WITHIN = "P2D", "P2D", "P10D"
"""Working days: to say "not ours", to answer that, and for the group to decide."""


def hand_back(documents: "Documents", event: Event, act: TaskHandedBack) -> Task | Refusal:
    """Say "not ours". Where nobody else could have it, the group is asked at once."""
    task = taken(documents, event, act.task, "hand_back")
    if isinstance(task, Refusal):
        return task
    if act.reason not in REASONS:
        return Refusal("unknown_reason", Words("Anledningen finns inte.", "There is no such reason."))
    if task.dispute and not task.dispute.facts_changed:
        return _ONCE
    if task.terms.safe_first and not safe_since(task):
        return SAFE_FIRST
    if task.dispute_by and datetime.fromisoformat(event.at) > datetime.fromisoformat(task.dispute_by):
        return _TOO_LATE
    building = documents.building(task.building)
    other = counterpart_of(building, task, act.counterpart) if building else ""
    dispute = Dispute(
        act.reason,
        event.person,
        documents.person(event.person).title,
        event.at,
        act.text,
        against=task.rules.get("repair", ""),
        rule=act.rule,
        counterpart=other,
        state=WAITING_FOR_ANSWER if other else WITH_GROUP,
    )
    task = contested(replace(going_on(task, event.at), disputes=(*task.disputes, dispute)), event.at, DISPUTE)
    return noted(documents, event, task, "handed_back", f"{act.reason}: {act.text}" if act.text else act.reason)


def counterpart_of(building: Building, task: Task, named: str = "") -> str:
    """Who should have the task if not its receiver: who is `named`, if a party there, else the other party; or ""."""
    space = building.whereabouts(task.space, task.object)[0]
    wanted = named if named in building.orgs else ""
    others = (wanted, building.user_of(space), building.owner_of(space))
    return next((org for org in others if org and org != task.org), "")


def answer(documents: "Documents", event: Event, act: DisputeAnswered) -> Task | Refusal:
    """The counterpart takes the task over; or refuses, and the group decides. Accepting late is still welcome."""
    task = taken(documents, event, act.task, "answer_dispute")
    if isinstance(task, Refusal):
        return task
    dispute = task.dispute
    if dispute is None or not dispute.is_open:
        return _settled(task)
    if not act.accepted:
        if silent := says_nothing(act.text):
            return silent
        task = _with(task, replace(dispute, state=WITH_GROUP, answer=act.text))
        return noted(documents, event, task, "dispute_refused", act.text)
    settled = _with(task, replace(dispute, state=ACCEPTED, answer=act.text, decided_at=event.at))
    org, paid_by = dispute.counterpart, dispute.counterpart if task.cost_org == task.org else task.cost_org
    if settled.is_open:
        settled = handed_over(settled, org, dispute.desk or org, event.at, accepted=True)
        settled = replace(settled, rules=_rules(settled, dispute.rule), why=_why_accepted(dispute, task.why))
    return noted(documents, event, replace(settled, cost_org=paid_by), "dispute_accepted", act.text)


def decide(documents: "Documents", event: Event, act: DisputeDecided) -> Task | Refusal:
    """What the interpretation group says is final for the task. What is repaired already only moves its cost."""
    task = taken(documents, event, act.task, "decide_dispute")
    if isinstance(task, Refusal):
        return task
    dispute, building = task.dispute, documents.building(task.building)
    if dispute is None or not dispute.is_open:
        return _settled(task)
    if act.repair not in PARTIES or act.cost not in PARTIES or building is None:
        return _NO_PARTY
    if silent := says_nothing(act.reason):
        return silent
    decided = replace(
        dispute, state=DECIDED, repair=act.repair, cost=act.cost, decision=act.reason, decided_at=event.at
    )
    task = replace(_with(task, decided), cost_org=_party(building, task, act.cost))
    org = _party(building, task, act.repair)
    if task.is_open and org != task.org:
        desk = dispute.desk if dispute.counterpart == org and dispute.desk else org
        task = handed_over(task, org, desk, event.at, accepted=False)
        task = replace(task, rules=_rules(task, dispute.rule), why=_why_decided(act.reason, task.why))
    elif task.status == DISPUTED:
        task = replace(task, status=ACKNOWLEDGED)
    return noted(documents, event, task, "dispute_decided", act.reason)


@dataclass(frozen=True)
class Precedent:
    """How a dispute about a component was decided: `repair` and `cost` are "owner" or "user"."""

    task: str
    component: str
    rule: str
    case: dict[str, str]
    repair: str
    cost: str
    reason: str
    at: str


def precedents(tasks: Iterable[Task], component: str) -> tuple[Precedent, ...]:
    """What has been decided about the component, the newest first."""
    found = [
        Precedent(task.id, component, held.against, task.case, held.repair, held.cost, held.decision, held.decided_at)
        for task in tasks
        for held in task.disputes
        if task.component == component and held.state == DECIDED
    ]
    return tuple(sorted(found, key=lambda precedent: precedent.at, reverse=True))


def _with(task: Task, dispute: Dispute) -> Task:
    return replace(task, disputes=(*task.disputes[:-1], dispute))


def _party(building: Building, task: Task, party: str) -> str:
    space = building.whereabouts(task.space, task.object)[0]
    return building.owner_of(space) if party == OWNER else building.user_of(space)


def _rules(task: Task, rule: str) -> dict[str, str]:
    return {**task.rules, "repair": rule} if rule else task.rules


def _why_accepted(dispute: Dispute, before: Words) -> Words:
    rule = f" ({dispute.rule})" if dispute.rule else ""
    return Words(
        f"Övertaget efter tvist{rule}. Från början: {before.sv}",
        f"Taken over after a dispute{rule}. At first: {before.en}",
    )


def _why_decided(reason: str, before: Words) -> Words:
    return Words(
        f"Tolkningsgruppen har beslutat: {reason} Från början: {before.sv}",
        f"The interpretation group has decided: {reason} At first: {before.en}",
    )


def _settled(task: Task) -> Refusal:
    settled = next((entry for entry in reversed(task.history) if entry.did in _SETTLING), None)
    by = f" ({settled.title})" if settled and settled.title else ""
    return Refusal(
        "no_dispute",
        Words(
            f"Tvisten är redan avgjord{by}." if settled else "Det pågår ingen tvist om ärendet.",
            f"The dispute has already been settled{by}." if settled else "There is no dispute about the task.",
        ),
        Words("Öppna ärendet och läs vad som beslutades.", "Open the task and read what was decided."),
    )


_SETTLING = ("dispute_accepted", "dispute_decided")
_ONCE = Refusal(
    "already_disputed",
    Words("Ärendet har redan lämnats tillbaka en gång.", "The task has already been handed back once."),
    Words(
        "Har orsaken eller platsen visat sig vara en annan, rätta den: då fördelas ärendet på nytt.",
        "If its cause or place turn out to be another, correct them: then the list is asked anew.",
    ),
)
_TOO_LATE = Refusal(
    "too_late_to_dispute",
    Words("Det är mer än två arbetsdagar sedan ärendet kom.", "It is over two working days since the task came."),
    Words(
        "Ärendet är ert. Är något fel angivet kan ni rätta det, då fördelas ärendet på nytt.",
        "The task is yours. If something in it is wrong you can correct it: then the list is asked anew.",
    ),
)
_NO_PARTY = Refusal(
    "no_party",
    Words("Välj ägaren eller verksamheten.", "Choose the owner or the user."),
)
