"""What a report demands of those who handle it: the duties by kind and answers, and by when."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.case_file import CaseFile
from domain.cases.lateness import calls, late_steps
from domain.cases.steps import PLAN
from domain.rounds.round import Round
from sync_server.cases.following import follow_report, insured_from
from tests.unit.case_town import NOW, REGISTER, TOWN, case_of, no_case, report

TALKS = {*PLAN, "cause", "police"}
DUTIES: list[tuple[str, dict[str, Any], set[str]]] = [
    ("threat", {"thr-04": ["verbal"], "thr-09": "none"}, TALKS),
    ("threat", {"thr-04": ["death"], "thr-09": "none"}, {*TALKS, "work_environment"}),
    ("threat", {"thr-04": ["insult"], "thr-07": "several"}, {*TALKS, "work_environment"}),
    ("threat", {"thr-04": ["insult"], "thr-09": "minor"}, {*TALKS, "social_insurance"}),
    ("threat", {"thr-04": ["violence"], "thr-09": "severe"}, {*TALKS, "work_environment", "social_insurance"}),
    ("damage", {"dam-01": "graffiti", "dam-05": "vandalism"}, {"police"}),
    ("damage", {"dam-01": "glass", "dam-05": "unknown"}, {"police"}),
    ("damage", {"dam-01": "glass", "dam-05": "storm"}, {"insurer"}),
    ("damage", {"dam-01": "fixture", "dam-05": "wear"}, set()),
    ("damage", {"dam-01": "glass", "dam-05": "vandalism", "dam-18": 19_999}, {"police"}),
    ("damage", {"dam-01": "glass", "dam-05": "vandalism", "dam-18": 20_000}, {"police", "insurer"}),
    ("burglary", {"bur-02": "burglary", "bur-13": ["none"]}, {"police", "insurer", "cause"}),
    ("burglary", {"bur-02": "theft", "bur-13": ["docs"]}, {"police", "data_protection", "cause"}),
    ("burglary", {"bur-02": "robbery"}, {"police", "work_environment", "cause"}),
    ("fire", {"inc-01": "fire", "inc-12": "none"}, {"fire_service", "insurer", "cause"}),
    ("fire", {"inc-01": "arson", "inc-12": "smoke"},
     {"fire_service", "insurer", "police", "social_insurance", "cause"}),
    ("fire", {"inc-01": "unwanted", "inc-12": "none"}, {"cause"}),
    ("fire", {"inc-01": "water", "inc-12": "none"}, {"insurer", "cause"}),
    ("fire", {"inc-01": "gas", "inc-12": "none"}, {"work_environment", "cause"}),
    ("key", {"key-01": "tag", "key-05": "lost"}, {"block_tag_or_card", "security_assessment", "decide_rekey"}),
    ("key", {"key-01": "key", "key-05": "stolen"}, {"security_assessment", "decide_rekey", "police"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "answers", "steps"), DUTIES)
def test_a_report_asks_for_what_its_kind_and_answers_demand(kind: str, answers: dict, steps: set[str]) -> None:
    assert {step.do for step in case_of(kind, answers).steps} == steps


def test_the_sum_from_which_the_insurer_is_told_is_the_policys() -> None:
    assert insured_from(TOWN.policy) == TOWN.policy.rest["external_reports"]["insurer"]["prompt"]["otherwise_from_sek"]


SERIOUS = {"thr-02": "2026-11-23T08:15:00+00:00", "thr-04": ["weapon"], "thr-09": "shock"}
TIMES = [
    ("contact", "", "2026-11-23T23:59:59+01:00"),
    ("support", "", "2026-11-23T23:59:59+01:00"),
    ("repetition", "", "2026-11-23T23:59:59+01:00"),
    ("work_environment", "2026-11-23T23:59:59+01:00", "2026-11-24T10:00:00+01:00"),
    ("social_insurance", "2026-11-24T23:59:59+01:00", ""),
    ("police", "2026-11-24T23:59:59+01:00", ""),
    ("next_day", "", "2026-11-24T23:59:59+01:00"),
    ("talk_1", "", "2026-11-30T10:00:00+01:00"),
    ("safety_rep", "2026-11-30T10:00:00+01:00", ""),
    ("cause", "", "2026-12-07T10:00:00+01:00"),
    ("talk_2", "", "2027-01-04T10:00:00+01:00"),
]


def test_the_clock_of_a_threat_runs_from_when_it_became_known() -> None:
    case = case_of("threat", SERIOUS)
    assert [(step.do, step.aim, step.by) for step in case.steps] == TIMES
    assert (case.happened_at, case.opened_at[:16]) == (SERIOUS["thr-02"], NOW[:16])


def test_a_data_breach_has_seventy_two_hours_also_over_a_weekend() -> None:
    case = case_of("burglary", {"bur-02": "theft", "bur-13": ["docs"]}, known="2026-11-20T20:00:00+00:00")
    step = case.step("data_protection")
    assert step
    assert step.by == "2026-11-23T21:00:00+01:00"


def test_an_hour_is_an_hour_over_the_night_when_the_clocks_change() -> None:
    step = case_of("threat", SERIOUS, known="2026-10-24T12:00:00+00:00").step("work_environment")
    assert step
    assert step.by == "2026-10-25T13:00:00+01:00"


ANSWERED: list[tuple[str, dict[str, Any], dict[str, str], str, dict[str, str]]] = [
    ("threat", {**SERIOUS, "thr-16": "done", "thr-17": "2026-11-23T12:00:00+01:00"}, {"thr-17": "AV-2026/1"},
     "work_environment", {"reference": "AV-2026/1", "done_at": "2026-11-23T12:00:00+01:00"}),
    ("threat", {**SERIOUS, "thr-16": "done", "thr-17": "2026-11-23T12:00:00+01:00"}, {},
     "work_environment", {"reference": "", "done_at": ""}),
    ("threat", {**SERIOUS, "thr-16": "not_needed", "thr-18": "Ingen fara"}, {},
     "work_environment", {"waived": "Ingen fara"}),
    ("threat", {**SERIOUS, "thr-16": "done", "thr-18": "Ingen fara"}, {}, "work_environment", {"waived": ""}),
    ("threat", {**SERIOUS, "thr-19": "done", "thr-20": "5000-K123456-26"}, {}, "police",
     {"reference": "5000-K123456-26"}),
    ("threat", {**SERIOUS, "thr-19": "declined"}, {"thr-19": "Den drabbade vill inte"}, "police",
     {"waived": "Den drabbade vill inte"}),
    ("threat", {**SERIOUS, "thr-19": "declined"}, {}, "police", {"waived": "", "done_at": ""}),
    ("threat", {**SERIOUS, "thr-14": "2026-11-23T11:00:00+01:00"}, {}, "contact",
     {"done_at": "2026-11-23T11:00:00+01:00"}),
    ("threat", {**SERIOUS, "thr-21": "no"}, {}, "social_insurance", {"done_at": ""}),
    ("damage", {"dam-01": "glass", "dam-05": "unknown", "dam-16": "not_crime"}, {}, "police",
     {"waived": "Inte brott (slitage, väder, olycka)"}),
    ("fire", {"inc-01": "fire", "inc-14": "yes"}, {}, "fire_service", {"done_at": NOW}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "answers", "notes", "do", "fields"), ANSWERED)
def test_what_the_form_says_was_done_is_done_in_the_case(
    kind: str, answers: dict, notes: dict, do: str, fields: dict[str, str]
) -> None:
    step = case_of(kind, answers, notes).step(do)
    assert step
    assert {name: getattr(step, name) for name in fields} == fields
    assert step.since


def test_more_answers_keep_what_was_done_in_the_case_and_its_times() -> None:
    first = case_of("threat", {"thr-04": ["verbal"]})
    later = datetime.fromisoformat("2026-11-25T09:00:00+00:00")
    [second] = follow_report(REGISTER, lambda _: first, report("threat", SERIOUS), later)
    assert isinstance(second, CaseFile)
    assert [second.step(step.do) for step in first.steps] == list(first.steps)
    added = second.step("work_environment")
    assert added
    assert added.by == "2026-11-26T10:00:00+01:00"
    assert second.repetition == ""


def test_a_report_that_is_not_sent_has_no_case_and_neither_has_a_round() -> None:
    draft = report("threat", SERIOUS)
    assert follow_report(REGISTER, no_case, replace(draft, parts_done=()), _now()) == ()
    ordinary = Round("x", "B01", "sba-monthly", "2026:1", submitted_at=NOW)
    assert follow_report(REGISTER, no_case, ordinary, _now()) == ()


def test_only_a_restricted_case_has_a_log() -> None:
    assert [made.kind for made in follow_report(REGISTER, no_case, report("threat", SERIOUS), _now())] == [
        "case",
        "case_log",
    ]
    assert [made.kind for made in follow_report(REGISTER, no_case, report("damage", {}), _now())] == ["case"]


@pytest.mark.parametrize(
    ("kind", "answers", "is_there"),
    [
        ("damage", {"dam-01": "vehicle", "dam-05": "unknown"}, True),
        ("damage", {"dam-01": "glass", "dam-05": "owner_contractor"}, True),
        ("damage", {"dam-01": "glass", "dam-05": "vandalism"}, False),
    ],
)
def test_a_third_party_is_seen_in_the_answers(kind: str, answers: dict, *, is_there: bool) -> None:
    assert case_of(kind, answers).third_party is is_there


def test_the_manager_is_reminded_first_and_the_coordinator_told_when_it_is_late() -> None:
    case = case_of("threat", SERIOUS)
    of = {
        do: [(call.role, call.at, call.late) for call in calls(case) if call.do == do] for do in ("contact", "talk_1")
    }
    assert of["contact"] == [
        ("unit_manager", "2026-11-23T14:00:00+01:00", False),
        ("unit_manager", "2026-11-23T23:59:59+01:00", True),
        ("safety_coordinator", "2026-11-23T23:59:59+01:00", True),
    ]
    assert [role for role, _, late in of["talk_1"] if late] == ["unit_manager", "safety_coordinator"]


@given(st.integers(0, 60 * 24 * 50))
def test_every_late_step_is_told_the_coordinator_and_nobody_is_told_late_before_it_is(minutes: int) -> None:
    case, now = case_of("threat", SERIOUS), _now() + timedelta(minutes=minutes)
    told = {
        call.do
        for call in calls(case)
        if call.late and call.role == "safety_coordinator" and datetime.fromisoformat(call.at) < now
    }
    assert told == {step.do for step in late_steps(case, now)}


def _now() -> datetime:
    return datetime.fromisoformat(NOW)
