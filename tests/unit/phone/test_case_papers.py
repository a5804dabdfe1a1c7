"""What is written about a case and asked of the server for it: sums, notes, repairs, packs, and what never lies there
unsealed."""

import asyncio
import json
from pathlib import Path

import pytest

from app.device.net import Answer, NoNetwork
from app.state.asking import STRANGE
from app.state.cases.papers import NO_SERVER, POLICE_ZIP, TEXT, CasePapers
from app.state.cases.work import COSTS, MEASURE, NO_SUM, REPAIR, costs, kronor_in, planned, with_picture
from app.state.phone import Phone
from domain.cases.case_file import Cost, Measure
from domain.cases.events import CaseCosted, CaseMeasurePlanned, CaseRepairWanted
from domain.event_lines import event_from_plain
from domain.events import Act
from domain.findings import Finding
from domain.photos import PhotoRef
from domain.refusals import Refusal
from tests.unit.case_phone import a_case, done_here, receive, told
from tests.unit.demo_phone import DemoServer

SECRET = "Kanin fem bytte skift"
FACE = PhotoRef("f" * 64, 640, 480)


# --- asking the server -----------------------------------------------------------------------------------------------


class Replies:
    """Fulfils `app.device.net.Transport`: says these answers one after the other, and notes what was asked."""

    def __init__(self, *answers: Answer | NoNetwork) -> None:
        self.answers, self.asked = list(answers), list[tuple[str, str, str]]()

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        self.asked.append((method, path, headers["authorization"]))
        answer = self.answers.pop(0)
        if isinstance(answer, NoNetwork):
            raise answer
        return answer

    async def close(self) -> None: ...


LINK = Answer(200, {}, b'{"link": "/packs/sealed"}')
NO_PACK = Answer(404, {}, b'{"code": "no_pack", "why": {"sv": "Underlaget finns inte.", "en": "No such pack."}}')


def fetched(*answers: Answer | NoNetwork, case: str = "r", kind: str = TEXT) -> tuple[bytes | Refusal, Replies]:
    server = Replies(*answers)
    return asyncio.run(CasePapers(server, lambda: "t").fetch(case, kind, "sv")), server


def test_a_pack_is_fetched_by_a_link_that_only_the_person_is_given() -> None:
    got, server = fetched(LINK, Answer(200, {}, b"PK"), case="B01/ö", kind=POLICE_ZIP)
    assert got == b"PK"
    assert server.asked == [
        ("POST", "/cases/B01%2F%C3%B6/packs/police.zip?language=sv", "Bearer t"),
        ("GET", "/packs/sealed", "Bearer t"),
    ]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ((NoNetwork("offline"),), NO_SERVER.code),
        ((LINK, NoNetwork("timeout")), NO_SERVER.code),
        ((NO_PACK,), "no_pack"),
        ((LINK, NO_PACK), "no_pack"),
        ((Answer(200, {}, b"<html>"),), STRANGE.code),
        ((Answer(200, {}, b"{}"),), STRANGE.code),
        ((Answer(502, {}, b"Bad gateway"),), STRANGE.code),
    ],
)
def test_what_does_not_come_is_said_and_never_shown_as_a_file(answers: tuple[Answer | NoNetwork], code: str) -> None:
    got, _ = fetched(*answers)
    assert isinstance(got, Refusal)
    assert got.code == code


# --- sums ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "sek"),
    [
        ("", None),
        ("  ", None),
        ("0", 0),
        ("12000", 12_000),
        ("12 000", 12_000),
        ("12\N{NO-BREAK SPACE}000 kr", 12_000),
        ("12 000,50", 12_000),
        ("999999999", 999_999_999),
        ("9999999999", NO_SUM),
        ("12.000", NO_SUM),
        ("tolv", NO_SUM),
        ("-5", NO_SUM),
        ("١٢", NO_SUM),
    ],
)
def test_a_sum_is_whole_kronor_however_its_thousands_are_set(written: str, sek: int | None) -> None:
    assert kronor_in(written) == sek


