"""The policy's section `lone_work`: read as `domain.lone_work.rules`, and whether it can be kept to."""

from itertools import pairwise

from domain.durations import parse_duration
from domain.lone_work.acts import DAY_MINUTES
from domain.lone_work.people import OTHER_EMPLOYERS
from domain.lone_work.rules import LoneWorkRules, Routine
from domain.secrecy.table import NEVER, RESTRICTED, reach
from sync_server.content.known import Known, expect, expect_all, expect_duration, expect_tag, expect_words, is_duration
from sync_server.content.validate import Source, as_words, fit

SECTION = "lone_work"
KNOWN = {"": LoneWorkRules, "routines": Routine}
TIMES = ("longest", "due_soon", "remind_after", "contact_after", "alarm_after")
STEPS = ("remind_after", "contact_after", "alarm_after")


def read_lone_work(source: Source) -> LoneWorkRules | None:
    """The rules, of no building where the section is left out; None, and problems, where it does not fit."""
    said = source.content.get(SECTION, {})
    routines = said.get("routines") if isinstance(said, dict) else None
    for routine in routines if isinstance(routines, list) else ():
        as_words(routine, "words")
    return fit(source, LoneWorkRules, said, (SECTION,), KNOWN)


def check_lone_work(source: Source, rules: LoneWorkRules, known: Known) -> None:
    for number, tag in enumerate(rules.buildings_with_tag):
        expect_tag(source, (SECTION, "buildings_with_tag", number), tag, known)
    for name in TIMES:
        text = getattr(rules, name)
        expect_duration(source, (SECTION, name), text)
        if not text or (is_duration(text) and not text.startswith("PT")):
            source.problem((SECTION, name), f"{text!r} is not hours and minutes", "such as PT10M or PT4H")
    _check_order(source, rules)
    for number, minutes in enumerate(rules.minutes):
        if not 1 <= minutes <= DAY_MINUTES:
            source.problem(
                (SECTION, "minutes", number), f"{minutes} is not within a day", f"1 to {DAY_MINUTES} minutes"
            )
    if rules.kept_days < 1:
        source.problem((SECTION, "kept_days"), f"{rules.kept_days} is no number of days", "1 or more, such as 30")
    _check_contacts(source, rules, known)
    expect_words(source, (SECTION, "routine"), rules.routine, required=bool(rules.buildings_with_tag))
    for number, routine in enumerate(rules.routines):
        at = (SECTION, "routines", number)
        expect(source, (*at, "building"), routine.building, known.building_ids, "building")
        expect_words(source, (*at, "words"), routine.words)


def _check_order(source: Source, rules: LoneWorkRules) -> None:
    """Minutes as written: PT10M before PT20M."""
    for earlier, later in pairwise(STEPS):
        texts = getattr(rules, earlier), getattr(rules, later)
        if all(map(is_duration, texts)) and _minutes(texts[1]) <= _minutes(texts[0]):
            source.problem((SECTION, later), f"{texts[1]} is not after {earlier} {texts[0]}", "a longer time")


def _minutes(text: str) -> int:
    return parse_duration(text).minutes


def _check_contacts(source: Source, rules: LoneWorkRules, known: Known) -> None:
    """Whoever may never read what protects a person cannot be somebody's contact."""
    expect_all(source, (SECTION, "contacts"), rules.contacts, known.roles, "role")
    for role in rules.contacts:
        if role in OTHER_EMPLOYERS or reach(role, RESTRICTED) == NEVER:
            source.problem((SECTION, "contacts"), f"{role} may not know who works alone", "another role")
