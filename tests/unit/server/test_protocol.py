"""The protocol of a signed inspection: a PDF for whoever may see the round, by a link that ends."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from domain.checklists.answers import NO_DATE
from domain.checklists.checklist import Point
from domain.events import FindingReported, PointAnswered, RoundStarted, RoundSubmitted, Signing
from domain.photos import PhotoRef
from domain.rounds.round import Round
from domain.rounds.walk import steps
from sync_server.office import Office
from sync_server.problems import No
from sync_server.protocol import desk as protocol_desk
from sync_server.protocol.paper import Telling, protocol
from sync_server.storage.working_set import WorkingSet
from tests.server_fixtures import TestPhone, office_at, phone_of

ROUND, FORM, REMARK = "inspection-1", "fire-annual-officer", "remark-1"
SIGNERS = ("fire_officer", "fire_responsible", "property_manager")
ANSWERS: dict[str, Any] = {
    "ok_dev_na": "ok", "yes_no": "yes", "number": 0, "date": NO_DATE, "text": "Inget", "long_text": "Inget",
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Office]:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    office = office_at(tmp_path, database_url=f"sqlite:///{tmp_path / 'rond.sqlite'}")
    yield office
    office.close()


@pytest.fixture
def officer(office: Office, http: httpx.Client) -> TestPhone:
    phone = phone_of(office, http, "fire-officer")
    inspected(office, phone)
    return phone


def inspected(office: Office, phone: TestPhone) -> None:
    """Every point answered, the first with a remark, and three names with drawn signatures under it."""
    checklist = office.register.municipality.checklists[FORM]
    building = office.register.municipality.buildings["B01"]
    image = drawn(phone)
    round_ = Round(ROUND, "B01", FORM, checklist.version)
    asked = [step for step in steps(checklist, building, round_, "2026-11-23") if step.point.type != "signature"]
    remark = FindingReported(
        REMARK, "B01", "FIR.ORG.DOC", "Brandskyddspärmen saknas.", "high",
        round=ROUND, point=asked[0].point.id, checklist=FORM, version=checklist.version,
    )  # fmt: skip
    answers = [PointAnswered(ROUND, step.point.id, answer_to(step.point), step.place) for step in asked]
    answers[0] = replace(answers[0], value="deviation", finding=REMARK)
    signings = tuple(Signing(role, f"Namn {number}", image) for number, role in enumerate(SIGNERS))
    acts = [
        RoundStarted(ROUND, "B01", FORM, checklist.version),
        remark,
        *answers,
        RoundSubmitted(ROUND, "Namn 0", signings, ("property_manager",)),
    ]
    assert set(phone.outcomes([phone.event(act) for act in acts])) == {"accepted"}


def answer_to(point: Point) -> Any:
    return point.choices[0].id if point.choices else ANSWERS[point.type]


def drawn(phone: TestPhone) -> PhotoRef:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), "white").save(out, "JPEG")
    sha = hashlib.sha256(out.getvalue()).hexdigest()
    assert phone.http.put(f"/photos/{sha}", content=out.getvalue(), headers=phone.bearer).status_code == 201
    return PhotoRef(sha, 300, 100)


def ask(phone: TestPhone, round_id: str = ROUND, language: str = "sv") -> httpx.Response:
    return phone.http.post(f"/rounds/{round_id}/protocol", params={"language": language}, headers=phone.bearer)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_whoever_may_see_the_round_gets_its_protocol_as_a_pdf(officer: TestPhone, language: str) -> None:
    link = ask(officer, language=language).json()["link"]
    answer = officer.http.get(link)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_protocol_has_the_remark_with_its_task_all_answers_and_three_signatures(
    office: Office, officer: TestPhone
) -> None:
    with office.database.reading() as connection:
        documents = WorkingSet(connection, office.register)
        round_ = documents.round(ROUND)
        assert round_
        told = Telling(round_, documents, office.register, lambda _: None, "sv", Path()).all()
        assert protocol(round_, documents, office.register, lambda _: None, "en").startswith(b"%PDF-")
    [remark] = told["deviations"]
    assert remark["text"] == "Brandskyddspärmen saknas."
    assert "Ärende" in remark["task"]
    assert "klart senast" in remark["task"]
    assert [signature["name"] for signature in told["signatures"]] == ["Namn 0", "Namn 1", "Namn 2"]
    assert sum(len(section["rows"]) for section in told["sections"]) == len(round_.answers)
    assert ("Deltog", "Förvaltare") in told["facts"]


def test_somebody_of_another_department_gets_none(office: Office, officer: TestPhone, http: httpx.Client) -> None:
    assert ask(phone_of(office, http, "inspector-b03")).status_code == 404


def test_a_round_that_is_not_signed_has_none(office: Office, officer: TestPhone) -> None:
    officer.sync(RoundStarted("begun", "B01", FORM, "2026:1"))
    assert ask(officer, "begun").status_code == 404


@pytest.mark.parametrize("swap", [("/sv/", "/en/"), ("fire-officer", "inspector-b03"), (ROUND, "inspection-2")])
def test_a_link_that_was_changed_opens_nothing(officer: TestPhone, swap: tuple[str, str]) -> None:
    link = ask(officer).json()["link"]
    assert officer.http.get(link.replace(*swap)).status_code == 404


def test_a_link_ends(office: Office, officer: TestPhone) -> None:
    link = ask(officer).json()["link"]
    until = link.split("/")[-2]
    later = str(int(until) + int(timedelta(days=1).total_seconds()))
    assert officer.http.get(link.replace(until, later)).status_code == 404
    late = replace(office, now=lambda: office.now() + timedelta(minutes=11))
    with pytest.raises(No):
        protocol_desk.open_link(late, ROUND, "fire-officer", "sv", int(until), link.split("/")[-1])
