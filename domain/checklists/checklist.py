"""A checklist as data: sections of points, and everything the format lets a point say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from domain.language import Words


@dataclass(frozen=True)
class Choice:
    """One answer of a choice. `deviation`, `severity`, `flag`, ... are the effects of choosing it."""

    id: str
    words: Words
    deviation: bool = False
    severity: str = ""
    flag: str = ""
    notify: str = ""
    routing_value: str = ""
    creates_form: str = ""
    creates_task: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Point:
    """One question. Durations are ISO 8601; `min`/`max` outside is a deviation, `hard_*` outside a typing error."""

    id: str
    type: str
    text: Words
    guidance: Words = Words()
    component: str = ""
    component_hint: str = ""
    severity: str = ""
    scope: str = ""
    object_types: tuple[str, ...] = ()
    space_types: tuple[str, ...] = ()
    case: dict[str, str] = field(default_factory=dict)
    routing_case: dict[str, str] = field(default_factory=dict)
    routing_input: str = ""
    ask: tuple[str, ...] = ()
    photo: str = "none"
    unit: str = ""
    min: float | None = None
    max: float | None = None
    hard_min: float | None = None
    hard_max: float | None = None
    decimals: int | None = None
    limits_from: str = ""
    deviation_when: str = ""
    choices: tuple[Choice, ...] = ()
    max_age: str = ""
    interval: str = ""
    show_if: dict[str, Any] = field(default_factory=dict)
    required: bool | None = None
    allow_na: bool = False
    max_length: int | None = None
    min_count: int | None = None
    max_count: int | None = None
    not_future: bool = False
    after: str = ""
    before: str = ""
    pattern: str = ""
    example: str = ""
    prefill: str = ""
    default: Any = None
    allow: tuple[str, ...] = ()
    creates_form: str = ""
    can_create_task: bool = False
    sets_attribute: str = ""
    must_precede: str = ""
    blocks: tuple[str, ...] = ()
    deadline: str = ""
    reminders: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    on_no: str = ""
    pii_warning: bool = False
    strip_metadata: bool = False
    suggest_from_flag: str = ""
    risk_axis: str = ""
    ref: tuple[str, ...] = ()

    @property
    def must_be_answered(self) -> bool:
        """A point is required unless it says otherwise; free text and information are not."""
        if self.required is not None:
            return self.required
        return self.type not in ("text", "long_text", "info", "photo", "location")

    @property
    def photo_forbidden(self) -> bool:
        return self.photo == "forbidden"

    @property
    def marks(self) -> frozenset[str]:
        """The points whose deviation this one says more about: it marks theirs instead of being one of its own."""
        return frozenset(asked_in(self.show_if)) if self.sets_attribute else frozenset()

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)


@dataclass(frozen=True)
class Section:
    """`part` is the role that fills the section in; `repeat` is {"min": n, "max": m} for a repeated one."""

    id: str
    title: Words
    points: tuple[Point, ...] = ()
    part: str = ""
    repeat: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Tile:
    """What a report is about, in the words of whoever reports it. `choices` are the answers it leads to, () for all."""

    id: str
    words: Words
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quick:
    """The points with which a form may be sent before all of it is answered, by their ids; "" where it has none.

    `what` happened, `where`, `when`, in which `words` or with which `photo`; `affected` is who it happened to, and
    `also` are the points that cannot wait. Without `words` the sentence is the note to `what`.
    """

    tiles: tuple[Tile, ...] = ()
    what: str = ""
    where: str = ""
    when: str = ""
    words: str = ""
    photo: str = ""
    affected: str = ""
    also: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.what)


@dataclass(frozen=True)
class Checklist:
    """`kind` is round, test, inspection, incident_form or assessment; `interval` ISO 8601 or "event"."""

    id: str
    version: str
    title: Words
    domain: str
    kind: str
    interval: str
    performed_by: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    handled_by: tuple[str, ...] = ()
    attended_by: tuple[str, ...] = ()
    countersigned_by: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    informed_deidentified: tuple[str, ...] = ()
    building_tag_any: tuple[str, ...] = ()
    grace: str = ""
    scope: str = ""
    confidentiality: str = "open"
    retention: str = ""
    estimated_minutes: int = 0
    event: str = ""
    includes: str = ""
    ordering: dict[str, Any] = field(default_factory=dict)
    drafts: dict[str, Any] = field(default_factory=dict)
    repeat_section: str = ""
    quick: Quick = Quick()
    intro: Words = Words()
    sections: tuple[Section, ...] = ()

    @cached_property
    def points(self) -> dict[str, Point]:
        """All points by their ids, in order."""
        return {point.id: point for section in self.sections for point in section.points}

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts that are filled in one after the other; none where one person fills in everything."""
        return tuple(dict.fromkeys(section.part for section in self.sections if section.part))

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The points whose answers decide whether others are asked."""
        return frozenset(asked for point in self.points.values() for asked in asked_in(point.show_if)) | frozenset(
            point.id for point in self.points.values() if point.risk_axis
        )

    @cached_property
    def marking(self) -> tuple[Point, ...]:
        """The points whose answer marks the deviation of another."""
        return tuple(point for point in self.points.values() if point.marks)

    @cached_property
    def _held_back(self) -> frozenset[str]:
        held = {point for asked in self.points.values() for point in (*asked.blocks, asked.must_precede)}
        return frozenset(held - {""})

    def holds_back(self, point_id: str) -> bool:
        """Whether another point can lock this one."""
        return point_id in self._held_back

    @property
    def in_free_order(self) -> bool:
        return self.ordering.get("mode") == "free"

    def point(self, point_id: str) -> Point | None:
        return self.points.get(point_id)

    def applies_to(self, building_tags: tuple[str, ...]) -> bool:
        return not self.building_tag_any or any(tag in building_tags for tag in self.building_tag_any)


def asked_in(condition: Any) -> Iterator[str]:
    """The points that a condition asks about, however deep."""
    if isinstance(condition, dict):
        if "point" in condition:
            yield condition["point"]
        for inner in condition.values():
            yield from asked_in(inner)
    elif isinstance(condition, list):
        for inner in condition:
            yield from asked_in(inner)


def with_included(checklist: Checklist, included: Checklist) -> Checklist:
    """The checklist as it is walked: the included one's points come first, and one signature at the end is enough."""
    signs_itself = any(point.type == "signature" for section in checklist.sections for point in section.points)
    first = included.sections if not signs_itself else tuple(map(_without_signature, included.sections))
    return replace(checklist, includes="", sections=(*(s for s in first if s.points), *checklist.sections))


def _without_signature(section: Section) -> Section:
    return replace(section, points=tuple(point for point in section.points if point.type != "signature"))
