"""Reports without an account at the desk: a stranger's photo, their contact, a question, and the posters they scan."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.device.net import Answer
from app.state.phone import Phone
from domain.language import Words
from domain.posters import Poster
from domain.records import to_plain
from domain.tasks.task import Entry, Task
from domain.tasks.to_reporter import MARKS, PHOTO_SHOWN, PHOTO_WAITS, PUBLIC, HeldPhoto
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.desk_phone import CARETAKER, COORDINATOR, HEADMASTER, MANAGER, a_task, at, now, receive

ADMINISTRATOR, INSPECTOR = "system-admin", "inspector-b01"
REFUSED = {
    "code": "why_removed",
    "why": {"sv": "Det framgår inte varför.", "en": "It does not say why."},
    "do": {"sv": "Skriv varför.", "en": "Say why."},
}
POSTERS = (
    Poster("", Words("Hela byggnaden", "The whole building"), "ABCDE-23456"),
    Poster("B01-ENT", Words("Huvudentré", "Huvudentré"), "FGHJK-23456"),
    Poster("B01-GAR", Words("Skolgård", "Skolgård")),
)


def entry(did: str, text: str = "", person: str = PUBLIC, hours: float = -1) -> Entry:
    return Entry(now(hours), person, "Allmänheten" if person == PUBLIC else "Förvaltare centrum", did, text)


def reported(*history: Entry, **facts: Any) -> Task:
    """The school's light that a stranger reported."""
    return a_task(reporter=PUBLIC, reporter_title="Allmänheten", text="Lampan är trasig", history=history, **facts)


WAITING = reported(entry(PHOTO_WAITS))


