"""`rond explain disposal`: what it prints, for people and for programs, and which questions make no sense."""

import json
from typing import Any

import pytest

from sync_server.command import main

Shell = pytest.CaptureFixture[str]
DISPOSAL = ["explain", "disposal", "--closed", "2026-05-01", "--class"]


def as_json(capsys: Shell, *args: str) -> dict[str, Any]:
    assert main([*DISPOSAL, *args, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_other_programs_get_the_day_and_how_it_was_worked_out(capsys: Shell) -> None:
    assert as_json(capsys, "threat_incident", "--hold", "police/2038-02-01") == {
        "earliest": "2039-01-01",
        "class": "threat_incident",
        "years": 10,
        "what": "threats and violence, moved to personnel file system if work injury",
        "closed": "2026-05-01",
        "holds": [{"reason": "police", "until": "2038-02-01"}],
        "why": {
            "sv": "Avslutat 2026, sparas 10 hela kalenderår därefter: till och med 2036. "
            "Undantaget för polisutredningen varar till 2038-02-01: året ut.",
            "en": "Closed in 2026, kept 10 whole calendar years after that: until the end of 2036. "
            "The hold for the police investigation lasts until 2038-02-01: to the end of that year.",
        },
    }


@pytest.mark.parametrize("kept_for_now", [["demarcation_list"], ["task", "--hold", "insurance"]])
def test_what_is_kept_for_now_has_no_day(capsys: Shell, kept_for_now: list[str]) -> None:
    assert as_json(capsys, *kept_for_now)["earliest"] is None


def test_people_read_the_day_in_their_language(capsys: Shell) -> None:
    assert main([*DISPOSAL, "task"]) == 0
    assert capsys.readouterr().out == (
        "Gallras tidigast: 2032-01-01\n\nAvslutat 2026, sparas 5 hela kalenderår därefter: till och med 2031.\n"
    )
    assert main([*DISPOSAL, "demarcation_list", "--language", "en"]) == 0
    assert capsys.readouterr().out.startswith("May be destroyed at the earliest: not for now\n")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["threat_incidents"], "there is no retention class 'threat_incidents'; did you mean 'threat_incident'?"),
        (["task", "--closed", "2026-13-01"], "--closed: '2026-13-01' is not a date such as 2026-05-01"),
        (["task", "--closed", "9999-01-01"], "--closed: 9999-01-01 is too far away"),
        (["task", "--hold", "polis"], "there is no hold 'polis'; did you mean 'police'?"),
        (["task", "--hold", "police/soon"], "--hold: 'soon' is not a date such as 2026-05-01"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_would(capsys: Shell, args: list[str], told: str) -> None:
    assert main([*DISPOSAL, *args]) == 2
    assert told in capsys.readouterr().err
