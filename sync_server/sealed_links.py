"""Links that open something in any browser for a while, because a browser cannot send our token with them.

A link names what it opens, for whom and until when, under a seal of this database's own; whoever serves it looks at
access again.
"""

import hashlib
import hmac
from datetime import timedelta

from sync_server.office import Office
from sync_server.storage import ledger

OPEN_FOR = timedelta(minutes=10)


def sealed(office: Office, purpose: str, *parts: str) -> str:
    """The end of the link's path: the second when it ends, and the seal."""
    until = int((office.now() + OPEN_FOR).timestamp())
    return f"{until}/{_seal(_key(office), purpose, *parts, until)}"


def is_sound(office: Office, purpose: str, *parts: str, until: int, seal: str) -> bool:
    """Whether the link is ours, unchanged and not over."""
    ours = hmac.compare_digest(seal.encode(), _seal(_key(office), purpose, *parts, until).encode())
    return ours and office.now().timestamp() <= until


def _key(office: Office) -> str:
    with office.database.reading() as connection:
        return ledger.read_counters(connection).ledger


def _seal(key: str, purpose: str, *parts: object) -> str:
    said = "\n".join(map(str, parts))
    return hmac.new(f"{purpose}:{key}".encode(), said.encode(), hashlib.sha256).hexdigest()[:32]
