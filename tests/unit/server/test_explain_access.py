"""`rond explain access`: what it prints, for people and for programs, and which questions make no sense."""

import json
from typing import Any

import pytest

from sync_server.command import main

Shell = pytest.CaptureFixture[str]


def as_json(capsys: Shell, role: str, confidentiality: str) -> dict[str, Any]:
    assert main(["explain", "access", "--role", role, "--class", confidentiality, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("role", "confidentiality", "read", "deidentified"),
    [
        ("any_employee", "open", True, False),
        ("contractor", "open", True, False),
        ("any_employee", "limited", False, False),
        ("key_manager", "limited", True, False),
        ("contractor", "limited", False, False),
        ("unit_manager", "restricted_person", True, False),
        ("hr_partner", "restricted_person", True, False),
        ("safety_coordinator", "restricted_person", True, False),
        ("safety_rep", "restricted_person", False, True),
        ("head_of_administration", "restricted_person", False, True),
        ("property_manager", "restricted_person", False, False),
        ("contractor", "restricted_person", False, False),
        ("system_admin", "restricted_person", False, False),
        ("any_employee", "restricted_person", False, False),
        ("safety_coordinator", "not_in_app", False, False),
    ],
)
def test_other_programs_are_told_whether_a_role_reads_a_class(
    capsys: Shell, role: str, confidentiality: str, read: bool, deidentified: bool
) -> None:
    answer = as_json(capsys, role, confidentiality)
    assert (answer["read"], answer["deidentified"]) == (read, deidentified)
    assert set(answer["why"]) == {"sv", "en"}
    assert answer["why"]["sv"] != answer["why"]["en"]


def test_people_read_it_in_their_language(capsys: Shell) -> None:
    question = ["explain", "access", "--role", "unit_manager", "--class"]
    assert main([*question, "limited"]) == 0
    assert capsys.readouterr().out == (
        "Verksamhetschef, limited: ja, inom gränser\n\n"
        "Lås, larm och bevakning är säkerhetsuppgifter med begränsad insyn (OSL 18 kap. 8 §). "
        "Rollen läser dem i de byggnader där den gäller.\n"
    )
    assert main([*question, "not_in_app", "--language", "en"]) == 0
    assert capsys.readouterr().out.startswith("Unit manager, not_in_app: no\n\nIt must not be registered in the app")


@pytest.mark.parametrize(
    ("role", "confidentiality", "told"),
    [
        ("unit_manger", "open", "there is no role 'unit_manger'; did you mean 'unit_manager'?"),
        ("unit_manager", "secret", "there is no confidentiality class 'secret'; one of limited, not_in_app, open"),
    ],
)
def test_a_role_or_class_that_is_not_there_is_answered_with_what_is(
    capsys: Shell, role: str, confidentiality: str, told: str
) -> None:
    assert main(["explain", "access", "--role", role, "--class", confidentiality]) == 2
    assert told in capsys.readouterr().err
