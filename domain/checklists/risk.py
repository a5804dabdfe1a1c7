"""The band that a risk falls in: probability times consequence, by the bands of `policy.yaml`."""

from collections.abc import Mapping
from typing import Any

WORST = 5
AT_LEAST = ("high", 10)
"""Consequence 5 is never below the band "high" (`policy.yaml`, risk_matrix)."""


def risk_band(matrix: Mapping[str, Any], probability: int, consequence: int) -> str:
    """The level ("low".."critical") of the matrix's `bands`, each {from, to, level}; "" where it has none for it."""
    name, least = AT_LEAST
    score = probability * consequence
    if consequence == WORST and score < least:
        return name
    return next((band["level"] for band in matrix.get("bands", ()) if band["from"] <= score <= band["to"]), "")
