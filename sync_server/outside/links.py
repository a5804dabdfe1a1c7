"""Links by which somebody without an account answers about one task: made when the letter is written, over in 30 days,
when the task is at its end or with somebody else, or when they are revoked here."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from sync_server.entrance.signin import digest_of
from sync_server.outside.tables import outside_links
from sync_server.post.letters import as_text

VALID_FOR = timedelta(days=30)
REMEMBERED_FOR = timedelta(days=365)
"""So long an old link still says what became of it."""

MOVED, ENDED, REVOKED, EXPIRED = "moved", "ended", "revoked", "expired"


@dataclass(frozen=True)
class Link:
    """`why` is "" as long as it holds. Moments are ISO 8601, UTC."""

    seq: int
    org: str
    task: str
    made_at: str
    expires_at: str
    ended_at: str
    why: str


def new_link(connection: Connection, org: str, task: str, now: datetime) -> str:
    """The token of a new link: told once, never stored. Inside `Database.write`."""
    forgotten = outside_links.c.expires_at < as_text(now - REMEMBERED_FOR)
    connection.execute(delete(outside_links).where(forgotten))
    token = secrets.token_urlsafe(24)
    row = {"org": org, "task": task, "made_at": as_text(now), "expires_at": as_text(now + VALID_FOR)}
    connection.execute(insert(outside_links).values(digest=digest_of(token), ended_at="", why="", **row))
    return token


def find(connection: Connection, token: str, now: datetime) -> Link | None:
    """The link with this token, as it stands; None where there is no such one."""
    return next(iter(_read(connection, now, outside_links.c.digest == digest_of(token))), None)


def all_links(connection: Connection, now: datetime) -> list[Link]:
    """The oldest first."""
    return _read(connection, now)


def end(connection: Connection, task: str, orgs: Iterable[str], why: str, at: str) -> None:
    """All links to the task that these organisations have and that still hold. Inside `Database.write`."""
    held = (outside_links.c.task == task, outside_links.c.org.in_(list(orgs)), outside_links.c.why == "")
    connection.execute(update(outside_links).where(*held).values(ended_at=at, why=why))


def revoke(connection: Connection, seq: int, now: datetime) -> bool:
    """Whether it held until now. Inside `Database.write`."""
    held = (outside_links.c.seq == seq, outside_links.c.why == "", outside_links.c.expires_at > as_text(now))
    ended = update(outside_links).where(*held).values(ended_at=as_text(now), why=REVOKED)
    return connection.execute(ended).rowcount > 0


def _read(connection: Connection, now: datetime, *which: ColumnElement[bool]) -> list[Link]:
    columns = [column for column in outside_links.c if column.name != "digest"]
    rows = connection.execute(select(*columns).where(*which).order_by(outside_links.c.seq))
    return [_as_of(Link(*row), now) for row in rows]


def _as_of(link: Link, now: datetime) -> Link:
    if link.why or link.expires_at > as_text(now):
        return link
    return Link(**{**vars(link), "ended_at": link.expires_at, "why": EXPIRED})
