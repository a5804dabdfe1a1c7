"""`rond statistics --year 2026`: the yearly follow-up, and beside it what everybody may be told of what happened."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict

from domain.statistics.small_cells import Cell, Publication
from domain.statistics.yearly import Yearly
from sync_server.at_server import add_server_options, in_order, office_over


def add_statistics_command(command: ArgumentParser) -> None:
    command.add_argument("--year", required=True, type=int, metavar="2026")
    command.add_argument("--json", action="store_true", help="for other programs")
    add_server_options(command)
    command.set_defaults(run=statistics)


def statistics(args: Namespace) -> int:
    """Returns the exit code: 1 when the files are not in order."""
    # Imported here, because checking and explaining need no database.
    from sync_server.statistics.desk import follow_up_of
    from sync_server.statistics.publishing import published

    municipality = in_order(args.content)
    if municipality is None:
        return 1
    with office_over(args.data_dir, municipality) as office:
        followed = follow_up_of(office, args.year)
        with office.database.reading() as connection:
            told = published(connection, args.year)
    if args.json:
        said = {"year": args.year, "yearly": list(map(asdict, followed)), "published": asdict(told) if told else None}
        print(json.dumps(said, ensure_ascii=False, indent=2))
        return 0
    for line in (*_followed(followed), "", *_told(told, args.year)):
        print(line)
    return 0


def _followed(each_org: tuple[Yearly, ...]) -> Iterator[str]:
    """Departments of which there is nothing to say are passed over."""
    for each in each_org:
        if each.org and each == Yearly(each.org):
            continue
        yield each.org or "The whole municipality"
        yield f"  rounds      {each.rounds_done} done of {each.rounds_planned} planned"
        by = f"{_numbers(each.severities)}; by domain {_numbers(each.domains)}"
        yield f"  findings    {by}; {each.repeats} seen again"
        yield f"  tasks       {each.in_time} of {each.due} within deadline, {each.disputes} disputes"
        days = "none removed" if each.removal_days is None else f"{each.removal_days:g} days to removal (median)"
        yield f"  graffiti    {each.graffiti} findings, {days}"
        yield f"  damage      {each.damage_sek} SEK, of which {each.claimed_sek} told to the insurer"


def _numbers(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items()) or "none"


def _told(told: Publication | None, year: int) -> Iterator[str]:
    if told is None:
        yield f"What happened in {year} is published when the year is over, once. Nothing is published of it now."
        return
    yield f"Published {told.made_at}. All else: fewer than {told.min_cell}, or none."
    for band in told.bands:
        yield f"  {band.cell.kind:26} {_where(band.cell):10} {band.least}-{band.most}"


def _where(cell: Cell) -> str:
    return cell.building or cell.administration or "others"
