"""What the municipality's own forms ask for when they are sent: which part of the building, whose it is, where."""

from dataclasses import dataclass
from typing import Any

import pytest

from domain.apply import apply
from domain.checklists.checklist import Checklist, Point
from domain.demarcation.routing import Case, route
from domain.documents import Document
from domain.events import Act, Event, FindingReported, PointAnswered, RoundStarted, RoundSubmitted
from domain.findings import Finding
from domain.people import Person
from domain.photos import PhotoRef
from domain.places import Building
from domain.refusals import Refusal
from domain.rounds.round import Round
from domain.rounds.walk import missing_answers
from sync_server.content import load_municipality
from tests.unit.world import World

TOWN = load_municipality()
SCHOOL = TOWN.buildings["B01"]
LISTING = TOWN.demarcation[0]
DOOR = next(item.tag for item in SCHOOL.objects if item.space)
ROOM = next(space.id for space in SCHOOL.spaces if space.placement == "indoor")
YARD = next(space.id for space in SCHOOL.spaces if space.placement == "outdoor")
TEACHER = Person("teacher", "Lärare", SCHOOL.user_org, ("any_employee",), ("B01",))
MANAGER = Person("manager", "Förvaltare", SCHOOL.owner_org, ("property_manager",), ("B01",))
OVERVIEW, CLOSE_UP = PhotoRef("a" * 64), PhotoRef("b" * 64)
NOW = "2026-11-23T09:00:00+00:00"
QUIET = {
    "yes_no": "no",
    "datetime": NOW,
    "date": NOW[:10],
    "number": 0,
    "money": 0,
    "multi_choice": ["none"],
    "long_text": "-",
}


def quiet(point: Point) -> Any:
    return point.choices[-1].id if point.type == "choice" else QUIET[point.type]


@dataclass
class Town(World):
    """The demo municipality, with a form that is filled in point by point."""

    def person(self, person: str) -> Person:
        return TEACHER if person == TEACHER.id else MANAGER

    def building(self, building: str) -> Building | None:
        return TOWN.buildings.get(building)

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        return TOWN.checklists.get(checklist)

    def must(self, person: Person, act: Act) -> tuple[Document, ...]:
        self.counter += 1
        changed = apply(self, Event(f"e{self.counter}", "00000001", self.counter, person.id, NOW, act))
        assert not isinstance(changed, Refusal), changed.why.en
        for document in changed:
            self.keep(document)
        return changed

    def fill_in(self, person: Person, answers: dict[str, Any], finding: str = "") -> None:
        for point, value in answers.items():
            photos = (OVERVIEW,) if value == [OVERVIEW.sha256] else (CLOSE_UP,) if value == [CLOSE_UP.sha256] else ()
            self.must(person, PointAnswered("r", point, value, photos=photos, finding=finding))

    def send(self, person: Person) -> list[Finding]:
        """The findings that sending the form made. What else it demands is answered in a way that asks for nothing."""
        form = self.round("r")
        assert form
        missing = missing_answers(TOWN.checklists[form.checklist], SCHOOL, form, NOW)
        self.fill_in(person, {step.point.id: quiet(step.point) for step in missing})
        return [made for made in self.must(person, RoundSubmitted("r", "Ann Ek")) if isinstance(made, Finding)]


def begun(form: str, **about: str) -> Town:
    town = Town()
    town.must(TEACHER, RoundStarted("r", "B01", form, TOWN.checklists[form].version, **about))
    return town


def damage(kind: str, placement: str, where: str, **more: Any) -> Town:
    town = begun("incident-damage-graffiti")
    town.fill_in(
        TEACHER,
        {
            "dam-01": kind,
            "dam-02": where,
            "dam-03": placement,
            "dam-04": "fixed",
            "dam-06": "own_activity",
            "dam-05": "vandalism",
            "dam-07": NOW,
            "dam-09": [OVERVIEW.sha256],
            "dam-10": [CLOSE_UP.sha256],
            **({"dam-11": "no"} if kind.startswith(("graffiti", "poster")) else {}),
            **{name.replace("_", "-"): value for name, value in more.items()},
        },
    )
    return town


