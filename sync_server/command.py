"""The command `rond`: serve the municipality, check its data files, explain a rule."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from domain.demarcation.listing import INPUTS
from sync_server.at_server import add_server_options
from sync_server.cases.command import add_case_commands
from sync_server.check import check
from sync_server.content import DEMO, ContentError
from sync_server.disposal.command import add_retention_commands
from sync_server.explain.access import explain_access
from sync_server.explain.deadline import explain_deadline
from sync_server.explain.disposal import explain_disposal
from sync_server.explain.route import Unclear, explain_route
from sync_server.list_command import add_list_commands
from sync_server.outside.command import add_outside_command
from sync_server.public.command import add_posters_command
from sync_server.statistics.command import add_statistics_command

WRONG_USE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when it went well, 1 when data is not in order, 2 when the question was not clear."""
    args = parser().parse_args(argv)
    try:
        return args.run(args)
    except Unclear as unclear:
        print(f"rond: {unclear}", file=sys.stderr)
    except ContentError as error:
        print(f"rond: the data is not in order, see 'rond check {args.data}':", file=sys.stderr)
        print(error.problems[0], file=sys.stderr)
    return WRONG_USE


def parser() -> ArgumentParser:
    rond = ArgumentParser(prog="rond", description=__doc__)
    commands = rond.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_serve(commands.add_parser("serve", help="start the server"))
    _add_enrol(commands.add_parser("enrol", help="make a link that signs one person in on one phone"))
    _add_phones(commands.add_parser("phones", help="see somebody's phones, and sign out a lost one"))
    _add_post(commands.add_parser("post", help="see the letters that wait, and those that could not be sent"))
    _add_check(commands.add_parser("check", help="check a municipality's data files, or one checklist"))
    _add_preview(commands.add_parser("preview", help="see the file of a checklist as a phone shows it"))
    exchanging = commands.add_parser("checklist", help="exchange a checklist with other programs, as XLSForm")
    directions = exchanging.add_subparsers(title="directions", required=True, metavar="DIRECTION")
    _add_export(directions.add_parser("export", help="write a checklist as a workbook"))
    _add_import(directions.add_parser("import", help="make a workbook a checklist"))
    add_list_commands(commands.add_parser("list", help="the next version of the demarcation list"))
    add_posters_command(commands.add_parser("posters", help="print the posters behind which anybody may report"))
    add_outside_command(commands.add_parser("outside", help="see and revoke the links of those without account"))
    add_case_commands(commands.add_parser("case", help="hand out one case, masked"))
    add_retention_commands(commands.add_parser("retention", help="what is not kept any longer: read, then destroy"))
    add_statistics_command(commands.add_parser("statistics", help="a year in numbers"))
    explaining = commands.add_parser("explain", help="show what a rule answers, and why")
    subjects = explaining.add_subparsers(title="subjects", required=True, metavar="SUBJECT")
    _add_explain_route(subjects.add_parser("route", help="who repairs, inspects and pays"))
    _add_explain_deadline(subjects.add_parser("deadline", help="by when each step is to be done"))
    _add_explain_access(subjects.add_parser("access", help="what a role may read"))
    _add_explain_disposal(subjects.add_parser("disposal", help="when a closed case may be destroyed"))
    return rond


def _add_check(command: ArgumentParser) -> None:
    where = "the folder with municipality.yaml, or the file of one checklist (default: the demo municipality)"
    command.add_argument("path", nargs="?", default=DEMO, type=Path, help=where)
    its_own = "the municipality that one checklist is for (default: the one it lies with, else the demo)"
    command.add_argument("--content", type=Path, metavar="DIR", help=its_own)
    command.add_argument("--strict", action="store_true", help="warnings are errors, too")
    command.set_defaults(run=check)


