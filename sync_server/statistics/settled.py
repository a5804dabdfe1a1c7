"""What the municipality has settled about numbers: the policy's section `statistics`."""

from typing import Any

from domain.policy import Policy

SECTION = "statistics"
MIN_CELL = 5


def min_cell(policy: Policy) -> int:
    """The smallest number that may be told of a cell; also how wide each band is."""
    said: Any = policy.rest.get(SECTION)
    number = said.get("min_cell") if isinstance(said, dict) else None
    return number if isinstance(number, int) else MIN_CELL
