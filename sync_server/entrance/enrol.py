"""`rond enrol`: a link that signs one person in on one phone, to send them or to show them as a code."""

import sys
from pathlib import Path

from sync_server.at_server import in_order, office_over
from sync_server.entrance.signin import new_code
from sync_server.terminal import qr_code


def enrol(person: str, *, address: str, data: Path, content: Path) -> int:
    """Print the link, which works once within 14 days. Returns the exit code."""
    municipality = in_order(content)
    if municipality is None:
        return 1
    if person not in municipality.persons:
        print(f'There is no account "{person}" in {content / "municipality.yaml"}.', file=sys.stderr)
        return 2
    with office_over(data, municipality) as office:
        code = office.database.write(lambda connection: new_code(connection, person, office.now()))
    link = f"{address.rstrip('/')}/enrol/{code}"
    print(f"{municipality.persons[person].title}, one phone, within 14 days:\n{link}\n{qr_code(link)}")
    return 0
