"""The phones on which people are signed in: what is told of them, and to whom. Never what lies on them."""

from dataclasses import dataclass
from datetime import datetime

from domain.people import Person


@dataclass(frozen=True)
class KnownPhone:
    """Times are ISO 8601; `revoked_at` is "" while the phone is signed in. `title` is the person's."""

    device: str
    person: str
    title: str
    name: str
    signed_in_at: str
    last_seen_at: str
    revoked_at: str = ""

    @property
    def forgot_at(self) -> str:
        """When a phone that was revoked heard of it and forgot what it had; "" where it has not yet."""
        return self.last_seen_at if self.revoked_at and has_heard(self.revoked_at, self.last_seen_at) else ""


@dataclass(frozen=True)
class PhonesFound:
    """What a search for everybody's phones gives: the latest seen first, and how many `more` there are."""

    phones: tuple[KnownPhone, ...] = ()
    more: int = 0


def has_heard(revoked_at: str, last_seen_at: str) -> bool:
    """Whether a phone has asked since it was revoked (both ISO 8601), and so has been told."""
    return datetime.fromisoformat(last_seen_at) > datetime.fromisoformat(revoked_at)


def sees_all_phones(person: Person) -> bool:
    return person.may("manage_accounts")


def may_revoke(person: Person, owner: str) -> bool:
    """One's own, or anybody's for who manages accounts."""
    return person.id == owner or sees_all_phones(person)
