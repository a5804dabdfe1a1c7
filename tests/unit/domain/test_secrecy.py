"""The table of secrecy: roles by classes, what two roles together open, and that documents obey it."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Finding
from domain.notices import Notice
from domain.people import Person
from domain.places import Building
from domain.rounds.round import Round
from domain.secrecy.access import audience_of, keys_of, may_see
from domain.secrecy.table import (
    ADMINISTRATION,
    BUILDING,
    CLASSES,
    DEIDENTIFIED,
    EVERYWHERE,
    NEVER,
    NOT_IN_APP,
    ORGANISATION,
    READS,
    TABLE,
    reach,
    reaches,
    why,
)
from domain.tasks.task import Task
from sync_server.content import load_municipality

TOWN = load_municipality()
ROLES = sorted(TOWN.roles)
POLICY = TOWN.policy.rest["confidentiality"]
HERE, ELSEWHERE = "B03", "B01"
PLACE = TOWN.buildings[HERE]
"""Vedåsa school: owned by ORG-TF, used by ORG-BUN, with ORG-KFF's library in it."""
EVERY = list(TOWN.buildings)
DOCUMENT = Round("r", HERE, "form", "1", performer="somebody", started_by="somebody", administration="BUN")


def holder(*roles: str, org: str = "ORG-BUN", buildings: tuple[str, ...] = (HERE,)) -> Person:
    """Somebody with these roles as the register makes them of the municipality's files."""
    denied = tuple(sorted({verb for role in roles for verb in TOWN.roles[role].cannot}))
    administration = TOWN.organisations[org].secrecy_group or org
    return Person("reader", "Reader", org, roles, buildings, administration=administration, denied=denied)


def sees(person: Person, document: Round | Task | Finding | Notice, place: Building = PLACE) -> bool:
    return may_see(keys_of(person, EVERY), audience_of(document, place))


def test_every_role_of_the_municipality_has_its_row_in_the_table() -> None:
    assert set(TABLE) == set(ROLES)
    assert tuple(POLICY) == CLASSES == TOWN.policy.enums["confidentiality"]


@pytest.mark.parametrize("confidentiality", ["limited", "restricted_person"])
def test_the_roles_that_the_policy_lets_read_are_those_that_the_table_does(confidentiality: str) -> None:
    said = POLICY[confidentiality]["read"]
    named = {role for role in ROLES if re.search(rf"\b{role}\b", said)}
    # Who performs what is limited, by its checklists, and the water works of chapter 15.
    performers = {"guard", "alarm_keeper", "site_operator"} if "assigned performer" in said else set()
    assert {role for role in ROLES if reach(role, confidentiality) in READS} == named | performers
    without_names = re.split(r", ", POLICY[confidentiality].get("deidentified", "statistics"))
    assert {role for role in ROLES if reach(role, confidentiality) == DEIDENTIFIED} == {*without_names} - {"statistics"}


