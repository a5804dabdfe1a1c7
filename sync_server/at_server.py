"""What the commands beside a server share: where data and files lie, whether the files are in order, the office."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sync_server.content import DEMO, ContentError, Municipality, load_municipality

if TYPE_CHECKING:
    from sync_server.office import Office


def add_server_options(command: ArgumentParser) -> None:
    command.add_argument("--data-dir", type=Path, default=Path("data"), help="the server's own --data-dir")
    command.add_argument("--content", type=Path, default=DEMO, metavar="DIR", help="default: the demo municipality")


def in_order(content: Path) -> Municipality | None:
    """The municipality of the files; None where they are not in order, which has been said then with each mistake."""
    try:
        return load_municipality(content)
    except ContentError as wrong:
        print(f"The municipality's files are not in order:\n{wrong}", file=sys.stderr)
        return None


@contextmanager
def office_over(data: Path, municipality: Municipality) -> "Iterator[Office]":
    """The office as a server with this `--data-dir` has it, closed afterwards."""
    # Imported here, because checking and explaining need no database.
    from sync_server.office import open_office
    from sync_server.settings import settings_from

    office = open_office(settings_from(data=data), municipality)
    try:
        yield office
    finally:
        office.close()
