"""`municipality.yaml`: who the municipality is, its organisations, people, buildings and schedules."""

from dataclasses import dataclass, field, replace
from typing import Any

from domain.language import Words
from domain.people import Organisation, Person, Role, denied_by, verbs_of
from domain.places import Building, Object, Override, Space
from domain.rounds.schedules import Schedule
from domain.rounds.school_year import SchoolHoliday
from sync_server.content.municipality import DecidedList, Facts
from sync_server.content.problems import instead_of
from sync_server.content.validate import Source, as_words, fit, fit_all

KEYS = (
    "municipality",
    "demarcation_list",
    "organisations",
    "roles",
    "accounts",
    "buildings",
    "demarcation_overrides",
    "foreign_assets",
    "schedules",
    "holidays",
    "demo_cases",
)


@dataclass
class Register:
    """The lists of the file, each item with its place in its list, so that a check can say where it stands."""

    facts: Facts | None = None
    lists: list[tuple[int, DecidedList]] = field(default_factory=list)
    organisations: list[tuple[int, Organisation]] = field(default_factory=list)
    roles: list[tuple[int, Role]] = field(default_factory=list)
    accounts: list[tuple[int, Person]] = field(default_factory=list)
    buildings: list[tuple[int, Building]] = field(default_factory=list)
    overrides: list[tuple[int, Override]] = field(default_factory=list)
    schedules: list[tuple[int, Schedule]] = field(default_factory=list)
    holidays: list[tuple[int, SchoolHoliday]] = field(default_factory=list)
    demo_cases: list[dict[str, Any]] = field(default_factory=list)
    foreign_assets: list[dict[str, Any]] = field(default_factory=list)


def read_register(source: Source) -> Register:
    content = source.content
    for key in content:
        if key not in KEYS:
            source.problem((key,), "is an unknown field", instead_of(key, KEYS))
    for key in ("municipality", "demarcation_list", "organisations", "roles", "accounts", "buildings"):
        if key not in content:
            source.problem((), "is missing", f"add '{key}:'", name=key)
    for role in content.get("roles") or []:
        as_words(role, "name")
    if isinstance(content.get("demarcation_list"), dict):
        content["demarcation_list"] = [content["demarcation_list"]]
    in_building = {"": Building, "spaces": Space, "objects": Object, "assembly_point": Words}
    facts = content.get("municipality")
    return Register(
        facts=fit(source, Facts, facts, ("municipality",), {"": Facts}) if "municipality" in content else None,
        lists=fit_all(source, "demarcation_list", DecidedList),
        organisations=fit_all(source, "organisations", Organisation),
        roles=fit_all(source, "roles", Role),
        accounts=fit_all(source, "accounts", Person),
        buildings=fit_all(source, "buildings", Building, in_building),
        overrides=fit_all(source, "demarcation_overrides", Override),
        schedules=fit_all(source, "schedules", Schedule),
        holidays=fit_all(source, "holidays", SchoolHoliday),
        demo_cases=[case for case in content.get("demo_cases") or [] if isinstance(case, dict)],
        foreign_assets=[asset for asset in content.get("foreign_assets") or [] if isinstance(asset, dict)],
    )


def with_rights(
    accounts: list[tuple[int, Person]], roles: dict[str, Role], organisations: dict[str, Organisation]
) -> dict[str, Person]:
    return {person.id: _with_rights(person, roles, organisations.get(person.org)) for _, person in accounts}


def _with_rights(person: Person, roles: dict[str, Role], organisation: Organisation | None) -> Person:
    known = tuple(role for role in person.roles if role in roles)
    administration = organisation.secrecy_group if organisation else ""
    return replace(
        person,
        verbs=verbs_of(known, roles),
        administration=administration or person.org,
        denied=denied_by(known, roles),
    )


def with_overrides(buildings: list[tuple[int, Building]], overrides: list[tuple[int, Override]]) -> dict[str, Building]:
    return {
        building.id: replace(building, overrides=tuple(rule for _, rule in overrides if rule.building == building.id))
        for _, building in buildings
    }
