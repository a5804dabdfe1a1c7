"""A round from start to signature, and who may do what to it."""

import pytest

from domain.events import FindingReported, PointAnswered, RoundStarted, RoundSubmitted
from domain.refusals import Refusal
from domain.rounds.round import IN_PROGRESS, SUBMITTED, Round
from tests.unit.world import CHECKLIST, INSPECTOR, MANAGER, STRANGER, TEACHER, World

START = RoundStarted("r1", "B01", CHECKLIST.id, CHECKLIST.version)
ANSWERS = [
    PointAnswered("r1", "p-ext", "ok", "EX-1"),
    PointAnswered("r1", "p-ext", "deviation", "EX-2", "Saknas", "f1"),
    PointAnswered("r1", "p-free", "na"),
]


def walked(*acts: PointAnswered) -> World:
    world = World()
    assert world.does(INSPECTOR, START) is None
    for act in acts:
        assert world.does(INSPECTOR, act) is None
    return world


def test_a_round_that_was_not_planned_begins_with_the_person_who_starts_it() -> None:
    world = walked()
    round_ = world.round("r1")
    assert round_
    assert (round_.status, round_.performer, round_.started_by) == (IN_PROGRESS, INSPECTOR.id, INSPECTOR.id)


def test_starting_twice_keeps_the_answers() -> None:
    world = walked(*ANSWERS)
    before = world.round("r1")
    assert world.does(INSPECTOR, START) is None
    assert world.round("r1") == before


def test_the_latest_answer_to_a_point_counts() -> None:
    world = walked(PointAnswered("r1", "p-free", "na"), PointAnswered("r1", "p-free", "ok"))
    round_ = world.round("r1")
    assert round_
    assert round_.answers["p-free"].value == "ok"


def test_one_point_at_two_objects_has_two_answers() -> None:
    round_ = walked(*ANSWERS).round("r1")
    assert round_
    assert [round_.answers[key].value for key in ("p-ext@EX-1", "p-ext@EX-2")] == ["ok", "deviation"]


def test_a_round_is_signed_when_every_required_point_has_an_answer() -> None:
    world = walked(*ANSWERS)
    assert world.does(INSPECTOR, RoundSubmitted("r1", "Kim Berg")) is None
    round_ = world.round("r1")
    assert round_
    assert (round_.status, round_.signed_by) == (SUBMITTED, "Kim Berg")


@pytest.mark.parametrize("left_out", ANSWERS, ids=lambda act: f"{act.point}@{act.place}")
def test_a_round_with_a_required_point_unanswered_is_not_signed(left_out: PointAnswered) -> None:
    world = walked(*(act for act in ANSWERS if act is not left_out))
    refusal = world.does(INSPECTOR, RoundSubmitted("r1", "Kim Berg"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "round_incomplete"


def test_a_signed_round_takes_no_more_answers() -> None:
    world = walked(*ANSWERS)
    world.does(INSPECTOR, RoundSubmitted("r1", "Kim Berg"))
    refusal = world.does(INSPECTOR, PointAnswered("r1", "p-free", "ok"))
    assert refusal
    assert refusal.code == "round_locked"


@pytest.mark.parametrize("person", [TEACHER, MANAGER, STRANGER], ids=lambda person: person.id)
def test_only_the_roles_of_the_checklist_in_their_own_buildings_walk_a_round(person) -> None:
    refusal = World().does(person, START)
    assert refusal
    assert refusal.code == "not_your_round"


def test_the_person_a_round_is_planned_for_walks_it_whatever_their_role() -> None:
    world = World()
    world.keep(Round("r1", "B01", CHECKLIST.id, CHECKLIST.version, performer=MANAGER.id))
    assert world.does(MANAGER, START) is None


def test_a_round_that_nobody_started_takes_no_answers() -> None:
    refusal = World().does(INSPECTOR, ANSWERS[0])
    assert refusal
    assert refusal.code == "round_not_started"


def test_a_finding_takes_the_strictest_confidentiality_of_its_building_and_checklist() -> None:
    world = World()
    report = FindingReported("f1", "B01", "FIR.EXT.PRT", "Saknas", "high", checklist=CHECKLIST.id, version="2026:1")
    assert world.does(TEACHER, report) is None
    finding = world.finding("f1")
    assert finding
    assert finding.confidentiality == "open"
