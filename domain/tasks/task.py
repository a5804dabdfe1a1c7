"""A task: what is to be done about a finding, at whose desk, by when, and what has happened to it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from domain.clocks.deadlines import MAKE_SAFE, RESOLVE, Deadlines
from domain.clocks.due_steps import DueStep
from domain.clocks.pauses import Pause, resumed
from domain.demarcation.routing import Routing
from domain.events import Event
from domain.findings import Again, Finding
from domain.language import Words
from domain.photos import PhotoRef
from domain.tasks.parts import DROPPED, Assignment, Contest, Correction, Dispute, Entry, Estimate, Terms
from domain.tasks.steps import CLOSED, NEW, OPEN, ROUTED

if TYPE_CHECKING:
    from domain.documents import Documents

SAFE_STEPS = (MAKE_SAFE, "close_provisionally", "compensating_measures", "block_tag_or_card", "cover_or_remove")
"""What takes the danger away, in the words of the severities and of the special deadlines."""


@dataclass(frozen=True)
class Task:
    """`org` has the repair; `desk` is whose people handle it here: `org`, or who follows up for one without login.

    `why` says in words which rule decided, `rules` which row or override decided each aspect; both are kept as they
    were on the day, whatever the list says later. `triage` is set where no rule matched.

    The clock: it began at `clock_start`; `steps` are all that is to be done with their times, `steps_done` when each
    was done, and `acknowledge_by`, `make_safe_by` and `resolve_by` the three times that are shown. Since
    `taken_over_at` somebody else has it, with at least half of the time. `verify_by` and `closes_at` begin when it is
    done.

    `reporters` saw it besides `reporter`; `disputes` has the last one last; `contested` the rules that did not hold.
    """

    kind: ClassVar[str] = "task"

    id: str
    finding: str
    building: str
    component: str
    text: str
    severity: str
    org: str
    desk: str
    found_at: str
    number: int = 0
    status: str = ROUTED
    space: str = ""
    object: str = ""
    inspection_org: str = ""
    cost_org: str = ""
    why: Words = Words()
    rules: dict[str, str] = field(default_factory=dict)
    list_version: str = ""
    case: dict[str, str] = field(default_factory=dict)
    ask: str = ""
    triage: bool = False
    reporter: str = ""
    reporter_title: str = ""
    photos: tuple[PhotoRef, ...] = ()
    fixed_on_spot: bool = False
    confidentiality: str = "open"
    attributes: tuple[str, ...] = ()
    acknowledge_by: str = ""
    make_safe_by: str = ""
    resolve_by: str = ""
    history: tuple[Entry, ...] = ()
    terms: Terms = field(default_factory=Terms)
    special: str = ""
    special_words: Words = Words()
    clock_start: str = ""
    steps: tuple[DueStep, ...] = ()
    steps_done: dict[str, str] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    deferred_until: str = ""
    taken_over_at: str = ""
    assigned: Assignment | None = None
    estimate: Estimate | None = None
    disputes: tuple[Dispute, ...] = ()
    dispute_by: str = ""
    correction: Correction | None = None
    contested: tuple[Contest, ...] = ()
    former_desks: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    duplicate_of: str = ""
    passed_on_to: str = ""
    done_by: str = ""
    done_at: str = ""
    verify_by: str = ""
    closes_at: str = ""

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def dispute(self) -> Dispute | None:
        """The last one, also when it has been settled."""
        return self.disputes[-1] if self.disputes else None


def open_task(
    finding: Finding,
    routing: Routing,
    why: Words,
    deadlines: Deadlines,
    *,
    desk: str,
    fallback_org: str,
    number: int,
) -> Task:
    """The task that a finding becomes. Without a matching rule it goes to triage at the owner (`fallback_org`)."""
    orgs = {aspect: decision.org for aspect, decision in routing.decisions.items()}
    needs_nothing = finding.fixed_on_spot or finding.severity == "observation"
    triage = "repair" not in orgs
    return Task(
        id=finding.id,
        finding=finding.id,
        number=number,
        building=finding.building,
        space=finding.space,
        object=finding.object,
        component=finding.component,
        text=finding.text,
        severity=finding.severity,
        org=orgs.get("repair", "") or fallback_org,
        desk=desk,
        inspection_org=orgs.get("inspection", ""),
        cost_org=orgs.get("cost", ""),
        status=CLOSED if needs_nothing else (NEW if triage else ROUTED),
        why=why,
        rules={aspect: decision.rule for aspect, decision in routing.decisions.items()},
        list_version=routing.version,
        case=finding.case,
        ask=routing.ask.input if routing.ask else "",
        triage=triage,
        reporter=finding.reporter,
        reporter_title=finding.reporter_title,
        found_at=finding.found_at,
        photos=finding.photos,
        fixed_on_spot=finding.fixed_on_spot,
        confidentiality=finding.confidentiality,
        attributes=finding.attributes,
        acknowledge_by="" if needs_nothing else deadlines.acknowledge_by,
        make_safe_by="" if needs_nothing else deadlines.make_safe_by,
        resolve_by="" if needs_nothing else deadlines.resolve_by,
        history=_phoned(finding),
    )


def _phoned(finding: Finding) -> tuple[Entry, ...]:
    if not finding.called_at:
        return ()
    return (Entry(finding.called_at, finding.reporter, finding.reporter_title, "called"),)


def withdraw(task: Task, event: Event, title: str, reason: str) -> Task:
    """The finding was withdrawn: the task is closed with a note, never deleted."""
    entry = Entry(event.at, event.person, title, "withdrawn", reason)
    disputes = tuple(replace(held, state=DROPPED) if held.is_open else held for held in task.disputes)
    task = replace(not_done(task), disputes=disputes, correction=None, estimate=None)
    return replace(task, status=CLOSED, history=(*task.history, entry))


def joined_by(task: Task, again: Again) -> Task:
    """Somebody has seen the same deficiency: one task, several who reported it."""
    entry = Entry(again.at, again.person, again.title, "seen_again", again.text, again.photos)
    return replace(with_reporter(task, again.person), history=(*task.history, entry))


def with_reporter(task: Task, person: str) -> Task:
    known = ("", task.reporter, *task.reporters)
    return task if person in known else replace(task, reporters=(*task.reporters, person))


def noted(
    documents: "Documents",
    event: Event,
    task: Task,
    did: str,
    text: str = "",
    photos: tuple[PhotoRef, ...] = (),
) -> Task:
    """The task with one more line in its history."""
    title = documents.person(event.person).title
    return replace(task, history=(*task.history, Entry(event.at, event.person, title, did, text, photos)))


def not_done(task: Task) -> Task:
    """What was said to be done is not; what is safe stays so, and the evidence is still there."""
    last = task.steps[-1].do if task.steps else RESOLVE
    undone = {do: at for do, at in task.steps_done.items() if do != last}
    return replace(task, steps_done=undone, done_by="", done_at="", verify_by="", closes_at="")


def safe_since(task: Task) -> str:
    """When the danger was gone (ISO 8601), "" where it is not known to be."""
    return min((at for do, at in task.steps_done.items() if do in SAFE_STEPS), key=datetime.fromisoformat, default="")


def going_on(task: Task, at: str) -> Task:
    """The clock runs again from `at`, where it stood still."""
    return replace(task, pauses=resumed(task.pauses, at)) if task.pauses else task


def with_done(task: Task, do: str, at: str) -> Task:
    """The first time counts."""
    return task if do in task.steps_done else replace(task, steps_done={**task.steps_done, do: at})
