"""Who is signed in on this phone, with which device and token, and how far it has read.

A sign-out ends a session at once for the eyes, but the session lives on unseen until its last event has been sent.
"""

from dataclasses import asdict, dataclass, replace

from tinydb import TinyDB, where

CURRENT, ENDED = "current", "ended"


@dataclass(frozen=True)
class Session:
    """`counter` is that of the latest event; `cursor` and `access` are what the server last answered."""

    device: str
    person: str
    token: str
    state: str = CURRENT
    counter: int = 0
    cursor: int = 0
    access: str = ""


class Sessions:
    def __init__(self, db: TinyDB):
        self._table = db.table("sessions")
        self.reload()

    def reload(self) -> None:
        """Take what is on disk as the truth: at the start, and when a save has failed."""
        self._held = {row["device"]: Session(**row) for row in self._table}

    @property
    def current(self) -> Session | None:
        return next((session for session in self._held.values() if session.state == CURRENT), None)

    @property
    def token(self) -> str:
        """What whoever is signed in shows the server; "" for nobody."""
        return self.current.token if self.current else ""

    @property
    def ended(self) -> list[Session]:
        return [session for session in self._held.values() if session.state == ENDED]

    def keep(self, session: Session) -> Session:
        """Write the session, new or changed."""
        self._table.upsert(asdict(session), where("device") == session.device)
        self._held[session.device] = session
        return session

    def end(self) -> None:
        if self.current:
            self.keep(replace(self.current, state=ENDED))

    def drop(self, device: str) -> None:
        """An ended session that has nothing left to send."""
        self._table.remove(where("device") == device)
        del self._held[device]
