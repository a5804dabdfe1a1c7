"""Reports without an account: what becomes of one, what is refused, and what whoever has the code gets to see."""

import html
import json
import re
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, Table, func, select

from domain.events import TaskAcknowledged, TaskCommented, TaskDone
from domain.tasks.to_reporter import MARKS
from sync_server.office import Office
from sync_server.public import limits
from sync_server.public.places import Place, places_of
from sync_server.public.tables import public_attempts, public_reports
from sync_server.storage import ledger
from sync_server.storage.schema import documents, events
from sync_server.storage.working_set import WorkingSet
from tests.server_fixtures import TestPhone, phone_of

CODE = re.compile(r"[2-9B-Z]{2}-[2-9B-Z]{3}-[2-9B-Z]{3}")
JSON = {"accept": "application/json"}


def place(office: Office, building: str = "B01", space: str = "B01-ENT") -> Place:
    """The place of a poster."""
    found = office.register.municipality.buildings[building]
    places = office.database.write(lambda connection: places_of(connection, [found]))
    return next(each for each in places if (each.space.id if each.space else "") == space)


def said(**changed: str) -> dict[str, str]:
    fields = {"sending": secrets.token_hex(16), "kind": "graffiti", "text": "Stort klotter på väggen.", "where": "here"}
    return fields | changed


def send(http: httpx.Client, at: Place, photo: bytes = b"", **changed: str) -> httpx.Response:
    files = {"photo": ("photo.jpg", photo, "image/jpeg")} if photo else {"photo": ("", b"", "image/jpeg")}
    return http.post(f"/r/{at.code}", data=said(**changed), files=files, headers=JSON)


def as_often_as_it_takes(office: Office, at: Place) -> None:
    """So many reports from elsewhere that the place takes no more for an hour."""

    def fill(connection: Connection) -> None:
        for _ in range(limits.AT_PLACE.at_most):
            limits.note(connection, ledger.read_counters(connection).ledger, limits.AT_PLACE, at.code, office.now())

    office.database.write(fill)


def kept(office: Office, table: Table) -> int:
    with office.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def task_of(office: Office) -> dict:
    """The newest task that the public has caused."""
    with office.database.reading() as connection:
        bodies = connection.execute(
            select(documents.c.body)
            .where(documents.c.kind == "task", documents.c.id.like("public-%"))
            .order_by(documents.c.version)
        )
        return json.loads(list(bodies.scalars())[-1])


@pytest.fixture
def manager(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, "property-manager-centre")


def test_a_report_becomes_a_routed_task_at_the_desk_and_is_answered_with_a_code(
    office: Office, http: httpx.Client, manager: TestPhone
) -> None:
    answer = send(http, place(office), where="Skolgård")
    assert answer.status_code == 201, answer.text
    assert CODE.fullmatch(answer.json()["code"])
    manager.sync()
    (task,) = [body for (kind, at), body in manager.documents.items() if kind == "task" and at.startswith("public-")]
    assert (task.get("component", ""), task["space"], task.get("status", "routed")) == ("GRF.FAC", "B01-GAR", "routed")
    assert (task["reporter"], task["reporter_title"]) == ("public", "Allmänheten")
    assert "Stort klotter" in task["text"]


