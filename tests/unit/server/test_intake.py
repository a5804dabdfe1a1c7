"""Events in: order, repeats, gaps and refusals, the same on SQLite and PostgreSQL."""

from typing import Any

import httpx
import pytest

from domain.events import FindingReported, PointAnswered, RoundStarted, RoundSubmitted, TaskCommented
from sync_server.office import Office
from tests.server_fixtures import TestPhone, phone_of

ROUND = RoundStarted("R1", "B01", "sba-monthly", "2026:1")
FINDING = FindingReported("F1", "B01", "FIR.EXT.PRT", "Borta", "high", space="B01-COR1")


def answered(number: int, value: Any = "ok") -> PointAnswered:
    return PointAnswered("R1", f"sba-m-{number:02}", value)


@pytest.fixture
def phone(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, "inspector-b01")


@pytest.fixture
def line(phone: TestPhone) -> list[dict[str, Any]]:
    """Five events in order: a round begun and four answers."""
    return [phone.event(act) for act in (ROUND, *map(answered, range(1, 5)))]


def answers_of(phone: TestPhone) -> list[str]:
    return sorted(phone.documents[("round", "R1")].get("answers", {}))


def test_events_are_applied_in_the_order_of_their_counter_whatever_order_they_come_in(
    phone: TestPhone, line: list[dict[str, Any]]
) -> None:
    assert phone.outcomes(line[::-1]) == ["accepted"] * 5
    assert answers_of(phone) == ["sba-m-01", "sba-m-02", "sba-m-03", "sba-m-04"]


def test_the_same_again_is_repeated_and_changes_nothing(phone: TestPhone, line: list[dict[str, Any]]) -> None:
    phone.send(line)
    version, cursor = phone.versions[("round", "R1")], phone.cursor
    assert phone.outcomes(line) == ["repeated"] * 5
    assert (phone.versions[("round", "R1")], phone.cursor) == (version, cursor)


def test_the_same_event_twice_in_one_request_is_kept_once(phone: TestPhone, line: list[dict[str, Any]]) -> None:
    assert phone.outcomes([line[0], line[0], line[1]]) == ["accepted", "accepted"]


def test_the_order_of_fields_does_not_make_other_content(phone: TestPhone, line: list[dict[str, Any]]) -> None:
    phone.send(line[:1])
    assert phone.outcomes([dict(reversed(line[0].items()))]) == ["repeated"]


def test_work_whose_key_is_gone_keeps_its_place_in_line_and_lets_in_what_follows(
    phone: TestPhone, line: list[dict[str, Any]]
) -> None:
    destroyed = [held | {"act": "UnsentDestroyed", "body": {}} for held in line[1:3]]
    assert phone.outcomes([line[0], *destroyed, *line[3:]]) == ["accepted"] * 5
    assert answers_of(phone) == ["sba-m-03", "sba-m-04"]


def test_a_gap_is_held_and_applied_when_it_fills(phone: TestPhone, line: list[dict[str, Any]]) -> None:
    assert phone.outcomes([line[0], line[2], line[4]]) == ["accepted", "held", "held"]
    assert answers_of(phone) == []
    receipts = phone.send([line[1]])["receipts"]
    assert [(receipt["counter"], receipt["outcome"]) for receipt in receipts] == [(2, "accepted"), (3, "accepted")]
    assert answers_of(phone) == ["sba-m-01", "sba-m-02"]
    assert phone.outcomes([line[4]]) == ["held"]
    assert phone.outcomes([line[3]]) == ["accepted", "accepted"]
    assert phone.outcomes(line) == ["repeated"] * 5


def test_other_content_under_a_number_already_taken_is_refused_and_kept_aside(
    phone: TestPhone, line: list[dict[str, Any]], office: Office
) -> None:
    phone.send(line[:2])
    other = line[1] | {"body": line[1]["body"] | {"value": "deviation"}}
    assert phone.outcomes([other, line[2]]) == ["same_id_other_content", "accepted"]
    assert phone.documents[("round", "R1")]["answers"]["sba-m-01"]["value"] == "ok"
    with office.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM set_aside").scalar() == 1


def test_other_content_under_a_number_that_is_held_is_refused(phone: TestPhone, line: list[dict[str, Any]]) -> None:
    other = line[1] | {"body": line[1]["body"] | {"value": "deviation"}}
    assert phone.outcomes([line[1]]) == ["held"]
    assert "same_id_other_content" in phone.outcomes([other])
    assert phone.outcomes([line[0]]) == ["accepted", "accepted"]
    assert phone.documents[("round", "R1")]["answers"]["sba-m-01"]["value"] == "ok"


