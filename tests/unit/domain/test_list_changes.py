"""Two versions of the list: what counts as changed, and whose work would have gone elsewhere."""

from dataclasses import dataclass, field, replace

import pytest

from domain.demarcation.changes import Hand, compare, gone_elsewhere, left_without_row
from domain.demarcation.listing import DemarcationList, Row, list_on
from domain.demarcation.versions import AdoptedList, ever_in_force, in_order_of_decision, next_version
from domain.places import Building, Override, Space


def row(number: int, code: str, who: str = "owner", **facts: str) -> Row:
    aspects = {f"{aspect}_responsible": who for aspect in ("repair", "inspection", "cost")}
    return Row(f"DM-{number:03}", "fire", code, code, code, **{**aspects, **facts})  # pyright: ignore[reportArgumentType]


DOOR, LAMP, BY_FIRE = row(1, "BLD.DOR"), row(2, "ELC.LMP", "user"), row(3, "BLD.DOR", "user", cond_cause="fire")


def listed(*rows: Row, version: str = "1", valid_from: str = "2026-01-01") -> DemarcationList:
    return DemarcationList(version, valid_from, "", rows)


def renumbered(held: Row, number: int) -> Row:
    return replace(held, row_id=f"DM-{number:03}")


Rows = tuple[Row, ...]
COMPARED: dict[str, tuple[Rows, Rows, tuple[list[str], list[str], dict[str, list[str]]]]] = {
    "the same": ((DOOR, LAMP), (DOOR, LAMP), ([], [], {})),
    "in another order": ((DOOR, LAMP), (LAMP, DOOR), ([], [], {})),
    "a row more": ((DOOR,), (DOOR, LAMP), (["DM-002"], [], {})),
    "a row less": ((DOOR, LAMP), (DOOR,), ([], ["DM-002"], {})),
    "another payer": (
        (DOOR,),
        (replace(DOOR, cost_responsible="user"),),
        ([], [], {"DM-001": ["cost_responsible"]}),
    ),
    "two columns": (
        (DOOR,),
        (replace(DOOR, cost_responsible="user", note_sv="Nytt"),),
        ([], [], {"DM-001": ["cost_responsible", "note_sv"]}),
    ),
    "another condition, the same number": (
        (DOOR,),
        (replace(DOOR, cond_placement="indoor"),),
        ([], [], {"DM-001": ["cond_placement"]}),
    ),
    "a row put in above": (
        (DOOR, LAMP),
        (row(1, "ALM.NEW"), renumbered(DOOR, 2), renumbered(LAMP, 3)),
        (["DM-001"], [], {"DM-002": ["row_id"], "DM-003": ["row_id"]}),
    ),
    "the same component with and without a condition": (
        (DOOR, BY_FIRE),
        (DOOR, replace(BY_FIRE, repair_responsible="")),
        ([], [], {"DM-003": ["repair_responsible"]}),
    ),
}


@pytest.mark.parametrize(("before", "after", "told"), COMPARED.values(), ids=COMPARED)
def test_a_version_is_told_apart_row_by_row_and_column_by_column(
    before: Rows, after: Rows, told: tuple[list[str], list[str], dict[str, list[str]]]
) -> None:
    changes = compare(listed(*before), listed(*after, version="2"))
    added, removed, changed = told
    assert [held.row_id for held in changes.added] == added
    assert [held.row_id for held in changes.removed] == removed
    assert {each.row.row_id: [f.name for f in each.fields] for each in changes.changed} == changed
    assert bool(changes) == any(told)


@dataclass(frozen=True)
class Case:
    """The least that a task and a finding have in common."""

    component: str = "BLD.DOR"
    space: str = ""
    found_at: str = "2026-06-01T10:00:00+00:00"
    case: dict[str, str] = field(default_factory=dict)
    id: str = "c"
    building: str = "H"
    object: str = ""


HOUSE = Building("H", "Huset", owner_org="OWN", user_org="USE", spaces=(Space("S", "Butik", "shop", "indoor"),))
SIGNED = replace(HOUSE, overrides=(Override("OV", "H", "BLD.DOR", cost_responsible="owner"),))
TO_USER = (replace(DOOR, cost_responsible="user"), LAMP, BY_FIRE)
ALL_TO_USER = (row(1, "BLD.DOR", "user"), LAMP, BY_FIRE)
OF_DOOR = Hand("cost", "OWN", "USE")