def _add_serve(command: ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    command.add_argument("--port", type=int, help="default: the environment's PORT, else 8000")
    command.add_argument("--data-dir", type=Path, default=Path("data"), help="where database and photos are kept")
    command.add_argument("--content", type=Path, default=DEMO, metavar="DIR", help="default: the demo municipality")
    command.add_argument("--reset", action="store_true", help="begin again with an empty database")
    command.add_argument("--quiet", action="store_true", help="print nothing but what is wrong")
    command.set_defaults(run=serve)


def serve(args: Namespace) -> int:
    # Imported here, because checking and explaining need neither web server nor database.
    from sync_server.serve import run

    return run(
        port=args.port,
        host=args.host,
        data=args.data_dir,
        reset=args.reset,
        content=args.content,
        quiet=args.quiet,
    )


def _add_enrol(command: ArgumentParser) -> None:
    command.add_argument("account", help="the account's id in municipality.yaml")
    command.add_argument(
        "--address", default="http://localhost:8000", metavar="URL", help="where phones find the server"
    )
    add_server_options(command)
    command.set_defaults(run=enrol)


def enrol(args: Namespace) -> int:
    from sync_server.entrance.enrol import enrol

    return enrol(args.account, address=args.address, data=args.data_dir, content=args.content)


def _add_phones(command: ArgumentParser) -> None:
    command.add_argument("account", help="the account's id in municipality.yaml")
    command.add_argument("--revoke", default="", metavar="PHONE", help="the number of the phone to sign out")
    add_server_options(command)
    command.set_defaults(run=phones)


def phones(args: Namespace) -> int:
    from sync_server.entrance.phones import phones

    return phones(args.account, args.revoke, data=args.data_dir, content=args.content)


def _add_post(command: ArgumentParser) -> None:
    command.add_argument("--retry", action="store_true", help="send what failed, or may not have arrived, once more")
    command.add_argument("--data-dir", type=Path, default=Path("data"), help="the server's own --data-dir")
    command.set_defaults(run=post)


def post(args: Namespace) -> int:
    from sync_server.post.report import post

    return post(data=args.data_dir, retry=args.retry)


def _add_preview(command: ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="a checklist in YAML, or an XLSForm workbook")
    command.add_argument("--port", type=int, default=0, help="default: one that is free")
    its_own = "the municipality that it is for (default: the one it lies with, else the demo)"
    command.add_argument("--content", type=Path, metavar="DIR", help=its_own)
    command.set_defaults(run=preview)


def preview(args: Namespace) -> int:
    from sync_server.preview.local import preview

    return preview(args)


def _add_export(command: ArgumentParser) -> None:
    command.add_argument("id", help="the checklist's id")
    command.add_argument("workbook", type=Path, metavar="OUT.xlsx")
    command.add_argument("--content", type=Path, default=DEMO, metavar="DIR", help="default: the demo municipality")
    command.set_defaults(run=export_checklist)


def export_checklist(args: Namespace) -> int:
    from sync_server.xlsform.commands import export_checklist

    return export_checklist(args)


def _add_import(command: ArgumentParser) -> None:
    command.add_argument("form", type=Path, metavar="FORM.xlsx")
    command.add_argument("checklist", type=Path, metavar="OUT.yaml", help="is overwritten where it exists")
    command.add_argument("--content", type=Path, default=DEMO, metavar="DIR", help="the municipality that it is for")
    fallback = "where a text lacks Swedish or English, let the text there is stand in"
    command.add_argument("--language-fallback", action="store_true", help=fallback)
    command.set_defaults(run=import_checklist)


def import_checklist(args: Namespace) -> int:
    from sync_server.xlsform.commands import import_checklist

    return import_checklist(args)


def _add_explain_route(command: ArgumentParser) -> None:
    command.add_argument("--building", required=True, metavar="B01")
    command.add_argument("--space", default="", metavar="B01-COR1")
    command.add_argument("--object", default="", metavar="TAG", help="a tagged object; it also tells the space")
    command.add_argument("--component", required=True, metavar="FIR.EXT.PRT")
    for name in INPUTS:
        command.add_argument(f"--{name.replace('_', '-')}", default="", metavar="VALUE")
    command.add_argument("--on", type=iso_date, default=date.today().isoformat(), metavar="DATE", help="default: today")
    decided = "a server's own --data-dir: with the lists it has adopted and the overrides approved there"
    command.add_argument("--data-dir", type=Path, metavar="DIR", help=decided)
    _add_explain_options(command)
    command.set_defaults(run=explain_route)


def _add_explain_deadline(command: ArgumentParser) -> None:
    command.add_argument("--severity", default="", metavar="high", help="may be left out where the situation says it")
    command.add_argument("--found", required=True, metavar="TIME", help="such as 2026-12-23T15:00, local time")
    command.add_argument("--component", default="", metavar="GRF.FAC")
    command.add_argument("--attribute", default="", metavar="offensive")
    command.add_argument("--cause", default="", metavar="burglary")
    command.add_argument("--incident-form", default="", metavar="incident-lost-key")
    command.add_argument("--key-level", default="", metavar="master", help="of a lost key")
    command.add_argument("--pause", action="append", default=[], metavar="FROM/TO", help="may be given several times")
    command.add_argument("--made-safe", default="", metavar="TIME", help="default: when it has to be")
    _add_explain_options(command)
    command.set_defaults(run=explain_deadline)


def _add_explain_access(command: ArgumentParser) -> None:
    command.add_argument("--role", required=True, metavar="unit_manager")
    command.add_argument("--class", required=True, dest="confidentiality", metavar="restricted_person")
    _add_explain_options(command)
    command.set_defaults(run=explain_access)


def _add_explain_disposal(command: ArgumentParser) -> None:
    command.add_argument("--class", required=True, dest="kept_as", metavar="threat_incident")
    command.add_argument("--closed", required=True, metavar="DATE", help="such as 2026-05-01")
    a_hold = "such as police, or police/2033-05-10 when it is over; may be given several times"
    command.add_argument("--hold", action="append", default=[], metavar="REASON", help=a_hold)
    _add_explain_options(command)
    command.set_defaults(run=explain_disposal)


def _add_explain_options(command: ArgumentParser) -> None:
    """What every subject of `explain` understands."""
    command.add_argument("--data", type=Path, default=DEMO, metavar="DIR", help="default: the demo municipality")
    command.add_argument("--json", action="store_true", help="for other programs")
    command.add_argument("--language", choices=("sv", "en"), default="sv")


def iso_date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2026-10-01") from error


if __name__ == "__main__":
    sys.exit(main())
