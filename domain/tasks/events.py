"""What people do to a task: small immutable acts, like those of `domain.events`.

What each leads to is in the table of `domain.tasks.steps`; who decides about the rest is said at each.
"""

from dataclasses import dataclass

from domain.photos import PhotoRef


@dataclass(frozen=True)
class TaskAcknowledged:
    """`called_at` (ISO 8601) is when somebody was phoned: the app is never the only way for something critical."""

    task: str
    called_at: str = ""


@dataclass(frozen=True)
class TaskCommented:
    task: str
    text: str
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class TaskDone:
    """What the finding shows in a picture is shown again afterwards; `no_photo` says why it is not."""

    task: str
    text: str = ""
    photos: tuple[PhotoRef, ...] = ()
    no_photo: str = ""


@dataclass(frozen=True)
class TaskHandedBack:
    """ "Not ours" (one of `disputes.REASONS`): `rule` should apply, and the party `counterpart` have it."""

    task: str
    reason: str
    text: str = ""
    rule: str = ""
    counterpart: str = ""


@dataclass(frozen=True)
class TaskAssigned:
    """The desk lays the task on a `person` (an account's id), a contractor's `org` or a `name`; none: on nobody.

    `planned` is the ISO date on which it is to be done.
    """

    task: str
    person: str = ""
    org: str = ""
    name: str = ""
    planned: str = ""


@dataclass(frozen=True)
class TaskReturned:
    """Whoever the task was laid on cannot do it: it is with the desk alone again."""

    task: str
    reason: str


@dataclass(frozen=True)
class TaskStarted:
    task: str


@dataclass(frozen=True)
class TaskMadeSafe:
    """The danger is gone, the repair remains."""

    task: str
    text: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class TaskStepDone:
    """One of the task's own ordered steps (`DueStep.do`). `reference` is a police number or the like."""

    task: str
    step: str
    text: str = ""
    reference: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class TaskPaused:
    """The clock stands still from now `until` (ISO 8601 with offset), for one of the listed reasons."""

    task: str
    reason: str
    until: str
    text: str = ""


@dataclass(frozen=True)
class TaskResumed:
    task: str


@dataclass(frozen=True)
class TaskDeferred:
    """Moved to planned maintenance, to be done by the ISO date `until`."""

    task: str
    until: str
    reason: str


@dataclass(frozen=True)
class TaskVerified:
    """Somebody else than who did it has looked: it is as it should be, or `reason` says why not."""

    task: str
    approved: bool
    reason: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class TaskNotFixed:
    """Whoever reported it sees that it is not fixed."""

    task: str
    text: str
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class TaskReopened:
    task: str
    reason: str


@dataclass(frozen=True)
class TaskPassedOn:
    """The thing belongs to somebody outside: `to` is an organisation's id or a name."""

    task: str
    to: str
    text: str = ""


@dataclass(frozen=True)
class TaskMarkedDuplicate:
    """The same deficiency as the task `of`, which goes on and gets its reporters."""

    task: str
    of: str


@dataclass(frozen=True)
class DisputeAnswered:
    """The counterpart takes the task over, or says why not; then the interpretation group decides."""

    task: str
    accepted: bool
    text: str = ""


@dataclass(frozen=True)
class DisputeDecided:
    """The interpretation group: `repair` and `cost` are "owner" or "user", and why. Final for this task."""

    task: str
    repair: str
    cost: str
    reason: str


@dataclass(frozen=True)
class TaskEstimated:
    """What it is thought to cost, in whole SEK. Above the excess the paying party is asked."""

    task: str
    sek: int
    text: str = ""


@dataclass(frozen=True)
class TaskCostDecided:
    task: str
    approved: bool
    reason: str = ""


@dataclass(frozen=True)
class TaskCorrected:
    """It is something else, somewhere else, for another cause or graver than was reported, and why one thinks so.

    What is None stays as it was. `case` has the routing inputs that are different now ("" takes one away).
    """

    task: str
    reason: str
    component: str | None = None
    space: str | None = None
    object: str | None = None
    case: dict[str, str] | None = None
    severity: str | None = None


@dataclass(frozen=True)
class TaskMoveAnswered:
    """Those who would have the task after a correction take it over, or say why not."""

    task: str
    accepted: bool
    reason: str = ""


@dataclass(frozen=True)
class TaskPlaced:
    """What no rule of the list covers is laid with one party of the building: `org` is its id."""

    task: str
    org: str
    reason: str


TaskAct = (
    TaskAcknowledged
    | TaskCommented
    | TaskDone
    | TaskHandedBack
    | TaskAssigned
    | TaskReturned
    | TaskStarted
    | TaskMadeSafe
    | TaskStepDone
    | TaskPaused
    | TaskResumed
    | TaskDeferred
    | TaskVerified
    | TaskNotFixed
    | TaskReopened
    | TaskPassedOn
    | TaskMarkedDuplicate
    | DisputeAnswered
    | DisputeDecided
    | TaskEstimated
    | TaskCostDecided
    | TaskCorrected
    | TaskMoveAnswered
    | TaskPlaced
)
