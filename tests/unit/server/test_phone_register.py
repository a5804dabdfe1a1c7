"""Everybody's phones as the server knows them: who may see them, how one is found, and that nothing else is told."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from domain.phones import KnownPhone
from domain.records import from_plain
from sync_server.entrance import phone_register
from sync_server.office import Office
from tests.server_fixtures import TestPhone, demo_municipality, phone_of
from tests.unit.server.test_public_reports import place, send

SignIn = Callable[[str], TestPhone]


@pytest.fixture
def sign_in(office: Office, http: httpx.Client) -> SignIn:
    return lambda person: phone_of(office, http, person)


def found(http: httpx.Client, by: TestPhone, **asked: str) -> list[str]:
    """The devices, latest seen first."""
    answer = http.get("/devices/all", params=asked, headers=by.bearer)
    assert answer.status_code == 200, answer.text
    return [each["device"] for each in answer.json()["phones"]]


def test_only_who_manages_accounts_sees_everybodys_phones(http: httpx.Client, sign_in: SignIn) -> None:
    may = {
        person
        for person in demo_municipality().persons
        if http.get("/devices/all", headers=sign_in(person).bearer).status_code == 200
    }
    assert may == {"system-admin"}
    assert http.get("/devices/all").status_code == 401


@pytest.mark.parametrize(
    "words", ["rektor björk", "MANAGER-B01", "barn- och utbildning rektor björkhaga", "B01 rektor"]
)
def test_a_phone_is_found_by_whose_it_is(http: httpx.Client, sign_in: SignIn, words: str) -> None:
    admin, headmaster, _ = sign_in("system-admin"), sign_in("manager-b01"), sign_in("manager-b05")
    assert found(http, admin, words=words) == [headmaster.device]
    assert found(http, admin, words=f"{words} finns inte") == []
    assert len(found(http, admin)) == 3


def test_a_revoked_phone_leaves_the_list_unless_it_is_asked_for(http: httpx.Client, sign_in: SignIn) -> None:
    admin, lost = sign_in("system-admin"), sign_in("manager-b01")
    assert http.post(f"/devices/{lost.device}/revoke", headers=admin.bearer).status_code == 200
    assert found(http, admin, words="manager-b01") == []
    assert found(http, admin, words="manager-b01", revoked="true") == [lost.device]
    assert http.get("/devices", headers=lost.bearer).json()["code"] == "revoked"


def test_a_revoked_phone_is_known_to_have_forgotten_once_it_has_asked(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    admin, lost = sign_in("system-admin"), sign_in("manager-b01")
    began = office.now()

    def forgot_at(minutes: int) -> str:
        office.now = lambda: began + timedelta(minutes=minutes)
        told = http.get("/devices/all", params={"words": "manager-b01", "revoked": "true"}, headers=admin.bearer).json()
        return from_plain(KnownPhone, told["phones"][0]).forgot_at

    office.now = lambda: began + timedelta(minutes=1)
    assert http.post(f"/devices/{lost.device}/revoke", headers=admin.bearer).status_code == 200
    assert forgot_at(2) == ""
    assert [lost.post([]).json()["code"] for _ in range(2)] == ["revoked", "revoked"]
    assert forgot_at(3) == (began + timedelta(minutes=2)).isoformat()
    lost.post([])
    assert forgot_at(4) == (began + timedelta(minutes=2)).isoformat(), "the first time is when it forgot"


def test_those_without_an_account_have_no_phone_in_the_list(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    admin = sign_in("system-admin")
    assert send(http, place(office)).status_code == 201
    assert found(http, admin, revoked="true") == [admin.device]


def test_nothing_is_told_of_a_phone_but_whose_it_is_and_when_it_was_seen(http: httpx.Client, sign_in: SignIn) -> None:
    admin = sign_in("system-admin")
    (told,) = http.get("/devices/all", headers=admin.bearer).json()["phones"]
    assert set(told) == {"device", "person", "title", "name", "signed_in_at", "last_seen_at", "revoked_at"}
    (mine,) = http.get("/devices", headers=admin.bearer).json()
    assert mine == told


def test_of_many_the_latest_seen_are_told_and_how_many_more_there_are(office: Office, sign_in: SignIn) -> None:
    phones = [sign_in(person) for person in ("manager-b01", "manager-b02", "manager-b03")]
    with office.database.reading() as connection:
        told = phone_register.every_phone(connection, office.register, at_most=2)
    assert (len(told.phones), told.more) == (2, 1)
    assert {phone.device for phone in told.phones} <= {phone.device for phone in phones}
