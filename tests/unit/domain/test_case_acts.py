"""What people do to a case: receipts, numbers and reasons, measures and repairs, closing, holding, the log."""

from dataclasses import replace
from typing import Any

import pytest

from domain.cases.case_file import CaseFile, Cost
from domain.cases.closing import what_is_missing
from domain.cases.events import (
    CaseClosed,
    CaseCosted,
    CaseHeld,
    CaseMeasureDone,
    CaseMeasurePlanned,
    CaseOpened,
    CaseReleased,
    CaseReopened,
    CaseRepairWanted,
    CaseStepDone,
    CaseStepWaived,
)
from domain.cases.minimised import case_without_details
from domain.cases.opened import CaseLog
from domain.findings import Finding
from domain.notices import Notice
from domain.photos import PhotoRef
from domain.places import Building
from domain.secrecy.sealing import act_is_sealed
from domain.tasks.task import Task
from tests.unit.case_town import INSURANCE, MANAGER, NOW, PRINCIPAL, TEACHER, CaseTown, town_with

SERIOUS = {"thr-04": ["weapon"], "thr-09": "none"}
NUMBER = "5000-K123456-26"
TALKED = CaseStepDone("r", "contact", text="Talat i telefon")


@pytest.fixture
def threat() -> CaseTown:
    return town_with("threat", SERIOUS)


STEPS: list[tuple[Any, str]] = [
    (CaseStepDone("r", "work_environment", "AV-1"), ""),
    (CaseStepDone("r", "work_environment", " "), "nothing_said"),
    (CaseStepWaived("r", "work_environment", "Ingen fara"), ""),
    (CaseStepWaived("r", "work_environment", " "), "nothing_said"),
    (CaseStepWaived("r", "talk_1", "Hinner inte"), "step_must_be_taken"),
    (CaseStepWaived("r", "contact", "Hinner inte"), "step_must_be_taken"),
    (CaseStepDone("r", "repetition", "low"), ""),
    (CaseStepDone("r", "repetition", "stor"), "nothing_said"),
    (CaseStepDone("r", "police", NUMBER), "talk_first"),
    (CaseStepDone("r", "insurer"), "unknown_step"),
    (CaseStepDone("x", "contact"), "unknown_case"),
]


@pytest.mark.parametrize(("act", "code"), STEPS)
def test_a_step_takes_what_it_demands(threat: CaseTown, act: CaseStepDone | CaseStepWaived, code: str) -> None:
    said = threat.tries(PRINCIPAL, act)
    assert said == code if code else not isinstance(said, str)
    step = threat.its.step(act.step)
    assert step is None or step.is_open is bool(code)


@pytest.mark.parametrize("number", ["5000-123456-26", "5000-K-26", "K123456", "5000-K123456-2026", ""])
def test_a_police_number_that_cannot_be_one_is_refused(threat: CaseTown, number: str) -> None:
    threat.must(PRINCIPAL, TALKED)
    assert threat.tries(PRINCIPAL, CaseStepDone("r", "police", number)) == "wrong_police_number"


def test_the_police_number_is_taken_after_the_talk_and_stands_on_the_case(threat: CaseTown) -> None:
    threat.must(PRINCIPAL, TALKED)
    threat.must(PRINCIPAL, CaseStepDone("r", "police", NUMBER))
    assert threat.its.police_number == NUMBER
    assert threat.tries(PRINCIPAL, CaseStepDone("r", "police", NUMBER)) == "step_taken"


def test_nothing_was_done_later_than_it_was_said(threat: CaseTown) -> None:
    threat.must(PRINCIPAL, CaseStepDone("r", "contact", done="2027-01-01T00:00:00+00:00"))
    threat.must(PRINCIPAL, CaseStepDone("r", "support", done="2026-11-23T08:00:00+00:00"))
    assert [step.done_at for step in threat.its.steps[:2]] == [NOW, "2026-11-23T08:00:00+00:00"]


def test_a_high_risk_of_repetition_is_told_the_coordinator_in_neutral_words(threat: CaseTown) -> None:
    case, notice = threat.must(PRINCIPAL, CaseStepDone("r", "repetition", "high"))
    assert isinstance(case, CaseFile)
    assert isinstance(notice, Notice)
    assert (case.repetition, notice.role, notice.words.sv) == (
        "high",
        "safety_coordinator",
        "Ett nytt personsäkerhetsärende",
    )


