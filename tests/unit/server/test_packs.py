"""The text for the police and the insurer's package: what is in them, who gets them, and what is logged."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from domain.cases.events import CaseCosted, CaseStepDone
from domain.events import PointAnswered, RoundStarted, RoundSubmitted
from domain.photos import PhotoRef
from sync_server.desk.triage import triage
from sync_server.office import Office
from tests.server_fixtures import TestPhone, demo_municipality, office_at, phone_of
from tests.unit.case_stories import CANARY, NUMBER, burglary_sent, does, graffiti_sent, picture, threat_sent


@pytest.fixture
def office(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Office]:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    office = office_at(tmp_path, database_url=f"sqlite:///{tmp_path / 'rond.sqlite'}")
    yield office
    office.close()


def ask(phone: TestPhone, case: str, kind: str, language: str = "sv") -> httpx.Response:
    return phone.http.post(f"/cases/{case}/packs/{kind}", params={"language": language}, headers=phone.bearer)


def opened(phone: TestPhone, case: str, kind: str, language: str = "sv") -> httpx.Response:
    answer = phone.http.get(ask(phone, case, kind, language).json()["link"])
    assert answer.status_code == 200, answer.text
    return answer


def property_manager(office: Office, http: httpx.Client) -> TestPhone:
    phone = phone_of(office, http, "property-manager-centre")
    phone.sync()
    return phone


def test_graffiti_becomes_a_text_that_is_ready_for_the_polices_form(office: Office, http: httpx.Client) -> None:
    graffiti_sent(office, http)
    manager = property_manager(office, http)
    told = opened(manager, "G1", "police.json").json()
    assert told["fields"] == {
        "what": "Klotter utomhus",
        "where": "Björkhagaskolan, Skolgård. Skolgatan 4, Ljungaholm",
        "when": "2026-11-02 07:30",
        "intact": "2026-10-30 16:00",
        "surface": "Tegel",
        "placement": "Utomhus",
        "fixed": "Ja, fast",
        "area": "4,5 m²",
        "tag": "ZORK",
        "abusive": "Nej",
        "witness": "Nej",
    }
    assert [photo["what"] for photo in told["photos"]] == [
        "Översiktsbild",
        "Närbild, med måttstock eller hand som skala",
    ]
    text = opened(manager, "G1", "police.txt")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.text == told["text"]
    assert "Tagg eller avsändare: ZORK\n" in text.text
    assert "1. Översiktsbild, 2026-11-02 07:31" in text.text
    assert "2. Närbild, med måttstock eller hand som skala, 2026-11-02 07:31" in text.text
    assert "Tag text or sender: ZORK\n" in opened(manager, "G1", "police.txt", "en").text


def test_a_report_of_a_few_lines_gives_the_police_its_sentence_and_its_picture(
    office: Office, http: httpx.Client
) -> None:
    phone = phone_of(office, http, "reporter-b01")
    does(phone, RoundStarted("Q1", "B01", "incident-damage-graffiti", "2026:1"))
    does(phone, PointAnswered("Q1", "dam-01", "graffiti", note="Längs hela gaveln"))
    does(phone, PointAnswered("Q1", "dam-02", "B01-GAR"), PointAnswered("Q1", "dam-11", "no"))
    does(phone, PointAnswered("Q1", "dam-07", "2026-11-02T07:30:00+01:00"))
    overview = picture(phone, "red")
    does(phone, PointAnswered("Q1", "dam-09", [overview.sha256], photos=(overview,)), RoundSubmitted("Q1", "Lärare"))
    text = opened(property_manager(office, http), "Q1", "police.txt").text
    assert "Beskrivning:\nLängs hela gaveln\n" in text
    assert "1. Översiktsbild" in text


def test_where_a_third_party_is_involved_nobody_is_to_admit_liability(office: Office, http: httpx.Client) -> None:
    graffiti_sent(office, http)
    burglary_sent(office, http)
    manager = property_manager(office, http)
    for kind in ("police.json", "insurance.zip"):
        said = {case: warnings_in(opened(manager, case, kind)) for case in ("G1", "C1")}
        assert "medge inte ansvar" in said["G1"], kind
        assert "medge inte ansvar" not in said["C1"], kind


def test_what_is_pasted_into_the_polices_form_has_no_words_that_are_meant_for_us(
    office: Office, http: httpx.Client
) -> None:
    graffiti_sent(office, http)
    text = opened(property_manager(office, http), "G1", "police.txt").text
    assert "medge inte ansvar" not in text
    assert "berättar du om för polisen" not in text


def warnings_in(answer: httpx.Response) -> str:
    if answer.headers["content-type"] == "application/json":
        return " ".join(answer.json()["warnings"])
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return archive.read("text.txt").decode()


def test_what_the_case_says_of_a_cost_stands_in_place_of_what_the_form_says(office: Office, http: httpx.Client) -> None:
    graffiti_sent(office, http)
    manager = property_manager(office, http)
    does(manager, PointAnswered("G1", "dam-18", 9_000))
    with zipfile.ZipFile(io.BytesIO(opened(manager, "G1", "insurance.zip").content)) as archive:
        assert "Beräknad kostnad: 9 000 kr\n" in archive.read("text.txt").decode()
    does(manager, CaseCosted("G1", 12_000))
    with zipfile.ZipFile(io.BytesIO(opened(manager, "G1", "insurance.zip").content)) as archive:
        text = archive.read("text.txt").decode()
    assert "Beräknad kostnad: 12 000 kr\n" in text
    assert "9 000" not in text


def test_the_insurers_package_has_the_facts_the_sums_and_every_picture(office: Office, http: httpx.Client) -> None:
    burglary_sent(office, http)
    manager, officer = property_manager(office, http), phone_of(office, http, "insurance-officer")
    does(manager, CaseStepDone("C1", "police", NUMBER), CaseCosted("C1", 45_000, 47_500, "owner", "insurer"))
    package = opened(officer, "C1", "insurance.zip")
    with zipfile.ZipFile(io.BytesIO(package.content)) as archive:
        assert sorted(archive.namelist()) == ["data.json", "photos/01.jpg", "report.pdf", "text.txt"]
        fields = json.loads(archive.read("data.json"))["fields"]
        assert archive.read("photos/01.jpg").startswith(b"\xff\xd8\xff")
        assert archive.read("report.pdf").startswith(b"%PDF-")
    assert fields["inventory"] == "Tre datorer"
    assert fields["police_number"] == NUMBER
    assert (fields["estimated"], fields["final"]) == ("45 000 kr", "47 500 kr")
    assert fields["when"] == "2026-11-01 08:00"
    assert opened(officer, "C1", "insurance.pdf").content.startswith(b"%PDF-")


def test_the_invoices_are_in_the_insurers_package_after_the_pictures_and_never_in_the_polices(
    office: Office, http: httpx.Client
) -> None:
    burglary_sent(office, http)
    manager, officer = property_manager(office, http), phone_of(office, http, "insurance-officer")
    first, second = picture(manager, "white"), picture(manager, "yellow")
    without = opened(officer, "C1", "insurance.pdf").content
    does(manager, CaseCosted("C1", 45_000, 47_500, "owner", "insurer", (first, second)))
    with zipfile.ZipFile(io.BytesIO(opened(officer, "C1", "insurance.zip").content)) as archive:
        names = [name for name in archive.namelist() if "/" in name]
        assert names == ["photos/01.jpg", "invoices/01.jpg", "invoices/02.jpg"]
        bytes_ = [hashlib.sha256(archive.read(name)).hexdigest() for name in names[1:]]
        assert bytes_ == [first.sha256, second.sha256]
        text, told = archive.read("text.txt").decode(), json.loads(archive.read("data.json"))
        assert pages(archive.read("report.pdf")) == pages(without) + 2
    assert "\nFakturor\n1. Faktura, 2026-11-02 07:31\n2. Faktura, 2026-11-02 07:31\n" in text
    assert text.index("Bilder\n") < text.index("Fakturor\n")
    assert [each["sha256"] for each in told["invoices"]] == [first.sha256, second.sha256]
    with zipfile.ZipFile(io.BytesIO(opened(officer, "C1", "insurance.zip", "en").content)) as archive:
        assert "\nInvoices\n1. Invoice, " in archive.read("text.txt").decode()
    with zipfile.ZipFile(io.BytesIO(opened(manager, "C1", "police.zip").content)) as archive:
        assert [name for name in archive.namelist() if "/" in name] == ["photos/01.jpg"]
        assert "Faktur" not in archive.read("text.txt").decode()
        assert first.sha256 not in archive.read("data.json").decode()


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_an_invoice_is_opened_by_whoever_may_see_the_case_and_nobody_else(office: Office, http: httpx.Client) -> None:
    burglary_sent(office, http)
    manager = property_manager(office, http)
    invoice = picture(manager, "white")
    does(manager, CaseCosted("C1", 45_000, invoices=(invoice,)))
    said = {
        person: http.get(f"/photos/{invoice.sha256}", headers=phone_of(office, http, person).bearer).status_code
        for person in ("property-manager-centre", "manager-b01", "insurance-officer", "caretaker-north", "system-admin")
    }
    assert said == {
        "property-manager-centre": 200,
        "manager-b01": 200,
        "insurance-officer": 200,
        "caretaker-north": 404,
        "system-admin": 404,
    }


def test_an_invoice_that_has_not_come_within_a_day_is_owed_by_whoever_wrote_the_costs(
    office: Office, http: httpx.Client
) -> None:
    burglary_sent(office, http)
    manager = property_manager(office, http)
    does(manager, CaseCosted("C1", 45_000), CaseCosted("C1", 45_000, invoices=(PhotoRef("a" * 64),)))
    with office.database.reading() as connection:
        [phone] = triage(connection, office.register, datetime.now(UTC) + timedelta(hours=25)).phones
    assert (phone.person, phone.photos) == ("property-manager-centre", 1)


def test_only_who_handles_the_case_gets_a_pack_and_the_insurance_officer_the_claims(
    office: Office, http: httpx.Client
) -> None:
    burglary_sent(office, http)
    threat_sent(office, http)
    got = {
        (person, case, kind)
        for person in demo_municipality().persons
        for case, kind in (
            ("C1", "police.json"),
            ("C1", "insurance.pdf"),
            ("I1", "police.json"),
            ("I1", "insurance.pdf"),
        )
        if ask(phone_of(office, http, person), case, kind).status_code == 200
    }
    handlers = {"manager-b01", "property-manager-centre", "safety-coordinator"}
    assert got == {
        *((person, "C1", "police.json") for person in handlers),
        *((person, "C1", "insurance.pdf") for person in (*handlers, "insurance-officer")),
        *((person, "I1", "police.json") for person in ("manager-culture", "safety-coordinator")),
    }


def test_a_restricted_pack_that_was_opened_stands_in_the_log_and_so_does_a_protocol(
    office: Office, http: httpx.Client
) -> None:
    reporter, manager = threat_sent(office, http)
    assert CANARY in opened(manager, "I1", "police.txt").text
    reporter.sync()
    assert [(opening["person"], opening["what"]) for opening in reporter.documents["case_log", "I1"]["openings"]] == [
        ("manager-culture", "police_pack")
    ]


def test_a_link_that_was_changed_or_whose_reader_lost_access_opens_nothing(office: Office, http: httpx.Client) -> None:
    _, manager = threat_sent(office, http)
    link = ask(manager, "I1", "police.txt").json()["link"]
    for swap in (("manager-culture", "system-admin"), ("police.txt", "police.zip"), ("I1", "G1"), ("/sv/", "/en/")):
        answer = http.get(link.replace(*swap))
        assert answer.status_code == 404
        assert CANARY not in answer.text


def test_the_polices_text_names_nobody_of_the_staff(office: Office, http: httpx.Client) -> None:
    _, manager = threat_sent(office, http)
    does(manager, PointAnswered("I1", "thr-23", "Rutin"))
    text = opened(manager, "I1", "police.txt").text
    assert "Bibliotekarie" not in text
    assert "library-vedasa" not in text
