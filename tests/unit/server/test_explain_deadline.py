"""`rond explain deadline`: what it prints, for people and for programs, and which questions make no sense."""

import json
from typing import Any

import pytest

from sync_server.command import main

Shell = pytest.CaptureFixture[str]
DEADLINE = ["explain", "deadline"]
BEFORE_CHRISTMAS = ["--severity", "high", "--found", "2026-12-23T15:00"]
OFFENSIVE = ["--component", "GRF.FAC", "--attribute", "offensive"]


def as_json(capsys: Shell, *args: str) -> dict[str, Any]:
    assert main([*DEADLINE, "--json", *args]) == 0
    return json.loads(capsys.readouterr().out)


def steps(capsys: Shell, *args: str) -> dict[str, str]:
    return {step["do"]: step["due"] for step in as_json(capsys, *args)["steps"]}


def test_the_steps_are_told_to_other_programs_with_their_offset(capsys: Shell) -> None:
    answer = as_json(capsys, *BEFORE_CHRISTMAS)
    assert answer["steps"] == [
        {"do": "acknowledge", "due": "2026-12-28T10:00:00+01:00"},
        {"do": "make_safe", "due": "2026-12-28T15:00:00+01:00"},
        {"do": "resolve", "due": "2026-12-30T15:00:00+01:00"},
    ]
    assert (answer["severity"], answer["special"], answer["found"]) == ("high", None, "2026-12-23T15:00:00+01:00")
    assert answer["escalation"][-1] == {
        **{"at": "2027-01-07T15:00:00+01:00", "to": "safety_coordinator"},
        **{"about": "resolve", "percent": 200},
    }
    assert answer["why"]["resolve"] == {
        "sv": "inom 3 arbetsdagar (07:00-16:00); torsdag 24 december och fredag 25 december räknas inte",
        "en": "within 3 working days (07:00-16:00); Thursday 24 December and Friday 25 December do not count",
    }


def test_a_situation_has_its_own_steps_in_their_order(capsys: Shell) -> None:
    answer = as_json(capsys, *BEFORE_CHRISTMAS, *OFFENSIVE)
    assert [step["do"] for step in answer["steps"]] == [
        *("acknowledge", "photo_documentation", "police_report"),
        "cover_or_remove",
    ]
    assert answer["special"] == "graffiti_offensive"
    assert answer["why"]["cover_or_remove"]["sv"].endswith("; först: Fotografera, Polisanmäl")


@pytest.mark.parametrize(
    ("args", "do", "due"),
    [
        (["--found", "2026-12-23T14:00Z"], "resolve", "2026-12-30T15:00:00+01:00"),
        (["--found", "2026-06-18T15:00"], "resolve", "2026-06-24T15:00:00+02:00"),
        # New Year's Eve is no working day: the hour that is left waits until Monday.
        (["--found", "2026-12-23T15:00", "--pause", "2026-12-28T08:00/2026-12-28T10:00"],
         "resolve", "2027-01-04T08:00:00+01:00"),
        (["--found", "2026-11-23T10:00", "--pause", "2026-11-24/2026-11-25"], "resolve", "2026-11-27T10:00:00+01:00"),
        (
            [*("--found", "2026-11-23T10:00", "--pause", "2026-11-24T08:00/2026-11-24T10:00"),
             *("--pause", "2026-11-24T09:00/2026-11-24T11:00")],
            "resolve",
            "2026-11-26T13:00:00+01:00",
        ),
        (["--found", "2026-11-23T10:00", "--severity", "critical"], "make_safe", "2026-11-23T12:00:00+01:00"),
        (["--found", "2026-11-23T10:00", *OFFENSIVE, "--severity", "low"], "acknowledge", "2026-11-23T14:00:00+01:00"),
    ],
)  # fmt: skip
def test_times_are_local_pauses_add_up_and_situations_raise(capsys: Shell, args: list[str], do: str, due: str) -> None:
    assert steps(capsys, "--severity", "high", *args)[do] == due


SAFE = ["--severity", "critical", "--found", "2026-11-23T10:00"]


def test_a_danger_is_paused_only_once_it_is_safe_and_its_first_answers_are_not_moved(capsys: Shell) -> None:
    unpaused = steps(capsys, *SAFE)
    early = [*SAFE, "--pause", "2026-11-23T11:00/2026-11-23T13:00"]
    assert main([*DEADLINE, *early]) == 2
    assert "may not be paused before it is made safe; say when it was with --made-safe" in capsys.readouterr().err
    for paused in (
        steps(capsys, *early, "--made-safe", "2026-11-23T10:40"),
        steps(capsys, *SAFE, "--pause", "2026-11-23T12:00/2026-11-23T14:00"),
    ):
        assert paused == unpaused | {"resolve": "2026-11-24T12:00:00+01:00"}


