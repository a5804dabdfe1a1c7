"""`rond phones`: the phones on which somebody is signed in, and how a lost one is signed out."""

import sys
from pathlib import Path

from domain.phones import KnownPhone
from sync_server.at_server import in_order, office_over
from sync_server.entrance import lost_phones
from sync_server.entrance.phone_register import phones_of
from sync_server.office import Office
from sync_server.post.told import NOBODY


def phones(account: str, revoke: str, *, data: Path, content: Path) -> int:
    """List an account's phones, the latest first, or revoke one of them. Returns the exit code."""
    municipality = in_order(content)
    if municipality is None:
        return 1
    if account not in municipality.persons:
        print(f'There is no account "{account}" in {content / "municipality.yaml"}.', file=sys.stderr)
        return 2
    with office_over(data, municipality) as office:
        with office.database.reading() as connection:
            known = phones_of(connection, office.register, account)
        return _revoked(office, known, revoke) if revoke else _listed(known)


def _listed(known: list[KnownPhone]) -> int:
    for device in known:
        state = f"signed out {device.revoked_at}" if device.revoked_at else f"last seen {device.last_seen_at}"
        print(f"{device.device}  {device.name}, signed in {device.signed_in_at}, {state}")
    if not known:
        print("Nobody has signed in with this account yet.")
    return 0


def _revoked(office: Office, known: list[KnownPhone], number: str) -> int:
    phone = next((phone for phone in known if phone.device == number), None)
    if phone is None:
        print(f"The account has no phone {number}: leave --revoke out to see those it has.", file=sys.stderr)
        return 2
    if phone.revoked_at:
        print(f"{number} was signed out already, {phone.revoked_at}.")
        return 0
    office.database.write(
        lambda connection: lost_phones.revoke(connection, office.register, phone, NOBODY, office.now())
    )
    print(
        f"{number} is revoked. When it next has a network it forgets what it received and destroys what it had sealed; "
        "until then its own lock protects it. Its managers have been told that unsent restricted work may be lost."
    )
    return 0