def test_what_is_written_of_the_costs_leaves_what_was_known_as_it_is(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        case = a_case("burglary", cost=Cost(45_000, None, "owner", "insurer"))
        receive(phone, case)
        note = phone.case_work.note_on("r", COSTS)
        assert not note.is_begun, "looking at the sums is no unsent work"
        note.note(final="47 500", recovery="")
        assert costs(note, case) == {"estimated": "45000", "final": "47 500", "payer": "owner", "recovery": ""}
        assert phone.case_work.send(note) is None
        assert sent(phone) == [CaseCosted("r", 45_000, 47_500, "owner", "")]

    told(tmp_path, story)


# --- measures and repairs --------------------------------------------------------------------------------------------


def test_a_new_measure_gets_a_name_of_its_own_and_a_planned_one_keeps_its(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        case = a_case("burglary", measures=(Measure("m1", "Galler", "2026-12-01", "property_manager"),))
        receive(phone, case)
        other = phone.case_work.note_on("r", f"{MEASURE}:m1")
        other.note(due="2027-01-15")
        assert planned(other, case) == Measure("m1", "Galler", "2027-01-15", "property_manager")
        new = phone.case_work.note_on("r", MEASURE)
        new.change(text=" Larm ", facts={"due": "2026-12-24", "responsible": "Rektor"})
        assert phone.case_work.send(other) is None
        assert phone.case_work.send(new) is None
        changed, added = (act for act in sent(phone) if isinstance(act, CaseMeasurePlanned))
        assert changed == CaseMeasurePlanned("r", "m1", "Galler", "2027-01-15", "property_manager")
        assert (added.text, added.due, added.responsible) == ("Larm", "2026-12-24", "Rektor")
        assert added.measure not in ("", "m1")

    told(tmp_path, story)


def test_a_picture_of_the_report_is_picked_and_put_back(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        note = phone.case_work.note_on("r", REPAIR)
        assert note.photos == ()
        with_picture(note, FACE)
        assert note.photos == (FACE,)
        with_picture(note, FACE)
        assert note.photos == ()

    told(tmp_path, story, a_case())


def test_a_repair_out_of_a_restricted_case_carries_nothing_that_was_written_in_it(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        note = phone.case_work.note_on("r", REPAIR)
        note.change(text=SECRET, facts={"component": "BLD.GLS.EXT", "severity": "high", "space": "B01-ENT"})
        assert phone.case_work.send(note) is None
        [act] = sent(phone)
        assert isinstance(act, CaseRepairWanted)
        assert (act.component, act.severity, act.space, act.photos) == ("BLD.GLS.EXT", "high", "B01-ENT", ())
        [finding] = phone.documents.all(Finding)
        assert finding.confidentiality != "restricted_person"
        assert "Kanin" not in repr(finding)
        assert finding.round == ""

    told(tmp_path, story, a_case())


# --- what lies on the phone ------------------------------------------------------------------------------------------


def test_what_is_written_about_a_restricted_case_lies_on_the_phone_only_sealed(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        receive(phone, a_case("burglary", id="b"))
        phone.case_work.note_on("b", MEASURE).change(text="Galler 0815 för fönstret")
        phone.case_work.note_on("r", MEASURE).change(text=SECRET, facts={"responsible": "Kanin Ek"})
        note = phone.case_work.note_on("r", f"{MEASURE}:m9")
        note.change(text=SECRET, facts={"due": "2026-12-01", "responsible": "HR"})
        held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert json.dumps("Galler 0815 för fönstret")[1:-1].encode() in held, "what is not sealed should be found"
        assert b"Kanin" not in held
        assert phone.case_work.send(note) is None
        held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"Kanin" not in held

    told(tmp_path, story, a_case())


def test_what_is_refused_is_still_there_to_be_put_right(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        note = phone.case_work.note_on("r", MEASURE)
        note.change(text="Galler")
        refusal = phone.case_work.send(note)
        assert refusal
        assert refusal.code == "nothing_said"
        assert phone.case_work.note_on("r", MEASURE).text == "Galler"
        assert done_here(phone) == []

    told(tmp_path, story, a_case())


def test_a_case_is_not_closed_while_anything_remains(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        refusal = phone.case_work.close("r")
        assert refusal
        assert refusal.code == "case_not_ready"
        receive(phone, a_case(steps=(), parts_left=()))
        assert phone.case_work.remaining(phone.cases.case("r") or a_case()) == ()
        assert phone.case_work.close("r") is None

    told(tmp_path, story, a_case())


def sent(phone: Phone) -> list[Act]:
    """The acts that wait to be sent."""
    return [event_from_plain(event).act for event in phone._outbox.waiting()]
