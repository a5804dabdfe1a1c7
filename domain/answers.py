"""What an answer means: a typing error, fine, or a deviation."""

from typing import Any

from domain.checklists import Point
from domain.language import Words
from domain.places import Object

OK, DEVIATION, NA = "ok", "deviation", "na"


def typing_error(point: Point, value: Any) -> Words | None:
    """Why a value cannot be right, or None. Outside `hard_min`..`hard_max` somebody has mistyped."""
    if point.type in ("number", "money") and isinstance(value, (int, float)):
        low, high, unit = point.hard_min, point.hard_max, f" {point.unit}" if point.unit else ""
        if (low is not None and value < low) or (high is not None and value > high):
            return Words(
                f"{value:g}{unit} kan inte stämma. Ange ett värde mellan {low:g} och {high:g}{unit}.",
                f"{value:g}{unit} cannot be right. Give a value between {low:g} and {high:g}{unit}.",
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
