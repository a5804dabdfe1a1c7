"""What becomes of a finding: the right desk, the rule that decided, and deadlines in working time."""

from datetime import datetime
from typing import Any

import pytest

from domain.clocks.due_steps import due_steps
from domain.findings import Finding
from domain.rounds.round import Answer, Round
from domain.tasks.task import CLOSED, NEW, ROUTED
from sync_server.register.register import Register
from sync_server.sync.followup import follow_up
from tests.server_fixtures import demo_municipality
from tests.unit.working_hours import HIGH, WORKING


@pytest.fixture(scope="module")
def register() -> Register:
    return Register(demo_municipality())


def finding(component: str, severity: str = "high", **more: Any) -> Finding:
    known: dict[str, Any] = {"building": "B01", "found_at": "2026-11-23T09:00:00+01:00"} | more
    return Finding("F1", component=component, text="x", severity=severity, reporter="inspector-b01",
                   reporter_title="Kontrollant", reporter_org="ORG-BUN", **known)  # fmt: skip


DESKS = {
    "the owner repairs": (finding("FIR.EXT.PRT", space="B01-COR1"), "ORG-TF", "ORG-TF", ROUTED),
    "an override turns it": (finding("FIR.EXT.PRT", building="B05"), "ORG-OMS", "ORG-OMS", ROUTED),
    "a landlord without login: the user follows up": (
        finding("BLD.DOR.EXT", building="B11", space="B11-REC", case={"cause": "wear"}),
        "ORG-KVF",
        "ORG-SOC",
        ROUTED,
    ),
    "a leaseholder without login: the owner follows up": (
        finding("FIR.EXT.PRT", building="B04", space="B04-CAF"),
        "ORG-CAFE",
        "ORG-TF",
        ROUTED,
    ),
    "no rule at all: triage at the owner": (finding("XYZ.NON", space="B01-KLS"), "ORG-TF", "ORG-TF", NEW),
    "fixed on the spot: closed": (finding("FIR.EXT.PRT", fixed_on_spot=True), "ORG-TF", "ORG-TF", CLOSED),
    "an observation: closed": (finding("FIR.EXT.PRT", "observation"), "ORG-TF", "ORG-TF", CLOSED),
}


@pytest.mark.parametrize(("found", "org", "desk", "status"), DESKS.values(), ids=DESKS)
def test_no_finding_is_without_a_desk_that_can_sign_in(
    register: Register, found: Finding, org: str, desk: str, status: str
) -> None:
    kept, task = follow_up(register, found, 7)
    assert (task.org, task.desk, task.status, task.number) == (org, desk, status, 7)
    assert register.municipality.organisations[task.desk].can_login
    assert kept.task == task.id
    assert task.why.sv
    assert task.why.en


DEADLINES = {
    "high, on a Monday morning": ("high", "2026-11-23T09:00:00+01:00", ["11-23T13", "11-24T09", "11-26T09"]),
    "high, on Friday afternoon": ("high", "2026-11-20T15:00:00+01:00", ["11-23T10", "11-23T15", "11-25T15"]),
    "high, on the eve of Christmas Eve": ("high", "2026-12-23T15:00:00+01:00", ["12-28T10", "12-28T15", "12-30T15"]),
    "high, before Midsummer": ("high", "2026-06-18T15:00:00+02:00", ["06-22T10", "06-22T15", "06-24T15"]),
    "critical, at night": ("critical", "2026-11-22T02:00:00+01:00", ["11-22T03", "11-22T04", "11-23T02"]),
    "observation": ("observation", "2026-11-23T09:00:00+01:00", ["", "", ""]),
}


@pytest.mark.parametrize(("severity", "at", "expected"), DEADLINES.values(), ids=DEADLINES)
def test_deadlines_follow_policy_and_the_swedish_calendar(
    register: Register, severity: str, at: str, expected: list[str]
) -> None:
    _, task = follow_up(register, finding("FIR.EXT.PRT", severity, found_at=at), 1)
    deadlines = [task.acknowledge_by, task.make_safe_by, task.resolve_by]
    assert [deadline[5:13] for deadline in deadlines] == expected


