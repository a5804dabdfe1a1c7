"""`rond explain disposal`: when a closed case may be destroyed at the earliest, and why then."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

from domain.language import Words
from domain.secrecy.retention import HOLDS, Hold, UnknownClass, earliest_disposal, why_then
from sync_server.content import load_municipality
from sync_server.explain.route import Unclear, unknown

YEARS = range(1900, 9000)
NEVER = Words("Tills vidare inte", "Not for now")


def explain_disposal(args: Namespace) -> int:
    """The first day, or none while a hold or the class itself keeps the case. Raises Unclear or ContentError."""
    retention = load_municipality(Path(args.data)).policy.retention
    try:
        kept = retention.named(args.kept_as)
    except UnknownClass as error:
        raise Unclear(unknown("retention class", args.kept_as, [each.id for each in retention.classes])) from error
    closed = _day(args.closed, "--closed")
    holds = tuple(map(_hold, args.hold))
    earliest, why = earliest_disposal(kept, closed, holds), why_then(kept, closed, holds)
    if args.json:
        answer = {
            "earliest": earliest.isoformat() if earliest else None,
            "class": kept.id,
            "years": kept.years,
            "what": kept.what,
            "closed": closed.isoformat(),
            "holds": [{"reason": hold.reason, "until": hold.until or None} for hold in holds],
            "why": {"sv": why.sv, "en": why.en},
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        heading = Words("Gallras tidigast", "May be destroyed at the earliest").in_language(args.language)
        print(f"{heading}: {earliest or NEVER.in_language(args.language).lower()}\n\n{why.in_language(args.language)}")
    return 0


def _hold(text: str) -> Hold:
    """The hold REASON, or REASON/DAY when it is over or its last day is known."""
    reason, slash, until = text.partition("/")
    if reason not in HOLDS:
        raise Unclear(unknown("hold", reason, HOLDS))
    return Hold(reason, _day(until, "--hold").isoformat() if slash else "")


def _day(text: str, option: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Unclear(f"{option}: {text!r} is not a date such as 2026-05-01") from error
    if day.year not in YEARS:
        raise Unclear(f"{option}: {text} is too far away")
    return day
