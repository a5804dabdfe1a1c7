"""The queue of letters: a fact to be told to a person, put in line by the transaction that made it true.

A letter is never written before it is sent, so that it follows who may see what at that moment, and so that nothing
secret lies here. On its way it is one of

    waiting -> claimed -> handing -> sent

each step on disk before the next is taken, and together with the others of its e-mail, which share a Message-ID.
What a process that died leaves behind as `claimed` never reached the mail server's DATA command: it waits again.
What it leaves as `handing` may or may not have been taken: SMTP has no way to ask. Such a letter becomes `unsure` and
is never sent again by itself. That window is the time between our last write and the server's answer to the message,
commonly some milliseconds. A person who reads `rond post` may send it again; the Message-ID stays the same, by which
many mail systems recognise a second copy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync_server.storage.schema import letters

WAITING, CLAIMED, HANDING, SENT, UNSURE, FAILED, DROPPED = STATES = (
    "waiting",
    "claimed",
    "handing",
    "sent",
    "unsure",
    "failed",
    "dropped",
)
"""`failed` has been refused for good; `dropped` was not to be told any longer."""

ABANDONED_AFTER = timedelta(minutes=10)
"""Longer than a living process takes from claim to answer: see the time-outs of `sync_server.post.mail_server`."""
TOO_OLD_AFTER = timedelta(days=7)
KEPT_FOR = timedelta(days=90)
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(days=1),
)
"""How long a letter waits after each refusal that is not for good. After the last it has failed."""


@dataclass(frozen=True)
class Letter:
    """`person` is to be told what `kind` says about the document with the id `about`.

    The same person is told the same only once: `detail` tells apart what may happen to a document several times.
    """

    person: str
    kind: str
    about: str
    detail: str
    urgent: bool = False


@dataclass(frozen=True)
class Queued:
    """A letter in the queue. `reader` is who gets it, for `person` or instead of them; "" before it was claimed."""

    seq: int
    person: str
    kind: str
    about: str
    detail: str
    urgent: bool
    queued_at: str
    state: str
    reader: str
    message_id: str
    attempts: int
    changed_at: str
    not_before: str
    reason: str


def queue(connection: Connection, wanted: Iterable[Letter], now: str) -> None:
    """Put letters in line; those that are there already, or have been, stay as they are. Inside `Database.write`."""
    rows = [
        {
            **vars(letter),
            "queued_at": now,
            "state": WAITING,
            "reader": "",
            "message_id": "",
            "attempts": 0,
            "changed_at": now,
            "not_before": "",
            "reason": "",
        }
        for letter in wanted
    ]
    if rows:
        either = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(either.insert(letters).on_conflict_do_nothing(), rows)


def waiting(connection: Connection, now: str) -> list[Queued]:
    """Those that no refusal holds back, the oldest first."""
    return _read(connection, letters.c.state == WAITING, letters.c.not_before <= now)


def of_message(connection: Connection, message_id: str) -> list[Queued]:
    return _read(connection, letters.c.message_id == message_id)


def claim(connection: Connection, seqs: Sequence[int], reader: str, message_id: str, now: str) -> list[Queued]:
    """Take these as one e-mail to `reader`: those that nobody else has taken meanwhile."""
    taken = update(letters).where(letters.c.seq.in_(seqs), letters.c.state == WAITING)
    taken = taken.values(state=CLAIMED, reader=reader, message_id=message_id, changed_at=now, reason="")
    got = set(connection.execute(taken.returning(letters.c.seq)).scalars())
    return [letter for letter in of_message(connection, message_id) if letter.seq in got]


def told_already(connection: Connection, letter: Queued, reader: str) -> bool:
    """Whether the reader has had the same for somebody else: those who stand in are told once."""
    same = (letters.c.reader == reader, letters.c.kind == letter.kind)
    same += (letters.c.about == letter.about, letters.c.detail == letter.detail)
    earlier = (*same, letters.c.message_id != letter.message_id)
    earlier += (letters.c.state.in_((CLAIMED, HANDING, SENT, UNSURE)),)
    return connection.execute(select(letters.c.seq).where(*earlier)).first() is not None


def has_left(connection: Connection, letter: Queued, details: Iterable[str]) -> bool:
    """Whether the person has had, or is having, another letter of this kind and about the same with such a detail."""
    same = (letters.c.person == letter.person, letters.c.kind == letter.kind, letters.c.about == letter.about)
    other = (letters.c.detail.in_(list(details)), letters.c.message_id != letter.message_id)
    gone = letters.c.state.in_((CLAIMED, HANDING, SENT, UNSURE))
    return connection.execute(select(letters.c.seq).where(*same, *other, gone)).first() is not None


def hand_over(connection: Connection, message_id: str, now: str) -> bool:
    """The last word before the mail server gets it; False where the claim has been lost: then it must not."""
    return _move(connection, message_id, CLAIMED, HANDING, now) > 0


def mark_sent(connection: Connection, message_id: str, now: str) -> None:
    _move(connection, message_id, HANDING, SENT, now)


def mark_unsure(connection: Connection, message_id: str, now: str, reason: str) -> None:
    _move(connection, message_id, HANDING, UNSURE, now, reason)


def let_go(connection: Connection, message_id: str, now: str) -> None:
    """The e-mail did not come as far as being refused: its letters wait again, as if nothing had been."""
    _move(connection, message_id, CLAIMED, WAITING, now)


def put_off(connection: Connection, message_id: str, state: str, now: datetime, reason: str, *, for_good: bool) -> None:
    """The mail server refused the e-mail, which had come to `state`: once more after a pause that grows, or never."""
    attempts = max((letter.attempts for letter in of_message(connection, message_id)), default=0)
    over = for_good or attempts >= len(PAUSES)
    again = as_text(now if over else now + PAUSES[attempts])
    then = FAILED if over else WAITING
    _move(connection, message_id, state, then, as_text(now), reason, attempts=attempts + 1, not_before=again)


def end(connection: Connection, seqs: Sequence[int], state: str, now: str, reason: str) -> None:
    """These are not to be told any longer (DROPPED), or cannot be (FAILED)."""
    unsent = letters.c.state.in_((WAITING, CLAIMED))
    ended = update(letters).where(letters.c.seq.in_(seqs), unsent)
    connection.execute(ended.values(state=state, changed_at=now, reason=reason))


def recover(connection: Connection, now: datetime) -> None:
    """What processes that died have left behind."""
    limit, at = as_text(now - ABANDONED_AFTER), as_text(now)
    for state, then, reason in (
        (CLAIMED, WAITING, ""),
        (HANDING, UNSURE, "the server stopped while the letter was handed over"),
    ):
        left = update(letters).where(letters.c.state == state, letters.c.changed_at < limit)
        connection.execute(left.values(state=then, changed_at=at, reason=reason))


def try_again(connection: Connection, now: str) -> int:
    """Put what failed, and what may have arrived or not, in line again. Returns how many letters."""
    stuck = update(letters).where(letters.c.state.in_((FAILED, UNSURE)))
    return connection.execute(stuck.values(state=WAITING, attempts=0, not_before="", changed_at=now)).rowcount


def tidy(connection: Connection, now: datetime) -> None:
    """What nobody could send in a week is no news any more; what is over is forgotten after three months."""
    old = (letters.c.state == WAITING, letters.c.queued_at < as_text(now - TOO_OLD_AFTER))
    connection.execute(update(letters).where(*old).values(state=DROPPED, changed_at=as_text(now), reason="too old"))
    over = letters.c.state.in_((SENT, DROPPED, FAILED, UNSURE))
    connection.execute(delete(letters).where(over, letters.c.changed_at < as_text(now - KEPT_FOR)))


def counts(connection: Connection) -> dict[str, int]:
    """How many letters are in each state."""
    rows = connection.execute(select(letters.c.state, func.count().label("number")).group_by(letters.c.state))
    found = {row.state: row.number for row in rows}
    return {state: found.get(state, 0) for state in STATES}


def troubled(connection: Connection) -> list[Queued]:
    """Those that failed, may have arrived or not, or have been refused and are tried again."""
    refused = (letters.c.state == WAITING) & (letters.c.attempts > 0)
    return _read(connection, letters.c.state.in_((FAILED, UNSURE)) | refused)


def as_text(moment: datetime) -> str:
    """Moments of this table are compared as texts, so all of them are written alike. `moment` is in UTC."""
    return moment.isoformat(timespec="milliseconds")


def _move(connection: Connection, message_id: str, state: str, to: str, now: str, reason: str = "", **more: Any) -> int:
    moved = update(letters).where(letters.c.message_id == message_id, letters.c.state == state)
    return connection.execute(moved.values(state=to, changed_at=now, reason=reason[:500], **more)).rowcount


def _read(connection: Connection, *which: ColumnElement[bool]) -> list[Queued]:
    rows = connection.execute(select(letters).where(*which).order_by(letters.c.seq))
    return [Queued(**row) for row in rows.mappings()]