@pytest.mark.parametrize("person", [TEACHER, MANAGER, INSURANCE])
def test_only_who_handles_it_takes_steps(threat: CaseTown, person: Any) -> None:
    assert threat.tries(person, TALKED) == "not_your_case"
    assert threat.tries(person, CaseClosed("r")) == "not_your_case"


def test_every_act_stands_in_the_history_with_who_did_it(threat: CaseTown) -> None:
    threat.must(PRINCIPAL, TALKED)
    (entry,) = threat.its.history
    assert (entry.title, entry.what, entry.step, entry.text) == ("Rektor", "CaseStepDone", "contact", "Talat i telefon")


def test_a_measure_needs_words_a_day_and_a_function(threat: CaseTown) -> None:
    assert threat.tries(PRINCIPAL, CaseMeasurePlanned("r", "m", "Larmknapp", "", "Rektor")) == "nothing_said"
    threat.must(PRINCIPAL, CaseMeasurePlanned("r", "m", "Larmknapp", "2026-12-01", "Rektor"))
    threat.must(PRINCIPAL, CaseMeasurePlanned("r", "m", "Larmknapp", "2026-12-10", "Rektor"))
    assert [measure.due for measure in threat.its.measures] == ["2026-12-10"]
    threat.must(PRINCIPAL, CaseMeasureDone("r", "m"))
    assert threat.its.measures[0].done_at == NOW
    assert threat.tries(PRINCIPAL, CaseMeasureDone("r", "other")) == "unknown_measure"


PICTURE = PhotoRef("c" * 64)


def test_a_repair_carries_only_place_component_severity_and_the_photos_that_were_picked(threat: CaseTown) -> None:
    act = CaseRepairWanted("r", "f-1", "BLD.GLS.EXT", "high", "B01-COR1", photos=(PICTURE,))
    case, finding = threat.must(PRINCIPAL, act)
    assert isinstance(case, CaseFile)
    assert isinstance(finding, Finding)
    assert (finding.component, finding.severity, finding.space, finding.photos) == (
        "BLD.GLS.EXT",
        "high",
        "B01-COR1",
        (PICTURE,),
    )
    assert (finding.confidentiality, finding.text) == ("open", "Behöver åtgärdas")
    assert (finding.round, finding.point, finding.checklist, finding.case) == ("", "", "", {})
    assert case.id not in str({name: value for name, value in vars(finding).items() if name != "id"}.values()).split()
    assert threat.tries(PRINCIPAL, act) == "exists_already"


def test_the_repair_of_a_limited_case_is_limited() -> None:
    town = town_with("burglary", {"bur-02": "burglary"})
    made = town.must(PRINCIPAL, CaseRepairWanted("r", "f-1", "LCK.DOR.EXT", "high"))
    assert [finding.confidentiality for finding in made if isinstance(finding, Finding)] == ["limited"]


def all_steps(town: CaseTown) -> None:
    references = {"work_environment": "AV-1", "police": NUMBER, "repetition": "low"}
    for step in town.its.steps:
        town.must(PRINCIPAL, CaseStepDone("r", step.do, references.get(step.do, "")))


def test_a_case_is_closed_when_its_form_its_steps_and_its_measures_are_done(threat: CaseTown) -> None:
    threat.must(PRINCIPAL, CaseMeasurePlanned("r", "m", "Larmknapp", "2026-12-01", "Rektor"))
    missing = [words.sv for words in what_is_missing(threat, threat.its)]
    assert missing[0] == "Handläggarens del är inte underskriven"
    assert missing[-1] == "Åtgärden är inte klar: Larmknapp"
    assert "Andra uppföljningssamtalet" in missing
    assert threat.tries(PRINCIPAL, CaseClosed("r")) == "case_not_ready"
    all_steps(threat)
    threat.must(PRINCIPAL, CaseMeasureDone("r", "m"))
    assert threat.tries(PRINCIPAL, CaseClosed("r")) == "case_not_ready"
    threat.keep(CaseFile(**{**vars(threat.its), "parts_left": ()}))
    threat.must(PRINCIPAL, CaseClosed("r"))
    assert (threat.its.status, threat.its.closed_at) == ("closed", NOW)


