"""Who may see a document: everything is decided by keys and audiences."""

import pytest

from domain.findings import Finding
from domain.people import Person
from domain.secrecy.access import audience_of, building_audience, keys_of, may_see
from domain.tasks.task import Task
from tests.unit.world import INSPECTOR, MANAGER, SCHOOL, STRANGER, TEACHER

EVERY = ["B01", "B09"]


def person(role: str, org: str, building: str = "B01", identity: str = "p") -> Person:
    return Person(identity, role, org, (role,), (building,))


def finding(confidentiality: str) -> Finding:
    return Finding(
        "f", "B01", "FIR", "text", "high", TEACHER.id, TEACHER.title, TEACHER.org, "", confidentiality=confidentiality
    )


SEES = [
    ("open", TEACHER, True),
    ("open", INSPECTOR, True),
    ("open", MANAGER, True),
    ("open", STRANGER, False),
    ("open", person("caretaker", "TF"), True),
    ("open", person("caretaker", "TF", "B09"), False),
    ("open", person("safety_coordinator", "KLK", "*"), True),
    ("open", person("fire_officer", "KLK", "*"), True),
    ("open", person("contractor", "CTR", "*"), False),
    ("open", person("system_admin", "KLK", "*"), False),
    ("limited", TEACHER, True),
    ("limited", INSPECTOR, False),
    ("limited", MANAGER, True),
    ("limited", person("key_manager", "TF"), True),
    ("limited", person("key_manager", "TF", "B09"), False),
    ("limited", person("safety_coordinator", "KLK", "*"), True),
    ("limited", person("fire_officer", "KLK", "*"), False),
    ("restricted_person", TEACHER, True),
    ("restricted_person", person("unit_manager", "BUN"), True),
    ("restricted_person", person("hr_partner", "BUN"), True),
    ("restricted_person", MANAGER, False),
    ("restricted_person", person("system_admin", "KLK", "*"), False),
    ("not_in_app", TEACHER, False),
]


@pytest.mark.parametrize(
    ("confidentiality", "who", "sees"), SEES, ids=lambda value: value.title if isinstance(value, Person) else str(value)
)
def test_a_finding_is_seen_by_those_its_confidentiality_names_and_nobody_else(confidentiality, who, sees) -> None:
    audience = audience_of(finding(confidentiality), SCHOOL)
    assert may_see(keys_of(who, EVERY), audience) is sees


def test_an_organisation_that_a_task_lies_with_sees_it_although_the_building_is_neither_its_own_nor_its_users() -> None:
    task = Task("t", "f", "B01", "FIR", "", "high", org="CAFE", desk="KFF", found_at="")
    assert may_see(keys_of(person("unit_manager", "KFF"), EVERY), audience_of(task, SCHOOL))


def test_the_register_of_a_building_goes_to_those_who_work_there_but_not_to_contractors() -> None:
    audience = building_audience(SCHOOL)
    assert may_see(keys_of(TEACHER, EVERY), audience)
    assert not may_see(keys_of(STRANGER, EVERY), audience)
    assert not may_see(keys_of(person("contractor", "CTR", "*"), EVERY), audience)
