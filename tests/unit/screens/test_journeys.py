"""Whole journeys over the real phone state: what a caretaker, a teacher and a manager do, in both languages."""

import asyncio
import hashlib
import io
import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from PIL import Image

from app.main import show
from app.screens.answers import control_for
from app.screens.app import PATTERNS, parent_of
from app.screens.guard import part
from app.screens.surroundings import PhoneContext, SettingsContext
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.checklists.checklist import Checklist
from domain.records import to_plain
from domain.rounds.round import Round
from domain.rounds.walk import Step
from domain.tasks.task import Task
from domain.wire import Parcel
from sync_server.content import load_municipality
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

ROUND, NOW = "B01:fire-technical-owner:0", "2026-11-23T09:00:00+00:00"
LANGUAGES = ("sv", "en")
TOWN = load_municipality()


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def screens(phone: Phone, route: str = "/", width: int = 390, **answers: Any) -> Screens:
    return Screens(lambda page: show(page, phone), route=route, width=width, answers=answers)


Story = Callable[[Phone, DemoServer], Coroutine[None, None, None]]


def tell(story: Story, folder: Path, *, language: str = "sv", signed_in: bool = True, **server: Any) -> None:
    async def told() -> None:
        demo = DemoServer(**server)
        phone = await demo_phone(folder, demo, signed_in=signed_in)
        phone.settings.choose_language(language)
        await story(phone, demo)
        phone.db.close()

    asyncio.run(told())