@pytest.mark.parametrize(
    ("kind", "where", "component", "status"),
    [
        ("graffiti", "here", "GRF.IND", "routed"),
        ("graffiti", "Parkering", "GRF.FAC", "routed"),
        ("offensive_graffiti", "Skolgård", "GRF.FAC", "routed"),
        ("light", "Korridor A plan 1", "ELE.LGT", "routed"),
        ("light", "Parkering", "OUT.LGT", "routed"),
        ("blocked_exit", "Trapphus öst", "FIR.EGR.CLR", "routed"),
        ("water", "here", "BLD.WTR", "routed"),
        ("other", "here", "", "new"),
        ("broken", "here", "", "new"),
    ],
)
def test_the_kind_and_the_place_say_which_component_it_is(
    office: Office, http: httpx.Client, kind: str, where: str, component: str, status: str
) -> None:
    assert send(http, place(office), kind=kind, where=where).status_code == 201
    task = task_of(office)
    assert (task.get("component", ""), task.get("status", "routed")) == (component, status)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "threat"}, "not_here"),
        ({"kind": "keys"}, "not_here"),
        ({"kind": "alarm"}, "not_here"),
        ({"kind": "guard"}, "not_here"),
        ({"kind": ""}, "what_is_it"),
        ({"kind": "incident-threat-violence"}, "what_is_it"),
        ({"text": "   "}, "nothing_said"),
        ({"text": "x" * 1001}, "too_long"),
        ({"where_words": "x" * 201}, "too_long"),
        ({"where": "x" * 201}, "too_long"),
        ({"contact": "x" * 201}, "too_long"),
        ({"text": "noll\0byte"}, "too_long"),
        ({"where": "noll\0byte"}, "too_long"),
        ({"website": "http://buy.example"}, "not_from_the_page"),
        ({"sending": ""}, "not_from_the_page"),
        ({"sending": "a" * 33}, "not_from_the_page"),
        ({"text": "Det var 19850402-1234 som gjorde det"}, "about_a_person"),
        ({"text": "Ring mig på 070-123 45 67"}, "about_a_person"),
        ({"where_words": "hos anna@example.se"}, "about_a_person"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    office: Office, http: httpx.Client, changed: dict[str, Any], code: str
) -> None:
    answer = send(http, place(office), **changed)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (kept(office, public_reports), kept(office, events)) == (0, 0)


def test_what_looks_like_a_number_of_a_person_is_sent_when_the_sender_is_sure_that_it_is_not(
    office: Office, http: httpx.Client
) -> None:
    assert send(http, place(office), text="Skylten 850402-1234 sitter löst", sure="yes").status_code == 201


@pytest.mark.parametrize("code", ["B01", "B01-ENT", "22222-22222", "AAAAA-AAAAA", "%00", "x" * 500, "é"])
def test_no_place_can_be_guessed_by_what_is_known_of_it(office: Office, http: httpx.Client, code: str) -> None:
    place(office)
    assert http.get(f"/r/{code}").status_code == 404
    assert http.post(f"/r/{code}", data=said()).status_code == 404


def test_the_code_of_a_poster_may_be_typed_in_any_case_and_grouping(office: Office, http: httpx.Client) -> None:
    code = place(office).code
    for typed in (code, code.lower(), f"{code[:5]}-{code[5:]}", f"{code[:2]} {code[2:]}"):
        assert http.get(f"/r/{typed}").status_code == 200


def test_a_protected_building_has_no_address_and_one_that_becomes_protected_loses_it(
    office: Office, http: httpx.Client
) -> None:
    everything = office.register.municipality.buildings
    assert office.database.write(lambda connection: places_of(connection, [everything["B10"]])) == []
    at = place(office)
    school = everything["B01"]
    object.__setattr__(school, "tags", (*school.tags, "protected"))
    try:
        assert http.get(f"/r/{at.code}").status_code == 404
        assert send(http, at).status_code == 404
    finally:
        object.__setattr__(school, "tags", tuple(tag for tag in school.tags if tag != "protected"))


def test_the_first_that_is_shown_is_help_and_rooms_that_are_nobodys_business_are_not_named(
    office: Office, http: httpx.Client
) -> None:
    for language, safe in (("sv", "Är du säker?"), ("en", "Are you safe?")):
        page = http.get(f"/r/{place(office).code}?language={language}").text
        assert page.index(safe) < page.index('href="tel:112"') < page.index("tel:11414") < page.index("<form")
        assert "Skolgatan 4, Ljungaholm" in page
        assert "Skolgård" in page
        for hidden in ("Elrum", "Skyddsrum", "Kemisal", "Källararkiv", "Expedition", "B01"):
            assert hidden not in page, hidden


def test_pages_run_no_script_of_anybody_else_and_are_framed_by_nobody(office: Office, http: httpx.Client) -> None:
    for address in (f"/r/{place(office).code}", "/r/follow", "/r/report.js", "/r/sw.js", "/r/nothing-here"):
        headers = http.get(address).headers
        assert "default-src 'none'; script-src 'self'" in headers["content-security-policy"], address
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_sent_again_because_no_answer_came_it_is_one_report_with_one_code(office: Office, http: httpx.Client) -> None:
    at, sending = place(office), secrets.token_hex(16)
    first, second = (send(http, at, sending=sending).json()["code"] for _ in range(2))
    assert first == second
    assert kept(office, public_reports) == 1