HOW_FAR_IS_SEEN = {
    # in: own organisation and building, another building, the owner's organisation, the other user's organisation
    EVERYWHERE: (True, True, True, True),
    BUILDING: (True, False, True, True),
    ADMINISTRATION: (True, False, False, False),
    ORGANISATION: (True, False, True, True),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("confidentiality", CLASSES)
def test_each_role_sees_of_each_class_what_the_table_says_and_nothing_else(role: str, confidentiality: str) -> None:
    document = replace(DOCUMENT, confidentiality=confidentiality)
    seen = HOW_FAR_IS_SEEN.get(reach(role, confidentiality), (False, False, False, False))
    assert (
        sees(holder(role), document),
        sees(holder(role, buildings=(ELSEWHERE,)), document),
        sees(holder(role, org="ORG-TF"), document),
        sees(holder(role, org="ORG-KFF"), document),
    ) == seen


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("confidentiality", CLASSES)
def test_whoever_made_a_report_sees_it_whatever_their_role(role: str, confidentiality: str) -> None:
    document = replace(DOCUMENT, confidentiality=confidentiality, started_by="reader")
    assert sees(holder(role, org="ORG-SOC"), document) is (confidentiality != NOT_IN_APP)


def test_a_contractor_sees_the_ordinary_tasks_that_lie_with_them_and_no_others() -> None:
    task = Task("t", "f", HERE, "LCK.CYL", "", "high", org="ORG-TF", desk="ORG-TF", found_at="")
    locksmith = holder("contractor", org="ORG-CTR-LOCK", buildings=("*",))
    theirs = replace(task, desk="ORG-CTR-LOCK")
    assert not sees(locksmith, task)
    assert sees(locksmith, theirs)
    assert not sees(holder("contractor", org="ORG-TF"), DOCUMENT)
    for confidentiality in ("limited", "restricted_person"):
        assert not sees(locksmith, replace(theirs, confidentiality=confidentiality))


def test_the_executive_office_reads_what_an_elected_official_reports_because_they_are_one_committee() -> None:
    official, office = TOWN.persons["elected-1"], TOWN.persons["manager-b07"]
    assert official.org != office.org
    case = replace(
        DOCUMENT, building="B07", confidentiality="restricted_person", administration=official.administration
    )
    readers = {person.id for person in TOWN.persons.values() if sees(person, case, TOWN.buildings["B07"])}
    assert readers == {"manager-b07", "safety-coordinator"}


def test_in_a_shared_building_each_manager_reads_and_is_told_of_their_own_administrations_cases_only() -> None:
    for administration, reader in (("BUN", "manager-b03"), ("KFN", "manager-culture")):
        case = replace(DOCUMENT, confidentiality="restricted_person", administration=administration)
        notice = Notice("n", HERE, "unit_manager", "r", "", why("unit_manager", "open"), "restricted_person")
        notice = replace(notice, administration=administration)
        managers = [person for person in TOWN.persons.values() if "unit_manager" in person.roles]
        assert {person.id for person in managers if sees(person, case)} == {reader}
        assert {person.id for person in managers if sees(person, notice)} == {reader}


def test_a_case_that_does_not_say_whose_people_it_is_about_is_read_by_no_administration() -> None:
    case = replace(DOCUMENT, confidentiality="restricted_person", administration="")
    assert {person.id for person in TOWN.persons.values() if sees(person, case)} == {"safety-coordinator"}


SOME_ROLES = st.lists(st.sampled_from(ROLES), min_size=1, max_size=4, unique=True).map(tuple)
DENIED = st.lists(st.sampled_from([f"read_{name}" for name in CLASSES]), max_size=2).map(tuple)


@given(SOME_ROLES, st.sampled_from(CLASSES), DENIED)
def test_nobody_reads_more_for_having_a_second_role_that_never_may(
    roles: tuple[str, ...], confidentiality: str, denied: tuple[str, ...]
) -> None:
    forbidden = any(reach(role, confidentiality, denied) == NEVER for role in roles)
    assert bool(reaches(roles, confidentiality, denied)) is not forbidden
    person = replace(holder(*roles), denied=denied)
    document = replace(DOCUMENT, confidentiality=confidentiality)
    alone = [sees(replace(holder(role), denied=denied), document) for role in roles]
    assert sees(person, document) is (any(alone) and not forbidden)


def test_what_the_municipality_denies_a_role_of_its_own_wins_over_the_table() -> None:
    case = replace(DOCUMENT, confidentiality="restricted_person")
    assert sees(holder("unit_manager"), case)
    assert not sees(holder("unit_manager", "system_admin"), case)
    assert not sees(replace(holder("unit_manager"), denied=("read_restricted_person",)), case)
    assert reach("unit_manager", "restricted_person", ("read_restricted_person",)) == NEVER


def test_a_role_that_the_table_does_not_have_reads_as_any_employee() -> None:
    assert [reach("chimney_sweep", name) for name in CLASSES] == [reach("any_employee", name) for name in CLASSES]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("confidentiality", CLASSES)
def test_every_place_in_the_table_has_its_reason_in_both_languages(role: str, confidentiality: str) -> None:
    words = why(role, confidentiality)
    assert words.sv
    assert words.en
    assert words.sv != words.en


def test_a_class_that_nobody_knows_is_for_nobody() -> None:
    assert not audience_of(replace(DOCUMENT, confidentiality="secret"), PLACE)
    assert not reaches(("safety_coordinator",), "secret")
