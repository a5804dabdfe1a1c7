"""What policy says of situations, escalation and days off: read, checked, and carried to the phones."""

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.clocks.escalation import Overdue, Unacknowledged
from domain.clocks.special import Match, SpecialStep
from domain.policy import Policy, working_time
from domain.records import from_plain, to_plain
from sync_server.content import DEMO, ContentError, load_municipality
from sync_server.content.free_days import free_days
from tests.unit.working_hours import STOCKHOLM, WORKING

POLICY = load_municipality().policy


def test_the_situations_are_read_in_their_order_with_their_ordered_steps() -> None:
    assert [special.id for special in POLICY.special_deadlines] == [
        *("graffiti_offensive", "graffiti_ordinary", "shell_open_after_burglary", "lost_key"),
        "fire_system_off",
    ]
    graffiti = POLICY.special_deadline("graffiti_ordinary")
    assert graffiti
    assert (graffiti.match, graffiti.clock, graffiti.severity) == (Match("GRF", (), "ordinary"), "working_days", "low")
    assert graffiti.steps[1:] == (SpecialStep("police_report", "P2D"), SpecialStep("remove", "P2D"))
    assert graffiti.may_pause_for[:2] == ("weather_below_5c", "heavy_rain")


def test_the_escalation_is_read() -> None:
    assert POLICY.escalation.critical_unacknowledged[0] == Unacknowledged("PT30M", "duty_officer")
    assert POLICY.escalation.overdue[1] == Overdue(150, "head_of_administration")
    assert {"special_deadlines", "escalation"}.isdisjoint(POLICY.rest)


def test_the_policy_comes_back_from_json_as_it_was() -> None:
    assert from_plain(Policy, json.loads(json.dumps(to_plain(POLICY)))) == POLICY


def test_a_phone_that_has_no_calendar_counts_the_same_days() -> None:
    sent = replace(POLICY, free_days=free_days(POLICY.working_time.holidays, 2026))
    phone = working_time(sent.working_time, STOCKHOLM, sent.is_free)
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert [day for day in days if phone.is_working_day(day) != WORKING.is_working_day(day)] == []


def test_days_off_are_those_between_monday_and_friday_of_four_years() -> None:
    known = free_days("swedish_public_holidays_and_eves", 2026)
    assert [day for day in known if day.startswith("2026")] == [
        *("2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19"),
        *("2026-12-24", "2026-12-25", "2026-12-31"),
    ]
    assert (known[0], known[-1]) == ("2025-01-01", "2028-12-26")
    assert "2026-12-24" not in free_days("swedish_public_holidays", 2026)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("{do: remove, within: P2D}", "{do: remove, within: P2D, who: me}", "who: is an unknown field; "),
        ("{do: police_report, within: P2D}", "{do: police_report}", "within: is missing; add 'within:'"),
        ("{do: remove, within: P2D}", "{do: remove, within: 2 days}", "within: '2 days' is not a duration; "),
        ("{do: remove, within: P2D}", "{do: remove, within: P2M}", "within: 'P2M' has no fixed length; days or less"),
        ("{do: remove, within: P2D}", '{do: remove, within: ""}', "within: is empty; a duration of days or less"),
        ("{do: remove, within", "{do: police_report, within", "do: 'police_report' is already the do of another step"),
        ("clock: working_days", "clock: working_weeks", "clock: 'working_weeks' is not a known clock; did you mean"),
        (
            "    severity: high\n    local",
            "    severity: hi\n    local",
            "severity: 'hi' is not a known severity; ",
        ),
        ("severity_from: key_level", "severity_from: key_size", "severity_from: 'key_size' is not a known answer to"),
        ("cause: burglary}", "cause: burglery}", "cause: 'burglery' is not a known cause; did you mean 'burglary'?"),
        ("match: {incident_form: incident-lost-key}", "match: {cause: theft}", "match: names no component and no form"),
        ("match: {incident_form: incident-lost-key}", "match: {form: x}", "form: is an unknown field; "),
        (
            "- id: graffiti_ordinary",
            "- id: graffiti_offensive",
            "id: 'graffiti_offensive' is already the id of",
        ),
        ("to: duty_officer", "to: duty_oficer", "to: 'duty_oficer' is not a known role; did you mean 'duty_officer'?"),
        ("{after: PT30M, to", "{after: 30 min, to", "after: '30 min' is not a duration; "),
        ("at_percent: 100", "at_percent: 50", "at_percent: 50 is before the deadline; 100 or more"),
        ("at_percent: 100", "at_percent: all", "at_percent: is the text 'all', not a number; "),
        ("resolve: P60D", "resolve: P2M", "resolve: 'P2M' has no fixed length; days or less, such as P20D or PT4H"),
        (
            "holidays: swedish_public_holidays_and_eves ",
            "holidays: swedish ",
            "holidays: 'swedish' is not a known",
        ),
        ("days: [mon,", "days: [måndag,", "days: 'måndag' is not a known day; "),
    ],
)
def test_a_mistake_in_the_policy_s_deadlines_is_told_by_file_line_and_field(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    folder = Path(shutil.copytree(DEMO, tmp_path / "data"))
    policy = folder / "policy.yaml"
    before, found, after = policy.read_text("utf-8").partition(right)
    assert found
    policy.write_text(before + wrong + after, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_municipality(folder)
    (problem,) = caught.value.problems
    assert (problem.file, abs(problem.line - before.count("\n") - 1) <= 1) == ("policy.yaml", True), problem
    assert str(problem).split(": ", 1)[1].startswith(told)
