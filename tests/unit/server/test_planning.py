"""Two years of the demo municipality, day by day: which rounds there are, and what becomes of each of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.durations import add_to_date, parse_duration
from domain.rounds.logbook import WHOLE_CHECKLIST, Logbook, Off, logbook_id
from domain.rounds.round import IN_PROGRESS, MISSED, PLANNED, SUBMITTED, SUSPENDED, Round
from domain.rounds.schedules import EVENT
from sync_server.storage import ledger
from tests.server_fixtures import demo_municipality
from tests.unit.travelling_town import DAY, FIRST, HOUR, STOCKHOLM, Town, town_at

SUMMERS = {"2027-06-12", "2027-07-12", "2028-06-12", "2028-07-12"}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with town_at(tmp_path) as there:
        yield there


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def expected_opening_days(start: str, interval: str, grace: str, until: date) -> set[str]:
    """By counting from the schedule's start: all that could still be walked on the first day, or later."""
    duration, days, number = parse_duration(interval), set(), 0
    while (opens := add_to_date(date.fromisoformat(start), duration, number)) <= until:
        number += 1
        last = add_to_date(add_to_date(date.fromisoformat(start), duration, number), parse_duration(grace))
        if last >= FIRST.date() and not (grace.startswith("PT") and last == FIRST.date()):
            days.add(opens.isoformat())
    return days


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Round]]:
    """All rounds after two years in which nobody walked any but the fire rounds of the town hall."""
    with town_at(tmp_path_factory.mktemp("town")) as town:
        while town.now < moment("2028-11-23T12:00"):
            town.sleeps(town.now + DAY)
            for walked in town.rounds("sba-monthly", "B07").values() if town.now.day == 14 else ():
                if walked.status == PLANNED:
                    at = town.now.astimezone(UTC).isoformat()
                    town.keeps(replace(walked, status=SUBMITTED, started_at=at, submitted_at=at, signed_by="B. Ek"))
        yield town.rounds()


def test_every_schedule_of_the_demo_gets_the_rounds_of_its_interval_and_no_others(
    two_years: dict[str, Round],
) -> None:
    municipality = demo_municipality()
    for schedule in municipality.schedules:
        checklist = municipality.checklists[schedule.checklist]
        if checklist.interval != EVENT:
            found = {r.opens for r in two_years.values() if f"{r.building}:{r.checklist}" == schedule.key}
            wanted = expected_opening_days(schedule.start, checklist.interval, checklist.grace, date(2028, 11, 23))
            assert found == wanted, schedule.key
    assert {r.checklist for r in two_years.values()} == {
        name for name, checklist in municipality.checklists.items() if checklist.kind != "incident_form"
    }


def test_every_round_that_nobody_walked_in_time_is_missed_and_those_of_today_are_planned(
    two_years: dict[str, Round],
) -> None:
    for round_ in two_years.values():
        if round_.status != SUBMITTED and round_.id not in suspended(two_years):
            over = round_.last_day[:10] < "2028-11-23" or round_.last_day == "2028-11-23T06:00+01:00"
            assert round_.status == (MISSED if over else PLANNED), round_.id


def suspended(rounds: dict[str, Round]) -> set[str]:
    return {name for name, round_ in rounds.items() if round_.status == SUSPENDED}


def test_only_the_users_monthly_rounds_in_schools_rest_in_the_two_summers(two_years: dict[str, Round]) -> None:
    assert suspended(two_years) == {f"{b}:sba-monthly:{day}" for b in ("B01", "B03") for day in SUMMERS}
    assert {two_years[name].why_not for name in suspended(two_years)} == {"sommarlov (summer holiday)"}


def test_closing_is_planned_for_the_last_school_day_before_each_holiday(two_years: dict[str, Round]) -> None:
    closings = [r for r in two_years.values() if r.checklist == "school-holiday-closing"]
    school = {
        "2026-12-21", "2027-02-19", "2027-03-25", "2027-06-11", "2027-10-29", "2027-12-21",
        "2028-02-18", "2028-04-13", "2028-06-09",
    }  # fmt: skip
    preschool = {"2026-12-23", "2027-07-09", "2027-12-23", "2028-07-07"}
    for building, days in (("B01", school), ("B02", preschool), ("B03", school), ("B12", preschool)):
        assert {r.opens for r in closings if r.building == building} == days, building
    assert {r.building for r in closings} == {"B01", "B02", "B03", "B12"}
    assert all(r.opens == r.due == r.last_day for r in closings)


def test_the_guards_last_moment_is_six_hours_after_midnight_every_night_of_two_years(
    two_years: dict[str, Round],
) -> None:
    nights = [r for r in two_years.values() if r.checklist == "guard-round-high-value"]
    assert len(nights) == 732
    at = {r.due: r.last_day for r in nights}
    assert at.pop("2027-03-28") == "2027-03-28T07:00+02:00"
    assert at.pop("2027-10-31") == "2027-10-31T05:00+01:00"
    assert at.pop("2028-03-26") == "2028-03-26T07:00+02:00"
    assert at.pop("2028-10-29") == "2028-10-29T05:00+01:00"
    assert at["2028-02-29"] == "2028-02-29T06:00+01:00"
    assert {last[10:] for last in at.values()} == {"T06:00+01:00", "T06:00+02:00"}


