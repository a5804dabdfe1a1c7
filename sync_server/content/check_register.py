"""Whether the organisations, people, buildings and schedules fit together."""

from datetime import date
from zoneinfo import available_timezones

from domain.durations import parse_duration
from domain.people import EVERY_BUILDING
from domain.places import Building, Override
from domain.rounds.schedules import BEFORE_SCHOOL_HOLIDAY, EVENT, UNIT_MANAGER, Schedule
from domain.rounds.school_year import SchoolHoliday
from sync_server.content.known import (
    Known,
    also,
    expect,
    expect_all,
    expect_component,
    expect_date,
    expect_enum,
    expect_span,
    expect_unique,
    expect_words,
    is_date,
    is_duration,
)
from sync_server.content.read_register import Register
from sync_server.content.validate import Path, Source
from sync_server.post.mail_settings import is_address

ASPECTS = ("repair_responsible", "inspection_responsible", "cost_responsible")
LONGEST_HOLIDAY = 100
CONDITIONS = ("placement", "cause", "installed_by", "attachment", "space_type", "occupancy")


def check_register(source: Source, register: Register, known: Known) -> None:
    if register.facts:
        expect(source, ("municipality", "timezone"), register.facts.timezone, available_timezones(), "time zone")
    _check_unique_ids(source, register)
    _check_people(source, register, known)
    for at, building in register.buildings:
        _check_building(source, ("buildings", at), building, known)
    for at, override in register.overrides:
        _check_override(source, ("demarcation_overrides", at), override, known)
    _check_schedules(source, register, known)
    _check_holidays(source, register, known)
    _check_lists(source, register, known)
    _check_demo_cases(source, register, known)


def _check_unique_ids(source: Source, register: Register) -> None:
    for key in ("organisations", "roles", "accounts", "buildings"):
        expect_unique(source, "id", (((key, at), item.id) for at, item in getattr(register, key)), "entry")
    overrides = ((("demarcation_overrides", at), override.id) for at, override in register.overrides)
    expect_unique(source, "id", overrides, "override")
    spaces, objects = [], []
    for at, building in register.buildings:
        spaces += [(("buildings", at, "spaces", n), space.id) for n, space in enumerate(building.spaces)]
        objects += [(("buildings", at, "objects", n), item) for n, item in enumerate(building.objects)]
    expect_unique(source, "id", spaces, "space")
    expect_unique(source, "tag", ((at, item.tag) for at, item in objects), "object")
    expect_unique(source, "qr_id", ((at, item.qr_id) for at, item in objects if item.qr_id), "object")


def _check_people(source: Source, register: Register, known: Known) -> None:
    for at, org in register.organisations:
        expect(source, ("organisations", at, "parent"), org.parent, known.organisations, "organisation")
        _check_address(source, ("organisations", at, "email"), org.email)
    for at, role in register.roles:
        expect_words(source, ("roles", at, "name"), role.name)
    for at, person in register.accounts:
        here = ("accounts", at)
        expect(source, (*here, "org"), person.org, known.organisations, "organisation")
        expect_all(source, (*here, "roles"), person.roles, known.roles, "role")
        expect_all(source, (*here, "buildings"), person.buildings, also(known.building_ids, EVERY_BUILDING), "building")
        _check_address(source, (*here, "email"), person.email)
        if person.verbs:
            source.problem((*here, "verbs"), "is an unknown field", "what a person may do comes from 'roles:'")


def _check_address(source: Source, at: Path, email: str) -> None:
    if email and not is_address(email):
        source.problem(
            at, f"{email!r} is not an e-mail address", "an address such as post@example.org, or leave it out"
        )


