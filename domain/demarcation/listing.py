"""The demarcation list as the municipality decided it: one row is one rule, one list is one version.

A list sorts its rows once per component, best first, so that an answer on a phone is a walk down a short list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

ANY = "any"
EVERY_COMPONENT = "*"
EXCEPTION = "exception"
INPUTS = ("placement", "cause", "installed_by", "attachment", "space_type", "occupancy")

Conditions = frozenset[tuple[str, str]]
"""Inputs and the value that each must have, such as ("cause", "fire")."""


@dataclass(frozen=True)
class Row:
    """One rule of the list. An aspect is "owner", "user" or "" (not stated); intervals are ISO 8601 durations."""

    row_id: str
    category: str
    component_code: str
    component_sv: str
    component_en: str
    cond_placement: str = ANY
    cond_cause: str = ANY
    cond_installed_by: str = ANY
    cond_attachment: str = ANY
    cond_space_type: str = ANY
    cond_occupancy: str = ANY
    repair_responsible: str = ""
    inspection_responsible: str = ""
    cost_responsible: str = ""
    cost_recovery: str = "none"
    self_check_interval: str = ""
    service_interval: str = ""
    service_by: str = ""
    default_severity: str = "medium"
    police_report: str = "no"
    rule_kind: str = "standard"
    priority: int = 0
    typical_placement: str = ANY
    typical_attachment: str = ANY
    typical_space_type: str = ANY
    reference: str = ""
    note_sv: str = ""
    note_en: str = ""

    @cached_property
    def conditions(self) -> Conditions:
        return conditions_of(self)

    def responsible(self, aspect: str) -> str:
        return getattr(self, f"{aspect}_responsible")

    @property
    def is_universal(self) -> bool:
        return self.component_code == EVERY_COMPONENT

    @property
    def has_cause(self) -> bool:
        return self.cond_cause != ANY

    @property
    def is_exception(self) -> bool:
        return self.rule_kind == EXCEPTION

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """The higher rank goes first: tier, the narrower component, the more conditions, the list's own priority."""
        tier = 2 if self.is_exception else 3 if self.has_cause else 1
        return (tier, segments(self.component_code), len(self.conditions), self.priority)


@dataclass(frozen=True)
class DemarcationList:
    """One decided version of the list, in force from `valid_from` to and including `valid_to` (ISO dates, "" open)."""

    version: str
    valid_from: str
    valid_to: str
    rows: tuple[Row, ...]

    def row(self, row_id: str) -> Row | None:
        return self._by_id.get(row_id)

    def in_force(self, on: str) -> bool:
        return in_force(self.valid_from, self.valid_to, on)

    def rows_for(self, component: str, aspect: str) -> tuple[Row, ...]:
        """The rows that state `aspect` for the component or a parent of it, best first."""
        key = (component, aspect)
        if key not in self._best_first:
            stating = [row for row in self._rows_above(component) if row.responsible(aspect)]
            stating.sort(key=lambda row: (len(row.row_id), row.row_id))
            stating.sort(key=lambda row: row.rank, reverse=True)
            self._best_first[key] = tuple(stating)
        return self._best_first[key]

    def rows_demanding(self, component: str, name: str) -> tuple[Row, ...]:
        """The rows for the component, or for all components, that have a condition on the input `name`."""
        key = (component, name)
        if key not in self._demanding:
            rows = self._rows_above(component)
            self._demanding[key] = tuple(row for row in rows if any(demanded == name for demanded, _ in row.conditions))
        return self._demanding[key]

    def covers(self, component: str) -> bool:
        """Whether the component, or a parent of it, has a row of its own."""
        return any(code in self._by_code for code in codes_above(component) if code != EVERY_COMPONENT)

    def row_naming(self, component: str) -> Row | None:
        """The row that tells best what the component is: its own or the nearest parent's, the one with fewest ifs."""
        own = [row for row in self._rows_above(component) if not row.is_universal]
        return max(own, key=lambda row: (segments(row.component_code), -len(row.conditions)), default=None)

    def _rows_above(self, component: str) -> Iterator[Row]:
        for code in codes_above(component):
            yield from self._by_code.get(code, ())

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row.row_id: row for row in self.rows}

    @cached_property
    def _by_code(self) -> dict[str, list[Row]]:
        by_code: dict[str, list[Row]] = {}
        for row in self.rows:
            by_code.setdefault(row.component_code, []).append(row)
        return by_code

    @cached_property
    def _best_first(self) -> dict[tuple[str, str], tuple[Row, ...]]:
        return {}

    @cached_property
    def _demanding(self) -> dict[tuple[str, str], tuple[Row, ...]]:
        return {}


def list_on(lists: Sequence[DemarcationList], date: str) -> DemarcationList | None:
    """The list in force on an ISO date: of several the one that came into force last. None outside all of them."""
    in_force_then = [listing for listing in lists if listing.in_force(date)]
    return max(in_force_then, key=lambda listing: listing.valid_from, default=None)


def in_force(valid_from: str, valid_to: str, date: str) -> bool:
    """Both days included; "" leaves that end open."""
    return (not valid_from or valid_from <= date) and (not valid_to or date <= valid_to)


def conditions_of(rule: object) -> Conditions:
    """The inputs that a row or an override demands (its `cond_*`), and the value of each."""
    values = ((name, getattr(rule, f"cond_{name}")) for name in INPUTS)
    return frozenset((name, value) for name, value in values if value != ANY)


def segments(code: str) -> int:
    return 0 if code == EVERY_COMPONENT else code.count(".") + 1


def codes_above(component: str) -> Iterator[str]:
    """The code itself, its parents and "*": `FIR.EXT.PRT`, `FIR.EXT`, `FIR`, `*`."""
    parts = component.split(".")
    for length in range(len(parts), 0, -1):
        yield ".".join(parts[:length])
    yield EVERY_COMPONENT
