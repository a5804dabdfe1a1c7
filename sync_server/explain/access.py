"""`rond explain access`: whether a role may read a confidentiality class, in full or without saying who, and why."""

import json
from argparse import Namespace
from pathlib import Path

from domain.language import Words
from domain.secrecy.table import CLASSES, DEIDENTIFIED, EVERYWHERE, READS, reach, why
from sync_server.content import load_municipality
from sync_server.explain.route import Unclear, unknown

YES, NO = Words("Ja", "Yes"), Words("Nej", "No")
WITHIN_LIMITS = Words("Ja, inom gränser", "Yes, within limits")
WITHOUT_NAMES = Words("Bara avidentifierat", "Only de-identified")


def explain_access(args: Namespace) -> int:
    """What the table of secrecy says of a role. Raises Unclear or ContentError."""
    roles = load_municipality(Path(args.data)).roles
    if args.role not in roles:
        raise Unclear(unknown("role", args.role, roles))
    if args.confidentiality not in CLASSES:
        raise Unclear(unknown("confidentiality class", args.confidentiality, CLASSES))
    role = roles[args.role]
    how_far = reach(role.id, args.confidentiality, role.cannot)
    words = why(role.id, args.confidentiality, role.cannot)
    if args.json:
        answer = {
            "role": role.id,
            "class": args.confidentiality,
            "read": how_far in READS,
            "deidentified": how_far == DEIDENTIFIED,
            "reach": how_far,
            "why": {"sv": words.sv, "en": words.en},
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        name, heading = role.name.in_language(args.language), _heading(how_far).in_language(args.language)
        print(f"{name}, {args.confidentiality}: {heading.lower()}\n\n{words.in_language(args.language)}")
    return 0


def _heading(how_far: str) -> Words:
    if how_far == DEIDENTIFIED:
        return WITHOUT_NAMES
    if how_far in READS:
        return YES if how_far == EVERYWHERE else WITHIN_LIMITS
    return NO
