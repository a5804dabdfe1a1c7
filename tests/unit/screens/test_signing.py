"""Everything after the last answer, on the screens: summary, signatures, the locked round, and who has it next."""

import asyncio
import io
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from PIL import Image

from app.main import show
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from app.state.writing.signatures import SIGN
from domain.language import Words
from domain.municipality import About
from domain.notices import Notice
from domain.places import Object
from domain.records import to_plain
from domain.rounds.proposals import Proposal
from domain.rounds.round import Answer, Round, Scan, Signature
from domain.wire import Parcel
from tests.fine_answers import fine_answer
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

LANGUAGES = ("sv", "en")
ANNUAL = "fire-annual-officer"
Story = Callable[[Phone, DemoServer], Coroutine[None, None, None]]


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 32), "white").save(out, "PNG")
    return out.getvalue()


def screens(phone: Phone, route: str = "/", **answers: Any) -> Screens:
    return Screens(lambda page: show(page, phone), route=route, answers=answers)


def tell(story: Story, folder: Path, person: str, *, language: str = "sv") -> None:
    async def told() -> None:
        demo = DemoServer(person=person)
        phone = await demo_phone(folder, demo)
        phone.settings.choose_language(language)
        town = demo.town
        about = About(town.short, town.name, town.timezone, town.emergency, town.police_other, town.duty_phone)
        give(phone, *town.roles.values(), kind="role")
        give(phone, about, kind="municipality")
        await story(phone, demo)
        phone.db.close()

    asyncio.run(told())


def give(phone: Phone, *documents: Any, kind: str = "") -> None:
    """Documents that have come from the server."""
    parcels = [Parcel(kind or held.kind, held.id, 2, to_plain(held)) for held in documents]
    phone.documents.receive(parcels, (), reset=False)


def answered(phone: Phone, round_id: str, *, but: Iterable[str] = ()) -> Walk:
    """The round with fine answers to all that must be answered, without the points named."""
    walk = phone.book.walk(round_id)
    assert walk is not None
    phone.book.start(round_id)
    while left := [step for step in walk.missing() if step.point.id not in but]:
        said = walk.answer(left[0], fine_answer(left[0].point, datetime.fromisoformat(walk.now())))
        assert said is None, (left[0].point.id, said)
    return walk


def begun(phone: Phone, checklist: str, building: str = "B01") -> Walk:
    round_id = phone.book.start_unplanned(building, checklist)
    assert isinstance(round_id, str)
    return answered(phone, round_id)


# --- signing ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_sign_the_yearly_inspection_on_one_phone(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        walk = begun(phone, ANNUAL)
        async with screens(phone, f"/round/{walk.round.id}/sign") as seen:
            assert seen.inside("sign").disabled, "nobody has signed yet"
            for field, name in (
                ("sign-name", "Ida Ek"),
                ("sign-name-fire_responsible", "Bo Alm"),
                ("sign-name-property_manager", "Eva Lind"),
            ):
                assert seen.inside("sign").disabled
                await seen.type(field, name)
            note = phone.signatures.on(walk.round.id, SIGN)
            for role in ("fire_officer", "fire_responsible", "property_manager"):
                assert await note.draw(role, png()) is None
            await seen.settle()
            await seen.tap("sign")
            assert "signed" in seen.ids()
        assert [(s.role, s.name, s.image is not None) for s in walk.round.signatures] == [
            ("fire_officer", "Ida Ek", True),
            ("fire_responsible", "Bo Alm", True),
            ("property_manager", "Eva Lind", True),
        ]
        assert walk.round.attended == ("fire_responsible", "property_manager"), "whoever signs has taken part"
        await phone.send_now()
        assert server.events[-1]["act"] == "RoundSubmitted"
        assert walk.round.signatures[0].image is not None
        assert walk.round.signatures[0].image.sha256 in server.photos, "the drawing travels like a photo"

    tell(story, tmp_path, "fire-officer", language=language)


