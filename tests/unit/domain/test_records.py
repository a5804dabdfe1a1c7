"""Records travel as plain data and come back the same; ids begin with their device."""

import dataclasses
import json
import typing
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.event_lines import event_from_plain, event_to_plain
from domain.events import Act, Event, FindingReported, PointAnswered
from domain.identity import device_of, new_id
from domain.records import changed, from_plain, to_plain
from domain.refusals import Refusal
from domain.rounds.round import Answer, Round
from domain.wire import Receipt, SyncAnswer
from tests.unit.world import CHECKLIST, SCHOOL

VALUES = st.one_of(st.none(), st.text(max_size=9), st.integers(), st.lists(st.text(max_size=3), max_size=3))
EVENTS = st.builds(
    Event,
    id=st.uuids().map(str),
    device=st.just("00000001"),
    counter=st.integers(1, 9),
    person=st.text(max_size=9),
    at=st.text(max_size=9),
    act=st.one_of([st.from_type(act) for act in typing.get_args(Act) if act not in (PointAnswered, FindingReported)])
    | st.builds(PointAnswered, value=VALUES)
    | st.builds(FindingReported, answer=VALUES),
)


@given(EVENTS)
def test_an_event_comes_back_from_json_as_it_was(event: Event) -> None:
    assert event_from_plain(json.loads(json.dumps(event_to_plain(event)))) == event


@pytest.mark.parametrize(
    "record",
    [
        SCHOOL,
        CHECKLIST,
        Round("r", "B01", "sba", "2026:1", answers={"p@EX-1": Answer("ok", "t", "me"), "q": Answer([1], "t", "me")}),
        SyncAnswer(receipts=(Receipt("e", 1, "refused", Refusal("no", CHECKLIST.title)),)),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_document_comes_back_from_json_as_it_was(record) -> None:
    assert from_plain(type(record), json.loads(json.dumps(to_plain(record)))) == record


def test_what_a_record_has_worked_out_for_itself_does_not_travel() -> None:
    untouched = to_plain(dataclasses.replace(SCHOOL))
    assert SCHOOL.orgs
    assert to_plain(SCHOOL) == untouched


def test_a_changed_document_is_another_and_the_first_stays_as_it_was() -> None:
    round_ = Round("r", "B01", "sba", "2026:1")
    assert changed(round_, status="submitted") == dataclasses.replace(round_, status="submitted")
    assert round_.status == "planned"


def test_what_holds_its_default_is_left_out() -> None:
    assert to_plain(Round("r", "B01", "sba", "2026:1")) == {
        "id": "r",
        "building": "B01",
        "checklist": "sba",
        "version": "2026:1",
    }


def test_a_field_from_a_newer_version_is_passed_over() -> None:
    assert from_plain(Answer, {"value": "ok", "at": "t", "person": "me", "mood": "good"}) == Answer("ok", "t", "me")


def test_a_field_that_is_missing_is_an_error() -> None:
    with pytest.raises(TypeError):
        from_plain(Answer, {"value": "ok"})


@given(st.integers(0, 2**28 - 1), st.binary(min_size=8, max_size=8))
def test_an_id_is_a_uuid_of_version_8_that_begins_with_its_device(counter: int, chance: bytes) -> None:
    identity = new_id("0000abcd", counter, chance)
    read = uuid.UUID(identity)
    assert (read.version, read.variant, device_of(identity)) == (8, uuid.RFC_4122, "0000abcd")


@given(st.integers(0, 2**28 - 2), st.binary(min_size=8, max_size=8), st.binary(min_size=8, max_size=8))
def test_ids_of_one_device_sort_in_the_order_they_were_made(counter: int, one: bytes, other: bytes) -> None:
    assert new_id("0000abcd", counter, one) < new_id("0000abcd", counter + 1, other)
