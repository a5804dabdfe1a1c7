"""The phone of a preview: everything can be done with it, and nothing of it is anywhere but in its window."""

import asyncio
import gzip
import io
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import flet as ft
import pytest
from PIL import Image

from app.device.net import Answer
from app.device.preview import MemoryDisk, MemoryPhotos
from app.main import show
from app.state.phone import Phone
from app.state.preview import DEVICE, NoPreview, PreviewServer, Wanted, open_preview, wanted
from app.state.rounds.walk import Walk
from domain.event_lines import event_to_plain
from domain.events import Event, RoundSubmitted
from domain.findings import Finding
from domain.records import from_plain, to_plain
from domain.rounds.round import Round
from domain.wire import REFUSED, SyncAnswer
from sync_server.preview.bundle import bundle_of
from tests.fine_answers import fine_answer
from tests.server_fixtures import demo_municipality
from tests.unit.harness import Screens

ORIGIN = "http://rond.test"
TODAY = date.today()
CHECKLISTS = sorted(demo_municipality().checklists)


@dataclass
class RealServer:
    """Fulfils `app.device.net.Transport`; gives the bundle of one checklist, and notes what it is asked."""

    checklist: str = "sba-monthly"
    asked: list[str] = field(default_factory=list)

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        self.asked.append(f"{method} {path}")
        if self.checklist not in path:
            return Answer(404, {}, b"")
        town = demo_municipality()
        language = path.rpartition("=")[2]
        return Answer(
            200, {}, json.dumps(to_plain(bundle_of(town.checklists[self.checklist], town, language, TODAY))).encode()
        )

    async def close(self) -> None: ...


def looking_at(checklist: str, language: str = "sv") -> Wanted:
    found = wanted(f"{ORIGIN}/preview/{checklist}/{language}-dark/")
    assert found
    return found


def tell(
    story: Callable[[Phone, str, RealServer], Awaitable[None]], checklist: str = "sba-monthly", language: str = "sv"
) -> None:
    async def run() -> None:
        server = RealServer(checklist)
        await story(*await open_preview(looking_at(checklist, language), server), server)

    asyncio.run(run())


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((900, 700), 90).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def walk_of(phone: Phone, route: str) -> Walk:
    walk = phone.book.walk(route.rpartition("/")[2])
    assert walk is not None
    return walk


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://a.example/preview/B_9/sv-light/", Wanted("https://a.example", "/preview/B_9", "B_9", "sv", "light")),
        ("http://b:8000/preview/x/en-dark/round/r?a=b", Wanted("http://b:8000", "/preview/x", "x", "en", "dark")),
        ("https://rond.example/", None),
        ("https://rond.example/round/preview/", None),
        ("https://rond.example/preview/x/sv-pink/", None),
        ("https://rond.example/enrol/preview/x/sv-dark/", None),
        ("https://rond.example/preview/../sv-dark/", None),
    ],
)
def test_the_address_says_what_is_looked_at(url: str, found: Wanted | None) -> None:
    assert wanted(url) == found


@pytest.mark.parametrize("checklist", CHECKLISTS)
def test_every_checklist_opens_on_a_round_that_can_be_walked(checklist: str) -> None:
    async def story(phone: Phone, route: str, server: RealServer) -> None:
        walk = walk_of(phone, route)
        assert walk.checklist.id == checklist
        assert walk.steps
        assert (phone.settings.language, phone.settings.theme) == ("sv", "dark")
        step = next(step for step in walk.steps if step.point.type not in ("signature", "info", "photo"))
        assert walk.answer(step, fine_answer(step.point, datetime.now(UTC))) is None
        await phone.send_now()
        assert walk.is_answered(step)

    tell(story, checklist)


