"""A task: what is to be done about a finding, at whose desk, by when, and what has happened to it."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from domain.deadlines import Deadlines
from domain.demarcation import Routing
from domain.events import Event, TaskAcknowledged, TaskCommented, TaskDone, TaskHandedBack
from domain.findings import Again, Finding
from domain.language import Words
from domain.people import Person
from domain.photos import PhotoRef
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.documents import Documents

NEW, ROUTED, ACKNOWLEDGED, DISPUTED, DONE, CLOSED = "new", "routed", "acknowledged", "disputed", "done", "closed"
OPEN = (NEW, ROUTED, ACKNOWLEDGED, DISPUTED)
"""A task in one of these still waits for somebody."""

HAND_BACK_REASONS = ("wrong_component", "wrong_cause", "wrong_place", "override_missing", "list_unclear")
HANDLING_VERBS = ("handle_task_owner", "handle_task_user")


@dataclass(frozen=True)
class Entry:
    """One line of a task's history: who did what, when, with which words and pictures."""

    at: str
    person: str
    title: str
    did: str
    text: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class Task:
    """`org` has the repair; `desk` is whose people handle it here: `org`, or who follows up for one without login.

    `why` says in words which rule decided, `rules` which row or override decided each aspect; both are kept as they
    were on the day, whatever the list says later. `triage` is set where no rule matched.
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

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


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
    decisions = {"repair": routing.repair, "inspection": routing.inspection, "cost": routing.cost}
    orgs = {aspect: decision.org if decision else "" for aspect, decision in decisions.items()}
    needs_nothing = finding.fixed_on_spot or finding.severity == "observation"
    triage = not orgs["repair"]
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
        org=orgs["repair"] or fallback_org,
        desk=desk,
        inspection_org=orgs["inspection"],
        cost_org=orgs["cost"],
        status=CLOSED if needs_nothing else (NEW if triage else ROUTED),
        why=why,
        rules={aspect: decision.rule for aspect, decision in decisions.items() if decision},
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


def may_handle(person: Person, task: Task) -> bool:
    """Those who handle tasks in the organisation that has the desk, for the buildings they work in."""
    return person.org == task.desk and person.works_in(task.building) and person.may(*HANDLING_VERBS)


def acknowledge(documents: "Documents", event: Event, act: TaskAcknowledged) -> Task | Refusal:
    """Take the task on. A second acknowledgement changes nothing."""
    task = _handled(documents, event, act.task)
    if isinstance(task, Refusal) or task.status == ACKNOWLEDGED:
        return task
    return _with_entry(documents, event, replace(task, status=ACKNOWLEDGED), "acknowledged")


def comment(documents: "Documents", event: Event, act: TaskCommented) -> Task | Refusal:
    """Anyone who can see the task may say something about it, also after it is done."""
    task = documents.task(act.task)
    if task is None:
        return _unknown_task()
    return _with_entry(documents, event, task, "commented", act.text, act.photos)


def finish(documents: "Documents", event: Event, act: TaskDone) -> Task | Refusal:
    task = _handled(documents, event, act.task)
    if isinstance(task, Refusal):
        return task
    return _with_entry(documents, event, replace(task, status=DONE), "done", act.text, act.photos)


def hand_back(documents: "Documents", event: Event, act: TaskHandedBack) -> Task | Refusal:
    """Say "not ours". The task stays at the desk and the clock runs until somebody else has taken it."""
    task = _handled(documents, event, act.task)
    if isinstance(task, Refusal):
        return task
    if act.reason not in HAND_BACK_REASONS:
        return Refusal("unknown_reason", Words("Anledningen finns inte.", "There is no such reason."))
    if task.status == DISPUTED:
        return Refusal(
            "already_disputed",
            Words("Ärendet är redan lämnat tillbaka en gång.", "The task has already been handed back once."),
        )
    said = f"{act.reason}: {act.text}" if act.text else act.reason
    return _with_entry(documents, event, replace(task, status=DISPUTED), "handed_back", said)


def withdraw(task: Task, event: Event, title: str, reason: str) -> Task:
    """The finding was withdrawn: the task is closed with a note, never deleted."""
    entry = Entry(event.at, event.person, title, "withdrawn", reason)
    return replace(task, status=CLOSED, history=(*task.history, entry))


def joined_by(task: Task, again: Again) -> Task:
    """Somebody has seen the same deficiency: one task, several who reported it."""
    entry = Entry(again.at, again.person, again.title, "seen_again", again.text, again.photos)
    return replace(task, history=(*task.history, entry))


def _handled(documents: "Documents", event: Event, task_id: str) -> Task | Refusal:
    task = documents.task(task_id)
    if task is None:
        return _unknown_task()
    if not may_handle(documents.person(event.person), task):
        return Refusal(
            "not_your_task",
            Words("Ärendet ligger inte på ditt bord.", "The task is not at your desk."),
        )
    if not task.is_open:
        last = task.history[-1].title if task.history else ""
        return Refusal(
            "task_ended",
            Words(
                f"Ärendet är redan avslutat{f' av {last}' if last else ''}.",
                f"The task has already been ended{f' by {last}' if last else ''}.",
            ),
            Words(
                "Öppna ärendet och läs vad som hänt. Du kan fortfarande skriva en kommentar.",
                "Open the task and read what happened. You can still write a comment.",
            ),
        )
    return task


def _with_entry(
    documents, event: Event, task: Task, did: str, text: str = "", photos: tuple[PhotoRef, ...] = ()
) -> Task:
    title = documents.person(event.person).title
    return replace(task, history=(*task.history, Entry(event.at, event.person, title, did, text, photos)))


def _unknown_task() -> Refusal:
    return Refusal(
        "unknown_task",
        Words(
            "Ärendet finns inte, eller så får du inte se det längre.",
            "The task does not exist, or you may no longer see it.",
        ),
    )
