"""`rond posters`: the posters of all entrances, or of one building's, as a PDF to print."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from sync_server.at_server import add_server_options, in_order, office_over

HERE = "http://localhost:8000"
PROTECTED = "A protected building has no posters: nobody is to report there without an account."
OFF = "Every code there has been switched off: make a new one in Rond, under Mer > Affischer."


def add_posters_command(command: ArgumentParser) -> None:
    command.add_argument("pdf", type=Path, metavar="OUT.pdf")
    command.add_argument("--building", default="", metavar="B01", help="default: every building that may have them")
    where = f"where phones find the server (default: ROND_PUBLIC_URL, else {HERE}); it is printed in the codes"
    command.add_argument("--address", default="", metavar="URL", help=where)
    add_server_options(command)
    command.set_defaults(run=print_posters)


def print_posters(args: Namespace) -> int:
    """Returns the exit code: 2 where there is nothing to print."""
    # Imported here, because checking and explaining need neither a database nor typst.
    from sync_server.public.places import has_posters
    from sync_server.public.posters import posters_of

    municipality = in_order(args.content)
    if municipality is None:
        return 1
    if args.building and args.building not in municipality.buildings:
        print(f'There is no building "{args.building}" in {args.content / "municipality.yaml"}.', file=sys.stderr)
        return 2
    with office_over(args.data_dir, municipality) as office:
        every = office.register.municipality.buildings
        address = args.address or office.mail.public_url or HERE
        wanted = [every[args.building]] if args.building else list(every.values())
        pdf = posters_of(office, wanted, address)
    if pdf is None:
        print(OFF if any(map(has_posters, wanted)) else PROTECTED, file=sys.stderr)
        return 2
    args.pdf.write_bytes(pdf)
    print(f"{args.pdf}: print in A4 and put up at the entrances.")
    return 0
