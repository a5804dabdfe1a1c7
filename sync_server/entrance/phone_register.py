"""The register of phones: on which somebody is signed in, for themselves and for who manages accounts.

Both `rond phones` and the app ask here. What lies on a phone is not told: the server does not know it.
"""

from datetime import datetime

from sqlalchemy import Connection

from domain.people import Person
from domain.phones import KnownPhone, PhonesFound, may_revoke, sees_all_phones
from sync_server.entrance import accounts, lost_phones
from sync_server.entrance.accounts import Device
from sync_server.problems import No, no
from sync_server.register.register import Register
from sync_server.storage.database import Database

AT_MOST = 100
"""So many are shown at once; words narrow them down."""


def phones_of(connection: Connection, register: Register, person: str) -> list[KnownPhone]:
    """All that the person has ever signed in with, the latest first."""
    return [_known(register, device) for device in accounts.devices_of(connection, person)]


def every_phone(
    connection: Connection, register: Register, words: str = "", *, revoked: bool = False, at_most: int = AT_MOST
) -> PhonesFound:
    """Everybody's phones, the latest seen first: those signed in, or all with `revoked`.

    Each of the `words` is to be found in who has it or what it is called.
    """
    wanted = words.casefold().split()
    people = register.municipality.persons
    known = [_known(register, device) for device in accounts.every_device(connection) if device.person in people]
    found = [
        phone
        for phone in known
        if (revoked or not phone.revoked_at) and all(word in _said(register, phone) for word in wanted)
    ]
    found.sort(key=lambda phone: phone.last_seen_at, reverse=True)
    return PhonesFound(tuple(found[:at_most]), max(len(found) - at_most, 0))


def everybodys(database: Database, register: Register, by: Person, words: str, *, revoked: bool) -> PhonesFound:
    """`every_phone` for those who may. Raises No 403."""
    if not sees_all_phones(by):
        raise no(
            403,
            "not_your_phones",
            "Allas telefoner ser bara den som sköter kontona.",
            "Only whoever looks after the accounts sees everybody's phones.",
            "Dina egna står under Telefoner.",
            "Your own are under Phones.",
        )
    with database.reading() as connection:
        return every_phone(connection, register, words, revoked=revoked)


def revoke_phone(database: Database, register: Register, by: Person, number: str, now: datetime) -> None:
    """One's own, or anybody's for who manages accounts. Raises No 404 for any other."""

    def work(connection: Connection) -> bool:
        device = accounts.device(connection, number)
        if device is None or not may_revoke(by, device.person):
            return False
        lost_phones.revoke(connection, register, _known(register, device), by.id, now)
        return True

    if not database.write(work):
        raise _unknown()


def _known(register: Register, device: Device) -> KnownPhone:
    title = register.person(device.person).title if register.has_person(device.person) else device.person
    times = (device.signed_in_at, device.last_seen_at, device.revoked_at)
    return KnownPhone(device.device, device.person, title, device.name, *times)


def _said(register: Register, phone: KnownPhone) -> str:
    person = register.person(phone.person)
    org = register.municipality.organisations.get(person.org)
    said = (phone.person, phone.title, phone.name, phone.device, org.name if org else "", *person.buildings)
    return " ".join(said).casefold()


def _unknown() -> No:
    return no(
        404,
        "unknown_device",
        "Enheten finns inte bland dina enheter.",
        "The device is not among your devices.",
        "Ladda om listan över dina enheter.",
        "Reload the list of your devices.",
    )
