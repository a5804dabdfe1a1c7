"""What an answer means: a typing error, fine, or a deviation, and how grave."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from domain.checklists.checklist import Choice, Point
from domain.durations import add_to_date, parse_duration
from domain.language import Words, number_words
from domain.places import Object

OK, DEVIATION, NA = "ok", "deviation", "na"
YES, NO = "yes", "no"
NO_DATE = "missing"
"""The answer to a point that asks for a date where there is none, which `max_age` makes a deviation."""

AHEAD_OF_UTC = timedelta(hours=2)
"""Swedish summer time, by which a day without a time zone may have begun here when it has not in UTC."""

SEVERITIES = ("critical", "high", "medium", "low", "observation")
"""From the gravest to the mildest, as in `policy.yaml`."""


def typing_error(point: Point, value: Any, at: str = "", compared: dict[str, Any] | None = None) -> Words | None:
    """Why a value cannot be right, or None.

    `at` is now (ISO 8601), for points that may not lie in the future; `compared` has the answers to the points that
    `after` and `before` name.
    """
    if value is None or (value == NA and may_be_na(point)) or (value == NO_DATE and point.max_age):
        return None
    match point.type:
        case "ok_dev_na" | "yes_no" | "choice" | "multi_choice":
            return _not_offered(point, value)
        case "number" | "money":
            return _wrong_number(point, value)
        case "text" | "long_text" | "police_number":
            return _wrong_words(point, value)
        case "date" | "datetime":
            return _wrong_moment(point, value, at, compared or {})
        case "photo":
            return _wrong_count(point, value)
    return None


def may_be_na(point: Point) -> bool:
    """Whether "does not apply here" is an answer."""
    return point.allow_na or point.type == "ok_dev_na"


def _not_offered(point: Point, value: Any) -> Words | None:
    match point.type:
        case "ok_dev_na":
            offered = {OK, DEVIATION}
        case "yes_no":
            offered = {YES, NO}
        case _:
            offered = {choice.id for choice in point.choices}
    picked = value if point.type == "multi_choice" and isinstance(value, list) else [value]
    if all(isinstance(each, str) and each in offered for each in picked):
        return None
    return Words("Välj ett av svaren.", "Choose one of the answers.")


def _wrong_number(point: Point, value: Any) -> Words | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Words("Skriv ett tal, till exempel 12,5.", "Write a number, such as 12.5.")
    low, high = point.hard_min, point.hard_max
    if (low is not None and value < low) or (high is not None and value > high):
        said, should = number_words(value, point.unit), within(low, high, point.unit)
        return Words(f"{said.sv} kan inte stämma. {should.sv}.", f"{said.en} cannot be right. {should.en}.")
    if point.decimals is not None and round(value, point.decimals) != value:
        if point.decimals == 0:
            return Words("Skriv ett heltal.", "Write a whole number.")
        count = point.decimals
        return Words(f"Högst {count} decimaler.", f"At most {count} decimals.")
    return None


def _wrong_words(point: Point, value: Any) -> Words | None:
    written = str(value)
    if point.max_length is not None and len(written) > point.max_length:
        return Words(
            f"Högst {point.max_length} tecken, du har skrivit {len(written)}.",
            f"At most {point.max_length} characters, you have written {len(written)}.",
        )
    if point.pattern and written and not re.fullmatch(point.pattern, written):
        return Words(f"Skriv som {point.example}.", f"Write it like {point.example}.")
    return None


def _wrong_moment(point: Point, value: Any, at: str, compared: dict[str, Any]) -> Words | None:
    moment = _moment(value)
    if moment is None:
        return Words("Det är ingen dag.", "That is not a day.")
    if point.not_future and (now := _moment(at)) and _is_later(moment, now + AHEAD_OF_UTC * (moment.tzinfo is None)):
        return Words("Tidpunkten ligger i framtiden.", "The time is in the future.")
    earlier, later = _moment(compared.get(point.after)), _moment(compared.get(point.before))
    if earlier and _is_later(earlier, moment):
        return Words(f"Ska vara efter {_said(earlier)}.", f"Should be after {_said(earlier)}.")
    if later and _is_later(moment, later):
        return Words(f"Ska vara före {_said(later)}.", f"Should be before {_said(later)}.")
    return None


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None


def _is_later(moment: datetime, than: datetime) -> bool:
    """A moment of which no time zone is known, a day for example, is compared by its day."""
    if moment.tzinfo is None or than.tzinfo is None:
        return moment.date() > than.date()
    return moment > than


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _wrong_count(point: Point, value: Any) -> Words | None:
    if point.max_count is not None and isinstance(value, list) and len(value) > point.max_count:
        return Words(f"Högst {point.max_count} bilder.", f"At most {point.max_count} pictures.")
    return None


def is_enough(point: Point, value: Any) -> bool:
    """Whether an answer is whole: a point that asks for two photos is not answered by one."""
    if point.type != "photo" or (value == NA and point.allow_na):
        return value not in (None, "", [])
    least = point.min_count if point.min_count is not None else (1 if point.must_be_answered else 0)
    return isinstance(value, list) and len(value) >= least


def limits(point: Point, item: Object | None) -> tuple[float | None, float | None]:
    """The limits outside of which a number is a deviation: the object's own where the point says so."""
    own = item.limits.get(point.id, {}) if item and point.limits_from == "object" else {}
    return own.get("min", point.min), own.get("max", point.max)


