"""The desk of the cases on a phone: what is late, whose it is, what is logged, and what never lies there unsealed."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.state.cases.desk import WAIVED
from app.state.phone import Phone
from domain.cases.case_file import CLOSED
from domain.language import Words
from domain.notices import Notice
from tests.unit.case_phone import (
    CARETAKER,
    COORDINATOR,
    MANAGER,
    TEACHER,
    a_case,
    ago,
    at,
    done_here,
    receive,
    told,
)
from tests.unit.demo_phone import DemoServer

SECRET = "Kanin fyra ringde hem"
NUMBER = "5000-K123456-26"


def test_late_cases_come_first_and_then_by_what_is_due_next(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        late = a_case(hours=60, id="late")
        soon, later = a_case(id="soon"), a_case("burglary", id="later")
        receive(phone, later, soon, late, a_case(id="over", status=CLOSED, closed_at=ago(1)))
        assert [case.id for case in phone.cases.open_cases()] == ["late", "soon", "later"]
        assert [case.id for case in phone.cases.late_cases()] == ["late"]
        assert [case.id for case in phone.cases.closed()] == ["over"]

    told(tmp_path, story)


@pytest.mark.parametrize(("person", "late"), [(MANAGER, 1), (COORDINATOR, 1), (TEACHER, 0), (CARETAKER, 0)])
def test_late_steps_reach_those_who_handle_the_case_and_the_coordinator(tmp_path: Path, person: str, late: int) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        assert len(phone.cases.late_cases()) == late

    told(tmp_path, story, a_case(hours=60), person=person)


def test_the_next_step_is_the_most_pressing_one_that_waits_for_no_other(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        case = a_case()
        police = replace(case, steps=tuple(step for step in case.steps if step.do in ("police", "talk_1", "contact")))
        receive(phone, police)
        waits = phone.cases.next_step(police)
        assert waits
        assert waits.do == "contact"
        assert phone.cases.do_step("r", "contact") is None
        then = phone.cases.next_step(police_now := phone.cases.case("r") or police)
        assert then
        assert (then.do, police_now.history[-1].what) == ("police", "CaseStepDone")

    told(tmp_path, story)


def test_nothing_is_done_later_than_now(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
        refusal = phone.cases.do_step("r", "contact", done=tomorrow)
        assert refusal
        assert refusal.code == "in_the_future"
        assert phone.cases.do_step("r", "contact", done=ago(0)) is None

    told(tmp_path, story, a_case())


def test_the_number_of_the_police_is_kept_as_they_write_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        phone.cases.do_step("r", "contact")
        note = phone.cases.note_on("r", "police")
        note.note(reference=" 5000-k123456-26 ")
        assert phone.cases.send(note) is None
        case = phone.cases.case("r")
        assert case
        assert case.police_number == NUMBER
        assert phone.cases.note_on("r", "police").facts == {}

    told(tmp_path, story, a_case())


def test_opening_a_case_is_logged_where_it_is_restricted_and_nowhere_else(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        receive(phone, a_case("burglary", id="b"))
        assert phone.cases.open("b") is None
        assert phone.cases.open("nothing here") is None
        assert done_here(phone) == []
        assert phone.cases.open("r") is None
        assert done_here(phone) == ["CaseOpened"]

    told(tmp_path, story, a_case())


def test_what_is_written_about_a_step_of_a_restricted_case_is_sealed_on_the_disk(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        receive(phone, a_case("burglary", id="b"))
        phone.cases.note_on("b", "cause").change(text="Fönstret 0815 stod öppet")
        phone.cases.note_on("r", "contact").change(text=SECRET)
        reason = phone.cases.note_on("r", "police")
        reason.note(answer=WAIVED, why=SECRET)
        phone.cases.do_step("r", "support", text=SECRET)
        held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert json.dumps("Fönstret 0815 stod öppet")[1:-1].encode() in held, "what is not sealed should be found"
        assert SECRET.encode() not in held
        assert b"Kanin" not in held

    told(tmp_path, story, a_case())


def test_looking_at_a_step_is_no_work_that_a_sign_out_would_destroy(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        note = phone.cases.note_on("r", "contact")
        assert phone.unsent_sealed() == 0
        note.change(text=SECRET)
        assert phone.unsent_sealed() == 1
        assert phone.cases.send(note) is None
        assert phone.unsent_sealed() == 1, "the act itself waits to be sent"

    told(tmp_path, story, a_case())


def test_a_step_that_is_refused_keeps_what_was_written(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        note = phone.cases.note_on("r", "work_environment")
        note.change(text=SECRET)
        refusal = phone.cases.send(note)
        assert refusal
        assert refusal.code == "nothing_said"
        note.note(answer=WAIVED)
        assert phone.cases.send(note)
        assert phone.cases.note_on("r", "work_environment").text == SECRET
        note.note(why="Ingen fara för någon")
        assert phone.cases.send(note) is None
        assert done_here(phone) == ["CaseStepWaived"]

    told(tmp_path, story, a_case())


def test_what_is_told_many_times_in_the_same_neutral_words_stands_once_and_is_put_away_at_once(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        words = Words("Ett nytt personsäkerhetsärende", "A new personal safety case")
        late = [Notice(f"r:{do}", "B01", "unit_manager", "r", ago(hour), words) for hour, do in enumerate(("a", "b"))]
        other = Notice("other", "B01", "unit_manager", "q", ago(9), words)
        receive(phone, *late, other)
        assert [notice.id for notice in phone.notices()] == ["r:a", "other"]
        phone.put_away(phone.notices()[0])
        assert [notice.id for notice in phone.notices()] == ["other"]

    told(tmp_path, story)


def test_a_notice_of_a_case_leads_to_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        receive(phone, Notice("r:unit_manager", "B01", "unit_manager", "r", ago(0), Words("Ett nytt ärende")))
        async with at(phone, "/") as seen:
            await seen.tap("notice-r:unit_manager")
            assert seen.page.route == "/cases/r"

    told(tmp_path, story, a_case())