def _check_building(source: Source, at: Path, building: Building, known: Known) -> None:
    for name in ("owner_org", "user_org", "lead_user_org"):
        expect(source, (*at, name), getattr(building, name), known.organisations, "organisation")
    expect_enum(source, (*at, "confidentiality_default"), building.confidentiality_default, "confidentiality", known)
    expect_words(source, (*at, "assembly_point"), building.assembly_point, required=False)
    if building.overrides:
        source.problem((*at, "overrides"), "is an unknown field", "write them under 'demarcation_overrides:'")
    for number, space in enumerate(building.spaces):
        here = (*at, "spaces", number)
        expect_enum(source, (*here, "type"), space.type, "space_type", known)
        expect_enum(source, (*here, "placement"), space.placement, "placement", known)
        expect(source, (*here, "owner_org"), space.owner_org, known.organisations, "organisation")
        expect(source, (*here, "user_org"), space.user_org, known.organisations, "organisation")
    spaces = [space.id for space in building.spaces]
    for number, item in enumerate(building.objects):
        here = (*at, "objects", number)
        expect(source, (*here, "space"), item.space, spaces or ("none",), f"space of {building.id}")
        expect_component(source, (*here, "component"), item.component, known)
        for name in ("attachment", "placement", "installed_by"):
            expect_enum(source, (*here, name), getattr(item, name), name, known)
        for name in ("last_service", "next_service", "pressure_test"):
            expect_date(source, (*here, name), getattr(item, name))
        for point, limits in item.limits.items():
            _check_limits(source, (*here, "limits", point), point, limits, known)


def _check_limits(source: Source, at: Path, point: str, limits: dict[str, float], known: Known) -> None:
    expect(source, at, point, known.measured, "point with 'limits_from: object'")
    for key in limits:
        expect(source, (*at, key), key, ("min", "max"), "limit")
    if limits.get("min", float("-inf")) > limits.get("max", float("inf")):
        source.problem((*at, "min"), "is more than max", "min no greater than max")


def _check_override(source: Source, at: Path, override: Override, known: Known) -> None:
    expect(source, (*at, "building"), override.building, known.building_ids, "building")
    building = known.buildings.get(override.building)
    if building:
        spaces = [space.id for space in building.spaces]
        expect(source, (*at, "space"), override.space, spaces, f"space of {building.id}")
    expect_component(source, (*at, "component"), override.component, known, part=True)
    for name in CONDITIONS:
        value = getattr(override, f"cond_{name}")
        expect(source, (*at, f"cond_{name}"), value, known.enums.get(name, ()), name.replace("_", " "))
    for name in ASPECTS:
        expect_enum(source, (*at, name), getattr(override, name), "responsible", known)
    if not any(getattr(override, name) for name in ASPECTS):
        source.problem(at, "changes nothing", f"at least one of {', '.join(ASPECTS)}", name=override.id)
    expect_span(source, at, override.valid_from, override.valid_to)
    expect_words(source, (*at, "reason"), override.reason)


def _check_schedules(source: Source, register: Register, known: Known) -> None:
    persons = {person.id: person for _, person in register.accounts}
    seen: set[str] = set()
    for at, schedule in register.schedules:
        here = ("schedules", at)
        expect(source, (*here, "building"), schedule.building, known.building_ids, "building")
        expect(source, (*here, "checklist"), schedule.checklist, known.checklist_ids, "checklist")
        expect(source, (*here, "performer"), schedule.performer, known.persons, "account")
        expect_date(source, (*here, "start"), schedule.start)
        performer = persons.get(schedule.performer)
        if performer and schedule.building in known.buildings and not performer.works_in(schedule.building):
            what = f"{performer.id!r} does not work in {schedule.building}"
            source.problem((*here, "performer"), what, f"add {schedule.building} to the account's buildings")
        if schedule.key in seen:
            what = f"{schedule.checklist} already has a schedule in {schedule.building}"
            source.problem((*here, "checklist"), what, "one line for each checklist in a building")
        seen.add(schedule.key)
        _check_periods(source, here, schedule, known)


