"""The municipality's working time as this phone can count it: by its own clock's zone and the policy's days off."""

from datetime import UTC, datetime, timedelta, tzinfo

from app.state.documents import PhoneDocuments
from domain.clocks.working_time import WorkingTime
from domain.policy import Policy, working_time


class ThisPhone(tzinfo):
    """The zone that the phone is set to, summer and winter: the browser's Python has no zones of its own."""

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        return dt.replace(tzinfo=None).astimezone().utcoffset() if dt else None

    def dst(self, dt: datetime | None) -> timedelta | None:
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        return dt.replace(tzinfo=None).astimezone().tzname() if dt else None

    def fromutc(self, dt: datetime) -> datetime:
        return dt.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)


def phone_hours(documents: PhoneDocuments) -> WorkingTime | None:
    """None until the policy has arrived."""
    policies = documents.all(Policy)
    if not policies:
        return None
    policy = max(policies, key=lambda held: held.valid_from)
    return working_time(policy.working_time, ThisPhone(), policy.is_free)