MOVED: dict[str, tuple[Case, Building, Rows, tuple[Hand, ...]]] = {
    "another pays": (Case(), HOUSE, TO_USER, (OF_DOOR,)),
    "everything": (
        Case(),
        HOUSE,
        ALL_TO_USER,
        tuple(Hand(aspect, "OWN", "USE") for aspect in ("repair", "inspection", "cost")),
    ),
    "another component": (Case("ELC.LMP"), HOUSE, TO_USER, ()),
    "a cause with a row of its own": (Case(case={"cause": "fire"}), HOUSE, TO_USER, ()),
    "an override of the building stands": (Case(), SIGNED, TO_USER, ()),
    "a row that is gone": (
        Case(),
        HOUSE,
        (LAMP,),
        tuple(Hand(aspect, "OWN", "") for aspect in ("repair", "inspection", "cost")),
    ),
    "a building that is gone": (Case(building="X"), HOUSE, TO_USER, ()),
}


@pytest.mark.parametrize(("case", "building", "after", "hands"), MOVED.values(), ids=MOVED)
def test_what_would_have_gone_elsewhere(case: Case, building: Building, after: Rows, hands: tuple[Hand, ...]) -> None:
    before = listed(DOOR, LAMP, BY_FIRE)
    new = listed(*after, version="2", valid_from="2027-01-01")
    found = gone_elsewhere([case], {"H": building}, lambda _: before, new, lambda moment: moment[:10])
    assert [each.hands for each in found] == ([hands] if hands else [])


def test_each_case_is_compared_with_the_version_of_its_own_day() -> None:
    lists = (listed(DOOR), listed(*TO_USER, version="2", valid_from="2026-07-01"))

    def version_on(day: str) -> DemarcationList:
        return list_on(lists, day) or lists[0]

    cases = [Case(id="old"), Case(id="new", found_at="2026-08-01T10:00:00+00:00")]
    third = listed(*TO_USER, version="3", valid_from="2027-01-01")
    found = gone_elsewhere(cases, {"H": HOUSE}, version_on, third, lambda moment: moment[:10])
    assert [each.id for each in found] == ["old"]


def test_components_in_use_that_lose_their_row_are_named() -> None:
    before, after = listed(DOOR, LAMP), listed(row(1, "BLD"))
    assert left_without_row(["BLD.DOR", "ELC.LMP", "ELC.LMP.OUT", "XYZ"], before, after) == ["ELC.LMP", "ELC.LMP.OUT"]


def adopted(number: int, version: str, valid_from: str) -> AdoptedList:
    return AdoptedList(number, listed(DOOR, version=version, valid_from=valid_from), "p", "P", "", "", "l.csv")


VERSIONS: dict[str, tuple[list[AdoptedList], dict[str, str]]] = {
    "only the file's": ([], {"2026-06-01": "1", "2030-01-01": "1"}),
    "a new one from its first day": (
        [adopted(1, "2027:1", "2027-01-01")],
        {"2026-12-31": "1", "2027-01-01": "2027:1"},
    ),
    "replaced before its first day": (
        [adopted(2, "2027:2", "2027-01-01"), adopted(1, "2027:1", "2027-01-01")],
        {"2026-12-31": "1", "2027-01-01": "2027:2"},
    ),
    "one before another that was decided first": (
        [adopted(1, "2028:1", "2028-01-01"), adopted(2, "2027:1", "2027-01-01")],
        {"2027-06-01": "2027:1", "2028-01-01": "2028:1"},
    ),
    "one that the file has taken up": ([adopted(1, "1", "2027-01-01")], {"2026-06-01": "1"}),
}


@pytest.mark.parametrize(("decided", "in_force"), VERSIONS.values(), ids=VERSIONS)
def test_which_version_is_in_force(decided: list[AdoptedList], in_force: dict[str, str]) -> None:
    versions = in_order_of_decision([listed(DOOR)], decided)
    for lists in (versions, tuple(reversed(versions))):
        assert {day: found.version for day in in_force if (found := list_on(lists, day))} == in_force
    replaced = [each.version for each in versions if not ever_in_force(each)]
    assert replaced == (["2027:1"] if len(decided) == 2 and in_force.get("2027-01-01") == "2027:2" else [])


@pytest.mark.parametrize(("taken", "name"), [((), "2027:1"), (("2027:1",), "2027:2"), (("2027:2", "2026:1"), "2027:1")])
def test_a_version_is_named_by_its_year(taken: tuple[str, ...], name: str) -> None:
    assert next_version([listed(DOOR, version=version) for version in taken], "2027-04-01") == name
