"""`policy.yaml`: what the rules use becomes `domain.policy.Policy`, the rest is kept as it is written."""

from dataclasses import dataclass
from datetime import date

from domain.clocks.escalation import Escalation, Overdue, Unacknowledged
from domain.clocks.special import Match, SpecialDeadline, SpecialStep
from domain.policy import OpeningHours, Policy, Severity
from domain.secrecy.retention import Retention, RetentionClass
from sync_server.content.free_days import free_days
from sync_server.content.lined import Lined
from sync_server.content.lone_work import SECTION, read_lone_work
from sync_server.content.validate import Path, Source, as_words, fit, fit_all

SPECIAL = {"": SpecialDeadline, "match": Match, "steps": SpecialStep}
RETENTION = {"": Retention, "classes": RetentionClass}
FOR_EVER, POSSIBLE_YEARS = "permanent", range(1000)
ESCALATION = {"": Escalation, "critical_unacknowledged": Unacknowledged, "overdue": Overdue}


@dataclass(frozen=True)
class Heading:
    version: str
    valid_from: str
    enums: dict[str, tuple[str, ...]]


def read_policy(source: Source) -> Policy | None:
    """None, and problems, when something that the rules need is missing or does not fit."""
    content = source.content
    heading = Lined(content.line)
    for key in ("version", "valid_from", "enums"):
        if key in content:
            heading.put(key, content[key], content.lines[key])
    settled = fit(source, Heading, heading, (), {"": Heading})
    severities = _read_severities(source)
    hours = _read_hours(source)
    specials = _read_special_deadlines(source)
    escalation = fit(source, Escalation, content.get("escalation", {}), ("escalation",), ESCALATION)
    retention, lone_work = _read_retention(source), read_lone_work(source)
    if settled is None or hours is None or escalation is None or retention is None or lone_work is None:
        return None
    own = {"severity", "working_time", "special_deadlines", "escalation", "retention", SECTION, "locale_default"}
    return Policy(
        settled.version,
        settled.valid_from,
        settled.enums,
        severities,
        hours,
        specials,
        escalation,
        free_days(hours.holidays, date.today().year),
        retention,
        lone_work,
        rest={key: value for key, value in content.items() if key not in {*heading, *own}},
    )


def _read_severities(source: Source) -> tuple[Severity, ...]:
    severities = source.content.get("severity")
    if not isinstance(severities, Lined) or not severities:
        source.problem(("severity",), "is missing", "a mapping from severity to its words and deadlines")
        return ()
    known = {"": Severity}
    found = (
        fit(source, Severity, _reshaped(name, entry), ("severity", name), known) for name, entry in severities.items()
    )
    return tuple(severity for severity in found if severity)


def _reshaped(name: str, entry: object) -> object:
    """A severity as the domain has it: both languages together, and its deadlines gathered in a clock."""
    if not isinstance(entry, Lined):
        return entry
    as_words(entry, "words")
    as_words(entry, "meaning", "meaning_sv", "meaning_en")
    entry.put("id", name)
    entry.move("clock", "kind")
    acknowledge = entry.get("acknowledge")
    if isinstance(acknowledge, Lined):
        entry.put("acknowledge", acknowledge.get("office_hours", ""), acknowledge.line)
        entry.put("acknowledge_off_hours", acknowledge.get("off_hours", ""), acknowledge.line)
    clock = Lined(entry.line)
    for key in ("kind", "acknowledge", "acknowledge_off_hours", "make_safe", "resolve"):
        if key in entry:
            clock.put(key, entry.pop(key), entry.lines[key])
    entry.put("clock", clock)
    return entry


def _read_hours(source: Source) -> OpeningHours | None:
    hours = source.content.get("working_time")
    if not isinstance(hours, Lined):
        source.problem(("working_time",), "is missing", "add timezone, days, from and to")
        return None
    hours.move("from", "opens")
    hours.move("to", "closes")
    return fit(source, OpeningHours, hours, ("working_time",), {"": OpeningHours})


def _read_special_deadlines(source: Source) -> tuple[SpecialDeadline, ...]:
    specials = source.content.get("special_deadlines")
    for special in specials if isinstance(specials, list) else ():
        as_words(special, "words")
    return tuple(special for _, special in fit_all(source, "special_deadlines", SpecialDeadline, SPECIAL))


def _read_retention(source: Source) -> Retention | None:
    retention = source.content.get("retention", {})
    classes = retention.get("classes") if isinstance(retention, dict) else None
    for number, kept in enumerate(classes if isinstance(classes, list) else ()):
        if isinstance(kept, Lined):
            _rejoin(kept, "what")
        if isinstance(kept, Lined) and "years" in kept:
            kept["years"] = _years(source, ("retention", "classes", number, "years"), kept["years"])
    return fit(source, Retention, retention, ("retention",), RETENTION)


def _rejoin(entry: Lined, name: str) -> None:
    """Within braces YAML ends a text at its comma, and makes what follows keys without a value."""
    pieces = [key for key, value in entry.items() if value is None and key not in RetentionClass.__dataclass_fields__]
    if isinstance(entry.get(name), str):
        entry[name] = ", ".join([entry[name], *pieces])
        for piece in pieces:
            del entry[piece]


def _years(source: Source, at: Path, years: object) -> int | None:
    if isinstance(years, int) and not isinstance(years, bool) and years in POSSIBLE_YEARS:
        return years
    if years != FOR_EVER:
        source.problem(at, f"{years!r} is not a number of whole years", f"a number such as 5, or {FOR_EVER}")
    return None
