"""The questions that an expression may ask about, and why others cannot be asked about."""

from dataclasses import dataclass, field
from typing import Any

from sync_server.xlsform.remarks import CannotCarry

INTRO = "rond_intro"
BUILDING_TAGS = "rond_building_tags"
RISK_SCORE = "rond_risk_score"
"""Questions that an exported form has beside the checklist's own, so that its expressions have something to ask."""

FIXED_ANSWERS = {"ok_dev_na": ("ok", "deviation", "na"), "yes_no": ("yes", "no")}


@dataclass
class Names:
    """`points` are points as in the YAML, by the form's names for them; `lost` says why a name has no answer."""

    points: dict[str, dict[str, Any]] = field(default_factory=dict)
    risk: set[str] = field(default_factory=lambda: {RISK_SCORE})
    lost: dict[str, str] = field(default_factory=dict)

    def point(self, name: str) -> dict[str, Any]:
        if name in self.points:
            return self.points[name]
        why = self.lost.get(name, "which is no question of this form")
        raise CannotCarry(f"it asks about {name}, {why}", "ask about a question that Rond has")


def answers(point: dict[str, Any]) -> tuple[str, ...]:
    """The answers there can be, where they are few."""
    return FIXED_ANSWERS.get(point["type"]) or tuple(choice["id"] for choice in point.get("choices", ()))
