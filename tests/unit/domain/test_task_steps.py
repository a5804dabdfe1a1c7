"""The table of a task's life: where each step leads, from everywhere, and the words of every no."""

import pytest

from domain.tasks.people import may
from domain.tasks.steps import (
    ACKNOWLEDGED,
    CLOSED,
    DEFERRED,
    DISPUTED,
    DONE,
    DUPLICATE,
    ENDED,
    IN_PROGRESS,
    MADE_SAFE,
    NEW,
    OPEN,
    PASSED_ON,
    PAUSED,
    REOPENED,
    ROUTED,
    STATUSES,
    STEPS,
    VERIFIED,
    not_from_here,
)
from tests.unit.task_world import PEOPLE, POLICY, TaskWorld

LETTERS = dict(
    zip(
        "NROAIMPDTdvcup",
        (
            *(NEW, ROUTED, REOPENED, ACKNOWLEDGED, IN_PROGRESS, MADE_SAFE, PAUSED, DEFERRED, DISPUTED),
            *(DONE, VERIFIED, CLOSED, DUPLICATE, PASSED_ON),
        ),
        strict=True,
    )
)
LEADS = {  # out of:
    #            NROAIMPDTdvcup
    "acknowledge": "AAAAIMPDT.....",
    "start": "IIIIII.IT.....",
    "make_safe": "MMMMMMPDT.....",
    "do_step": "NROAIMPDT.....",
    "pause": "PPPPPPP.......",
    "resume": "......I.......",
    "defer": "DDDDDDDD......",
    "assign": "AAAAIMPDT.....",
    "estimate": "NROAIMPDTdvcup",
    "decide_cost": "NROAIMPDTdvcup",
    "hand_back": "TTTTTTTT......",
    "return": "NROAIMPDT.....",
    "answer_dispute": "NROAIMPDTdvcup",
    "decide_dispute": "NROAIMPDTdvcup",
    "correct": "NROAIMPD......",
    "answer_move": "NROAIMPD......",
    "place": "R.RAIMPD......",
    "pass_on": "ppppppppp.....",
    "mark_duplicate": "uuuuuuuu......",
    "finish": "ddddddddd.....",
    "verify": ".........v....",
    "reject": ".........O....",
    "not_fixed": ".........OO...",
    "reopen": ".........OOOOO",
    "comment": "NROAIMPDTdvcup",
    "close": ".........cc...",
}


@pytest.mark.parametrize("step", LEADS)
def test_every_step_leads_where_the_municipality_s_workflow_says(step: str) -> None:
    leads = {before: LETTERS.get(after, "") for before, after in zip(LETTERS.values(), LEADS[step], strict=True)}
    assert {status: STEPS[step].leads_to(status) for status in STATUSES} == leads


def test_the_table_is_complete() -> None:
    assert set(LEADS) == set(STEPS)
    assert set(STATUSES) == {*POLICY.enums["task_status"], PASSED_ON}
    assert set(OPEN).isdisjoint(ENDED)


@pytest.mark.parametrize("status", STATUSES)
def test_from_everywhere_the_life_goes_on_or_can_be_taken_up_again(status: str) -> None:
    """No status is a trap: an open task can be finished by its desk, an ended one can be opened again."""
    assert STEPS["finish" if status in OPEN else "reopen"].leads_to(status)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("step", STEPS)
def test_every_no_says_how_it_stands_who_did_that_and_what_to_do(step: str, status: str) -> None:
    refusal = not_from_here(status, step, "Fastighetsskötare norr")
    for words in (refusal.why, refusal.do):
        assert words.sv.endswith(".")
        assert words.en.endswith(".")
        assert words.sv != words.en
    assert "(Fastighetsskötare norr)" in refusal.why.sv
    assert "(Fastighetsskötare norr)" in refusal.why.en


def test_whoever_works_with_the_task_is_somebody_in_the_table() -> None:
    task = TaskWorld().reports()
    for person in PEOPLE:
        assert all(may(person, task, step) in (True, False) for step in STEPS)
    assert not any(may(person, task, "close") for person in PEOPLE)
