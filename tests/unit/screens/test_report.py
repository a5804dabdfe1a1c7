"""Reporting for somebody who has never seen the app: help, what, where, a sentence, sent."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import flet as ft
import pytest

from app.state.phone import Phone
from app.state.recent import buildings_by_use, reports_sent
from app.state.rounds.quick import QUICK
from domain.rounds.round import HANDED_ON, IN_PROGRESS, Round
from tests.unit.case_phone import a_case, receive
from tests.unit.demo_phone import DemoServer
from tests.unit.harness import Screens
from tests.unit.screens.test_blur import SHARP, draw
from tests.unit.screens.test_journeys import screens, tell, until

THREAT, DAMAGE = "incident-threat-violence", "incident-damage-graffiti"
TEACHER, CARETAKER = "reporter-b01", "caretaker-north"
WORDS = "Hon ställde sig i dörren."


def the_report(phone: Phone) -> Round:
    [round_] = [held for held in phone.documents.all(Round) if held.started_by]
    return round_


async def to_the_sentence(seen: Screens) -> None:
    """From the first page of a threat to its last: four taps."""
    await seen.tap("tile-threat")
    await seen.tap("what-verbal")
    await seen.tap("what-next")
    await seen.tap("room-B01-ENT")


def test_a_threat_is_reported_in_five_taps_and_a_sentence_without_a_network(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.down = True
        async with screens(phone, "/report") as seen:
            await to_the_sentence(seen)
            assert seen.inside("send-quick").disabled
            await seen.type("words", WORDS)
            await seen.tap("send-quick")
            assert seen.says("Tack, det är sparat")
            assert seen.says("Anmälan går till: unit_manager."), "the demo phone has no names of roles"
            assert not seen.says("Tack, den är skickad")
            assert {"call-emergency", "call-police"} <= set(seen.ids())
        sent = the_report(phone)
        assert (sent.status, sent.parts_done) == (HANDED_ON, ("reporter",))
        assert sent.answers["thr-05"].value == WORDS
        assert sent.answers["thr-03"].value == {"kind": "building_space", "space": "B01-ENT"}
        assert sent.answers["thr-02"].value[:13] == sent.signatures[0].at[:13], "just now, as nobody said otherwise"
        assert "thr-06" in sent.owed

    tell(story, tmp_path, person=TEACHER)


def test_what_has_been_sent_is_not_said_to_wait_and_says_who_gets_in_touch(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/report") as seen:
            await to_the_sentence(seen)
            await seen.type("words", WORDS)
            await seen.tap("send-quick")
            await phone.send_now()
            await until(seen, lambda: seen.says("Tack, den är skickad"))
            assert seen.says("Din anmälan")
            assert seen.says("Unit_manager hör av sig till dig i dag."), "the demo phone has no names of roles"
            assert not seen.says("Utan täckning")
            assert "follow-case" not in seen.ids()
            assert not [held for held in phone.documents.all(Round) if held.started_by], "it has left the phone"
            sent = seen.page.route.rsplit("/", 1)[1]
            receive(phone, replace(a_case(), id=sent))
            phone.version += 1
            await seen.settle()
            await seen.tap("follow-case")
            assert seen.page.route == f"/cases/{sent}"

    tell(story, tmp_path, person=TEACHER)


def test_a_picture_is_blurred_before_a_quick_report_is_sent(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.down = True
        async with screens(phone, "/report") as seen:
            await to_the_sentence(seen)
            note = phone.signatures.on(the_report(phone).id, QUICK)
            assert await note.add_photo(SHARP) is None
            await seen.settle()
            before = note.added[0].sha256
            await seen.tap(f"blur-photo-{before[:8]}")
            await until(seen, lambda: "blur-apply" in seen.ids())
            assert seen.inside("send-quick").disabled
            await draw(seen, 0.2, 0.2, 0.7, 0.7)
            await seen.tap("blur-apply")
            await until(seen, lambda: "blur-apply" not in seen.ids())
            await seen.tap("send-quick")
        sent = the_report(phone)
        assert sent.status == HANDED_ON
        assert before not in str(sent.answers)

    tell(story, tmp_path, person=TEACHER)


def test_every_letter_of_the_sentence_is_kept_before_it_is_sent(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/report") as seen:
            await to_the_sentence(seen)
            await seen.type("words", "Hon")
        assert the_report(phone).status == IN_PROGRESS
        async with screens(phone, f"/report/quick/{THREAT}/threat") as seen:
            await seen.tap("go-on-quick")
            assert [field.value for field in seen.every(ft.TextField)] == ["Hon"]

    tell(story, tmp_path, person=TEACHER)


def test_the_first_thing_on_the_page_is_the_number_to_call_and_the_place_to_say(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        server.down = True
        async with screens(phone, "/report") as seen:
            assert seen.ids().index("call-emergency") < seen.ids().index("tile-threat")
            assert seen.inside("call-emergency").url == "tel:112"
            await seen.tap("more-help")
            assert seen.says("Skolgatan 4, Ljungaholm")
            assert seen.says("Bollplanen bakom skolgården")
            assert seen.inside("call-police").url == "tel:11414"
            assert seen.inside("call-duty").url == "tel:010-0000000"

    tell(story, tmp_path, person=TEACHER)


def test_the_assembly_point_is_said_in_english_and_of_another_building_too(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        phone.settings.choose_language("en")
        async with screens(phone, "/report/help") as seen:
            assert seen.says("The ball court behind the schoolyard")
            await seen.tap("other-building")
            await seen.tap("help-B02")
            assert seen.says("The gate to Lingonvägen")

    tell(story, tmp_path, person=CARETAKER)


def test_who_works_in_several_buildings_is_asked_which_and_the_last_one_comes_first(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        who = phone.signed_in
        assert who
        assert [held.id for held in buildings_by_use(phone.documents, who)] == ["B01", "B02", "B03"]
        async with screens(phone, "/report/quick/incident-lost-key/key") as seen:
            await seen.tap("what-tag")
            await seen.tap("building-B03")
            assert not seen.says("Var hände det?"), "the form never asks which door"
            await seen.type("words", "På bussen")
            assert seen.inside("send-quick").disabled
            await seen.tap("key-03-unknown")
            await seen.tap("send-quick")
        assert the_report(phone).building == "B03"
        assert the_report(phone).answers["key-01"].note == "På bussen"
        assert next(held.id for held in buildings_by_use(phone.documents, who)) == "B03"

    tell(story, tmp_path, person=CARETAKER)


def test_a_tile_offers_only_what_it_is_about(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, f"/report/quick/{DAMAGE}/graffiti") as seen:
            asked = [name for name in seen.ids() if name.startswith("what-")]
            assert asked == ["what-graffiti", "what-graffiti_indoor", "what-poster", "what-poster_indoor"]
            await seen.tap("what-graffiti")
            await seen.tap("all-rooms")
            await seen.tap("room-B01-GAR")
            await seen.type("words", "Stora bokstäver")
            assert seen.says("Är texten eller bilden hotfull")
            await seen.tap("dam-11-yes")
            await seen.tap("send-quick")
        assert the_report(phone).answers["dam-11"].value == "yes"

    tell(story, tmp_path, person=TEACHER)


def test_when_it_happened_is_not_when_it_was_reported(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/report") as seen:
            await to_the_sentence(seen)
            await seen.tap("when-today")
            [clock] = seen.every(ft.TimePicker)
            await seen.fire(clock, "change", value=time(0, 0))
            await seen.type("words", WORDS)
            await seen.tap("send-quick")
        sent = the_report(phone)
        assert sent.answers["thr-02"].value[11:16] == "00:00"
        assert sent.signatures[0].at > sent.answers["thr-02"].value

    tell(story, tmp_path, person=TEACHER)


def test_a_report_for_a_colleague_says_which_and_who_wrote_it(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/report") as seen:
            await to_the_sentence(seen)
            await seen.tap("for-whom")
            await seen.tap("affected-colleague")
            await seen.type("whose", "Läraren i 4B")
            await seen.type("words", WORDS)
            await seen.tap("send-quick")
        sent = the_report(phone)
        assert (sent.answers["thr-07"].value, sent.answers["thr-07"].note) == ("colleague", "Läraren i 4B")
        assert sent.started_by == TEACHER

    tell(story, tmp_path, person=TEACHER)


def test_what_was_written_goes_along_into_the_whole_form_and_from_there_back(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/report") as seen:
            await to_the_sentence(seen)
            await seen.type("words", WORDS)
            await seen.tap("more-questions")
            begun = the_report(phone)
            assert seen.page.route == f"/round/{begun.id}"
            assert begun.answers["thr-05"].value == WORDS
            await seen.tap("send-short")
            await seen.tap("send-quick")
        assert the_report(phone).status == HANDED_ON

    tell(story, tmp_path, person=TEACHER)


def test_what_was_sent_is_added_to_from_the_report_page_and_named_only_as_a_report(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/report") as seen:
            await to_the_sentence(seen)
            await seen.type("words", WORDS)
            await seen.tap("send-quick")
            await seen.tap("add-more")
            await seen.type("add-words", "Det var klockan tre.")
            await seen.tap("send-addition")
        who = phone.signed_in
        assert who
        [sent] = reports_sent(phone.documents, who)
        assert [added.text for added in sent.additions] == ["Det var klockan tre."]
        async with screens(phone, "/report") as seen:
            row = list(seen.walk(seen.inside(f"sent-{sent.id}")))
            assert any(getattr(control, "value", "") == "En anmälan" for control in row)

    tell(story, tmp_path, person=TEACHER)


@pytest.mark.parametrize("route", ["/report/quick/incident-x/threat", "/report/quick/incident-lost-key/other"])
def test_an_address_that_leads_to_no_report_says_so(route: str, tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, route) as seen:
            assert seen.says("Formuläret finns inte här")

    tell(story, tmp_path, person=TEACHER)


def test_a_quick_report_that_was_left_goes_on_where_it_is_sent(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, f"/report/quick/{DAMAGE}/graffiti") as seen:
            await seen.tap("what-graffiti")
            await seen.tap("all-rooms")
            await seen.tap("room-B01-GAR")
        begun = the_report(phone).id
        for route in ("/report", "/"):
            async with screens(phone, route) as seen:
                await seen.tap(f"round-{begun}")
                assert seen.page.route == f"/report/send/{begun}"
        planned = [("round", held.id) for held in phone.documents.all(Round) if held.id != begun]
        phone.documents.receive((), planned, reset=False)
        async with screens(phone, "/") as seen:
            assert seen.says("Fortsätt anmälan")
            await seen.tap("next-round")
            assert seen.page.route == f"/report/send/{begun}"

    tell(story, tmp_path, person=TEACHER)


def test_a_fault_in_the_house_still_leads_to_the_list(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        async with screens(phone, "/report") as seen:
            await seen.tap("tile-house")
            await seen.tap("category-fire")
            assert seen.page.route == "/report/about/fire"

    tell(story, tmp_path, person=TEACHER)
