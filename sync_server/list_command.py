"""The words of `rond list`; what they do is in `sync_server.lists.commands`, read only when it is asked for."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sync_server.at_server import add_server_options


def add_list_commands(command: ArgumentParser) -> None:
    verbs = command.add_subparsers(title="verbs", required=True, metavar="VERB")
    previewing = verbs.add_parser("preview", help="what a file would change: rows, open tasks, last year's findings")
    _add_file(previewing)
    previewing.set_defaults(run=preview)
    adopting = verbs.add_parser("adopt", help="make a file the list from a day on")
    _add_file(adopting)
    adopting.add_argument("--why", required=True, metavar="TEXT", help="who decided, and why; stands in the change log")
    adopting.add_argument("--by", default="", metavar="ACCOUNT", help="who adopts it (default: the one at the server)")
    adopting.set_defaults(run=adopt)
    exporting = verbs.add_parser("export", help="write a version as a table to edit")
    exporting.add_argument("table", type=Path, metavar="OUT.xlsx", help="or OUT.csv; is overwritten where it exists")
    exporting.add_argument("--version", default="", metavar="2027:1", help="default: the one in force")
    exporting.set_defaults(run=export)
    logging = verbs.add_parser("log", help="all versions, and who adopted them when and why")
    logging.set_defaults(run=log)
    for verb in (previewing, adopting, exporting, logging):
        _add_server(verb)


def _add_file(verb: ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="LIST.xlsx", help="or LIST.csv")
    verb.add_argument("--from", required=True, dest="valid_from", metavar="DATE", help="its first day")


def _add_server(verb: ArgumentParser) -> None:
    add_server_options(verb)
    verb.add_argument("--language", choices=("sv", "en"), default="sv")


# Imported below when they are wanted, because checking and explaining need no database.


def preview(args: Namespace) -> int:
    from sync_server.lists.commands import preview_list

    return preview_list(args)


def adopt(args: Namespace) -> int:
    from sync_server.lists.commands import adopt_list

    return adopt_list(args)


def export(args: Namespace) -> int:
    from sync_server.lists.commands import export_list

    return export_list(args)


def log(args: Namespace) -> int:
    from sync_server.lists.commands import print_log

    return print_log(args)