def test_a_time_on_another_clock_gives_the_same_deadlines(register: Register) -> None:
    _, stockholm = follow_up(register, finding("FIR.EXT.PRT", found_at="2026-11-23T09:00:00+01:00"), 1)
    _, utc = follow_up(register, finding("FIR.EXT.PRT", found_at="2026-11-23T08:00:00+00:00"), 1)
    assert stockholm.resolve_by == utc.resolve_by


STARTS = {
    "the server had it later": ("2026-11-23T09:00:00+01:00", "2026-11-24T08:00:00+00:00", "2026-11-24T08:00:00+00:00"),
    "a phone whose clock is a year slow": (
        "2025-11-23T09:00:00+01:00",
        "2026-11-23T08:00:00+00:00",
        "2026-11-23T08:00:00+00:00",
    ),
    "never before anything was found": (
        "2026-11-23T09:00:00+01:00",
        "2026-11-23T07:00:00+00:00",
        "2026-11-23T09:00:00+01:00",
    ),
}


@pytest.mark.parametrize(("found", "received", "start"), STARTS.values(), ids=STARTS)
def test_the_clock_starts_when_the_server_has_it_and_never_before_it_was_found(
    register: Register, found: str, received: str, start: str
) -> None:
    _, task = follow_up(register, finding("FIR.EXT.PRT", found_at=found), 1, received)
    assert task.clock_start == start
    expected = due_steps(HIGH, None, datetime.fromisoformat(start), WORKING)
    assert [(step.do, step.by) for step in task.steps] == [(step.do, step.by) for step in expected]


SITUATIONS = {
    "offensive graffiti is graver than it was said to be": (
        finding("GRF.FAC", "low", attributes=("offensive",)),
        "graffiti_offensive",
        "high",
        True,
    ),
    "graffiti that was only noted still has to go": (
        finding("GRF.FAC", "observation"),
        "graffiti_ordinary",
        "low",
        False,
    ),
    "a disconnected alarm": (finding("FIR.ALM.CIE", "critical"), "fire_system_off", "critical", True),
    "an alarm whose battery is low": (finding("FIR.ALM.CIE", "high"), "", "high", True),
    "a forced door": (
        finding("BLD.DOR.EXT", "high", case={"cause": "burglary"}),
        "shell_open_after_burglary",
        "critical",
        True,
    ),
    "a lost key, from its form": (
        finding("LCK.CYL", "medium", checklist="incident-lost-key", version="2026:1"),
        "lost_key",
        "medium",
        False,
    ),
    "nothing special": (finding("FIR.EXT.PRT", "medium"), "", "medium", False),
}


@pytest.mark.parametrize(("found", "special", "severity", "safe_first"), SITUATIONS.values(), ids=SITUATIONS)
def test_a_situation_s_ordered_steps_stand_on_the_task(
    register: Register, found: Finding, special: str, severity: str, safe_first: bool
) -> None:
    _, task = follow_up(register, found, 1)
    assert (task.special, task.severity, task.status) == (special, severity, ROUTED)
    known = register.municipality.policy.special_deadline(special)
    assert bool(known) is bool(special)
    if known:
        assert [step.do for step in task.steps][1:] == [step.do for step in known.steps]
    assert task.terms.safe_first is safe_first


def test_the_form_says_how_grave_a_lost_key_is(register: Register) -> None:
    checklist = register.municipality.checklists["incident-lost-key"]
    given = {"key-03": Answer("master", "2026-11-23T09:00:00+01:00", "inspector-b01")}
    form = Round("R", "B01", checklist.id, checklist.version, "submitted", answers=given)
    found = finding("LCK.CYL", "low", checklist=checklist.id, version=checklist.version)
    _, task = follow_up(register, found, 1, form=form)
    assert (task.severity, task.special) == ("critical", "lost_key")