def test_a_repair_keeps_the_case_open_until_its_task_has_ended() -> None:
    town = town_with("damage", {"dam-05": "wear"}, parts_left=())
    town.must(MANAGER, CaseRepairWanted("r", "f-1", "BLD.GLS.EXT", "high"))
    assert town.tries(MANAGER, CaseClosed("r")) == "case_not_ready"
    finding = town.finding("f-1")
    assert finding
    town.keep(Finding(**{**vars(finding), "task": "f-1"}))
    town.keep(Task("f-1", "f-1", "B01", "BLD.GLS.EXT", "", "high", "o", "o", NOW))
    assert town.tries(MANAGER, CaseClosed("r")) == "case_not_ready"
    town.keep(Task("f-1", "f-1", "B01", "BLD.GLS.EXT", "", "high", "o", "o", NOW, status="done"))
    assert town.tries(MANAGER, CaseClosed("r")) != "case_not_ready"
    assert not town.its.is_open


def test_a_closed_case_takes_costs_and_is_opened_again_for_a_reason() -> None:
    town = town_with("damage", {"dam-05": "wear"}, parts_left=())
    town.must(MANAGER, CaseClosed("r"))
    town.must(MANAGER, CaseCosted("r", 4000, 4200, "owner", "offender"))
    assert (town.its.cost.final, town.its.cost.recovery) == (4200, "offender")
    assert town.tries(MANAGER, CaseStepDone("r", "contact")) == "case_closed"
    assert town.tries(MANAGER, CaseReopened("r", " ")) == "nothing_said"
    town.must(MANAGER, CaseReopened("r", "Fakturan var fel"))
    assert (town.its.is_open, town.its.closed_at) == (True, "")


def test_the_costs_hold_the_invoices_that_were_sent_last_and_go_without_them_when_the_details_go() -> None:
    town, first, second = town_with("damage", {"dam-05": "wear"}), PhotoRef("a" * 64), PhotoRef("b" * 64)
    town.must(MANAGER, CaseCosted("r", 4000, invoices=(first,)))
    town.must(MANAGER, CaseCosted("r", 4000, 4200, invoices=(first, second)))
    assert town.its.cost.invoices == (first, second)
    town.must(MANAGER, CaseCosted("r", 4000, 4200, invoices=(second,)))
    assert town.its.cost == Cost(4000, 4200, invoices=(second,))
    assert case_without_details(town.its).cost == Cost(4000, 4200)
    assert town.tries(TEACHER, CaseCosted("r", 4000, invoices=(first,))) == "not_your_case"


class ProtectedTown(CaseTown):
    def building(self, building: str) -> Building | None:
        known = super().building(building)
        return known and replace(known, tags=("protected",))


def test_no_invoice_is_let_in_where_the_site_is_protected() -> None:
    town = ProtectedTown(town_with("damage", {"dam-05": "wear"}).documents)
    assert town.tries(MANAGER, CaseCosted("r", 4000, invoices=(PhotoRef("a" * 64),))) == "protected_site"
    town.must(MANAGER, CaseCosted("r", 4000))


def test_a_case_is_held_for_a_reason_until_a_day_and_released() -> None:
    town = town_with("damage", {"dam-05": "wear"})
    assert town.tries(TEACHER, CaseHeld("r", "police")) == "not_your_case"
    assert town.tries(MANAGER, CaseHeld("r", "curiosity")) == "unknown_hold"
    town.must(INSURANCE, CaseHeld("r", "insurance"))
    town.must(MANAGER, CaseHeld("r", "police", "2030-01-01"))
    town.must(MANAGER, CaseReleased("r", "insurance"))
    assert {hold.reason: hold.until for hold in town.its.holds} == {"insurance": "2026-11-23", "police": "2030-01-01"}


def test_every_opening_of_a_restricted_case_is_logged_where_the_log_is(threat: CaseTown) -> None:
    threat.must(PRINCIPAL, CaseOpened("r"))
    threat.must(TEACHER, CaseOpened("r"))
    log = threat.case_log("r")
    assert isinstance(log, CaseLog)
    assert [(opening.person, opening.at) for opening in log.openings] == [("principal", NOW), ("teacher", NOW)]
    del threat.documents["case_log", "r"]
    assert threat.tries(PRINCIPAL, CaseOpened("r")) == ()
    del threat.documents["case", "r"]
    assert threat.tries(PRINCIPAL, CaseOpened("r")) == "unknown_case"


def test_what_is_done_to_a_restricted_case_is_sealed_on_the_phone(threat: CaseTown) -> None:
    assert act_is_sealed(threat, TALKED)
    assert not act_is_sealed(town_with("damage", {}), CaseStepDone("r", "police", NUMBER))
