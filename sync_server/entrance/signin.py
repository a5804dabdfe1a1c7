"""Signing in and out: a password or an enrolment code for a device number and a token that only the phone knows."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection

from domain.people import Person
from domain.phones import has_heard
from sync_server.entrance import accounts
from sync_server.entrance.accounts import Device
from sync_server.problems import No, no
from sync_server.register.register import Register
from sync_server.storage.database import Database

FAILURES_AT_MOST = 10
FAILURES_WITHIN = timedelta(minutes=15)
TOKEN_UNUSED_AT_MOST = timedelta(days=90)
SEEN_AGAIN_AFTER = timedelta(hours=1)
CODE_LASTS = timedelta(days=14)

_hasher = PasswordHasher()
# Checked when there is no such account, so that a stranger cannot tell by the time it takes.
_NOBODYS_HASH = _hasher.hash(secrets.token_urlsafe(16))


@dataclass(frozen=True)
class SignedIn:
    """Who is asking, on which device."""

    person: Person
    device: Device


@dataclass(frozen=True)
class Welcome:
    """What a phone gets once: from now on it shows the token, and numbers its events under `device`."""

    token: str
    device: str
    person: Person


def sign_in(
    database: Database, register: Register, account: str, password: str, device_name: str, address: str, now: datetime
) -> Welcome:
    """Raises No: 401 for a wrong account or password (which of them is not said), 429 after too many attempts."""
    who = f"{account[:100]} {address}"[:200]
    with database.reading() as connection:
        _not_too_often(connection, who, now)
        known = accounts.password_of(connection, account)
    right = _is_password(known[1] if known else _NOBODYS_HASH, password)
    if not right or not known or not register.has_person(known[0]):
        database.write(lambda connection: _note_failure(connection, who, now))
        raise no(
            401,
            "wrong_account_or_password",
            "Kontot eller lösenordet stämmer inte.",
            "The account or the password is not right.",
            "Kontrollera båda och försök igen. Det du sparat på telefonen finns kvar.",
            "Check both and try again. What you saved on the phone is still there.",
        )
    person = known[0]
    return database.write(lambda connection: _welcome(connection, register, person, device_name, now))


def enrol(database: Database, register: Register, code: str, device_name: str, address: str, now: datetime) -> Welcome:
    """Raises No: 401 for a code that is unknown, used or out of date, 429 after too many attempts."""
    who = f"code {address}"[:200]
    with database.reading() as connection:
        _not_too_often(connection, who, now)

    def work(connection: Connection) -> Welcome | None:
        person = accounts.use_code(connection, digest_of(code), now.isoformat())
        if person is None or not register.has_person(person):
            _note_failure(connection, who, now)
            return None
        return _welcome(connection, register, person, device_name, now)

    if welcome := database.write(work):
        return welcome
    raise no(
        401,
        "code_not_valid",
        "Koden gäller inte. Den är redan använd eller för gammal.",
        "The code is not valid. It has been used or is too old.",
        "Be systemförvaltaren om en ny kod, eller logga in med konto och lösenord.",
        "Ask the system administrator for a new code, or sign in with account and password.",
    )


def who_is(database: Database, register: Register, token: str, now: datetime) -> SignedIn:
    """Raises No 401: "signed_out" for a token that is unknown or long unused, "revoked" for one taken away."""
    with database.reading() as connection:
        device = accounts.device_with_token(connection, digest_of(token))
    if device and device.revoked_at:
        if not has_heard(device.revoked_at, device.last_seen_at):
            database.write(lambda connection: accounts.mark_seen(connection, device.device, now.isoformat()))
        raise revoked()
    if device is None or not register.has_person(device.person) or _unused_since(device, now) > TOKEN_UNUSED_AT_MOST:
        raise signed_out()
    if _unused_since(device, now) > SEEN_AGAIN_AFTER:
        database.write(lambda connection: accounts.mark_seen(connection, device.device, now.isoformat()))
    return SignedIn(register.person(device.person), device)


def sign_out(database: Database, number: str, now: datetime) -> None:
    """The device says goodbye by itself."""
    database.write(lambda connection: accounts.revoke(connection, number, now.isoformat()))


def new_code(connection: Connection, person: str, now: datetime, *, reusable: bool = False) -> str:
    """An enrolment code to print or scan, valid for 14 days and, unless `reusable`, for one phone."""
    code = secrets.token_urlsafe(12)
    accounts.add_codes(connection, [(digest_of(code), person)], (now + CODE_LASTS).isoformat(), reusable)
    return code


def password_hash(password: str) -> str:
    return _hasher.hash(password)


def digest_of(secret: str) -> bytes:
    """Tokens and codes are random and long, so that one round of SHA-256 is enough for them."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def signed_out() -> No:
    return no(
        401,
        "signed_out",
        "Du är utloggad på den här enheten.",
        "You are signed out on this device.",
        "Logga in igen. Det du inte skickat än ligger kvar på telefonen och skickas sedan.",
        "Sign in again. What has not been sent is still on the phone and will be sent then.",
    )


def revoked() -> No:
    """A phone that is told so destroys the key of what it has sealed (see `app.state.entrance.leaving`)."""
    return no(
        401,
        "revoked",
        "Telefonen är spärrad från servern.",
        "The phone has been revoked from the server.",
        "Är den din? Logga in igen. Det som få får läsa finns inte kvar på den, annat som inte skickats skickas då.",
        "Is it yours? Sign in again. What few may read is gone from it, other unsent work will be sent then.",
    )


def _welcome(connection: Connection, register: Register, person: str, device_name: str, now: datetime) -> Welcome:
    token = secrets.token_urlsafe(32)
    number = secrets.token_hex(4)
    while accounts.device_exists(connection, number):
        number = secrets.token_hex(4)
    accounts.add_device(connection, number, person, device_name[:100], digest_of(token), now.isoformat())
    return Welcome(token, number, register.person(person))


def _not_too_often(connection: Connection, who: str, now: datetime) -> None:
    if accounts.failures_since(connection, who, (now - FAILURES_WITHIN).isoformat()) >= FAILURES_AT_MOST:
        raise no(
            429,
            "too_many_attempts",
            "För många misslyckade försök.",
            "Too many failed attempts.",
            "Vänta en kvart och försök igen. Det du sparat på telefonen finns kvar.",
            "Wait a quarter of an hour and try again. What you saved on the phone is still there.",
        )


def _note_failure(connection: Connection, who: str, now: datetime) -> None:
    accounts.forget_failures(connection, (now - FAILURES_WITHIN).isoformat())
    accounts.note_failure(connection, who, now.isoformat())


def _is_password(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def _unused_since(device: Device, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(device.last_seen_at)
