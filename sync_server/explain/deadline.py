"""`rond explain deadline`: by when each step about a finding is to be done, why then, and who is told if it is not."""

import json
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.clocks.deadlines import as_iso, deadlines
from domain.clocks.due_steps import due_steps
from domain.clocks.escalation import calls
from domain.clocks.pauses import Pause, why_not
from domain.clocks.special import KEY_LEVELS, Situation, SpecialDeadline, severity_of, special_for
from domain.clocks.working_time import WorkingTime
from domain.policy import Severity
from sync_server.content import Municipality, load_municipality
from sync_server.explain.deadline_words import Answer, as_text, why_words
from sync_server.explain.route import Unclear, unknown
from sync_server.sync.followup import working_time

CRITICAL = "critical"
YEARS = range(1970, 9000)


def explain_deadline(args: Namespace) -> int:
    """Every step's time and why. Raises Unclear or ContentError."""
    municipality = load_municipality(Path(args.data))
    answer = answer_to(municipality, args)
    if args.json:
        print(json.dumps(as_plain(answer), ensure_ascii=False, indent=2))
    else:
        print(as_text(answer, municipality.roles, args.language))
    return 0


def answer_to(municipality: Municipality, args: Namespace) -> Answer:
    policy = municipality.policy
    working = working_time(policy.working_time)
    found = moment_of(args.found, working, "--found")
    situation = _situation(municipality, args)
    special = special_for(policy.special_deadlines, situation)
    severity = _severity(municipality, args.severity, special, situation)
    critical = severity.id == CRITICAL
    made_safe = moment_of(args.made_safe, working, "--made-safe").isoformat() if args.made_safe else ""
    safe_by = made_safe or deadlines(severity.clock, found, working).make_safe_by
    pauses = tuple(_pause(text, working, found, safe_by, critical=critical) for text in args.pause)
    steps = due_steps(severity.clock, special, found, working, pauses, critical=critical)
    return Answer(
        severity=severity,
        stated=policy.severity(args.severity),
        special=special,
        found=found,
        working=working,
        pauses=pauses,
        steps=steps,
        calls=calls(policy.escalation, steps, found, working, pauses, critical=critical),
    )


def as_plain(answer: Answer) -> dict[str, Any]:
    """The answer for other programs: times in ISO 8601 with offset; `special` is the situation's id, or null."""
    why = {step.do: why_words(answer, step) for step in answer.steps}
    return {
        "steps": [{"do": step.do, "due": step.by} for step in answer.steps],
        "severity": answer.severity.id,
        "special": answer.special.id if answer.special else None,
        "found": as_iso(answer.found, answer.working),
        "pauses": [{"from": pause.begins, "to": pause.ends} for pause in answer.pauses],
        "why": {do: {"sv": words.sv, "en": words.en} for do, words in why.items()},
        "escalation": [
            {"at": call.at, "to": call.to, "about": call.about, "percent": call.percent or None}
            for call in answer.calls
        ],
    }


def moment_of(text: str, working: WorkingTime, option: str) -> datetime:
    """A moment as it was written; without offset it is by the municipality's own clocks. Raises Unclear."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unclear(f"{option}: {text!r} is not a time such as 2026-12-23T15:00") from error
    if moment.year not in YEARS:
        raise Unclear(f"{option}: {text} is too far away")
    if moment.tzinfo:
        return moment
    local = moment.replace(tzinfo=working.zone)
    if local.astimezone(UTC).astimezone(working.zone).replace(tzinfo=None) != moment:
        raise Unclear(f"{option}: there is no {text}; the clocks go forward over it that night")
    return local


def _pause(text: str, working: WorkingTime, found: datetime, safe_by: str, *, critical: bool) -> Pause:
    """The pause FROM/TO, if a task with this clock may be paused so."""
    begins, slash, ends = text.partition("/")
    if not slash or not ends:
        raise Unclear(f"--pause: {text!r} has no end; write FROM/TO such as 2026-12-28T08:00/2026-12-30T08:00")
    moments = [as_iso(moment_of(part, working, "--pause"), working) for part in (begins, ends)]
    pause = Pause("", *moments)
    refusal = why_not(pause, ("",), critical=critical, made_safe_at=safe_by, since=found.isoformat())
    if refusal is None:
        return pause
    hint = "; say when it was with --made-safe" if refusal.code == "not_safe_yet" else ""
    raise Unclear(f"--pause {text}: {refusal.why.en.rstrip('.')}{hint}")


def _situation(municipality: Municipality, args: Namespace) -> Situation:
    """What was said of the case, every word of it known."""
    policy, component = municipality.policy, args.component
    if component and not any(listing.covers(component) for listing in municipality.demarcation):
        codes = {row.component_code for listing in municipality.demarcation for row in listing.rows}
        raise Unclear(unknown("component", component, codes))
    attributes = {special.match.attribute for special in policy.special_deadlines if special.match.attribute}
    forms = [checklist.id for checklist in municipality.checklists.values() if checklist.kind == "incident_form"]
    for noun, value, known in (
        ("attribute", args.attribute, attributes),
        ("cause", args.cause, [cause for cause in policy.enums["cause"] if cause != "any"]),
        ("incident form", args.incident_form, forms),
        ("key level", args.key_level, KEY_LEVELS),
    ):
        if value and value not in known:
            raise Unclear(unknown(noun, value, known))
    return Situation(component, args.attribute, args.cause, args.incident_form, args.key_level)


def _severity(
    municipality: Municipality, stated: str, special: SpecialDeadline | None, situation: Situation
) -> Severity:
    known = municipality.policy.gravest_first
    if stated and stated not in known:
        raise Unclear(unknown("severity", stated, known))
    severity = municipality.policy.severity(severity_of(special, stated, situation, known))
    if severity is None:
        raise Unclear(f"how grave is it? Say --severity, {unknown('', '', known).partition('; ')[2]}")
    return severity
