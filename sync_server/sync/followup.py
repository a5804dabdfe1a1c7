"""What becomes of a finding: the list in force that day decides who repairs it, and policy by when; and of its task,
when people have done something to it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from domain.checklists.checklist import Checklist
from domain.clocks.deadlines import clock_start
from domain.clocks.due_steps import as_deadlines
from domain.clocks.special import KEY_LEVELS, Situation
from domain.clocks.working_time import WorkingTime
from domain.demarcation.decisions import Case, Decision
from domain.demarcation.routing import Routing, route
from domain.demarcation.words import explained
from domain.findings import Finding
from domain.language import Words
from domain.people import Organisation
from domain.places import Building, Space
from domain.policy import OpeningHours
from domain.policy import working_time as policy_hours
from domain.records import changed
from domain.rounds.round import Round
from domain.tasks.corrections import applied
from domain.tasks.handover import handed_over
from domain.tasks.plan import mark_of, plan_for, planned, planned_anew
from domain.tasks.steps import NEW, ROUTED
from domain.tasks.task import Task, open_task
from domain.tasks.times import kept
from sync_server.content.free_days import calendar_of
from sync_server.register.register import Register

KEPT = 10_000
INSPECTION, INCIDENT_FORM = "inspection", "incident_form"
GIVES_REMARK = Words("Besiktningen ger anmärkningen till", "The inspection gives the remark to the")
GIVES_MEASURE = Words("Riskbedömningen ger åtgärden till", "The risk assessment gives the measure to the")


@dataclass(frozen=True)
class Verdict:
    """Whose a finding is, why, and at whose desk here; `owner` is who takes what no rule decides."""

    routing: Routing
    why: Words
    desk: str
    owner: str


def follow_up(
    register: Register, finding: Finding, number: int, received: str = "", form: Round | None = None
) -> tuple[Finding, Task]:
    """The finding with its task, and the task. `found_at` has been made sure not to lie in the future.

    Its clock starts when the finding was `received` (ISO 8601; "" when it was found). `form` is what it came from.
    """
    building = register.building(finding.building)
    if building is None:
        raise ValueError(f"the finding {finding.id} is in {finding.building}, which is not in the register")
    policy = register.municipality.policy
    if policy.severity(finding.severity) is None:
        raise ValueError(f"the finding {finding.id} has a severity that policy does not know: {finding.severity}")
    working = working_time(policy.working_time)
    day = local_day(finding.found_at, working)
    case = Case(finding.component, **finding.case)
    verdict = verdict_on(register, day, building.id, finding.space, finding.object, case)
    if finding.party:
        verdict = _as_the_inspection_said(register, verdict, building, finding)
    start = clock_start(finding.found_at, received or finding.found_at)
    plan = plan_for(policy, _situation(register, finding, form), finding.severity, start, working)
    task = open_task(
        changed(finding, severity=plan.severity.id, text=_with_function(register, finding)),
        verdict.routing,
        verdict.why,
        as_deadlines(plan.steps),
        desk=verdict.desk,
        fallback_org=verdict.owner,
        number=number,
    )
    task = planned(task, plan, start, working)
    if finding.due:
        task = kept(changed(task, deferred_until=finding.due), working, start)
    return changed(finding, task=task.id), task


def _with_function(register: Register, finding: Finding) -> str:
    """A measure says which function answers for it: the desk lays it on somebody."""
    role = register.municipality.roles.get(finding.responsible)
    return f"{finding.text} (ansvarig: {role.name.sv.lower()})" if role else finding.text


def _situation(register: Register, finding: Finding, form: Round | None) -> Situation:
    checklist = register.checklist(finding.checklist, finding.version)
    return Situation(
        finding.component,
        mark_of(register.municipality.policy, finding.attributes),
        finding.case.get("cause", ""),
        checklist.id if checklist and checklist.kind == INCIDENT_FORM else "",
        _key_level(form, checklist),
    )


def _key_level(form: Round | None, checklist: Checklist | None) -> str:
    """What a form says of the key that is gone, "" where it asks for none."""
    if form is None or checklist is None:
        return ""
    asked = (point for point in checklist.points.values() if {choice.id for choice in point.choices} == set(KEY_LEVELS))
    said = (form.answers.get(point.id) for point in asked)
    return next((given.value for given in said if given and given.value in KEY_LEVELS), "")


def follow_task(register: Register, before: Task | None, task: Task, received: str) -> Task:
    """The task after somebody has done something to it: the list asked where its facts have changed, a desk that can
    sign in, and all its times. `before` is the task as it stood; `received` (ISO 8601) is when the server knew."""
    policy = register.municipality.policy
    working = working_time(policy.working_time)
    if task.correction and not task.correction.routed:
        task = _rerouted(register, task, working)
    if before is None:
        return kept(task, working, received)
    if (task.org, task.disputes) != (before.org, before.disputes):
        task = _at_desks(register, task, moved=task.org != before.org)
    if task.taken_over_at != before.taken_over_at:
        # The time that is left is counted on our clock, not on that of the phone.
        task = changed(task, taken_over_at=max(received, task.taken_over_at, key=datetime.fromisoformat))
    if task.clock_start and _facts(task) != _facts(before):
        task = planned_anew(policy, before, task, working)
    return kept(task, working, received)


def _facts(task: Task) -> tuple[str, str, str]:
    return task.component, task.severity, task.case.get("cause", "")


def _rerouted(register: Register, task: Task, working: WorkingTime) -> Task:
    """What the list of its day says of the corrected facts. Who has the task already just sees them changed; what was
    never placed is placed; anybody else is asked first."""
    moved = task.correction
    if moved is None:
        return task
    day, case = local_day(task.found_at, working), Case(moved.component, **moved.case)
    verdict = verdict_on(register, day, task.building, moved.space, moved.object, case)
    orgs = {aspect: decision.org for aspect, decision in verdict.routing.decisions.items()}
    org = orgs.get("repair", "")
    asked = replace(
        moved,
        routed=True,
        org=org or task.org,
        desk=verdict.desk if org else task.desk,
        inspection_org=orgs.get("inspection", ""),
        cost_org=orgs.get("cost", ""),
        rules={aspect: decision.rule for aspect, decision in verdict.routing.decisions.items()},
        why=verdict.why,
    )
    task = changed(task, correction=asked)
    if asked.org == task.org:
        task = applied(task)
        return changed(task, triage=not org, status=ROUTED if org and task.status == NEW else task.status)
    return handed_over(applied(task), asked.org, asked.desk, moved.at, accepted=False) if task.triage else task


def _at_desks(register: Register, task: Task, *, moved: bool) -> Task:
    """Whoever has the task, and whoever is to answer about it, can sign in; or somebody does it for them."""
    building = register.municipality.buildings[task.building]
    space = building.whereabouts(task.space, task.object)[0]
    if moved:
        task = changed(task, desk=desk_of(register, task.org, building, space))
    last = task.dispute
    if last and last.counterpart and not last.desk:
        desk = desk_of(register, last.counterpart, building, space)
        task = changed(task, disputes=(*task.disputes[:-1], replace(last, desk=desk)))
    return task


def _as_the_inspection_said(register: Register, verdict: Verdict, building: Building, finding: Finding) -> Verdict:
    """An inspection may give a remark to one of the parties, whatever the list says: both may have their share. So may
    a risk assessment a measure, by who pays for it."""
    space = building.whereabouts(finding.space, finding.object)[0]
    owner = finding.party == "owner"
    org = building.owner_of(space) if owner else building.user_of(space)
    name = register.municipality.org_words(org)
    repair = Decision(finding.party, org, finding.checklist, INSPECTION)
    what = GIVES_MEASURE if finding.due else GIVES_REMARK
    why = Words(
        f"{what.sv} {'ägaren' if owner else 'verksamheten'} ({name.sv}).",
        f"{what.en} {'owner' if owner else 'user'} ({name.en or name.sv}).",
    )
    routing = replace(verdict.routing, repair=repair, ask=None)
    return Verdict(routing, why, desk_of(register, org, building, space), verdict.owner)


# The same things break in the same rooms, and phones send a day's findings at once: most have been asked before.
# A new register is another object, so that nothing decided by an older one is ever answered.
@lru_cache(maxsize=KEPT)
def verdict_on(register: Register, day: str, building_id: str, space_id: str, tag: str, case: Case) -> Verdict:
    """What the list in force on the ISO date `day` says of a case in a place; `tag` is the object's, or ""."""
    building = register.municipality.buildings[building_id]
    space, item = building.whereabouts(space_id, tag)
    listing, owner = register.list_on(day), building.owner_of(space)
    routing = route(listing, building, case, space=space, item=item, on=day)
    why = explained(routing, listing, building, register.municipality.org_words)
    desk = desk_of(register, routing.repair.org if routing.repair else owner, building, space)
    return Verdict(routing, why, desk, owner)


def desk_of(register: Register, org: str, building: Building, space: Space | None) -> str:
    """Who handles the task here: the organisation itself if it can sign in, else the user, else the owner who can."""
    for candidate in (org, building.user_of(space), building.owner_of(space), building.user_org, building.owner_org):
        known: Organisation | None = register.municipality.organisations.get(candidate)
        if known and known.can_login:
            return candidate
    return org


@cache
def working_time(hours: OpeningHours) -> WorkingTime:
    """The municipality's working time, with the days off of its own calendar."""
    is_free = lru_cache(calendar_of(hours.holidays).__contains__)
    return policy_hours(hours, ZoneInfo(hours.timezone), is_free)


def local_day(moment: str, working: WorkingTime) -> str:
    """The ISO date by the municipality's clocks."""
    return datetime.fromisoformat(moment).astimezone(working.zone).date().isoformat()
