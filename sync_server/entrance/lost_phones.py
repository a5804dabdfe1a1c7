"""A lost phone is signed out from here: its token lets nobody in any more, and when it next asks it is told to forget.

What it had sealed and not sent goes with its key, so the managers of whoever carried it are told to ask.
"""

from datetime import datetime

from sqlalchemy import Connection

from domain.language import Words
from domain.notices import Notice
from domain.people import Person
from domain.phones import KnownPhone
from domain.secrecy.table import RESTRICTED
from sync_server.entrance import accounts
from sync_server.post.told import CHANGES, tell
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet

MANAGER = "unit_manager"


def revoke(connection: Connection, register: Register, device: KnownPhone, by: str, now: datetime) -> None:
    """Inside a write. One that is signed out already has nothing left to lose, and nobody is told. `by` is a person."""
    if device.revoked_at:
        return
    at = now.isoformat(timespec="seconds")
    accounts.revoke(connection, device.device, at, keep_token=True)
    counters = ledger.lock(connection)
    documents = WorkingSet(connection, register)
    for building in _told_in(register, register.person(device.person)):
        documents.put(_notice(device, register.person(device.person), building, at))
    tell(connection, register, documents.changes(CHANGES), by, at)
    documents.save(counters)
    ledger.advance(connection, counters)


def _told_in(register: Register, person: Person) -> list[str]:
    """One building for each manager of the person's own administration, so that nobody is told twice."""
    found: dict[str, None] = {}
    buildings = list(register.municipality.buildings)
    for manager in register.municipality.persons.values():
        same = (manager.administration or manager.org) == (person.administration or person.org)
        if same and MANAGER in manager.roles and manager.id != person.id:
            shared = [each for each in buildings if manager.works_in(each) and person.works_in(each)]
            found |= dict.fromkeys(shared[:1])
    return list(found)


def _notice(device: KnownPhone, person: Person, building: str, at: str) -> Notice:
    return Notice(
        id=f"phone-{device.device}:{building}",
        building=building,
        role=MANAGER,
        about=f"phone-{device.device}",
        at=at,
        words=Words(
            f"En telefon är spärrad: {person.title}. Något som få får läsa och som inte hade skickats kan ha gått "
            "förlorat. Fråga den som bar den.",
            f"A phone has been revoked: {person.title}. Something that few may read and that had not been sent may be "
            "lost. Ask whoever carried it.",
        ),
        confidentiality=RESTRICTED,
        administration=person.administration or person.org,
    )
