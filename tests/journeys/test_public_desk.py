"""A stranger, the desk's phones and the server as it is: a photo judged, a question answered, a lost phone revoked."""

import asyncio
import io
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import httpx
from PIL import Image

from app.state.phone import Phone
from app.state.public_desk import WHOLE, with_photos_to_judge
from domain.refusals import Refusal
from domain.tasks.task import Task
from domain.tasks.to_reporter import conversation, photos_waiting
from sync_server.office import Office
from tests.journeys.phones import Pocket
from tests.server_fixtures import in_process, office_at
from tests.unit.server.test_public_reports import place

MANAGER, HEADMASTER, ADMINISTRATOR, INSPECTOR = (
    "property-manager-centre",
    "manager-b01",
    "system-admin",
    "inspector-b01",
)
JSON = {"accept": "application/json"}
Story = Callable[[Office, httpx.AsyncClient, Callable[[str], Awaitable[Pocket]]], Awaitable[None]]


def tell(folder: Path, story: Story) -> None:
    async def told() -> None:
        office = office_at(folder / "server")
        held = replace(office.register.municipality.policy, rest={"public_reports": {"hold_photos": True}})
        office.register.municipality = replace(office.register.municipality, policy=held)

        async with in_process(office) as http:

            async def pocket(person: str) -> Pocket:
                where = folder / secrets.token_hex(4)
                where.mkdir()
                return await Pocket(office, http, person, where).sign_in()

            await story(office, http, pocket)
        office.close()

    (folder / "server").mkdir()
    asyncio.run(told())


async def report(http: httpx.AsyncClient, office: Office, **more: str) -> str:
    """A light that is out, with a picture of it; the follow-up code."""
    picture = io.BytesIO()
    Image.new("RGB", (320, 200), "navy").save(picture, "PNG")
    said = {"sending": secrets.token_hex(16), "kind": "light", "text": "Lampan är trasig.", "where": "Skolgård", **more}
    files = {"photo": ("light.png", picture.getvalue(), "image/png")}
    answer = await http.post(f"/r/{place(office).code}", data=said, files=files, headers=JSON)
    assert answer.status_code == 201, answer.text
    return answer.json()["code"]


def from_stranger(phone: Phone) -> Task:
    (task,) = [each for each in phone.documents.all(Task) if each.reporter == "public"]
    return task


def test_a_photo_a_question_and_its_answer_go_both_ways(tmp_path: Path) -> None:
    async def story(office: Office, http: httpx.AsyncClient, pocket: Callable[[str], Awaitable[Pocket]]) -> None:
        code = await report(http, office, contact="070-123 45 67")
        manager, inspector = await pocket(MANAGER), await pocket(INSPECTOR)
        desk, task = manager.phone.public_desk, from_stranger(manager.phone)
        assert with_photos_to_judge(manager.phone.documents, manager.phone.signed_in) == [task]
        assert with_photos_to_judge(inspector.phone.documents, inspector.phone.signed_in) == []
        assert await desk.contact(task.id) == "070-123 45 67"
        assert isinstance(await inspector.phone.public_desk.contact(task.id), Refusal)

        held = await desk.photos(task.id)
        assert isinstance(held, tuple)
        picture = await desk.picture(held[0].sha256)
        assert isinstance(picture, bytes)
        assert Image.open(io.BytesIO(picture)).format == "JPEG"
        refusal = await desk.decide(held[0].sha256, show=False)
        assert refusal
        assert refusal.code == "why_removed"
        assert await inspector.phone.album.load(held[0].sha256) is None
        assert await desk.decide(held[0].sha256, show=True) is None
        for each in (manager, inspector):
            await each.phone.send_now()
            assert photos_waiting(from_stranger(each.phone)) == 0
            assert await each.phone.album.load(held[0].sha256) == picture

        note = manager.phone.note_on(task.id, "ask_reporter")
        note.change(text="Vilken lampa?")
        assert manager.phone.send_note(note) is None
        await manager.phone.send_now()
        assert "Vilken lampa?" in (await http.get(f"/r/follow/{code}")).text
        form = {"text": "Den längst in.", "act": "reply"}
        await http.post(f"/r/follow/{code}", data=form, files={"none": ("", b"", "text/plain")})
        await manager.phone.send_now()
        said = [(line.by_reporter, line.text) for line in conversation(from_stranger(manager.phone))]
        assert said == [(False, "Vilken lampa?"), (True, "Den längst in.")]

    tell(tmp_path, story)


def test_a_poster_is_opened_by_its_link_and_a_code_that_is_switched_off_takes_no_reports(tmp_path: Path) -> None:
    async def story(office: Office, http: httpx.AsyncClient, pocket: Callable[[str], Awaitable[Pocket]]) -> None:
        headmaster, water = await pocket(HEADMASTER), await pocket("water-operator")
        desk = headmaster.phone.public_desk
        link = await desk.poster_link("B01", WHOLE)
        assert isinstance(link, str)
        assert (await http.get(link)).content.startswith(b"%PDF")
        old = place(office).code
        off = await desk.switch_off("B01", "B01-ENT", "Skämt")
        assert isinstance(off, tuple)
        assert [each.space for each in off if each.is_off] == ["B01-ENT"]
        assert (await http.post(f"/r/{old}", data={"kind": "light"}, headers=JSON)).status_code == 404
        new = await desk.make_new("B01", "B01-ENT")
        assert isinstance(new, tuple)
        assert not any(each.is_off for each in new)
        protected = await water.phone.public_desk.posters("B10")
        assert isinstance(protected, Refusal)
        assert protected.code == "protected_building"

    tell(tmp_path, story)


def test_the_administrator_revokes_a_lost_phone_which_forgets_and_the_manager_is_told(tmp_path: Path) -> None:
    async def story(office: Office, http: httpx.AsyncClient, pocket: Callable[[str], Awaitable[Pocket]]) -> None:
        lost, headmaster, admin = [await pocket(person) for person in (INSPECTOR, HEADMASTER, ADMINISTRATOR)]
        register = admin.phone.register
        found = await register.everybodys("brandskyddskontrollant björkhaga")
        assert not isinstance(found, Refusal)
        assert [each.device for each in found.phones] == [lost.phone.register.this]
        assert await register.revoke(found.phones[0].device) is None
        assert lost.phone.signed_in, "it has not heard of it yet"
        await lost.phone.send_now()
        assert lost.phone.signed_in is None
        assert lost.phone.buildings() == []
        await headmaster.phone.send_now()
        assert any("En telefon är spärrad" in notice.words.sv for notice in headmaster.phone.notices())
        mine = await admin.phone.register.mine()
        assert not isinstance(mine, Refusal)
        assert [each.device for each in mine] == [register.this]
        refused = await headmaster.phone.register.revoke(register.this)
        assert refused
        assert refused.code == "unknown_device"

    tell(tmp_path, story)
