"""Where things are: a building has spaces, and tagged objects stand in the spaces."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from domain.demarcation.listing import EVERY_COMPONENT, Conditions, conditions_of
from domain.language import Words

COMMON, OUTDOOR = "common", "outdoor"


@dataclass(frozen=True)
class Space:
    """A room or an outdoor area. `placement` is "indoor", "outdoor" or "common" (shared by several users)."""

    id: str
    name: str
    type: str
    placement: str
    floor: int = 0
    shared: bool = False
    owner_org: str = ""
    user_org: str = ""


@dataclass(frozen=True)
class Object:
    """A tagged item to inspect. The facts that it knows of itself (attachment, ...) are routing inputs."""

    tag: str
    type: str
    component: str
    space: str
    label: str
    qr_id: str = ""
    attachment: str = ""
    placement: str = ""
    installed_by: str = ""
    lock_class: int | None = None
    lock_norm: str = ""
    last_service: str = ""
    next_service: str = ""
    pressure_test: str = ""
    limits: dict[str, dict[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Override:
    """A departure from the demarcation list for one building or space, from its lease or agreement.

    An aspect is "owner", "user" or "" (not touched). `cond_*` is "any" or the value it demands.
    """

    id: str
    building: str
    component: str
    space: str = ""
    cond_placement: str = "any"
    cond_cause: str = "any"
    cond_installed_by: str = "any"
    cond_attachment: str = "any"
    cond_space_type: str = "any"
    cond_occupancy: str = "any"
    repair_responsible: str = ""
    inspection_responsible: str = ""
    cost_responsible: str = ""
    keep_exceptions: bool = True
    valid_from: str = ""
    valid_to: str = ""
    agreement: str = ""
    reason: Words = Words()

    @cached_property
    def conditions(self) -> Conditions:
        return conditions_of(self)

    @property
    def is_universal(self) -> bool:
        return self.component == EVERY_COMPONENT

    def responsible(self, aspect: str) -> str:
        return getattr(self, f"{aspect}_responsible")

    def covers(self, component: str) -> bool:
        return self.is_universal or component == self.component or component.startswith(f"{self.component}.")


@dataclass(frozen=True)
class Building:
    id: str
    name: str
    owner_org: str
    user_org: str
    name_en: str = ""
    kind: str = ""
    address: str = ""
    assembly_point: Words = Words()
    lead_user_org: str = ""
    built: int | None = None
    area_m2: int | None = None
    floors: int | None = None
    max_persons: int | None = None
    occupancy_class: str = ""
    protection_class: int | None = None
    alarm_class: int | None = None
    district: str = ""
    listed: bool = False
    listed_note: str = ""
    lease_until: str = ""
    confidentiality_default: str = "open"
    tags: tuple[str, ...] = ()
    spaces: tuple[Space, ...] = ()
    objects: tuple[Object, ...] = ()
    overrides: tuple[Override, ...] = ()

    @cached_property
    def orgs(self) -> frozenset[str]:
        """All organisations that own or use the building or any of its spaces."""
        spaces = {org for space in self.spaces for org in (space.owner_org, space.user_org)}
        return frozenset({self.owner_org, self.user_org, self.lead_user_org} | spaces) - {""}

    def space(self, space_id: str) -> Space | None:
        return next((space for space in self.spaces if space.id == space_id), None)

    def object(self, tag: str) -> Object | None:
        return next((item for item in self.objects if item.tag == tag), None)

    def whereabouts(self, space_id: str, tag: str) -> tuple[Space | None, Object | None]:
        """The space and the object that are meant; where no space is named, the one that the object stands in."""
        item = self.object(tag) if tag else None
        return self.space(space_id or (item.space if item else "")), item

    def owner_of(self, space: Space | None) -> str:
        """The owner's organisation: the space's own, else the building's."""
        return (space.owner_org if space else "") or self.owner_org

    def user_of(self, space: Space | None) -> str:
        """The user's organisation: the space's own, else the lead user in a shared space, else the building's."""
        if space and space.user_org:
            return space.user_org
        if space and space.shared and self.lead_user_org:
            return self.lead_user_org
        return self.user_org


def described(place: Building, space: Space | None, item: Object | None) -> str:
    """The place as people say it: "Björkhagaskolan, Korridor A plan 1, Pulver 6 kg korridor A"."""
    parts: list[Any] = [place.name, space and space.name, item and item.label]
    return ", ".join(part for part in parts if part)
