"""The draft page as people see it: reasons asked for, what is joined, the call, the receipt, tasks of answers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.screens.guard import screen
from app.screens.surroundings import PhoneContext, SettingsContext, Window, WindowContext
from app.screens.walking.task_offer import task_offers
from app.screens.writing.draft import DraftPage
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from app.state.writing.drafts import Draft
from domain.checklists.checklist import Point as Asked
from domain.checklists.checklist import Section
from domain.findings import Finding
from domain.language import Words
from domain.records import to_plain
from domain.tasks.task import Task
from domain.wire import Parcel
from tests.unit.demo_phone import DemoServer
from tests.unit.harness import Screens
from tests.unit.phone.test_drafts import PHOTO, begun, drafted, step_of
from tests.unit.screens.test_journeys import screens, tell
from tests.unit.walk_stories import walking

GLASS, LANGUAGES = "graf-07", ("sv", "en")


def page_of(phone: Phone, draft: Draft, path: str = "/draft") -> Screens:
    return screens(phone, f"{path}/{draft.id}")


def glass(phone: Phone, **said: Any) -> Draft:
    return drafted(phone, begun(phone, "graffiti-outdoor"), GLASS, text="Sprucket", photos=(PHOTO,), **said)


def test_less_grave_unfolds_why_and_graver_does_not(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = glass(phone)
        async with page_of(phone, draft) as seen:
            await seen.tap("severity")
            await seen.tap("severity-critical")
            assert "less-why" not in seen.ids()
            await seen.tap("severity")
            await seen.tap("severity-low")
            assert seen.says("Varför är det mindre allvarligt?")
            assert seen.inside("less-why").helper == "Punkten brukar vara: Allvarlig. Skälet följer med."
            assert seen.inside("send-draft").disabled
            await seen.type("less-why", "Bara en repa")
            assert not seen.inside("send-draft").disabled
            await seen.tap("send-draft")
        assert phone.documents.finding(draft.id).severity_reason == "Bara en repa"  # pyright: ignore[reportOptionalMemberAccess]

    tell(story, tmp_path)


def test_a_photo_that_cannot_be_taken_is_a_reason_in_two_taps_or_in_words(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = glass(phone)
        draft.change(photos=())
        async with page_of(phone, draft) as seen:
            assert seen.inside("send-draft").disabled
            await seen.tap("no-photo")
            await seen.tap("no-photo-people")
            assert draft.no_photo == "Människor i bild"
            await seen.type("no-photo-words", "Regn")
            assert draft.no_photo == "Regn"
            assert not seen.inside("send-draft").disabled

    tell(story, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_photos_are_forbidden_the_page_says_why(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = drafted(phone, begun(phone, "alarm-test"), "alarm-13", text="Kod på lapp")
        async with page_of(phone, draft) as seen:
            assert not {"take-photo", "choose-photo", "no-photo"} & set(seen.ids())
            assert seen.says({"sv": "för fel person", "en": "to the wrong person"}[language])
            assert not seen.inside("send-draft").disabled

    tell(story, tmp_path, language=language)


def open_finding(phone: Phone) -> Finding:
    """A finding of another round at the same point, with its task."""
    draft = glass(phone)
    name = draft.id
    assert draft.send() is None
    finding = phone.documents.finding(name)
    assert finding
    task = Task(name, name, "B01", finding.component, finding.text, "high", "TF", "TF", finding.found_at, number=77)
    routed = {**to_plain(finding), "task": name}
    parcels = [Parcel("finding", name, 2, routed), Parcel("task", name, 2, to_plain(task))]
    phone.documents.receive(parcels, (), reset=False)
    phone.documents.lay_anew([])
    phone.book.close()
    return finding


def test_a_new_deviation_offers_the_open_one_and_joining_makes_the_page_short(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        finding = open_finding(phone)
        walk = begun(phone, "graffiti-outdoor")
        draft = drafted(phone, walk, GLASS)
        async with page_of(phone, draft) as seen:
            assert seen.says("Sprucket")
            assert seen.says("Ärende 77")
            await seen.tap("join-open")
            assert seen.says("Läggs till i den öppna avvikelsen")
            assert not {"severity", "destination", "no-photo"} & set(seen.ids())
            await seen.tap("own-deviation")
            assert "severity" in seen.ids()
            await seen.tap("join-open")
            await seen.type("words", "Större nu")
            await seen.tap("send-draft")
            assert seen.says("Läggs till i den öppna avvikelsen")
        joined = phone.documents.finding(finding.id)
        assert joined
        assert [again.text for again in joined.seen_again] == ["Större nu"]
        assert walk.finding_of(step_of(walk, GLASS)) == joined

    tell(story, tmp_path)


def test_the_deviation_of_this_round_is_no_other_one_to_join(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = begun(phone, "graffiti-outdoor")
        assert drafted(phone, walk, GLASS, text="Sprucket", photos=(PHOTO,)).send() is None
        async with page_of(phone, drafted(phone, walk, GLASS)) as seen:
            assert "open-already" not in seen.ids()

    tell(story, tmp_path)


def test_a_remark_to_both_parties_shows_both_receivers(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = drafted(phone, begun(phone, "fire-annual-officer"), "fire-a-14", text="Fel", photos=(PHOTO,))
        owner, user = (phone.names.organisation(org).sv for org in draft.parties())
        async with page_of(phone, draft) as seen:
            await seen.tap("both-parties")
            assert {owner, user} <= set(seen.texts())
            await seen.tap("send-draft")
            assert seen.says(f"går till {owner} och {user}")

    tell(story, tmp_path, person="fire-officer")


def test_a_missing_object_says_so_first(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = begun(phone, "fire-technical-owner")
        item = next(step.object for step in walk.steps if step.object)
        draft = phone.draft_for_missing(walk.round.id, item)
        assert draft
        async with page_of(phone, draft) as seen:
            assert seen.says("Föremålet saknas")
            assert seen.says(item.label)
            assert not {"place", "room-", "no-photo"} & set(seen.ids()), "the register knows where it should be"

    tell(story, tmp_path)


def test_an_outdoor_round_offers_only_outdoor_places(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = glass(phone)
        async with page_of(phone, draft) as seen:
            await seen.tap("place")
            rooms = {name.removeprefix("room-") for name in seen.ids() if name.startswith("room-")} - {"", "search"}
            assert rooms == {"B01-GAR", "B01-PAR"}
            await seen.tap("room-B01-PAR")
            assert draft.space == "B01-PAR"

    tell(story, tmp_path)


def critical(phone: Phone) -> Draft:
    draft = phone.new_report()
    draft.change(building="B01", component="BLD.WTR", text="Forsar")
    return draft


def test_without_a_network_something_critical_is_sent_when_somebody_has_phoned(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        phone.network_changed(online=False)
        draft = critical(phone)
        async with page_of(phone, draft) as seen:
            assert "call-duty" in seen.ids()
            assert "call-later" not in seen.ids()
            assert seen.inside("send-draft").disabled
            await seen.tap("called")
            assert seen.says("Ringt kl")
            await seen.tap("called-change")
            [picker] = seen.every(ft.TimePicker)
            await seen.fire(picker, "change", value=picker.value.replace(hour=0, minute=0))
            assert seen.says("Ringt kl 00:00")
            await seen.tap("called-undo")
            assert seen.inside("send-draft").disabled
            await seen.tap("called")
            await seen.tap("send-draft")
            assert "call-duty-now" not in seen.ids()
        assert phone.documents.finding(draft.id).called_at  # pyright: ignore[reportOptionalMemberAccess]

    tell(story, tmp_path)


def test_with_a_network_it_may_be_sent_first_and_the_receipt_asks_for_the_call(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = critical(phone)
        async with page_of(phone, draft) as seen:
            await seen.tap("call-later")
            assert not seen.inside("send-draft").disabled
            phone.network_changed(online=False)
            await seen.settle()
            assert seen.inside("send-draft").disabled, "the network is gone: there is only the telephone"
            phone.network_changed(online=True)
            await seen.settle()
            await seen.tap("send-draft")
            assert seen.says("Ring nu.")
            assert "call-duty-now" in seen.ids()

    tell(story, tmp_path)


RECEIPTS = {"sv": "är sparad på telefonen och går till", "en": "is saved on the phone and goes to"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_says_what_is_kept_and_where_it_goes(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with page_of(phone, glass(phone)) as seen:
            await seen.tap("send-draft")
            assert seen.page.route == "/"
            assert seen.says(RECEIPTS[language])
            assert len(seen.every(ft.SnackBar)) == 1

    tell(story, tmp_path, language=language)


def test_what_was_fixed_on_the_spot_goes_to_nobody(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        async with page_of(phone, glass(phone, fixed_on_spot=True)) as seen:
            await seen.tap("send-draft")
            assert seen.says("Sparad på telefonen som åtgärdad.")

    tell(story, tmp_path)


def assessed(phone: Phone) -> Walk:
    """An answer that is a measure in words, beside one that is not, in a form that makes no tasks by itself."""
    points = (
        Asked("risk-08", "long_text", Words("Skydd", "Protection")),
        Asked("risk-09", "long_text", Words("Åtgärd", "Measure"), can_create_task=True),
    )
    walk = walking(phone, Section("s", Words("Åtgärder", "Measures"), points))
    for point, value in (("risk-08", "Vittne"), ("risk-09", "Ny belysning")):
        assert walk.answer(step_of(walk, point), value) is None
    return walk


def offered(phone: Phone, walk: Walk, point: str) -> Screens:
    step = step_of(walk, point)

    @screen
    def Point() -> ft.View:
        return ft.View(controls=[*task_offers(walk, step)])

    routes = [ft.Route(path="/", component=Point, children=[ft.Route(path="draft/:draft", component=DraftPage)])]

    def draw(page: ft.Page) -> None:
        page.render_views(app_of(phone, lambda: ft.Router(routes, manage_views=True)))

    return Screens(draw)


def app_of(phone: Phone, inside: Callable[[], Any]) -> Any:
    settings = phone.settings
    return screen(
        lambda: PhoneContext(phone, lambda: SettingsContext(settings, lambda: WindowContext(Window(), inside)))
    )


def test_a_measure_in_words_becomes_a_task_with_its_place_and_component(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = assessed(phone)
        async with offered(phone, walk, "risk-09") as seen:
            await seen.tap("make-task")
            [draft] = phone.drafts()
            assert seen.page.route == f"/draft/{draft.id}"
            assert seen.inside("words").value == "Ny belysning"
            assert seen.inside("send-draft").disabled, "what it is about is still to be chosen"
            await seen.type("about-search", "parkeringsbelysning")
            await seen.tap("about-OUT.LGT")
            await seen.tap("place")
            await seen.type("room-search", "park")
            await seen.tap("room-B01-PAR")
            await seen.tap("send-draft")
        finding = phone.documents.finding(draft.id)
        assert finding
        assert (finding.component, finding.space, finding.text) == ("OUT.LGT", "B01-PAR", "Ny belysning")
        given = walk.answer_to(step_of(walk, "risk-09"))
        assert given
        assert (given.value, given.finding) == ("Ny belysning", "")

    tell(story, tmp_path, person="manager-b01")


def test_words_that_are_no_measure_and_a_measure_not_yet_written_offer_nothing(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = assessed(phone)
        async with offered(phone, walk, "risk-08") as seen:
            assert "make-task" not in seen.ids()
        assert walk.answer(step_of(walk, "risk-09"), "") is None
        async with offered(phone, walk, "risk-09") as seen:
            assert "make-task" not in seen.ids()

    tell(story, tmp_path, person="manager-b01")
