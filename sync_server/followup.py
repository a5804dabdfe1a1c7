"""What becomes of a new finding: the list in force that day decides who repairs it, and policy by when."""

from dataclasses import replace
from datetime import datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import holidays

from domain.deadlines import WorkingTime, deadlines
from domain.decisions import Case
from domain.demarcation import route
from domain.demarcation_words import explained
from domain.findings import Finding
from domain.people import Organisation
from domain.places import Building, Space
from domain.policy import OpeningHours
from domain.tasks import Task, open_task
from sync_server.register import Register

WITH_EVES = "swedish_public_holidays_and_eves"


def follow_up(register: Register, finding: Finding, number: int) -> tuple[Finding, Task]:
    """The finding with its task, and the task. `found_at` has been made sure not to lie in the future."""
    building = register.building(finding.building)
    if building is None:
        raise ValueError(f"the finding {finding.id} is in {finding.building}, which is not in the register")
    working = working_time(register.municipality.policy.working_time)
    found = datetime.fromisoformat(finding.found_at)
    day = found.astimezone(working.zone).date().isoformat()
    space = building.space(finding.space)
    listing = register.list_on(day)
    case = Case(finding.component, **finding.case)
    routing = route(listing, building, case, space=space, item=building.object(finding.object), on=day)
    severity = register.municipality.policy.severity(finding.severity)
    if severity is None:
        raise ValueError(f"the finding {finding.id} has a severity that policy does not know: {finding.severity}")
    owner = building.owner_of(space)
    task = open_task(
        finding,
        routing,
        explained(routing, listing, building, register.municipality.org_words),
        deadlines(severity.clock, found, working),
        desk=desk_of(register, routing.repair.org if routing.repair else owner, building, space),
        fallback_org=owner,
        number=number,
    )
    return replace(finding, task=task.id), task


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