def test_codes_are_not_stored(office: Office, http: httpx.Client) -> None:
    code = send(http, place(office)).json()["code"].replace("-", "")
    with office.database.reading() as connection:
        assert all(
            code.encode() not in bytes(digest)
            for digest in connection.execute(select(public_reports.c.code_digest)).scalars()
        )
        lines = " ".join(connection.execute(select(events.c.line)).scalars())
    assert code not in lines


def test_without_script_a_page_answers_with_the_code_or_with_why_not(office: Office, http: httpx.Client) -> None:
    at = place(office)
    thanks = http.post(f"/r/{at.code}?language=sv", data=said(), files={"photo": ("", b"")})
    assert CODE.search(thanks.text), thanks.text
    refused = http.post(f"/r/{at.code}?language=en", data=said(kind="threat"), files={"photo": ("", b"")})
    assert refused.status_code == 422
    assert "Threats, keys, alarms and guarding are not reported here." in refused.text


def test_one_address_may_send_so_many_within_an_hour_and_then_again(
    office: Office, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = place(office)
    moment = office.now()
    monkeypatch.setattr(office, "now", lambda: moment)
    answers = [send(http, at, text="").status_code for _ in range(limits.FROM_ADDRESS.at_most)]
    assert set(answers) == {422}
    assert send(http, at).status_code == 429
    monkeypatch.setattr(office, "now", lambda: moment + timedelta(minutes=61))
    assert send(http, at).status_code == 201
    assert kept(office, public_attempts) == 2, "what is older than an hour is forgotten"


def test_one_place_takes_so_many_within_an_hour_from_whatever_addresses(office: Office, http: httpx.Client) -> None:
    at = place(office)
    as_often_as_it_takes(office, at)
    assert send(http, at).status_code == 429
    assert send(http, place(office, "B02", "B02-ENT")).status_code == 201


def test_after_many_wrong_codes_an_address_has_to_wait_even_with_the_right_one(
    office: Office, http: httpx.Client
) -> None:
    code = send(http, place(office)).json()["code"]
    assert http.get(f"/r/follow/{code}").status_code == 200
    for _ in range(limits.WRONG_CODES.at_most):
        assert http.get("/r/follow/22-222-222").status_code == 404
    assert http.get(f"/r/follow/{code}").status_code == 429


def test_an_ipv6_network_is_one_address() -> None:
    assert limits.network_of("2001:db8::1") == limits.network_of("2001:db8::ffff")
    assert limits.network_of("2001:db8::1") != limits.network_of("2001:db8:0:1::1")
    assert limits.network_of("192.0.2.1") != limits.network_of("192.0.2.2")


def test_what_is_larger_than_a_photo_may_be_is_not_read(office: Office, http: httpx.Client) -> None:
    assert send(http, place(office), photo=b"\xff\xd8\xff" + bytes(9_000_000)).status_code == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"not a form", b"--x\r\n", b"--x\r\nContent-Disposition: form-data\r\n\r\nv\r\n--x--\r\n"],
)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data", "application/json", ""])
def test_what_is_no_form_is_refused_in_words(office: Office, http: httpx.Client, body: bytes, kind: str) -> None:
    answer = http.post(f"/r/{place(office).code}", content=body, headers={**JSON, "content-type": kind})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_from_the_page")


# --- following up ----------------------------------------------------------------------------------------------------


def follow(http: httpx.Client, code: str) -> str:
    answer = http.get(f"/r/follow/{code}?language=sv")
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def reply(http: httpx.Client, code: str, text: str, act: str = "reply") -> httpx.Response:
    return http.post(f"/r/follow/{code}", data={"text": text, "act": act}, files={"none": ("", b"")})


def test_the_reporter_sees_where_it_stands_and_what_is_said_to_them_and_nothing_else(
    office: Office, http: httpx.Client, manager: TestPhone
) -> None:
    code = send(http, place(office), where="Skolgård").json()["code"]
    assert "Din anmälan ligger hos dem som ska åtgärda." in follow(http, code)
    task = task_of(office)["id"]
    manager.sync(
        TaskAcknowledged(task),
        TaskCommented(task, "Ring Kalle om stegen."),
        TaskCommented(task, f"{MARKS[0]} Vilken vägg?"),
    )
    page = follow(http, code)
    assert "Vi har tagit oss an det." in page
    assert "Vilken vägg?" in page
    assert "Vi har en fråga till dig." in page
    for hidden in ("Kalle", "Till anmälaren:", "Förvaltare", "property-manager", task):
        assert hidden not in page, hidden
    assert reply(http, code, "Den mot parkeringen.").status_code == 303
    page = follow(http, code)
    assert "Den mot parkeringen." in page
    assert "Vi har en fråga till dig." not in page
    assert task_of(office).get("history", [])[-1]["text"] == "Den mot parkeringen."


