"""Times as they stand on the wall: documents keep ISO 8601, people read "14:05" and "26 november"."""

from datetime import date, datetime, timedelta

from app.screens.surroundings import Voice
from domain.language import Words

_MONTHS = Words(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
)


def local(iso: str) -> datetime:
    """The moment by the clock of this device."""
    return datetime.fromisoformat(iso).astimezone()


def clock_time(iso: str, t: Voice) -> str:
    """ "14:05" for today, "20 november 14:05" for another day."""
    when = local(iso)
    clock = f"{when:%H:%M}"
    return clock if when.date() == datetime.now().astimezone().date() else f"{day_and_month(when.date(), t)} {clock}"


def moment(iso: str, t: Voice) -> str:
    """ "i dag 14:05", "i morgon 08:00", "26 november 09:38"."""
    when = local(iso)
    return f"{day_words(when.date().isoformat(), t)} {when:%H:%M}"


def day_words(iso: str, t: Voice) -> str:
    """A date as people say it: "i dag", "i morgon", "26 november"."""
    day = date.fromisoformat(iso[:10])
    today = datetime.now().astimezone().date()
    near = {
        today: t("time.today"),
        today + timedelta(days=1): t("time.tomorrow"),
        today - timedelta(days=1): t("time.yesterday"),
    }
    return near.get(day) or day_and_month(day, t)


def beginning(words: str) -> str:
    """As they begin a line: "I morgon"."""
    return words[:1].upper() + words[1:]


def day_and_month(day: date, t: Voice) -> str:
    """ "26 november", with the year where it is another than this."""
    year = f" {day.year}" if day.year != datetime.now().astimezone().year else ""
    return f"{day.day} {t.say(_MONTHS).split()[day.month - 1]}{year}"


def has_passed(iso: str) -> bool:
    return bool(iso) and local(iso) < datetime.now().astimezone()
