"""Two versions of the demarcation list side by side: which rows differ, and whose work would have gone elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Protocol

from domain.demarcation.decisions import Case
from domain.demarcation.listing import DemarcationList, Row
from domain.demarcation.routing import ASPECTS, route
from domain.places import Building

NAMES = tuple(field.name for field in fields(Row))


@dataclass(frozen=True)
class ChangedField:
    """What a column said before and says after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedRow:
    """The same rule in both versions, with the columns that differ; `row` is as it stands after."""

    row: Row
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True)
class ListChanges:
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[ChangedRow, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


class Placed(Protocol):
    """A finding or a task: something of a component, in a place, with what is known of it."""

    @property
    def id(self) -> str: ...
    @property
    def building(self) -> str: ...
    @property
    def space(self) -> str: ...
    @property
    def object(self) -> str: ...
    @property
    def component(self) -> str: ...
    @property
    def case(self) -> dict[str, str]: ...
    @property
    def found_at(self) -> str: ...


@dataclass(frozen=True)
class Hand:
    """An aspect ("repair", "inspection", "cost") that changes hands: organisations, "" for nobody."""

    aspect: str
    before: str
    after: str


@dataclass(frozen=True)
class Elsewhere:
    """What would have been decided otherwise, and how."""

    id: str
    hands: tuple[Hand, ...]


def compare(before: DemarcationList, after: DemarcationList) -> ListChanges:
    """What a version changes. A row that was only given another number is the same rule."""
    pairs = dict(_pairs(before.rows, after.rows))
    matched = set(pairs.values())
    changed = (ChangedRow(row, _differences(pairs[row.row_id], row)) for row in after.rows if row.row_id in pairs)
    return ListChanges(
        added=tuple(row for row in after.rows if row.row_id not in pairs),
        removed=tuple(row for row in before.rows if row not in matched),
        changed=tuple(each for each in changed if each.fields),
    )


def _pairs(before: Iterable[Row], after: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """(id after, row before) of the same rule: what has the same meaning; of the rest, what kept its number."""
    by_meaning = {meaning_of(row): row for row in before}
    paired, left = set(), []
    for row in after:
        if (known := by_meaning.get(meaning_of(row))) is not None:
            paired.add(known)
            yield row.row_id, known
        else:
            left.append(row)
    by_id = {row.row_id: row for row in before if row not in paired}
    yield from ((row.row_id, by_id[row.row_id]) for row in left if row.row_id in by_id)


def meaning_of(row: Row) -> tuple[object, ...]:
    """What a rule is about; no two rows of a list share it."""
    return row.component_code, row.conditions, row.rule_kind, row.priority


def _differences(before: Row, after: Row) -> tuple[ChangedField, ...]:
    pairs = ((name, str(getattr(before, name)), str(getattr(after, name))) for name in NAMES)
    return tuple(ChangedField(*pair) for pair in pairs if pair[1] != pair[2])


def gone_elsewhere(
    cases: Iterable[Placed],
    buildings: Mapping[str, Building],
    version_on: Callable[[str], DemarcationList],
    after: DemarcationList,
    day_of: Callable[[str], str],
) -> list[Elsewhere]:
    """Those of `cases` that `after` would have sent elsewhere, had it been in force when they were found.

    `version_on` gives the list in force on an ISO date, `day_of` the local date of a moment. Overrides of the building
    are taken as they were on that day. What lies in a building that is gone is left out.
    """
    always, known, found = replace(after, valid_from="", valid_to=""), {}, []
    for case in cases:
        building, day = buildings.get(case.building), day_of(case.found_at)
        if building is None:
            continue
        before = version_on(day)
        key = (case.building, case.space, case.object, case.component, *sorted(case.case.items()), before.version, day)
        if key not in known:
            known[key] = _hands(case, building, replace(before, valid_from="", valid_to=""), always, day)
        if known[key]:
            found.append(Elsewhere(case.id, known[key]))
    return found


def _hands(
    case: Placed, building: Building, before: DemarcationList, after: DemarcationList, day: str
) -> tuple[Hand, ...]:
    was, would_be = (_orgs(listing, case, building, day) for listing in (before, after))
    return tuple(Hand(name, was[name], would_be[name]) for name in ASPECTS if was[name] != would_be[name])


def _orgs(listing: DemarcationList, case: Placed, building: Building, day: str) -> dict[str, str]:
    space, item = building.whereabouts(case.space, case.object)
    decisions = route(listing, building, Case(case.component, **case.case), space=space, item=item, on=day).decisions
    return {aspect: decisions[aspect].org if aspect in decisions else "" for aspect in ASPECTS}


def left_without_row(components: Iterable[str], before: DemarcationList, after: DemarcationList) -> list[str]:
    """The components in use that the list covers now and would cover no longer."""
    return sorted({code for code in components if before.covers(code) and not after.covers(code)})
