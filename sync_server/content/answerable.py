"""The answers that a point can have, so few of them that comparisons still tell all of them apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import ceil, floor
from typing import Any

from domain.checklists.answers import NA
from domain.checklists.checklist import Point
from domain.secrecy.visibility import compares

FIXED_ANSWERS = {"ok_dev_na": ("ok", "deviation", "na"), "yes_no": ("yes", "no")}
NUMBERS = ("number", "money")
NEVER_ANSWERED = ("info", "signature")
"""Information asks nothing, and a signature is given when all the rest has been answered."""

TEXTS = ("text", "long_text", "date", "datetime", "police_number", "object_ref", "role_ref")

MOST_STEPS_OF_SCALE = 20
MOST_KINDS = 10
FIRST = "\x00"
"""The text that sorts before all others; put at the end of one, it makes the very next text."""


@dataclass(frozen=True)
class Comparison:
    op: str
    wanted: Any

    def holds(self, value: Any) -> bool:
        return compares(self.op, value, self.wanted)


def answers_told_apart(point: Point, comparisons: list[Comparison], *, on_axis: bool = False) -> list[Any] | None:
    """One answer of each kind that the comparisons tell apart; None when there are too many kinds to list.

    With `on_axis` the answer counts towards a risk score, so that every step of the scale is a kind of its own.
    """
    candidates = _whole_numbers(point) if on_axis and point.type in NUMBERS else _candidates(point, comparisons)
    if candidates is None or on_axis:
        return candidates
    kinds: dict[tuple[bool, ...], Any] = {}
    for value in candidates:
        kinds.setdefault(tuple(comparison.holds(value) for comparison in comparisons), value)
    return list(kinds.values())


def _candidates(point: Point, comparisons: list[Comparison]) -> list[Any] | None:
    wanted = [value for comparison in comparisons for value in _listed(comparison.wanted)]
    if point.type in NEVER_ANSWERED:
        return []
    if point.type in FIXED_ANSWERS:
        found: list[Any] = list(FIXED_ANSWERS[point.type])
    elif point.type == "choice":
        found = [choice.id for choice in point.choices]
    elif point.type == "multi_choice":
        selections = _selections(point, comparisons)
        if selections is None:
            return None
        found = selections
    elif point.type in NUMBERS:
        found = list(_numbers(point, [value for value in wanted if _is_number(value)]))
    else:
        found = _texts(point, wanted)
        if point.type not in TEXTS:
            found += _numbers(point, [value for value in wanted if _is_number(value)])
    return [*found, NA] if point.allow_na and NA not in found else found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole_numbers(point: Point) -> list[Any] | None:
    """A risk score is made of whole numbers."""
    low, high = point.hard_min, point.hard_max
    if low is None or high is None or high - low > MOST_STEPS_OF_SCALE:
        return None
    return [*range(ceil(low), floor(high) + 1)]


def _is_within(point: Point, number: float) -> bool:
    return (point.hard_min is None or number >= point.hard_min) and (point.hard_max is None or number <= point.hard_max)


def _numbers(point: Point, wanted: Iterable[float]) -> Iterator[float]:
    """The limits, what is compared with, and a number between each two of them and beyond the last ones."""
    limits = [limit for limit in (point.hard_min, point.hard_max) if limit is not None]
    marks = sorted({*wanted, *limits}) or [0]
    between = [_between(point, low, high) for low, high in pairwise(marks)]
    ends = [_between(point, marks[0] - 2, marks[0]), _between(point, marks[-1], marks[-1] + 2)]
    for number in (*marks, *between, *ends):
        if number is not None and _is_within(point, number) and _can_be_typed(point, number):
            yield number


def _between(point: Point, low: float, high: float) -> float | None:
    """A number strictly between, with the decimals that may be typed; None when there is none."""
    if point.decimals is None:
        return (low + high) / 2
    scale = 10**point.decimals
    first, last = floor(low * scale) + 1, ceil(high * scale) - 1
    return first / scale if first <= last else None


def _can_be_typed(point: Point, number: float) -> bool:
    return point.decimals is None or round(number, point.decimals) == number


def _texts(point: Point, wanted: Iterable[Any]) -> list[Any]:
    """What is compared with and the very next text after each, so that all orders are there."""
    marks = [value for value in wanted if isinstance(value, str) and value]
    fitting = [text for text in marks if point.max_length is None or len(text) <= point.max_length]
    return ["", FIRST, *fitting, *(text + FIRST for text in marks)]


def _selections(point: Point, comparisons: list[Comparison]) -> list[Any] | None:
    """All selections of one choice of each kind, and the very lists that are compared with."""
    kinds: dict[tuple[bool, ...], str] = {}
    for choice in point.choices:
        kinds.setdefault(tuple(choice.id in _listed(each.wanted) for each in comparisons), choice.id)
    if len(kinds) > MOST_KINDS:
        return None
    ids = [choice.id for choice in point.choices]
    found: list[Any] = [list(some) for count in range(len(kinds) + 1) for some in combinations(kinds.values(), count)]
    lists = [each.wanted for each in comparisons if isinstance(each.wanted, list) and each.op in ("eq", "ne")]
    return found + [some for some in lists if all(ids.count(name) == some.count(name) == 1 for name in some)]
