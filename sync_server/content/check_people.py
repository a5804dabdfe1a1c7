"""Whether there is somebody who can walk, fill in, review and sign a checklist. All of it only warnings."""

from domain.checklists.checklist import Checklist
from domain.people import Person
from sync_server.content.known import Known
from sync_server.content.validate import Path, Source

ANYBODY = "any_employee"
NEEDED = ("performed_by", "reviewed_by", "handled_by", "countersigned_by")


def check_people(source: Source, checklist: Checklist, known: Known) -> None:
    if not known.persons or len(known.accounts) != len(known.persons):
        return
    for name in NEEDED[1:]:
        _check_somebody(source, (name,), getattr(checklist, name), known)
    for at, section in enumerate(checklist.sections):
        if section.part in known.roles:
            _check_somebody(source, ("sections", at, "part"), (section.part, *checklist.handled_by), known)
        for number, point in enumerate(section.points):
            for signer in point.signers:
                _check_somebody(source, ("sections", at, "points", number, "signers"), (signer,), known)
    _check_performers(source, checklist, known)


def _check_somebody(source: Source, at: Path, roles: tuple[str, ...], known: Known) -> None:
    """One of several roles is enough."""
    if roles and set(roles) <= set(known.roles) and not any(_has_one(person, roles) for person in known.accounts):
        source.warning(at, f"no account has the role {' or '.join(roles)}", "give it to somebody in municipality.yaml")


def _check_performers(source: Source, checklist: Checklist, known: Known) -> None:
    roles = checklist.performed_by
    if not roles:
        source.warning(("performed_by",), "is missing, so that nobody can walk it", "the roles that do")
        return
    if ANYBODY in roles or not set(roles) <= set(known.roles):
        return
    buildings = {building.id for building in known.buildings_for(checklist)}
    walkers = [person for person in known.accounts if _has_one(person, roles)]
    planned = [(each.building, each.performer) for each in known.schedules if each.checklist == checklist.id]
    if any(building in buildings and performer in known.persons for building, performer in planned):
        return
    if buildings and not any(person.works_in(building) for person in walkers for building in buildings):
        what = f"nobody with the role {' or '.join(roles)} works in a building that the checklist applies to"
        source.warning(("performed_by",), what, "give the role to somebody there, in municipality.yaml")


def _has_one(person: Person, roles: tuple[str, ...]) -> bool:
    return any(role in roles for role in person.roles)
