"""A municipality's data files, read, checked and made into the domain's own objects."""

from dataclasses import dataclass
from pathlib import Path

from domain.checklists.checklist import Checklist
from domain.demarcation.listing import DemarcationList
from sync_server.content.check_files import check_files
from sync_server.content.files import Files, put_draft, read_files
from sync_server.content.municipality import Municipality
from sync_server.content.problems import ContentError, Problem
from sync_server.content.read_checklists import with_all_included
from sync_server.content.read_register import with_overrides, with_rights

__all__ = [
    "DEMO",
    "ContentError",
    "Draft",
    "Municipality",
    "Problem",
    "load_municipality",
    "read_draft",
    "read_municipality",
]

DEMO = Path(__file__).parents[2] / "checklists"
"""The demo municipality that comes with the project."""


@dataclass(frozen=True)
class Draft:
    """A checklist that is being edited, with those it includes; None where it does not fit.

    `problems` are its own, `others` the errors in the municipality's other files.
    """

    checklist: Checklist | None
    problems: tuple[Problem, ...]
    others: tuple[Problem, ...]


def load_municipality(folder: Path = DEMO) -> Municipality:
    """Read `policy.yaml`, `municipality.yaml`, the lists that it names and the checklists (in `checklists/` or beside).

    Raises ContentError with all errors, each with its file and line. Warnings are for `read_municipality`.
    """
    municipality, problems = read_municipality(folder)
    errors = [problem for problem in problems if not problem.warning]
    if errors or municipality is None:
        raise ContentError(errors)
    return municipality


def read_municipality(folder: Path = DEMO) -> tuple[Municipality | None, list[Problem]]:
    """What the files say, as far as they can be read, and all that is wrong with them, warnings among it."""
    problems: list[Problem] = []
    files = read_files(Path(folder), problems)
    return _checked(files, problems), sorted(set(problems))


def read_draft(path: Path, folder: Path = DEMO) -> Draft:
    """One checklist's file, in place of the folder's own with the same id, against all else that the folder holds."""
    told: list[Problem] = []
    others: list[Problem] = []
    files = read_files(folder, others, without=path)
    checklist = put_draft(files, path, told)
    municipality = _checked(files, others)
    whole = municipality.checklists.get(checklist.id) if municipality and checklist else checklist
    return Draft(whole, tuple(sorted(set(told))), tuple(each for each in others if not each.warning))


def _checked(files: Files, problems: list[Problem]) -> Municipality | None:
    lists = tuple(
        DemarcationList(decided.version, decided.valid_from, decided.valid_to, files.rows[decided.file].rows)
        for _, decided in files.register.lists
    )
    check_files(files, lists, problems)
    return _assembled(files, lists)


def _assembled(files: Files, lists: tuple[DemarcationList, ...]) -> Municipality | None:
    register, facts, policy = files.register, files.register.facts, files.policy
    if facts is None or policy is None:
        return None
    roles = {role.id: role for _, role in register.roles}
    organisations = {org.id: org for _, org in register.organisations}
    checklists = {checklist.id: checklist for _, checklist in files.checklists}
    return Municipality(
        name=facts.name,
        short=facts.short,
        timezone=facts.timezone,
        emergency=facts.emergency,
        police_other=facts.police_other,
        duty_phone=facts.duty_phone,
        organisations=organisations,
        roles=roles,
        persons=with_rights(register.accounts, roles, organisations),
        buildings=with_overrides(register.buildings, register.overrides),
        schedules=tuple(schedule for _, schedule in register.schedules),
        school_holidays=tuple(holiday for _, holiday in register.holidays),
        demarcation=lists,
        policy=policy,
        checklists=with_all_included(checklists),
        demo_cases=tuple(register.demo_cases),
        foreign_assets=tuple(register.foreign_assets),
    )