def _check_periods(source: Source, here: Path, schedule: Schedule, known: Known) -> None:
    """Whether rounds can come of it: somebody walks them, in that building, every so many days or before holidays."""
    checklist, building = known.checklists.get(schedule.checklist), known.buildings.get(schedule.building)
    if not schedule.performer and known.accounts and not _has_unit_manager(schedule.building, known):
        source.problem(here, "is missing", f"{schedule.building} has no unit manager; add 'performer:'", "performer")
    if checklist is None:
        return
    if building and not checklist.applies_to(building.tags):
        tags = ", ".join(checklist.building_tag_any)
        what = f"{checklist.id} applies only to buildings with one of the tags {tags}"
        source.warning((*here, "checklist"), what, f"add one of them to {building.id}, or leave the schedule out")
    if checklist.interval == EVENT:
        if checklist.event != BEFORE_SCHOOL_HOLIDAY:
            what = f"{checklist.id} is done when something happens, and cannot be scheduled"
            source.problem(
                (*here, "checklist"), what, f"a checklist with an interval, or event: {BEFORE_SCHOOL_HOLIDAY}"
            )
        return
    if not schedule.start:
        source.problem(here, "is missing", "add 'start:', the day on which the first round opens", "start")
    if is_duration(checklist.interval) and parse_duration(checklist.interval).minutes:
        what = f"{checklist.id} is to be walked every {checklist.interval}, and schedules count whole days"
        source.problem((*here, "checklist"), what, "an interval of days, weeks, months or years")


def _has_unit_manager(building: str, known: Known) -> bool:
    return any(UNIT_MANAGER in person.roles and person.works_in(building) for person in known.accounts)


def _check_holidays(source: Source, register: Register, known: Known) -> None:
    kinds = {building.kind for building in known.buildings.values()} - {""}
    for at, holiday in register.holidays:
        here = ("holidays", at)
        expect_words(source, (*here, "name"), holiday.name)
        expect_all(source, (*here, "kinds"), holiday.kinds, kinds, "kind of building")
        if not holiday.kinds:
            source.problem(
                (*here, "kinds"), "is empty", f"the kinds of buildings that close: {', '.join(sorted(kinds))}"
            )
        for name in ("first_day", "last_day"):
            expect_date(source, (*here, name), getattr(holiday, name))
            if not getattr(holiday, name):
                source.problem((*here, name), "is empty", "a date such as 2026-01-31")
        if is_date(holiday.first_day) and is_date(holiday.last_day):
            _check_length(source, (*here, "last_day"), holiday)


def _check_length(source: Source, at: Path, holiday: SchoolHoliday) -> None:
    days = (date.fromisoformat(holiday.last_day) - date.fromisoformat(holiday.first_day)).days
    if days < 0:
        what = f"{holiday.last_day} is before first_day {holiday.first_day}"
        source.problem(at, what, "the same day or later")
    elif days > LONGEST_HOLIDAY:
        what = f"is {days} days after first_day {holiday.first_day}"
        source.problem(at, what, f"a holiday of at most {LONGEST_HOLIDAY} days, one for each year")


def _check_lists(source: Source, register: Register, known: Known) -> None:
    lists = [(("demarcation_list", at), decided) for at, decided in register.lists]
    expect_unique(source, "version", ((at, decided.version) for at, decided in lists), "list")
    for at, decided in lists:
        expect_span(source, at, decided.valid_from, decided.valid_to)
        expect_all(source, (*at, "signed_by"), decided.signed_by, known.organisations, "organisation")


def _check_demo_cases(source: Source, register: Register, known: Known) -> None:
    for at, case in enumerate(register.demo_cases):
        here = ("demo_cases", at)
        expect(source, (*here, "building"), case.get("building", "none"), known.building_ids, "building")
        building = known.buildings.get(str(case.get("building")))
        if building is None:
            continue
        spaces, tags = [space.id for space in building.spaces], [item.tag for item in building.objects]
        expect(source, (*here, "space"), case.get("space", ""), spaces, f"space of {building.id}")
        expect(source, (*here, "object"), case.get("object", ""), tags, f"object of {building.id}")
        expect(source, (*here, "form"), case.get("form", ""), known.checklist_ids, "checklist")
        expect_component(source, (*here, "component"), case.get("component", ""), known)
        for name in ("severity", "confidentiality", "cause", "placement"):
            expect_enum(source, (*here, name), case.get(name, ""), name, known)
