"""All that may be referred to in a municipality's files, gathered once for the checks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.checklists.checklist import Checklist
from domain.demarcation.listing import EVERY_COMPONENT, INPUTS, DemarcationList, codes_above
from domain.durations import parse_duration
from domain.language import Words
from domain.people import Person
from domain.places import Building
from domain.rounds.schedules import Schedule
from sync_server.content.problems import instead_of, near_miss
from sync_server.content.validate import Path, Source

NOUNS = {"responsible": "party", "confidentiality": "confidentiality class"}
LONG_TEXT = 20
"""From how many letters on a text that is the same in both languages has probably not been translated."""

COMPONENT = re.compile(r"[A-Z]+(\.[A-Z]+)*")


@dataclass(frozen=True)
class Known:
    """Ids and words that exist. An empty collection means that not all of it could be read: nothing is said of it.

    `forms` are the checklists that are incident forms, `measured` the points whose limits an object may set,
    `attributes` what special deadlines ask of a case.
    The ids of what does not fit are among the ids, so that one mistake is told once.
    """

    enums: dict[str, tuple[str, ...]]
    organisations: tuple[str, ...]
    roles: tuple[str, ...]
    persons: tuple[str, ...]
    accounts: tuple[Person, ...]
    schedules: tuple[Schedule, ...]
    buildings: dict[str, Building]
    building_ids: tuple[str, ...]
    checklists: dict[str, Checklist]
    checklist_ids: tuple[str, ...]
    forms: tuple[str, ...]
    measured: tuple[str, ...]
    lists: tuple[DemarcationList, ...]
    tags: tuple[str, ...]
    object_types: tuple[str, ...]
    retention: tuple[str, ...]
    attributes: tuple[str, ...]

    def buildings_for(self, checklist: Checklist) -> list[Building]:
        """The buildings that a checklist applies to; none where nothing can be said because some do not fit."""
        return [each for each in self.buildings.values() if self.tags and checklist.applies_to(each.tags)]


def also(known: tuple[str, ...], one_more: str) -> tuple[str, ...]:
    return (*known, one_more) if known else ()


def expect(source: Source, at: Path, value: str, known: Iterable[str], noun: str) -> None:
    """A problem when `value` is given and is not among the known; "" is nothing given."""
    choices = tuple(known)
    if value and choices and value not in choices:
        source.problem(at, f"{value!r} is not a known {noun}", instead_of(value, choices))


def expect_all(source: Source, at: Path, values: Iterable[str], known: Iterable[str], noun: str) -> None:
    choices = tuple(known)
    for value in values:
        expect(source, at, value, choices, noun)


def expect_tag(source: Source, at: Path, tag: str, known: Known) -> None:
    """A tag that some building has. One like no other is only a warning: such a building may be to come."""
    _expect_in_buildings(source, at, tag, known.tags, "building tag")


def expect_object_type(source: Source, at: Path, name: str, known: Known) -> None:
    _expect_in_buildings(source, at, name, known.object_types, "type of object")


def _expect_in_buildings(source: Source, at: Path, value: str, known: tuple[str, ...], noun: str) -> None:
    if near_miss(value, known):
        expect(source, at, value, known, noun)
    elif value and known and value not in known:
        source.warning(at, f"{value!r} is a {noun} that no building has", "right if such a building is to come")


def expect_enum(source: Source, at: Path, value: str, enum: str, known: Known) -> None:
    """A value of the policy's enums; "any" is for conditions only."""
    choices = [choice for choice in known.enums.get(enum, ()) if choice != "any"]
    expect(source, at, value, choices, NOUNS.get(enum, enum.replace("_", " ")))


def expect_case(source: Source, at: Path, case: dict[str, Any], known: Known) -> None:
    """Routing inputs as a point or a choice fixes them; `component` may stand among them."""
    for name, value in case.items():
        if name == "component":
            expect_component(source, (*at, name), value, known)
        elif name not in INPUTS:
            source.problem((*at, name), "is not a routing input", instead_of(name, (*INPUTS, "component")))
        else:
            expect_enum(source, (*at, name), value, name, known)


def expect_component(source: Source, at: Path, component: str, known: Known, *, part: bool = False) -> None:
    """A code that the list, or a parent's row in it, covers. With `part` a code above rows of the list will do, too."""
    if not component or not known.lists:
        return
    codes = {row.component_code for listing in known.lists for row in listing.rows} - {EVERY_COMPONENT}
    if not codes or any(listing.covers(component) for listing in known.lists):
        return
    if part and (component == EVERY_COMPONENT or any(code.startswith(f"{component}.") for code in codes)):
        return
    choices = {above for code in codes for above in codes_above(code)} - {EVERY_COMPONENT} if part else codes
    source.problem(at, f"{component!r} has no row in the demarcation list", instead_of(component, choices))


def expect_duration(source: Source, at: Path, text: str, *others: str) -> None:
    if not is_duration(text) and text not in ("", *others):
        example = "an ISO 8601 duration such as P1M, P7D or PT4H"
        source.problem(at, f"{text!r} is not a duration", " or ".join((example, *map(repr, others))))


def is_duration(text: str) -> bool:
    try:
        parse_duration(text)
    except ValueError:
        return False
    return True


def expect_date(source: Source, at: Path, text: str) -> None:
    if text and not is_date(text):
        source.problem(at, f"{text!r} is not a date", "a date such as 2026-01-31")


def is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def expect_span(source: Source, at: Path, valid_from: str, valid_to: str) -> None:
    expect_date(source, (*at, "valid_from"), valid_from)
    expect_date(source, (*at, "valid_to"), valid_to)
    if valid_from and valid_to and valid_to < valid_from:
        source.problem((*at, "valid_to"), f"{valid_to} is before valid_from {valid_from}", "the same day or later")


def expect_words(source: Source, at: Path, words: Words, *, required: bool = True) -> None:
    """Both languages, or neither where the text may be left out. A long text is hardly the same in both."""
    if not words and not required:
        return
    for language, text in (("sv", words.sv), ("en", words.en)):
        if not text.strip():
            source.problem(at, f"has no text in {'Swedish' if language == 'sv' else 'English'}", f"add '{language}:'")
    if len(words.sv.strip()) >= LONG_TEXT and words.sv.strip() == words.en.strip():
        source.warning(at, "is the same in Swedish and English", "translate it")


def expect_unique(source: Source, key: str, ids: Iterable[tuple[Path, str]], noun: str) -> None:
    """`ids` are each id with its path; the second one of a pair is the problem."""
    seen: set[str] = set()
    for at, name in ids:
        if name in seen:
            source.problem((*at, key), f"{name!r} is already the {key} of another {noun}", "one of its own")
        seen.add(name)
