"""Who begins which round when: versions of its checklist, and rounds that were missed or begun without a network."""

from dataclasses import replace

import pytest

from domain.checklists.checklist import Section
from domain.events import PointAnswered, RoundStarted, RoundSubmitted
from domain.language import Words
from domain.rounds.round import IN_PROGRESS, MISSED, PLANNED, SUBMITTED, SUSPENDED, Round
from domain.rounds.walk import steps
from tests.unit.world import CHECKLIST, INSPECTOR, SCHOOL, World, point

ONE = replace(CHECKLIST, version="2026:1", sections=(Section("a", Words("A", "A"), (point("old"),)),))
TWO = replace(CHECKLIST, version="2026:2", sections=(Section("a", Words("A", "A"), (point("old"), point("new"))),))
PLAN = Round("r1", "B01", "sba", "2026:1", opens="2026-10-12", due="2026-11-12", last_day="2026-11-19")
NOON = "2026-11-12T12:00:00.000+00:00"


def world(*versions: object, planned: Round = PLAN) -> World:
    made = World(checklists=versions or (ONE, TWO))  # pyright: ignore[reportArgumentType]
    made.keep(planned)
    return made


def begin(version: str = "2026:1") -> RoundStarted:
    return RoundStarted("r1", "B01", "sba", version)


def round_of(held: World) -> Round:
    round_ = held.round("r1")
    assert round_
    return round_


def asked(held: World) -> list[str]:
    round_ = round_of(held)
    checklist = held.checklist("sba", round_.version)
    assert checklist
    return [step.key for step in steps(checklist, SCHOOL, round_, NOON)]


# --- versions --------------------------------------------------------------------------------------------------------


def test_a_round_is_begun_on_the_version_that_is_current_then() -> None:
    held = world()
    assert held.does(INSPECTOR, begin("2026:2"), NOON) is None
    assert (round_of(held).version, asked(held)) == ("2026:2", ["old", "new"])


@pytest.mark.parametrize("colleague_has", ["2026:1", "2026:2"])
def test_a_round_begun_on_version_1_is_finished_on_it_though_version_2_has_arrived(colleague_has: str) -> None:
    held = world(ONE)
    assert held.does(INSPECTOR, begin("2026:1"), NOON) is None
    held.checklists = (ONE, TWO)
    assert held.does(INSPECTOR, begin(colleague_has), NOON) is None
    assert (round_of(held).version, asked(held)) == ("2026:1", ["old"])
    assert held.does(INSPECTOR, PointAnswered("r1", "old", "ok"), NOON) is None
    assert held.does(INSPECTOR, RoundSubmitted("r1", "Kim Berg"), NOON) is None
    assert round_of(held).status == SUBMITTED


def test_a_version_that_is_not_there_cannot_be_begun() -> None:
    refusal = world(ONE).does(INSPECTOR, begin("2026:2"), NOON)
    assert refusal
    assert refusal.code == "unknown_round"
    assert "2026:2" in refusal.why.sv


# --- when ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "at", "code"),
    [
        (PLANNED, "2026-11-12T12:00:00.000+00:00", ""),
        (PLANNED, "2026-11-19T23:30:00.000+00:00", ""),
        (PLANNED, "2026-11-21T00:00:00.000+00:00", "round_too_late"),
        # It was begun in time in a cellar, and arrived when the server had given it up.
        (MISSED, "2026-11-18T12:00:00.000+00:00", ""),
        (MISSED, "2026-11-21T12:00:00.000+00:00", "round_too_late"),
        (SUSPENDED, "2026-11-12T12:00:00.000+00:00", "round_suspended"),
    ],
)
def test_a_round_is_begun_until_its_last_day_also_when_that_arrives_later(status: str, at: str, code: str) -> None:
    held = world(planned=replace(PLAN, status=status, why_not="höstlov (autumn break)"))
    refusal = held.does(INSPECTOR, begin(), at)
    assert (refusal.code if refusal else "") == code
    assert round_of(held).status == (status if code else IN_PROGRESS)


def test_what_was_begun_in_time_may_be_finished_late() -> None:
    held = world()
    acts = (begin(), PointAnswered("r1", "old", "ok"), RoundSubmitted("r1", "Kim Berg"))
    days = ("2026-11-19", "2026-12-01", "2026-12-24")
    assert [held.does(INSPECTOR, act, f"{day}T12:00:00.000+00:00") for act, day in zip(acts, days, strict=True)] == [
        None,
        None,
        None,
    ]
    assert round_of(held).started_at.startswith("2026-11-19")


@pytest.mark.parametrize("status", [PLANNED, MISSED, SUSPENDED])
def test_a_round_that_was_not_begun_takes_no_answers(status: str) -> None:
    refusal = world(planned=replace(PLAN, status=status)).does(INSPECTOR, PointAnswered("r1", "old", "ok"), NOON)
    assert refusal
    assert refusal.code == "round_not_started"


def test_a_round_is_not_begun_as_another_checklist_or_in_another_building() -> None:
    held = world(ONE, replace(TWO, id="other"))
    refusal = held.does(INSPECTOR, RoundStarted("r1", "B01", "other", "2026:2"), NOON)
    assert refusal
    assert refusal.code == "other_round"


def test_a_form_remembers_where_it_was_opened_and_by_which_finding() -> None:
    held = World(checklists=(ONE,))
    start = RoundStarted("form", "B01", "sba", "2026:1", "COR", "EX-1", "FIR.EXT.PRT", "f1")
    assert held.does(INSPECTOR, start, NOON) is None
    form = held.round("form")
    assert form
    assert (form.space, form.object, form.component, form.origin) == ("COR", "EX-1", "FIR.EXT.PRT", "f1")
