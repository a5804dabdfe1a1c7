"""What policy demands of a task: its steps in order, by when each is due, and the terms that it keeps."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.clocks.deadlines import after, allowed, as_iso
from domain.clocks.due_steps import DueStep, due_steps
from domain.clocks.special import EVIDENCE, Situation, SpecialDeadline, severity_of, special_of_finding
from domain.clocks.working_time import WorkingTime
from domain.language import Words
from domain.policy import Policy, Severity
from domain.tasks.disputes import ASKED_WITHIN
from domain.tasks.parts import Terms
from domain.tasks.task import Task
from domain.tasks.times import WORKING_DAYS

ENOUGH_PHOTOS = 2
"""An overview and a close-up straight on (workflows, chapter 7.1)."""


@dataclass(frozen=True)
class Plan:
    severity: Severity
    special: SpecialDeadline | None
    steps: tuple[DueStep, ...]
    terms: Terms


def plan_for(policy: Policy, situation: Situation, stated: str, start: str, working: WorkingTime) -> Plan:
    """For something as grave as `stated`, or as the situation makes it, whose clock starts at `start` (ISO 8601)."""
    special = special_of_finding(policy.special_deadlines, situation, stated, policy.gravest_first)
    return _plan(policy, special, severity_of(special, stated, situation, policy.gravest_first), start, working)


def planned(task: Task, plan: Plan, start: str, working: WorkingTime) -> Task:
    """The new task with its plan. What two pictures show need not be photographed again."""
    photographed = len(task.photos) >= ENOUGH_PHOTOS and EVIDENCE[0] in [step.do for step in plan.steps]
    dispute_until = after(
        datetime.fromisoformat(start), allowed(ASKED_WITHIN, WORKING_DAYS, working), WORKING_DAYS, working
    )
    return replace(
        task,
        special=plan.special.id if plan.special else "",
        special_words=plan.special.name if plan.special else Words(),
        terms=plan.terms,
        clock_start=start,
        steps=plan.steps,
        steps_done={EVIDENCE[0]: task.found_at} if photographed else {},
        dispute_by=as_iso(dispute_until, working),
    )


def planned_anew(policy: Policy, before: Task, task: Task, working: WorkingTime) -> Task:
    """The task with the plan for its corrected facts, from the same start. What somebody said of its severity, with a
    reason, stands."""
    form = special.match.incident_form if (special := policy.special_deadline(task.special)) else ""
    situation = Situation(task.component, mark_of(policy, task.attributes), task.case.get("cause", ""), form)
    plan = plan_for(policy, situation, task.severity, task.clock_start, working)
    if before.severity != task.severity:
        plan = _plan(policy, plan.special, task.severity, task.clock_start, working)
    return replace(
        task,
        severity=plan.severity.id,
        special=plan.special.id if plan.special else "",
        special_words=plan.special.name if plan.special else Words(),
        terms=plan.terms,
        steps=plan.steps,
    )


def mark_of(policy: Policy, attributes: tuple[str, ...]) -> str:
    """The one of the marks on a case that a situation asks for."""
    asked = {special.match.attribute for special in policy.special_deadlines}
    return next((attribute for attribute in attributes if attribute in asked), "")


def _plan(policy: Policy, special: SpecialDeadline | None, severity_id: str, start: str, working: WorkingTime) -> Plan:
    severity = policy.severity(severity_id)
    if severity is None:
        raise ValueError(f"policy has no severity {severity_id!r}")
    steps = due_steps(severity.clock, special, datetime.fromisoformat(start), working)
    return Plan(severity, special, steps, _terms(policy, special, severity))


def _terms(policy: Policy, special: SpecialDeadline | None, severity: Severity) -> Terms:
    """Whatever has a time to be made safe in is made safe before it is disputed (workflows, chapter 5.2)."""
    makes_safe = bool(severity.clock.make_safe) or not severity.may_dispute_before_safe
    usual = Terms()
    return Terms(
        safe_first=makes_safe,
        may_defer=severity.may_defer_to_planned_maintenance,
        may_pause_for=special.may_pause_for if special else (),
        closes_after=severity.auto_close_after_done or usual.closes_after,
        excess=policy.rest.get("cost_defaults", {}).get("internal_excess_per_claim", 0),
    )
