"""Who is to walk what where: the schedules of the register, and those that follow from a checklist by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.checklists.checklist import Checklist
from domain.people import Person
from domain.places import Building
from domain.rounds.schedules import BEFORE_SCHOOL_HOLIDAY, UNIT_MANAGER, Schedule
from domain.rounds.school_year import SchoolYear
from sync_server.content import Municipality
from sync_server.content.free_days import calendar_of


@dataclass(frozen=True)
class Line:
    """A schedule with all that its names stand for."""

    schedule: Schedule
    checklist: Checklist
    building: Building
    performer: Person


def lines_of(municipality: Municipality) -> Iterator[Line]:
    """Nobody's rounds are not planned; `rond check` tells of them."""
    for schedule in (*municipality.schedules, *_before_holidays(municipality)):
        checklist, building = municipality.checklists.get(schedule.checklist), municipality.buildings[schedule.building]
        performer = municipality.persons.get(schedule.performer) or unit_manager(municipality, building)
        if checklist and performer:
            yield Line(replace(schedule, performer=performer.id), checklist, building, performer)


def school_year(municipality: Municipality) -> SchoolYear:
    free = calendar_of(municipality.policy.working_time.holidays)
    return SchoolYear(municipality.school_holidays, free.__contains__)


def unit_manager(municipality: Municipality, building: Building) -> Person | None:
    """The user's unit manager; another who works there where the user has none."""
    managers = [
        person
        for person in municipality.persons.values()
        if UNIT_MANAGER in person.roles and person.works_in(building.id)
    ]
    return next((each for each in managers if each.org == building.user_org), managers[0] if managers else None)


def _before_holidays(municipality: Municipality) -> Iterator[Schedule]:
    """What is done before school holidays is done in every building that it applies to, whoever has scheduled it."""
    scheduled = {schedule.key for schedule in municipality.schedules}
    for checklist in municipality.checklists.values():
        if checklist.event != BEFORE_SCHOOL_HOLIDAY:
            continue
        for building in municipality.buildings.values():
            schedule = Schedule(building.id, checklist.id)
            if checklist.applies_to(building.tags) and schedule.key not in scheduled:
                yield schedule
