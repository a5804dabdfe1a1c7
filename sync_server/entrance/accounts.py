"""The SQL of people who sign in: accounts, devices with their tokens, enrolment codes and failed attempts.

Secrets are never stored: passwords as Argon2id, tokens and codes as SHA-256 of something random and long.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from sync_server.storage.schema import accounts, devices, enrolment_codes, failed_sign_ins


@dataclass(frozen=True)
class Device:
    """A person on a phone. Times are ISO 8601, `revoked_at` "" while the device may still be used."""

    device: str
    person: str
    name: str
    signed_in_at: str
    last_seen_at: str
    revoked_at: str


_DEVICE = (
    devices.c.device,
    devices.c.person,
    devices.c.name,
    devices.c.signed_in_at,
    devices.c.last_seen_at,
    devices.c.revoked_at,
)


def password_of(connection: Connection, account: str) -> tuple[str, str] | None:
    """Person and Argon2 hash of an account."""
    row = connection.execute(
        select(accounts.c.person, accounts.c.password_hash).where(accounts.c.account == account)
    ).one_or_none()
    return (row.person, row.password_hash) if row else None


def account_names(connection: Connection) -> set[str]:
    return set(connection.execute(select(accounts.c.account)).scalars())


def set_password(connection: Connection, account: str, person: str, password_hash: str) -> None:
    connection.execute(delete(accounts).where(accounts.c.account == account))
    connection.execute(insert(accounts).values(account=account, person=person, password_hash=password_hash))


def device_exists(connection: Connection, device: str) -> bool:
    return connection.execute(select(devices.c.device).where(devices.c.device == device)).first() is not None


def add_device(connection: Connection, device: str, person: str, name: str, token_digest: bytes, now: str) -> None:
    connection.execute(
        insert(devices).values(
            device=device,
            person=person,
            name=name,
            token_digest=token_digest,
            signed_in_at=now,
            last_seen_at=now,
            revoked_at="",
        )
    )


def device_with_token(connection: Connection, token_digest: bytes) -> Device | None:
    row = connection.execute(select(*_DEVICE).where(devices.c.token_digest == token_digest)).one_or_none()
    return Device(*row) if row else None


def device(connection: Connection, number: str) -> Device | None:
    row = connection.execute(select(*_DEVICE).where(devices.c.device == number)).one_or_none()
    return Device(*row) if row else None


def devices_of(connection: Connection, person: str) -> list[Device]:
    """All that this person has ever signed in with, latest first."""
    rows = connection.execute(
        select(*_DEVICE).where(devices.c.person == person).order_by(devices.c.signed_in_at.desc())
    )
    return [Device(*row) for row in rows]


def every_device(connection: Connection) -> list[Device]:
    return [Device(*row) for row in connection.execute(select(*_DEVICE))]


def mark_seen(connection: Connection, number: str, now: str) -> None:
    connection.execute(update(devices).where(devices.c.device == number).values(last_seen_at=now))


def revoke(connection: Connection, number: str, now: str, *, keep_token: bool = False) -> None:
    """The token lets nobody in any more; the device's number stays taken for ever.

    With `keep_token` it is still known, so that whoever shows it is told that it was taken away.
    """
    gone = {} if keep_token else {"token_digest": None}
    connection.execute(
        update(devices).where(devices.c.device == number, devices.c.revoked_at == "").values(revoked_at=now, **gone)
    )


def add_codes(connection: Connection, codes: Iterable[tuple[bytes, str]], expires_at: str, reusable: bool) -> None:
    """`codes` are digests with their persons."""
    rows = [
        {"code_digest": digest, "person": person, "expires_at": expires_at, "reusable": reusable}
        for digest, person in codes
    ]
    if rows:
        connection.execute(insert(enrolment_codes), rows)


def use_code(connection: Connection, code_digest: bytes, now: str) -> str | None:
    """The person that the code stands for, None if it is unknown or out of date. An ordinary code works once."""
    row = connection.execute(
        select(enrolment_codes).where(enrolment_codes.c.code_digest == code_digest, enrolment_codes.c.expires_at > now)
    ).one_or_none()
    if row is None:
        return None
    if not row.reusable:
        used = connection.execute(delete(enrolment_codes).where(enrolment_codes.c.code_digest == code_digest))
        if not used.rowcount:
            return None
    return row.person


def forget_old_codes(connection: Connection, now: str) -> None:
    connection.execute(delete(enrolment_codes).where(enrolment_codes.c.expires_at <= now))


def failures_since(connection: Connection, who: str, since: str) -> int:
    wanted = select(func.count()).where(failed_sign_ins.c.who == who, failed_sign_ins.c.at > since)
    return connection.execute(wanted).scalar_one()


def note_failure(connection: Connection, who: str, now: str) -> None:
    connection.execute(insert(failed_sign_ins).values(who=who, at=now))


def forget_failures(connection: Connection, before: str) -> None:
    connection.execute(delete(failed_sign_ins).where(failed_sign_ins.c.at <= before))
