"""The time that is left, as a person at the desk would say it, in both languages."""

import pytest
from hypothesis import given

from domain.clocks.time_left import time_left
from tests.unit.working_hours import KINDS, MOMENTS, WORKING, local

WORKING_TIME = [
    # 2026-11-24 is a Tuesday.
    ("2026-11-24T14:00", "2026-11-26T14:00",
     "2 arbetsdagar kvar, torsdag 14:00", "2 working days left, Thursday 14:00"),
    ("2026-11-24T07:10", "2026-11-26T14:00",
     "2 arbetsdagar kvar, torsdag 14:00", "2 working days left, Thursday 14:00"),
    ("2026-11-24T15:59", "2026-11-26T07:00",
     "2 arbetsdagar kvar, torsdag 07:00", "2 working days left, Thursday 07:00"),
    ("2026-11-25T15:00", "2026-11-26T14:00", "1 arbetsdag kvar, i morgon 14:00", "1 working day left, tomorrow 14:00"),
    ("2026-11-24T12:30", "2026-11-24T15:30", "3 timmar kvar, i dag 15:30", "3 hours left, today 15:30"),
    ("2026-11-24T14:10", "2026-11-24T15:30",
     "1 timme 20 minuter kvar, i dag 15:30", "1 hour 20 minutes left, today 15:30"),
    ("2026-11-24T15:29", "2026-11-24T15:30", "1 minut kvar, i dag 15:30", "1 minute left, today 15:30"),
    ("2026-11-27T15:00", "2026-11-30T10:00", "1 arbetsdag kvar, måndag 10:00", "1 working day left, Monday 10:00"),
    ("2026-11-28T12:00", "2026-11-30T10:00", "1 arbetsdag kvar, måndag 10:00", "1 working day left, Monday 10:00"),
    ("2026-12-23T15:30", "2026-12-28T10:00", "1 arbetsdag kvar, måndag 10:00", "1 working day left, Monday 10:00"),
    ("2026-11-24T10:00", "2026-12-21T10:00",
     "19 arbetsdagar kvar, 21 december 10:00", "19 working days left, 21 December 10:00"),
    ("2026-12-29T10:00", "2027-01-07T15:00",
     "4 arbetsdagar kvar, 7 januari 2027 15:00", "4 working days left, 7 January 2027 15:00"),
]  # fmt: skip
WALL_CLOCK = [
    ("2026-11-24T14:45", "2026-11-24T15:30", "45 minuter kvar, i dag 15:30", "45 minutes left, today 15:30"),
    ("2026-11-24T15:30", "2026-11-25T14:30", "23 timmar kvar, i morgon 14:30", "23 hours left, tomorrow 14:30"),
    ("2026-10-24T12:00", "2026-10-25T11:00", "24 timmar kvar, i morgon 11:00", "24 hours left, tomorrow 11:00"),
    ("2026-11-28T12:00", "2026-12-03T11:00", "5 dygn kvar, torsdag 11:00", "5 days left, Thursday 11:00"),
    ("2026-11-23T18:00", "2026-11-30T15:00", "7 dygn kvar, 30 november 15:00", "7 days left, 30 November 15:00"),
    ("2026-11-23T18:00", "2026-11-30T23:00", "7 dygn kvar, 30 november 23:00", "7 days left, 30 November 23:00"),
]
LATE = [
    ("working_time", "2026-11-26T17:00", "2026-11-26T14:00",
     "3 timmar försenat, skulle ha varit klart i dag 14:00", "3 hours late, was due today 14:00"),
    ("working_time", "2026-11-26T14:00", "2026-11-26T14:00",
     "1 minut försenat, skulle ha varit klart i dag 14:00", "1 minute late, was due today 14:00"),
    ("working_time", "2026-11-27T09:00", "2026-11-26T14:00",
     "1 arbetsdag försenat, skulle ha varit klart i går 14:00", "1 working day late, was due yesterday 14:00"),
    ("working_time", "2026-11-30T09:00", "2026-11-26T14:00",
     "2 arbetsdagar försenat, skulle ha varit klart i torsdags 14:00",
     "2 working days late, was due last Thursday 14:00"),
    ("working_time", "2026-11-28T09:00", "2026-11-27T14:00",
     "Försenat, skulle ha varit klart i går 14:00", "Late, was due yesterday 14:00"),
    ("working_time", "2026-12-28T09:00", "2026-11-26T14:00",
     "20 arbetsdagar försenat, skulle ha varit klart 26 november 14:00",
     "20 working days late, was due 26 November 14:00"),
    ("wall", "2026-11-24T16:15", "2026-11-24T15:30",
     "45 minuter försenat, skulle ha varit klart i dag 15:30", "45 minutes late, was due today 15:30"),
    ("wall", "2026-11-29T16:00", "2026-11-24T15:30",
     "5 dygn försenat, skulle ha varit klart i tisdags 15:30", "5 days late, was due last Tuesday 15:30"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("clock", "now", "due", "sv", "en"),
    [
        *(("working_time", *row) for row in WORKING_TIME),
        *(("wall", *row) for row in WALL_CLOCK),
        *LATE,
    ],
)
def test_the_time_left_is_said_as_people_say_it(clock: str, now: str, due: str, sv: str, en: str) -> None:
    words = time_left(local(due), local(now), WORKING, clock)
    assert (words.sv, words.en) == (sv, en)


@given(MOMENTS, MOMENTS, KINDS)
def test_it_is_left_before_the_deadline_and_late_from_then_on(now, due, clock) -> None:
    words = time_left(due, now, WORKING, clock)
    late = now >= due
    assert ("late" in words.en.lower(), "försenat" in words.sv.lower()) == (late, late)