ROUTES = (
    "/",
    "/start",
    "/sending",
    "/attention",
    "/report",
    "/report/about/fire",
    "/report/about/nothing-like-it",
    "/report/draft/gone",
    "/tasks",
    "/tasks/task-1",
    "/tasks/task-3",
    "/tasks/gone",
    "/tasks/task-1/done",
    "/tasks/task-1/comment",
    "/tasks/task-1/hand_back",
    "/more",
    "/enrol/abc",
    "/draft/gone",
    "/round/gone",
    "/round/gone/sign",
    f"/round/{ROUND}",
    f"/round/{ROUND}/sign",
    f"/round/{ROUND}/point/0",
    f"/round/{ROUND}/point/999",
    f"/round/{ROUND}/point/x",
    "/nothing/here",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_opens_by_its_link(tmp_path: Path, language: str, width: int) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        for route in ROUTES:
            async with screens(phone, route, width) as seen:
                assert not seen.says("could not be shown"), f"{route}: {seen.texts()}"
                assert seen.texts(), route
                wide = bool(seen.every(ft.NavigationRail))
                assert wide == (width >= 900) or route.startswith("/enrol"), route

    tell(story, tmp_path, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("checklist", list(TOWN.checklists.values()), ids=lambda checklist: checklist.id)
def test_every_point_of_every_checklist_can_be_answered(tmp_path: Path, language: str, checklist: Checklist) -> None:
    building = TOWN.buildings["B01"]
    steps = [Step(section, point) for section in checklist.sections for point in section.points]

    async def story(phone: Phone, _: DemoServer) -> None:
        begun = Round("r", "B01", checklist.id, checklist.version)
        walk = Walk(begun, building, checklist, lambda _: None, phone.documents, lambda: NOW, lambda: "x")

        def page() -> ft.Control:
            controls = [
                control_for(step, walk, None, lambda _: None) for step in steps if step.point.type != "signature"
            ]
            return ft.Column(controls)

        def draw(flet_page: ft.Page) -> None:
            language_of = phone.settings
            flet_page.render(lambda: PhoneContext(phone, lambda: SettingsContext(language_of, part(page))))

        async with Screens(draw) as seen:
            assert not seen.says("could not be shown")
            ways = {name for name in seen.ids() if name.startswith(("answer", "take-photo"))}
            assert ways, seen.texts()

    tell(story, tmp_path, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_from_home_to_the_signature(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone) as seen:
            await seen.tap("next-round")
            assert seen.page.route == f"/round/{ROUND}"
            await seen.tap("start-round")
            walk = phone.book.walk(ROUND)
            assert walk is not None
            while walk.next_unanswered():
                before = walk.progress[0]
                await answer(seen)
                assert walk.progress[0] > before or seen.page.route.endswith("/sign") or before == walk.progress[1]
            await seen.tap("to-sign")
            await seen.type("sign-name", "Karin Ek")
            await seen.tap("sign")
            assert walk.round.status == "submitted"
            assert seen.says("Karin Ek")
            await phone.send_now()
        assert [event["act"] for event in server.events][-1] == "RoundSubmitted"
        assert "FindingReported" in {event["act"] for event in server.events}

    tell(story, tmp_path, language=language)


async def answer(seen: Screens) -> None:
    """Answer the point that is shown: OK where that is one tap, a fine number, a deviation for the first choice."""
    ids = seen.ids()
    if "answer-ok" in ids:
        await seen.tap("answer-ok")
    elif "answer-number" in ids:
        await seen.type("answer-number", "3")
        await seen.tap("answer-save")
    elif "answer-now" in ids:
        await seen.tap("answer-now")
    elif "answer-yes" in ids:
        await seen.tap("answer-yes")
    elif "answer-text" in ids:
        await seen.type("answer-text", "Inget")
        await seen.tap("answer-save")
    else:
        choice = next(name for name in ids if name.startswith("answer-"))
        await seen.tap(choice)
    if "send-draft" in seen.ids():
        await seen.type("words", "Otätt")
        if "no-photo" in seen.ids():
            await seen.tap("no-photo")
            await seen.tap("no-photo-dark")
        await seen.tap("send-draft")


def test_a_round_that_nobody_planned_starts_after_one_more_question(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone) as seen:
            await seen.tap("start-other")
            await seen.tap("start-B02-graffiti-outdoor")
            await seen.tap("cancel-B02-graffiti-outdoor")
            assert phone.unsent() == 0
            await seen.tap("start-B02-graffiti-outdoor")
            await seen.tap("begin-B02-graffiti-outdoor")
            assert seen.page.route.startswith("/round/")
            assert "next-point" in seen.ids()

    tell(story, tmp_path)


def test_a_deviation_is_a_photo_some_words_and_where_it_goes(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        phone.book.start(ROUND)
        walk = phone.book.walk(ROUND)
        assert walk is not None
        first = walk.steps[0]
        camera: Any = {"get_available_cameras": [{"name": "b", "lens_direction": "back", "sensor_orientation": 0}]}
        async with screens(phone, f"/round/{ROUND}/point/0", **camera, take_picture=picture()) as seen:
            await seen.tap("answer-deviation")
            assert "/draft/" in seen.page.route
            assert seen.inside("send-draft").disabled
            [draft] = phone.drafts()
            await seen.tap("take-photo")
            await seen.tap("shoot")
            await until(seen, lambda: bool(draft.photos))
            assert not seen.inside("send-draft").disabled
            await seen.type("words", "Sprucket glas")
            await seen.tap("severity")
            await seen.tap("severity-critical")
            assert seen.says("Ring också")
            await seen.tap("fixed-on-spot")
            assert seen.says("Går till")
            await seen.tap("send-draft")
            assert seen.page.route == f"/round/{ROUND}/point/0"
            assert not seen.says(first.point.text.sv), "after the deviation comes the next point"
        finding = walk.finding_of(first)
        assert finding is not None
        assert (finding.text, finding.severity, finding.fixed_on_spot) == ("Sprucket glas", "critical", True)
        assert len(finding.photos) == 1
        assert phone.drafts() == []

    tell(story, tmp_path)


async def until(seen: Screens, there: Callable[[], bool]) -> None:
    """What runs in a thread (Pillow, the disk) needs real time."""
    for _ in range(500):
        if there():
            break
        await asyncio.sleep(0.01)
    await seen.settle()
    assert there(), seen.texts()


def test_without_a_camera_the_app_says_so_and_the_chooser_is_there(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = phone.new_report()
        async with screens(phone, f"/report/draft/{draft.id}", get_available_cameras=[]) as seen:
            await seen.tap("take-photo")
            assert seen.says("Kameran gick inte att öppna")
            await seen.tap("close-camera")
            [picker] = [held for held in seen.page.services if isinstance(held, ft.FilePicker)]
            file = {"id": 1, "name": "a.jpg", "size": 1, "path": None, "bytes": picture()}
            await seen.fire(picker, "result", {"files": [file]})
            await until(seen, lambda: bool(draft.photos))
            sha256 = draft.photos[0].sha256
            assert hashlib.sha256(await phone.album.load(sha256) or b"").hexdigest() == sha256
            await seen.tap(f"remove-photo-{sha256[:8]}")
            assert draft.photos == ()

    tell(story, tmp_path)


def test_no_camera_where_photos_are_forbidden(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        round_id = phone.book.start_unplanned("B01", "alarm-test")
        walk = phone.book.walk(str(round_id))
        assert walk is not None
        [at] = [i for i, step in enumerate(walk.steps) if step.point.photo_forbidden][:1]
        async with screens(phone, f"/round/{round_id}/point/{at}") as seen:
            assert seen.says("Fotografera inte här")
            await seen.tap("answer-deviation")
            assert "take-photo" not in seen.ids()
            assert "choose-photo" not in seen.ids()

    tell(story, tmp_path)


def test_a_draft_that_was_left_waits_on_home_with_every_letter(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/report/about/fire") as seen:
            await seen.type("report-search", "släckare")
            about = next(name for name in seen.ids() if name.startswith("about-"))
            await seen.tap(about)
            await seen.tap("building-B01")
            await seen.type("words", "Släckaren saknas")
            [draft] = phone.drafts()
            await seen.go("/")
            assert seen.says("Släckaren saknas")
            await seen.tap(f"draft-{draft.id}")
            assert seen.inside("words").value == "Släckaren saknas"
            await seen.tap("send-draft")
        assert phone.drafts() == []

    tell(story, tmp_path)


def test_a_draft_is_thrown_away_only_after_a_second_thought(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = phone.new_report()
        async with screens(phone, f"/draft/{draft.id}") as seen:
            await seen.tap("discard-draft")
            await seen.tap("keep-draft")
            assert phone.draft(draft.id) is draft
            await seen.tap("discard-draft")
            await seen.tap("discard-sure")
            assert phone.draft(draft.id) is None
            assert seen.page.route == "/"

    tell(story, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_task_is_taken_on_and_done_with_words(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/tasks") as seen:
            await seen.tap("task-task-1")
            await seen.tap("acknowledge")
            task = phone.task("task-1")
            assert task is not None
            assert task.status == "acknowledged"
            assert "acknowledge" not in seen.ids()
            await seen.tap("done")
            await seen.type("words", "Justerad")
            assert seen.inside("send-done").disabled
            assert seen.says("Ta ett foto från samma plats" if language == "sv" else "Take a photo from the same spot")
            await phone.note_on("task-1", "done").add_photo(picture())
            await seen.settle()
            await seen.tap("send-done")
            assert seen.page.route == "/tasks/task-1"
            assert seen.says("Justerad")
            assert "done" not in seen.ids(), "what is done cannot be done again"
        await phone.send_now()
        assert [event["act"] for event in server.events] == ["TaskAcknowledged", "TaskDone"]

    tell(story, tmp_path, language=language)


def test_handing_back_needs_a_reason_and_says_that_the_task_stays(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/tasks/task-1") as seen:
            await seen.tap("hand-back")
            assert seen.says("Ärendet ligger kvar hos er")
            assert seen.inside("send-hand-back").disabled
            await seen.tap("reason-wrong_cause")
            await seen.tap("send-hand-back")
            assert seen.says("Fel orsak angiven")
        task = phone.task("task-1")
        assert task is not None
        assert task.status == "disputed"

    tell(story, tmp_path)


def test_tasks_that_ended_are_a_tap_away(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/tasks") as seen:
            assert not seen.says("Grinden går i lås igen.")
            await seen.tap("tasks-ended")
            assert seen.says("Grinden går i lås igen.")
            whose = seen.inside("tasks-whose")
            await seen.fire(whose, "change", ["organisation"], selected=["organisation"])
            assert seen.says("Grinden går i lås igen.")

    tell(story, tmp_path)


def test_among_many_tasks_one_is_found_by_its_words_or_its_place(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        found = "2026-11-23T09:00:00Z"
        many = [
            Task(f"t{n}", "f", "B01", "FIR.EXT.PRT", f"Sak {n}", "low", "ORG-TF", "ORG-TF", found, space=space)
            for n, space in enumerate(["B01-COR1", "B01-COR2", "B01-KEM", "B01-KOK", "B01-SLO", "B01-ENT"])
        ]
        phone.documents.receive([Parcel("task", task.id, 1, to_plain(task)) for task in many], (), reset=False)
        async with screens(phone, "/tasks") as seen:
            await seen.type("tasks-search", "kemisal")
            assert seen.says("Sak 2")
            assert not seen.says("Sak 3")

    tell(story, tmp_path)


def test_the_line_about_sending_is_honest_without_coverage(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone) as seen:
            assert seen.says("Allt skickat, senast mottaget")
            server.down = True
            phone.book.start(ROUND)
            await phone.send_now()
            await seen.settle()
            assert seen.says("Ingen täckning, 1 väntar, senast ")
            server.down = False
            await seen.go("/sending")
            await seen.tap("send-now")
            assert seen.says("Allt skickat")

    tell(story, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_server_refused_is_told_with_the_way_on(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        note = phone.note_on("task-2", "comment")
        note.change(text="Bytte lampan")
        phone.send_note(note)
        await phone.send_now()
        async with screens(phone) as seen:
            await seen.tap("open-attention")
            [case] = phone.refused()
            assert seen.says(case.refusal.why.in_language(language))
            assert seen.says(case.refusal.do.in_language(language))
            assert seen.says("Bytte lampan")
            await seen.tap(f"settle-{case.event.id}")
            assert phone.refused() == []
            await seen.go("/")
            assert "open-attention" not in seen.ids()

    tell(story, tmp_path, language=language, refuses=("TaskCommented",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_signing_in_tells_what_was_wrong_and_then_opens_home(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/tasks") as seen:
            assert seen.inside("sign-in").disabled
            await seen.type("account", "caretaker-north")
            await seen.type("password", "wrong")
            await seen.tap("sign-in")
            assert seen.says("Fel användarnamn" if language == "sv" else "Wrong user name")
            assert seen.inside("account").value == "caretaker-north"
            await seen.type("password", "right")
            await seen.tap("sign-in")
            assert phone.signed_in is not None
            await phone.send_now()
            await seen.settle()
            assert "tasks-whose" in seen.ids(), "it goes on to the page that was asked for"

    tell(story, tmp_path, language=language, signed_in=False)


def test_a_scanned_code_connects_the_phone(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/enrol/fresh") as seen:
            await seen.tap("enrol")
            assert phone.signed_in is not None
            assert seen.page.route == "/"

    tell(story, tmp_path, signed_in=False)


def test_a_used_code_says_so_and_offers_the_password(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/enrol/old") as seen:
            await seen.tap("enrol")
            assert "refusal" in seen.ids()
            await seen.tap("use-password")
            assert "password" in seen.ids()

    tell(story, tmp_path, signed_in=False)


def test_signing_out_says_what_happens_to_unsent_work_and_keeps_it(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.down = True
        phone.book.start(ROUND)
        async with screens(phone, "/more") as seen:
            await seen.tap("sign-out")
            assert seen.says("En sak är inte skickad. Den försvinner inte")
            await seen.tap("stay")
            assert phone.signed_in is not None
            await seen.tap("sign-out")
            await seen.tap("sign-out-sure")
            assert phone.signed_in is None
            assert phone.unsent() == 1
            assert seen.says("En sak är inte skickad än")

    tell(story, tmp_path)


def test_language_and_theme_change_at_once_and_stay(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/more") as seen:
            await seen.tap("language-en")
            assert seen.says("Appearance")
            await seen.tap("theme-dark")
            assert seen.page.theme_mode == ft.ThemeMode.DARK
            locale = seen.page.locale_configuration
            assert locale is not None
            assert locale.current_locale is not None
            assert locale.current_locale.language_code == "en"
        assert (phone.settings.language, phone.settings.theme) == ("en", "dark")

    tell(story, tmp_path)


def test_a_waiting_version_is_offered_on_home(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone) as seen:
            assert "apply-update" not in seen.ids()
            phone.installation.update_waits()
            await seen.settle()
            assert "apply-update" in seen.ids()

    tell(story, tmp_path)


def test_a_browser_that_promises_nothing_is_told_about(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/more") as seen:
            assert not seen.says("hemskärmen")
            phone.installation.storage_is_kept(False)
            await seen.settle()
            assert seen.says("Lägg Rond på hemskärmen")

    tell(story, tmp_path)


@pytest.mark.parametrize(
    ("path", "parent"),
    [
        ("/tasks/t1/done", "/tasks/t1"),
        ("/tasks/t1", "/tasks"),
        ("/round/r1/point/3/draft/d1", "/round/r1/point/3"),
        ("/round/r1/point/3", "/round/r1"),
        ("/round/r1/sign", "/round/r1"),
        ("/round/r1", "/"),
        ("/report/draft/d1", "/report"),
        ("/sending", "/"),
        ("/", "/"),
    ],
)
def test_back_without_history_leads_to_the_page_above(path: str, parent: str) -> None:
    assert parent_of(path) == parent
    assert any(re.fullmatch(pattern, parent) for pattern in PATTERNS)
