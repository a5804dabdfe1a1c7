"""`rond check`: is a municipality's data, or one checklist, in order? All that is wrong, or what there is."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from domain.checklists.checklist import Checklist
from sync_server.content import DEMO, Municipality, Problem, read_draft, read_municipality
from sync_server.content.files import POLICY, REGISTER


def check(args: Namespace) -> int:
    """Print errors and warnings, one a line, and a summary. Returns 1 for errors; with --strict for warnings, too."""
    path = Path(args.path)
    return _check_one(path, args) if path.is_file() else _check_folder(path, args.strict)


def _check_folder(folder: Path, strict: bool) -> int:
    municipality, problems = read_municipality(folder)
    if failed := _tell(problems, strict):
        print(f"\n{counted(problems)} in {folder}")
    elif municipality:
        print(summary(municipality, counted(problems)))
    return int(failed)


def _check_one(path: Path, args: Namespace) -> int:
    if path.name in (POLICY, REGISTER) or path.suffix not in (".yaml", ".yml"):
        print(f"{path.name} is not a checklist; check its folder: rond check {path.parent}")
        return 1
    folder = args.content or folder_of(path)
    draft = read_draft(path, folder)
    failed = _tell(draft.problems, args.strict)
    if failed or draft.checklist is None:
        print(f"\n{counted(draft.problems)} in {path}")
    else:
        print(
            f"{path.name}: {counted(draft.problems)}, against the municipality in {folder}.\n{line_of(draft.checklist)}"
        )
    if draft.others:
        print(f"The municipality has {counted(draft.others)} of its own: rond check {folder}")
    return int(failed)


def folder_of(path: Path) -> Path:
    """The municipality that a checklist's file lies with, else the demo's."""
    near = (path.parent, path.parent.parent) if path.parent.name == "checklists" else (path.parent,)
    return next((folder for folder in near if (folder / REGISTER).is_file()), DEMO)


def _tell(problems: Sequence[Problem], strict: bool) -> bool:
    """Print them; whether the check has failed."""
    for problem in problems:
        print(problem)
    return any(strict or not problem.warning for problem in problems)


def counted(problems: Sequence[Problem]) -> str:
    """How many there are: "no problems", "2 problems", "1 error and 2 warnings"."""
    warnings = sum(problem.warning for problem in problems)
    errors = len(problems) - warnings
    if not warnings:
        return _plural(errors, "problem") if errors else "no problems"
    said = [_plural(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count]
    return " and ".join(said)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def summary(municipality: Municipality, found: str) -> str:
    buildings = municipality.buildings.values()
    lines = [f"{municipality.name}: {'everything is in order' if found == 'no problems' else found}."]
    for listing in municipality.demarcation:
        exceptions = sum(row.is_exception for row in listing.rows)
        span = f"from {listing.valid_from}" + (f" to {listing.valid_to}" if listing.valid_to else "")
        lines.append(
            f"  demarcation list {listing.version} ({span}): {len(listing.rows)} rows, {exceptions} shared exceptions"
        )
    spaces, objects, overrides = (
        sum(len(getattr(building, name)) for building in buildings) for name in ("spaces", "objects", "overrides")
    )
    lines.append(f"  {len(buildings)} buildings: {spaces} spaces, {objects} tagged objects, {overrides} overrides")
    lines.append(
        f"  {len(municipality.organisations)} organisations, {len(municipality.roles)} roles,"
        f" {len(municipality.persons)} accounts, {len(municipality.schedules)} schedules"
    )
    lines.append(f"  {len(municipality.checklists)} checklists:")
    lines += [line_of(checklist) for _, checklist in sorted(municipality.checklists.items())]
    return "\n".join(lines)


def line_of(checklist: Checklist) -> str:
    points = sum(len(section.points) for section in checklist.sections)
    return f"    {checklist.id:<28} {checklist.version:<8} {points:>3} points  {checklist.title.sv}"
