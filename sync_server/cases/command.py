"""`rond case export ID --for PERSON --by ACCOUNT`: one case for whoever has asked for it, with all others masked."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from sync_server.content import DEMO, ContentError, load_municipality
from sync_server.problems import No


def add_case_commands(command: ArgumentParser) -> None:
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION")
    exporting = actions.add_parser("export", help="one case as JSON, with all but one person masked")
    exporting.add_argument("id", help="the case's id, which is its report's")
    its_reader = "the account whose own facts are shown; anything else masks everybody"
    exporting.add_argument("--for", required=True, dest="shown", metavar="PERSON", help=its_reader)
    exporting.add_argument("--by", required=True, metavar="ACCOUNT", help="the registrar who makes it; it is logged")
    exporting.add_argument("--language", choices=("sv", "en"), default="sv")
    exporting.add_argument("--data-dir", type=Path, default=Path("data"), help="the server's own --data-dir")
    exporting.add_argument("--content", type=Path, default=DEMO, metavar="DIR", help="default: the demo municipality")
    exporting.set_defaults(run=export_case)


def export_case(args: Namespace) -> int:
    """Prints the export. Returns the exit code: 1 when the files are not in order, 2 when there is none."""
    from sync_server.cases.export import export
    from sync_server.office import open_office
    from sync_server.settings import settings_from

    try:
        municipality = load_municipality(args.content)
    except ContentError as wrong:
        print(f"The municipality's files are not in order:\n{wrong}", file=sys.stderr)
        return 1
    office = open_office(settings_from(data=args.data_dir), municipality)
    try:
        said = export(office, args.id, args.shown, office.register.person(args.by), args.language)
    except No as refused:
        print(f"rond: {refused.refusal.why.en} {refused.refusal.do.en}", file=sys.stderr)
        return 2
    finally:
        office.close()
    print(json.dumps(said, ensure_ascii=False, indent=2))
    return 0
