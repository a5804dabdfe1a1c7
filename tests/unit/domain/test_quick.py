"""A report is complete with what, where, and a sentence or a picture; the rest is asked of who takes it over."""

from dataclasses import dataclass
from typing import Any

import pytest

from domain.apply import apply
from domain.checklists.checklist import Checklist, Point, Quick
from domain.documents import Document
from domain.events import Act, Event, PointAnswered, RoundStarted, RoundSubmitted
from domain.findings import Finding
from domain.people import Person
from domain.photos import PhotoRef
from domain.places import Building
from domain.refusals import Refusal
from domain.rounds.quick import lacking, left_over, may_be_quick
from domain.rounds.round import HANDED_ON, SUBMITTED, Round
from domain.rounds.walk import missing_answers, must_be_answered, steps
from sync_server.content import load_municipality
from tests.unit.world import World

TOWN = load_municipality()
SCHOOL = TOWN.buildings["B01"]
NOW = "2026-11-23T09:00:00+00:00"
PHOTO = PhotoRef("a" * 64)
TEACHER = Person("teacher", "Lärare", SCHOOL.user_org, ("any_employee",), ("B01",))
HANDLER = Person(
    "handler",
    "Rektor",
    SCHOOL.user_org,
    ("unit_manager", "property_manager", "key_manager", "fire_responsible"),
    ("B01",),
)
QUICK_FORMS = sorted(form.id for form in TOWN.checklists.values() if form.quick)
HERE = {"kind": "building_space", "space": "B01-COR1"}
HAND_ON = RoundSubmitted("r", "Lärare Björkhagaskolan")


@dataclass
class School(World):
    """The demo's school, with a teacher and whoever handles reports there."""

    def person(self, person: str) -> Person:
        return TEACHER if person == TEACHER.id else HANDLER

    def building(self, building: str) -> Building | None:
        return TOWN.buildings.get(building)

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        return TOWN.checklists.get(checklist)

    def act(self, person: Person, act: Act) -> tuple[Document, ...] | Refusal:
        self.counter += 1
        changed = apply(self, Event(f"e{self.counter}", "00000001", self.counter, person.id, NOW, act))
        for document in () if isinstance(changed, Refusal) else changed:
            self.keep(document)
        return changed

    def answers(self, person: Person, **answers: Any) -> None:
        for name, value in answers.items():
            point, photos = name.replace("_", "-"), (PHOTO,) if value == [PHOTO.sha256] else ()
            note = ""
            if isinstance(value, tuple):
                value, note = value
            said = self.act(person, PointAnswered("r", point, value, note=note, photos=photos))
            assert not isinstance(said, Refusal), said.why.en

    def complete(self, checklist: Checklist) -> None:
        """The handler answers all that is demanded, also what that brings up."""
        while missing := missing_answers(checklist, SCHOOL, self.form, NOW):
            self.answers(HANDLER, **{step.point.id: any_answer(step.point) for step in missing})

    @property
    def form(self) -> Round:
        form = self.round("r")
        assert form
        return form

    def lacks(self) -> list[str]:
        checklist = TOWN.checklists[self.form.checklist]
        asked = steps(checklist, SCHOOL, self.form, NOW)
        return [step.point.id for step in lacking(checklist, self.form, asked)]


def any_answer(point: Point) -> Any:
    """One that asks for no task: the last choice."""
    last = point.choices[-1].id if point.choices else "yes"
    other = {"multi_choice": [last], "datetime": NOW, "date": NOW[:10], "long_text": "Ja", "number": 0, "money": 0}
    return other.get(point.type, last)


def begun(form: str, **answers: Any) -> School:
    school = School()
    started = school.act(TEACHER, RoundStarted("r", "B01", form, TOWN.checklists[form].version))
    assert not isinstance(started, Refusal)
    school.answers(TEACHER, **answers)
    return school


THREAT, DAMAGE, FIRE = "incident-threat-violence", "incident-damage-graffiti", "incident-fire-nearmiss"
SAID: list[tuple[str, dict[str, Any], list[str]]] = [
    (THREAT, {}, ["thr-03", "thr-04", "thr-05"]),
    (THREAT, {"thr_04": ["verbal"]}, ["thr-03", "thr-05"]),
    (THREAT, {"thr_04": ["verbal"], "thr_03": HERE}, ["thr-05"]),
    (THREAT, {"thr_04": ["verbal"], "thr_03": HERE, "thr_05": "Vid grinden."}, []),
    (THREAT, {"thr_04": ["verbal"], "thr_03": HERE, "thr_12": [PHOTO.sha256]}, []),
    (THREAT, {"thr_03": HERE, "thr_05": "Vid grinden."}, ["thr-04"]),
    (DAMAGE, {"dam_01": "glass"}, ["dam-01"]),
    (DAMAGE, {"dam_01": ("glass", "Rutan vid entrén.")}, []),
    (DAMAGE, {"dam_01": "glass", "dam_09": [PHOTO.sha256]}, []),
    (DAMAGE, {"dam_01": ("graffiti", "På gaveln.")}, ["dam-11"]),
    (DAMAGE, {"dam_01": ("graffiti", "På gaveln."), "dam_11": "yes"}, []),
    (FIRE, {"inc_01": "fire", "inc_04": "Papperskorgen brann."}, ["inc-07"]),
    (FIRE, {"inc_01": "fall", "inc_04": "Hon halkade i trappan."}, []),
    ("incident-lost-key", {"key_01": ("tag", "På bussen.")}, ["key-03"]),
    ("incident-lost-key", {"key_01": ("tag", "På bussen."), "key_03": "unknown"}, []),
    ("incident-burglary-theft", {"bur_02": "theft", "bur_12": "Tre datorer."}, []),
]