def test_a_lost_key_is_as_grave_as_its_level(capsys: Shell) -> None:
    lost = ["--found", "2026-11-23T10:00", "--incident-form", "incident-lost-key", "--key-level"]
    assert [as_json(capsys, *lost, level)["severity"] for level in ("single", "shell", "master")] == [
        *("low", "high"),
        "critical",
    ]


def test_people_read_it_in_swedish(capsys: Shell) -> None:
    args = [*BEFORE_CHRISTMAS, *OFFENSIVE, "--pause", "2026-12-28T08:00/2026-12-29T08:00"]
    assert main([*DEADLINE, *args]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Hotfullt, rasistiskt eller annars kränkande klotter: egna frister. Allvarlighetsgrad: Allvarlig. "
        "Upptäckt onsdag 23 december 2026 15:00.\n"
    )
    assert "Polisanmäl: tisdag 29 december 2026 15:00\n" in out
    assert "; pausat från måndag 28 december 2026 08:00 till tisdag 29 december 2026 08:00" in out
    assert "Förvaltningschef (Polisanmäl, Täck över eller ta bort, 150 %)" in out


def test_people_read_it_in_english(capsys: Shell) -> None:
    args = ["--severity", "medium", "--found", "2026-10-24T22:00", "--component", "FIR.ALM.CIE", "--language", "en"]
    assert main([*DEADLINE, *args]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Fire alarm, evacuation alarm or sprinkler disconnected: deadlines of its own. Severity: Critical, "
        "raised by the situation. Found Saturday 24 October 2026 22:00.\n"
    )
    assert "Acknowledge: Saturday 24 October 2026 23:00\n    within 1 hour, outside working hours\n" in out
    assert "Restore: Sunday 25 October 2026 21:00\n    within 1 day, day and night\n" in out
    assert "22:30: Duty officer (Acknowledge)\n" in out


def test_many_days_off_are_counted_and_nothing_to_do_is_said(capsys: Shell) -> None:
    low = as_json(capsys, "--severity", "low", "--found", "2026-12-23T15:00")
    assert low["why"]["resolve"]["en"].endswith("; 5 days off do not count")
    assert main([*DEADLINE, "--severity", "observation", "--found", "2026-12-23T15:00"]) == 0
    assert capsys.readouterr().out.endswith("\nIngen frist.\n")
    assert as_json(capsys, "--severity", "observation", "--found", "2026-12-23T15:00")["steps"] == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--severity", "hihg"], "there is no severity 'hihg'; did you mean 'high'?"),
        (["--severity", ""], "how grave is it? Say --severity, one of critical, high, low, medium, observation"),
        (["--found", "Christmas"], "--found: 'Christmas' is not a time such as 2026-12-23T15:00"),
        (["--found", "2026-02-30T10:00"], "--found: '2026-02-30T10:00' is not a time such as"),
        (["--found", "2026-03-29T02:30"], "--found: there is no 2026-03-29T02:30; the clocks go forward over it"),
        (["--found", "9999-12-31T23:00"], "--found: 9999-12-31T23:00 is too far away"),
        (["--component", "GRF.FAX"], "there is no component 'GRF.FAX'; did you mean 'GRF.FAC'?"),
        (["--attribute", "ofensive"], "there is no attribute 'ofensive'; did you mean 'offensive'?"),
        (["--cause", "burglery"], "there is no cause 'burglery'; did you mean 'burglary'?"),
        (["--cause", "any"], "there is no cause 'any'; "),
        (["--incident-form", "lost-key"], "there is no incident form 'lost-key'; did you mean 'incident-lost-key'?"),
        (["--key-level", "grand"], "there is no key level 'grand'; "),
        (["--pause", "2026-12-28T08:00"], "--pause: '2026-12-28T08:00' has no end; write FROM/TO such as"),
        (["--pause", "2026-12-28T08:00/"], "--pause: '2026-12-28T08:00/' has no end; write FROM/TO such as"),
        (["--pause", "monday/friday"], "--pause: 'monday' is not a time such as"),
        (["--pause", "2026-12-29/2026-12-28"], "--pause 2026-12-29/2026-12-28: The pause ends before it begins"),
        (["--pause", "2026-12-20/2026-12-21"], "--pause 2026-12-20/2026-12-21: The pause is over before anything was"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_in_one_sentence(capsys: Shell, args: list[str], told: str) -> None:
    assert main([*DEADLINE, *BEFORE_CHRISTMAS, *args]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"rond: {told}")
    assert captured.err.count("\n") == 1


def test_a_question_without_a_time_shows_how_to_ask(capsys: Shell) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*DEADLINE, "--severity", "high"])
    assert caught.value.code == 2
    assert "usage: rond explain deadline" in capsys.readouterr().err
