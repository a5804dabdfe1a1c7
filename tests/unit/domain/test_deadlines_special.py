"""Situations with steps of their own, as the demo municipality's policy has them."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.clocks.due_steps import as_deadlines, due_steps, taken_over
from domain.clocks.special import (
    Match,
    Situation,
    SpecialDeadline,
    SpecialStep,
    severity_of,
    special_for,
    special_of_finding,
    step_words,
    waits_for,
)
from sync_server.content import load_municipality
from tests.unit.working_hours import WORKING, local, pause, wall_time

POLICY = load_municipality().policy
GRAVEST_FIRST = POLICY.gravest_first

MATCHES = [
    (Situation("GRF.FAC", attribute="offensive"), "graffiti_offensive"),
    (Situation("GRF.POS.FAC", attribute="offensive"), "graffiti_offensive"),
    (Situation("GRF", attribute="offensive"), "graffiti_offensive"),
    (Situation("GRF.FAC", attribute="ordinary"), "graffiti_ordinary"),
    (Situation("GRF.FAC"), "graffiti_ordinary"),  # nobody has marked it
    (Situation("GRFX.FAC", attribute="offensive"), ""),
    (Situation(attribute="offensive"), ""),
    (Situation("BLD.DOR.EXT", cause="burglary"), "shell_open_after_burglary"),
    (Situation("BLD.GLS.EXT.PANE", cause="burglary"), "shell_open_after_burglary"),
    (Situation("BLD.DOR.EXT", cause="wear"), ""),
    (Situation("BLD.DOR.EXT"), ""),
    (Situation("BLD.DOR", cause="burglary"), ""),
    (Situation("FIR.ALM.CIE"), "fire_system_off"),
    (Situation("FIR.EXT.SPR", cause="unknown"), "fire_system_off"),
    (Situation("FIR.ALM"), ""),
    (Situation("LCK.KEY", incident_form="incident-lost-key"), "lost_key"),
    (Situation(incident_form="incident-lost-key"), "lost_key"),
    (Situation("LCK.KEY"), ""),
    (Situation(), ""),
]


@pytest.mark.parametrize(("situation", "expected"), MATCHES)
def test_a_case_is_the_situation_whose_every_condition_it_meets(situation: Situation, expected: str) -> None:
    special = special_for(POLICY.special_deadlines, situation)
    assert (special.id if special else "") == expected


@pytest.mark.parametrize(
    ("situation", "stated", "expected"),
    [
        (Situation("FIR.ALM.CIE"), "critical", "fire_system_off"),
        (Situation("FIR.ALM.CIE"), "high", ""),  # a battery that is low, an audit that is overdue: it is still on
        (Situation("FIR.EXT.SPR"), "medium", ""),
        (Situation("GRF.FAC", attribute="offensive"), "low", "graffiti_offensive"),
        (Situation("GRF.FAC"), "observation", "graffiti_ordinary"),
        (Situation("BLD.DOR.EXT", cause="burglary"), "high", "shell_open_after_burglary"),
        (Situation("LCK.CYL", incident_form="incident-lost-key"), "low", "lost_key"),
        (Situation("FIR.EXT.PRT"), "critical", ""),
    ],
)
def test_a_state_of_a_component_is_not_everything_that_can_be_wrong_with_it(
    situation: Situation, stated: str, expected: str
) -> None:
    special = special_of_finding(POLICY.special_deadlines, situation, stated, GRAVEST_FIRST)
    assert (special.id if special else "") == expected


def test_of_several_the_first_that_is_written_applies() -> None:
    wide, narrow = (
        SpecialDeadline(code, Match(component_prefix=code), (SpecialStep("x", "P1D"),), "wall")
        for code in ("GRF", "GRF.FAC")
    )
    case = Situation("GRF.FAC")
    assert special_for((wide, narrow), case) == wide
    assert special_for((narrow, wide), case) == narrow


DUE = {
    # 2026-11-27 is a Friday, 2026-12-23 a Wednesday before three days off.
    "offensive graffiti": (
        ("high", Situation("GRF.FAC", attribute="offensive"), "2026-11-27T15:00"),
        [
            ("acknowledge", "2026-11-30T10:00"),
            ("photo_documentation", "2026-11-30T10:00"),
            ("police_report", "2026-11-30T15:00"),
            ("cover_or_remove", "2026-11-30T15:00"),
        ],
    ),
    "offensive graffiti before Christmas": (
        ("high", Situation("GRF.FAC", attribute="offensive"), "2026-12-23T15:00"),
        [
            ("acknowledge", "2026-12-28T10:00"),
            ("photo_documentation", "2026-12-28T10:00"),
            ("police_report", "2026-12-28T15:00"),
            ("cover_or_remove", "2026-12-28T15:00"),
        ],
    ),
    "ordinary graffiti: someone takes it on before the photos are due": (
        ("low", Situation("GRF.FAC"), "2026-11-27T15:00"),
        [
            ("acknowledge", "2026-11-30T15:00"),
            ("photo_documentation", "2026-11-30T15:00"),
            ("police_report", "2026-12-01T15:00"),
            ("remove", "2026-12-01T15:00"),
        ],
    ),
    "a shell open after burglary, on the night when the clocks go back": (
        ("critical", Situation("BLD.DOR.EXT", cause="burglary"), "2026-10-24T22:00"),
        [
            ("acknowledge", "2026-10-24T23:00"),
            ("close_provisionally", "2026-10-25T02:00"),
            ("guard_until_closed", "2026-10-24T23:00"),
            ("police_report", "2026-10-25T21:00"),
            ("repair", "2026-10-29T21:00"),
        ],
    ),
    "a lost master key": (
        ("critical", Situation(incident_form="incident-lost-key"), "2026-11-27T15:00"),
        [
            ("acknowledge", "2026-11-27T15:30"),
            ("block_tag_or_card", "2026-11-27T16:00"),
            ("security_assessment", "2026-11-28T15:00"),
            ("decide_rekey", "2026-11-30T15:00"),
        ],
    ),
    "the fire alarm off on Christmas Eve": (
        ("critical", Situation("FIR.ALM.CIE"), "2026-12-24T12:00"),
        [
            ("acknowledge", "2026-12-24T13:00"),
            ("compensating_measures", "2026-12-24T13:00"),
            ("inform_fire_service_if_connected", "2026-12-24T13:00"),
            ("restore", "2026-12-25T12:00"),
        ],
    ),
    "no situation": (
        ("high", Situation("FIR.EXT.PRT"), "2026-11-27T15:00"),
        [
            ("acknowledge", "2026-11-30T10:00"),
            ("make_safe", "2026-11-30T15:00"),
            ("resolve", "2026-12-02T15:00"),
        ],
    ),
    "medium has nothing to make safe": (
        ("medium", Situation("FIR.EXT.PRT"), "2026-11-27T15:00"),
        [("acknowledge", "2026-12-01T15:00"), ("resolve", "2026-12-29T15:00")],
    ),
    "an observation needs nothing": (("observation", Situation("FIR.EXT.PRT"), "2026-11-27T15:00"), []),
}


def steps_of(severity: str, situation: Situation, found: str, *pauses: tuple[str, str]):
    known = POLICY.severity(severity)
    assert known
    special = special_for(POLICY.special_deadlines, situation)
    still = [pause(*span) for span in pauses]
    return due_steps(known.clock, special, local(found), WORKING, still, critical=severity == "critical")


@pytest.mark.parametrize(("asked", "expected"), DUE.values(), ids=DUE)
def test_a_situation_s_steps_stand_for_making_safe_and_resolving(asked, expected) -> None:
    assert [(step.do, wall_time(step.by)) for step in steps_of(*asked)] == expected


def test_a_pause_moves_the_steps_and_never_the_first_answer_to_a_danger() -> None:
    span = ("2026-11-23T10:10", "2026-11-24T10:10")
    resolve = Situation("FIR.EXT.PRT")
    critical = steps_of("critical", resolve, "2026-11-23T10:00", span)
    assert [wall_time(step.by) for step in critical] == ["2026-11-23T10:30", "2026-11-23T12:00", "2026-11-25T10:00"]
    high = steps_of("high", resolve, "2026-11-23T10:00", span)
    assert [wall_time(step.by) for step in high] == ["2026-11-24T14:00", "2026-11-25T10:00", "2026-11-27T10:00"]


def test_a_task_shows_the_last_of_the_steps_as_the_time_to_resolve_it() -> None:
    steps = steps_of("critical", Situation("BLD.DOR.EXT", cause="burglary"), "2026-11-23T10:00")
    shown = as_deadlines(steps)
    assert (wall_time(shown.acknowledge_by), shown.make_safe_by, wall_time(shown.resolve_by)) == (
        *("2026-11-23T10:30", ""),
        "2026-11-28T10:00",
    )
    ordinary = as_deadlines(steps_of("high", Situation(), "2026-11-23T10:00"))
    assert wall_time(ordinary.make_safe_by) == "2026-11-24T10:00"
    assert as_deadlines(()).resolve_by == ""


@pytest.mark.parametrize(
    ("accepted", "resolve"),
    [
        ("2026-11-23T11:00", "2026-11-26T10:00"),  # most of it is left
        ("2026-11-24T14:30", "2026-11-26T10:00"),  # half of it to the minute
        ("2026-11-25T10:00", "2026-11-26T14:30"),
        ("2026-11-27T10:00", "2026-11-30T14:30"),  # late already
    ],
)
def test_who_takes_a_task_over_has_at_least_half_of_the_time(accepted: str, resolve: str) -> None:
    steps = steps_of("high", Situation(), "2026-11-23T10:00")
    moved = taken_over(steps, local(accepted), WORKING)
    assert wall_time(as_deadlines(moved).resolve_by) == resolve
    assert all(
        datetime.fromisoformat(after.by) >= datetime.fromisoformat(before.by)
        for before, after in zip(steps, moved, strict=True)
    )


KEY = Situation(incident_form="incident-lost-key")
GRAFFITI = Situation("GRF.FAC", attribute="offensive")


@pytest.mark.parametrize(
    ("situation", "stated", "severity"),
    [
        (GRAFFITI, "low", "high"),
        (GRAFFITI, "", "high"),
        (GRAFFITI, "critical", "critical"),
        (Situation("GRF.FAC"), "medium", "medium"),
        (Situation("FIR.ALM.CIE"), "high", "critical"),
        (Situation("FIR.EXT.PRT"), "medium", "medium"),
        (Situation("FIR.EXT.PRT"), "", ""),
        (replace(KEY, key_level="master"), "low", "critical"),
        (replace(KEY, key_level="group"), "high", "critical"),
        (replace(KEY, key_level="shell"), "", "high"),
        (replace(KEY, key_level="unknown"), "low", "high"),
        (replace(KEY, key_level="single"), "", "low"),
        (replace(KEY, key_level="single"), "high", "high"),
        (KEY, "medium", "medium"),
        (Situation("FIR.EXT.PRT", key_level="master"), "low", "low"),
    ],
)
def test_a_situation_makes_a_case_graver_and_never_milder(situation: Situation, stated: str, severity: str) -> None:
    special = special_for(POLICY.special_deadlines, situation)
    assert severity_of(special, stated, situation, GRAVEST_FIRST) == severity


@pytest.mark.parametrize(
    ("special_id", "do", "done", "waits"),
    [
        ("graffiti_offensive", "photo_documentation", (), ()),
        ("graffiti_offensive", "police_report", (), ("photo_documentation",)),
        ("graffiti_offensive", "cover_or_remove", (), ("photo_documentation", "police_report")),
        ("graffiti_ordinary", "remove", ("photo_documentation",), ("police_report",)),
        ("graffiti_ordinary", "remove", ("police_report", "photo_documentation"), ()),
        ("shell_open_after_burglary", "guard_until_closed", (), ()),
        ("shell_open_after_burglary", "police_report", (), ()),
        ("shell_open_after_burglary", "repair", (), ("police_report",)),
        ("fire_system_off", "restore", (), ()),
        ("lost_key", "decide_rekey", (), ()),
    ],
)
def test_evidence_comes_before_what_destroys_it(special_id: str, do: str, done, waits) -> None:
    special = POLICY.special_deadline(special_id)
    assert special
    assert waits_for(do, [step.do for step in special.steps], done) == waits


def test_every_step_of_the_policy_has_words_in_both_languages() -> None:
    steps = [step.do for special in POLICY.special_deadlines for step in special.steps]
    assert [do for do in steps if step_words(do).sv == step_words(do).en] == []
    assert step_words("call_the_mayor").sv == "call the mayor"
