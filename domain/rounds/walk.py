"""The way through a round: which points are asked, once or per object, space or repeat, and which lack an answer."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, TypeVar

from domain.checklists.answers import deviates, is_enough, risk_score
from domain.checklists.checklist import Checklist, Point, Section
from domain.places import OUTDOOR, Building, Object, Space
from domain.rounds.logbook import Logbook, is_due
from domain.rounds.round import Answer, Round, answer_key, open_part, with_found
from domain.secrecy.protection import is_protected, without_camera
from domain.secrecy.visibility import shown

T = TypeVar("T")
FIRST_INSTANCE = "1"
CHECKPOINTS = ("checkpoint", "checkpoints")
OUTDOORS = "building_outdoor"
NO_LOGBOOK = Logbook("", "", "")


@dataclass(frozen=True)
class Step:
    """One question at one place. `place` is the object's tag, the space's id, the repeat's name, or "" when once.

    `limited_by` is the object whose own limits count: the one that it is asked of, else the one that has any for it.
    `owed` is what a quick report left to whoever fills in the next part.
    """

    section: Section
    point: Point
    space: Space | None = None
    object: Object | None = None
    instance: str = ""
    limited_by: Object | None = None
    owed: bool = False
    place: str = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        place = self.object.tag if self.object else self.space.id if self.space else self.instance
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "key", answer_key(self.point.id, place))
        if self.object:
            object.__setattr__(self, "limited_by", self.object)

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
    """What decides whether a point is asked. `month` is 1..12, `until` the ISO date when the next round opens.

    `hidden` has the keys of the steps that were found hidden on the way: their answers are none for what comes after.
    """

    checklist: Checklist
    building: Building
    round: Round
    logbook: Logbook
    month: int
    until: str
    hidden: set[str] = field(default_factory=set)

    def asks(self, step: Step) -> bool:
        point = step.point
        if not point.show_if and not point.interval:
            return True
        asked = self._is_due(step) and self._is_shown(step)
        if not asked:
            self.hidden.add(step.key)
        return asked

    def limiting(self, point: Point) -> Object | None:
        """The object that has limits for a point which is asked once for the building."""
        if point.limits_from != "object":
            return None
        return next((item for item in self.building.objects if point.id in item.limits), None)

    def _is_due(self, step: Step) -> bool:
        """A point with its own interval that has been answered in this round stays in it."""
        answered = not step.point.interval or step.key in self.round.answers
        return answered or is_due(step.point, self.logbook.last.get(step.key), self.until)

    def _is_shown(self, step: Step) -> bool:
        if not (condition := step.point.show_if):
            return True
        score = self._risk_score(step)
        return shown(condition, self.building.tags, self.month, lambda asked: self._value(asked, step), score)

    def _value(self, point_id: str, step: Step) -> Any:
        """The answer at the same place where there is one, else the one that was given for the whole building."""
        if self.logbook.is_off(point_id):
            return None
        for key in (answer_key(point_id, step.place), point_id):
            if key in self.round.answers and key not in self.hidden:
                return self.round.answers[key].value
        return None

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
    asked = steps_of_every_part(checklist, building, round_, at, logbook)
    if not checklist.parts or round_.submitted_at:
        return asked
    here = ("", open_part(checklist, round_))
    owed = set(round_.owed)
    return [
        step if step.section.part in here else replace(step, owed=True)
        for step in asked
        if step.section.part in here or step.point.id in owed
    ]


def steps_of_every_part(
    checklist: Checklist, building: Building, round_: Round, at: str, logbook: Logbook = NO_LOGBOOK
) -> list[Step]:
    """As `steps`, also in the parts of a form that have been signed already and in those still to come."""
    day = (round_.started_at or at)[:10]
    here = with_found(building, round_)
    asking = _Asking(checklist, here, round_, logbook, int(day[5:7]), _until(round_, day))
    asked = [step for section in checklist.sections for step in _of_section(section, asking) if asking.asks(step)]
    if not is_protected(building):
        return asked
    points = [without_camera(building, checklist, step.point) for step in asked]
    return [replace(step, point=point) for step, point in zip(asked, points, strict=True) if point]


def _until(round_: Round, day: str) -> str:
    """When the next round opens; of what is walked once, the day after."""
    if round_.due > round_.opens:
        return round_.due
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def what_decides(checklist: Checklist, round_: Round, at: str, logbook: Logbook = NO_LOGBOOK) -> tuple[Any, ...]:
    """All that `steps` depends on in one building: while this is the same, the same is asked.

    Most answers decide nothing, and a round of a thousand points need not be looked through for each of them.
    """
    deciding = checklist.deciding | {point.id for point in checklist.points.values() if point.interval}
    answers = round_.answers.items() if deciding else ()
    return (
        (round_.started_at or at)[:10],
        *(
            round_.due,
            round_.submitted_at,
            round_.parts_done,
            round_.owed,
            round_.repeats,
            round_.found,
            round_.not_found,
        ),
        logbook,
        [(key, given.value) for key, given in answers if key.partition("@")[0] in deciding],
    )


def missing_answers(
    checklist: Checklist, building: Building, round_: Round, at: str, logbook: Logbook = NO_LOGBOOK
) -> list[Step]:
    """Required steps that are not (wholly) answered. The signature is given by signing, not by answering."""
    asked = steps(checklist, building, round_, at, logbook)
    locked = locked_points(checklist, asked, round_.answers)
    return [
        step
        for step in asked
        if must_be_answered(step) and step.key not in locked and not _is_answered(step, round_.answers.get(step.key))
    ]


def _is_answered(step: Step, given: Answer | None) -> bool:
    return given is not None and is_enough(step.point, given.value)


def must_be_answered(step: Step) -> bool:
    """What happened may have been cleared away by the time that somebody else asks for a picture of it."""
    too_late = step.owed and step.point.type == "photo"
    return step.point.must_be_answered and step.point.type != "signature" and not too_late


def locked_points(checklist: Checklist, asked: list[Step], answers: Mapping[str, Answer]) -> dict[str, Point]:
    """The keys of steps that may not be answered now, each with the point that holds it back.

    A point is held back while one that `blocks` it has a deviation, and until one that `must_precede` it is answered.
    Where both are asked at the same places, each place is held back by its own.
    """
    locked: dict[str, Point] = {}
    holding = [step for step in asked if step.point.blocks or step.point.must_precede]
    keys = {step.key for step in asked} if holding else set[str]()
    for step in holding:
        held_back = _held_back_by(step, answers.get(step.key))
        if held_back:
            locked |= {
                held.key: step.point
                for held in asked
                if held.point.id in held_back
                and (held.place == step.place or answer_key(step.point.id, held.place) not in keys)
            }
    return locked


def _held_back_by(step: Step, given: Answer | None) -> tuple[str, ...]:
    point = step.point
    waits = (point.must_precede,) if point.must_precede and not _is_answered(step, given) else ()
    if not point.blocks or given is None:
        return waits
    wrong = given.finding or deviates(point, given.value, step.limited_by, given.at)
    return (*waits, *point.blocks) if wrong else waits


def instances(section: Section, round_: Round) -> tuple[str, ...]:
    """The repeats of a section: as many as it demands, and those that have been added."""
    least = tuple(str(number + 1) for number in range(max(section.repeat.get("min", 1), 1)))
    added = round_.repeats.get(section.id, ())
    return (*least, *(instance for instance in added if instance not in least))


def spaces_in_scope(building: Building, checklist: Checklist) -> tuple[Space, ...]:
    """The spaces that a round goes through: an outdoor round stays out of doors."""
    if checklist.scope != OUTDOORS:
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
            yield from (Step(section, point, limited_by=asking.limiting(point)) for point in points)
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
    spaces = spaces_in_scope(asking.building, asking.checklist)
    if kind == "space":
        rooms = [space for space in spaces if space.type in types]
        yield from ((space, None) for space in _ordered(rooms, asking, lambda space: space.id))
        return
    order = {space.id: number for number, space in enumerate(spaces)}
    outdoors = asking.checklist.scope == OUTDOORS
    items = [
        item
        for item in asking.building.objects
        if item.type in types and (not outdoors or item.placement == OUTDOOR or item.space in order)
    ]
    items.sort(key=lambda item: order.get(item.space, len(order)))
    for item in _ordered(items, asking, lambda item: item.tag):
        yield asking.building.space(item.space), item


def _ordered(places: list[T], asking: _Asking, name: Callable[[T], str]) -> list[T]:
    if not asking.checklist.in_free_order:
        return places
    return sorted(places, key=lambda place: hashlib.blake2b(f"{asking.round.id}/{name(place)}".encode()).digest())