REFUSED = {
    "an act from the future": ({"act": "DoorKicked"}, "not_understood"),
    "a field too many": ({"body": {"round": "R1", "point": "p", "value": "ok", "mood": "good"}}, "not_understood"),
    "a field too few": ({"body": {"round": "R1"}}, "not_understood"),
    "a number for a name": ({"body": {"round": 7, "point": "p", "value": "ok"}}, "not_understood"),
    "a text for a number": (
        {
            "act": "FindingReported",
            "body": {
                "finding": "F1",
                "building": "B01",
                "component": "FIR",
                "text": "x",
                "severity": "high",
                "photos": [{"sha256": "a" * 64, "width": "12"}],
            },
        },
        "not_understood",
    ),
    "a nested answer": ({"body": {"round": "R1", "point": "p", "value": [[1]]}}, "not_understood"),
    "a NUL": ({"body": {"round": "R1", "point": "p", "value": "a\0b"}}, "not_understood"),
    "no place to put it": ({"body": {"round": "", "point": "p", "value": "ok"}}, "not_understood"),
    "a time without a zone": ({"at": "2026-11-23T10:00:00"}, "not_understood"),
    "no time at all": ({"at": "yesterday"}, "not_understood"),
    "somebody else's name": ({"person": "manager-b01"}, "not_your_event"),
    "a round that is not": ({"body": {"round": "R9", "point": "p", "value": "ok"}}, "round_not_started"),
    "another event's id": ({"id": "00000000-0000-8001-8000-000000000000"}, "not_understood"),
    "a severity that policy lacks": (
        {
            "act": "FindingReported",
            "body": {"finding": "F1", "building": "B01", "component": "FIR", "text": "x", "severity": "meh"},
        },
        "not_understood",
    ),
    "an input that routing lacks": (
        {
            "act": "FindingReported",
            "body": {
                "finding": "F1",
                "building": "B01",
                "component": "FIR",
                "text": "x",
                "severity": "high",
                "case": {"mood": "good"},
            },
        },
        "not_understood",
    ),
    "a building they do not work in": (
        {
            "act": "FindingReported",
            "body": {"finding": "F1", "building": "B05", "component": "FIR", "text": "x", "severity": "high"},
        },
        "not_your_building",
    ),
    "a task that is not": ({"act": "TaskAcknowledged", "body": {"task": "T9"}}, "unknown_task"),
}


@pytest.mark.parametrize(("changed", "code"), REFUSED.values(), ids=REFUSED)
def test_a_refused_event_is_kept_with_the_reason_and_holds_up_nothing(
    phone: TestPhone, line: list[dict[str, Any]], changed: dict[str, Any], code: str
) -> None:
    strange = line[1] | changed
    assert phone.outcomes([line[0], strange, line[2]]) == ["accepted", code, "accepted"]
    assert phone.outcomes([strange]) == [code], "asked again, it gives the same reason"


def test_another_persons_device_is_refused_and_does_not_take_its_place_in_line(
    phone: TestPhone, office: Office, http: httpx.Client
) -> None:
    stranger = phone_of(office, http, "manager-b01")
    assert phone.outcomes([stranger.event(ROUND)]) == ["not_your_device"]
    stranger.counter = 0
    assert stranger.outcomes([stranger.event(ROUND)]) == ["not_your_round"]


def test_what_an_old_sign_in_left_unsent_is_taken_under_the_same_persons_new_one(
    phone: TestPhone, line: list[dict[str, Any]], office: Office, http: httpx.Client
) -> None:
    assert http.post("/sign-out", headers=phone.bearer).status_code == 200
    again = phone_of(office, http, "inspector-b01")
    assert again.device != phone.device
    assert again.outcomes(line) == ["accepted"] * 5


def test_a_thousand_answers_write_their_round_once(phone: TestPhone) -> None:
    phone.sync()
    answer = phone.sync(ROUND, *(PointAnswered("R1", f"p-{number}", "ok") for number in range(1000)))
    assert [parcel["kind"] for parcel in answer["documents"]] == ["round"]
    assert len(phone.documents[("round", "R1")]["answers"]) == 1000


def test_an_incomplete_round_stays_open_and_the_reason_names_the_first_point(phone: TestPhone) -> None:
    phone.sync(ROUND)
    (receipt,) = phone.sync(RoundSubmitted("R1", "Test"))["receipts"]
    assert receipt["refusal"]["code"] == "round_incomplete"
    assert phone.documents[("round", "R1")]["status"] == "in_progress"


def test_a_phone_with_a_fast_clock_cannot_report_from_the_future(phone: TestPhone) -> None:
    answer = phone.send([phone.event(FINDING, at="2999-01-01T00:00:00+00:00")])
    assert phone.documents[("finding", "F1")]["found_at"] == answer["server_time"]


def test_what_one_may_not_see_can_be_neither_touched_nor_overwritten(
    phone: TestPhone, office: Office, http: httpx.Client
) -> None:
    phone.sync(FINDING)
    stranger = phone_of(office, http, "inspector-b05")
    elsewhere = FindingReported("F1", "B05", "FIR.EXT.PRT", "Min", "low")
    events = [stranger.event(TaskCommented("F1", "Hej")), stranger.event(elsewhere)]
    assert stranger.outcomes(events) == ["unknown_task", "not_yours_to_see"]
    phone.sync()
    assert phone.documents[("finding", "F1")]["text"] == "Borta"
    assert "history" not in phone.documents[("task", "F1")]


def test_a_finding_cannot_be_reported_over_another(phone: TestPhone) -> None:
    again = FindingReported("F1", "B01", "FIR.EXT.PRT", "Något annat", "low")
    events = [phone.event(FINDING), phone.event(again)]
    assert phone.outcomes(events) == ["accepted", "finding_exists"]
    assert phone.documents[("task", "F1")]["text"] == "Borta"


def test_a_planned_round_of_one_building_cannot_be_begun_as_anothers(phone: TestPhone) -> None:
    phone.sync()
    planned = next(identity for kind, identity in phone.documents if kind == "round")
    event = phone.event(RoundStarted(planned, "B01", "graffiti-outdoor", "2026:1"))
    assert phone.outcomes([event])[0] in ("not_your_round", "other_round")
