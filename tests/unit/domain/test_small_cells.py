"""Published numbers against an attacker who has them all, knows the method, and knows some of the numbers exactly."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.statistics.incident import Count, Incident, counts_of
from domain.statistics.small_cells import Band, Cell, Publication, cells, publish

KINDS = {"graffiti": "open", "burglary": "limited", "threat": "restricted_person"}
HOUSES, WHOSE = ("B1", "B2"), ("BUN", "KFN")
YEAR, WIDTH = 2026, 5
Atom = tuple[str, str, str, int]
"""The finest that anybody could ask about: kind, building, administration, month."""


def published(incidents: Iterable[Incident], min_cell: int = WIDTH) -> Publication:
    return publish(incidents, YEAR, KINDS, HOUSES, WHOSE, "2027-01-01", min_cell)


def happened(atom: Atom, times: int = 1, year: int = YEAR) -> list[Incident]:
    kind, building, administration, month = atom
    return [Incident(kind, building, administration, date(year, month, 1), KINDS[kind])] * times


# --- the attacker: linear constraints over numbers that are not negative --------------------------------------------

Constraint = tuple[frozenset[int], int, int]
"""The sum of these atoms lies between the two."""


def told(publication: Publication, atoms: Sequence[Atom]) -> list[Constraint]:
    """What a reader of the publication knows, read from its words and not from how it was made."""
    bands = [(band.cell, band.least, band.most) for band in publication.bands]
    bands += [(cell, 0, publication.min_cell - 1) for cell in publication.few]
    return [(frozenset(_in(cell, atoms)), least, most) for cell, least, most in bands]


def _in(cell: Cell, atoms: Sequence[Atom]) -> Iterable[int]:
    for number, (kind, building, administration, _) in enumerate(atoms):
        where = {"building": building} if cell.building else {"administration": administration}
        if cell == Cell(kind, **where):
            yield number


def possible(constraints: list[Constraint], known: dict[int, int], asked: frozenset[int], atoms: int) -> set[int]:
    """Every sum of the atoms `asked` that all of this allows, below twice the width: by trying them all."""
    given = [(inside, least, most) for inside, least, most in constraints if inside]
    found: set[int] = set()

    def try_from(atom: int, numbers: list[int]) -> None:
        for inside, least, most in given:
            so_far = sum(numbers[each] for each in inside if each < atom)
            done = all(each < atom for each in inside)
            if so_far > most or (done and so_far < least):
                return
        if atom == atoms:
            found.add(sum(numbers[each] for each in asked))
            return
        for times in [known[atom]] if atom in known else range(2 * WIDTH):
            try_from(atom + 1, [*numbers, times])

    try_from(0, [])
    return found


def pinned(sums: set[int], width: int) -> bool:
    """Whether the attacker concludes that something happened, and how few times."""
    return bool(sums) and min(sums) > 0 and max(sums) < width


PLACES = st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(HOUSES), st.sampled_from(WHOSE), st.integers(1, 2))


@given(st.data())
def test_nobody_concludes_a_small_number_from_all_that_is_told_and_any_numbers_of_their_own(
    data: st.DataObject,
) -> None:
    atoms = data.draw(st.lists(PLACES, min_size=1, max_size=4, unique=True))
    numbers = [data.draw(st.integers(0, WIDTH + 2)) for _ in atoms]
    publication = published(
        [each for atom, times in zip(atoms, numbers, strict=True) for each in happened(atom, times)]
    )
    insiders = data.draw(st.sets(st.integers(0, len(atoms) - 1)))
    others = [number for number in range(len(atoms)) if number not in insiders]
    asked = frozenset(data.draw(st.sets(st.sampled_from(others), min_size=1))) if others else frozenset()
    known = {number: numbers[number] for number in insiders}
    sums = possible(told(publication, atoms), known, asked, len(atoms))
    assert sum(numbers[number] for number in asked) in sums, "the attacker reasons rightly"
    assert not pinned(sums, WIDTH)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_who_knows_the_method_concludes_one_from_any_town_that_gives_the_same_publication(kind: str) -> None:
    """All towns up to a size, sorted by what is told of them: what an attacker cannot tell apart."""
    width, most = 3, 5
    atoms: list[Atom] = [(kind, house, whose, 1) for house in HOUSES for whose in WHOSE]
    towns = defaultdict(list)
    for numbers in itertools.product(range(most + 1), repeat=len(atoms)):
        publication = published([i for atom, n in zip(atoms, numbers, strict=True) for i in happened(atom, n)], width)
        # Beyond, not all towns that give the same are among those tried.
        if all(band.most <= most for band in publication.bands):
            towns[publication].append(numbers)
    assert len(towns) == 4
    every = [frozenset(some) for size in range(5) for some in itertools.combinations(range(4), size)]
    for alike, known in itertools.product(towns.values(), every):
        by_own = defaultdict(list)
        for numbers in alike:
            by_own[tuple(numbers[each] for each in sorted(known))].append(numbers)
        for left, asked in itertools.product(by_own.values(), every):
            if asked and not asked & known:
                assert not pinned({sum(numbers[each] for each in asked) for numbers in left}, width)


def test_the_attacker_does_find_what_a_table_with_totals_and_hidden_cells_gives_away() -> None:
    """The test's own tool, on the way that we do not take: a hidden 2 beside a 6 and a total of 8."""
    total, shown, hidden = (frozenset({0, 1}), 8, 8), (frozenset({0}), 6, 6), (frozenset({1}), 0, 4)
    sums = possible([total, shown, hidden], {}, frozenset({1}), 2)
    assert sums == {2}
    assert pinned(sums, WIDTH)


