"""`rond outside`: the links by which those without account answer, and revoking one that went astray."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path


def add_outside_command(command: ArgumentParser) -> None:
    command.add_argument(
        "--revoke", action="append", default=[], type=int, metavar="LINK", help="its number; may be given several times"
    )
    command.add_argument("--all", action="store_true", help="also the links that are over")
    command.add_argument("--data-dir", type=Path, default=Path("data"), help="the server's own --data-dir")
    command.set_defaults(run=outside)


def outside(args: Namespace) -> int:
    """Returns the exit code: 1 where there is no server's data, 2 where a link to revoke does not hold."""
    # Imported here, because checking and explaining need no database.
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from sync_server.settings import settings_from
    from sync_server.storage.database import Database

    database, now = Database(settings_from(data=args.data_dir).database_url), datetime.now(UTC)
    try:
        return _revoked(database, args.revoke, now) if args.revoke else _listed(database, args.all, now)
    except (OperationalError, ProgrammingError):
        print(f"rond: there are no links in {args.data_dir}: start 'rond serve' there first.", file=sys.stderr)
        return 1
    finally:
        database.close()


def _listed(database, over_too: bool, now: datetime) -> int:
    from sync_server.outside import links

    with database.reading() as connection:
        found = [link for link in links.all_links(connection, now) if over_too or not link.why]
    for line in _lines(found):
        print(line)
    return 0


def _lines(found) -> Iterator[str]:
    for link in found:
        state = f"{link.why} {link.ended_at[:16]}Z" if link.why else f"holds until {link.expires_at[:16]}Z"
        yield f"{link.seq:>6}  {link.org}, task {link.task}, sent {link.made_at[:16]}Z, {state}"
    if not found:
        yield "No links hold."


def _revoked(database, numbers: list[int], now: datetime) -> int:
    from sync_server.outside import links

    failed = 0
    for number in numbers:
        if database.write(lambda connection, number=number: links.revoke(connection, number, now)):
            print(f"{number} is revoked: whoever opens it is told so, and whom to phone.")
        else:
            print(f"No link {number} holds: leave --revoke out to see those that do.", file=sys.stderr)
            failed = 2
    return failed
