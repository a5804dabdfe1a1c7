"""The answer of `rond explain deadline` as a person reads it: each step's time, and the reason for just that time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from domain.clocks.deadlines import ACKNOWLEDGE, WALL, after, allowed, to_acknowledge
from domain.clocks.due_steps import DueStep, stopping
from domain.clocks.escalation import RECIPIENTS, Call
from domain.clocks.pauses import Pause, stops
from domain.clocks.special import SpecialDeadline, step_words, waits_for
from domain.clocks.working_time import ONE_DAY, WorkingTime
from domain.language import Words
from domain.people import Role
from domain.policy import Severity
from domain.time_words import day_and_month, length_words, weekday

FEW = 4
"""So many days off are named one by one."""


@dataclass(frozen=True)
class Answer:
    """`stated` is the severity that was said, `severity` what the situation (`special`) makes of it."""

    severity: Severity
    stated: Severity | None
    special: SpecialDeadline | None
    found: datetime
    working: WorkingTime
    pauses: tuple[Pause, ...]
    steps: tuple[DueStep, ...]
    calls: tuple[Call, ...]


def as_text(answer: Answer, roles: Mapping[str, Role], language: str) -> str:
    def say(sv: str, en: str) -> str:
        return Words(sv, en).in_language(language)

    def when(iso: str) -> str:
        return _when(answer, iso).in_language(language)

    lines = [heading(answer).in_language(language), ""]
    for step in answer.steps:
        lines.append(f"{step_words(step.do).in_language(language)}: {when(step.by)}")
        lines.append(f"    {why_words(answer, step).in_language(language)}")
    if not answer.steps:
        return "\n".join([lines[0], say("Ingen frist.", "No deadline.")])
    if answer.calls:
        lines += ["", say("Om det inte görs får de veta:", "If it is not done, they are told:")]
    for (at, to, percent), together in groupby(answer.calls, key=lambda call: (call.at, call.to, call.percent)):
        about = ", ".join(step_words(call.about).in_language(language) for call in together)
        share = f", {percent} %" if percent else ""
        lines.append(f"    {when(at)}: {_recipient(to, roles).in_language(language)} ({about}{share})")
    return "\n".join(lines)


def heading(answer: Answer) -> Words:
    """What decides the deadlines, and when their clock starts."""
    severity, stated, start = answer.severity.words, answer.stated, _when(answer, answer.found.isoformat())
    situation = answer.special.name if answer.special else Words()
    raised = stated is not None and stated.id != answer.severity.id
    return Words(
        (f"{situation.sv}: egna frister. " if situation else "")
        + f"Allvarlighetsgrad: {severity.sv}{', situationen höjer den' if raised else ''}. Upptäckt {start.sv}.",
        (f"{situation.en}: deadlines of its own. " if situation else "")
        + f"Severity: {severity.en}{', raised by the situation' if raised else ''}. Found {start.en}.",
    )


def why_words(answer: Answer, step: DueStep) -> Words:
    """The time allowed, on which clock, and all that makes the clock stand still."""
    parts = [_allowed(answer, step)]
    if step.clock != WALL and (off := _days_off(answer, step)):
        parts.append(off)
    parts += _pauses(answer, step)
    if answer.special:
        names = [step_words(first) for first in waits_for(step.do, [other.do for other in answer.steps], ())]
        first = Words(", ".join(name.sv for name in names), ", ".join(name.en for name in names))
        parts += [Words(f"först: {first.sv}", f"first: {first.en}")] if names else []
    return Words("; ".join(part.sv for part in parts), "; ".join(part.en for part in parts))


def _allowed(answer: Answer, step: DueStep) -> Words:
    working = answer.working
    length = length_words(step.within, working=step.clock != WALL)
    full = after(answer.found, allowed(step.within, step.clock, working), step.clock, working)
    if full > datetime.fromisoformat(step.by):
        return Words(
            f"inom {length.sv}, dock senast när det första steget ska vara klart",
            f"within {length.en}, but no later than when the first step is due",
        )
    if step.clock != WALL:
        hours = f"{working.opens:%H:%M}-{working.closes:%H:%M}"
        return Words(f"inom {length.sv} ({hours})", f"within {length.en} ({hours})")
    clock = answer.severity.clock
    if step.do == ACKNOWLEDGE and clock.acknowledge_off_hours:
        at_night = to_acknowledge(clock, answer.found, working) != clock.acknowledge
        return Words(
            f"inom {length.sv}, {'utanför' if at_night else 'under'} arbetstid",
            f"within {length.en}, {'outside' if at_night else 'during'} working hours",
        )
    return Words(f"inom {length.sv}, klockan går dygnet runt", f"within {length.en}, day and night")


def _days_off(answer: Answer, step: DueStep) -> Words:
    """The weekdays on the way that are holidays."""
    working, zone = answer.working, answer.working.zone
    first, last = answer.found.astimezone(zone).date(), datetime.fromisoformat(step.by).date()
    span = (first + ONE_DAY * number for number in range((last - first).days + 1))
    off = [day for day in span if day.weekday() in working.weekdays and working.is_holiday(day)]
    if len(off) > FEW:
        return Words(f"{len(off)} lediga vardagar räknas inte", f"{len(off)} days off do not count")
    if not off:
        return Words()
    named = [_day(day) for day in off]
    return Words(
        f"{_listed([day.sv for day in named], 'och')} räknas inte",
        f"{_listed([day.en for day in named], 'and')} {'does' if len(off) == 1 else 'do'} not count",
    )


def _pauses(answer: Answer, step: DueStep) -> list[Words]:
    due = datetime.fromisoformat(step.by)
    stopped = stops(stopping(step.do, answer.pauses, critical=answer.severity.id == "critical"))
    spans = [
        (_when(answer, begins.isoformat()), _when(answer, ends.isoformat())) for begins, ends in stopped if begins < due
    ]
    return [
        Words(f"pausat från {begins.sv} till {ends.sv}", f"paused from {begins.en} until {ends.en}")
        for begins, ends in spans
    ]


def _when(answer: Answer, iso: str) -> Words:
    moment = datetime.fromisoformat(iso).astimezone(answer.working.zone)
    return _day(moment.date(), year=True) + f" {moment:%H:%M}"


def _day(day: date, *, year: bool = False) -> Words:
    name, number = weekday(day), day_and_month(day, 0 if year else day.year)
    return Words(f"{name.sv} {number.sv}", f"{name.en} {number.en}")


def _listed(names: list[str], last: str) -> str:
    *first, end = names
    return f"{', '.join(first)} {last} {end}" if first else end


def _recipient(to: str, roles: Mapping[str, Role]) -> Words:
    role = roles.get(to)
    return role.name if role else RECIPIENTS.get(to, Words(to, to))
