"""Where an event becomes documents: the same on the phone, before sending, and on the server, which decides."""

from dataclasses import replace

from domain import findings
from domain.cases import acts as case_acts
from domain.cases.events import CaseAct
from domain.documents import Document, Documents
from domain.events import (
    Event,
    FindingAddedTo,
    FindingReported,
    FindingWithdrawn,
    ObjectMissing,
    ObjectProposed,
    OverrideProposed,
    PointAnswered,
    PointSwitchedOff,
    ProposalDecided,
    RoundAddedTo,
    RoundCountersigned,
    RoundStarted,
    RoundSubmitted,
    SectionRepeated,
    TagScanned,
    UnsentDestroyed,
)
from domain.lone_work import acts as lone_acts
from domain.lone_work.events import LoneWorkAct
from domain.refusals import Refusal
from domain.rounds import logbook, proposals, signing, starting, walking
from domain.secrecy.protection import kept_out
from domain.tasks import acts as task_acts
from domain.tasks import task as tasks


def apply(documents: Documents, event: Event) -> tuple[Document, ...] | Refusal:
    """The documents as they stand after the event: those that it changed, or why it may not be."""
    changed = kept_out(documents, event.act) or _changed_by(documents, event)
    return changed if isinstance(changed, (Refusal, tuple)) else (changed,)


def _changed_by(documents: Documents, event: Event) -> Document | tuple[Document, ...] | Refusal:
    if isinstance(event.act, CaseAct):
        return case_acts.changed_by(documents, event, event.act)
    if isinstance(event.act, LoneWorkAct):
        return lone_acts.changed_by(documents, event, event.act)
    match event.act:
        case UnsentDestroyed():
            return ()
        case PointAnswered() as act:
            return walking.answer(documents, event, act)
        case FindingReported() as act:
            return findings.report(documents, event, act)
        case FindingAddedTo() as act:
            return _add_to(documents, event, act)
        case FindingWithdrawn() as act:
            return _withdraw(documents, event, act)
        case RoundStarted() as act:
            return starting.start(documents, event, act)
        case TagScanned() as act:
            return walking.scan(documents, event, act)
        case SectionRepeated() as act:
            return walking.repeat(documents, event, act)
        case ObjectMissing() as act:
            return walking.miss(documents, event, act)
        case ObjectProposed() as act:
            return walking.propose(documents, event, act)
        case ProposalDecided() as act:
            return proposals.decide(documents, event, act)
        case OverrideProposed() as act:
            return proposals.propose_override(documents, event, act)
        case RoundSubmitted() as act:
            return signing.submit(documents, event, act)
        case RoundAddedTo() as act:
            return signing.add_to(documents, event, act)
        case RoundCountersigned() as act:
            return signing.countersign(documents, event, act)
        case PointSwitchedOff() as act:
            return logbook.switch(documents, event, act)
        case act:
            return task_acts.changed_by(documents, event, act)


def _withdraw(documents: Documents, event: Event, act: FindingWithdrawn) -> tuple[Document, ...] | Refusal:
    """A withdrawn finding takes its task with it, where there is one already; so does its half for the other party."""
    finding = findings.withdraw(documents, event, act)
    if isinstance(finding, Refusal):
        return finding
    users = documents.finding(findings.users_half(finding.id))
    gone = [finding, *([replace(users, status=findings.WITHDRAWN)] if users else [])]
    known = (documents.task(half.task) for half in gone if half.task)
    ended = [tasks.withdraw(task, event, finding.reporter_title, act.reason) for task in known if task]
    return *gone, *ended


def _add_to(documents: Documents, event: Event, act: FindingAddedTo) -> tuple[Document, ...] | Refusal:
    """What joins a finding is told at its task as well."""
    finding = findings.add_to(documents, event, act)
    if isinstance(finding, Refusal):
        return finding
    task = documents.task(finding.task) if finding.task else None
    return (finding,) if task is None else (finding, tasks.joined_by(task, finding.seen_again[-1]))
