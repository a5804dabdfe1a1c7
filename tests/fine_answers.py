"""The answer of somebody who finds nothing wrong."""

from datetime import datetime, timedelta
from typing import Any

from domain.checklists.checklist import Point


def fine_answer(point: Point, now: datetime) -> Any:
    match point.type:
        case "ok_dev_na":
            return "ok"
        case "yes_no":
            return "no" if point.deviation_when == "yes" else "yes"
        case "number" | "money":
            return next((limit for limit in (point.min, point.max) if limit is not None), 1)
        case "choice":
            return _harmless(point)
        case "multi_choice":
            return [_harmless(point)]
        case "date":
            return now.date().isoformat()
        case "datetime":
            return (now - timedelta(days=0 if point.after else 3)).isoformat(timespec="minutes")
    return "Text"


def _harmless(point: Point) -> str:
    return next(choice.id for choice in point.choices if not choice.deviation)
