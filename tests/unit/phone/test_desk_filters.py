"""The desk's filters: what each view holds, that an address keeps all of it, and in which order tasks stand."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.state.tasks.filters import VIEWS, WHOSE, Filter, chosen, from_query, next_time, open_by_space, to_query
from app.state.tasks.lists import ALL, MINE, ORGANISATION
from domain.clocks.due_steps import DueStep
from domain.people import Person
from domain.tasks.parts import Assignment, Contest, Correction, Dispute, Estimate
from domain.tasks.steps import STATUSES
from domain.tasks.task import Task
from tests.unit.task_world import CARETAKER, COLLEAGUE, HEADMASTER, INSPECTOR, LOCKSMITH, TEACHER

NOW = datetime.fromisoformat("2026-11-25T10:00:00+01:00")
"""A Wednesday."""


def at(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).isoformat()


TASK = Task(
    "t1", "t1", "B01", "FIR.EXT.PRT", "Släckaren är borta", "high", "TF", "TF", at(-48), number=7,
    inspection_org="BUN", cost_org="BUN", reporter="teacher-1", acknowledge_by=at(-40), resolve_by=at(200),
    status="acknowledged", steps_done={"acknowledge": at(-45)},
)  # fmt: skip


def seen(task: Task, person: Person = CARETAKER, **wanted: Any) -> bool:
    """Whether the filter lets the task through, for whom it says nothing about whose."""
    asked = replace(Filter(whose=ALL), **wanted)
    return bool(chosen([task], asked, person, NOW, lambda each: each.text))


# --- the address -----------------------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
filters = st.builds(
    Filter,
    view=st.sampled_from(VIEWS),
    whose=st.sampled_from(("", *WHOSE)),
    status=st.lists(st.sampled_from(STATUSES), unique=True).map(tuple),
    severity=st.lists(st.sampled_from(["critical", "high", "low"]), unique=True).map(tuple),
    building=st.sampled_from(["", "B01"]),
    space=st.sampled_from(["", "B01-COR1"]),
    rule=st.sampled_from(["", "DM-013"]),
    words=words,
)


@given(filters)
def test_an_address_keeps_all_of_a_filter(wanted: Filter) -> None:
    assert from_query(to_query(wanted)) == wanted


def test_the_address_of_what_shows_everything_is_bare() -> None:
    assert to_query(Filter()) == ""
    assert to_query(Filter("overdue", building="B01")) == "view=overdue&building=B01"


@pytest.mark.parametrize(
    "query", ["view=nonsense", "whose=me", "status=melted", "colour=red", "=&&&", "view=", "%zz", "view=overduex"]
)
def test_an_address_with_what_nobody_knows_still_opens(query: str) -> None:
    assert from_query(query) == Filter()


# --- views -----------------------------------------------------------------------------------------------------------

LATE, ENDED = replace(TASK, resolve_by=at(-1)), replace(TASK, status="done", verify_by=at(20), done_by="caretaker-1")
UNSEEN = replace(TASK, status="routed", steps_done={})
DISPUTED = replace(TASK, status="disputed", disputes=(Dispute("wrong_cause", "x", "X", at(-1), counterpart="BUN"),))
ASKED = replace(TASK, estimate=Estimate(90_000, "asked", at(-2), at(48)))
MOVING = replace(TASK, correction=Correction("x", "X", at(-1), "fel", "FIR", routed=True, org="BUN", desk="BUN"))


@pytest.mark.parametrize(
    ("view", "task", "expected"),
    [
        ("", TASK, True),
        ("", ENDED, False),
        ("ended", TASK, False),
        ("ended", ENDED, True),
        ("ended", replace(TASK, status="duplicate"), True),
        ("overdue", TASK, False),
        ("overdue", LATE, True),
        ("overdue", UNSEEN, True),
        ("overdue", replace(LATE, status="done"), False),
        ("overdue", replace(TASK, make_safe_by=at(-1)), True),
        ("overdue", replace(TASK, make_safe_by=at(-1), steps_done={"make_safe": at(-2)}), False),
        ("week", TASK, False),
        ("week", replace(TASK, resolve_by="2026-11-29T23:59:00+01:00"), True),
        ("week", replace(TASK, resolve_by="2026-11-29T23:30:00+00:00"), False),
        ("week", replace(TASK, resolve_by="2026-11-23T00:00:00+01:00"), True),
        ("week", replace(TASK, resolve_by="2026-11-22T23:59:00+01:00"), False),
        ("week", replace(TASK, resolve_by=""), False),
        ("waiting", TASK, False),
        ("waiting", DISPUTED, True),
        ("waiting", ASKED, True),
        ("waiting", MOVING, True),
        ("waiting", replace(TASK, status="paused"), True),
        ("waiting", replace(TASK, status="deferred_planned"), True),
        ("waiting", replace(TASK, assigned=Assignment(org="CTR")), True),
        ("waiting", replace(TASK, assigned=Assignment(person="caretaker-1")), False),
        ("waiting", ENDED, False),
        ("check", ENDED, False),
        ("check", TASK, False),
        ("pay", ASKED, False),
    ],
)
def test_what_a_view_holds_for_a_caretaker(view: str, task: Task, expected: bool) -> None:
    assert seen(task, view=view) is expected


@pytest.mark.parametrize(
    ("view", "task", "person", "expected"),
    [
        ("check", ENDED, INSPECTOR, True),
        ("check", replace(ENDED, done_by="inspector-1"), INSPECTOR, False),
        ("check", replace(ENDED, verify_by=""), INSPECTOR, False),
        ("pay", ASKED, HEADMASTER, True),
        ("pay", replace(ASKED, estimate=Estimate(1, "approved")), HEADMASTER, False),
        ("pay", TASK, HEADMASTER, False),
        ("waiting", TASK, TEACHER, True),
        ("waiting", TASK, HEADMASTER, True),
        ("waiting", ASKED, HEADMASTER, False),
        ("waiting", DISPUTED, HEADMASTER, False),
        ("waiting", MOVING, HEADMASTER, False),
        ("waiting", replace(TASK, assigned=Assignment(org="CTR")), LOCKSMITH, False),
    ],
)
def test_who_has_the_next_move(view: str, task: Task, person: Person, expected: bool) -> None:
    assert seen(task, person, view=view) is expected


@pytest.mark.parametrize(
    ("whose", "person", "expected"),
    [
        (MINE, CARETAKER, True),
        (MINE, COLLEAGUE, True),
        (MINE, TEACHER, True),
        (MINE, HEADMASTER, False),
        (ORGANISATION, HEADMASTER, True),
        (ORGANISATION, LOCKSMITH, False),
        (ALL, LOCKSMITH, True),
        ("", HEADMASTER, False),
    ],
)
def test_mine_our_organisations_and_all(whose: str, person: Person, expected: bool) -> None:
    assert seen(TASK, person, whose=whose) is expected


# --- the finer filters -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"status": ("acknowledged", "paused")}, True),
        ({"status": ("routed",)}, False),
        ({"severity": ("high",)}, True),
        ({"severity": ("low", "medium")}, False),
        ({"building": "B01"}, True),
        ({"building": "B02"}, False),
        ({"space": "B01-COR1"}, True),
        ({"space": "B01-KEM"}, False),
        ({"rule": "DM-013"}, True),
        ({"rule": "DM-014"}, False),
        ({"words": "släckar"}, True),
        ({"words": "BORTA släckaren"}, True),
        ({"words": "släckaren hemma"}, False),
        ({"building": "B01", "severity": ("low",)}, False),
    ],
)
def test_a_filter_lets_through_what_has_all_of_it(wanted: dict[str, Any], expected: bool) -> None:
    task = replace(TASK, space="B01-COR1", contested=(Contest("DM-013", at(-1), "dispute"),))
    assert seen(task, **wanted) is expected


# --- the order -------------------------------------------------------------------------------------------------------

STEPS = (
    DueStep("photos", "PT4H", "wall", at(4)),
    DueStep("police_report", "PT24H", "wall", at(24)),
    DueStep("resolve", "PT48H", "wall", at(48)),
)


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (TASK, ("resolve", at(200))),
        (UNSEEN, ("acknowledge", at(-40))),
        (replace(TASK, make_safe_by=at(2)), ("make_safe", at(2))),
        (replace(TASK, make_safe_by=at(2), steps_done={"make_safe": at(-1)}), ("resolve", at(200))),
        (replace(TASK, steps=STEPS), ("photos", at(4))),
        (replace(TASK, steps=STEPS, steps_done={"photos": at(-1)}), ("police_report", at(24))),
        (replace(TASK, resolve_by=""), ("", "")),
        (ENDED, ("verify", at(20))),
        (replace(TASK, status="closed"), ("", "")),
        (replace(TASK, status="done", estimate=Estimate(1, "asked", "", at(3))), ("decide_cost", at(3))),
    ],
)
def test_what_has_to_be_done_next_and_by_when(task: Task, expected: tuple[str, str]) -> None:
    assert next_time(task) == expected


def order(tasks: list[Task], view: str = "") -> list[str]:
    return [task.id for task in chosen(tasks, Filter(view, ALL), CARETAKER, NOW, lambda task: task.text)]


def test_the_most_urgent_comes_first_whatever_offset_its_time_is_written_with() -> None:
    later = replace(TASK, id="later", resolve_by="2026-12-01T09:00:00+01:00")
    sooner = replace(TASK, id="sooner", resolve_by="2026-12-01T07:30:00+00:00")
    never = replace(TASK, id="never", resolve_by="")
    assert order([never, later, sooner, replace(UNSEEN, id="unseen")]) == ["unseen", "sooner", "later", "never"]


@given(st.permutations([-30, -1, 5, 40, 300]))
def test_the_order_does_not_depend_on_that_in_which_they_came(hours: list[int]) -> None:
    tasks = [replace(TASK, id=str(each), resolve_by=at(each)) for each in hours]
    assert order(tasks) == ["-30", "-1", "5", "40", "300"]


def test_rooms_count_what_is_open_in_them() -> None:
    def made(**facts: Any) -> Task:
        return replace(TASK, **facts)

    tasks = [made(space="A"), made(space="A"), made(space="B"), made(), made(space="A", status="done")]
    assert open_by_space([*tasks, made(building="B02", space="A")], "B01") == {"A": 2, "B": 1, "": 1}
