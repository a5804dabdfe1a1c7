"""What is raised when a sign of life does not come: each step once, until all is calm again.

A sign that arrives late may show that the time was kept after all, or that only a later one was missed. As long as
somebody is still waited for, nobody is told the same again.
"""

from dataclasses import replace
from datetime import datetime

from domain.lone_work.rules import LoneWorkRules
from domain.lone_work.session import LoneWork, Raised, Sign, moment
from domain.lone_work.standing import ALARM, CONTACT, LATE, REMIND, standing

CALM = "calm"
STEPS = (REMIND, CONTACT, ALARM)


def to_raise(lone: LoneWork, now: datetime, rules: LoneWorkRules) -> tuple[str, ...]:
    """The steps that are due and not raised yet; CALM where some were raised and nobody is missed any longer."""
    told, stands = told_since_calm(lone), standing(lone, now, rules)
    if stands not in LATE:
        return (CALM,) if told else ()
    reached = LATE.index(stands)
    return tuple(step for step in STEPS if LATE.index(step) <= reached and step not in told)


def told_since_calm(lone: LoneWork, before: int | None = None) -> tuple[str, ...]:
    """What has been raised, of the first `before` steps or of all, since all was calm."""
    steps = [raised.step for raised in lone.raised[:before]]
    last_calm = max((number for number, step in enumerate(steps) if step == CALM), default=-1)
    return tuple(steps[last_calm + 1 :])


def is_overtaken(lone: LoneWork, number: int) -> bool:
    """Whether all has been calm since the step with this place in `raised`."""
    return any(raised.step == CALM for raised in lone.raised[number + 1 :])


def raised_before(lone: LoneWork, sign: Sign) -> bool:
    """Whether others were told that somebody is missed after the sign was given and before it arrived."""
    arrived = sign.received and moment(sign.received)
    told = (moment(raised.at) for raised in lone.raised if raised.step in (CONTACT, ALARM))
    return bool(arrived) and any(moment(sign.at) <= at <= arrived for at in told)


def raised(lone: LoneWork, steps: tuple[str, ...], at: str) -> LoneWork:
    return replace(lone, raised=(*lone.raised, *(Raised(step, at) for step in steps)))
