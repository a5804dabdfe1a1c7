"""`rond case export ID --for PERSON --by ACCOUNT`: one case for whoever has asked for it, with all others masked."""

import json
import sys
from argparse import ArgumentParser, Namespace

from sync_server.at_server import add_server_options, in_order, office_over
from sync_server.problems import No


def add_case_commands(command: ArgumentParser) -> None:
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION")
    exporting = actions.add_parser("export", help="one case as JSON, with all but one person masked")
    exporting.add_argument("id", help="the case's id, which is its report's")
    its_reader = "the account whose own facts are shown; anything else masks everybody"
    exporting.add_argument("--for", required=True, dest="shown", metavar="PERSON", help=its_reader)
    exporting.add_argument("--by", required=True, metavar="ACCOUNT", help="the registrar who makes it; it is logged")
    exporting.add_argument("--language", choices=("sv", "en"), default="sv")
    add_server_options(exporting)
    exporting.set_defaults(run=export_case)


def export_case(args: Namespace) -> int:
    """Prints the export. Returns the exit code: 1 when the files are not in order, 2 when there is none."""
    from sync_server.cases.export import export

    municipality = in_order(args.content)
    if municipality is None:
        return 1
    try:
        with office_over(args.data_dir, municipality) as office:
            said = export(office, args.id, args.shown, office.register.person(args.by), args.language)
    except No as refused:
        print(f"rond: {refused.refusal.why.en} {refused.refusal.do.en}", file=sys.stderr)
        return 2
    print(json.dumps(said, ensure_ascii=False, indent=2))
    return 0
