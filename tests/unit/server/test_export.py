"""One case handed out: what its own person reads whole, what is masked of everybody else, and that it is logged."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from domain.cases.events import CaseCosted, CaseStepDone
from domain.events import PointAnswered
from sync_server.cases.export import export
from sync_server.cases.masking import MASKED, Masks
from sync_server.command import main
from sync_server.disposal.yearly import code_of, yearly_list
from sync_server.office import Office
from sync_server.problems import No
from tests.server_fixtures import office_at
from tests.unit.case_stories import CANARY, does, graffiti_sent, picture, threat_sent

THE_MANAGERS = "Ring Enhetschef kultur på 070-123 45 67, personnummer 850709-9805, mejl x@y.se"
REGISTRAR = "registrar-ks"
Shell = pytest.CaptureFixture[str]


@pytest.fixture
def office(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Office]:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    office = office_at(tmp_path, database_url=f"sqlite:///{tmp_path / 'rond.sqlite'}")
    yield office
    office.close()


def exported(office: Office, case: str, shown: str) -> str:
    return json.dumps(export(office, case, shown, office.register.person(REGISTRAR)), ensure_ascii=False)


def test_whoever_reported_reads_their_own_words_and_of_others_what_is_not_who_they_are(
    office: Office, http: httpx.Client
) -> None:
    _, manager = threat_sent(office, http)
    does(manager, CaseStepDone("I1", "contact", text=THE_MANAGERS), PointAnswered("I1", "thr-23", "Nya rutiner"))
    said = exported(office, "I1", "library-vedasa")
    assert CANARY in said
    assert "Nya rutiner" in said
    for other in ("manager-culture", "Enhetschef kultur", "070-123", "850709", "x@y.se"):
        assert other not in said
    assert "Person A" in said


def test_whoever_has_no_part_in_a_restricted_case_gets_none_of_its_words(office: Office, http: httpx.Client) -> None:
    _, manager = threat_sent(office, http)
    does(manager, CaseStepDone("I1", "contact", text=THE_MANAGERS))
    for outsider in ("reporter-b01", "Ljungaholmsbladet", " "):
        said = exported(office, "I1", outsider)
        assert CANARY not in said
        assert "Bibliotekarie" not in said
        assert "library-vedasa" not in said
        assert MASKED in said


def test_an_open_case_is_disclosed_with_its_words_and_without_its_people(office: Office, http: httpx.Client) -> None:
    graffiti_sent(office, http)
    said = exported(office, "G1", "Ljungaholmsbladet")
    assert "ZORK" in said
    assert "reporter-b01" not in said
    assert "Lärare" not in said


def test_the_invoices_are_named_by_their_hashes(office: Office, http: httpx.Client) -> None:
    _, manager = threat_sent(office, http)
    invoice = picture(manager, "white")
    does(manager, CaseCosted("I1", 4000, invoices=(invoice,)))
    assert f'"invoices": ["{invoice.sha256}"]' in exported(office, "I1", "library-vedasa")


def test_an_export_of_a_restricted_case_stands_in_its_log(office: Office, http: httpx.Client) -> None:
    reporter, _ = threat_sent(office, http)
    exported(office, "I1", "library-vedasa")
    reporter.sync()
    [opening] = reporter.documents["case_log", "I1"]["openings"]
    assert (opening["person"], opening["what"]) == (REGISTRAR, "export")


@pytest.mark.parametrize(("by", "case", "code"), [("system-admin", "I1", 403), (REGISTRAR, "I2", 404)])
def test_only_the_registrar_exports_and_only_what_there_is(
    office: Office, http: httpx.Client, by: str, case: str, code: int
) -> None:
    threat_sent(office, http)
    with pytest.raises(No) as refused:
        export(office, case, "library-vedasa", office.register.person(by))
    assert refused.value.status == code


def test_one_person_has_one_letter_in_the_whole_export() -> None:
    masks = Masks("me")
    masks.knows("other", ["Anna Ek", "Rektor"])
    assert masks.text("Anna Ek sa det, rektorn och rektor Ek") == "Person A sa det, rektorn och Person A Ek"
    assert [masks.person(name, "x") for name in ("other", "third", "other", "me")] == [
        "Person A",
        "Person B",
        "Person A",
        "x",
    ]


def test_the_commands_say_what_they_do_and_why_not(
    office: Office, http: httpx.Client, tmp_path: Path, capsys: Shell
) -> None:
    threat_sent(office, http)
    here = ["--data-dir", str(tmp_path)]
    assert main(["case", "export", "I1", "--for", "library-vedasa", "--by", REGISTRAR, *here]) == 0
    assert json.loads(capsys.readouterr().out)["case"] == "I1"
    assert main(["case", "export", "I1", "--for", "library-vedasa", "--by", "system-admin", *here]) == 2
    assert "disclosed by the registrar" in capsys.readouterr().err
    assert main(["retention", "list", "--year", "2100", "--json", *here]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "year": 2100,
        "code": code_of(yearly_list(office, 2100)),
        "due": [],
        "held": [],
    }
    assert main(["retention", "list", "--year", "2100", "--confirm", "x", "--by", REGISTRAR, *here]) == 2
    assert "can be confirmed from January 2100" in capsys.readouterr().err
