"""Who has repair, inspection or cost, and by which rule: the building's override, a shared exception or the row."""

from dataclasses import dataclass, replace
from functools import cached_property

from domain.demarcation.listing import ANY, INPUTS, Conditions, DemarcationList, Row, in_force, segments
from domain.places import Building, Object, Override, Space

ASPECTS = ("repair", "inspection", "cost")
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Case:
    """What is known about a finding. "" (and the cause "unknown") means that nobody knows."""

    component: str
    placement: str = ""
    cause: str = ""
    installed_by: str = ""
    attachment: str = ""
    space_type: str = ""
    occupancy: str = ""

    def knows(self, name: str) -> bool:
        return getattr(self, name) not in ("", UNKNOWN)

    @cached_property
    def facts(self) -> Conditions:
        return frozenset((name, getattr(self, name)) for name in INPUTS if self.knows(name))

    def meets(self, conditions: Conditions) -> bool:
        """An unknown input never satisfies a condition."""
        return conditions <= self.facts

    def may_meet(self, conditions: Conditions) -> bool:
        """Whether nothing that is known speaks against the conditions."""
        return all(getattr(self, name) == value or not self.knows(name) for name, value in conditions)


@dataclass(frozen=True)
class Decision:
    """Who has one aspect: the role on the list, the organisation it means here, and the rule that says so.

    `kind` is "row" (an ordinary row), "exception" (a shared one) or "override" (the building's own).
    """

    responsible: str
    org: str
    rule: str
    kind: str


@dataclass(frozen=True)
class Place:
    """Where the list is asked, about which component, and the ISO date for which."""

    listing: DemarcationList
    building: Building
    space: Space | None
    component: str
    on: str

    def decide(self, case: Case) -> list[Decision | None]:
        """The decisions on repair, inspection and cost, None where no rule states one."""
        overrides = [override for override in self.overrides if case.meets(override.conditions)]
        return [self._decision(case, aspect, overrides) for aspect in ASPECTS]

    def rows(self, aspect: str) -> tuple[Row, ...]:
        """The rows that state the aspect for the component, best first, whatever their conditions."""
        return self.listing.rows_for(self.component, aspect) if self._in_force else ()

    @cached_property
    def overrides(self) -> list[Override]:
        """The building's own rules for the component, here and on this day, whatever their conditions."""
        space_id = self.space.id if self.space else ""
        return [
            override
            for override in self.building.overrides
            if override.covers(self.component)
            and override.space in ("", space_id)
            and in_force(override.valid_from, override.valid_to, self.on)
        ]

    @cached_property
    def _in_force(self) -> bool:
        return self.listing.in_force(self.on)

    def _decision(self, case: Case, aspect: str, overrides: list[Override]) -> Decision | None:
        facts = case.facts
        row = next((row for row in self.rows(aspect) if row.conditions <= facts), None)
        override = max((rule for rule in overrides if rule.responsible(aspect)), key=precedence, default=None)
        if override and (row is None or wins(override, row)):
            return self._decided(override.responsible(aspect), override.id, "override")
        if row is None:
            return None
        return self._decided(row.responsible(aspect), row.row_id, "exception" if row.is_exception else "row")

    def _decided(self, responsible: str, rule: str, kind: str) -> Decision:
        is_owner = responsible == "owner"
        org = self.building.owner_of(self.space) if is_owner else self.building.user_of(self.space)
        return Decision(responsible, org, rule, kind)


def completed(case: Case, space: Space | None, item: Object | None) -> Case:
    """The case with its gaps filled from the register. What the person says wins, then the object, then the space."""
    register = {
        "placement": (item.placement if item else "") or (space.placement if space else ""),
        "attachment": item.attachment if item else "",
        "installed_by": item.installed_by if item else "",
        "space_type": space.type if space else "",
    }
    gaps = {name: value for name, value in register.items() if value and not case.knows(name)}
    return replace(case, **gaps) if gaps else case


def wins(override: Override, row: Row) -> bool:
    """The building's override against the best row: only a row for the very cause, or a shared exception, stands."""
    if override.cond_cause != ANY or not override.keep_exceptions:
        return True
    return not row.has_cause and not row.is_exception


def precedence(override: Override) -> tuple[bool, bool, int, int]:
    """The higher goes first; between equals the one that stands first in the municipality's file."""
    has_cause, for_a_space = override.cond_cause != ANY, bool(override.space)
    return (has_cause, for_a_space, segments(override.component), len(override.conditions))
