"""Deviations of a round that are not so any more, because their point is not asked or its answer is another: withdrawn.

The task at the desk is told why. A point that is asked again with its old answer has its deviation again.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from domain import findings
from domain.events import Event
from domain.findings import Finding, users_half
from domain.rounds.conflicts import counting
from domain.rounds.round import Answer, Round
from domain.rounds.walk import Step
from domain.tasks import task as tasks
from domain.tasks.task import CLOSED, NEW, ROUTED, Entry, Task

if TYPE_CHECKING:
    from domain.documents import Documents

POINT_HIDDEN, POINT_SHOWN, OTHER_ANSWER = "point_hidden", "point_shown", "other_answer"
"""The notes at the task, for the screens to say in words."""


def findings_in(standing: Answer | None) -> set[str]:
    """The deviations that an answer has raised, also those of the answers that contest it."""
    return {held.finding for held in counting(standing) if held.finding}


def overtaken(
    documents: "Documents", event: Event, round_: Round, said: set[str], stands: Answer
) -> list[Finding | Task]:
    """The deviations out of `said` withdrawn that the answer which `stands` has left behind."""
    return _withdrawn(documents, event, round_, said - findings_in(stands), OTHER_ANSWER)


def hidden_or_shown(
    documents: "Documents", event: Event, round_: Round, before: Iterable[Step], after: Iterable[Step]
) -> list[Finding | Task]:
    """What becomes of the round's deviations when the steps `before` were asked, and now those `after` are."""
    asked_before, asked = {step.key for step in before}, {step.key for step in after}
    raised = {**round_.left_out, **round_.answers}
    hidden = {name for key, given in raised.items() if key not in asked for name in findings_in(given)}
    shown = {name for key in asked - asked_before if key in raised for name in findings_in(raised[key])}
    withdrawn = _withdrawn(documents, event, round_, hidden - shown, POINT_HIDDEN)
    return withdrawn + [
        again for finding in _of(documents, round_, shown) for again in _again(documents, event, finding)
    ]


def left_out(documents: "Documents", event: Event, round_: Round) -> list[Finding | Task]:
    """The deviations withdrawn that only answers raised which are not submitted."""
    submitted = {name for given in round_.answers.values() for name in findings_in(given)}
    names = {name for given in round_.left_out.values() for name in findings_in(given)}
    return _withdrawn(documents, event, round_, names - submitted, POINT_HIDDEN)


def _withdrawn(documents: "Documents", event: Event, round_: Round, names: set[str], note: str) -> list[Finding | Task]:
    changed: list[Finding | Task] = []
    for finding in _of(documents, round_, names):
        if finding.status != findings.WITHDRAWN:
            changed.append(replace(finding, status=findings.WITHDRAWN))
            if task := documents.task(finding.task):
                changed.append(tasks.withdraw(task, event, documents.person(event.person).title, note))
    return changed


def _again(documents: "Documents", event: Event, finding: Finding) -> list[Finding | Task]:
    if finding.status != findings.WITHDRAWN:
        return []
    reported, task = replace(finding, status=findings.REPORTED), documents.task(finding.task)
    if task is None:
        return [reported]
    needs_nothing = task.fixed_on_spot or task.severity == "observation"
    status = CLOSED if needs_nothing else NEW if task.triage else ROUTED
    entry = Entry(event.at, event.person, documents.person(event.person).title, "seen_again", POINT_SHOWN)
    return [reported, replace(task, status=status, history=(*task.history, entry))]


def _of(documents: "Documents", round_: Round, names: Iterable[str]) -> list[Finding]:
    """The findings of this round, with their halves for the other party. One that an answer only joined is not its."""
    both = [half for name in sorted(names) for half in (name, users_half(name))]
    return [finding for finding in map(documents.finding, both) if finding and finding.round == round_.id]