def within(low: float | None, high: float | None, unit: str = "") -> Words:
    """What a number should be: "Ska vara mellan 24 och 28,5 V"; empty without limits."""
    if low is not None and high is not None:
        least, most = number_words(low), number_words(high, unit)
        return Words(f"Ska vara mellan {least.sv} och {most.sv}", f"Should be between {least.en} and {most.en}")
    if low is not None:
        least = number_words(low, unit)
        return Words(f"Ska vara minst {least.sv}", f"Should be at least {least.en}")
    if high is not None:
        most = number_words(high, unit)
        return Words(f"Ska vara högst {most.sv}", f"Should be at most {most.en}")
    return Words()


def measured(point: Point, value: Any, item: Object | None) -> Words:
    """A deviating answer in words, so that nobody has to write again what was just measured or chosen; else empty."""
    match point.type:
        case "number" if isinstance(value, (int, float)):
            said, should = number_words(value, point.unit), within(*limits(point, item), point.unit)
            return Words(f"Uppmätt {said.sv}. {should.sv}.", f"Measured {said.en}. {should.en}.")
        case "date" if value == NO_DATE:
            return Words("Datum saknas.", "There is no date.")
        case "date":
            return Words(f"Senast {value}, för länge sedan.", f"Last on {value}, too long ago.")
        case "choice" | "multi_choice":
            bad = [choice.words for choice in chosen(point, value) if choice.deviation]
            return Words(", ".join(words.sv for words in bad), ", ".join(words.en for words in bad))
    return Words()


def deviates(point: Point, value: Any, item: Object | None = None, on: str = "") -> bool:
    """Whether the answer shows a deficiency. `on` is the ISO date of the answer, for dates that grow old."""
    match point.type:
        case "ok_dev_na":
            return value == DEVIATION
        case "yes_no":
            return bool(point.deviation_when) and value == point.deviation_when and not point.marks
        case "number":
            low, high = limits(point, item)
            return isinstance(value, (int, float)) and (
                (low is not None and value < low) or (high is not None and value > high)
            )
        case "date":
            return bool(point.max_age) and (value == NO_DATE or _is_too_old(point.max_age, value, on))
        case "choice" | "multi_choice":
            return any(choice.deviation for choice in chosen(point, value))
    return False


def _is_too_old(max_age: str, value: Any, on: str) -> bool:
    if not on:
        return False
    oldest = add_to_date(date.fromisoformat(on[:10]), parse_duration(max_age), -1)
    return str(value)[:10] < oldest.isoformat()


def chosen(point: Point, value: Any) -> list[Choice]:
    """The choices behind an answer, in the point's own order."""
    picked = value if isinstance(value, list) else [value]
    return [choice for choice in point.choices if choice.id in picked]


def severity_of(point: Point, value: Any) -> str:
    """The severity that the answer starts with: the gravest of the choices' own, else the point's."""
    own = [choice.severity for choice in chosen(point, value) if choice.severity]
    return min(own, key=SEVERITIES.index) if own else (point.severity or "medium")


def is_milder(severity: str, than: str) -> bool:
    """Lowering a severity needs a reason, raising it does not."""
    return SEVERITIES.index(severity) > SEVERITIES.index(than)


def gravity(point: Point, value: Any, finding: str) -> int:
    """To compare two answers to the same point: the higher is the worse. A deviation is worse than none."""
    if finding or deviates(point, value):
        return 2 + len(SEVERITIES) - SEVERITIES.index(severity_of(point, value))
    return 1 if value in (NA, None, "", []) else 0


def risk_score(probability: Any, consequence: Any) -> int | None:
    """Probability times consequence, each "1".."5" as chosen; None while one of them lacks."""
    try:
        return int(probability) * int(consequence)
    except (TypeError, ValueError):
        return None
