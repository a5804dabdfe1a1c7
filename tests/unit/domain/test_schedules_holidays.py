"""When rounds rest: the user's in school holidays, anybody's where the checklist is switched off."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language import Words
from domain.people import Person
from domain.places import Space
from domain.rounds.logbook import WHOLE_CHECKLIST, Logbook, Off
from domain.rounds.round import Round
from domain.rounds.schedules import (
    Schedule,
    in_both,
    is_users,
    planned_rounds,
    suspended_for,
    taken_over,
    why_suspended,
)
from domain.rounds.school_year import SchoolHoliday, SchoolYear
from tests.unit.world import CHECKLIST, INSPECTOR, MANAGER, SCHOOL

PUBLIC = {date(2027, 1, 1), date(2027, 1, 6), date(2027, 3, 26), date(2027, 3, 29)}
HOLIDAYS = (
    SchoolHoliday(Words("jullov", "Christmas holiday"), ("school",), "2026-12-22", "2027-01-08"),
    SchoolHoliday(Words("påsklov", "Easter break"), ("school",), "2027-03-30", "2027-04-02"),
    SchoolHoliday(Words("sommarlov", "summer holiday"), ("school",), "2027-06-12", "2027-08-16"),
    SchoolHoliday(Words("sommarstängt", "closed"), ("preschool",), "2027-07-12", "2027-08-08"),
)
YEAR = SchoolYear(HOLIDAYS, PUBLIC.__contains__)
BUILDING = replace(SCHOOL, kind="school")
SUMMER = "sommarlov (summer holiday)"
CARETAKER = Person("caretaker-1", "Fastighetsskötare", "TF", ("caretaker",), ("B01",))


def round_of(opens: str, due: str) -> Round:
    return Round("r", "B01", "sba", "2026:1", opens=opens, due=due, last_day="2028-01-01")


@pytest.mark.parametrize(
    ("opens", "due", "why"),
    [
        ("2027-06-12", "2027-07-12", SUMMER),
        ("2027-07-12", "2027-08-12", SUMMER),
        ("2027-07-17", "2027-08-17", SUMMER),
        # The 17th of August is a school day, but the next round opens that day.
        ("2027-07-18", "2027-08-18", ""),
        # The 11th of June is the last school day.
        ("2027-06-11", "2027-07-11", ""),
        ("2027-08-12", "2027-09-12", ""),
        # The weekend before a holiday is no school day.
        ("2026-12-19", "2026-12-28", ""),
        ("2026-12-21", "2026-12-28", ""),
        ("2026-12-22", "2026-12-29", "jullov (Christmas holiday)"),
        ("2027-01-02", "2027-01-11", "jullov (Christmas holiday)"),
        # A weekend and a public holiday are no holiday of the school.
        ("2027-01-16", "2027-01-18", ""),
        ("2027-03-26", "2027-03-29", ""),
        ("2027-03-26", "2027-04-05", "påsklov (Easter break)"),
        ("2027-03-09", "2027-06-09", ""),
    ],
)
def test_the_users_round_rests_when_no_school_day_is_left_before_the_next_opens(opens: str, due: str, why: str) -> None:
    assert why_suspended(round_of(opens, due), BUILDING, INSPECTOR, None, YEAR) == why


def test_the_owners_rounds_go_on_in_holidays() -> None:
    assert why_suspended(round_of("2027-06-12", "2027-07-12"), BUILDING, CARETAKER, None, YEAR) == ""


def test_another_kind_of_building_has_its_own_holidays() -> None:
    summer = round_of("2027-06-12", "2027-07-12")
    for kind in ("preschool", "care_home", ""):
        assert why_suspended(summer, replace(BUILDING, kind=kind), INSPECTOR, None, YEAR) == ""
    july = round_of("2027-07-12", "2027-08-08")
    assert why_suspended(july, replace(BUILDING, kind="preschool"), INSPECTOR, None, YEAR) == "sommarstängt (closed)"


@pytest.mark.parametrize(
    ("performer", "changed", "users"),
    [
        (INSPECTOR, {}, True),
        (MANAGER, {}, False),
        (INSPECTOR, {"owner_org": "BUN"}, False),
        (INSPECTOR, {"user_org": "KFF"}, False),
        (INSPECTOR, {"user_org": "KFF", "lead_user_org": "BUN"}, True),
        (INSPECTOR, {"user_org": "KFF", "spaces": (Space("x", "x", "office", "indoor", user_org="BUN"),)}, True),
        (replace(INSPECTOR, org=""), {}, False),
    ],
)
def test_a_round_is_the_users_when_who_walks_it_comes_from_a_user_who_is_not_the_owner(
    performer: Person, changed: dict, users: bool
) -> None:
    assert is_users(performer, replace(BUILDING, **changed)) is users


def test_a_checklist_that_is_switched_off_is_not_walked_by_anybody_and_the_reason_is_kept() -> None:
    off = {WHOLE_CHECKLIST: Off("Huset är tömt.", "manager-1", "Förvaltare", "2027-01-01T10:00:00+00:00")}
    logbook = Logbook("B01:sba", "B01", "sba", off=off)
    for performer in (INSPECTOR, CARETAKER):
        for opens, due in (("2027-03-09", "2027-06-09"), ("2027-06-12", "2027-07-12")):
            assert why_suspended(round_of(opens, due), BUILDING, performer, logbook, YEAR) == "Huset är tömt."
    one_point = replace(logbook, off={"p-ext": off[WHOLE_CHECKLIST]})
    assert why_suspended(round_of("2027-03-09", "2027-06-09"), BUILDING, CARETAKER, one_point, YEAR) == ""


def test_a_suspended_round_is_planned_again_when_the_reason_is_gone() -> None:
    planned = round_of("2027-03-09", "2027-06-09")
    suspended = suspended_for(planned, "Huset är tömt.")
    assert (suspended.status, suspended.why_not) == ("suspended", "Huset är tömt.")
    assert suspended_for(suspended, "") == planned


def test_a_round_not_begun_takes_over_the_newest_checklist_and_the_new_performer() -> None:
    newer = replace(CHECKLIST, version="2027:1", confidentiality="limited")
    taken = taken_over(round_of("2027-03-09", "2027-06-09"), newer, "manager-1")
    assert (taken.version, taken.confidentiality, taken.performer) == ("2027:1", "limited", "manager-1")


def test_a_reason_that_is_the_same_in_both_languages_is_said_once() -> None:
    assert in_both(Words("Valborg", "Valborg")) == "Valborg"


# --- before each holiday ---------------------------------------------------------------------------------------------

CLOSING = replace(CHECKLIST, id="closing", interval="event", event="before_school_holiday", grace="P0D")


def closings(since: date, now: datetime, start: str = "") -> list[Round]:
    return list(planned_rounds(Schedule("B01", "closing", "manager-1", start), CLOSING, BUILDING, YEAR, since, now))


def test_the_closing_is_on_the_last_school_day_before_each_holiday() -> None:
    now = datetime(2027, 12, 31, tzinfo=ZoneInfo("Europe/Stockholm"))
    found = closings(date(2026, 8, 1), now)
    # Good Friday and Easter Monday come before the Easter break.
    assert [round_.opens for round_ in found] == ["2026-12-21", "2027-03-25", "2027-06-11"]
    assert all(round_.due == round_.last_day == round_.opens for round_ in found)
    assert [round_.opens for round_ in closings(date(2026, 8, 1), now, "2027-03-25")] == ["2027-03-25", "2027-06-11"]


def test_a_closing_is_announced_a_week_ahead() -> None:
    for day, seen in ((13, 0), (14, 1), (21, 1), (22, 0)):
        now = datetime(2026, 12, day, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
        assert len(closings(now.date(), now)) == seen, day


def test_holidays_without_a_school_day_between_them_share_their_closing() -> None:
    between = SchoolHoliday(Words("lovdag", "day off"), ("school",), "2027-01-11", "2027-01-12")
    assert list(SchoolYear((*HOLIDAYS[:1], between), PUBLIC.__contains__).closing_days("school")) == [
        date(2026, 12, 21)
    ]


@given(st.dates(date(2026, 10, 1), date(2027, 12, 31)), st.integers(1, 120))
def test_a_holiday_throughout_is_said_exactly_when_no_school_day_is_left_and_part_is_a_holiday(
    first: date, days: int
) -> None:
    span = [date.fromordinal(first.toordinal() + n) for n in range(days)]
    school_days = [day for day in span if YEAR.is_school_day(day, "school")]
    in_holiday = [day for day in span for each in HOLIDAYS[:3] if each.first_day <= day.isoformat() <= each.last_day]
    assert bool(YEAR.holiday_throughout(first, span[-1], "school")) == (not school_days and bool(in_holiday))
