"""What comes in from outside: bombs, nonsense and half-truths get a clear no, no crash, and leave nothing behind."""

import gzip
import json
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.events import Act, RoundStarted
from domain.rounds.round import IN_PROGRESS, Answer, Round
from domain.rounds.walk import missing_answers
from sync_server.office import Office
from sync_server.storage.writing import in_one_way
from sync_server.sync.border import as_sent
from sync_server.sync.compression import BYTES_AT_MOST
from tests.server_fixtures import TestPhone, demo_municipality, phone_of

ROUND = RoundStarted("R1", "B01", "sba-monthly", "2026:1")


@pytest.fixture
def database_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    return f"sqlite:///{tmp_path / 'rond.sqlite'}"


@pytest.fixture
def phone(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, "inspector-b01")


def send(phone: TestPhone, body: bytes, **headers: str) -> httpx.Response:
    return phone.http.post("/sync", content=body, headers=phone.bearer | headers)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.dictionaries(st.text(), JSON, max_size=4))
def test_an_event_is_written_down_as_all_else_is_with_its_keys_in_order(
    person: str, at: str, act: str, body: dict[str, Any]
) -> None:
    identity = "00000001-0000-8001-8000-000000000000"
    sent = as_sent(
        {"id": identity, "device": "00000001", "counter": 1, "person": person, "at": at, "act": act, "body": body}
    )
    assert sent.written == in_one_way(sent.line)
    assert sent.body == in_one_way(body)


def events_kept(office: Office) -> int | None:
    with office.database.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM events").scalar()


def test_a_gzipped_request_and_a_gzipped_answer_say_the_same_as_plain_ones(phone: TestPhone) -> None:
    body = json.dumps({"events": [phone.event(ROUND)]}).encode()
    packed = send(phone, gzip.compress(body), **{"content-encoding": "gzip", "accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = send(phone, body, **{"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert [packed.json()["receipts"][0]["outcome"], plain.json()["receipts"][0]["outcome"]] == ["accepted", "repeated"]
    assert packed.json()["documents"] == plain.json()["documents"]


@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [
        (gzip.compress(bytes(BYTES_AT_MOST + 1)), "gzip", 413),
        (gzip.compress(gzip.compress(bytes(BYTES_AT_MOST * 4))), "gzip", 422),
        (bytes(BYTES_AT_MOST + 1), "identity", 413),
        (gzip.compress(b"{}")[:-5], "gzip", 400),
        (gzip.compress(b"{}") + b"tail", "gzip", 400),
        (b"{}", "gzip", 400),
        (b"{}", "br", 415),
    ],
    ids=["a bomb", "a bomb in a bomb", "too much", "cut off", "with a tail", "not gzip", "another packing"],
)
def test_what_cannot_be_unpacked_within_bounds_is_refused(
    phone: TestPhone, body: bytes, encoding: str, status: int
) -> None:
    response = send(phone, body, **{"content-encoding": encoding})
    assert (response.status_code, set(response.json()) >= {"code", "why", "do"}) == (status, True)


def _nonsense(event: dict[str, Any]) -> dict[str, Any]:
    long_line = [event] * 5_001
    return {
        "not JSON": b"{",
        "not an object": b"[]",
        "not UTF-8": b'{"access": "\xff"}',
        "a lone surrogate": json.dumps({"events": [event | {"person": "\ud800"}]}).encode(),
        "a surrogate in an act": json.dumps({"events": [event | {"body": {"x": "\ud800"}}]}).encode(),
        "an unknown field": {"events": [], "mood": "good"},
        "a cursor that is a text": {"cursor": "0"},
        "a cursor below zero": {"cursor": -1},
        "a cursor beyond all": {"cursor": 2**80},
        "too many events": {"events": long_line},
        "an event that is none": {"events": ["hello"]},
        "an id of another kind": {"events": [event | {"id": "1"}]},
        "a device of another kind": {"events": [event | {"device": "phone"}]},
        "a counter of nought": {"events": [event | {"counter": 0}]},
        "a counter that is a text": {"events": [event | {"counter": "1"}]},
        "an envelope with more": {"events": [event | {"mood": "good"}]},
        "an envelope with less": {"events": [{"id": event["id"]}]},
        "a number nobody can write": b'{"events": [%s]}'
        % json.dumps(event).encode().replace(b'"R1"', b"1" + b"0" * 5000),
    }


@pytest.mark.parametrize("name", list(_nonsense({"id": "", "device": "", "counter": 1})))
def test_a_malformed_request_is_refused_whole_and_leaves_nothing(phone: TestPhone, office: Office, name: str) -> None:
    nonsense = _nonsense(phone.event(ROUND))[name]
    body = nonsense if isinstance(nonsense, bytes) else json.dumps(nonsense).encode()
    response = send(phone, body)
    assert (response.status_code, response.json()["code"]) == (422, "not_understood")
    assert events_kept(office) == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
ACT_FIELDS = ("round", "building", "checklist", "version", "point", "value", "place", "note", "finding", "severity")
ACT_FIELDS += ("component", "text", "case", "photos", "task", "reason", "signed_by", "space", "object")
ACT_FIELDS += ("until", "planned", "step", "of", "to", "org", "repair", "cost", "sek", "accepted", "approved")
KNOWN = st.sampled_from(["R1", "B01", "sba-monthly", "2026:1", "ok", "high", "FIR", ""])
BODY = st.fixed_dictionaries({}, optional=dict.fromkeys(ACT_FIELDS, KNOWN | JSON))
ACTS = sorted(act.__name__ for act in get_args(Act))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ACTS), BODY), min_size=1, max_size=6))
def test_no_act_whatever_its_body_stops_the_line(phone: TestPhone, acts: list[tuple[str, dict]]) -> None:
    """The server answers every sound envelope, and the phone's own work after it is accepted."""
    strange = [phone.event(ROUND) | {"act": act, "body": body} for act, body in acts]
    ordinary = phone.event(RoundStarted(f"R-{phone.counter}", "B01", "sba-monthly", "2026:1"))
    response = send(phone, json.dumps({"events": [*strange, ordinary]}).encode())
    if response.status_code == 422:  # not JSON at all: NaN, or half a character
        phone.counter -= len(strange) + 1
        return
    assert response.status_code == 200
    receipts = response.json()["receipts"]
    assert len(receipts) == len(strange) + 1
    assert "could_not_apply" not in {receipt.get("refusal", {}).get("code") for receipt in receipts}
    assert receipts[-1]["outcome"] == "accepted"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["/sync", "/sign-in", "/sign-in/enrol", "/devices/aaaaaaaa/revoke"]),
    st.binary(max_size=40) | JSON.map(lambda said: json.dumps(said).encode()),
)
def test_no_body_makes_the_server_fail(phone: TestPhone, path: str, body: bytes) -> None:
    response = phone.http.post(path, content=body, headers=phone.bearer | {"content-type": "application/json"})
    assert response.status_code < 500


