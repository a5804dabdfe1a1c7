"""What a document leaves behind in other tables, by the ids that go: events as they came, letters, links, photos."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, or_, select, tuple_, update

from sync_server.outside.tables import outside_links
from sync_server.public.tables import public_photos, public_reports
from sync_server.storage.ledger import Key
from sync_server.storage.schema import events, held, letters, photo_refs, photo_uploads, photos, set_aside

NOTHING = "{}"
"""The line of an event that is not told any longer. Its number and digest stay, so that a repeat is known as one."""
AT_ONCE = 50


def silence_events(connection: Connection, keys: Iterable[Key]) -> None:
    """Events about these documents keep their place in line and say no more; what never got a place goes."""
    named = sorted(keys)
    for start in range(0, len(named), AT_ONCE):
        some = named[start : start + AT_ONCE]
        connection.execute(update(events).where(_about(events, some)).values(line=NOTHING))
        for table in (held, set_aside):
            connection.execute(delete(table).where(_about(table, some)))


def forget(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Letters about them, and how somebody without account follows and answers them. Returns the hashes of photos that
    waited to be looked at: no document refers to these."""
    gone, waited = sorted(ids), []
    for start in range(0, len(gone), AT_ONCE):
        some = gone[start : start + AT_ONCE]
        connection.execute(delete(letters).where(letters.c.about.in_(some)))
        connection.execute(delete(outside_links).where(outside_links.c.task.in_(some)))
        connection.execute(delete(public_reports).where(public_reports.c.finding.in_(some)))
        theirs = public_photos.c.finding.in_(some)
        waited += connection.execute(select(public_photos.c.sha256).where(theirs)).scalars()
        connection.execute(delete(public_photos).where(theirs))
    return waited


def let_photos_go(
    connection: Connection, keys: Iterable[Key], still: dict[Key, list[str]], waited: Iterable[str] = ()
) -> list[str]:
    """These documents refer to no photos any longer but those in `still`, and nobody waits for those that `waited`.
    Returns the hashes that nobody refers to or waits for now, whose files may go."""
    gone = [*waited]
    for key in keys:
        mine = tuple_(photo_refs.c.kind, photo_refs.c.id) == key
        known = set(connection.execute(select(photo_refs.c.sha256).where(mine)).scalars())
        left = known - set(still.get(key, []))
        connection.execute(delete(photo_refs).where(mine, photo_refs.c.sha256.in_(left)))
        gone += sorted(left)
    wanted = set(connection.execute(select(photo_refs.c.sha256).where(photo_refs.c.sha256.in_(gone))).scalars())
    elsewhere = public_photos.c.sha256.in_(gone), public_photos.c.waits
    wanted |= set(connection.execute(select(public_photos.c.sha256).where(*elsewhere)).scalars())
    orphans = [sha for sha in dict.fromkeys(gone) if sha not in wanted]
    for table in (photos, photo_uploads, public_photos):
        connection.execute(delete(table).where(table.c.sha256.in_(orphans)))
    return orphans


def _about(table: Table, keys: list[Key]) -> ColumnElement[bool]:
    """Lines are written in one way, so that what they name is found as text. A log is made of openings only."""
    opened, line = '"act":"CaseOpened"', table.c.line

    def says(text: str) -> ColumnElement[bool]:
        return line.contains(text, autoescape=True)

    return or_(
        *(
            and_(says(opened), says(f'"case":"{name}"')) if kind == "case_log" else says(f'"{kind}":"{name}"')
            for kind, name in keys
        )
    )
