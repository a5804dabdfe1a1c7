"""The yearly list of what goes, and its confirmation: exactly the list that was read, by somebody who may."""

import hashlib
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.people import Person
from domain.secrecy.retention import DisposalList, Remains, disposal_list, remains_of
from sync_server.disposal.destroying import destroy
from sync_server.disposal.held_records import archive, records
from sync_server.disposal.remaining import Confirmation, remember
from sync_server.office import Office
from sync_server.photos.upload import photo_key
from sync_server.problems import no
from sync_server.storage import ledger

MAY_CONFIRM = "retention_review"


def yearly_list(office: Office, year: int) -> DisposalList:
    """What may go in `year`, as things stand now. Nothing of what it says is in it."""
    register = office.follow_register()
    with office.database.reading() as connection:
        held = archive(connection, register)
    return disposal_list(records(held), register.municipality.policy.retention, year)


def code_of(listed: DisposalList) -> str:
    """Names this list and no other."""
    said = [str(listed.year), *(f"{record.kind}/{record.id}/{record.retention}" for record in listed.due)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]


def confirm(office: Office, year: int, code: str, person: Person) -> tuple[Remains, ...]:
    """Destroy what the list says and keep the count. Raises No where somebody may not, it is too early, or the list is
    another by now."""
    if not person.may(MAY_CONFIRM):
        raise no(
            403,
            "not_yours_to_confirm",
            "Gallringslistan bekräftas av registratorn.",
            "The registrar confirms the disposal list.",
            "Be registratorn gå igenom listan.",
            "Ask the registrar to read the list.",
        )
    register, now = office.follow_register(), office.now()
    if year > now.astimezone(ZoneInfo(register.municipality.timezone)).year:
        raise no(
            409,
            "too_early",
            f"Listan för {year} kan bekräftas först i januari {year}.",
            f"The list of {year} can be confirmed from January {year}.",
            "Inget är gallrat.",
            "Nothing has been destroyed.",
        )

    def write(connection: Connection) -> tuple[tuple[Remains, ...], list[str]]:
        counters = ledger.lock(connection)
        held = archive(connection, register)
        listed = disposal_list(records(held), register.municipality.policy.retention, year)
        if code_of(listed) != code:
            raise _another_list()
        orphans = destroy(connection, register, held, listed.due, counters)
        counted = remains_of(listed.due)
        at = now.isoformat(timespec="seconds")
        remember(connection, counters, counted, Confirmation(year, at, person.id, len(listed.due)))
        ledger.advance(connection, counters)
        return counted, orphans

    counted, orphans = office.database.write(write)
    office.photos.store.remove([photo_key(sha) for sha in orphans])
    office.database.overwrite_what_was_removed()
    return counted


def _another_list() -> Exception:
    return no(
        409,
        "another_list",
        "Listan har ändrats sedan den lästes.",
        "The list has changed since it was read.",
        "Inget är gallrat. Läs listan igen och bekräfta den nya koden.",
        "Nothing has been destroyed. Read the list again and confirm its new code.",
    )