def test_the_protocol_of_a_signed_round_is_asked_for_and_opened_by_a_tap_of_its_own(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        walk = answered(phone, "B01:fire-technical-owner:0")
        async with screens(phone, f"/round/{walk.round.id}/sign") as seen:
            await seen.type("sign-name", "Karin Ek")
            await seen.tap("sign")
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            server.down = True
            await seen.tap("ask-protocol")
            assert seen.says("Ronden är sparad")
            server.down = False
            await seen.tap("ask-protocol")
            assert seen.inside("open-protocol").url.url.endswith("/protocols/signed")

    tell(story, tmp_path, "fire-officer")


def test_half_typed_names_and_drawings_survive_a_reload(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        walk = begun(phone, ANNUAL)
        route = f"/round/{walk.round.id}/sign"
        async with screens(phone, route) as seen:
            await seen.type("sign-name-fire_responsible", "Bo A")
            await phone.signatures.on(walk.round.id, SIGN).draw("fire_responsible", png())
        phone.db.close()
        again = await demo_phone(tmp_path, server, signed_in=False)
        async with screens(again, route) as seen:
            assert seen.inside("sign-name-fire_responsible").value == "Bo A"
            assert [name for name in seen.ids() if name.startswith("drawn-")], "the drawing is still there"
        again.db.close()

    asyncio.run(_restarted(story, tmp_path))


async def _restarted(story: Story, folder: Path) -> None:
    server = DemoServer(person="fire-officer")
    await story(await demo_phone(folder, server), server)


def test_only_one_signs_where_the_checklist_asks_nobody_else_and_a_temp_may_have_walked(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = answered(phone, "B01:fire-technical-owner:0")
        async with screens(phone, f"/round/{walk.round.id}/sign") as seen:
            assert [name for name in seen.ids() if name.startswith("sign-name")] == ["sign-name"]
            await seen.tap("walked-by-temp")
            await seen.type("temp-name", "Vik Karlsson")
            await seen.type("sign-name", "Karin Ek")
            await seen.tap("sign")
        assert (walk.round.signed_by, walk.round.walked_by) == ("Karin Ek", "Vik Karlsson")

    tell(story, tmp_path, "caretaker-north")


def test_a_limited_round_offers_no_temp(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = begun(phone, "alarm-test")
        async with screens(phone, f"/round/{walk.round.id}/sign") as seen:
            assert "sign-name" in seen.ids()
            assert "walked-by-temp" not in seen.ids()

    tell(story, tmp_path, "caretaker-north")


def test_the_summary_tells_of_places_not_scanned_gaps_and_what_the_register_has_wrong(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        round_id = phone.book.start_unplanned("B10", "guard-round-high-value")
        assert isinstance(round_id, str)
        walk = phone.book.walk(round_id)
        assert walk is not None
        places = list(dict.fromkeys(step.place for step in walk.steps if step.must_be_scanned))
        at = datetime.fromisoformat(walk.now())
        scans = tuple(
            Scan(place, (at + timedelta(minutes=40 * n)).isoformat(), "guard-1") for n, place in enumerate(places[:-1])
        )
        first = walk.steps[0]
        both = Answer("ok", at.isoformat(), "guard-1", others=(Answer("deviation", at.isoformat(), "other"),))
        found = (Object("NEW-1", "checkpoint", "", "", "Ny grind"),)
        shown = walk.round
        walk.show(
            Round(
                **{
                    **vars(shown),
                    "scans": scans,
                    "answers": {first.key: both},
                    "found": found,
                }
            )
        )
        async with screens(phone, f"/round/{round_id}/sign") as seen:
            assert {"not-scanned", "objects", f"contested-{first.key}"} <= set(seen.ids())
            assert ("gaps" in seen.ids()) is (len(scans) > 1)
            assert seen.says("Ny grind (NEW-1)")

    tell(story, tmp_path, "guard-1")


# --- after the lock ---


def signed_round(phone: Phone, checklist: str, person: str, name: str = "Kim Berg") -> Round:
    """A round that somebody else has walked and signed, with one deviation in it."""
    listed = next(held for held in phone.documents.all(type(phone_checklist(phone, checklist))) if held.id == checklist)
    points = [point for section in listed.sections for point in section.points if point.type == "ok_dev_na"]
    at = "2026-11-20T09:00:00+00:00"
    return Round(
        "signed-1",
        "B01",
        checklist,
        listed.version,
        status="submitted",
        performer=person,
        started_at=at,
        started_by=person,
        submitted_at=at,
        signed_by=name,
        answers={points[0].id: Answer("ok", at, person, "Sett på plats")},
        signatures=(Signature("performer", "fire_inspector_user", name, person, at),),
    )


def phone_checklist(phone: Phone, checklist: str) -> Any:
    from app.state.rounds.to_do import newest

    return newest(phone.documents)[checklist]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reviewer_finds_the_round_at_home_and_signs_it(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        give(phone, signed_round(phone, "sba-monthly", "inspector-b01"))
        async with screens(phone) as seen:
            await seen.tap("review-signed-1")
            assert seen.says("Kim Berg")
            await seen.type("review-words", "Bra")
            await seen.type("sign-name", "Ulla Rektor")
            await seen.tap("countersign")
            assert "countersign" not in seen.ids(), "once is enough"
            assert seen.says("Ulla Rektor")
            await seen.go("/")
            assert "review-signed-1" not in seen.ids()
        await phone.send_now()
        assert server.events[-1]["act"] == "RoundCountersigned"

    tell(story, tmp_path, "manager-b01", language=language)


def test_an_addition_stands_with_title_and_time_and_leaves_the_answers(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        give(phone, signed_round(phone, "sba-monthly", "inspector-b01"))
        async with screens(phone, "/round/signed-1") as seen:
            await seen.tap("add-to-round")
            assert seen.inside("send-addition").disabled
            await seen.type("add-words", "Lagat i dag")
            await seen.tap("send-addition")
            await seen.go("/round/signed-1")
            assert seen.says("Lagat i dag")
            assert seen.says("Rektor Björkhagaskolan, ")
        round_ = phone.documents.round("signed-1")
        assert round_ is not None
        assert [added.text for added in round_.additions] == ["Lagat i dag"]

    tell(story, tmp_path, "manager-b01")


# --- forms ---


def test_a_form_is_begun_from_the_report_page_and_says_who_handles_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/report") as seen:
            await seen.tap("tile-key")
            await seen.tap("form-incident-lost-key")
            assert seen.says("Handläggs av nyckelansvarig")
            await seen.tap("begin-form")
            assert seen.page.route.startswith("/round/")
        round_id = seen.page.route.removeprefix("/round/")
        walk = answered(phone, round_id)
        async with screens(phone, f"/round/{round_id}/sign") as seen:
            assert seen.says("Skickas till nyckelansvarig, som handlägger.")
            await seen.type("sign-name", "Ola")
            await seen.tap("sign")
            assert seen.says("Din del är signerad")
            await seen.go("/")
            assert f"round-{round_id}" not in seen.ids(), "it lies with somebody else now"
        assert (walk.round.status, walk.round.parts_done) == ("handed_on", ("reporter",))

    tell(story, tmp_path, "reporter-b01")


def handed_on(phone: Phone, name: str, said: str) -> Round:
    """The form `form-1`, whose first part the reporter has signed."""
    form = phone_checklist(phone, name)
    at = "2026-11-20T09:00:00+00:00"
    return Round(
        "form-1",
        "B01",
        form.id,
        form.version,
        status="handed_on",
        started_by="reporter-b01",
        started_at=at,
        parts_done=("reporter",),
        answers={form.sections[0].points[0].id: Answer(said, at, "reporter-b01")},
        signatures=(Signature("performer", "any_employee", "Ola", "reporter-b01", at, part="reporter"),),
    )


def test_a_form_that_was_handed_on_waits_at_the_home_of_who_handles_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        give(phone, handed_on(phone, "incident-lost-key", "Nyckel 12"))
        async with screens(phone) as seen:
            await seen.tap("handle-form-1")
            assert seen.page.route == "/round/form-1"
            for name in [name for name in seen.ids() if name.startswith("answers-")]:
                await seen.tap(name)
            assert seen.says("Ola")

    tell(story, tmp_path, "key-manager-tf")


@pytest.mark.parametrize("route", ["/round/form-1", "/round/form-1/point/0", "/round/form-1/sign"])
def test_what_somebody_has_sent_on_asks_nothing_more_of_them(tmp_path: Path, route: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        give(phone, handed_on(phone, "incident-threat-violence", "yes"))
        async with screens(phone, route) as seen:
            assert not [n for n in seen.ids() if n.startswith(("next-", "pause", "section-", "to-sign", "sign-name"))]
            assert not seen.every(ft.ProgressBar)
            assert not seen.says("minuter kvar")
            assert not [name for name in seen.ids() if name.startswith("answer-")]
            if route.endswith("/point/0"):
                await seen.tap("to-overview")
            if not route.endswith("/sign"):
                assert seen.page.route == "/round/form-1"
                assert seen.says("Är du och andra i säkerhet nu?"), "what she sent"
                assert "add-to-round" in seen.ids()

    tell(story, tmp_path, "reporter-b01")


def test_who_goes_on_with_a_form_reads_what_was_written_and_opens_the_rest(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        sent = handed_on(phone, "incident-threat-violence", "yes")
        at = sent.started_at
        give(phone, replace(sent, answers={**sent.answers, "thr-05": Answer("Slog i bordet", at, "reporter-b01")}))
        async with screens(phone, "/round/form-1") as seen:
            assert seen.says("Slog i bordet"), "nothing has to be unfolded first"
            assert not seen.says("Se till att du är i säkerhet"), "the introduction is for who was threatened"
            assert not seen.says("Inget svar")
            texts = seen.texts()
            assert texts.index("Slog i bordet") < texts.index("Underskrifter")
            await seen.tap("show-unanswered")
            assert seen.says("Inget svar")
            assert {"next-point", "section-manager"} <= set(seen.ids())

    tell(story, tmp_path, "manager-b01")


def test_home_tells_nobody_what_a_restricted_form_is_about_nor_where(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        form = phone_checklist(phone, "incident-threat-violence")
        give(phone, handed_on(phone, form.id, "Hot"))
        async with screens(phone) as seen:
            row = seen.inside("handle-form-1")
            texts = [control.value for control in seen.walk(row) if isinstance(control, ft.Text)]
            assert texts[0] == "Ett formulär som få får läsa"
            assert not any(form.title.sv in text or "Björkhagaskolan" in text for text in texts)
            await seen.tap("handle-form-1")
            assert seen.page.route == "/round/form-1"

    tell(story, tmp_path, "manager-b01")


def test_home_leads_a_round_that_only_lacks_its_signature_to_the_summary(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        first = phone.book.to_do()[0].round.id
        answered(phone, first)
        async with screens(phone) as seen:
            assert seen.says("Väntar på signatur")
            assert not seen.says("Fortsätt ronden")
            await seen.tap("next-round")
            assert seen.page.route == f"/round/{first}/sign"
            await seen.go("/")
            await seen.tap("open-round")
            assert seen.page.route == f"/round/{first}"

    tell(story, tmp_path, "inspector-b01")


def test_choosing_the_building_comes_first_where_there_are_several(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/report/form/incident-damage-graffiti") as seen:
            assert seen.inside("begin-form").disabled
            await seen.tap("form-building-B02")
            await seen.tap("begin-form")
        [form] = [held for held in phone.documents.all(Round) if held.checklist == "incident-damage-graffiti"]
        assert form.building == "B02"

    tell(story, tmp_path, "caretaker-north")


def test_the_emergency_page_has_the_numbers_and_the_address(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/emergency/B01") as seen:
            assert {"call-emergency", "call-police", "emergency-address"} <= set(seen.ids())
            assert seen.says("112")
            assert seen.says("114 14")
            assert seen.says(server.town.buildings["B01"].address)

    tell(story, tmp_path, "reporter-b01")


# --- notices, proposals, switches ---


def test_notices_are_read_once_and_lead_to_what_this_phone_has(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        give(phone, signed_round(phone, "sba-monthly", "inspector-b01"))
        words = Words("Ett nytt ärende med begränsad insyn", "A new case with limited access")
        at = "2026-11-20T09:00:00+00:00"
        for n in range(5):
            about = "signed-1" if n == 4 else f"elsewhere-{n}"
            give(phone, Notice(f"n{n}", "B01", "unit_manager", about, f"2026-11-2{n}T09:00:00+00:00", words))
        give(phone, Notice("other", "B01", "guard", "elsewhere", at, words))
        async with screens(phone) as seen:
            assert [name for name in seen.ids() if name.startswith("notice-")] == [
                "notice-n4",
                "notice-n3",
                "notice-n2",
            ]
            await seen.tap("all-notices")
            assert "notice-n0" in seen.ids()
            assert "notice-other" not in seen.ids()
            await seen.tap("read-n0")
            assert "notice-n0" not in seen.ids()
            await seen.tap("notice-n4")
            assert seen.page.route == "/round/signed-1"

    tell(story, tmp_path, "manager-b01")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_is_approved_or_rejected_with_a_reason(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        item = Object("EX-9", "extinguisher", "FIR.EXT.PRT", "B01-ENT", "Skum 6 l")
        at = "2026-11-20T09:00:00+00:00"
        give(phone, *(Proposal(name, "B01", item, "inspector-b01", "Kontrollant", at) for name in ("P1", "P2")))
        async with screens(phone) as seen:
            await seen.tap("proposal-P1")
            assert seen.says("Skum 6 l")
            assert seen.inside("reject-proposal").disabled, "whoever proposed it wants to know why"
            await seen.tap("approve-proposal")
            assert seen.page.route == "/"
            await seen.tap("proposal-P2")
            await seen.type("proposal-reason", "Dubblett")
            await seen.tap("reject-proposal")
            assert "waits-proposals" not in seen.ids()
        statuses = {held.id: held.status for held in phone.documents.all(Proposal)}
        assert statuses == {"P1": "approved", "P2": "rejected"}

    tell(story, tmp_path, "property-manager-centre", language=language)


def test_a_point_is_switched_off_with_a_reason_and_on_again(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        point = phone_checklist(phone, "sba-monthly").sections[0].points[0]
        async with screens(phone, "/switches/B01/sba-monthly") as seen:
            await seen.tap(f"off-{point.id}")
            assert seen.inside(f"off-sure-{point.id}").disabled
            await seen.type(f"reason-{point.id}", "Finns inte här")
            await seen.tap(f"off-sure-{point.id}")
            assert seen.says("Finns inte här")
            await seen.tap(f"on-{point.id}")
            assert not seen.says("Finns inte här")
            await seen.tap("off-all")
            await seen.type("reason-all", "Stängd skola")
            await seen.tap("off-sure-all")
            assert f"off-{point.id}" not in seen.ids(), "nothing of it is asked any more"

    tell(story, tmp_path, "manager-b01")


def test_points_are_not_switched_off_by_who_walks_them(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with screens(phone, "/switches/B01/sba-monthly") as seen:
            assert not [name for name in seen.ids() if name.startswith("off-")]

    tell(story, tmp_path, "inspector-b01")
