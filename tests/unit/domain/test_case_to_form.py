"""What has been said in the case is offered in the handler's part of the form, and nothing that has not been said."""

from dataclasses import replace
from typing import Any

import pytest

from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.to_form import known_answer
from tests.unit.case_town import FORMS, case_of
from tests.unit.domain.test_form_tasks import NOW, TOWN

NUMBER = "5000-K123456-26"
SERIOUS: dict[str, Any] = {"thr-04": ["weapon"], "thr-09": "shock"}


def with_taken(case: CaseFile, do: str, reference: str = "", **fields: str) -> CaseFile:
    return replace(case, steps=(CaseStep(do, reference=reference, **(fields or {"done_at": NOW})),))


def known(kind: str, case: CaseFile, point: str) -> Any:
    checklist = TOWN.checklists[FORMS[kind]]
    return known_answer(case, checklist, checklist.points[point])


# The form, the step and its reference; the point, and what is offered there.
OFFERED = [
    ("threat", "contact", "", "thr-14", NOW),
    ("threat", "work_environment", "AV-1", "thr-16", "done"),
    ("threat", "work_environment", "AV-1", "thr-17", NOW),
    ("threat", "police", NUMBER, "thr-19", "done"),
    ("threat", "police", NUMBER, "thr-20", NUMBER),
    ("threat", "social_insurance", "", "thr-21", "yes"),
    ("threat", "repetition", "high", "thr-22", "high"),
    ("threat", "safety_rep", "", "thr-25", "yes"),
    ("fire", "fire_service", "", "inc-14", "yes"),
    ("burglary", "police", NUMBER, "bur-14", "done"),
    ("burglary", "insurer", "", "bur-19", NOW),
    ("key", "block_tag_or_card", "", "key-07", NOW),
]


@pytest.mark.parametrize(("kind", "do", "reference", "point", "offered"), OFFERED)
def test_what_a_taken_step_says_is_offered_and_nothing_before_it_is_taken(
    kind: str, do: str, reference: str, point: str, offered: str
) -> None:
    case = case_of("threat", SERIOUS)
    assert known(kind, with_taken(case, do, reference), point) == offered
    assert known(kind, with_taken(case, do, since=NOW), point) is None, "an open step says nothing"


@pytest.mark.parametrize("point", ["thr-15", "thr-18", "thr-23", "thr-24"])
def test_what_no_step_tells_is_not_offered(point: str) -> None:
    case = case_of("threat", SERIOUS)
    taken = replace(case, steps=tuple(replace(step, done_at=NOW, text="Ord") for step in case.steps))
    assert known("threat", taken, point) is None


def test_a_step_that_was_left_out_is_not_offered_as_done() -> None:
    case = with_taken(case_of("threat", SERIOUS), "police", waived="Vill inte")
    assert known("threat", case, "thr-19") is None


def test_a_decision_that_the_case_does_not_tell_is_not_offered() -> None:
    assert known("key", with_taken(case_of("threat", SERIOUS), "decide_rekey"), "key-09") is None
