"""The policy's section `lone_work`: every mistake is told with its line, its field and what would be right."""

from dataclasses import fields
from pathlib import Path

import pytest

from sync_server.content.known import Known
from sync_server.content.lined import read_yaml
from sync_server.content.lone_work import check_lone_work, read_lone_work
from sync_server.content.problems import Problem
from sync_server.content.validate import Source

SECTION = """lone_work:
  buildings_with_tag: [personal_safety]
  minutes: [15, 30]
  longest: PT4H
  remind_after: PT5M
  contact_after: PT10M
  alarm_after: PT20M
  contacts: [unit_manager]
  routine: {sv: Ring., en: Call.}
  routines:
    - {building: B01, sv: Ring., en: Call.}
  kept_days: 30
"""
TOWN = {"roles": ("unit_manager", "contractor", "system_admin"), "building_ids": ("B01",), "tags": ("personal_safety",)}
NOTHING = {field.name: {} if "dict" in str(field.type) else () for field in fields(Known)}


def told(text: str, folder: Path) -> list[str]:
    (folder / "policy.yaml").write_text(text, "utf-8")
    problems: list[Problem] = []
    source = Source("policy.yaml", read_yaml(folder / "policy.yaml", problems), problems)
    if rules := read_lone_work(source):
        check_lone_work(source, rules, Known(**{**NOTHING, **TOWN}))
    return [f"{problem.line}: {problem.field}: {problem.what}; {problem.right}" for problem in problems]


def test_what_is_in_order_has_no_problems_and_becomes_rules(tmp_path: Path) -> None:
    assert told(SECTION, tmp_path) == []
    assert told("version: x", tmp_path) == [], "a municipality may do without"


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("remind_after", "remindafter", "5: remindafter: is an unknown field; did you mean 'remind_after'?"),
        (
            "PT10M",
            "10 min",
            "6: contact_after: '10 min' is not a duration; an ISO 8601 duration such as P1M, P7D or PT4H",
        ),
        ("PT10M", "P1D", "6: contact_after: 'P1D' is not hours and minutes; such as PT10M or PT4H"),
        ("PT20M", "PT10M", "7: alarm_after: PT10M is not after contact_after PT10M; a longer time"),
        ("[15, 30]", "[15, 0]", "3: minutes: 0 is not within a day; 1 to 1440 minutes"),
        ("[15, 30]", "[kvart]", "3: minutes: is the text 'kvart', not a number; a number, with a point for decimals"),
        (
            "[unit_manager]",
            "[unit_manger]",
            "8: contacts: 'unit_manger' is not a known role; did you mean 'unit_manager'?",
        ),
        ("[unit_manager]", "[contractor]", "8: contacts: contractor may not know who works alone; another role"),
        ("[unit_manager]", "[system_admin]", "8: contacts: system_admin may not know who works alone; another role"),
        ("building: B01", "building: B99", "11: building: 'B99' is not a known building; one of B01"),
        ("B01, sv: Ring., en", "B01, en", "11: words: has no text in Swedish; add 'sv:'"),
        ("{sv: Ring., en: Call.}", "{sv: Ring.}", "9: routine: has no text in English; add 'en:'"),
        ("kept_days: 30", "kept_days: 0", "12: kept_days: 0 is no number of days; 1 or more, such as 30"),
        (
            "safety]",
            "safty]",
            "2: buildings_with_tag: 'personal_safty' is not a known building tag; did you mean 'personal_safety'?",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_its_field_and_what_would_be_right(
    right: str, wrong: str, says: str, tmp_path: Path
) -> None:
    assert SECTION.count(right) >= 1
    assert told(SECTION.replace(right, wrong, 1), tmp_path)[:1] == [says]
