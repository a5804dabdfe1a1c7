"""Lone work: how it stands at any minute, what is raised when, who may do what, and who may know."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.lone_work.escalating import is_overtaken, raised, raised_before, to_raise
from domain.lone_work.events import AlarmAnswered, LoneWorkEnded, LoneWorkExtended, SignOfLife
from domain.lone_work.people import may_work_alone
from domain.lone_work.session import Answer, Sign, arrived, joined
from domain.lone_work.standing import standing
from domain.people import Person
from domain.refusals import Refusal
from domain.secrecy.access import audience_of, keys_of, may_see
from domain.secrecy.sealing import act_is_sealed
from tests.unit.lone_stories import RULES, after, alone, begins, stamp
from tests.unit.world import SCHOOL, STRANGER, TEACHER, World

EVERY = ["B01", "B09"]
HEAD = Person("head-1", "Rektor", "BUN", ("unit_manager",), ("B01",))
ON_CALL = Person("call-1", "Beredskap", "KLK", ("duty_officer",), ("*",))
COORDINATOR = Person("coord-1", "Samordnare", "KLK", ("safety_coordinator",), ("*",))


class Town(World):
    """The small municipality, with those who look for somebody."""

    def person(self, person: str) -> Person:
        known = {who.id: who for who in (HEAD, ON_CALL, COORDINATOR)}
        return known.get(person) or super().person(person)


def answered(found: str, minutes: float, until: float = 60) -> Answer:
    return Answer("a1", stamp(minutes), HEAD.id, HEAD.title, stamp(until), found)


@pytest.mark.parametrize(
    ("minutes", "stands"),
    [
        (0, "fine"),
        (54.9, "fine"),
        (55, "due_soon"),
        (59.99, "due_soon"),
        (60, "missed"),
        (64.99, "missed"),
        (65, "remind"),
        (70, "contact"),
        (79.99, "contact"),
        (80, "alarm"),
        (8000, "alarm"),
    ],
)
def test_how_it_stands_follows_from_the_clock_alone(minutes: float, stands: str) -> None:
    assert standing(alone(60), after(minutes), RULES) == stands


@pytest.mark.parametrize(
    ("found", "at", "now", "stands"),
    [
        ("safe", 75, 76, "answered"),
        ("helped", 75, 500, "answered"),
        ("not_reached", 75, 76, "contact"),
        ("not_reached", 75, 80, "alarm"),
    ],
)
def test_an_answer_holds_back_the_alarm_only_where_somebody_was_found(
    found: str, at: float, now: float, stands: str
) -> None:
    assert standing(alone(60, answers=(answered(found, at),)), after(now), RULES) == stands


def test_an_answer_about_an_earlier_time_says_nothing_of_the_next_one_that_is_missed() -> None:
    lone = alone(60, answers=(answered("safe", 70),))
    again = replace(lone, signs=joined(lone.signs, Sign("e2", stamp(75), "okay", "teacher-1", 15)))
    assert standing(again, after(76), RULES) == "fine"
    assert standing(again, after(120), RULES) == "alarm"


@pytest.mark.parametrize(
    ("told", "now", "steps"),
    [
        ((), 64, ()),
        ((), 65, ("remind",)),
        (("remind",), 69, ()),
        (("remind",), 70, ("contact",)),
        (("remind", "contact"), 80, ("alarm",)),
        (("remind", "contact", "alarm"), 500, ()),
        ((), 500, ("remind", "contact", "alarm")),
        (("remind", "contact", "alarm", "calm"), 70, ("remind", "contact")),
        (("remind",), 30, ("calm",)),
        (("remind", "calm"), 30, ()),
    ],
)
def test_each_step_is_raised_once_until_all_is_calm(told: tuple[str, ...], now: float, steps: tuple[str, ...]) -> None:
    assert to_raise(raised(alone(60), told, stamp(0)), after(now), RULES) == steps


def test_a_sign_given_in_time_that_arrives_after_the_alarm_calms_it_and_says_both_times() -> None:
    lone = raised(alone(60), ("remind", "contact", "alarm"), stamp(80))
    late = arrived(replace(lone, signs=joined(lone.signs, Sign("e2", stamp(50), "okay", "teacher-1", 60))), stamp(90))
    assert to_raise(late, after(90), RULES) == ("calm",)
    assert (late.last_sign.at, late.last_sign.received) == (stamp(50), stamp(90))
    assert is_overtaken(raised(late, ("calm",), stamp(90)), 2)
    assert raised_before(late, late.last_sign)
    in_time = replace(late.last_sign, received=stamp(51))
    assert not raised_before(late, in_time)


def test_a_late_sign_whose_own_time_is_missed_as_well_calms_nobody_and_tells_nobody_twice() -> None:
    lone = raised(alone(60), ("remind", "contact", "alarm"), stamp(80))
    late = replace(lone, signs=joined(lone.signs, Sign("e2", stamp(50), "okay", "teacher-1", 15)))
    assert to_raise(late, after(90), RULES) == ()


# --- who may do what ---


def test_a_whole_evening_alone_goes_through_the_domains_own_apply() -> None:
    world = Town()
    assert world.does(TEACHER, begins(), stamp(0)) is None
    assert world.does(TEACHER, SignOfLife("L1", 60), stamp(58)) is None
    assert world.does(TEACHER, LoneWorkExtended("L1", 30), stamp(70)) is None
    lone = world.lone_work("L1")
    assert lone
    assert lone.until == after(100)
    assert world.does(TEACHER, LoneWorkEnded("L1"), stamp(99)) is None
    ended = world.lone_work("L1")
    assert ended
    assert standing(ended, after(1000), RULES) == "over"
    assert act_is_sealed(world, SignOfLife("L1", 60))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"place": "moon"}, "Välj var du är"),
        ({"minutes": 0}, "nästa tecken"),
        ({"minutes": 1441}, "nästa tecken"),
        ({"contact": " "}, "vem som ska ringa"),
        ({"contact_phone": ""}, "kontaktens telefonnummer"),
        ({"contact_phone": "ring mig"}, "består av siffror"),
        ({"phone": "112; DROP"}, "består av siffror"),
        ({"note": "rad ett\nrad två"}, "Högst en rad"),
        ({"note": "x" * 121}, "Högst en rad"),
        ({"building": "B09"}, "inte i den byggnaden"),
    ],
)
def test_what_makes_no_sense_at_the_start_is_refused_in_words(facts: dict, told: str) -> None:
    refusal = Town().does(TEACHER, begins(**facts))
    assert isinstance(refusal, Refusal)
    assert told in refusal.why.sv


def test_nobody_else_gives_signs_of_life_or_takes_the_protection_away() -> None:
    world = Town()
    world.does(TEACHER, begins(), stamp(0))
    for act in (SignOfLife("L1", 60), LoneWorkExtended("L1", 60), LoneWorkEnded("L1")):
        refusal = world.does(HEAD, act, stamp(65))
        assert refusal
        assert refusal.code == "not_your_lone_work"
    assert world.does(HEAD, AlarmAnswered("L1", stamp(60), "not_reached"), stamp(72)) is None
    assert world.does(HEAD, LoneWorkEnded("L1"), stamp(73)) is not None
    assert world.does(HEAD, AlarmAnswered("L1", stamp(60), "safe", "Sov."), stamp(75)) is None
    assert world.does(HEAD, LoneWorkEnded("L1"), stamp(76)) is None


@pytest.mark.parametrize("who", [TEACHER, STRANGER, ON_CALL])
def test_only_those_who_look_for_somebody_answer(who: Person) -> None:
    world = Town()
    world.does(TEACHER, begins(), stamp(0))
    refusal = world.does(who, AlarmAnswered("L1", stamp(60), "safe"), stamp(75))
    assert refusal
    assert refusal.code == "not_your_lone_work"


def test_the_duty_officer_answers_where_they_were_named() -> None:
    world = Town()
    world.does(TEACHER, begins(contact_role="duty_officer"), stamp(0))
    assert world.does(ON_CALL, AlarmAnswered("L1", stamp(60), "helped"), stamp(75)) is None


def test_a_contractor_is_followed_by_their_own_employer() -> None:
    guard = Person("guard-1", "Väktare", "CTR", ("guard", "contractor"), ("B01",))
    school = replace(SCHOOL, tags=("personal_safety",))
    assert not may_work_alone(guard, school, RULES)
    assert may_work_alone(TEACHER, school, RULES)
    assert not may_work_alone(TEACHER, SCHOOL, RULES)
    assert not may_work_alone(STRANGER, school, RULES)


# --- who may know ---


def of(role: str, org: str, building: str = "B01", identity: str = "p", **facts: object) -> Person:
    return Person(identity, role, org, (role,), (building,), **facts)  # pyright: ignore[reportArgumentType]


SEES = [
    ("", TEACHER, True),
    ("", HEAD, True),
    ("", COORDINATOR, True),
    ("", of("unit_manager", "KFF"), False),
    ("", of("unit_manager", "BUN", "B09"), False),
    ("", of("hr_partner", "BUN"), False),
    ("", of("safety_rep", "BUN"), False),
    ("", of("any_employee", "BUN"), False),
    ("", of("property_manager", "TF"), False),
    ("", of("caretaker", "TF"), False),
    ("", of("contractor", "CTR", "*"), False),
    ("", of("system_admin", "KLK", "*"), False),
    ("", ON_CALL, False),
    ("duty_officer", ON_CALL, True),
    ("duty_officer", of("duty_officer", "KLK", "B09"), False),
    ("duty_officer", replace(ON_CALL, roles=("duty_officer", "system_admin")), False),
    ("fire_responsible", of("fire_responsible", "BUN"), True),
    ("fire_responsible", of("fire_responsible", "TF"), False),
    ("property_manager", of("property_manager", "TF"), False),
    ("contractor", of("contractor", "BUN"), False),
]


@pytest.mark.parametrize(
    ("contact", "who", "sees"), SEES, ids=lambda value: value.title if isinstance(value, Person) else str(value)
)
def test_who_is_alone_where_is_known_to_those_who_would_look_for_them_and_nobody_else(
    contact: str, who: Person, sees: bool
) -> None:
    audience = audience_of(alone(contact_role=contact), SCHOOL)
    assert may_see(keys_of(who, EVERY), audience) is sees


def test_the_longest_time_is_known_in_minutes() -> None:
    assert timedelta(minutes=RULES.longest_minutes) == timedelta(hours=4)
