"""The next version of the demarcation list: looked at by those who manage buildings, adopted by whoever may edit it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.demarcation.changes import compare, left_without_row
from domain.demarcation.listing import DemarcationList
from domain.demarcation.preview import Adoption, ListHistory, ListPreview, Version
from domain.demarcation.versions import AdoptedList, ever_in_force, next_version
from domain.documents import Document
from domain.language import Words
from domain.people import Person
from domain.records import to_plain
from domain.refusals import Refusal
from domain.secrecy.access import may_see
from sync_server.content.check_files import words_of
from sync_server.lists.kept import adopted_lists, keep
from sync_server.lists.reading import ReadList, read_list
from sync_server.lists.whose import would_have_moved
from sync_server.office import Office
from sync_server.problems import No
from sync_server.register.publish import publish
from sync_server.register.register import Register
from sync_server.storage import ledger

MISTAKES_AT_ONCE = 200


@dataclass(frozen=True)
class Sender:
    """Who asks: a person, or with "" as id whoever runs the command on the server."""

    id: str
    title: str


@dataclass(frozen=True)
class Upload:
    """A file that is to become the list from an ISO date on."""

    file: str
    content: bytes
    valid_from: str


def eyes_of(register: Register, person: Person) -> Callable[[Document], bool]:
    keys = register.keys_of(person)
    return lambda document: may_see(keys, register.audience_of(document))


def open_to_all(document: Document) -> bool:
    """What the command prints on the server: nothing that is limited to some."""
    return document.confidentiality == "open"


def preview(office: Office, upload: Upload, sees: Callable[[Document], bool]) -> ListPreview:
    """What adopting the file would change. Raises No 422 with every mistake, or for a day that is over."""
    register, day = office.follow_register(), today(office)
    listing, against = _proposed(register, upload, day)
    changes = compare(against, listing)
    with office.database.reading() as connection:
        moved, hidden = would_have_moved(connection, register, listing, office.now(), sees)
    return ListPreview(
        version=listing.version,
        valid_from=listing.valid_from,
        against=against.version,
        rows=len(listing.rows),
        added=changes.added,
        removed=changes.removed,
        changed=changes.changed,
        moved=moved,
        hidden=hidden,
        uncovered=tuple(left_without_row(_components_in_use(register), against, listing)),
    )


def adopt(office: Office, upload: Upload, sender: Sender, why: str, seen_against: str) -> AdoptedList:
    """Keep the file as a version of the list and lay it out for everybody, in one transaction.

    `seen_against` is the version that the preview compared with. Raises No as `preview` does, 422 without a reason or a
    change, and 409 where another version has been adopted since.
    """
    if not why.strip():
        raise No(422, WHY)
    day = today(office)

    def work(connection: Connection) -> AdoptedList:
        counters = ledger.lock(connection)
        before = adopted_lists(connection)
        register = Register(office.register.files, adopted=before)
        listing, against = _proposed(register, upload, day)
        changes = compare(against, listing)
        if against.version != seen_against:
            raise No(409, _another(against.version))
        if not changes:
            raise No(422, _no_change(against.version))
        adopted = AdoptedList(
            number=len(before) + 1,
            listing=listing,
            by=sender.id,
            title=sender.title,
            at=office.now().isoformat(timespec="seconds"),
            why=why.strip(),
            file=upload.file,
            added=len(changes.added),
            removed=len(changes.removed),
            changed=len(changes.changed),
        )
        keep(connection, counters, adopted)
        publish(connection, office.register.files)
        return adopted

    adopted = office.database.write(work)
    office.follow_register()
    return adopted


def history(office: Office) -> ListHistory:
    """All versions, those that begin last first, and the change log, the latest first."""
    register, day = office.follow_register(), today(office)
    lists, now = register.municipality.demarcation, register.list_on(day)
    versions = [
        Version(
            listing.version,
            listing.valid_from,
            listing.valid_to,
            len(listing.rows),
            replaced=not ever_in_force(listing),
            now=listing.version == now.version,
        )
        for listing in lists
    ]
    log = [
        Adoption(
            each.listing.version,
            each.listing.valid_from,
            each.title,
            each.at,
            each.why,
            each.file,
            each.added,
            each.removed,
            each.changed,
        )
        for each in register.adopted
    ]
    latest_first = sorted(versions, key=lambda version: (version.valid_from, version.version), reverse=True)
    return ListHistory(tuple(latest_first), tuple(reversed(log)))


def version_of(office: Office, version: str) -> DemarcationList:
    """The version of that name; "" is the one in force. Raises No 404."""
    register = office.follow_register()
    if not version:
        return register.list_on(today(office))
    found = next((each for each in register.municipality.demarcation if each.version == version), None)
    if found is None:
        there = ", ".join(each.version for each in register.municipality.demarcation)
        why = Words(f"Det finns ingen lista {version}.", f"There is no list {version}.")
        raise No(404, Refusal("no_such_list", why, Words(f"Det finns {there}.", f"There is {there}.")))
    return found


def enums_of(register: Register) -> dict[str, tuple[str, ...]]:
    return words_of(register.municipality.policy)


def today(office: Office) -> str:
    return office.now().astimezone(ZoneInfo(office.register.municipality.timezone)).date().isoformat()


def _proposed(register: Register, upload: Upload, day: str) -> tuple[DemarcationList, DemarcationList]:
    """The list that the file would become, and the one that would be in force without it."""
    _check_day(upload.valid_from, day)
    read = read_list(upload.file, upload.content, enums_of(register))
    if read.mistakes:
        raise _mistaken(read)
    version = next_version(register.municipality.demarcation, upload.valid_from)
    return DemarcationList(version, upload.valid_from, "", read.rows), register.list_on(upload.valid_from)


def _check_day(valid_from: str, day: str) -> None:
    try:
        if date.fromisoformat(valid_from).isoformat() != valid_from:
            raise ValueError
    except ValueError:
        right = Words("Skriv ett datum som 2027-01-01.", "Write a date such as 2027-01-01.")
        why = Words(f"{valid_from!r} är inget datum.", f"{valid_from!r} is not a date.")
        raise No(422, Refusal("no_day", why, right)) from None
    if valid_from < day:
        raise No(422, PAST)


def _mistaken(read: ReadList) -> No:
    count = len(read.mistakes)
    noun = ("ett fel", "one mistake") if count == 1 else (f"{count} fel", f"{count} mistakes")
    refusal = Refusal(
        "list_mistakes",
        Words(f"{read.file} har {noun[0]}. Inget är ändrat.", f"{read.file} has {noun[1]}. Nothing has been changed."),
        Words("Rätta filen och välj den igen.", "Put the file right and choose it again."),
    )
    return No(422, refusal, mistakes=[to_plain(said) for said in read.mistakes[:MISTAKES_AT_ONCE]])


def _components_in_use(register: Register) -> set[str]:
    """What checklists, objects and overrides are about."""
    held = register.municipality
    points = {point.component for listed in held.checklists.values() for point in listed.points.values()}
    objects = {item.component for building in held.buildings.values() for item in building.objects}
    return (points | objects) - {""}


PAST = Refusal(
    "day_is_over",
    Words("En lista kan inte börja gälla i efterhand.", "A list cannot begin to apply in the past."),
    Words("Välj i dag eller en senare dag.", "Choose today or a later day."),
)
WHY = Refusal(
    "why_missing",
    Words("Skriv varför listan ändras, och vem som beslutat.", "Say why the list changes, and who decided."),
    Words("Det står sedan i ändringsloggen.", "It then stands in the change log."),
)


def _another(version: str) -> Refusal:
    return Refusal(
        "another_since",
        Words(
            f"Någon annan har antagit version {version} sedan förhandsgranskningen.",
            f"Somebody else has adopted version {version} since the preview.",
        ),
        Words("Granska igen: jämförelsen är en annan nu.", "Preview again: the comparison is another now."),
    )


def _no_change(version: str) -> Refusal:
    return Refusal(
        "no_change",
        Words(f"Filen säger detsamma som version {version}.", f"The file says the same as version {version}."),
        Words("Det finns inget att anta.", "There is nothing to adopt."),
    )
