"""How it stands with somebody who works alone: a function of what has been said, and of now. Nothing else is kept."""

from datetime import datetime

from domain.lone_work.rules import LoneWorkRules, length
from domain.lone_work.session import LoneWork

FINE, DUE_SOON, MISSED, REMIND, CONTACT, ALARM, ANSWERED, OVER = (
    "fine",
    "due_soon",
    "missed",
    "remind",
    "contact",
    "alarm",
    "answered",
    "over",
)
LATE = (MISSED, REMIND, CONTACT, ALARM)
"""From the minute that the sign should have come, ever graver."""


def standing(lone: LoneWork, now: datetime, rules: LoneWorkRules) -> str:
    if lone.ended_at:
        return OVER
    late = now - lone.until
    if late < -length(rules.due_soon):
        return FINE
    if late.total_seconds() < 0:
        return DUE_SOON
    if lone.is_accounted_for:
        return ANSWERED
    steps = ((ALARM, rules.alarm_after), (CONTACT, rules.contact_after), (REMIND, rules.remind_after))
    return next((step for step, after in steps if late >= length(after)), MISSED)
