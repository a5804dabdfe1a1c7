"""The way through a round: which points are asked, once or per object, space or repeat, and which lack an answer."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from domain.answers import is_enough, risk_score
from domain.checklists import Checklist, Point, Section
from domain.logbook import Logbook, is_due
from domain.places import OUTDOOR, Building, Object, Space
from domain.rounds import Answer, Round, answer_key, open_part, with_found
from domain.visibility import shown

FIRST_INSTANCE = "1"
CHECKPOINTS = ("checkpoint", "checkpoints")
NO_LOGBOOK = Logbook("", "", "")


@dataclass(frozen=True)
class Step:
    """One question at one place. `place` is the object's tag, the space's id, the repeat's name, or "" when once."""

    section: Section
    point: Point
    space: Space | None = None
    object: Object | None = None
    instance: str = ""
    place: str = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        place = self.object.tag if self.object else self.space.id if self.space else self.instance
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "key", answer_key(self.point.id, place))

    @property
    def where(self) -> str:
        """The object or space as people call it; empty when the point is asked once for the building."""
        if self.object:
            return self.object.label
        return self.space.name if self.space else ""

    @property
    def must_be_scanned(self) -> bool:
        """Proof of presence: the tag at the checkpoint is scanned, or it is said why not."""
        return self.point.scope in CHECKPOINTS and self.object is not None


@dataclass(frozen=True)
class _Asking:
    """What decides whether a point is asked. `month` is 1..12, `by` the ISO date by which the round is to be walked."""

    checklist: Checklist
    building: Building
    round: Round
    logbook: Logbook
    month: int
    by: str

    def asks(self, step: Step) -> bool:
        point = step.point
        if not point.show_if and not point.interval:
            return True
        waits = point.interval and step.key not in self.round.answers
        if waits and not is_due(point, self.logbook.last.get(step.key), self.by):
            return False
        score = self._risk_score(step) if point.show_if else None
        return shown(point.show_if, self.building.tags, self.month, lambda asked: self._value(asked, step), score)

    def _value(self, point_id: str, step: Step) -> Any:
        """The answer at the same place where there is one, else the one that was given for the whole building."""
        here = self.round.answers.get(answer_key(point_id, step.place)) if step.place else None
        given = here or self.round.answers.get(point_id)
        return given.value if given else None

    def _risk_score(self, step: Step) -> int | None:
        axes = {point.risk_axis: self._value(point.id, step) for point in step.section.points if point.risk_axis}
        return risk_score(axes.get("probability"), axes.get("consequence"))


def steps(
    checklist: Checklist, building: Building, round_: Round, at: str, logbook: Logbook = NO_LOGBOOK
) -> list[Step]:
    """All that is asked in the round's open part at the time `at` (ISO 8601), in walking order, given its answers.

    Within a section, points that are asked of the same objects or spaces come together: all of one place, then the
    next place. A round that has begun keeps to the day on which it began.
    """
    day = (round_.started_at or at)[:10]
    here = with_found(building, round_)
    asking = _Asking(checklist, here, round_, logbook, int(day[5:7]), round_.due or day)
    part = open_part(checklist, round_) if round_.submitted_at == "" else None
    return [
        step
        for section in checklist.sections
        if part is None or section.part in ("", part)
        for step in _of_section(section, asking)
        if asking.asks(step)
    ]


def missing_answers(
    checklist: Checklist, building: Building, round_: Round, at: str, logbook: Logbook = NO_LOGBOOK
) -> list[Step]:
    """Required steps that are not (wholly) answered. The signature is given by signing, not by answering."""
    asked = steps(checklist, building, round_, at, logbook)
    locked = locked_points(checklist, asked, round_.answers)
    return [
        step
        for step in asked
        if must_be_answered(step) and step.key not in locked and not _is_answered(step, round_.answers)
    ]


def _is_answered(step: Step, answers: Mapping[str, Answer]) -> bool:
    return step.key in answers and is_enough(step.point, answers[step.key].value)


def must_be_answered(step: Step) -> bool:
    return step.point.must_be_answered and step.point.type != "signature"


def locked_points(checklist: Checklist, asked: list[Step], answers: Mapping[str, Answer]) -> dict[str, Point]:
    """The keys of steps that may not be answered now, each with the point that holds it back.

    A point is held back while one that `blocks` it has a deviation, and until one that `must_precede` it is answered.
    """
    locked: dict[str, Point] = {}
    for step in asked:
        point = step.point
        if not point.blocks and not point.must_precede:
            continue
        given = answers.get(step.key)
        if point.blocks and given and given.finding:
            locked |= {held.key: point for held in asked if held.point.id in point.blocks}
        if point.must_precede and given is None:
            locked |= {held.key: point for held in asked if held.point.id == point.must_precede}
    return locked


def instances(section: Section, round_: Round) -> tuple[str, ...]:
    """The repeats of a section: as many as it demands, and those that have been added."""
    least = tuple(str(number + 1) for number in range(max(section.repeat.get("min", 1), 1)))
    added = round_.repeats.get(section.id, ())
    return (*least, *(instance for instance in added if instance not in least))


def spaces_in_scope(building: Building, checklist: Checklist) -> tuple[Space, ...]:
    """The spaces that a round goes through: an outdoor round stays out of doors."""
    if checklist.scope != "building_outdoor":
        return building.spaces
    return tuple(space for space in building.spaces if space.placement == OUTDOOR)


def _of_section(section: Section, asking: _Asking) -> Iterator[Step]:
    asked = [point for point in section.points if not asking.logbook.is_off(point.id)]
    if section.repeat:
        for instance in instances(section, asking.round):
            yield from (Step(section, point, instance=instance) for point in asked)
        return
    for scope, together in groupby(asked, key=_scope):
        points = list(together)
        if scope is None:
            yield from (Step(section, point) for point in points)
        else:
            for space, item in _places(scope, asking):
                yield from (Step(section, point, space, item) for point in points)


Scope = tuple[str, tuple[str, ...]]


def _scope(point: Point) -> Scope | None:
    if not point.scope:
        return None
    return point.scope, point.space_types if point.scope == "space" else point.object_types


def _places(scope: Scope, asking: _Asking) -> Iterator[tuple[Space | None, Object | None]]:
    """Where a repeated point is asked, room by room; in free order, in another order every round."""
    kind, types = scope
    building = asking.building
    if kind == "space":
        spaces = spaces_in_scope(building, asking.checklist)
        yield from ((space, None) for space in spaces if space.type in types)
        return
    rooms = {space.id: number for number, space in enumerate(building.spaces)}
    items = [item for item in building.objects if item.type in types]
    if asking.checklist.in_free_order:
        items.sort(key=lambda item: hashlib.blake2b(f"{asking.round.id}/{item.tag}".encode()).digest())
    else:
        items.sort(key=lambda item: rooms.get(item.space, len(rooms)))
    yield from ((building.space(item.space), item) for item in items)
