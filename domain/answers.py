"""What an answer means: a typing error, fine, or a deviation."""

from typing import Any

from domain.checklists import Point
from domain.language import Words, number_words
from domain.places import Object

OK, DEVIATION, NA = "ok", "deviation", "na"


def typing_error(point: Point, value: Any) -> Words | None:
    """Why a value cannot be right, or None. Outside `hard_min`..`hard_max` somebody has mistyped."""
    if point.type in ("number", "money") and isinstance(value, (int, float)):
        low, high = point.hard_min, point.hard_max
        if (low is not None and value < low) or (high is not None and value > high):
            said = number_words(value, point.unit)
            return Words(
                f"{said.sv} kan inte stämma. {within(low, high, point.unit).sv}.",
                f"{said.en} cannot be right. {within(low, high, point.unit).en}.",
            )
    if point.max_length is not None and isinstance(value, str) and len(value) > point.max_length:
        return Words(
            f"Högst {point.max_length} tecken, du har skrivit {len(value)}.",
            f"At most {point.max_length} characters, you have written {len(value)}.",
        )
    return None


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
    """A deviating number in words, so that nobody has to write again what was just measured; else empty."""
    if point.type != "number" or not isinstance(value, (int, float)):
        return Words()
    said, should = number_words(value, point.unit), within(*limits(point, item), point.unit)
    return Words(f"Uppmätt {said.sv}. {should.sv}.", f"Measured {said.en}. {should.en}.")


def deviates(point: Point, value: Any, item: Object | None = None) -> bool:
    """Whether the answer shows a deficiency."""
    match point.type:
        case "ok_dev_na":
            return value == DEVIATION
        case "yes_no":
            return bool(point.deviation_when) and value == point.deviation_when
        case "number":
            low, high = limits(point, item)
            return isinstance(value, (int, float)) and (
                (low is not None and value < low) or (high is not None and value > high)
            )
        case "choice" | "multi_choice":
            chosen = value if isinstance(value, list) else [value]
            return any(choice.deviation for choice in point.choices if choice.id in chosen)
    return False


def severity_of(point: Point, value: Any) -> str:
    """The severity that the answer starts with: the choice's own, else the point's."""
    chosen = value if isinstance(value, list) else [value]
    own = [choice.severity for choice in point.choices if choice.id in chosen and choice.severity]
    return own[0] if own else (point.severity or "medium")
