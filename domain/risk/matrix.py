"""The matrix that the municipality has settled in `policy.yaml` (`risk_matrix`): scales with their anchors, bands.

A policy of one's own may have the anchors in one language only; the other then reads that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.checklists.risk import risk_band
from domain.language import Words, number_words

STEPS = (1, 2, 3, 4, 5)
LEVELS = ("low", "medium", "high", "critical")
"""From the mildest to the gravest; the same words as those of severities, which a measure's task takes from them."""


@dataclass(frozen=True)
class Anchor:
    """A step of a scale: its name, and by what one knows it."""

    step: int
    name: Words
    guides: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Band:
    """Scores from `least` to `most` are of this level; `act` is what it asks for."""

    level: str
    least: int
    most: int
    colour: str
    act: Words


@dataclass(frozen=True)
class Matrix:
    probability: tuple[Anchor, ...]
    consequence: tuple[Anchor, ...]
    bands: tuple[Band, ...]
    plain: Mapping[str, Any]

    def band(self, probability: int, consequence: int) -> Band | None:
        """None where the policy has no band for the score."""
        level = risk_band(self.plain, probability, consequence)
        return next((band for band in self.bands if band.level == level), None)


def matrix_of(plain: Mapping[str, Any]) -> Matrix:
    """Of `risk_matrix` as it is written; empty scales where the policy has none."""
    return Matrix(
        _scale(plain.get("probability", {}), _likely),
        _scale(plain.get("consequence", {}), _harmful),
        tuple(_band(band) for band in plain.get("bands", ())),
        plain,
    )


def words_of(said: object) -> Words:
    """A text in both languages, or the one text there is for both."""
    if isinstance(said, Mapping):
        return Words(str(said.get("sv", "")), str(said.get("en", "")))
    return Words(str(said), str(said)) if said else Words()


def _scale(levels: Mapping[Any, Any], guides: Any) -> tuple[Anchor, ...]:
    # Whole numbers as keys become texts on their way to a phone.
    found = ((step, levels.get(step) or levels.get(str(step))) for step in STEPS)
    return tuple(Anchor(step, words_of(said), guides(said)) for step, said in found if said)


def _likely(said: Mapping[str, Any]) -> tuple[Words, ...]:
    return tuple(filter(None, (words_of(said.get("guide")),)))


def _harmful(said: Mapping[str, Any]) -> tuple[Words, ...]:
    """Of people, property and operation: the worst of the three counts."""
    return tuple(filter(None, (words_of(said.get("person")), _property(said), words_of(said.get("operation")))))


def _property(said: Mapping[str, Any]) -> Words:
    if below := said.get("property_sek_below"):
        kronor = number_words(below)
        return Words(f"egendom under {kronor.sv} kr", f"property below SEK {kronor.en}")
    if least := said.get("property_sek_from"):
        kronor = number_words(least)
        return Words(f"egendom från {kronor.sv} kr", f"property from SEK {kronor.en}")
    return Words()


def _band(said: Mapping[str, Any]) -> Band:
    return Band(said["level"], said["from"], said["to"], said.get("colour", ""), words_of(said.get("act")))