@dataclass
class PublicServer(DemoServer):
    """Answers what the desk asks about a stranger's report: `contact`, its photo, posters. `said` has the bodies."""

    person: str = MANAGER
    contact: str = "070-123 45 67"
    photos: dict[str, bytes] = field(default_factory=dict)
    waits: bool = True
    posters: tuple[Poster, ...] = POSTERS
    said: list[tuple[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.sha256 = self.keep_picture()

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        if self.down or not path.startswith(("/public-", "/posters/")):
            return await super().send(method, path, headers=headers, body=body, timeout=timeout)
        said = json.loads(body) if body else None
        self.said.append((path, said))
        if path.startswith("/posters/"):
            return self._poster(path.removeprefix("/posters/B01"), said)
        if path.startswith("/public-reports/"):
            return answered({"contact": self.contact})
        if path == "/public-photos":
            held = HeldPhoto(self.sha256, "t1", 7, "B01", "Lampan", now())
            return answered([to_plain(held)] if self.waits else [])
        if method == "GET":
            return Answer(200, {}, self.photos[self.sha256])
        self.waits = False
        return answered({"status": "shown"})

    def _poster(self, what: str, said: Any) -> Answer:
        if what.startswith("/link/"):
            return answered({"link": f"/posters/opened{what.removeprefix('/link')}"})
        if what == "/off":
            off = {"code": "", "off_at": now(), "off_by": "Förvaltare centrum", "why": said["why"]}
            self.posters = tuple(replace(each, **off) if each.space == said["space"] else each for each in POSTERS)
        if what == "/new":
            self.posters = tuple(
                replace(each, code="MNPQR-23456", off_at="", off_by="", why="") if each.space == said["space"] else each
                for each in self.posters
            )
        return answered([to_plain(each) for each in self.posters])

    def asked(self) -> list[str]:
        return [path for path, _ in self.said]


def answered(said: Any) -> Answer:
    return Answer(200, {}, json.dumps(said).encode())


Story = Callable[[Phone, PublicServer], Coroutine[None, None, None]]


def tell(folder: Path, story: Story, *tasks: Task, person: str = MANAGER, language: str = "sv", **how: Any) -> None:
    run(folder, story, PublicServer(person, **how), *tasks, language=language)


def run(folder: Path, story: Story, server: PublicServer, *tasks: Task, language: str = "sv") -> None:
    """The story of a phone that has got these tasks and nothing else to do."""

    async def tells() -> None:
        phone = await demo_phone(folder, server)
        phone.settings.choose_language(language)
        old = [("task", task.id) for task in phone.documents.all(Task)]
        phone.documents.receive([], old, reset=False)
        receive(phone, *tasks)
        await story(phone, server)
        phone.db.close()

    asyncio.run(tells())


# --- photos ----------------------------------------------------------------------------------------------------------


def test_a_strangers_photo_is_not_even_fetched_before_somebody_touches_it(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            assert seen.says("En bild från anmälaren väntar")
            assert seen.every(ft.Image) == []
            assert server.asked() == []
            await seen.tap("look-at-photo")
            assert [image.src for image in seen.every(ft.Image)] == [server.photos[server.sha256]]
            assert phone.photos is not None
            assert await phone.photos.load(server.sha256) is None, "it is not kept here"

    tell(tmp_path, story, WAITING)


def test_a_photo_is_accepted_with_a_touch_and_then_nothing_waits(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            await seen.tap("look-at-photo")
            await seen.tap("accept-photo")
            assert server.said[-1] == (f"/public-photos/{server.sha256}", {"show": True, "why": ""})
            shown = replace(entry(PHOTO_SHOWN, person=MANAGER), photos=())
            receive(phone, replace(WAITING, history=(*WAITING.history, shown)))
            phone.version += 1
            await seen.settle()
            assert "look-at-photo" not in seen.ids()
            assert "stranger-photo" not in seen.ids()
            assert seen.says("Bild från anmälaren visas")

    tell(tmp_path, story, WAITING)


def test_a_photo_is_removed_only_with_a_reason(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            await seen.tap("look-at-photo")
            await seen.tap("remove-photo")
            assert seen.inside("remove-photo-sure").disabled
            await seen.tap("why-people")
            await seen.type("why-words", "Barn")
            await seen.tap("remove-photo-sure")
            assert server.said[-1][1] == {"show": False, "why": "Visar människor. Barn"}

    tell(tmp_path, story, WAITING)


def test_who_comes_second_is_told_that_it_is_settled(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            await seen.tap("look-at-photo")
            assert seen.says("Somebody else has decided about the picture.")

    tell(tmp_path, story, WAITING, waits=False, language="en")


def test_photos_that_wait_are_among_what_needs_a_decision_and_are_counted(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone, "/tasks") as seen:
            assert seen.says("1 ")
            await seen.tap("tasks-decide")
            assert seen.says("Bilder från allmänheten (1)")
            await seen.tap("look-at-photo")
            await seen.tap("accept-photo")
            assert server.said[-1][1]["show"] is True

    tell(tmp_path, story, WAITING, person=COORDINATOR)


@pytest.mark.parametrize("person", [HEADMASTER, INSPECTOR])
def test_who_does_not_handle_the_report_is_offered_neither_photo_nor_contact(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            assert seen.says("Lampan är trasig")
            assert {"look-at-photo", "show-contact", "ask-reporter"}.isdisjoint(seen.ids())

    tell(tmp_path, story, WAITING, person=person)


# --- talking ---------------------------------------------------------------------------------------------------------


def test_how_to_reach_the_reporter_is_asked_for_by_a_touch_and_can_be_called(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            assert not seen.says("070")
            await seen.tap("show-contact")
            assert seen.says("070-123 45 67")
            assert seen.inside("call-reporter").url == "tel:0701234567"

    tell(tmp_path, story, WAITING, person=CARETAKER)


@pytest.mark.parametrize(
    ("contact", "shown"), [("", "lämnade ingen kontakt"), ("Receptionen vet", "Receptionen vet"), ("a@b.se", "a@b.se")]
)
def test_a_contact_is_shown_as_it_was_written(tmp_path: Path, contact: str, shown: str) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            await seen.tap("show-contact")
            assert seen.says(shown)
            assert ("write-reporter" in seen.ids()) is ("@" in contact)
            assert "call-reporter" not in seen.ids()

    tell(tmp_path, story, WAITING, contact=contact)


def test_without_a_network_nothing_is_lost_and_the_words_say_so(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            server.down = True
            for way in ("show-contact", "look-at-photo"):
                await seen.tap(way)
                assert seen.says("Servern nås inte nu.")

    tell(tmp_path, story, WAITING)


def test_a_question_is_written_out_as_one_to_the_reporter_and_waits_for_its_answer(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            await seen.tap("ask-reporter")
            assert seen.says("Den som anmälde läser det här")
            await seen.type("words", "Vilken lampa?")
            await seen.tap("send-ask-reporter")
            task = phone.task("t1")
            assert task
            assert task.history[-1].text == f"{MARKS[0]} Vilken lampa?"
            assert seen.says("Inget svar än")
            await phone.send_now()
            receive(phone, replace(task, history=(*task.history, entry("commented", "Den längst in.", hours=0.1))))
            phone.version += 1
            await seen.settle()
            assert seen.says("Anmälaren har skrivit")
            assert seen.says("Den längst in.")
            assert not seen.says("Inget svar än")

    tell(tmp_path, story, reported())


def test_that_it_is_not_fixed_stands_in_the_history_and_above_it(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone) as seen:
            assert "not-fixed-said" in seen.ids()
            assert seen.says("Inte åtgärdat")
            assert seen.says("Den lyser inte.")

    task = reported(entry("done", "Bytt", MANAGER, -3), entry("not_fixed", "Den lyser inte."), status="reopened")
    tell(tmp_path, story, task)


# --- posters ---------------------------------------------------------------------------------------------------------


def test_a_poster_is_made_and_then_opened_for_the_place_that_was_picked(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        phone.settings.server = "https://rond.example.se"
        async with at(phone, "/more") as seen:
            await seen.tap("more-posters")
            await seen.tap("posters-B01")
            await seen.tap("poster-B01-ENT")
            assert seen.inside("open-poster-B01-ENT").url.url == "https://rond.example.se/posters/opened/B01-ENT"
            await seen.tap("poster-all")
            assert seen.inside("open-poster-all").url.url == "https://rond.example.se/posters/opened/%2A"

    tell(tmp_path, story)


def test_an_abused_code_is_switched_off_with_a_reason_and_a_new_one_made(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone, "/more/posters/B01") as seen:
            assert seen.says("Ingen affisch än")
            await seen.tap("off-B01-ENT")
            assert seen.says("Affischen på väggen slutar gälla")
            assert seen.inside("off-sure-B01-ENT").disabled
            await seen.type("off-why-B01-ENT", "Skämt")
            await seen.tap("off-sure-B01-ENT")
            assert server.said[-1][1] == {"space": "B01-ENT", "why": "Skämt"}
            assert seen.says("Avstängd")
            assert "poster-B01-ENT" not in seen.ids()
            await seen.tap("new-code-B01-ENT")
            assert seen.says("Gäller: MNPQR-23456")

    tell(tmp_path, story, person=HEADMASTER)


def test_a_protected_building_has_no_posters_and_says_why_without_asking(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone, "/more/posters") as seen:
            assert seen.says("Skyddad: inga affischer")
            await seen.tap("posters-B10")
            assert "posters-protected" in seen.ids()
            assert server.asked() == []

    tell(tmp_path, story, person=ADMINISTRATOR)


def test_who_answers_for_no_building_is_offered_no_posters(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PublicServer) -> None:
        async with at(phone, "/more") as seen:
            assert "more-posters" not in seen.ids()
        async with at(phone, "/more/posters/B01") as seen:
            assert seen.says("Inga affischer för dig")
        assert server.asked() == []

    tell(tmp_path, story, person=CARETAKER)


def test_what_the_server_refuses_is_said_in_its_words(tmp_path: Path) -> None:
    class Refusing(PublicServer):
        def _poster(self, what: str, said: Any) -> Answer:
            return Answer(422, {}, json.dumps(REFUSED).encode()) if what else super()._poster(what, said)

    async def story(phone: Phone, _: PublicServer) -> None:
        async with at(phone, "/more/posters/B01") as seen:
            await seen.tap("poster-whole")
            assert seen.says("Det framgår inte varför.")
            assert seen.says("Skriv varför.")

    run(tmp_path, story, Refusing(MANAGER))