def test_a_round_is_walked_to_its_signature_and_nothing_of_it_leaves_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def story(phone: Phone, route: str, server: RealServer) -> None:
        walk = walk_of(phone, route)
        assert phone.book.start(walk.round.id) is None
        first = walk.steps[0]
        draft = phone.draft_for_step(walk.round.id, first)
        assert draft is not None
        assert await draft.add_photo(picture()) is None
        draft.change(text="Bråte i korridoren")
        sha256 = draft.photos[0].sha256
        assert draft.send() is None
        await phone.send_now()
        await phone.send_now()
        finding = walk.finding_of(first)
        assert finding is not None
        assert finding.text == "Bråte i korridoren"
        assert await phone.album.load(sha256)

        for step in walk.missing():
            assert walk.answer(step, fine_answer(step.point, datetime.now(UTC))) is None
        assert walk.sign("Karin Ek") is None
        await phone.send_now()
        assert (walk.round.status, walk.round.signed_by) == ("submitted", "Karin Ek")
        assert (phone.unsent(), phone.refused(), phone.sending.trouble) == (0, [], "")
        assert server.asked == ["GET /preview/sba-monthly.json?language=sv"]

    tell(story)
    assert list(tmp_path.iterdir()) == []


def test_what_the_rules_forbid_is_refused_as_the_real_server_refuses_it() -> None:
    async def story() -> SyncAnswer:
        town = demo_municipality()
        server = PreviewServer(bundle_of(town.checklists["sba-monthly"], town, "sv", TODAY))
        signed = Event("e1", DEVICE, 1, "preview", f"{TODAY}T09:00:00+00:00", RoundSubmitted("preview", "Karin Ek"))
        body = gzip.compress(json.dumps({"cursor": 1, "events": [event_to_plain(signed)]}).encode())
        answer = await server.send("POST", "/sync", headers={}, body=body, timeout=1)
        return from_plain(SyncAnswer, json.loads(answer.body))

    answer = asyncio.run(story())
    assert [receipt.outcome for receipt in answer.receipts] == [REFUSED]
    assert answer.receipts[0].refusal is not None
    assert answer.documents == ()


def test_two_windows_know_nothing_of_each_other() -> None:
    async def story(phone: Phone, route: str, server: RealServer) -> None:
        other, _ = await open_preview(looking_at("sba-monthly"), server)
        draft = phone.draft_for_step("preview", walk_of(phone, route).steps[0])
        assert draft is not None
        draft.change(text="Bara här")
        assert draft.send() is None
        assert other.documents.all(Finding) == []
        assert [held.status for held in other.documents.all(Round)] == ["planned"]

    tell(story)


def test_a_preview_that_has_gone_says_so() -> None:
    with pytest.raises(NoPreview):
        asyncio.run(open_preview(replace(looking_at("sba-monthly"), page="/preview/gone"), RealServer()))


@pytest.mark.parametrize(("language", "band"), [("sv", "inget sparas"), ("en", "nothing is kept")])
def test_every_page_says_that_nothing_is_kept_and_leads_back(language: str, band: str) -> None:
    async def story(phone: Phone, route: str, server: RealServer) -> None:
        async with Screens(lambda page: show(page, phone, page.navigate), route=route) as seen:
            for path in (route, "/", "/report", "/tasks", "/more", "/sending"):
                await seen.go(path)
                assert seen.says(band), path
                back = seen.inside("preview-back")
                assert back.url == ft.Url(f"{ORIGIN}/preview/sba-monthly", ft.UrlTarget.TOP)
            assert "more-preview" not in seen.ids()

    tell(story, language=language)


def test_memory_keeps_what_a_disk_and_a_folder_of_photos_keep() -> None:
    disk, photos = MemoryDisk(), MemoryPhotos()
    disk.write(0, b"abc")
    disk.write(2, b"CD")
    assert disk.read() == b"abCD"
    disk.replace(b"new")
    assert disk.read() == b"new"

    async def story() -> None:
        with pytest.raises(ValueError, match="not the photo"):
            await photos.save("0" * 64, b"other bytes")
        with pytest.raises(ValueError, match="not a photo's hash"):
            await photos.load("../secret")
        assert await photos.load("0" * 64) is None

    asyncio.run(story())
    assert len(DEVICE) == 8