def test_rounds_signed_two_years_ago_are_still_there(two_years: dict[str, Round]) -> None:
    signed = sorted(r.submitted_at[:10] for r in two_years.values() if r.status == SUBMITTED)
    # In December both the one that opened in November and the next.
    assert len(signed) == 25
    assert (signed[0], signed[-1]) == ("2026-12-14", "2028-11-14")


# --- no hour matters -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("night", ["2027-03-27", "2027-10-30", "2028-02-28"])
def test_every_hour_through_a_night_gives_what_one_look_gives(tmp_path: Path, night: str) -> None:
    begins, ends = moment(f"{night}T12:00"), moment(f"{night}T12:00") + 2 * DAY
    with town_at(tmp_path / "hourly", begins) as hourly, town_at(tmp_path / "once", begins) as once:
        hourly.passes(ends, by=HOUR)
        once.sleeps(ends)
        assert hourly.rounds() == once.rounds()


def test_a_guard_round_is_missed_at_six_by_the_clock_on_the_wall_not_before(tmp_path: Path) -> None:
    """On the night on which summer time begins, six hours after midnight it is seven."""
    with town_at(tmp_path, moment("2027-03-27T12:00")) as town:
        name = "B10:guard-round-high-value:2027-03-27"
        for at, status in (("2027-03-28T06:30", PLANNED), ("2027-03-28T07:00", PLANNED), ("2027-03-28T07:01", MISSED)):
            town.sleeps(moment(at))
            assert town.rounds()[name].status == status, at


def test_a_day_begins_at_midnight_in_stockholm(town: Town) -> None:
    name = "B10:guard-round-high-value:2027-07-01"
    town.sleeps(datetime(2027, 6, 30, 21, 59, tzinfo=UTC))
    assert name not in town.rounds()
    town.sleeps(datetime(2027, 6, 30, 22, 0, tzinfo=UTC))
    assert name in town.rounds()


def test_asking_again_writes_nothing(town: Town) -> None:
    town.sleeps(FIRST + 3 * DAY)
    version = town.version()
    assert town.office.begin_the_day() == 0
    town.sleeps(town.now + HOUR)
    assert town.version() == version


def test_what_was_not_planned_while_the_server_was_off_is_planned_and_missed_afterwards(tmp_path: Path) -> None:
    until = FIRST + 75 * DAY
    with town_at(tmp_path / "on") as always, town_at(tmp_path / "off") as slept:
        always.passes(until)
        slept.sleeps(until)
        assert slept.rounds() == always.rounds()
        nights = slept.rounds("guard-round-high-value").values()
        assert sum(r.status == MISSED for r in nights) == 75


def test_a_new_server_begins_with_what_may_be_walked_today_and_has_missed_nothing(town: Town) -> None:
    rounds = town.rounds().values()
    assert {r.status for r in rounds} == {PLANNED}
    assert min(r.last_day for r in rounds) >= FIRST.date().isoformat()


def test_a_new_schedule_begins_the_day_it_is_decided(town: Town) -> None:
    schedules = town.office.register.municipality.schedules
    monthly = next(s for s in schedules if s.key == "B01:sba-monthly")
    town.decides(schedules=tuple(s for s in schedules if s != monthly))
    town.sleeps(FIRST + 100 * DAY)
    town.decides(schedules=schedules)
    ids = set(town.rounds("sba-monthly", "B01"))
    assert ids == {f"B01:sba-monthly:{day}" for day in ("2026-11-12", "2027-02-12")}


# --- begun, missed, withdrawn ----------------------------------------------------------------------------------------

NAME = "B01:sba-monthly:2026-11-12"
OVER = moment("2026-12-20T12:00")


def test_a_round_begun_in_time_is_not_missed_and_keeps_its_version(town: Town) -> None:
    begun = replace(town.rounds()[NAME], status=IN_PROGRESS, started_at="2026-11-24T08:00:00+00:00")
    town.keeps(begun)
    town.decides(checklists=_with_version(town, "sba-monthly", "2027:1"))
    town.passes(OVER)
    assert town.rounds()[NAME] == begun


def test_a_missed_round_stays_missed_when_the_next_is_walked_and_the_checklist_changes(town: Town) -> None:
    town.passes(OVER)
    missed = town.rounds()[NAME]
    assert missed.status == MISSED
    following = town.rounds()["B01:sba-monthly:2026-12-12"]
    town.keeps(replace(following, status=SUBMITTED, submitted_at="2026-12-20T12:00:00+00:00"))
    town.decides(checklists=_with_version(town, "sba-monthly", "2027:1"))
    town.passes(OVER + 60 * DAY)
    assert town.rounds()[NAME] == missed


