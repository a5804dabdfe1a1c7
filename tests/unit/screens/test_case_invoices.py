"""Pictures of invoices, without a screen: taken and taken away where the costs are written, sent, seen on the case."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.state.cases.work import COSTS
from app.state.phone import Phone
from domain.cases.case_file import Cost
from domain.photos import PhotoRef
from tests.unit.case_phone import a_case
from tests.unit.case_phone import told as told_of
from tests.unit.demo_phone import DemoServer
from tests.unit.desk_phone import at
from tests.unit.screens.test_answers_places import CAMERA, picture
from tests.unit.screens.test_case_papers import PackServer, its, keep, told
from tests.unit.screens.test_journeys import until

OLD, OTHER = PhotoRef("a" * 64, 640, 480, "2026-11-02T07:31:00+01:00"), PhotoRef("b" * 64, 640, 480)


def test_an_invoice_is_photographed_saved_with_the_costs_and_sent(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PackServer) -> None:
        note = phone.case_work.note_on("r", COSTS)
        async with at(phone, "/cases/r/costs", **CAMERA, take_picture=picture()) as seen:
            await seen.tap("take-photo")
            await seen.tap("shoot")
            await until(seen, lambda: bool(note.photos))
            await seen.type("final", "4 200")
            await seen.tap("save-case")
        [invoice] = its(phone).cost.invoices
        assert its(phone).cost == Cost(45_000, 4_200, invoices=(invoice,))
        async with at(phone, "/cases/r") as seen:
            assert f"photo-{invoice.sha256[:8]}" in seen.ids()
        await phone.send_now()
        [event] = server.events
        assert [sent["sha256"] for sent in event["body"]["invoices"]] == [invoice.sha256]
        assert invoice.sha256 in server.photos

    told(tmp_path, story, cost=Cost(45_000))


def test_the_invoices_of_an_open_case_stay_on_the_phone_that_took_them(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PackServer) -> None:
        note = phone.case_work.note_on("r", COSTS)
        assert await note.add_photo(picture()) is None
        assert phone.case_work.send(note) is None
        [invoice] = its(phone).cost.invoices
        keep(phone, its(phone))
        await phone.send_now()
        server.down = True
        assert await phone.album.load(invoice.sha256)
        server.down = False
        keep(phone, replace(its(phone), status="closed"))
        await phone.send_now()
        server.down = True
        assert await phone.album.load(invoice.sha256) is None

    told(tmp_path, story)


def test_an_invoice_is_taken_away_new_or_old_and_the_others_stay(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        note = phone.case_work.note_on("r", COSTS)
        for colour in ("red", "blue"):
            assert await note.add_photo(picture(colour)) is None
        red, blue = note.photos
        async with at(phone, "/cases/r/costs") as seen:
            for gone in (OLD, red):
                await seen.tap(f"remove-photo-{gone.sha256[:8]}")
                assert f"photo-{gone.sha256[:8]}" not in seen.ids()
            assert its(phone).cost.invoices == (OLD, OTHER), "nothing has left the case before it is saved"
            await seen.tap("save-case")
        assert its(phone).cost == Cost(45_000, invoices=(OTHER, blue))

    told(tmp_path, story, cost=Cost(45_000, invoices=(OLD, OTHER)))


@pytest.mark.parametrize(
    ("language", "title", "how", "lacking"),
    [
        ("sv", "Fakturor", "Fota fakturan", "Ingen faktura är fotad än."),
        ("en", "Invoices", "Photograph the invoice", "No invoice has been photographed yet."),
    ],
)
def test_the_pages_say_what_the_invoices_are_for_and_that_they_are_lacking(
    tmp_path: Path, language: str, title: str, how: str, lacking: str
) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r/costs") as seen:
            assert seen.says(title)
            assert seen.says(how)
        async with at(phone, "/cases/r/insurer") as seen:
            assert seen.says(lacking)

    told(tmp_path, story, language=language, cost=Cost(45_000, 47_500))


def test_the_invoice_of_a_restricted_case_is_looked_at_first_and_lies_here_only_sealed(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        note = phone.case_work.note_on("r", COSTS)
        async with at(phone, "/cases/r/costs", **CAMERA, take_picture=picture()) as seen:
            await seen.tap("take-photo")
            await seen.tap("shoot")
            await until(seen, lambda: "look-use" in seen.ids())
            assert not note.photos
            await seen.tap("look-use")
            await until(seen, lambda: bool(note.photos))
            await seen.tap("save-case")
        [invoice] = its(phone).cost.invoices
        jpeg = await phone.album.load(invoice.sha256)
        assert jpeg
        held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert jpeg not in held
        assert not [path for path in tmp_path.rglob("*") if invoice.sha256 in path.name]

    told_of(tmp_path, story, a_case())
