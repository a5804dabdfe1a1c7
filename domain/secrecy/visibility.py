"""Whether a point is asked at all: `show_if` over the building, the month and the answers so far."""

from collections.abc import Callable
from typing import Any

ORDERING = ("gt", "gte", "lt", "lte")

Answered = Callable[[str], Any]
"""The value that a point has been answered with, None where it has no answer."""


def shown(
    show_if: dict[str, Any], tags: tuple[str, ...], month: int, answered: Answered, risk_score: int | None = None
) -> bool:
    """Evaluate a condition of `checklists/README.md`. No condition means: always asked.

    A comparison with something that has no answer is false, so that a follow-up question waits for its question.
    """
    if not show_if:
        return True

    def holds(condition: dict[str, Any]) -> bool:
        return shown(condition, tags, month, answered, risk_score)

    match show_if:
        case {"all": conditions}:
            return all(map(holds, conditions))
        case {"any": conditions}:
            return any(map(holds, conditions))
        case {"not": condition}:
            return not holds(condition)
        case {"building_tag": tag}:
            return tag in tags
        case {"month_in": months}:
            return month in months
        case {"point": point, "op": op, **rest}:
            return compares(op, answered(point), rest.get("value"))
        case {"computed": "risk_score", "op": op, **rest}:
            return compares(op, risk_score, rest.get("value"))
    raise ValueError(f"a condition that nobody knows: {show_if}")


def compares(op: str, value: Any, wanted: Any) -> bool:
    if op == "answered":
        return value not in (None, "", [])
    if value is None or (op in ORDERING and not _comparable(value, wanted)):
        return False
    match op:
        case "eq":
            return value == wanted
        case "ne":
            return value != wanted
        case "in":
            return bool(set(value) & set(wanted)) if isinstance(value, list) else value in wanted
        case "gt":
            return value > wanted
        case "gte":
            return value >= wanted
        case "lt":
            return value < wanted
        case "lte":
            return value <= wanted
    raise ValueError(f"a comparison that nobody knows: {op}")


def _comparable(value: Any, wanted: Any) -> bool:
    """Two numbers or two texts (dates, too, are texts here); anything else was typed at the wrong place."""
    return any(isinstance(value, kind) and isinstance(wanted, kind) for kind in (int | float, str))
