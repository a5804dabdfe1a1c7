"""`rond check`: is a municipality's data in order? Everything that is wrong, or a count of what there is."""

from argparse import Namespace
from pathlib import Path

from sync_server.content import ContentError, Municipality, load_municipality


def check(args: Namespace) -> int:
    """Print the problems, one a line, and return 1; or a summary and 0."""
    try:
        municipality = load_municipality(Path(args.folder))
    except ContentError as error:
        for problem in error.problems:
            print(problem)
        count = len(error.problems)
        print(f"\n{count} {'problem' if count == 1 else 'problems'} in {args.folder}")
        return 1
    print(summary(municipality))
    return 0


def summary(municipality: Municipality) -> str:
    buildings = municipality.buildings.values()
    lines = [f"{municipality.name}: everything is in order."]
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
    for name, checklist in sorted(municipality.checklists.items()):
        points = sum(len(section.points) for section in checklist.sections)
        lines.append(f"    {name:<28} {checklist.version:<8} {points:>3} points  {checklist.title.sv}")
    return "\n".join(lines)
