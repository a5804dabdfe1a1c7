"""Days and lengths of time as people say them, in both languages."""

from datetime import date, timedelta

from domain.durations import parse_duration
from domain.language import Words

WEEKDAYS = Words(
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)
MONTHS = Words(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
)
TODAY, TOMORROW, YESTERDAY = Words("i dag", "today"), Words("i morgon", "tomorrow"), Words("i går", "yesterday")

MINUTES = Words("minut", "minute"), Words("minuter", "minutes")
HOURS = Words("timme", "hour"), Words("timmar", "hours")
WORKING_HOURS = Words("arbetstimme", "working hour"), Words("arbetstimmar", "working hours")
DAYS = Words("dygn", "day"), Words("dygn", "days")
WORKING_DAYS = Words("arbetsdag", "working day"), Words("arbetsdagar", "working days")


def weekday(day: date) -> Words:
    return Words(WEEKDAYS.sv.split()[day.weekday()], WEEKDAYS.en.split()[day.weekday()])


def day_and_month(day: date, this_year: int = 0) -> Words:
    """ "28 december"; with the year where it is another than `this_year`."""
    year = f" {day.year}" if day.year != this_year else ""
    return Words(*(f"{day.day} {months.split()[day.month - 1]}{year}" for months in (MONTHS.sv, MONTHS.en)))


def day_words(day: date, today: date) -> Words:
    """ "i dag", "i morgon", "torsdag" within a week, "i torsdags" for the week that was, else "21 december"."""
    distance = (day - today).days
    near = {0: TODAY, 1: TOMORROW, -1: YESTERDAY}.get(distance)
    if near:
        return near
    if 1 < distance < 7:
        return weekday(day)
    if -7 < distance < -1:
        return Words(f"i {weekday(day).sv}s", f"last {weekday(day).en}")
    return day_and_month(day, today.year)


def count(number: int, of: tuple[Words, Words]) -> Words:
    """ "1 arbetsdag", "2 arbetsdagar"."""
    one, many = of
    unit = one if number == 1 else many
    return Words(f"{number} {unit.sv}", f"{number} {unit.en}")


def length_words(duration: str, *, working: bool) -> Words:
    """An ISO 8601 duration of days or smaller on one of the clocks: "PT4H" is "4 arbetstimmar" in working time."""
    length = parse_duration(duration)
    hours, minutes = divmod(length.minutes, 60)
    parts = [
        count(number, unit)
        for number, unit in (
            (length.days, WORKING_DAYS if working else DAYS),
            (hours, WORKING_HOURS if working else HOURS),
            (minutes, MINUTES),
        )
        if number
    ]
    return Words(" ".join(part.sv for part in parts), " ".join(part.en for part in parts))


def hours_and_minutes(time: timedelta) -> Words:
    """ "1 timme 20 minuter"; minutes are left out from three hours on, and less than one is one."""
    hours, minutes = divmod(max(int(time.total_seconds()) // 60, 1), 60)
    if not hours:
        return count(minutes, MINUTES)
    whole = count(hours, HOURS)
    if not minutes or hours >= 3:
        return whole
    rest = count(minutes, MINUTES)
    return Words(f"{whole.sv} {rest.sv}", f"{whole.en} {rest.en}")
