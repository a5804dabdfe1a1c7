"""Who repairs is not always who pays: above the excess the paying party approves the estimate, and silence counts.

Source: workflows, chapter 4.3.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.events import Event
from domain.language import Words
from domain.refusals import Refusal
from domain.tasks.events import TaskCostDecided, TaskEstimated
from domain.tasks.moves import says_nothing, taken
from domain.tasks.parts import APPROVED, ASKED, REFUSED, Estimate
from domain.tasks.task import Task, noted

if TYPE_CHECKING:
    from domain.documents import Documents

ANSWER_WITHIN = "P2D"
"""Working days."""
SILENCE_APPROVES = ("critical", "high")


def estimate(documents: "Documents", event: Event, act: TaskEstimated) -> Task | Refusal:
    """What it is thought to cost. A new estimate is asked about anew."""
    task = taken(documents, event, act.task, "estimate")
    if isinstance(task, Refusal):
        return task
    if act.sek < 0:
        return _NO_SUM
    asked = must_be_asked(task, act.sek)
    said = Estimate(act.sek, ASKED if asked else "", event.at if asked else "")
    return noted(documents, event, replace(task, estimate=said), "estimated", f"{act.sek} {act.text}".strip())


def must_be_asked(task: Task, sek: int) -> bool:
    return bool(task.cost_org) and task.cost_org != task.org and sek > task.terms.excess


def decide(documents: "Documents", event: Event, act: TaskCostDecided) -> Task | Refusal:
    """Yes, or no and why. What silence has approved is approved."""
    task = taken(documents, event, act.task, "decide_cost")
    if isinstance(task, Refusal):
        return task
    if task.estimate is None or task.estimate.state != ASKED:
        return _NOTHING_ASKED
    if not act.approved and (silent := says_nothing(act.reason)):
        return silent
    said = replace(task.estimate, state=APPROVED if act.approved else REFUSED, reason=act.reason)
    did = "cost_approved" if act.approved else "cost_refused"
    return noted(documents, event, replace(task, estimate=said), did, act.reason)


_NO_SUM = Refusal(
    "no_sum",
    Words("Det är inget belopp.", "That is not a sum."),
    Words("Skriv hela kronor.", "Write whole kronor."),
)
_NOTHING_ASKED = Refusal(
    "nothing_asked",
    Words("Det finns ingen kostnad som väntar på svar.", "There is no cost that waits for an answer."),
    Words("Den kan redan vara besvarad: läs historiken.", "It may have been answered already: read the history."),
)
