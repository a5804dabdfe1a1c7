"""Done is not the end: somebody else looks, or the time for objections passes; and what is not fixed is opened again.

Source: workflows, chapter 6. A task that is opened again keeps its deadline.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.events import Event
from domain.language import Words
from domain.photos import PhotoRef
from domain.refusals import Refusal
from domain.tasks.events import TaskNotFixed, TaskReopened, TaskVerified
from domain.tasks.moves import says_nothing, taken
from domain.tasks.task import Task, not_done, noted

if TYPE_CHECKING:
    from domain.documents import Documents

ALWAYS = ("critical", "high")
SAMPLED, ONE_IN = "medium", 5
VERIFY_WITHIN = "P5D"
"""Working days, from when it was done (local)."""


def is_checked(task: Task) -> bool:
    """Whether somebody is to look at it when it is done: what is grave always, of the rest a sample by its number."""
    return task.severity in ALWAYS or (task.severity == SAMPLED and task.number % ONE_IN == 0)


def verify(documents: "Documents", event: Event, act: TaskVerified) -> Task | Refusal:
    """Approved, or rejected with a reason: then it goes back as it was, with the deadline that it had."""
    task = taken(documents, event, act.task, "verify" if act.approved else "reject")
    if isinstance(task, Refusal):
        return task
    if event.person == task.done_by:
        return _NOT_YOUR_OWN
    if act.approved:
        return noted(documents, event, replace(task, verify_by="", closes_at=""), "verified", act.reason, act.photos)
    return says_nothing(act.reason) or _opened(documents, event, task, "rejected", act.reason, act.photos)


def not_fixed(documents: "Documents", event: Event, act: TaskNotFixed) -> Task | Refusal:
    """Whoever reported it objects."""
    task = taken(documents, event, act.task, "not_fixed")
    if isinstance(task, Refusal):
        return task
    return says_nothing(act.text) or _opened(documents, event, task, "not_fixed", act.text, act.photos)


def reopen(documents: "Documents", event: Event, act: TaskReopened) -> Task | Refusal:
    task = taken(documents, event, act.task, "reopen")
    if isinstance(task, Refusal):
        return task
    finding = documents.finding(task.finding)
    if finding and finding.status == "withdrawn":
        return _WITHDRAWN
    return says_nothing(act.reason) or _opened(documents, event, task, "reopened", act.reason)


def _opened(
    documents: "Documents", event: Event, task: Task, did: str, text: str, photos: tuple[PhotoRef, ...] = ()
) -> Task:
    """What was said to be done is not; safe it stays, and the evidence is still there."""
    task = replace(not_done(task), duplicate_of="", passed_on_to="", fixed_on_spot=False)
    return noted(documents, event, task, did, text, photos)


_NOT_YOUR_OWN = Refusal(
    "not_your_own",
    Words("Den som gjort arbetet kan inte kontrollera det själv.", "Whoever did the work cannot check it themselves."),
    Words("Be en kollega eller den som kontrollerar hos er.", "Ask a colleague, or whoever inspects."),
)
_WITHDRAWN = Refusal(
    "withdrawn",
    Words("Det som rapporterades är återkallat.", "What was reported has been withdrawn."),
    Words("Rapportera på nytt om felet finns.", "Report it anew if the fault is there."),
)
