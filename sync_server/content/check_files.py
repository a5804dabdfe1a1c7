"""What the files say of each other, once each can be read on its own."""

from domain.demarcation.listing import DemarcationList
from domain.policy import Policy
from sync_server.content.check_checklists import check_checklists
from sync_server.content.check_policy import check_policy
from sync_server.content.check_register import check_register
from sync_server.content.check_rows import check_rows
from sync_server.content.files import Files
from sync_server.content.known import Known
from sync_server.content.problems import Problem
from sync_server.content.validate import Source


def check_files(files: Files, lists: tuple[DemarcationList, ...], problems: list[Problem]) -> None:
    known = _known(files, lists)
    for rows in files.rows.values():
        problems.extend(problem.in_file(rows.file) for problem in check_rows(rows, known.enums))
    if files.policy and files.policy_source:
        check_policy(files.policy_source, files.policy, known)
    if files.register_source:
        check_register(files.register_source, files.register, known)
    check_checklists(files.checklists, known)


def _known(files: Files, lists: tuple[DemarcationList, ...]) -> Known:
    register, policy = files.register, files.policy
    buildings = {building.id: building for _, building in register.buildings}
    building_ids = _ids(files.register_source, "buildings")
    all_buildings_fit = len(register.buildings) == len(building_ids)
    checklists = {checklist.id: checklist for _, checklist in files.checklists}
    whole = [] if files.unfit_checklists else list(checklists.values())
    points = [point for checklist in whole for section in checklist.sections for point in section.points]
    return Known(
        enums=words_of(policy) if policy else {},
        organisations=_ids(files.register_source, "organisations"),
        roles=_ids(files.register_source, "roles"),
        persons=_ids(files.register_source, "accounts"),
        accounts=tuple(person for _, person in register.accounts),
        schedules=tuple(schedule for _, schedule in register.schedules),
        buildings=buildings,
        building_ids=building_ids,
        checklists=checklists,
        checklist_ids=(*checklists, *files.unfit_checklists),
        forms=tuple(checklist.id for checklist in whole if checklist.kind == "incident_form"),
        measured=tuple(point.id for point in points if point.limits_from == "object"),
        lists=lists,
        tags=tuple({tag for b in buildings.values() for tag in b.tags}) if all_buildings_fit else (),
        object_types=tuple({item.type for b in buildings.values() for item in b.objects}) if all_buildings_fit else (),
        retention=tuple(kept.id for kept in policy.retention.classes) if policy else (),
        attributes=_attributes(files.policy_source),
    )


def _ids(source: Source | None, key: str) -> tuple[str, ...]:
    """The ids as they are written, of items that do not fit, too."""
    items = source.content.get(key) if source else None
    return tuple(str(item.get("id", "")) for item in items or [] if isinstance(item, dict))


def words_of(policy: Policy) -> dict[str, tuple[str, ...]]:
    """The policy's words; a severity may be told in either place without everything that uses it being wrong."""
    severities = (*policy.enums.get("severity", ()), *(severity.id for severity in policy.severities))
    return policy.enums | {"severity": tuple(dict.fromkeys(severities))}


def _attributes(source: Source | None) -> tuple[str, ...]:
    deadlines = source.content.get("special_deadlines") if source else None
    matches = [each.get("match") for each in deadlines or [] if isinstance(each, dict)]
    return tuple(str(match["attribute"]) for match in matches if isinstance(match, dict) and "attribute" in match)
