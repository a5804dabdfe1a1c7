"""What an answer means, for every kind of point: cannot be right, fine, or a deviation, and how grave."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklists.answers import (
    SEVERITIES,
    deviates,
    gravity,
    is_enough,
    is_milder,
    limits,
    severity_of,
    typing_error,
)
from domain.checklists.checklist import Choice, Point
from domain.durations import add_to_date, parse_duration
from domain.language import Words
from domain.places import Object
from tests.unit.world import point

NOW = "2026-11-23T09:00:00.000+00:00"
CHOICES = (
    Choice("whole", Words("Hel", "Whole")),
    Choice("cracked", Words("Sprucken", "Cracked"), deviation=True),
    Choice("gone", Words("Borta", "Gone"), deviation=True, severity="critical"),
)
NUMBER = point("p", "number", hard_min=-40, hard_max=80, decimals=1)
WHOLE = point("p", "number", decimals=0)
POLICE = point("p", "police_number", pattern="^[0-9]{4}-K[0-9]{1,7}-[0-9]{2}$", example="5000-K123456-26")
PAST = point("p", "datetime", not_future=True)

TYPED: list[tuple[Point, Any, bool]] = [
    (NUMBER, 12.5, True),
    (NUMBER, -40, True),
    (NUMBER, 80, True),
    (NUMBER, -40.1, False),
    (NUMBER, 80.1, False),
    (NUMBER, 12.55, False),
    (NUMBER, "12", False),
    (NUMBER, True, False),
    (NUMBER, None, True),
    (NUMBER, "na", False),
    (point("p", "number", allow_na=True), "na", True),
    (WHOLE, 3, True),
    (WHOLE, 3.0, True),
    (WHOLE, 3.5, False),
    (point("p", "money", hard_min=0), -1, False),
    (point("p", "text", max_length=3), "åäö", True),
    (point("p", "text", max_length=3), "åäöa", False),
    (point("p", "long_text"), "x" * 5000, True),
    (POLICE, "5000-K123456-26", True),
    (POLICE, "5000-K123456-2026", False),
    (POLICE, " 5000-K123456-26", False),
    (POLICE, "", True),
    (point("p"), "ok", True),
    (point("p"), "na", True),
    (point("p"), "yes", False),
    (point("p"), ["ok"], False),
    (point("p", "yes_no"), "no", True),
    (point("p", "yes_no"), "na", False),
    (point("p", "yes_no", allow_na=True), "na", True),
    (point("p", "yes_no"), "maybe", False),
    (point("p", "choice", choices=CHOICES), "gone", True),
    (point("p", "choice", choices=CHOICES), "stolen", False),
    (point("p", "choice", choices=CHOICES), ["gone"], False),
    (point("p", "multi_choice", choices=CHOICES), ["gone", "whole"], True),
    (point("p", "multi_choice", choices=CHOICES), [], True),
    (point("p", "multi_choice", choices=CHOICES), ["gone", "stolen"], False),
    (point("p", "multi_choice", choices=CHOICES), [["gone"]], False),
    (point("p", "photo", max_count=2), ["a", "b"], True),
    (point("p", "photo", max_count=2), ["a", "b", "c"], False),
    (point("p", "date"), "2026-02-29", False),
    (point("p", "date"), "2028-02-29", True),
    (point("p", "date"), "missing", False),
    (point("p", "date", max_age="P12M"), "missing", True),
    (point("p", "datetime"), "snart", False),
    (PAST, "2026-11-23T10:00+01:00", True),
    (PAST, "2026-11-23T10:01+01:00", False),
    (PAST, "2026-11-23T09:00Z", True),
    (point("p", "date", not_future=True), "2026-11-23", True),
    (point("p", "date", not_future=True), "2026-11-24", False),
    (point("p", "date"), "2027-01-01", True),
]


@pytest.mark.parametrize(("asked", "value", "right"), TYPED, ids=lambda part: str(getattr(part, "type", part))[:20])
def test_an_answer_can_be_right_or_is_refused_in_both_languages(asked: Point, value: Any, right: bool) -> None:
    said = typing_error(asked, value, NOW)
    assert (said is None) is right
    assert said is None or (said.sv and said.en and said.sv != said.en)


def test_today_is_not_in_the_future_though_it_is_still_yesterday_in_greenwich() -> None:
    asked = point("p", "date", not_future=True)
    assert typing_error(asked, "2026-06-02", "2026-06-01T22:30:00.000+00:00") is None
    assert typing_error(asked, "2026-06-03", "2026-06-01T22:30:00.000+00:00")


AFTER, BEFORE = point("p", "datetime", after="other"), point("p", "datetime", before="other")


@pytest.mark.parametrize(
    ("asked", "value", "other", "right"),
    [
        (AFTER, "2026-11-23T09:01+01:00", "2026-11-23T09:00+01:00", True),
        (AFTER, "2026-11-23T09:00+01:00", "2026-11-23T09:00+01:00", True),
        (AFTER, "2026-11-23T08:59+01:00", "2026-11-23T09:00+01:00", False),
        (AFTER, "2026-11-23T08:30+00:00", "2026-11-23T09:00+01:00", True),
        (AFTER, "2026-11-23T09:30+02:00", "2026-11-23T09:00+01:00", False),
        # The night when summer time ends: half past two comes twice.
        (AFTER, "2026-10-25T02:30+01:00", "2026-10-25T02:45+02:00", True),
        (AFTER, "2026-11-23", "2026-11-23T23:00+01:00", True),
        (AFTER, "2026-11-22", "2026-11-23T00:00+01:00", False),
        (AFTER, "2026-11-23T09:00+01:00", None, True),
        (BEFORE, "2026-11-23T09:00+01:00", "2026-11-23T09:01+01:00", True),
        (BEFORE, "2026-11-23T09:02+01:00", "2026-11-23T09:01+01:00", False),
        (BEFORE, "2026-11-24", "2026-11-23", False),
    ],
)
def test_a_moment_is_after_or_before_another_by_the_clocks_of_both(
    asked: Point, value: str, other: str | None, right: bool
) -> None:
    assert (typing_error(asked, value, NOW, {"other": other}) is None) is right


@pytest.mark.parametrize(
    ("asked", "value", "enough"),
    [
        (point("p", "photo", min_count=2), ["a"], False),
        (point("p", "photo", min_count=2), ["a", "b"], True),
        (point("p", "photo", required=True), [], False),
        (point("p", "photo"), [], True),
        (point("p", "photo", required=True, allow_na=True), "na", True),
        (point("p", "text"), "", False),
        (point("p", "multi_choice"), [], False),
        (point("p", "number"), 0, True),
        (point("p", "yes_no"), None, False),
    ],
)
def test_an_answer_is_whole_or_not(asked: Point, value: Any, enough: bool) -> None:
    assert is_enough(asked, value) is enough


# --- deviations ------------------------------------------------------------------------------------------------------

OWN = Object("AP-1", "panel", "ALM", "EXP", "Central", limits={"p": {"min": 24.0}})
VOLT = point("p", "number", min=20.0, max=30.0, limits_from="object")


def test_an_object_has_its_own_limits_and_for_what_it_has_none_the_points() -> None:
    assert limits(VOLT, OWN) == (24.0, 30.0)
    assert limits(VOLT, None) == (20.0, 30.0)
    assert limits(point("p", "number", min=20.0), OWN) == (20.0, None)
    assert [deviates(VOLT, value, OWN) for value in (23.9, 24.0, 30.0, 30.1)] == [True, False, False, True]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 3000), st.sampled_from(["P6M", "P12M", "P15M"]))
def test_a_date_is_too_old_from_the_day_after_its_age(today: date, days: int, max_age: str) -> None:
    asked, given_ = point("p", "date", max_age=max_age), today - timedelta(days=days)
    oldest = add_to_date(today, parse_duration(max_age), -1)
    assert deviates(asked, given_.isoformat(), on=f"{today}T12:00:00.000+00:00") is (given_ < oldest)


def test_a_missing_date_is_a_deviation_where_dates_grow_old_and_no_date_never_does_elsewhere() -> None:
    assert deviates(point("p", "date", max_age="P12M"), "missing", on=NOW)
    assert not deviates(point("p", "date"), "1999-01-01", on=NOW)
    assert not deviates(point("p", "date", max_age="P12M", allow_na=True), "na", on=NOW)


def test_yes_or_no_is_a_deviation_only_where_the_point_says_so_and_not_where_it_marks_another() -> None:
    marking = point("p", "yes_no", deviation_when="yes", sets_attribute="offensive", show_if={"point": "q", "op": "eq"})
    assert deviates(point("p", "yes_no", deviation_when="yes"), "yes")
    assert not deviates(point("p", "yes_no"), "no")
    assert not deviates(marking, "yes")


# --- severities ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "value", "severity"),
    [
        (point("p"), "deviation", "medium"),
        (point("p", severity="high"), "deviation", "high"),
        (point("p", "choice", severity="low", choices=CHOICES), "cracked", "low"),
        (point("p", "choice", severity="low", choices=CHOICES), "gone", "critical"),
        (point("p", "multi_choice", severity="low", choices=CHOICES), ["cracked", "gone"], "critical"),
    ],
)
def test_an_answer_is_as_grave_as_the_gravest_of_its_choices_else_as_its_point(asked, value, severity) -> None:
    assert severity_of(asked, value) == severity


@given(st.sampled_from(SEVERITIES), st.sampled_from(SEVERITIES))
def test_of_two_severities_one_is_milder_unless_they_are_the_same(one: str, other: str) -> None:
    assert [is_milder(one, other), is_milder(other, one), one == other].count(True) == 1
    assert is_milder("observation", "critical")


def test_a_graver_deviation_is_worse_than_a_milder_and_any_is_worse_than_none() -> None:
    def worth(value: Any) -> int:
        return gravity(point("p", "choice", severity="low", choices=CHOICES), value, "")

    assert worth("gone") > worth("cracked") > worth("na") > worth("whole")
    assert gravity(point("p", "text"), "whatever", "a finding") > worth("na")
