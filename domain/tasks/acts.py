"""Which rule answers for which act on a task."""

from typing import TYPE_CHECKING

from domain.events import Event
from domain.refusals import Refusal
from domain.tasks import corrections, costs, disputes, duplicates, verification, waiting, work
from domain.tasks.events import (
    DisputeAnswered,
    DisputeDecided,
    TaskAcknowledged,
    TaskAct,
    TaskAssigned,
    TaskCommented,
    TaskCorrected,
    TaskCostDecided,
    TaskDeferred,
    TaskDone,
    TaskEstimated,
    TaskHandedBack,
    TaskMadeSafe,
    TaskMarkedDuplicate,
    TaskMoveAnswered,
    TaskNotFixed,
    TaskPassedOn,
    TaskPaused,
    TaskPlaced,
    TaskReopened,
    TaskResumed,
    TaskReturned,
    TaskStarted,
    TaskStepDone,
    TaskVerified,
)
from domain.tasks.task import Task

if TYPE_CHECKING:
    from domain.documents import Documents


def changed_by(documents: "Documents", event: Event, act: TaskAct) -> Task | tuple[Task, ...] | Refusal:
    """The task as it stands after the act, with another that it changes; or why it may not be."""
    match act:
        case TaskAcknowledged():
            return work.acknowledge(documents, event, act)
        case TaskCommented():
            return work.comment(documents, event, act)
        case TaskDone():
            return work.finish(documents, event, act)
        case TaskHandedBack():
            return disputes.hand_back(documents, event, act)
        case TaskAssigned():
            return work.assign(documents, event, act)
        case TaskReturned():
            return work.give_back(documents, event, act)
        case TaskStarted():
            return work.start(documents, event, act)
        case TaskMadeSafe():
            return work.make_safe(documents, event, act)
        case TaskStepDone():
            return work.do_step(documents, event, act)
        case TaskPaused():
            return waiting.pause(documents, event, act)
        case TaskResumed():
            return waiting.resume(documents, event, act)
        case TaskDeferred():
            return waiting.defer(documents, event, act)
        case TaskPassedOn():
            return waiting.pass_on(documents, event, act)
        case TaskVerified():
            return verification.verify(documents, event, act)
        case TaskNotFixed():
            return verification.not_fixed(documents, event, act)
        case TaskReopened():
            return verification.reopen(documents, event, act)
        case TaskMarkedDuplicate():
            return duplicates.mark(documents, event, act)
        case DisputeAnswered():
            return disputes.answer(documents, event, act)
        case DisputeDecided():
            return disputes.decide(documents, event, act)
        case TaskEstimated():
            return costs.estimate(documents, event, act)
        case TaskCostDecided():
            return costs.decide(documents, event, act)
        case TaskCorrected():
            return corrections.correct(documents, event, act)
        case TaskMoveAnswered():
            return corrections.answer(documents, event, act)
        case TaskPlaced():
            return corrections.place(documents, event, act)
