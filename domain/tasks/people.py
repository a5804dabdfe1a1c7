"""Who a person is to a task: at its desk, set to do it, the one to check it, the one who pays, and so on."""

from domain.people import Person
from domain.tasks.steps import (
    ANYONE,
    CHECKER,
    COUNTERPART,
    DESK,
    GROUP,
    MANAGER,
    PAYER,
    PERFORMER,
    RECEIVER,
    REPORTER,
    STEPS,
    TRIAGE,
)
from domain.tasks.task import Task

HANDLING_VERBS = ("handle_task_owner", "handle_task_user")
PAYING_VERBS = ("accept_cost_owner", "accept_cost_user")
MANAGING_VERBS = ("triage", *PAYING_VERBS)
INSPECTING_VERBS = ("verify", "perform_round", "review_round", "perform_test", *HANDLING_VERBS)
INSPECTING_EVERYWHERE = ("inspect", "decide_dispute")
DOING_VERBS = ("mark_done", *HANDLING_VERBS)
DISPUTE_VERBS = ("decide_dispute", "interpret_demarcation")


def may_handle(person: Person, task: Task) -> bool:
    """Those who handle tasks in the organisation that has the desk, for the buildings they work in.

    Where another has the desk for one that cannot sign in, also that one: it answers by a link that it is sent.
    """
    return any(_answers_for(person, org, task, HANDLING_VERBS) for org in {task.desk, task.org})


def may(person: Person, task: Task, step: str) -> bool:
    """Whether the person is one of those who may take the step (a key of `STEPS`), in whatever status the task is."""
    return any(_IS[part](person, task) for part in STEPS[step].by)


def parts_of(person: Person, task: Task) -> frozenset[str]:
    """All that the person is to the task."""
    return frozenset(part for part, holds in _IS.items() if holds(person, task))


def _answers_for(person: Person, org: str, task: Task, verbs: tuple[str, ...]) -> bool:
    return bool(org) and person.org == org and person.works_in(task.building) and person.may(*verbs)


def _performs(person: Person, task: Task) -> bool:
    laid_on = task.assigned
    if laid_on is None:
        return False
    if laid_on.person:
        return laid_on.person == person.id
    return _answers_for(person, laid_on.org, task, DOING_VERBS)


def _checks(person: Person, task: Task) -> bool:
    """The inspecting party; where that one cannot sign in, whoever has the desk and may verify."""
    return (
        _answers_for(person, task.inspection_org or task.org, task, INSPECTING_VERBS)
        or _answers_for(person, task.desk, task, ("verify",))
        or (person.works_in(task.building) and person.may(*INSPECTING_EVERYWHERE))
    )


def _is_counterpart(person: Person, task: Task) -> bool:
    dispute = task.dispute
    return dispute is not None and any(
        _answers_for(person, org, task, HANDLING_VERBS) for org in {dispute.counterpart, dispute.desk}
    )


def _would_receive(person: Person, task: Task) -> bool:
    moved = task.correction
    return moved is not None and _answers_for(person, moved.desk, task, HANDLING_VERBS)


def _places(person: Person, task: Task) -> bool:
    return task.triage and person.works_in(task.building) and person.may("triage")


def _decides_disputes(person: Person, task: Task) -> bool:
    return person.works_in(task.building) and person.may(*DISPUTE_VERBS)


_IS = {
    DESK: may_handle,
    MANAGER: lambda person, task: _answers_for(person, task.desk, task, MANAGING_VERBS),
    PERFORMER: _performs,
    CHECKER: _checks,
    REPORTER: lambda person, task: person.id in (task.reporter, *task.reporters),
    COUNTERPART: _is_counterpart,
    RECEIVER: _would_receive,
    PAYER: lambda person, task: _answers_for(person, task.cost_org, task, PAYING_VERBS),
    GROUP: _decides_disputes,
    TRIAGE: _places,
    ANYONE: lambda person, task: True,
}
