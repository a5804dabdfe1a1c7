"""What somebody without account does stands in line with everybody's events: the same intake and rules, and a device
of its own."""

import secrets

from sqlalchemy import Connection

from domain.event_lines import event_to_plain
from domain.events import Act, Event
from domain.identity import RANDOM_BYTES, new_id
from domain.people import Person
from domain.refusals import Refusal
from sync_server.entrance import accounts
from sync_server.entrance.signin import digest_of
from sync_server.public.reporter import THE_PUBLIC
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.sync import intake
from sync_server.sync.border import as_sent


def speak(
    connection: Connection, register: Register, act: Act, received: str, who: Person = THE_PUBLIC
) -> Refusal | None:
    """One act by the public, or by another `who` without account, at the ISO moment `received`.

    Inside `Database.write`. Returns why not, where it was refused.
    """
    ledger.lock(connection)
    device = _device(connection, who.id, received)
    counter = ledger.last_counter(connection, device) + 1
    identity = new_id(device, counter, secrets.token_bytes(RANDOM_BYTES))
    event = Event(identity, device, counter, who.id, received, act)
    sent = as_sent(event_to_plain(event))  # pyright: ignore[reportArgumentType]
    (receipt,) = intake.take_in(connection, register, who, [device], [sent], received)
    return receipt.refusal


def _device(connection: Connection, person: str, now: str) -> str:
    """The number under which their events stand; nobody has its token."""
    for known in accounts.devices_of(connection, person):
        return known.device
    number = secrets.token_hex(4)
    while accounts.device_exists(connection, number):
        number = secrets.token_hex(4)
    accounts.add_device(connection, number, person, person, digest_of(secrets.token_urlsafe(32)), now)
    accounts.revoke(connection, number, now)
    return number