def pays(finding: Finding) -> str:
    """ "owner" or "user", as the list says today."""
    space, item = SCHOOL.whereabouts(finding.space, finding.object)
    routing = route(LISTING, SCHOOL, Case(finding.component, **finding.case), space=space, item=item, on="2026-11-23")
    assert routing.cost is not None
    return routing.cost.responsible


DAMAGE = [
    ("graffiti", "outdoor", YARD, "GRF.FAC", "medium", "owner"),
    ("graffiti_indoor", "indoor", ROOM, "GRF.IND", "low", "user"),
    ("graffiti_indoor", "common", ROOM, "GRF.IND", "low", "owner"),
    ("poster", "outdoor", YARD, "GRF.POS.FAC", "low", "owner"),
    ("poster_indoor", "indoor", ROOM, "GRF.POS.IND", "low", "user"),
    ("glass", "outdoor", YARD, "BLD.GLS.EXT", "high", "owner"),
    ("door", "outdoor", YARD, "BLD.DOR.EXT", "high", "owner"),
    ("fixture", "indoor", ROOM, "BLD.FIX", "low", "owner"),
    ("outdoor", "outdoor", YARD, "OUT.PLY", "high", "owner"),
    ("vehicle", "outdoor", YARD, "OUT.CRG", "medium", "user"),
    ("other", "indoor", ROOM, "BLD.SRF", "medium", "owner"),
]


@pytest.mark.parametrize(("kind", "placement", "where", "component", "severity", "party"), DAMAGE)
def test_every_kind_of_damage_is_one_task_and_whoever_the_list_says_pays(
    kind: str, placement: str, where: str, component: str, severity: str, party: str
) -> None:
    (finding,) = damage(kind, placement, where).send(TEACHER)
    assert (finding.component, finding.severity, finding.space) == (component, severity, where)
    assert finding.case.items() >= {"placement": placement, "attachment": "fixed", "cause": "vandalism"}.items()
    assert pays(finding) == party


def test_no_kind_of_damage_is_without_a_task() -> None:
    point = TOWN.checklists["incident-damage-graffiti"].point("dam-01")
    assert point
    assert {kind for kind, *_ in DAMAGE} == {choice.id for choice in point.choices if choice.creates_task}
    assert {kind for kind, *_ in DAMAGE} == {choice.id for choice in point.choices}


@pytest.mark.parametrize("kind", ["graffiti", "graffiti_indoor", "poster", "poster_indoor"])
def test_abusive_graffiti_and_posters_are_marked_wherever_they_are(kind: str) -> None:
    (finding,) = damage(kind, "indoor", ROOM, dam_11="yes", dam_12="XYZ").send(TEACHER)
    assert finding.attributes == ("offensive",)


def test_broken_glass_is_not_asked_whether_it_is_abusive() -> None:
    assert damage("glass", "outdoor", YARD, dam_11="yes").send(TEACHER)[0].attributes == ()


def test_the_pictures_of_an_open_form_follow_to_its_task() -> None:
    assert damage("glass", "outdoor", YARD).send(TEACHER)[0].photos == (OVERVIEW, CLOSE_UP)


def test_the_object_that_was_scanned_says_where_it_is() -> None:
    (finding,) = damage("fixture", "indoor", DOOR).send(TEACHER)
    assert (finding.object, finding.space) == (DOOR, SCHOOL.object(DOOR).space)  # pyright: ignore[reportOptionalMemberAccess]


def test_the_handling_of_damage_makes_no_second_task() -> None:
    town = damage("glass", "outdoor", YARD)
    town.send(TEACHER)
    town.fill_in(MANAGER, {"dam-16": "pending", "dam-18": 4000, "dam-20": NOW, "dam-21": [CLOSE_UP.sha256]})
    assert town.send(MANAGER) == []


