"""The case on the screens: its clock, its steps with their numbers and reasons, and what others may not read of it."""

from dataclasses import replace
from pathlib import Path

import flet as ft
import pytest

from app.state.phone import Phone
from domain.cases.case_file import CLOSED, HIGH, CaseEntry, CaseFile
from domain.cases.opened import PROTOCOL, Opening
from domain.cases.steps import STEPS
from tests.unit.case_phone import (
    CARETAKER,
    COORDINATOR,
    MANAGER,
    TEACHER,
    a_case,
    ago,
    at,
    done_here,
    opened_by,
    receive,
    told,
)
from tests.unit.demo_phone import DemoServer
from tests.unit.harness import Screens
from tests.unit.screens.test_accessible import nameless

CANARY = "Kanariefågel 4711"
NUMBER = "5000-K123456-26"
REVEALING = ("hot", "våld", "threat", "violence", "Polisanmäl", "Prata med", "Arbetsmiljöverket")


def reveals(seen: Screens) -> list[str]:
    return [word for word in REVEALING if seen.says(word)]


def with_step(case: CaseFile, do: str, **fields: str) -> CaseFile:
    return replace(case, steps=tuple(replace(s, **fields) if s.do == do else s for s in case.steps))


def in_order(seen: Screens, *identifiers: str) -> bool:
    return [name for name in seen.ids() if name in identifiers] == list(identifiers)