# --- what is told ---------------------------------------------------------------------------------------------------


def test_open_kinds_are_told_by_building_and_the_others_by_administration() -> None:
    graffiti, threats = ("graffiti", "B1", "BUN", 3), ("threat", "B2", "KFN", 3)
    told_of = published([*happened(graffiti, 7), *happened(threats, 10)])
    assert told_of.bands == (
        Band(Cell("graffiti", building="B1"), 5, 9),
        Band(Cell("threat", administration="KFN"), 10, 14),
    )


@pytest.mark.parametrize(("times", "least"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_a_cell_tells_a_band_and_none_is_not_told_apart_from_few(times: int, least: int) -> None:
    told_of = published(happened(("threat", "B1", "BUN", 1), times))
    assert [band.least for band in told_of.bands] == [least] * bool(least)
    assert (Cell("threat", administration="BUN") in told_of.few) == (not least)


@given(st.lists(PLACES, max_size=30))
def test_which_cells_there_are_says_nothing_of_what_is_in_them(atoms: list[Atom]) -> None:
    told_of = published([each for atom in atoms for each in happened(atom)])
    assert {*told_of.few, *(band.cell for band in told_of.bands)} == {*cells(KINDS, HOUSES, WHOSE)}
    assert len(told_of.few) + len(told_of.bands) == len(cells(KINDS, HOUSES, WHOSE))


def test_what_the_register_no_longer_knows_counts_elsewhere_and_other_years_not_at_all() -> None:
    gone = Incident("threat", "B9", "GONE", date(YEAR, 5, 1), "restricted_person")
    older = happened(("threat", "B1", "BUN", 1), 9, YEAR - 1)
    assert published([*[gone] * 5, *older]).bands == (Band(Cell("threat"), 5, 9),)
    assert published([Incident("unheard-of", "B1", "BUN", date(YEAR, 1, 1))] * 9).bands == ()


def test_exact_counts_are_by_month_and_quarter() -> None:
    incidents = [*happened(("threat", "B1", "BUN", 2), 2), *happened(("threat", "B1", "BUN", 12))]
    [count] = counts_of([*incidents, *happened(("threat", "B1", "BUN", 2), 3, YEAR - 1)], YEAR)
    assert count == Count("threat", "B1", "BUN", (0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
    assert (count.number, count.quarter(1), count.quarter(4)) == (3, 2, 1)