@pytest.mark.parametrize(("form", "answers", "lacks"), SAID)
def test_a_report_lacks_what_has_happened_where_or_a_sentence_or_picture_of_it(
    form: str, answers: dict[str, Any], lacks: list[str]
) -> None:
    school = begun(form, **answers)
    assert sorted(school.lacks()) == lacks
    sent = school.act(TEACHER, HAND_ON)
    if lacks:
        assert isinstance(sent, Refusal)
        assert sent.code == "round_incomplete"
        assert f"{len(lacks)} " in sent.why.en
    else:
        assert not isinstance(sent, Refusal), sent.why.en
        assert (school.form.status, school.form.parts_done) == (HANDED_ON, ("reporter",))


def sent_threat() -> School:
    school = begun(THREAT, thr_02=NOW, thr_04=["death"], thr_03=HERE, thr_05="Vid grinden.")
    assert not isinstance(school.act(TEACHER, HAND_ON), Refusal)
    return school


def test_what_a_quick_report_left_out_is_asked_of_the_manager_before_the_managers_own_points() -> None:
    school = sent_threat()
    asked = steps(TOWN.checklists[THREAT], SCHOOL, school.form, NOW)
    owed = [step.point.id for step in asked if step.owed]
    assert owed == ["thr-06", "thr-07", "thr-08", "thr-09", "thr-10"], (
        "not whether they are safe, nor what is taken to be so"
    )
    assert [step.point.id for step in asked][:6] == [*owed, "thr-14"]
    refused = school.act(HANDLER, HAND_ON)
    assert isinstance(refused, Refusal)
    assert refused.code == "round_incomplete"


def test_the_manager_completes_it_and_the_reporter_cannot_change_what_was_sent() -> None:
    school = sent_threat()
    refused = school.act(TEACHER, PointAnswered("r", "thr-05", "Det var inte så farligt."))
    assert isinstance(refused, Refusal)
    assert refused.code == "handed_on"
    checklist = TOWN.checklists[THREAT]
    school.complete(checklist)
    assert not isinstance(school.act(HANDLER, HAND_ON), Refusal)
    assert school.form.status == SUBMITTED
    assert school.form.answers["thr-07"].person == HANDLER.id
    assert school.form.answers["thr-05"].person == TEACHER.id


def test_a_picture_that_nobody_took_is_asked_for_but_not_demanded_afterwards() -> None:
    school = begun(DAMAGE, dam_01=("glass", "Rutan."))
    school.act(TEACHER, HAND_ON)
    asked = {step.point.id: step for step in steps(TOWN.checklists[DAMAGE], SCHOOL, school.form, NOW)}
    assert asked["dam-09"].owed
    assert not must_be_answered(asked["dam-09"])
    assert must_be_answered(asked["dam-05"])


def test_what_cannot_wait_is_a_task_at_once_and_once() -> None:
    school = begun(FIRE, inc_01="fire", inc_04="Papperskorgen brann.", inc_07=["extinguisher"])
    sent = school.act(TEACHER, HAND_ON)
    assert not isinstance(sent, Refusal)
    made = [document for document in sent if isinstance(document, Finding)]
    assert [(finding.component, finding.case["cause"]) for finding in made] == [("FIR.EXT.PRT", "fire")]
    school.answers(HANDLER, inc_02="B01-COR1", inc_03=NOW, inc_12="none")
    school.complete(TOWN.checklists[FIRE])
    again = school.act(HANDLER, HAND_ON)
    assert not isinstance(again, Refusal), again.why.en
    assert [document for document in again if isinstance(document, Finding)] == []


def test_a_report_with_every_answer_owes_nothing() -> None:
    checklist = TOWN.checklists["incident-lost-key"]
    school = begun(checklist.id, key_01="key", key_03="single", key_04=NOW, key_05="lost", key_06="no")
    school.act(TEACHER, HAND_ON)
    assert school.form.owed == ()


@pytest.mark.parametrize("form", QUICK_FORMS)
def test_only_the_part_of_whoever_reports_may_be_quick(form: str) -> None:
    checklist, later = TOWN.checklists[form], TOWN.checklists[form].parts[1:]
    started = Round("r", "B01", form, "2026:1")
    assert may_be_quick(checklist, started)
    assert not may_be_quick(checklist, Round("r", "B01", form, "2026:1", parts_done=("reporter",)))
    assert later
    asked = steps(checklist, SCHOOL, started, NOW)
    assert set(left_over(asked, checklist, started)) <= {point.id for point in checklist.sections[0].points}


def test_five_forms_are_quick_and_each_is_reached_by_its_own_tiles() -> None:
    assert len(QUICK_FORMS) == 5
    tiles = [tile.id for form in QUICK_FORMS for tile in TOWN.checklists[form].quick.tiles]
    assert len(set(tiles)) == len(tiles) == 7
    assert not Quick()
