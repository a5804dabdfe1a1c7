"""`/me/notifications`: everybody chooses for themselves, and what makes no sense is refused in words."""

import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync_server.office import Office
from tests.server_fixtures import phone_of

NOTHING = {"pace": "at_once", "quiet_from": "", "quiet_to": "", "away_until": "", "stand_in": "", "language": "sv"}


@pytest.fixture
def database_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    shutil.copyfile(prepared_sqlite, tmp_path / "rond.sqlite")
    return f"sqlite:///{tmp_path / 'rond.sqlite'}"


def asked(office: Office, http: httpx.Client, person: str, choice: dict[str, Any] | None = None) -> httpx.Response:
    bearer = phone_of(office, http, person).bearer
    if choice is None:
        return http.get("/me/notifications", headers=bearer)
    return http.put("/me/notifications", headers=bearer, json=choice)


def test_who_has_chosen_nothing_is_told_at_once_and_sees_who_may_stand_in(office: Office, http: httpx.Client):
    said = asked(office, http, "caretaker-north").json()
    assert {name: said[name] for name in NOTHING} == NOTHING
    assert said["address"] == "caretaker-north@ljungaholm.example"
    assert {one["id"] for one in said["stand_ins"]} == {
        "key-manager-tf",
        "property-manager-centre",
        "property-manager-villages",
    }


def test_what_is_chosen_is_kept_for_the_one_who_chose_it(office: Office, http: httpx.Client):
    wanted = {
        "pace": "daily",
        "quiet_from": "21:00",
        "quiet_to": "06:30",
        "away_until": "2027-01-07",
        "stand_in": "property-manager-centre",
        "language": "en",
    }
    answer = asked(office, http, "caretaker-north", wanted)
    assert answer.status_code == 200
    for said in (answer.json(), asked(office, http, "caretaker-north").json()):
        assert {name: said[name] for name in NOTHING} == wanted
    assert asked(office, http, "property-manager-centre").json()["pace"] == "at_once"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"quiet_from": "21:00"}, "wrong_quiet_hours"),
        ({"away_until": "2027-02-30"}, "wrong_away_until"),
        ({"away_until": "20270107"}, "wrong_away_until"),
        ({"stand_in": "manager-b01"}, "wrong_stand_in"),
        ({"stand_in": "caretaker-north"}, "wrong_stand_in"),
        ({"stand_in": "nobody"}, "wrong_stand_in"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_would_be_right(
    office: Office, http: httpx.Client, wrong: dict[str, str], code: str
):
    answer = asked(office, http, "caretaker-north", {**NOTHING, **wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["do"]["sv"].endswith("Inget är ändrat.")
    assert asked(office, http, "caretaker-north").json()["away_until"] == ""


@pytest.mark.parametrize("wrong", [{"pace": "never"}, {"quiet_from": "25:00"}, {"more": "x"}, {"language": "fi"}])
def test_what_there_is_no_such_choice_of_is_refused(office: Office, http: httpx.Client, wrong: dict[str, str]):
    assert asked(office, http, "caretaker-north", {**NOTHING, **wrong}).status_code == 422


def test_nobody_chooses_without_being_signed_in(http: httpx.Client):
    assert http.get("/me/notifications").status_code == 401
    assert http.put("/me/notifications", json=NOTHING).status_code == 401
