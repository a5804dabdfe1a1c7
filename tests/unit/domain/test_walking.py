"""What an answer does to the rest of a round: hides points, marks deviations, locks others; and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from domain.checklists.checklist import Section
from domain.events import (
    Act,
    FindingAddedTo,
    FindingReported,
    ObjectMissing,
    ObjectProposed,
    PointAnswered,
    RoundStarted,
    RoundSubmitted,
    SectionRepeated,
    TagScanned,
)
from domain.findings import REPORTED, WITHDRAWN, users_half
from domain.language import Words
from domain.people import Person
from domain.photos import PhotoRef
from domain.rounds.conflicts import on_screen
from domain.rounds.round import Round
from domain.rounds.walk import steps
from domain.tasks.task import CLOSED, ROUTED, Task
from tests.unit.world import CHECKLIST, INSPECTOR, MANAGER, SCHOOL, STRANGER, World, point

COLLEAGUE = replace(INSPECTOR, id="inspector-2", title="Vikarie")
NOW = "2026-11-23T09:00:00.000+00:00"


class Shared(World):
    """Two people who may walk the same round."""

    def person(self, person: str) -> Person:
        return COLLEAGUE if person == COLLEAGUE.id else super().person(person)


def begun(*points: Any, **section: Any) -> World:
    world = Shared(checklists=(replace(CHECKLIST, sections=(Section("s", Words("S", "S"), points, **section),)),))
    assert world.does(INSPECTOR, RoundStarted("r1", "B01", "sba", "2026:1")) is None
    return world


def does(world: World, *acts: Act, person: Person = INSPECTOR) -> None:
    for number, act in enumerate(acts):
        at = f"2026-11-23T{9 + world.counter // 60:02}:{world.counter % 60:02}:{number:02}.000+00:00"
        assert world.does(person, act, at) is None


def deviation(point_id: str, finding: str, place: str = "", **facts: Any) -> tuple[FindingReported, PointAnswered]:
    """A deviation as a phone sends it."""
    reported = FindingReported(
        finding, "B01", "FIR.EXT.PRT", "Fel", facts.pop("severity", "medium"), round="r1", point=point_id,
        checklist="sba", version="2026:1", answer="deviation",
    )  # fmt: skip
    return reported, PointAnswered("r1", point_id, "deviation", place, "Fel", finding, **facts)


def with_task(world: World, finding: str) -> None:
    """As after a sync: the finding has become a task at a desk."""
    held = world.finding(finding)
    assert held
    world.keep(replace(held, task=finding))
    world.keep(
        Task(
            finding, finding, "B01", held.component, held.text, held.severity, "TF", "TF", held.found_at, status=ROUTED
        )
    )


def status(world: World, finding: str) -> str:
    held = world.finding(finding)
    assert held
    return held.status


def round_of(world: World) -> Round:
    round_ = world.round("r1")
    assert round_
    return round_


def code(world: World, act: Act, person: Person = INSPECTOR) -> str:
    refusal = world.does(person, act)
    assert refusal
    assert refusal.why.sv
    assert refusal.why.en
    return refusal.code


def asked(world: World) -> list[str]:
    return [step.key for step in steps(world.checklists[0], SCHOOL, round_of(world), NOW)]


# --- what is hidden --------------------------------------------------------------------------------------------------

WORK = point("p-work", "yes_no")
PERMIT = point("p-permit", show_if={"all": [{"point": "p-work", "op": "eq", "value": "yes"}]})
VALID = point("p-valid", show_if={"all": [{"point": "p-permit", "op": "eq", "value": "deviation"}]})


def hot_work() -> World:
    world = begun(WORK, PERMIT, VALID)
    does(world, PointAnswered("r1", "p-work", "yes"), *deviation("p-permit", "f1"), *deviation("p-valid", "f2"))
    return world


def test_a_deviation_of_a_point_that_becomes_hidden_is_withdrawn_and_its_task_closed_with_a_note() -> None:
    world = hot_work()
    with_task(world, "f1")
    does(world, PointAnswered("r1", "p-work", "no"))
    assert status(world, "f1") == WITHDRAWN
    task = world.task("f1")
    assert task
    assert (task.status, task.history[-1].did, task.history[-1].text) == (CLOSED, "withdrawn", "point_hidden")
    assert task.history[-1].title == INSPECTOR.title


def test_what_hangs_on_a_hidden_point_is_hidden_too() -> None:
    world = hot_work()
    assert asked(world) == ["p-work", "p-permit", "p-valid"]
    does(world, PointAnswered("r1", "p-work", "no"))
    assert asked(world) == ["p-work"]
    assert status(world, "f2") == WITHDRAWN


def test_the_answer_to_a_hidden_point_is_kept_and_not_submitted() -> None:
    world = hot_work()
    does(world, PointAnswered("r1", "p-work", "no"), RoundSubmitted("r1", "Kim Berg"))
    round_ = round_of(world)
    assert (set(round_.answers), set(round_.left_out)) == ({"p-work"}, {"p-permit", "p-valid"})


def test_a_point_that_is_asked_again_has_its_answer_and_its_deviation_again() -> None:
    world = hot_work()
    with_task(world, "f1")
    does(world, PointAnswered("r1", "p-work", "no"), PointAnswered("r1", "p-work", "yes"))
    assert (status(world, "f1"), status(world, "f2")) == (REPORTED, REPORTED)
    task = world.task("f1")
    assert task
    assert (task.status, [entry.did for entry in task.history]) == (ROUTED, ["withdrawn", "seen_again"])
    assert round_of(world).answers["p-permit"].value == "deviation"


def test_what_was_fixed_on_the_spot_needs_nothing_when_it_comes_back_either() -> None:
    world = hot_work()
    with_task(world, "f1")
    task = world.task("f1")
    assert task
    world.keep(replace(task, fixed_on_spot=True, status=CLOSED))
    does(world, PointAnswered("r1", "p-work", "no"), PointAnswered("r1", "p-work", "yes"))
    again = world.task("f1")
    assert again
    assert again.status == CLOSED


def test_an_older_finding_that_the_answer_only_joined_is_not_withdrawn() -> None:
    world = begun(WORK, PERMIT)
    older = FindingReported("f0", "B01", "FIR.EXT.PRT", "Förra ronden", "high", round="r0")
    does(world, older, PointAnswered("r1", "p-work", "yes"), FindingAddedTo("f0", "Fortfarande", round="r1"))
    does(world, PointAnswered("r1", "p-permit", "deviation", "", "", "f0"), PointAnswered("r1", "p-work", "no"))
    assert status(world, "f0") == REPORTED


def test_an_answer_to_a_point_that_somebody_else_has_hidden_takes_its_deviation_out_at_the_signature() -> None:
    world = begun(WORK, PERMIT)
    does(world, PointAnswered("r1", "p-work", "no"))
    does(world, *deviation("p-permit", "f1"), person=COLLEAGUE)
    does(world, RoundSubmitted("r1", "Kim Berg"))
    assert status(world, "f1") == WITHDRAWN


# --- another answer --------------------------------------------------------------------------------------------------


def test_another_answer_withdraws_the_deviation_and_its_half_for_the_other_party() -> None:
    world = begun(point("p"))
    reported, answered = deviation("p", "f1")
    does(world, replace(reported, party="owner"), replace(reported, finding=users_half("f1"), party="user"), answered)
    does(world, PointAnswered("r1", "p", "ok"))
    assert [status(world, name) for name in ("f1", users_half("f1"))] == [WITHDRAWN, WITHDRAWN]


def test_of_two_that_contest_each_other_both_deviations_stand_until_somebody_has_seen_both() -> None:
    world = begun(point("p"))
    does(world, *deviation("p", "f1"))
    does(world, *deviation("p", "f2"), person=COLLEAGUE)
    contested = round_of(world).answers["p"]
    assert contested.contested
    assert [status(world, name) for name in ("f1", "f2")] == [REPORTED, REPORTED]
    does(world, PointAnswered("r1", "p", "ok", seen=on_screen(contested)), person=COLLEAGUE)
    assert [status(world, name) for name in ("f1", "f2")] == [WITHDRAWN, WITHDRAWN]
    assert not round_of(world).answers["p"].contested


def test_an_answer_by_somebody_who_saw_the_deviation_withdraws_it_also_when_another_reported_it() -> None:
    world = begun(point("p"))
    does(world, *deviation("p", "f1"))
    does(world, PointAnswered("r1", "p", "ok", seen=on_screen(round_of(world).answers["p"])), person=COLLEAGUE)
    assert status(world, "f1") == WITHDRAWN


def test_a_deviation_contested_by_a_good_answer_stands() -> None:
    world = begun(point("p"))
    does(world, *deviation("p", "f1"))
    does(world, PointAnswered("r1", "p", "ok"), person=COLLEAGUE)
    assert status(world, "f1") == REPORTED
    assert round_of(world).answers["p"].finding == "f1"


# --- marks -----------------------------------------------------------------------------------------------------------

FACADE = point("p-facade", severity="low")
OFFENSIVE = point(
    "p-offensive",
    "yes_no",
    severity="high",
    sets_attribute="offensive",
    show_if={"all": [{"point": "p-facade", "op": "eq", "value": "deviation"}]},
)


@pytest.mark.parametrize(
    ("severity", "value", "marks", "becomes"),
    [
        ("low", "yes", ("offensive",), "high"),
        ("critical", "yes", ("offensive",), "critical"),
        ("low", "no", (), "low"),
    ],
)
def test_a_follow_up_marks_the_deviation_it_is_about_and_its_task_and_makes_them_graver_never_milder(
    severity: str, value: str, marks: tuple[str, ...], becomes: str
) -> None:
    world = begun(FACADE, OFFENSIVE)
    does(world, *deviation("p-facade", "f1", severity=severity))
    with_task(world, "f1")
    does(world, PointAnswered("r1", "p-offensive", value))
    for document in (world.finding("f1"), world.task("f1")):
        assert document
        assert (document.attributes, document.severity) == (marks, becomes)


def test_a_mark_is_taken_back_with_its_answer() -> None:
    world = begun(FACADE, OFFENSIVE)
    does(world, *deviation("p-facade", "f1", severity="low"))
    does(world, PointAnswered("r1", "p-offensive", "yes"), PointAnswered("r1", "p-offensive", "no"))
    finding = world.finding("f1")
    assert finding
    assert finding.attributes == ()


def test_a_deviation_that_takes_the_place_of_a_marked_one_is_marked_too() -> None:
    world = begun(FACADE, OFFENSIVE)
    does(world, *deviation("p-facade", "f1", severity="low"), PointAnswered("r1", "p-offensive", "yes"))
    does(world, PointAnswered("r1", "p-facade", "ok"), *deviation("p-facade", "f2", severity="low"))
    finding = world.finding("f2")
    assert finding
    assert (finding.attributes, finding.severity) == (("offensive",), "high")


# --- locked ----------------------------------------------------------------------------------------------------------

WARNED = point("p-warned", "yes_no", deviation_when="no", blocks=("p-alarm",))
POLICE = point("p-police", "yes_no", must_precede="p-mended")
ALARM, MENDED = point("p-alarm"), point("p-mended", "date", required=False)


def test_a_point_is_locked_while_the_one_that_blocks_it_deviates_whoever_says_so_in_what_way() -> None:
    world = begun(WARNED, ALARM)
    does(world, PointAnswered("r1", "p-warned", "no"))
    assert code(world, PointAnswered("r1", "p-alarm", "ok")) == "locked_point"
    does(world, PointAnswered("r1", "p-warned", "yes"), PointAnswered("r1", "p-alarm", "ok"))


def test_a_round_is_signed_without_the_points_that_are_locked() -> None:
    world = begun(WARNED, ALARM)
    does(world, PointAnswered("r1", "p-warned", "no"), RoundSubmitted("r1", "Kim Berg"))


def test_a_point_waits_for_the_one_that_must_precede_it() -> None:
    world = begun(POLICE, MENDED)
    assert code(world, PointAnswered("r1", "p-mended", "2026-11-20")) == "locked_point"
    does(world, PointAnswered("r1", "p-police", "yes"), PointAnswered("r1", "p-mended", "2026-11-20"))


def test_where_both_are_asked_at_the_same_places_each_place_is_held_back_by_its_own() -> None:
    objects = {"scope": "object", "object_types": ("extinguisher",)}
    world = begun(point("p-there", blocks=("p-green",), **objects), point("p-green", **objects))
    does(world, PointAnswered("r1", "p-there", "deviation", "EX-1"), PointAnswered("r1", "p-there", "ok", "EX-2"))
    assert code(world, PointAnswered("r1", "p-green", "ok", "EX-1")) == "locked_point"
    does(world, PointAnswered("r1", "p-green", "ok", "EX-2"))


# --- refused ---------------------------------------------------------------------------------------------------------

PHOTO = PhotoRef("0" * 64)
SCANNED = point("p-scan", scope="checkpoint", object_types=("extinguisher",))


def test_a_photo_is_refused_where_it_is_forbidden_in_the_answer_and_in_its_deviation() -> None:
    world = begun(point("p", photo="forbidden"))
    assert code(world, PointAnswered("r1", "p", "ok", photos=(PHOTO,))) == "photo_forbidden"
    reported, _ = deviation("p", "f1")
    assert code(world, replace(reported, photos=(PHOTO,))) == "photo_forbidden"
    does(world, *deviation("p", "f1"))


def test_a_checkpoint_is_answered_after_its_scan_or_with_the_reason_why_there_is_none() -> None:
    world = begun(SCANNED)
    assert code(world, PointAnswered("r1", "p-scan", "ok", "EX-1")) == "scan_missing"
    assert code(world, PointAnswered("r1", "p-scan", "ok", "EX-1", "  ")) == "scan_missing"
    does(world, PointAnswered("r1", "p-scan", "ok", "EX-1", "Taggen är borta"))
    does(world, TagScanned("r1", "EX-2"), PointAnswered("r1", "p-scan", "ok", "EX-2"))


def test_what_was_mistyped_is_refused() -> None:
    world = begun(
        point("p", "number", hard_max=60), point("p-in", "datetime"), point("p-out", "datetime", after="p-in")
    )
    assert code(world, PointAnswered("r1", "p", 61)) == "mistyped"
    does(world, PointAnswered("r1", "p-in", "2026-11-23T09:00+01:00"))
    assert code(world, PointAnswered("r1", "p-out", "2026-11-23T07:59+00:00")) == "mistyped"
    does(world, PointAnswered("r1", "p-out", "2026-11-23T08:01+00:00"))


@pytest.mark.parametrize("person", [MANAGER, STRANGER], ids=lambda person: person.id)
def test_only_who_may_walk_the_round_answers_scans_and_repeats(person: Person) -> None:
    world = begun(point("p"))
    acts = (PointAnswered("r1", "p", "ok"), TagScanned("r1", "EX-1"), SectionRepeated("r1", "s", "2"))
    assert [code(world, act, person) for act in acts] == ["not_your_round"] * 3


def test_the_part_of_somebody_else_is_neither_asked_nor_answered() -> None:
    sections = (
        Section("a", Words("A", "A"), (point("p-what", "text", required=True),), part="reporter"),
        Section("b", Words("B", "B"), (point("p-decision", "yes_no"),), part="property_manager"),
    )
    form = replace(CHECKLIST, sections=sections, kind="incident_form", interval="event")
    world = Shared(checklists=(form,))
    does(world, RoundStarted("r1", "B01", "sba", "2026:1"), PointAnswered("r1", "p-what", "Rök"))
    assert asked(world) == ["p-what"]
    assert code(world, PointAnswered("r1", "p-what", "Eld"), MANAGER) == "not_your_round"
    does(world, RoundSubmitted("r1", "Kim Berg"))
    assert asked(world) == ["p-decision"]
    assert code(world, PointAnswered("r1", "p-what", "Eld")) == "handed_on"
    does(world, PointAnswered("r1", "p-decision", "yes"), RoundSubmitted("r1", "Chefen"), person=MANAGER)
    assert round_of(world).parts_done == ("reporter", "property_manager")


# --- objects and repeats ---------------------------------------------------------------------------------------------

OBJECTS = point("p", scope="object", object_types=("extinguisher",))


def test_an_object_that_is_not_there_is_not_asked_about_and_its_deviations_are_withdrawn_until_it_is_back() -> None:
    world = begun(OBJECTS)
    does(world, *deviation("p", "f1", "EX-1"), ObjectMissing("r1", "EX-1", "f-gone"))
    assert (asked(world), status(world, "f1")) == (["p@EX-2"], WITHDRAWN)
    does(world, ObjectMissing("r1", "EX-1", missing=False))
    assert (asked(world), status(world, "f1")) == (["p@EX-1", "p@EX-2"], REPORTED)


def test_an_object_that_the_register_lacks_is_asked_about_at_once_and_not_when_it_is_gone_again() -> None:
    world = begun(OBJECTS)
    does(world, ObjectProposed("r1", "P1", "B01", "COR", "EX-3", "extinguisher", "Ny"))
    assert asked(world) == ["p@EX-1", "p@EX-3", "p@EX-2"]
    does(world, ObjectMissing("r1", "EX-3"))
    assert asked(world) == ["p@EX-1", "p@EX-2"]


def test_a_section_is_repeated_up_to_its_most_and_not_below_its_least() -> None:
    world = begun(point("p"), repeat={"min": 2, "max": 3})
    does(world, SectionRepeated("r1", "s", "x"))
    assert asked(world) == ["p@1", "p@2", "p@x"]
    assert code(world, SectionRepeated("r1", "s", "y")) == "too_many"
    does(world, SectionRepeated("r1", "s", "x"))
    does(world, PointAnswered("r1", "p", "ok", "1"), SectionRepeated("r1", "s", "1", removed=True))
    assert (asked(world), "p@1" in round_of(world).answers) == (["p@1", "p@2", "p@x"], True)


def test_a_repeat_that_is_taken_away_leaves_its_answers_out_and_its_deviations_withdrawn() -> None:
    world = begun(point("p"), repeat={"min": 1})
    does(world, SectionRepeated("r1", "s", "x"), *deviation("p", "f1", "x"))
    does(world, SectionRepeated("r1", "s", "x", removed=True))
    round_ = round_of(world)
    assert (asked(world), status(world, "f1")) == (["p@1"], WITHDRAWN)
    assert (set(round_.answers), set(round_.left_out)) == (set(), {"p@x"})


def test_a_section_that_is_not_repeated_cannot_be() -> None:
    assert code(begun(point("p")), SectionRepeated("r1", "s", "x")) == "not_repeated"
