"""What becomes of a new finding: the list in force that day decides who repairs it, and policy by when."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import holidays

from domain.deadlines import WorkingTime, deadlines
from domain.decisions import Case, Decision
from domain.demarcation import Routing, route
from domain.demarcation_words import explained
from domain.findings import Finding
from domain.language import Words
from domain.people import Organisation
from domain.places import Building, Space
from domain.policy import OpeningHours
from domain.records import changed
from domain.tasks import Task, open_task
from sync_server.register import Register

WITH_EVES = "swedish_public_holidays_and_eves"
KEPT = 10_000
INSPECTION = "inspection"


@dataclass(frozen=True)
class Verdict:
    """Whose a finding is, why, and at whose desk here; `owner` is who takes what no rule decides."""

    routing: Routing
    why: Words
    desk: str
    owner: str


def follow_up(register: Register, finding: Finding, number: int) -> tuple[Finding, Task]:
    """The finding with its task, and the task. `found_at` has been made sure not to lie in the future."""
    building = register.building(finding.building)
    if building is None:
        raise ValueError(f"the finding {finding.id} is in {finding.building}, which is not in the register")
    working = working_time(register.municipality.policy.working_time)
    found = datetime.fromisoformat(finding.found_at)
    day = found.astimezone(working.zone).date().isoformat()
    case = Case(finding.component, **finding.case)
    verdict = verdict_on(register, day, building.id, finding.space, finding.object, case)
    severity = register.municipality.policy.severity(finding.severity)
    if severity is None:
        raise ValueError(f"the finding {finding.id} has a severity that policy does not know: {finding.severity}")
    if finding.party:
        verdict = _as_the_inspection_said(register, verdict, building, finding)
    task = open_task(
        finding,
        verdict.routing,
        verdict.why,
        deadlines(severity.clock, found, working),
        desk=verdict.desk,
        fallback_org=verdict.owner,
        number=number,
    )
    return changed(finding, task=task.id), task


def _as_the_inspection_said(register: Register, verdict: Verdict, building: Building, finding: Finding) -> Verdict:
    """An inspection may give a remark to one of the parties, whatever the list says: both may have their share."""
    space = building.whereabouts(finding.space, finding.object)[0]
    owner = finding.party == "owner"
    org = building.owner_of(space) if owner else building.user_of(space)
    name = register.municipality.org_words(org)
    repair = Decision(finding.party, org, finding.checklist, INSPECTION)
    why = Words(
        f"Besiktningen ger anmärkningen till {'ägaren' if owner else 'verksamheten'} ({name.sv}).",
        f"The inspection gives the remark to the {'owner' if owner else 'user'} ({name.en or name.sv}).",
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
    """The municipality's working time. Monday to Friday, as `domain.deadlines` has it."""
    free = _holidays(hours.holidays)
    opens, closes = time.fromisoformat(hours.opens), time.fromisoformat(hours.closes)
    return WorkingTime(ZoneInfo(hours.timezone), opens, closes, lru_cache(free.__contains__))


@cache
def _holidays(kind: str) -> holidays.HolidayBase:
    """Swedish public holidays; with the eves, on which municipalities are closed although the law does not say so."""
    return holidays.country_holidays("SE", categories=("public", "de_facto") if kind == WITH_EVES else ("public",))
