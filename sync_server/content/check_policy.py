"""Whether the policy's deadlines and words can be used."""

from datetime import time
from typing import Any
from zoneinfo import available_timezones

from domain.policy import OpeningHours, Policy
from sync_server.content.known import (
    Known,
    expect,
    expect_all,
    expect_component,
    expect_date,
    expect_duration,
    expect_words,
)
from sync_server.content.validate import Path, Source

CLOCKS = ("wall", "working_time", "working_days", "none")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEEDED_ENUMS = (
    "placement",
    "cause",
    "installed_by",
    "attachment",
    "occupancy",
    "space_type",
    "responsible",
    "answer_type",
    "photo_rule",
    "severity",
    "confidentiality",
)


def check_policy(source: Source, policy: Policy, known: Known) -> None:
    expect_date(source, ("valid_from",), policy.valid_from)
    for enum in NEEDED_ENUMS:
        if not policy.enums.get(enum):
            source.problem(("enums",), f"has no {enum}", f"add '{enum}: [...]'", name=enum)
    for severity in policy.severities:
        at = ("severity", severity.id)
        expect(source, at, severity.id, policy.enums.get("severity", ()), "severity")
        expect_words(source, (*at, "words"), severity.words)
        expect_words(source, (*at, "meaning"), severity.meaning)
        expect(source, (*at, "clock"), severity.clock.kind, CLOCKS, "clock")
        for name in ("acknowledge", "acknowledge_off_hours", "make_safe", "resolve"):
            expect_duration(source, (*at, "clock", name), getattr(severity.clock, name))
        expect_duration(source, (*at, "auto_close_after_done"), severity.auto_close_after_done)
    for name in policy.enums.get("severity", ()):
        if policy.severity(name) is None:
            source.problem(("severity",), f"has no {name}", f"add '{name}:' with its words and deadlines", name=name)
    _check_hours(source, policy.working_time)
    for at, special in enumerate(policy.rest.get("special_deadlines") or []):
        if isinstance(special, dict):
            _check_special(source, ("special_deadlines", at), special, known)


def _check_hours(source: Source, hours: OpeningHours) -> None:
    expect(source, ("working_time", "timezone"), hours.timezone, available_timezones(), "time zone")
    expect_all(source, ("working_time", "days"), hours.days, DAYS, "day")
    for name in ("opens", "closes"):
        if not _is_time(getattr(hours, name)):
            source.problem(("working_time", name), f"{getattr(hours, name)!r} is not a time", 'a time such as "07:00"')
    if hours.opens >= hours.closes:
        source.problem(("working_time", "closes"), "is not after the opening time", "a later time")


def _is_time(text: str) -> bool:
    try:
        return time.fromisoformat(text).isoformat("minutes") == text
    except ValueError:
        return False


def _check_special(source: Source, at: Path, special: dict[str, Any], known: Known) -> None:
    match = special.get("match")
    if not isinstance(match, dict):
        source.problem((*at, "match"), "is missing", "what it is for, such as {component_prefix: GRF}")
        return
    for component in match.get("component_in") or []:
        expect_component(source, (*at, "match", "component_in"), component, known, part=True)
    expect_component(source, (*at, "match", "component_prefix"), match.get("component_prefix", ""), known, part=True)
    expect(source, (*at, "match", "incident_form"), match.get("incident_form", ""), known.forms, "incident form")
    expect(source, (*at, "match", "cause"), match.get("cause", ""), known.enums.get("cause", ()), "cause")
    expect(source, (*at, "clock"), special.get("clock", ""), CLOCKS, "clock")
    for number, step in enumerate(special.get("steps") or []):
        if isinstance(step, dict):
            expect_duration(source, (*at, "steps", number, "within"), str(step.get("within", "")))
