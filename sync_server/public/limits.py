"""How often: each address and each place may do so much within a time, counted in the database for all processes."""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from sync_server.problems import No, no
from sync_server.public.tables import public_attempts


@dataclass(frozen=True)
class Limit:
    """At most so often `within` a time; `what` tells the limits apart."""

    what: str
    at_most: int
    within: timedelta


HOUR = timedelta(hours=1)
FROM_ADDRESS = Limit("report from", 20, HOUR)
"""A whole school shares one address."""
AT_PLACE = Limit("report at", 40, HOUR)
WRONG_CODES = Limit("wrong code from", 20, HOUR)
REPLIES = Limit("reply to", 10, HOUR)


def note(connection: Connection, key: str, limit: Limit, who: str, now: datetime) -> None:
    """Count one more. `key` is the database's own. Inside `Database.write`. Raises No 429 and counts no further."""
    not_too_often(connection, key, limit, who, now)
    connection.execute(delete(public_attempts).where(public_attempts.c.at <= _moment(now - HOUR)))
    connection.execute(insert(public_attempts).values(who=_hidden(key, limit, who), at=_moment(now)))


def not_too_often(connection: Connection, key: str, limit: Limit, who: str, now: datetime) -> None:
    """Raises No 429."""
    lately = select(func.count()).where(
        public_attempts.c.who == _hidden(key, limit, who), public_attempts.c.at > _moment(now - limit.within)
    )
    if connection.execute(lately).scalar_one() >= limit.at_most:
        raise too_often()


def network_of(address: str) -> str:
    """Whom an address stands for: with IPv6 everybody has a network of 2^64 of them."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)


def too_often() -> No:
    return no(
        429,
        "too_often",
        "Det har kommit många anmälningar härifrån på kort tid.",
        "Many reports have come from here in a short time.",
        "Vänta en stund och försök igen. Är det bråttom: ring i stället.",
        "Wait a while and try again. If it is urgent: phone instead.",
    )


def _hidden(key: str, limit: Limit, who: str) -> bytes:
    return hmac.new(f"attempts:{key}".encode(), f"{limit.what} {who}".encode(), hashlib.sha256).digest()


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