def test_a_round_that_the_server_called_missed_may_have_been_begun_in_time_and_is_then_left(town: Town) -> None:
    town.passes(OVER)
    begun = replace(town.rounds()[NAME], status=IN_PROGRESS, started_at="2026-12-19T08:00:00+00:00")
    town.keeps(begun)
    town.passes(OVER + 3 * DAY)
    assert town.rounds()[NAME] == begun


def test_a_round_not_begun_takes_over_the_new_version_and_the_new_performer(town: Town) -> None:
    municipality = town.office.register.municipality
    schedules = [
        replace(s, performer="manager-b01") if s.key == "B01:sba-monthly" else s for s in municipality.schedules
    ]
    town.decides(checklists=_with_version(town, "sba-monthly", "2027:1"), schedules=tuple(schedules))
    changed = town.rounds()[NAME]
    assert (changed.version, changed.performer, changed.status) == ("2027:1", "manager-b01", PLANNED)


def _with_version(town: Town, name: str, version: str) -> dict:
    checklists = town.office.register.municipality.checklists
    return {**checklists, name: replace(checklists[name], version=version)}


def _without(town: Town, name: str) -> dict:
    held = town.office.register.municipality
    return {
        "checklists": {key: checklist for key, checklist in held.checklists.items() if key != name},
        "schedules": tuple(s for s in held.schedules if s.checklist != name),
    }


def test_of_a_withdrawn_checklist_no_rounds_come_those_not_begun_rest_and_one_begun_goes_on(town: Town) -> None:
    begun = replace(town.rounds()[NAME], status=IN_PROGRESS, started_at="2026-11-24T08:00:00+00:00")
    town.keeps(begun)
    before = town.rounds("sba-monthly")
    town.decides(**_without(town, "sba-monthly"))
    town.passes(OVER)
    after = town.rounds("sba-monthly")
    assert set(after) == set(before)
    assert after.pop(NAME) == begun
    assert {(r.status, r.why_not) for r in after.values()} == {
        (SUSPENDED, "checklistan är indragen (the checklist has been withdrawn)")
    }
    assert town.office.register.checklist("sba-monthly", begun.version)


def test_a_schedule_that_begins_on_another_day_plans_anew_and_what_was_planned_rests(town: Town) -> None:
    schedules = town.office.register.municipality.schedules
    town.decides(
        schedules=tuple(replace(s, start="2026-11-20") if s.key == "B01:sba-monthly" else s for s in schedules)
    )
    found = {r.opens: r.status for r in town.rounds("sba-monthly", "B01").values()}
    assert found == {"2026-11-12": SUSPENDED, "2026-11-20": PLANNED}


def test_a_round_that_is_no_longer_scheduled_rests(town: Town) -> None:
    schedules = town.office.register.municipality.schedules
    town.decides(schedules=tuple(s for s in schedules if s.key != "B01:sba-monthly"))
    assert town.rounds()[NAME].why_not == "den ingår inte längre i schemat (it is no longer scheduled)"


def switched(off: bool) -> Logbook:
    said = Off("Skolan är flyttad till paviljonger.", "manager-b01", "Rektor", "2026-11-23T12:00:00+00:00")
    identity = logbook_id("B01", "sba-monthly")
    return Logbook(identity, "B01", "sba-monthly", off={WHOLE_CHECKLIST: said} if off else {})


def test_a_checklist_that_is_switched_off_in_a_building_is_not_walked_there_until_it_is_on_again(town: Town) -> None:
    town.keeps(switched(off=True))
    town.passes(moment("2027-01-15T12:00"))
    town.keeps(switched(off=False))
    town.passes(moment("2027-02-25T12:00"))
    found = {r.opens: (r.status, r.why_not) for r in town.rounds("sba-monthly", "B01").values()}
    resting = (SUSPENDED, "Skolan är flyttad till paviljonger.")
    assert found == {
        "2026-11-12": resting,
        # Its last day had not passed when the checklist was switched on.
        "2026-12-12": (MISSED, ""),
        "2027-01-12": (MISSED, ""),
        "2027-02-12": (PLANNED, ""),
    }
    assert all(r.status != SUSPENDED for r in town.rounds("sba-monthly", "B02").values())


def test_closing_before_holidays_needs_no_schedule_and_falls_to_the_unit_manager(town: Town) -> None:
    schedules = town.office.register.municipality.schedules
    town.decides(schedules=tuple(s for s in schedules if s.checklist != "school-holiday-closing"))
    town.passes(moment("2026-12-20T12:00"))
    found = {(r.building, r.opens, r.performer) for r in town.rounds("school-holiday-closing").values()}
    assert found == {
        ("B01", "2026-12-21", "manager-b01"),
        ("B02", "2026-12-23", "manager-b02"),
        ("B03", "2026-12-21", "manager-b03"),
        ("B12", "2026-12-23", "manager-b02"),
    }


def test_nobody_can_see_how_far_planning_has_come(town: Town) -> None:
    municipality = town.office.register.municipality
    with town.office.database.reading() as connection:
        for person in municipality.persons.values():
            opened = ledger.audiences_opened_by(connection, town.office.register.keys_of(person))
            kinds = {row.kind for row in ledger.changed_since(connection, 0, opened, None)}
            assert "plan" not in kinds
