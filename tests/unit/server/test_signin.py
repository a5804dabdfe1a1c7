"""Signing in and out: what is kept of secrets, what a lost phone can still do, and how often one may guess."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync_server import demo
from sync_server.command import main
from sync_server.content import DEMO, load_municipality
from sync_server.entrance import signin
from sync_server.entrance.signin import new_code
from sync_server.office import Office, open_office
from sync_server.problems import No
from sync_server.settings import settings_from
from tests.server_fixtures import TestPhone, enrolment_code, phone_of

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def accounts(office: Office) -> None:
    office.database.write(lambda connection: demo.add_accounts(connection, office.register))


def sign_in(http: httpx.Client, account: str, password: str = demo.PASSWORD) -> httpx.Response:
    return http.post("/sign-in", json={"account": account, "password": password, "device_name": "Pixel"})


@pytest.mark.usefixtures("accounts")
def test_account_and_password_give_a_token_a_device_and_the_person(http: httpx.Client) -> None:
    said = sign_in(http, "manager-b01").json()
    assert said["person"]["title"] == "Rektor Björkhagaskolan"
    assert "handle_task_user" in said["person"]["verbs"]
    assert len(bytes.fromhex(said["device"])) == 4
    headers = {"authorization": f"Bearer {said['token']}"}
    (device,) = http.get("/devices", headers=headers).json()
    assert (device["device"], device["name"], device["revoked_at"]) == (said["device"], "Pixel", "")


@pytest.mark.usefixtures("accounts")
def test_a_wrong_account_and_a_wrong_password_get_the_same_answer(http: httpx.Client) -> None:
    wrong = [sign_in(http, "manager-b01", "wrong"), sign_in(http, "nobody", "wrong")]
    assert [response.status_code for response in wrong] == [401, 401]
    assert wrong[0].json() == wrong[1].json()
    assert wrong[0].json()["why"]["sv"]


def test_a_stranger_costs_a_password_check_too(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []
    monkeypatch.setattr(signin, "_is_password", lambda hashed, password: checked.append(hashed) or False)
    with pytest.raises(No):
        signin.sign_in(office.database, office.register, "nobody", "x", "", "", NOW)
    assert checked[0].startswith("$argon2id$")


@pytest.mark.usefixtures("accounts")
def test_ten_wrong_guesses_are_enough_for_a_quarter_of_an_hour(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin, "_is_password", lambda hashed, password: password == "right")

    def guess(password: str, at: datetime, address: str = "here") -> int:
        try:
            signin.sign_in(office.database, office.register, "manager-b01", password, "", address, at)
        except No as refused:
            return refused.status
        return 200

    assert [guess("wrong", NOW) for _ in range(11)] == [401] * 10 + [429]
    assert guess("right", NOW) == 429
    assert guess("right", NOW, "elsewhere") == 200
    assert guess("right", NOW + timedelta(minutes=16)) == 200


def test_a_code_works_for_one_phone_and_for_fourteen_days(office: Office) -> None:
    def use(code: str, at: datetime) -> str | int:
        try:
            return signin.enrol(office.database, office.register, code, "", "", at).person.id
        except No as refused:
            return refused.status

    once, late, demo_code = (
        office.database.write(
            lambda connection, reusable=reusable: new_code(connection, "elected-1", NOW, reusable=reusable)
        )
        for reusable in (False, False, True)
    )
    assert [use(once, NOW), use(once, NOW)] == ["elected-1", 401]
    assert use(late, NOW + timedelta(days=15)) == 401
    assert [use(demo_code, NOW), use(demo_code, NOW)] == ["elected-1", "elected-1"]


def test_a_token_that_is_signed_out_is_worth_nothing(office: Office, http: httpx.Client) -> None:
    phone = phone_of(office, http, "manager-b01")
    assert phone.post([]).status_code == 200
    assert http.post("/sign-out", headers=phone.bearer).status_code == 200
    assert (phone.post([]).status_code, phone.post([]).json()["code"]) == (401, "signed_out")


def test_a_lost_phone_is_revoked_by_its_owner_or_by_who_manages_accounts_and_by_nobody_else(
    office: Office, http: httpx.Client
) -> None:
    lost = [phone_of(office, http, "manager-b01") for _ in range(3)]
    other = phone_of(office, http, "inspector-b01")
    admin = phone_of(office, http, "system-admin")

    def revoke(whose, by) -> int:
        return http.post(f"/devices/{whose.device}/revoke", headers=by.bearer).status_code

    assert [revoke(lost[0], other), revoke(lost[0], lost[2]), revoke(lost[1], admin)] == [404, 200, 200]
    assert [phone.post([]).status_code for phone in lost] == [401, 401, 200]
    assert [phone.post([]).json()["code"] for phone in lost[:2]] == ["revoked", "revoked"]


def notices_of(phone: TestPhone) -> list[dict[str, Any]]:
    return [held["body"] for held in phone.post([]).json()["documents"] if held["kind"] == "notice"]


def test_of_a_lost_phone_the_own_manager_is_told_once_and_nobody_else(office: Office, http: httpx.Client) -> None:
    lost, mine = phone_of(office, http, "inspector-b01"), phone_of(office, http, "inspector-b01")
    manager = phone_of(office, http, "manager-b01")
    others = [phone_of(office, http, account) for account in ("property-manager-centre", "system-admin", "manager-b05")]
    for _ in range(2):
        assert http.post(f"/devices/{lost.device}/revoke", headers=mine.bearer).status_code == 200
    [notice] = notices_of(manager)
    assert notice["words"]["sv"].startswith("En telefon är spärrad: Brandskyddskontrollant Björkhagaskolan.")
    assert "kan ha gått förlorat" in notice["words"]["sv"]
    assert [notices_of(other) for other in (*others, mine)] == [[], [], [], []]


def test_a_phone_that_says_goodbye_by_itself_worries_nobody(office: Office, http: httpx.Client) -> None:
    phone, manager = phone_of(office, http, "inspector-b01"), phone_of(office, http, "manager-b01")
    assert http.post("/sign-out", headers=phone.bearer).status_code == 200
    assert notices_of(manager) == []


def test_the_servers_own_command_lists_phones_and_revokes_a_lost_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = open_office(settings_from(data=tmp_path), load_municipality(DEMO))
    welcome = office.database.write(
        lambda connection: signin._welcome(connection, office.register, "manager-b01", "Pixel", NOW)
    )
    office.close()
    where = ["--data-dir", str(tmp_path)]
    assert main(["phones", "manager-b01", *where]) == 0
    assert f"{welcome.device}  Pixel, signed in 2026-11-23" in capsys.readouterr().out
    assert main(["phones", "manager-b01", "--revoke", "00000000", *where]) == 2
    assert main(["phones", "manager-b01", "--revoke", welcome.device, *where]) == 0
    assert "unsent restricted work may be lost" in capsys.readouterr().out
    assert main(["phones", "manager-b01", "--revoke", welcome.device, *where]) == 0
    assert "signed out already" in capsys.readouterr().out
    assert main(["phones", "manager-b01", *where]) == 0
    assert "signed out 20" in capsys.readouterr().out
    assert main(["phones", "nobody", *where]) == 2


def test_a_token_unused_for_ninety_days_runs_out(office: Office, http: httpx.Client) -> None:
    phone = phone_of(office, http, "manager-b01")
    now = office.now()
    assert signin.who_is(office.database, office.register, phone.token, now + timedelta(days=60)).device
    assert signin.who_is(office.database, office.register, phone.token, now + timedelta(days=140)).device
    with pytest.raises(No):
        signin.who_is(office.database, office.register, phone.token, now + timedelta(days=231))


@pytest.mark.usefixtures("accounts")
def test_no_secret_lies_in_the_database(office: Office, http: httpx.Client) -> None:
    code = enrolment_code(office, "elected-1")
    said = sign_in(http, "manager-b01").json()
    with office.database.engine.connect() as connection:
        kept = "".join(
            str([tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")])
            for table in ("accounts", "devices", "enrolment_codes")
        )
    assert said["device"] in kept
    for secret in (demo.PASSWORD, said["token"], code):
        assert secret not in kept


def test_a_device_number_is_never_given_twice(office: Office, http: httpx.Client, monkeypatch) -> None:
    numbers = iter(["aaaaaaaa", "aaaaaaaa", "bbbbbbbb"])
    monkeypatch.setattr("sync_server.entrance.signin.secrets.token_hex", lambda size: next(numbers))
    first = phone_of(office, http, "manager-b01")
    http.post("/sign-out", headers=first.bearer)
    assert [first.device, phone_of(office, http, "manager-b01").device] == ["aaaaaaaa", "bbbbbbbb"]
