"""The second half of a case's page, without a screen: measures, repairs, costs, packs, holds, closing."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.device.net import Answer, NoNetwork
from app.state.phone import Phone
from domain.cases.case_file import CaseFile, Cost, Measure
from domain.findings import Finding
from domain.photos import PhotoRef
from domain.records import to_plain
from domain.rounds.round import Answer as Given
from domain.rounds.round import Round
from domain.wire import Parcel
from sync_server.cases.following import follow_report
from tests.unit.case_stories import GRAFFITI, NUMBER, THREAT
from tests.unit.case_town import REGISTER, case_of, no_case, report
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.desk_phone import MANAGER, at
from tests.unit.domain.test_form_tasks import NOW, TEACHER
from tests.unit.harness import Screens

TEXT = "Underlag för polisanmälan\n\nVad: Klotter utomhus\nYta: Tegel\n"
FILES = {"police.txt": TEXT.encode(), "police.zip": b"PK zip", "insurance.pdf": b"%PDF-1.7", "insurance.zip": b"PK"}
Story = Callable[[Phone, "PackServer"], Coroutine[None, None, None]]


@dataclass
class PackServer(DemoServer):
    """Also makes packs; `no_packs` answers as a server that will not."""

    no_packs: bool = False

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        kind = path.split("?")[0].rsplit("/", 1)[-1]
        if path.startswith(("/cases/", "/packs/")):
            if self.down:
                raise NoNetwork("offline")
            if self.no_packs:
                why = {"sv": "Underlaget finns inte.", "en": "There is no such pack."}
                return Answer(404, {}, json.dumps({"code": "no_pack", "why": why}).encode())
            link = json.dumps({"link": f"/packs/{kind}"}).encode()
            return Answer(200, {}, link if method == "POST" else FILES[kind])
        return await super().send(method, path, headers=headers, body=body, timeout=timeout)


def graffiti(server: PackServer, **changes: Any) -> tuple[CaseFile, Round]:
    """The case of a graffiti report with a close-up, and the report."""
    form = report("damage", GRAFFITI)
    close_up = server.keep_picture()
    photo = PhotoRef(close_up, 640, 480, NOW)
    answers = {**form.answers, "dam-10": Given([close_up], NOW, TEACHER.id, photos=(photo,))}
    form = replace(form, answers=answers)
    case, *_ = follow_report(REGISTER, no_case, form, datetime.fromisoformat(NOW))
    assert isinstance(case, CaseFile)
    return replace(case, **changes), form


def told(folder: Path, story: Story, *, person: str = MANAGER, language: str = "sv", **changes: Any) -> None:
    """The story, on a phone that has the case "r"."""

    async def tell() -> None:
        server = PackServer(person=person)
        phone = await demo_phone(folder, server)
        phone.settings.choose_language(language)
        keep(phone, *graffiti(server, **changes))
        await story(phone, server)
        phone.db.close()

    asyncio.run(tell())


def keep(phone: Phone, *documents: CaseFile | Round | Finding) -> None:
    parcels = [Parcel(document.kind, document.id, 1, to_plain(document)) for document in documents]
    phone.documents.receive(parcels, (), reset=False)


def its(phone: Phone) -> CaseFile:
    case = phone.documents.case("r")
    assert case
    return case


READY: dict[str, Any] = {"steps": (), "parts_left": ()}
"""A case of which nothing remains."""
TOMORROW = (datetime.now() + timedelta(days=1)).date().isoformat()


# --- measures and repairs --------------------------------------------------------------------------------------------


def test_a_measure_is_planned_for_a_day_by_a_function_and_then_done(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r") as seen:
            await seen.tap("plan-measure")
            assert seen.says("Skriv vad som ska göras.")
            await seen.type("words", "Belysning på baksidan")
            await seen.tap(f"day-due-{TOMORROW}")
            assert seen.says("Välj eller skriv en funktion.")
            await seen.tap("responsible-property_manager")
            await seen.tap("save-case")
            [measure] = its(phone).measures
            assert (measure.text, measure.due, measure.responsible) == (
                "Belysning på baksidan",
                TOMORROW,
                "property_manager",
            )
            assert seen.says("Klar senast i morgon")
            await seen.tap("measure-done")
            assert its(phone).measures[0].done_at
            assert seen.says("Klar i dag")

    told(tmp_path, story)


def test_a_planned_measure_is_moved_to_another_function_and_keeps_its_words_and_day(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r") as seen:
            assert seen.says("Skulle ha varit klar 5 november")
            await seen.tap("change")
            await seen.tap("responsible-else")
            await seen.type("function", "Skolans it-ansvarige")
            await seen.tap("save-case")
            [measure] = its(phone).measures
            assert measure == Measure("m1", "Byt lampan", "2026-11-05", "Skolans it-ansvarige")

    told(tmp_path, story, measures=(Measure("m1", "Byt lampan", "2026-11-05", "property_manager"),))


def test_a_repair_takes_along_only_what_is_picked_and_no_picture_is_picked_before(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r/repair") as seen:
            assert seen.says("Det här lämnar ärendet")
            assert seen.says("Det här stannar")
            await seen.type("part-search", "dörrstäng")
            await seen.tap("part-FIR.CMP.CLS")
            assert seen.says("Skolgård"), "where it happened, until somebody says another place"
            await seen.tap("place")
            await seen.tap("room-B01-COR1")
            await seen.tap("severity-low")
            await seen.tap("save-case")
        [bare] = phone.documents.all(Finding)
        assert (bare.component, bare.space, bare.severity, bare.photos) == ("FIR.CMP.CLS", "B01-COR1", "low", ())
        assert (bare.text, bare.round, bare.case) == ("Behöver åtgärdas", "", {})
        async with at(phone, "/cases/r/repair") as seen:
            await seen.type("part-search", "glas")
            await seen.tap(first_part(seen))
            await seen.tap("severity-low")
            [pick] = [name for name in seen.ids() if name.startswith("pick-")]
            await seen.tap(pick)
            await seen.tap("save-case")
        with_picture = [finding for finding in phone.documents.all(Finding) if finding.photos]
        assert [finding.space for finding in with_picture] == ["B01-GAR"]
        assert [measure.finding for measure in its(phone).measures] == [bare.id, with_picture[0].id]

    told(tmp_path, story)


def first_part(seen: Screens) -> str:
    return next(name for name in seen.ids() if name.startswith("part-") and name != "part-search")


# --- costs -----------------------------------------------------------------------------------------------------------


def test_costs_are_read_back_in_thousands_and_what_was_known_stays(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r") as seen:
            assert seen.says("Beräknad kostnad: 45\xa0000 kronor")
            await seen.tap("write-costs")
            await seen.type("final", "12 mkr")
            assert seen.says("Skriv hela kronor med siffror.")
            await seen.type("final", "47 500")
            assert seen.says("47\xa0500 kronor")
            await seen.tap("payer-owner")
            await seen.tap("recovery-hirer")
            await seen.tap("save-case")
            assert its(phone).cost == Cost(45_000, 47_500, "owner", "hirer")
            assert seen.says("Tekniska förvaltningen, fastighetsavdelningen betalar")
            assert seen.says("Krävs tillbaka av hyrestagaren")

    told(tmp_path, story, cost=Cost(45_000))


# --- police and insurer ----------------------------------------------------------------------------------------------


def test_the_polices_text_is_read_on_the_page_and_copied_within_the_touch(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r", set=None) as seen:
            await seen.tap("pack-police")
            assert seen.says("Yta: Tegel")
            button = seen.inside("copy-text")
            assert isinstance(button.action, ft.CopyToClipboard)
            assert button.action.data == TEXT
            await seen.tap("copy-text")
            assert seen.says("Texten är kopierad")
            assert seen.inside("call-police").url == "tel:11414"

    told(tmp_path, story)


@pytest.mark.parametrize(
    ("page", "kind", "file"),
    [
        ("police", "police.zip", "polisanmalan.zip"),
        ("insurer", "insurance.pdf", "skadeanmalan.pdf"),
        ("insurer", "insurance.zip", "skadeanmalan.zip"),
    ],
)
def test_a_file_is_fetched_and_saved_with_one_tap(tmp_path: Path, page: str, kind: str, file: str) -> None:
    saved: list[Any] = []

    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, f"/cases/r/{page}", save_file=saved.append) as seen:
            await seen.tap(f"fetch-{kind.replace('.', '-')}")
            assert seen.says(f"{file} är hämtad")
        [call] = saved
        assert (call["file_name"], call["src_bytes"]) == (file, FILES[kind])

    told(tmp_path, story)


def test_pictures_are_not_offered_to_the_police_where_the_report_has_none(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r/police") as seen:
            assert "fetch-police-zip" in seen.ids()
        keep(phone, replace(report("damage", GRAFFITI), id="bare"), replace(its(phone), id="bare"))
        async with at(phone, "/cases/bare/police") as seen:
            assert "fetch-police-zip" not in seen.ids()

    told(tmp_path, story)


def test_without_a_network_the_page_says_who_makes_it_and_what_to_do_and_tries_again(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PackServer) -> None:
        server.down = True
        async with at(phone, "/cases/r/police") as seen:
            assert seen.says("Underlaget görs av servern, som inte nås nu.")
            assert seen.says("ring 114 14")
            assert "copy-text" not in seen.ids()
            server.down = False
            await seen.tap("fetch-again")
            assert seen.says("Yta: Tegel")

    told(tmp_path, story)


def test_what_the_server_refuses_is_said_in_its_own_words(tmp_path: Path) -> None:
    async def story(phone: Phone, server: PackServer) -> None:
        server.no_packs = True
        async with at(phone, "/cases/r/insurer") as seen:
            await seen.tap("fetch-insurance-pdf")
            assert seen.says("There is no such pack.")

    told(tmp_path, story, language="en")


@pytest.mark.parametrize("third_party", [True, False])
def test_liability_is_not_to_be_admitted_where_a_third_party_is_involved(tmp_path: Path, third_party: bool) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        for page in ("police", "insurer"):
            async with at(phone, f"/cases/r/{page}") as seen:
                assert ("admit-nothing" in seen.ids()) is third_party

    told(tmp_path, story, third_party=third_party)


def test_what_the_insurer_would_miss_is_said_before_the_package_is_made(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r/insurer") as seen:
            assert seen.says("Polisens nummer saknas än. Kostnaderna är inte skrivna än.")

    told(tmp_path, story)


def test_what_has_not_been_sent_is_not_in_the_servers_pack_and_the_page_says_so(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r/insurer") as seen:
            assert "unsent" not in seen.ids()
        phone.cases.do_step("r", "police", NUMBER)
        async with at(phone, "/cases/r/insurer") as seen:
            assert "unsent" in seen.ids()

    told(tmp_path, story)


def test_the_number_that_stands_in_the_case_is_offered_where_the_form_asks_for_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        phone.cases.do_step("r", "police", NUMBER)
        async with at(phone, "/round/r/point/0") as seen:
            assert seen.says("Förslag: Gjord")
            await seen.tap("accept-suggestion")
            assert seen.says("Från ärendet, ändra om det inte stämmer.")
            assert seen.inside("answer-text").value == NUMBER

    told(tmp_path, story)


def test_when_the_manager_talked_with_the_person_is_offered_in_the_form_and_taken_with_one_touch(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        keep(phone, case_of("threat", THREAT), report("threat", THREAT))
        phone.cases.do_step("r", "contact")
        async with at(phone, "/round/r/point/0") as seen:
            assert seen.says("Förslag: i dag")
            assert seen.says("Från ärendet, ändra om det inte stämmer.")
            await seen.tap("accept-suggestion")
        given = phone.documents.round("r")
        assert given
        assert datetime.fromisoformat(str(given.answers["thr-14"].value)).date() == datetime.now().date()

    told(tmp_path, story, person="manager-b01")


# --- closing and keeping ---------------------------------------------------------------------------------------------


def test_what_remains_is_said_once_and_leads_to_where_it_is_done(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r") as seen:
            assert seen.says("Innan ärendet kan avslutas")
            assert seen.says("1 steg kvar, se ovan")
            assert seen.says("Åtgärden är inte klar: Byt lampan")
            assert "close-case" not in seen.ids()
            assert "remains-police" not in seen.ids(), "it stands above, among the steps"
            await seen.tap("remains-form")
            assert seen.page.route == "/round/r"

    told(tmp_path, story, measures=(Measure("m1", "Byt lampan", "2026-11-05", "property_manager"),))


def test_a_case_is_closed_when_nothing_remains_and_opened_again_only_with_a_reason(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r") as seen:
            await seen.tap("close-case")
            assert not its(phone).is_open
            assert seen.says("Avslutat i dag")
            assert "plan-measure" not in seen.ids()
            await seen.tap("reopen-case")
            assert seen.inside("save-case").disabled
            await seen.type("words", "Ny faktura")
            await seen.tap("save-case")
            assert its(phone).is_open
            assert its(phone).history[-1].text == "Ny faktura"

    told(tmp_path, story, **READY)


def test_a_case_is_held_for_as_long_as_it_lasts_until_it_is_over(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r") as seen:
            assert seen.says("Ärendet tas bort när tiden för att spara det har gått ut.")
            await seen.tap("hold-case")
            assert seen.says("Välj varför.")
            await seen.tap("hold-for-dispute")
            await seen.tap("save-case")
            assert [(held.reason, held.until) for held in its(phone).holds] == [("dispute", "")]
            assert seen.says("så länge det pågår")
            assert seen.says("Får inte gallras: tvisten")
            await seen.tap("release-dispute")
            assert its(phone).holds[0].until == datetime.now().date().isoformat()
            assert "release-dispute" not in seen.ids()

    told(tmp_path, story)


def test_a_case_is_held_until_a_day_of_the_calendar(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r/hold") as seen:
            await seen.tap("hold-for-insurance")
            await seen.tap("hold-until")
            [calendar] = seen.every(ft.DatePicker)
            await seen.fire(calendar, "change", value=datetime(2027, 3, 31))
            assert seen.says("Until 31 March 2027")
            await seen.tap("save-case")
        assert [(held.reason, held.until) for held in its(phone).holds] == [("insurance", "2027-03-31")]

    told(tmp_path, story, language="en")


def test_a_closed_case_says_when_it_may_be_destroyed_at_the_earliest(tmp_path: Path) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r") as seen:
            assert seen.says("Får gallras tidigast 2037-01-01.")

    told(tmp_path, story, status="closed", closed_at="2026-05-01T10:00:00+02:00", **READY)


@pytest.mark.parametrize("person", [MANAGER, "reporter-b01"])
def test_what_is_planned_is_for_those_who_handle_it_not_for_whoever_it_is_about(tmp_path: Path, person: str) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, "/cases/r") as seen:
            assert seen.says("Byt lampan") is (person == MANAGER)

    measures = (Measure("m1", "Byt lampan", "2026-11-05", "property_manager"),)
    told(tmp_path, story, person=person, reporter="reporter-b01", measures=measures)


@pytest.mark.parametrize("page", ["measure", "repair", "costs", "hold", "reopen", "police", "insurer"])
def test_whoever_only_reported_it_gets_no_page_to_write_on(tmp_path: Path, page: str) -> None:
    async def story(phone: Phone, _: PackServer) -> None:
        async with at(phone, f"/cases/r/{page}") as seen:
            assert seen.says("Ärendet handläggs av någon annan")
            assert "save-case" not in seen.ids()
        async with at(phone, "/cases/r") as seen:
            assert not {"plan-measure", "write-costs", "pack-police", "close-case", "hold-case"} & set(seen.ids())

    told(tmp_path, story, person="reporter-b01")
