"""What the files say of each other, once each can be read on its own."""

from domain.demarcation_list import DemarcationList
from sync_server.content.check_checklists import check_checklists
from sync_server.content.check_policy import check_policy
from sync_server.content.check_register import check_register
from sync_server.content.check_rows import check_rows
from sync_server.content.files import Files
from sync_server.content.known import Known
from sync_server.content.problems import Problem


def check_files(files: Files, lists: tuple[DemarcationList, ...], problems: list[Problem]) -> None:
    known = _known(files, lists)
    for rows in files.rows.values():
        problems.extend(check_rows(rows, known))
    if files.policy and files.policy_source:
        check_policy(files.policy_source, files.policy, known)
    if files.register_source:
        check_register(files.register_source, files.register, known)
    check_checklists(files.checklists, known)


def _known(files: Files, lists: tuple[DemarcationList, ...]) -> Known:
    register, policy = files.register, files.policy
    buildings = {building.id: building for _, building in register.buildings}
    retention = policy.rest.get("retention") if policy else None
    classes = retention.get("classes") if isinstance(retention, dict) else None
    return Known(
        enums=policy.enums if policy else {},
        organisations=tuple(org.id for _, org in register.organisations),
        roles=tuple(role.id for _, role in register.roles),
        persons=tuple(person.id for _, person in register.accounts),
        buildings=buildings,
        checklists={checklist.id: checklist for _, checklist in files.checklists},
        lists=lists,
        tags=tuple({tag for building in buildings.values() for tag in building.tags}),
        object_types=tuple({item.type for building in buildings.values() for item in building.objects}),
        retention=tuple(str(entry.get("id")) for entry in classes or [] if isinstance(entry, dict)),
    )
