"""Who sees a task while it goes from hand to hand: those who have a part in it, for as long as they have one."""

from dataclasses import replace

import pytest

from domain.secrecy.access import audience_of, keys_of, may_see
from domain.tasks.parts import Assignment, Correction, Dispute
from domain.tasks.task import Task
from tests.server_fixtures import demo_municipality

MUNICIPALITY = demo_municipality()
TASK = Task("T", "F", "B01", "LCK.DOR.EXT", "Låset kärvar", "medium", "ORG-TF", "ORG-TF", "2026-11-23T09:00:00+01:00")
AT = TASK.found_at
DISPUTE = Dispute("wrong_cause", "caretaker-north", "Fastighetsskötare", AT, counterpart="ORG-CAFE", desk="ORG-KFF")
MOVED = Correction("x", "X", AT, "Fel", "LCK.DOR.EXT", routed=True, org="ORG-KFF", desk="ORG-KFF")

STAGES = {
    "routed": TASK,
    "laid on a firm": replace(TASK, assigned=Assignment(org="ORG-CTR-LOCK")),
    "laid on one of them": replace(TASK, assigned=Assignment(org="ORG-CTR-LOCK", person="locksmith-crew")),
    "laid on somebody elsewhere": replace(TASK, assigned=Assignment(person="manager-sports")),
    "seen by another, too": replace(TASK, reporters=("night-staff-b05",)),
    "disputed": replace(TASK, disputes=(DISPUTE,)),
    "the dispute is settled": replace(TASK, disputes=(replace(DISPUTE, state="decided"),)),
    "on its way to another": replace(TASK, correction=MOVED),
    "limited": replace(TASK, confidentiality="limited"),
    "limited, laid on a firm": replace(TASK, confidentiality="limited", assigned=Assignment(org="ORG-CTR-LOCK")),
    "limited, laid on one of them": replace(
        TASK, confidentiality="limited", assigned=Assignment(org="ORG-CTR-LOCK", person="locksmith-crew")
    ),
    "restricted": replace(TASK, confidentiality="restricted_person", assigned=Assignment(person="locksmith-crew")),
}
FIRM = {"locksmith-crew"}
ADDED = {
    "laid on a firm": FIRM,
    "laid on one of them": FIRM,
    "laid on somebody elsewhere": {"manager-sports"},
    "seen by another, too": {"night-staff-b05"},
    "limited, laid on one of them": FIRM,
}


def readers(task: Task) -> set[str]:
    audience = audience_of(task, MUNICIPALITY.buildings[task.building])
    every = list(MUNICIPALITY.buildings)
    return {name for name, person in MUNICIPALITY.persons.items() if may_see(keys_of(person, every), audience)}


@pytest.mark.parametrize("stage", STAGES)
def test_a_part_in_the_task_opens_it_for_those_who_have_it_and_for_nobody_else(stage: str) -> None:
    task = STAGES[stage]
    usual = readers(replace(TASK, confidentiality=task.confidentiality))
    assert readers(task) - usual == ADDED.get(stage, set())
    assert usual <= readers(task)


def test_other_contractors_and_other_buildings_people_never_see_it() -> None:
    seen = set().union(*(readers(task) for task in STAGES.values()))
    assert seen.isdisjoint({"fire-service-crew", "graffiti-crew", "manager-b05", "caretaker-south", "reception-b07"})


def test_restricted_is_for_nobody_that_it_was_laid_on() -> None:
    assert "locksmith-crew" not in readers(STAGES["restricted"])