def test_a_withdrawn_answer_cannot_carry_an_identity_number_either(office: Office, http: httpx.Client) -> None:
    code = send(http, place(office)).json()["code"]
    assert reply(http, code, "Det var 850402-1234").status_code == 422
    assert reply(http, code, "").status_code == 422
    assert reply(http, code, "x" * 1001).status_code == 422
    assert task_of(office).get("history", []) == []


def test_replies_to_one_report_are_limited(office: Office, http: httpx.Client) -> None:
    code = send(http, place(office)).json()["code"]
    answers = [reply(http, code, f"Svar {number}").status_code for number in range(limits.REPLIES.at_most + 1)]
    assert answers == [303] * limits.REPLIES.at_most + [429]


def test_not_fixed_opens_what_was_said_to_be_done(office: Office, http: httpx.Client, manager: TestPhone) -> None:
    code = send(http, place(office), kind="light").json()["code"]
    task = task_of(office)["id"]
    assert 'value="not_fixed"' not in follow(http, code)
    manager.sync(TaskAcknowledged(task), TaskDone(task, "Bytt lampa."))
    page = follow(http, code)
    assert "Det är åtgärdat." in page
    assert 'value="not_fixed"' in page
    assert reply(http, code, "Den är fortfarande mörk.", "not_fixed").status_code == 303
    page = follow(http, code)
    assert "Det är åtgärdat." not in page
    manager.sync()
    now_open = task_of(office)
    assert (now_open["id"], now_open["status"]) == (task, "reopened")
    assert now_open["history"][-1]["text"] == "Den är fortfarande mörk."
    assert manager.documents[("task", now_open["id"])].get("status", "routed") == now_open.get("status", "routed")


def finding_closed(office: Office, task: str) -> None:
    """As if the time for objections had passed."""

    def close(connection: Connection) -> None:
        counters = ledger.lock(connection)
        held = WorkingSet(connection, office.register)
        stored = held.task(task)
        assert stored
        held.put(replace(stored, status="closed"))
        held.save(counters)
        ledger.advance(connection, counters)

    office.database.write(close)


def test_not_fixed_reports_anew_what_is_closed_and_the_code_goes_with_it(
    office: Office, http: httpx.Client, manager: TestPhone
) -> None:
    code = send(http, place(office), kind="light").json()["code"]
    task = task_of(office)["id"]
    finding_closed(office, task)
    assert "Ärendet är avslutat." in follow(http, code)
    assert reply(http, code, "Fortfarande mörkt.", "not_fixed").status_code == 303
    again = task_of(office)
    assert again["id"] != task
    assert "Fortfarande mörkt." in again["text"]
    assert again["component"] == "ELE.LGT"
    assert "Din anmälan ligger hos dem som ska åtgärda." in follow(http, code)


def test_a_code_that_is_typed_leads_to_its_page(office: Office, http: httpx.Client) -> None:
    code = send(http, place(office)).json()["code"]
    assert http.get("/r", follow_redirects=True).url.path == "/r/follow"
    typed = http.get("/r/follow", params={"code": f" {code.lower().replace('-', ' ')} "})
    assert typed.status_code == 303
    assert code in follow(http, typed.headers["location"].split("/")[-1].split("?")[0])
    assert http.get("/r/follow", params={"code": "Ö/..\r\nx: y"}, follow_redirects=True).status_code == 404


def test_codes_of_two_reports_lead_to_different_reports(office: Office, http: httpx.Client) -> None:
    at = place(office)
    one, other = (send(http, at, text=text).json()["code"] for text in ("Första", "Andra"))
    assert one != other
    reply(http, one, "Bara om det första")
    assert "Bara om det första" not in follow(http, other)


def test_the_moment_of_a_report_is_the_servers(office: Office, http: httpx.Client) -> None:
    send(http, place(office))
    assert abs(datetime.fromisoformat(task_of(office)["found_at"]) - office.now()) < timedelta(minutes=5)
