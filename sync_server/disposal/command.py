"""`rond retention list --year 2032`: what may go that year, and with --confirm its removal for good."""

import json
import sys
from argparse import ArgumentParser, Namespace

from domain.secrecy.retention import ClosedRecord, DisposalList
from sync_server.at_server import add_server_options, in_order, office_over
from sync_server.problems import No


def add_retention_commands(command: ArgumentParser) -> None:
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="what may be destroyed in a year, to be confirmed")
    listing.add_argument("--year", required=True, type=int, metavar="2032")
    listing.add_argument("--confirm", default="", metavar="CODE", help="destroy exactly the list with this code")
    listing.add_argument("--by", default="", metavar="ACCOUNT", help="who confirms: a registrar's account")
    listing.add_argument("--json", action="store_true", help="for other programs")
    add_server_options(listing)
    listing.set_defaults(run=retention)


def retention(args: Namespace) -> int:
    """Returns the exit code: 1 when the files are not in order, 2 when nothing may be done."""
    from sync_server.disposal import yearly

    municipality = in_order(args.content)
    if municipality is None:
        return 1
    try:
        with office_over(args.data_dir, municipality) as office:
            if args.confirm:
                gone = yearly.confirm(office, args.year, args.confirm, office.register.person(args.by))
                _print_gone([(kept.retention, kept.closed_in, kept.number) for kept in gone], as_json=args.json)
            else:
                listed = yearly.yearly_list(office, args.year)
                _print_list(listed, yearly.code_of(listed), as_json=args.json)
    except No as refused:
        print(f"rond: {refused.refusal.why.en} {refused.refusal.do.en}", file=sys.stderr)
        return 2
    return 0


def _print_list(listed: DisposalList, code: str, *, as_json: bool) -> None:
    if as_json:
        said = {"year": listed.year, "code": code, "due": _plain(listed.due), "held": _plain(listed.held)}
        print(json.dumps(said, ensure_ascii=False, indent=2))
        return
    for record in listed.due:
        print(f"{record.retention:24} closed {record.closed}  {record.kind} {record.id}")
    for record in listed.held:
        reasons = ", ".join(f"{hold.reason} {hold.until}".strip() for hold in record.holds)
        print(f"held for {reasons}: {record.retention}, closed {record.closed}, {record.kind} {record.id}")
    if not listed.due:
        print(f"Nothing may be destroyed in {listed.year}.")
        return
    print(f"\n{len(listed.due)} records. To destroy them for good:")
    print(f"rond retention list --year {listed.year} --confirm {code} --by ACCOUNT")


def _print_gone(gone: list[tuple[str, int, int]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([{"class": name, "closed_in": year, "number": number} for name, year, number in gone]))
        return
    for name, year, number in gone:
        print(f"{name:24} closed in {year}: {number} destroyed")


def _plain(records: tuple[ClosedRecord, ...]) -> list[dict[str, object]]:
    return [
        {
            "kind": record.kind,
            "id": record.id,
            "class": record.retention,
            "closed": record.closed,
            "holds": [{"reason": hold.reason, "until": hold.until or None} for hold in record.holds],
        }
        for record in records
    ]
