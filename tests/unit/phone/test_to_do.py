"""Which rounds are on somebody's list on a day, and what they are called there."""

from dataclasses import replace
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.storages import MemoryStorage

from app.state.documents import PhoneDocuments
from app.state.rounds.to_do import rounds_to_do, startable
from domain.municipality import About
from domain.records import to_plain
from domain.rounds.round import IN_PROGRESS, MISSED, PLANNED, SUBMITTED, SUSPENDED, Round
from domain.wire import Parcel
from tests.unit.world import CHECKLIST, INSPECTOR, SCHOOL

ROUND = Round(
    "r", "B01", "sba", "2026:1", PLANNED, "inspector-1", opens="2026-01-12", due="2026-02-12", last_day="2026-02-19"
)
NIGHT = replace(ROUND, opens="2026-02-11", last_day="2026-02-12T06:00+01:00")


def holding(*held: tuple[str, str, Any]) -> PhoneDocuments:
    """A phone with the school and its checklist, and what else is `held`."""
    documents = PhoneDocuments(TinyDB(storage=MemoryStorage))
    register = (("building", "B01", SCHOOL), ("checklist", f"{CHECKLIST.id}@{CHECKLIST.version}", CHECKLIST))
    parcels = [Parcel(kind, name, 1, to_plain(body)) for kind, name, body in (*register, *held)]
    documents.receive(parcels, (), reset=False)
    return documents


def state_on(round_: Round, today: str) -> str:
    """How the round stands on the inspector's list; "" where it does not."""
    documents = holding(("round", "r", round_))
    return "".join(card.state for card in rounds_to_do(documents, INSPECTOR, today))


@pytest.mark.parametrize(
    ("round_", "today", "state"),
    [
        (ROUND, "2026-01-11", "planned"),
        (ROUND, "2026-01-12", "due"),
        (ROUND, "2026-02-12", "due"),
        (ROUND, "2026-02-13", "overdue"),
        (ROUND, "2026-02-19", "overdue"),
        (ROUND, "2026-02-20", ""),
        (replace(ROUND, due="2026-06-12", last_day="2026-06-19"), "2026-02-13", "planned"),
        (NIGHT, "2026-02-11", "due"),
        (NIGHT, "2026-02-12", "overdue"),
        (NIGHT, "2026-02-13", ""),
        (replace(ROUND, status=MISSED), "2026-02-19", ""),
        (replace(ROUND, status=SUSPENDED, why_not="sommarlov"), "2026-02-01", ""),
        (replace(ROUND, status=SUBMITTED), "2026-02-01", ""),
        (replace(ROUND, status=IN_PROGRESS, started_by="inspector-1"), "2026-02-01", "in_progress"),
        (replace(ROUND, status=IN_PROGRESS, started_by="inspector-1"), "2026-03-01", "overdue"),
        (replace(ROUND, performer="teacher-1"), "2026-02-01", ""),
    ],
)
def test_a_round_is_on_the_list_until_its_last_day_and_one_begun_until_it_is_signed(
    round_: Round, today: str, state: str
) -> None:
    assert state_on(round_, today) == state


@pytest.mark.parametrize(("in_force", "offered"), [((CHECKLIST.id,), True), (("another",), False), ((), True)])
def test_a_withdrawn_checklist_begins_no_new_round_and_what_has_begun_on_it_stays_on_the_list(
    in_force: tuple[str, ...], offered: bool
) -> None:
    begun = replace(ROUND, status=IN_PROGRESS, started_by="inspector-1")
    about = About("LJH", "Ljungholm", "Europe/Stockholm", "112", checklists=in_force)
    documents = holding(("round", "r", begun), ("municipality", "LJH", about))
    assert [checklist.id for _, checklist in startable(documents, INSPECTOR)] == [CHECKLIST.id] * offered
    assert [card.round.id for card in rounds_to_do(documents, INSPECTOR, "2026-02-01")] == ["r"]
