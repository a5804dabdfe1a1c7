"""Which points can ever be asked: a search over the answers that the conditions of a checklist tell apart.

In walking order a point can only wait for what was asked before it, so that there are no cycles: whatever comes later
has no answer yet. The search is exact within its bounds, and says so when it gives up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from domain.checklists.answers import risk_score
from domain.checklists.checklist import Checklist, Point, Section
from domain.secrecy.visibility import shown
from sync_server.content.answerable import Comparison, answers_told_apart
from sync_server.content.conditions import Condition, simple_parts

ASKED, NEVER, NOT_ANALYSED = "asked", "never", "not analysed"
MOST_STEPS = 20_000
MOST_TAGS = 10
AXES = ("probability", "consequence")

Tags = frozenset[str]


@dataclass(frozen=True)
class Walk:
    """A checklist in the order in which it is walked: the parts of a form one after the other."""

    checklist: Checklist

    @cached_property
    def points(self) -> tuple[tuple[Section, Point], ...]:
        parts = [section.part for section in self.checklist.sections if section.part]
        in_order = sorted(self.checklist.sections, key=lambda s: parts.index(s.part) if s.part else 0)
        return tuple((section, point) for section in in_order for point in section.points)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each point comes in the walk, by its id."""
        return {point.id: number for number, (_, point) in enumerate(self.points)}

    def can_see(self, asking: int, asked: int) -> bool:
        """Whether the answer to one point is known at another: given earlier, and once or at the same place."""
        return asked < asking and self._is_given_there(asking, asked)

    def _is_given_there(self, asking: int, asked: int) -> bool:
        here, there = (_repetition(*self.points[number]) for number in (asking, asked))
        return there is None or (here is not None and here[0] == there[0] and bool(here[1] & there[1]))

    def axes(self, asking: int) -> dict[str, int]:
        """The points that the risk score is made of where point number `asking` asks for it."""
        section, _ = self.points[asking]
        return {
            point.risk_axis: number
            for number, (other, point) in enumerate(self.points[:asking])
            if other is section and point.risk_axis
        }


def _repetition(section: Section, point: Point) -> tuple[str, frozenset[str]] | None:
    """Over what a point is asked again and again, None when it is asked once."""
    if point.object_types:
        return "objects", frozenset(point.object_types)
    if point.space_types:
        return "spaces", frozenset(point.space_types)
    return ("repeats", frozenset({section.id})) if section.repeat else None


def verdicts(walk: Walk, worlds: tuple[Tags, ...] | None = None) -> dict[str, str]:
    """For every point ASKED, NEVER or NOT_ANALYSED. `worlds` are the tags of the buildings that there are, else any."""
    return {
        point.id: can_hold(walk, number, point.show_if, worlds) if point.show_if else ASKED
        for number, (_, point) in enumerate(walk.points)
    }


def can_hold(
    walk: Walk, at: int, condition: Condition, worlds: tuple[Tags, ...] | None = None, *, all_asked: bool = False
) -> str:
    """Whether `condition` can hold when one comes to point number `at`. With `all_asked` nothing else is hidden."""
    return _Search(walk, at, condition, worlds, all_asked).verdict()


class _GivenUp(Exception):
    """More answers than can be tried."""


class _Search:
    def __init__(self, walk: Walk, at: int, condition: Condition, worlds: tuple[Tags, ...] | None, all_asked: bool):
        self.walk, self.at, self.condition, self.all_asked = walk, at, condition, all_asked
        self.needed = self._needed()
        conditions = [condition, *(self._condition(number) for number in self.needed)]
        self.parts = [part for each in conditions for part in simple_parts(each)]
        self.worlds, self.steps = worlds, 0

    def verdict(self) -> str:
        try:
            values = {number: self._values(number) for number in self.needed}
            for tags, month in product(self._tag_sets(), self._months()):
                if self._search(tags, month, values, {}, 0):
                    return ASKED
        except _GivenUp:
            return NOT_ANALYSED
        return NEVER

    def _search(self, tags: Tags, month: int, values: dict[int, list[Any]], given: dict[int, Any], depth: int) -> bool:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _GivenUp
        if depth == len(self.needed):
            return self._holds(self.condition, self.at, tags, month, given)
        number = self.needed[depth]
        asked = self._holds(self._condition(number), number, tags, month, given)
        return any(
            self._search(tags, month, values, given | {number: value}, depth + 1)
            for value in (None, *(values[number] if asked else ()))
        )

    def _holds(self, condition: Condition, at: int, tags: Tags, month: int, given: dict[int, Any]) -> bool:
        def answered(point_id: str) -> Any:
            number = self.walk.places.get(point_id, at)
            return given.get(number) if self.walk.can_see(at, number) else None

        axes = self.walk.axes(at)
        score = risk_score(*(given.get(axes.get(axis, -1)) for axis in AXES))
        return shown(condition, tuple(tags), month, answered, score)

    def _condition(self, number: int) -> Condition:
        return {} if self.all_asked else self.walk.points[number][1].show_if

    def _needed(self) -> list[int]:
        """The earlier points whose answers matter, in walking order."""
        found: set[int] = set()
        waiting = [(self.at, self.condition)]
        while waiting:
            at, condition = waiting.pop()
            for number in self._asked_in(at, condition):
                if number not in found and self.walk.can_see(at, number):
                    found.add(number)
                    waiting.append((number, self._condition(number)))
        return sorted(found)

    def _asked_in(self, at: int, condition: Condition) -> Iterator[int]:
        for part in simple_parts(condition):
            if "point" in part and part["point"] in self.walk.places:
                yield self.walk.places[part["point"]]
            elif "computed" in part:
                yield from self.walk.axes(at).values()

    def _values(self, number: int) -> list[Any]:
        point = self.walk.points[number][1]
        comparisons = [
            Comparison(part["op"], part.get("value")) for part in self.parts if part.get("point") == point.id
        ]
        on_axis = bool(point.risk_axis) and any("computed" in part for part in self.parts)
        values = answers_told_apart(point, comparisons, on_axis=on_axis)
        if values is None:
            raise _GivenUp
        return values

    def _tag_sets(self) -> list[Tags]:
        """Only what the conditions ask of tags matters."""
        asked = sorted({part["building_tag"] for part in self.parts if "building_tag" in part})
        if self.worlds is not None:
            return list({world & frozenset(asked) for world in self.worlds})
        if len(asked) > MOST_TAGS:
            raise _GivenUp
        wanted = self.walk.checklist.building_tag_any
        others = {tag for tag in wanted if tag not in asked}
        sets = [frozenset(tag for tag, has in zip(asked, chosen, strict=True) if has) for chosen in _yes_no(len(asked))]
        return [tags for tags in sets if others or not wanted or tags & set(wanted)]

    def _months(self) -> list[int]:
        """One month of each kind that the conditions tell apart."""
        asked = [part["month_in"] for part in self.parts if "month_in" in part]
        kinds = {tuple(month in months for months in asked): month for month in range(1, 13)}
        return list(kinds.values())


def _yes_no(count: int) -> Iterator[tuple[bool, ...]]:
    return product((False, True), repeat=count)