# --- the ways to it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [MANAGER, COORDINATOR])
def test_home_says_that_a_case_is_late_and_nothing_about_it(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/") as seen:
            assert seen.says("Ett händelseärende har försenade steg")
            assert reveals(seen) == []
            await seen.tap("late-cases")
            assert seen.page.route == "/cases"

    told(tmp_path, story, a_case(hours=60), person=person)


def test_home_says_that_a_step_is_for_today_and_nothing_about_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/") as seen:
            assert "late-cases" not in seen.ids()
            assert reveals(seen) == []
            await seen.tap("cases-today")
            assert seen.page.route == "/cases"

    told(tmp_path, story, with_step(a_case(), "contact", aim=ago(0), by=ago(-1)))


@pytest.mark.parametrize("person", [TEACHER, CARETAKER])
def test_home_says_nothing_of_late_steps_to_those_who_do_not_handle_the_case(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        for route in ("/", "/tasks"):
            async with at(phone, route) as seen:
                assert {"late-cases", "cases-today", "open-cases"}.isdisjoint(seen.ids())

    told(tmp_path, story, a_case(hours=60), person=person)


def test_the_cases_are_reached_from_the_tasks_and_from_more(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        for route, link in (("/tasks", "open-cases"), ("/more", "more-cases")):
            async with at(phone, route) as seen:
                await seen.tap(link)
                assert seen.page.route == "/cases"
                await seen.tap("case-r")
                assert seen.page.route == "/cases/r"

    told(tmp_path, story, a_case())


def test_a_restricted_case_is_not_named_in_the_list_and_another_is(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/cases") as seen:
            assert seen.says("Personsäkerhetsärende")
            assert reveals(seen) == []
            assert not seen.says("Björkhagaskolan")
        receive(phone, a_case("burglary", hours=60))
        async with at(phone, "/cases") as seen:
            assert seen.says("Björkhagaskolan")
            assert seen.says("inbrott")
            assert seen.says("Polisanmäl")

    told(tmp_path, story, a_case(hours=60))


def test_the_list_has_the_late_ones_first_and_the_closed_ones_folded(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        over = a_case(id="over", status=CLOSED, closed_at=ago(0))
        receive(phone, a_case(id="calm"), a_case(hours=60, id="late"), over)
        async with at(phone, "/cases") as seen:
            assert in_order(seen, "case-late", "case-calm")
            await seen.tap("closed-cases")
            assert seen.says("Avslutat i dag")

    told(tmp_path, story)


def test_whoever_handles_nothing_is_told_what_the_page_is_for(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/cases") as seen:
            assert seen.says("Inga händelseärenden")
        async with at(phone) as seen:
            assert seen.says("Ärendet finns inte här")

    told(tmp_path, story, person=CARETAKER)


# --- the page --------------------------------------------------------------------------------------------------------


def test_what_is_late_stands_before_what_is_for_today_and_for_later(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert in_order(seen, "steps-late", "step-contact", "steps-later", "step-talk_2")
            assert in_order(seen, "step-work_environment", "steps-later"), "the hard stop of 24 hours has passed"
            assert seen.says("försenat, skulle ha varit klart")
            assert seen.says("AML 3 kap. 3 a §")

    told(tmp_path, story, a_case(hours=60))


def test_what_should_be_done_today_is_for_today_although_the_law_gives_it_longer(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        case = with_step(a_case(), "work_environment", aim=ago(0), by=ago(-20))
        receive(phone, with_step(case, "contact", by=ago(-1)))
        async with at(phone) as seen:
            assert in_order(seen, "steps-today", "step-work_environment", "steps-later")

    told(tmp_path, story)


def test_a_duty_has_buttons_to_where_it_is_done(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        phone.cases.do_step("r", "contact")
        async with at(phone) as seen:
            assert seen.inside("visit-work_environment").url.url == "https://anmalarbetsskada.se"
            assert seen.inside("call-police").url == "tel:11414"
            assert "visit-police" not in seen.ids(), "a threat is reported by phone"
        receive(phone, a_case("burglary", id="b"))
        async with at(phone, "/cases/b") as seen:
            assert seen.inside("visit-police").url.url == "https://polisen.se"

    told(tmp_path, story, a_case())


def test_the_police_wait_until_somebody_has_talked_with_the_person(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/cases/r/step/police") as seen:
            assert seen.says("Väntar på: Prata med den som drabbats")
            assert "send-case-step" not in seen.ids()
        async with at(phone, "/cases/r") as seen:
            await seen.tap("next-step")
            assert seen.page.route == "/cases/r/step/contact"
            await seen.tap("send-case-step")
            assert seen.page.route == "/cases/r"
            await seen.tap("step-police")
            assert "send-case-step" in seen.ids()

    told(tmp_path, story, a_case())


def test_a_wrong_number_of_the_police_is_refused_in_words_and_the_right_one_stands_in_the_case(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        phone.cases.do_step("r", "contact")
        async with at(phone, "/cases/r/step/police") as seen:
            await seen.type("reference", "K123")
            await seen.tap("send-case-step")
            assert seen.says(f"Polisens nummer skrivs som {NUMBER}.")
            assert seen.page.route == "/cases/r/step/police"
            await seen.type("reference", NUMBER)
            await seen.tap("send-case-step")
            assert seen.page.route == "/cases/r"
            assert seen.says(NUMBER)
            await seen.tap("taken")
            assert "taken-police" in seen.ids()

    told(tmp_path, story, a_case())


def test_the_authority_wants_a_receipt_or_a_reason_in_writing(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/cases/r/step/work_environment") as seen:
            await seen.tap("send-case-step")
            assert seen.says("Skriv kvittensnumret, eller varför ingen anmälan görs.")
            await seen.tap("case-step-waived")
            await seen.tap("send-case-step")
            assert seen.says("Skriv varför det inte görs.")
            await seen.type("why", "Ingen fara")
            await seen.tap("send-case-step")
            assert seen.page.route == "/cases/r"
        async with at(phone, "/cases/r/step/work_environment") as seen:
            assert seen.says("Ingen fara")
            assert "send-case-step" not in seen.ids()

    told(tmp_path, story, a_case())


@pytest.mark.parametrize("do", [do for do, kind in STEPS.items() if not kind.may_waive and do in ("contact", "cause")])
def test_what_must_always_be_done_cannot_be_left_out(tmp_path: Path, do: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, f"/cases/r/step/{do}") as seen:
            assert "case-step-waived" not in seen.ids()
            assert "send-case-step" in seen.ids()

    told(tmp_path, story, a_case())


def test_each_level_of_risk_says_what_it_means(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/cases/r/step/repetition") as seen:
            assert seen.says("Hög. Personen har sagt att den kommer tillbaka")
            await seen.tap("send-case-step")
            assert seen.says("Välj låg, viss eller hög.")
            await seen.tap("level-high")
            await seen.tap("send-case-step")
        case = phone.cases.case("r")
        assert case
        assert case.repetition == HIGH

    told(tmp_path, story, a_case())


def test_a_step_may_have_been_taken_at_another_time_than_now(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        then = ago(0.5)
        phone.cases.note_on("r", "contact").note(done=then)
        async with at(phone, "/cases/r/step/contact") as seen:
            assert seen.every(ft.Semantics, identifier="when-then")[0].checked
            await seen.tap("send-case-step")
        case = phone.cases.case("r")
        step = case.step("contact") if case else None
        assert step
        assert step.done_at == then

    told(tmp_path, story, a_case())


# --- who has opened it -----------------------------------------------------------------------------------------------


def test_an_opening_is_logged_once_however_often_the_page_is_drawn(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            await seen.tap("step-support")
            await seen.tap("send-case-step")
            assert done_here(phone) == ["CaseOpened", "CaseStepDone"]
        async with at(phone):
            assert done_here(phone) == ["CaseOpened", "CaseStepDone", "CaseOpened"]

    told(tmp_path, story, a_case())


def test_opening_a_case_that_is_not_restricted_is_not_logged(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert "case" in seen.ids()
            assert not seen.says("Få får läsa det här")
        assert done_here(phone) == []

    told(tmp_path, story, a_case("burglary"))


OPENED = (
    Opening(ago(30), MANAGER, "Rektor"),
    Opening(ago(3), MANAGER, "Rektor"),
    Opening(ago(2.9), MANAGER, "Rektor", PROTOCOL),
)


@pytest.mark.parametrize("person", [TEACHER, COORDINATOR])
def test_the_log_says_who_has_opened_it_and_what_they_took_out(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert "case-log" in seen.ids()
            assert seen.texts().count("Rektor") == 3
            assert seen.says("tog ut protokollet")

    case = a_case()
    told(tmp_path, story, case, opened_by(case, *OPENED), person=person)


def test_several_looks_in_a_row_on_one_day_are_one_line_of_the_log(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert seen.says("läste 3 gånger, senast")

    case, at_noon = a_case(), f"{ago(48)[:10]}T12:00:0"
    looks = [Opening(f"{at_noon}{second}+00:00", MANAGER, "Rektor") for second in range(3)]
    told(tmp_path, story, case, opened_by(case, *looks), person=COORDINATOR)


def test_the_manager_is_told_that_it_is_logged_and_is_not_shown_the_log(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert seen.says("Att du har öppnat ärendet är loggat.")
            assert "case-log" not in seen.ids()

    told(tmp_path, story, a_case())


# --- who may only read -----------------------------------------------------------------------------------------------


def taken(case: CaseFile) -> CaseFile:
    """With words of the manager's that are not for the reporter."""
    case = with_step(case, "contact", done_at=ago(0.5), person=MANAGER, title="Rektor", text=CANARY)
    case = with_step(case, "work_environment", waived=CANARY, title="Rektor")
    return replace(case, history=(CaseEntry(ago(0.5), MANAGER, "Rektor", "CaseStepDone", "contact", CANARY),))


def test_the_reporter_reads_what_happens_and_nothing_that_was_written_about_them(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert seen.says("Din anmälan")
            assert seen.says("Prata med den som drabbats: klart")
            assert not seen.says(CANARY)
            assert "next-step" not in seen.ids()
            assert seen.inside("step-support").on_click is None
            await seen.tap("taken")
            assert seen.says("Görs inte · Rektor")
            assert not seen.says(CANARY)
        async with at(phone, "/cases/r/step/contact") as seen:
            assert not seen.says(CANARY)
        async with at(phone, "/cases/r/step/support") as seen:
            assert seen.says("Steget görs av den som handlägger ärendet")
            assert "send-case-step" not in seen.ids()

    told(tmp_path, story, taken(a_case()), person=TEACHER)


@pytest.mark.parametrize(
    ("language", "who", "when"),
    [("sv", "Det här gör din chef", "Chefen gör senare"), ("en", "Your manager does this", "Your manager does later")],
)
def test_the_reporter_is_told_that_the_steps_are_the_managers_and_reads_no_law(
    tmp_path: Path, language: str, who: str, when: str
) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert in_order(seen, "not-yours", "steps-late", "steps-later")
            assert seen.says(who)
            assert seen.says(when)
            assert not seen.says("AFS 2023:2")

    told(tmp_path, story, a_case(hours=60), person=TEACHER, language=language)


def test_where_no_manager_handles_the_case_the_reporter_is_not_told_that_the_manager_does(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert seen.says("Det här gör de som handlägger ärendet")
            assert not seen.says("Chefen")

    told(tmp_path, story, a_case(handlers=("property_manager",)), person=TEACHER)


@pytest.mark.parametrize("person", [MANAGER, COORDINATOR])
def test_those_who_handle_it_read_the_law_and_are_not_told_that_somebody_else_does_it(
    tmp_path: Path, person: str
) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert "not-yours" not in seen.ids()
            assert seen.says("AFS 2023:2")

    told(tmp_path, story, a_case(), person=person)


def test_those_who_handle_it_read_what_was_written(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            await seen.tap("taken")
            assert seen.texts().count(CANARY) == 3

    told(tmp_path, story, taken(a_case()))


def test_a_closed_case_offers_no_steps(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone) as seen:
            assert seen.says("Avslutat")
            assert "next-step" not in seen.ids()
        async with at(phone, "/cases/r/step/contact") as seen:
            assert "send-case-step" not in seen.ids()

    told(tmp_path, story, a_case(status=CLOSED, closed_at=ago(0)))


# --- for everybody ---------------------------------------------------------------------------------------------------

ROUTES = (
    "/cases",
    "/cases/r",
    *(f"/cases/r/step/{do}" for do in ("contact", "police", "repetition", "social_insurance")),
)


@pytest.mark.parametrize("person", [MANAGER, TEACHER, COORDINATOR])
def test_everything_that_can_be_touched_has_a_name(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        for route in ROUTES:
            async with at(phone, route) as seen:
                assert not nameless(seen), route

    case = taken(a_case(hours=60))
    told(tmp_path, story, case, opened_by(case, *OPENED), person=person)


def test_the_pages_speak_english(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with at(phone, "/cases") as seen:
            assert seen.says("Personal safety case")
        async with at(phone) as seen:
            assert seen.says("Talk with the affected person")
            assert seen.says("Waits for: Talk with the affected person")
            assert seen.says("Open anmalarbetsskada.se")
            assert not seen.says("steg")

    told(tmp_path, story, a_case(), language="en")
