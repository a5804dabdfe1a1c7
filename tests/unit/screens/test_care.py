"""The calm word under a field that seems to say who somebody is, and the guidance behind it, on the screens."""

from pathlib import Path

import pytest

from app.screens.care import NEVER
from app.state.phone import Phone
from tests.unit.demo_phone import DemoServer
from tests.unit.phone.test_drafts import begun, drafted, form, step_of
from tests.unit.screens.test_journeys import screens, tell

NUMBER = "850402-1232"


def test_a_number_in_a_report_is_warned_of_while_it_is_typed_and_the_warning_goes_with_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = drafted(phone, begun(phone, "graffiti-outdoor"), "graf-05", text="Klotter")
        async with screens(phone, f"/draft/{draft.id}") as seen:
            field = seen.inside("words")
            assert "care-warning" not in seen.ids()
            await seen.type("words", f"Det var {NUMBER}")
            assert seen.says("Det ser ut som ett personnummer. Skriv hellre")
            assert seen.inside("words") is field, "the field is not drawn anew under the fingers"
            assert draft.text == f"Det var {NUMBER}", "nothing is held up"
            await seen.type("words", "Det var en elev")
            assert "care-warning" not in seen.ids()
            assert draft.text == "Det var en elev"

    tell(story, tmp_path)


def test_what_was_written_before_is_warned_of_when_it_is_opened_again(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = drafted(phone, begun(phone, "graffiti-outdoor"), "graf-05", text="Ring 070-123 45 67")
        async with screens(phone, f"/draft/{draft.id}") as seen:
            assert seen.says("Det ser ut som ett telefonnummer.")

    tell(story, tmp_path)


def test_the_municipality_s_own_numbers_and_police_numbers_raise_no_alarm(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        about = phone.names.about()
        assert about
        draft = drafted(phone, begun(phone, "graffiti-outdoor"), "graf-05")
        async with screens(phone, f"/draft/{draft.id}") as seen:
            await seen.type("words", f"Ringde jouren {about.duty_phone}, ärende 5000-K123456-26, LJH-B01-EX-001")
            assert "care-warning" not in seen.ids()

    tell(story, tmp_path)


def test_the_words_of_a_form_a_note_and_an_answer_are_watched_too(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = form(phone, "incident-threat-violence")
        step = next(step for step in walk.steps if step.point.type == "long_text")
        async with screens(phone, f"/round/{walk.round.id}/point/{walk.number_of(step)}") as seen:
            await seen.type("answer-text", f"Han heter Kalle, {NUMBER}")
            assert seen.says("Det ser ut som ett personnummer.")
            assert seen.says("Det ser ut som att någon pekas ut med namn.")
        async with screens(phone, "/tasks/task-1/comment") as seen:
            await seen.type("words", "Mejla a@b.se")
            assert seen.says("Det ser ut som en e-postadress.")

    tell(story, tmp_path)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_guidance_says_what_never_belongs_here_and_whom_to_turn_to(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        about = phone.names.about()
        assert about
        async with screens(phone, "/report") as seen:
            await seen.tap("care-link")
            assert seen.page.route == "/report/care"
            assert {name.replace(".", "-") for _, name, *_ in NEVER} <= set(seen.ids())
            assert seen.says(about.police_other)
            assert seen.inside("care-call-duty").url == f"tel:{about.duty_phone.replace(' ', '')}"
            assert seen.says({"sv": "säkerhetsskyddschefen", "en": "security protection manager"}[language])

    tell(story, tmp_path, language=language)


def test_whoever_begins_a_form_can_read_what_does_not_belong_in_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/report/form/incident-threat-violence") as seen:
            await seen.tap("care-link")
            assert seen.page.route == "/report/care"

    tell(story, tmp_path)


def test_the_guidance_opens_over_what_is_being_written_and_leaves_it_there(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = form(phone, "incident-threat-violence")
        step = step_of(walk, next(step.point.id for step in walk.steps if step.point.type == "long_text"))
        async with screens(phone, f"/round/{walk.round.id}/point/{walk.number_of(step)}") as seen:
            await seen.type("answer-text", NUMBER)
            await seen.tap("care-what-not")
            assert "care-security" in seen.ids()
            await seen.tap("care-close")
            assert "care-security" not in seen.ids()
            await seen.tap("answer-save")
        answered = phone.book.walk(walk.round.id)
        assert answered
        assert answered.round.answers[step.key].value == NUMBER

    tell(story, tmp_path)
