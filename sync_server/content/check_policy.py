"""Whether the policy's deadlines and words can be used."""

from datetime import time
from zoneinfo import available_timezones

from domain.clocks.escalation import RESPONSIBLE_MANAGER, Escalation
from domain.clocks.special import KEY_LEVEL, SpecialDeadline
from domain.durations import parse_duration
from domain.policy import DAYS, OpeningHours, Policy
from sync_server.content.check_public import check_public_reports
from sync_server.content.check_statistics import check_statistics
from sync_server.content.free_days import PUBLIC, WITH_EVES
from sync_server.content.known import (
    Known,
    expect,
    expect_all,
    expect_component,
    expect_date,
    expect_duration,
    expect_enum,
    expect_unique,
    expect_words,
    is_duration,
)
from sync_server.content.lone_work import check_lone_work
from sync_server.content.validate import Path, Source
from sync_server.risk.check_matrix import check_matrix

CLOCKS = ("wall", "working_time", "none")
SPECIAL_CLOCKS = ("wall", "working_days", "working_time")
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
            _expect_time_allowed(source, (*at, "clock", name), getattr(severity.clock, name))
        expect_duration(source, (*at, "auto_close_after_done"), severity.auto_close_after_done)
    for name in policy.enums.get("severity", ()):
        if policy.severity(name) is None:
            source.problem(("severity",), f"has no {name}", f"add '{name}:' with its words and deadlines", name=name)
    _check_hours(source, policy.working_time)
    check_lone_work(source, policy.lone_work, known)
    check_public_reports(source, policy)
    check_statistics(source, policy)
    check_matrix(source, policy)
    for number, special in enumerate(policy.special_deadlines):
        _check_special(source, ("special_deadlines", number), special, policy, known)
    ids = [(("special_deadlines", number), special.id) for number, special in enumerate(policy.special_deadlines)]
    expect_unique(source, "id", ids, "special deadline")
    _check_escalation(source, policy.escalation, known)
    kept = [(("retention", "classes", number), kept.id) for number, kept in enumerate(policy.retention.classes)]
    expect_unique(source, "id", kept, "retention class")


def _check_hours(source: Source, hours: OpeningHours) -> None:
    expect(source, ("working_time", "timezone"), hours.timezone, available_timezones(), "time zone")
    expect_all(source, ("working_time", "days"), hours.days, DAYS, "day")
    expect(source, ("working_time", "holidays"), hours.holidays, (PUBLIC, WITH_EVES), "kind of holidays")
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


def _check_special(source: Source, at: Path, special: SpecialDeadline, policy: Policy, known: Known) -> None:
    match = special.match
    if not any((match.component_prefix, match.component_in, match.incident_form)):
        source.problem(
            (*at, "match"), "names no component and no form", "what it is for, such as component_prefix: GRF"
        )
    for component in match.component_in:
        expect_component(source, (*at, "match", "component_in"), component, known, part=True)
    expect_component(source, (*at, "match", "component_prefix"), match.component_prefix, known, part=True)
    expect(source, (*at, "match", "incident_form"), match.incident_form, known.forms, "incident form")
    expect_enum(source, (*at, "match", "cause"), match.cause, "cause", known)
    expect(source, (*at, "clock"), special.clock, SPECIAL_CLOCKS, "clock")
    expect_words(source, (*at, "words"), special.words, required=False)
    expect(source, (*at, "severity"), special.severity, policy.gravest_first, "severity")
    expect(source, (*at, "severity_from"), special.severity_from, (KEY_LEVEL,), "answer to take a severity from")
    if not special.steps:
        source.problem((*at, "steps"), "is empty", "what is to be done, such as {do: police_report, within: P1D}")
    for number, step in enumerate(special.steps):
        _expect_time_allowed(source, (*at, "steps", number, "within"), step.within, required=True)
    expect_unique(source, "do", [((*at, "steps", n), step.do) for n, step in enumerate(special.steps)], "step")


def _check_escalation(source: Source, escalation: Escalation, known: Known) -> None:
    recipients = (*known.roles, RESPONSIBLE_MANAGER) if known.roles else ()
    for number, rule in enumerate(escalation.critical_unacknowledged):
        at = ("escalation", "critical_unacknowledged", number)
        _expect_time_allowed(source, (*at, "after"), rule.after, required=True)
        expect(source, (*at, "to"), rule.to, recipients, "role")
    for number, late in enumerate(escalation.overdue):
        at = ("escalation", "overdue", number)
        if late.at_percent < 100:
            source.problem((*at, "at_percent"), f"{late.at_percent} is before the deadline", "100 or more")
        expect(source, (*at, "to"), late.to, recipients, "role")


def _expect_time_allowed(source: Source, at: Path, text: str, *, required: bool = False) -> None:
    """A duration that can be counted in hours and days: a month has no fixed length."""
    if required and not text:
        source.problem(at, "is empty", "a duration of days or less such as P20D or PT4H")
    expect_duration(source, at, text)
    if is_duration(text) and parse_duration(text).months:
        source.problem(at, f"{text!r} has no fixed length", "days or less, such as P20D or PT4H")