def test_a_form_that_a_finding_opened_asks_for_nothing_that_is_reported_already() -> None:
    town = Town()
    town.must(TEACHER, FindingReported("f", "B01", "BLD.GLS.EXT", "Krossat", "high"))
    town.must(TEACHER, RoundStarted("r", "B01", "incident-damage-graffiti", "2026:1", space=YARD, origin="f"))
    answers = {"dam-01": "glass", "dam-02": YARD, "dam-03": "outdoor", "dam-05": "unknown", "dam-07": NOW}
    town.fill_in(TEACHER, {**answers, "dam-09": [OVERVIEW.sha256], "dam-10": [CLOSE_UP.sha256]})
    assert town.send(TEACHER) == []


def burglary(**more: Any) -> Town:
    town = begun("incident-burglary-theft")
    answers = {"bur-01": "yes", "bur-02": "burglary", "bur-03": ROOM, "bur-04": NOW, "bur-08": "noalarm"}
    answers |= {"bur-11": "yes", "bur-13": ["none"], "bur-10": [OVERVIEW.sha256]}
    town.fill_in(TEACHER, answers | {name.replace("_", "-"): value for name, value in more.items()})
    return town


HANDLED = {"bur-14": "pending", "bur-16": "yes", "bur-20": "Rutin för stängning"}


def test_one_burglary_is_one_task_for_the_building_and_one_for_the_contents() -> None:
    town = burglary()
    assert town.send(TEACHER) == []
    town.fill_in(MANAGER, {**HANDLED, "bur-17": 12000, "bur-18": 30000})
    made = town.send(MANAGER)
    assert [(finding.component, pays(finding)) for finding in made] == [
        ("BLD.LSE", "user"),
        ("BLD.DOR.EXT", "owner"),
    ]
    assert [finding.case for finding in made] == [{}, {"cause": "burglary"}]


def test_the_forced_door_is_one_task_from_discovery_to_invoice() -> None:
    town = burglary(**{"bur_07": DOOR})
    (door,) = town.send(TEACHER)
    assert (door.component, door.object, door.case) == ("BLD.DOR.EXT", DOOR, {"cause": "burglary"})
    town.fill_in(MANAGER, {**HANDLED, "bur-17": 12000, "bur-18": 30000})
    assert [finding.component for finding in town.send(MANAGER)] == ["BLD.LSE"]


def test_a_shell_that_is_open_was_reported_as_a_deviation_and_is_not_asked_for_again() -> None:
    town = burglary(**{"bur_07": DOOR})
    town.must(TEACHER, FindingReported("open", "B01", "BLD.DOR.EXT", "Öppet", "critical", round="r", point="bur-11"))
    town.fill_in(TEACHER, {"bur-11": "no"}, finding="open")
    assert town.send(TEACHER) == []


def test_the_pictures_of_a_limited_form_stay_with_it() -> None:
    assert [finding.photos for finding in burglary(**{"bur_07": DOOR}).send(TEACHER)] == [()]


def test_nothing_stolen_and_nothing_broken_asks_for_nothing() -> None:
    town = burglary()
    town.send(TEACHER)
    town.fill_in(MANAGER, {**HANDLED, "bur-17": 0, "bur-18": 0})
    assert town.send(MANAGER) == []


def test_what_put_out_a_fire_is_replaced_each_by_its_own_task() -> None:
    town = begun("incident-fire-nearmiss")
    answers = {"inc-01": "fire", "inc-02": ROOM, "inc-03": NOW, "inc-04": "Papperskorg", "inc-12": "none"}
    town.fill_in(TEACHER, {**answers, "inc-05": "waste", "inc-06": "staff", "inc-07": ["extinguisher", "blanket"]})
    town.fill_in(TEACHER, {"inc-08": "no"})
    made = town.send(TEACHER)
    assert [(finding.component, finding.case) for finding in made] == [
        ("FIR.EXT.PRT", {"cause": "fire"}),
        ("FIR.EXT.BLK", {"cause": "fire"}),
    ]


def test_a_form_is_a_round_whose_tasks_know_it() -> None:
    town = damage("door", "outdoor", YARD)
    (finding,) = town.send(TEACHER)
    form = town.round("r")
    assert isinstance(form, Round)
    assert (finding.round, finding.point, finding.checklist) == ("r", "dam-01", "incident-damage-graffiti")
    assert form.answers["dam-01"].value == finding.answer
