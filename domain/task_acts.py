"""Which rule answers for which act on a task."""

from typing import TYPE_CHECKING

from domain import corrections, costs, disputes, duplicates, task_waiting, task_work, verification
from domain.events import Event
from domain.refusals import Refusal
from domain.task_events import (
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
from domain.tasks import Task

if TYPE_CHECKING:
    from domain.documents import Documents


def changed_by(documents: "Documents", event: Event, act: TaskAct) -> Task | tuple[Task, ...] | Refusal:
    """The task as it stands after the act, with another that it changes; or why it may not be."""
    match act:
        case TaskAcknowledged():
            return task_work.acknowledge(documents, event, act)
        case TaskCommented():
            return task_work.comment(documents, event, act)
        case TaskDone():
            return task_work.finish(documents, event, act)
        case TaskHandedBack():
            return disputes.hand_back(documents, event, act)
        case TaskAssigned():
            return task_work.assign(documents, event, act)
        case TaskReturned():
            return task_work.give_back(documents, event, act)
        case TaskStarted():
            return task_work.start(documents, event, act)
        case TaskMadeSafe():
            return task_work.make_safe(documents, event, act)
        case TaskStepDone():
            return task_work.do_step(documents, event, act)
        case TaskPaused():
            return task_waiting.pause(documents, event, act)
        case TaskResumed():
            return task_waiting.resume(documents, event, act)
        case TaskDeferred():
            return task_waiting.defer(documents, event, act)
        case TaskPassedOn():
            return task_waiting.pass_on(documents, event, act)
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
