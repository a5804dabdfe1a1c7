"""`rond explain`: the answer of one rule, in words or as JSON, without a phone or a running server."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from domain.demarcation.listing import INPUTS
from domain.demarcation.routing import ASPECTS, Case, Routing, list_on, route
from domain.demarcation.words import explained
from domain.language import Words
from domain.places import Building, Object, Space
from domain.terms import answer_words, input_words
from sync_server.content import Municipality, load_municipality
from sync_server.content.problems import instead_of
from sync_server.explain.decided import NoServerHere, as_decided

HEADING = {
    "repair": Words("Åtgärd", "Repair"),
    "inspection": Words("Kontroll", "Inspection"),
    "cost": Words("Kostnad", "Cost"),
}


class Unclear(Exception):
    """The question names something that is not there; the text says what, and what there is."""


def explain_route(args: Namespace) -> int:
    """Who repairs, inspects and pays for a component at a place. Raises Unclear or ContentError.

    By the files alone, or with `--data-dir` by what the server has adopted and approved since.
    """
    municipality = load_municipality(Path(args.data))
    if args.data_dir:
        municipality = _as_decided(municipality, args.data_dir)
    building, space, item = _place(municipality, args)
    case = _case(municipality, args)
    listing = list_on(municipality.demarcation, args.on)
    if listing is None:
        versions = ", ".join(f"{listing.version} from {listing.valid_from}" for listing in municipality.demarcation)
        raise Unclear(f"no demarcation list is in force on {args.on}; there is {versions}")
    routing = route(listing, building, case, space=space, item=item, on=args.on)
    why = explained(routing, listing, building, municipality.org_words)
    answer = as_plain(routing, why) if args.json else as_text(routing, why, municipality, args.language)
    print(json.dumps(answer, ensure_ascii=False, indent=2) if args.json else answer)
    return 0


def _as_decided(municipality: Municipality, data: Path) -> Municipality:
    try:
        return as_decided(municipality, data)
    except NoServerHere as nothing:
        raise Unclear(str(nothing)) from nothing


def as_plain(routing: Routing, why: Words) -> dict[str, Any]:
    """The answer for other programs: organisation ids, or null where nobody is decided."""
    decisions = routing.decisions
    return {
        **{aspect: decisions[aspect].org if aspect in decisions else None for aspect in ASPECTS},
        "rules": {aspect: decision.rule for aspect, decision in decisions.items()},
        "ask": routing.ask.input if routing.ask else None,
        "options": list(routing.ask.options) if routing.ask else [],
        "unresolved": routing.unresolved,
        "version": routing.version,
        "component": routing.case.component,
        "inputs": {name: value for name in INPUTS if (value := getattr(routing.case, name))},
        "why": {"sv": why.sv, "en": why.en},
    }


def as_text(routing: Routing, why: Words, municipality: Municipality, language: str) -> str:
    def say(sv: str, en: str) -> str:
        return Words(sv, en).in_language(language)

    lines = []
    for aspect in ASPECTS:
        decision = routing.decisions.get(aspect)
        heading = HEADING[aspect].in_language(language)
        if decision:
            name = municipality.org_words(decision.org).in_language(language)
            lines.append(f"{heading + ':':<12}{name} ({decision.org}, {decision.rule})")
        else:
            lines.append(f"{heading + ':':<12}{say('inte avgjort', 'not decided')}")
    if routing.ask:
        options = ", ".join(f"{value} ({answer_words(value).in_language(language)})" for value in routing.ask.options)
        question = input_words(routing.ask.input).in_language(language)
        lines.append(f"{say('Fråga:', 'Question:'):<12}{question} {routing.ask.input} = {options}")
    return "\n".join([*lines, "", why.in_language(language)])


def _place(municipality: Municipality, args: Namespace) -> tuple[Building, Space | None, Object | None]:
    """The building, the space and the object. An object also tells its space."""
    building = municipality.buildings.get(args.building)
    if building is None:
        raise Unclear(unknown("building", args.building, municipality.buildings))
    item = building.object(args.object) if args.object else None
    if args.object and item is None:
        known = [item.tag for item in building.objects]
        raise Unclear(unknown("object", args.object, known, f" in {building.id} {building.name}"))
    space_id = args.space or (item.space if item else "")
    space = building.space(space_id) if space_id else None
    if space_id and space is None:
        known = [space.id for space in building.spaces]
        raise Unclear(unknown("space", space_id, known, f" in {building.id} {building.name}"))
    return building, space, item


def _case(municipality: Municipality, args: Namespace) -> Case:
    inputs = {name: getattr(args, name) or "" for name in INPUTS}
    for name, value in inputs.items():
        known = [choice for choice in municipality.policy.enums[name] if choice != "any"]
        if value and value not in known:
            raise Unclear(unknown(name.replace("_", " "), value, known))
    return Case(args.component, **inputs)


def unknown(noun: str, wrong: str, known: Any, where: str = "") -> str:
    """That something is not there, and what is: for an `Unclear`."""
    return f"there is no {noun} {wrong!r}{where}; {instead_of(wrong, known)}"
