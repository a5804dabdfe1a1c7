"""What the municipality's own forms lead on to: replacement, making safe, another form, a tag that is blocked."""

from typing import Any

import pytest

from domain.checklists.checklist import Checklist
from domain.checklists.effects import effects_of, forms_opened_by
from domain.documents import Document
from domain.findings import Finding
from domain.notices import Notice
from domain.refusals import Refusal
from domain.rounds.walk import Step, missing_answers, steps
from tests.unit.domain.test_quick import HAND_ON, HANDLER, NOW, SCHOOL, TEACHER, TOWN, School, any_answer, begun

BURGLARY, FIRE, DAMAGE = "incident-burglary-theft", "incident-fire-nearmiss", "incident-damage-graffiti"
LOST_KEY = "incident-lost-key"


def whole(form: str, **answers: Any) -> tuple[School, tuple[Document, ...]]:
    """The reporter's part with every answer that it demands, and what came of sending it."""
    school, checklist = begun(form, **answers), TOWN.checklists[form]
    while missing := [
        step for step in missing_answers(checklist, SCHOOL, school.form, NOW) if step.point.type != "photo"
    ]:
        school.answers(TEACHER, **{step.point.id: _answer(step) for step in missing})
    sent = school.act(TEACHER, HAND_ON)
    assert not isinstance(sent, Refusal), sent.why.en
    return school, sent


def _words_only(asked: list[Step]) -> list[Step]:
    return [step for step in asked if step.point.type != "photo"]


def _answer(step: Step) -> Any:
    return "B01-COR1" if step.point.type == "object_ref" else any_answer(step.point)


ASKED_FOR = [
    (FIRE, {"inc_01": "fire", "inc_04": "Brann.", "inc_07": ["extinguisher"]}, "FIR.EXT.PRT", "fire"),
    (FIRE, {"inc_01": "fire", "inc_04": "Brann.", "inc_07": ["blanket"]}, "FIR.EXT.BLK", "fire"),
    (DAMAGE, {"dam_01": ("glass", "Rutan."), "dam_05": "vandalism"}, "BLD.GLS.EXT", "vandalism"),
    (DAMAGE, {"dam_01": ("graffiti", "Text."), "dam_05": "vandalism"}, "GRF.FAC", "vandalism"),
    (BURGLARY, {"bur_02": "burglary", "bur_07": "B01-ENT", "bur_12": "Datorer"}, "BLD.DOR.EXT", "burglary"),
]


@pytest.mark.parametrize(("form", "answers", "component", "cause"), ASKED_FOR)
def test_what_was_used_or_broken_is_a_task_when_the_report_is_sent(
    form: str, answers: dict[str, Any], component: str, cause: str
) -> None:
    _, sent = whole(form, **answers)
    made = {document.component: document for document in sent if isinstance(document, Finding)}
    assert made[component].case["cause"] == cause


def test_a_broken_pane_is_grave_enough_to_be_made_safe_before_it_is_mended() -> None:
    _, sent = whole(DAMAGE, dam_01=("glass", "Rutan."))
    [pane] = [document for document in sent if isinstance(document, Finding)]
    severity = TOWN.policy.severity(pane.severity)
    assert severity
    assert severity.clock.make_safe


def test_the_sentence_of_an_open_report_goes_along_with_its_task_and_that_of_a_limited_one_does_not() -> None:
    _, sent = whole(DAMAGE, dam_01=("glass", "Rutan vid köket."))
    assert [held.text for held in sent if isinstance(held, Finding)] == [
        "Krossat glas: Rutan vid köket. (Anmälan: skadegörelse, klotter eller affischering)"
    ]
    _, sent = whole(BURGLARY, bur_02=("burglary", "Kassaskåpet."), bur_07=("B01-ENT", "Dörren."), bur_12="Datorer")
    findings = [held for held in sent if isinstance(held, Finding)]
    assert findings
    assert all("Dörren." not in held.text for held in findings)


def test_keys_that_were_taken_in_a_burglary_call_for_the_form_of_a_lost_key_and_the_other_way_round() -> None:
    keys, lost = TOWN.checklists[BURGLARY].point("bur-13"), TOWN.checklists[LOST_KEY].point("key-05")
    assert keys
    assert lost
    assert forms_opened_by(keys, ["it", "keys"], deviates=False) == (LOST_KEY,)
    assert forms_opened_by(keys, ["it", "none"], deviates=False) == ()
    assert forms_opened_by(lost, "stolen", deviates=False) == (BURGLARY,)
    assert forms_opened_by(lost, "lost", deviates=False) == ()


@pytest.mark.parametrize(("gone", "blocked"), [("tag", True), ("key", False), ("bunch", False)])
def test_the_key_manager_must_say_when_a_lost_tag_was_blocked(gone: str, blocked: bool) -> None:
    school, _ = whole(LOST_KEY, key_01=gone)
    missing = missing_answers(TOWN.checklists[LOST_KEY], SCHOOL, school.form, NOW)
    assert ("key-07" in [step.point.id for step in missing]) is blocked


def test_changing_the_locks_is_a_task_of_its_own() -> None:
    school, _ = whole(LOST_KEY, key_01="key", key_03="shell")
    school.answers(HANDLER, key_09="rekey", key_10="Nyckeln går att koppla till huset.")
    school.complete(TOWN.checklists[LOST_KEY])
    sent = school.act(HANDLER, HAND_ON)
    assert not isinstance(sent, Refusal)
    made = [document for document in sent if isinstance(document, Finding)]
    assert [(finding.component, finding.case["cause"]) for finding in made] == [("LCK.CYL", "lost_key")]


def test_what_was_taken_is_told_to_those_who_have_to_act_without_a_word_of_what_it_was() -> None:
    _, sent = whole(BURGLARY, bur_02="burglary", bur_12="Hela pärmen", bur_13=["it", "docs"])
    notices = {document.role: document for document in sent if isinstance(document, Notice)}
    assert {"it_security", "data_protection", "insurance_officer", "safety_coordinator"} <= set(notices)
    assert all("pärmen" not in notice.words.sv for notice in notices.values())


def form_effects(checklist: Checklist, school: School) -> frozenset[str]:
    return effects_of(steps(checklist, SCHOOL, school.form, NOW), school.form.answers).flags


@pytest.mark.parametrize(
    ("answers", "flagged"), [({"thr_04": ["weapon"]}, True), ({"thr_04": ["insult"]}, False), ({}, False)]
)
def test_a_threat_that_must_be_reported_to_the_authority_is_known_from_its_first_answer(
    answers: dict[str, Any], flagged: bool
) -> None:
    school = begun("incident-threat-violence", **answers)
    assert ("av_report" in form_effects(TOWN.checklists["incident-threat-violence"], school)) is flagged
