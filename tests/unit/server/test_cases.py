"""Cases on a running server: made of a report, brought up by more answers, told when late, logged when opened."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.cases.events import (
    CaseCosted,
    CaseHeld,
    CaseMeasurePlanned,
    CaseOpened,
    CaseRepairWanted,
    CaseStepDone,
)
from domain.events import Act, PointAnswered, RoundSubmitted
from domain.photos import PhotoRef
from sync_server.cases.tending import tend_cases
from sync_server.office import Office
from tests.server_fixtures import TestPhone, demo_municipality, office_at, phone_of
from tests.unit.case_stories import CANARY, MANAGERS, NUMBER, burglary_sent, does, threat_sent


@pytest.fixture
def office(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Office]:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    office = office_at(tmp_path, database_url=f"sqlite:///{tmp_path / 'rond.sqlite'}")
    yield office
    office.close()


def case_on(phone: TestPhone, name: str = "I1") -> dict[str, Any]:
    return phone.documents["case", name]


def step_on(phone: TestPhone, do: str) -> dict[str, Any]:
    return next(step for step in case_on(phone)["steps"] if step["do"] == do)


def test_a_report_that_is_sent_becomes_a_case_with_times_on_the_managers_phone(
    office: Office, http: httpx.Client
) -> None:
    _, manager = threat_sent(office, http)
    step = step_on(manager, "work_environment")
    left = datetime.fromisoformat(step["by"]) - datetime.fromisoformat(case_on(manager)["opened_at"])
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)


def test_what_the_manager_answers_takes_the_steps_of_the_case(office: Office, http: httpx.Client) -> None:
    reporter, manager = threat_sent(office, http)
    does(manager, *(PointAnswered("I1", point, value) for point, value in MANAGERS.items()))
    does(manager, RoundSubmitted("I1", "Enhetschef"))
    reporter.sync()
    assert step_on(reporter, "police")["reference"] == NUMBER
    assert step_on(reporter, "contact")["title"] == "Enhetschef kultur"
    assert not step_on(reporter, "work_environment").get("done_at")
    assert not case_on(reporter).get("parts_left")


def test_a_step_taken_on_one_phone_is_seen_on_the_others_and_refused_to_the_reporter(
    office: Office, http: httpx.Client
) -> None:
    reporter, manager = threat_sent(office, http)
    does(manager, CaseStepDone("I1", "contact"), CaseStepDone("I1", "police", NUMBER))
    assert reporter.outcomes([reporter.event(CaseStepDone("I1", "support"))]) == ["not_your_case"]
    assert step_on(reporter, "police")["reference"] == NUMBER


def test_every_opening_is_in_a_log_that_only_the_reporter_and_the_coordinator_have(
    office: Office, http: httpx.Client
) -> None:
    _, manager = threat_sent(office, http)
    does(manager, CaseOpened("I1"))
    holders = {}
    for person in demo_municipality().persons:
        phone = phone_of(office, http, person)
        phone.sync()
        if log := phone.documents.get(("case_log", "I1")):
            holders[person] = [opening["person"] for opening in log["openings"]]
    assert holders == {name: ["manager-culture"] for name in ("library-vedasa", "safety-coordinator")}
    stranger = phone_of(office, http, "system-admin")
    assert stranger.outcomes([stranger.event(CaseOpened("I1"))]) == ["unknown_case"]
    assert ("case_log", "I1") not in manager.documents


def test_nobody_else_gets_a_word_of_the_case_its_notices_or_its_repair(office: Office, http: httpx.Client) -> None:
    _, manager = threat_sent(office, http)
    does(
        manager,
        CaseStepDone("I1", "contact", text=CANARY),
        CaseStepDone("I1", "repetition", "high", CANARY),
        CaseRepairWanted("I1", "F-repair", "BLD.GLS.EXT", "high", "B03-BIB"),
    )
    office.database.write(
        lambda connection: tend_cases(connection, office.register, datetime.now(UTC) + timedelta(days=60))
    )
    holders, repairers = set(), set()
    for person in demo_municipality().persons:
        phone = phone_of(office, http, person)
        phone.sync()
        if CANARY in json.dumps(list(phone.documents.values()), ensure_ascii=False):
            holders.add(person)
        if ("task", "F-repair") in phone.documents:
            repairers.add(person)
            task = json.dumps([phone.documents["task", "F-repair"], phone.documents["finding", "F-repair"]])
            assert "I1" not in task
            assert "incident" not in task
    assert holders == {"library-vedasa", "manager-culture", "safety-coordinator"}
    assert "property-manager-villages" in repairers


def test_the_coordinator_is_told_once_of_each_step_that_is_late(office: Office, http: httpx.Client) -> None:
    threat_sent(office, http)
    tomorrow = datetime.now(UTC) + timedelta(hours=25)
    told = office.database.write(lambda connection: tend_cases(connection, office.register, tomorrow))
    again = office.database.write(lambda connection: tend_cases(connection, office.register, tomorrow))
    coordinator = phone_of(office, http, "safety-coordinator")
    coordinator.sync()
    late = {name: body["words"]["sv"] for (kind, name), body in coordinator.documents.items() if kind == "notice"}
    assert (told > 0, again) == (True, 0)
    assert late["I1:work_environment:late:safety_coordinator"] == "Ett nytt personsäkerhetsärende"
    assert "I1:talk_1:late:safety_coordinator" not in late


def test_the_insurance_officer_has_the_claims_and_no_other_limited_case(office: Office, http: httpx.Client) -> None:
    burglary_sent(office, http, "C1")
    burglary_sent(office, http, "C2", "trespass")
    officer = phone_of(office, http, "insurance-officer")
    officer.sync()
    assert [name for kind, name in officer.documents if kind == "case"] == ["C1"]
    assert not [name for kind, name in officer.documents if kind == "round" and name in ("C1", "C2")]


NO_SENSE: list[Act] = [
    CaseStepDone("I1", "contact", done="nyss"),
    CaseStepDone("I1;DROP", "contact"),
    CaseHeld("I1", "police", "snart"),
    CaseMeasurePlanned("I1", "m", "Larm", "i morgon", "Chef"),
    CaseRepairWanted("I1", "F-1", "BLD.GLS.EXT", "enormous"),
    CaseRepairWanted("I1", "", "BLD.GLS.EXT", "high"),
    CaseCosted("I1", -1),
    CaseCosted("I1", 1, payer="somebody"),
    CaseCosted("I1", 1, recovery="nobody"),
    CaseCosted("I1", 1, invoices=(PhotoRef("../../etc/passwd"),)),
]


def test_an_act_that_makes_no_sense_is_refused_by_itself(office: Office, http: httpx.Client) -> None:
    _, manager = threat_sent(office, http)
    acts = [*NO_SENSE, CaseCosted("I1", 1000, None, "user", "offender")]
    said = manager.outcomes([manager.event(act) for act in acts])
    assert said == ["not_understood"] * len(NO_SENSE) + ["accepted"]
