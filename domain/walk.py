"""The way through a round: which points are asked, once or per object or space, and which still lack an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.checklists import Checklist, Point, Section
from domain.places import Building, Object, Space
from domain.visibility import shown


@dataclass(frozen=True)
class Step:
    """One question at one place. `place` is the object's tag, the space's id, or "" when asked once."""

    section: Section
    point: Point
    space: Space | None = None
    object: Object | None = None

    @property
    def place(self) -> str:
        if self.object:
            return self.object.tag
        return self.space.id if self.space else ""

    @property
    def key(self) -> str:
        return f"{self.point.id}@{self.place}" if self.place else self.point.id

    @property
    def where(self) -> str:
        """The object or space as people call it; empty when the point is asked once for the building."""
        if self.object:
            return self.object.label
        return self.space.name if self.space else ""


def steps(checklist: Checklist, building: Building, answers: Mapping[str, Any], at: str) -> list[Step]:
    """All that is asked on the day `at` (ISO 8601), in walking order, given the answers so far."""
    month = int(at[5:7])

    def answered(point_id: str) -> Any:
        given = answers.get(point_id)
        return given.value if given else None

    return [
        step
        for section in checklist.sections
        for point in section.points
        if shown(point.show_if, building.tags, month, answered)
        for step in _places(section, point, building)
    ]


def missing_answers(checklist: Checklist, building: Building, answers: Mapping[str, Any], at: str) -> list[Step]:
    """Required steps without an answer. The signature is given by signing, not by answering."""
    return [
        step
        for step in steps(checklist, building, answers, at)
        if step.point.must_be_answered and step.point.type != "signature" and step.key not in answers
    ]


def _places(section: Section, point: Point, building: Building) -> Iterator[Step]:
    match point.scope:
        case "object":
            for item in building.objects:
                if item.type in point.object_types:
                    yield Step(section, point, building.space(item.space), item)
        case "space":
            for space in building.spaces:
                if space.type in point.space_types:
                    yield Step(section, point, space)
        case _:
            yield Step(section, point)