@pytest.mark.parametrize("value", ["x", "", 3, -1.5, True, None, ["a"], [1], {"a": 1}], ids=repr)
def test_no_answer_of_whatever_type_upsets_a_round(value: Any) -> None:
    """An answer that is of another type than a condition expects does not meet it."""
    municipality = demo_municipality()
    for checklist in municipality.checklists.values():
        points = [point.id for section in checklist.sections for point in section.points]
        answers = dict.fromkeys(points, Answer(value, "2026-11-23T08:00:00+00:00", "inspector-b01"))
        for building in municipality.buildings.values():
            round_ = Round("r", building.id, checklist.id, checklist.version, IN_PROGRESS, answers=answers)
            missing_answers(checklist, building, round_, "2026-11-23T08:00:00+00:00")


def test_the_description_of_the_api_names_what_sync_takes_and_gives(http: httpx.Client) -> None:
    described = http.get("/openapi.json").json()
    schemas = described["components"]["schemas"]
    assert {"SyncRequest", "SyncAnswer", "Receipt", "Parcel", "FindingReported", "PhotoRef"} <= set(schemas)
    references = json.dumps(described).split('"$ref": "#/components/schemas/')[1:]
    assert {reference.split('"')[0] for reference in references} <= set(schemas)


def test_the_page_about_the_api_needs_nothing_from_elsewhere(http: httpx.Client) -> None:
    response = http.get("/docs")
    assert "http://" not in response.text
    assert "https://" not in response.text
    assert "<script" not in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


def test_health_says_that_database_and_photo_store_answer(office: Office, http: httpx.Client) -> None:
    assert http.get("/health").json()["status"] == "ok"
    assert office.photos.store.folder
    office.photos.store.folder.rename(office.photos.store.folder.with_name("elsewhere"))
    assert http.get("/health").status_code == 503
