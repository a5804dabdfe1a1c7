"""A municipality's data files, read, checked and made into the domain's own objects."""

from pathlib import Path

from domain.demarcation_list import DemarcationList
from sync_server.content.check_files import check_files
from sync_server.content.files import Files, read_files
from sync_server.content.municipality import Municipality
from sync_server.content.problems import ContentError, Problem
from sync_server.content.read_checklists import with_all_included
from sync_server.content.read_register import with_overrides, with_verbs

__all__ = ["DEMO", "ContentError", "Municipality", "Problem", "load_municipality"]

DEMO = Path(__file__).parents[2] / "checklists"
"""The demo municipality that comes with the project."""


def load_municipality(folder: Path = DEMO) -> Municipality:
    """Read `policy.yaml`, `municipality.yaml`, the lists that it names and the checklists (in `checklists/` or beside).

    Raises ContentError with everything that is wrong, each problem with its file and line.
    """
    problems: list[Problem] = []
    files = read_files(Path(folder), problems)
    lists = tuple(
        DemarcationList(decided.version, decided.valid_from, decided.valid_to, files.rows[decided.file].rows)
        for _, decided in files.register.lists
    )
    check_files(files, lists, problems)
    municipality = _assembled(files, lists)
    if problems or municipality is None:
        raise ContentError(problems)
    return municipality


def _assembled(files: Files, lists: tuple[DemarcationList, ...]) -> Municipality | None:
    register, facts, policy = files.register, files.register.facts, files.policy
    if facts is None or policy is None:
        return None
    roles = {role.id: role for _, role in register.roles}
    checklists = {checklist.id: checklist for _, checklist in files.checklists}
    return Municipality(
        name=facts.name,
        short=facts.short,
        timezone=facts.timezone,
        emergency=facts.emergency,
        police_other=facts.police_other,
        duty_phone=facts.duty_phone,
        organisations={org.id: org for _, org in register.organisations},
        roles=roles,
        persons=with_verbs(register.accounts, roles),
        buildings=with_overrides(register.buildings, register.overrides),
        schedules=tuple(schedule for _, schedule in register.schedules),
        demarcation=lists,
        policy=policy,
        checklists=with_all_included(checklists),
        demo_cases=tuple(register.demo_cases),
        foreign_assets=tuple(register.foreign_assets),
    )
