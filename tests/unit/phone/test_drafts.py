"""What a draft demands before it is sent, where it starts, and which acts it becomes: over the demo municipality."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from app.state.phone import Phone
from app.state.rounds.walk import Walk
from app.state.writing.drafting import acts_of
from app.state.writing.drafts import Draft
from domain.events import Act, FindingAddedTo, FindingReported, ObjectMissing, PointAnswered
from domain.photos import PhotoRef
from domain.refusals import Refusal
from domain.rounds.walk import Step
from tests.unit.demo_phone import DemoServer, demo_phone

PHOTO = PhotoRef("a" * 64, 640, 480)
Story = Callable[[Phone], Coroutine[None, None, None]]


def tell(story: Story, folder: Path, person: str = "caretaker-north") -> None:
    async def told() -> None:
        phone = await demo_phone(folder, DemoServer(person=person))
        await story(phone)
        phone.db.close()

    asyncio.run(told())


def begun(phone: Phone, checklist: str, building: str = "B01") -> Walk:
    round_id = phone.book.start_unplanned(building, checklist)
    assert isinstance(round_id, str), round_id
    walk = phone.book.walk(round_id)
    assert walk
    return walk


def form(phone: Phone, name: str, building: str = "B01", **answers: Any) -> Walk:
    """A form with some answers; `inc_20` is the point inc-20."""
    round_id = phone.book.start_form(building, name)
    assert isinstance(round_id, str), round_id
    walk = phone.book.walk(round_id)
    assert walk
    for point, value in answers.items():
        assert walk.answer(step_of(walk, point.replace("_", "-")), value) is None
    return walk


def step_of(walk: Walk, point: str) -> Step:
    return next(step for step in walk.steps if step.point.id == point)


def drafted(phone: Phone, walk: Walk, point: str, value: Any = "deviation", **said: Any) -> Draft:
    draft = phone.draft_for_step(walk.round.id, step_of(walk, point), value)
    assert draft
    draft.change(**said)
    return draft


def only(acts: list[Act], kind: type) -> list[Any]:
    return [act for act in acts if isinstance(act, kind)]


def problem(draft: Draft, online: bool = False) -> str:
    said = draft.problem(online)
    return said.en if said else ""


# --- severity --------------------------------------------------------------------------------------------------------

LOWERED = [("high", False), ("critical", False), ("medium", True), ("low", True), ("observation", True)]


@pytest.mark.parametrize(("severity", "asks"), LOWERED)
def test_lowering_the_severity_asks_why_and_raising_it_never_does(tmp_path: Path, severity: str, asks: bool) -> None:
    async def story(phone: Phone) -> None:
        draft = drafted(phone, begun(phone, "graffiti-outdoor"), "graf-07", text="Sprucket", photos=(PHOTO,))
        assert draft.severity == "high"
        draft.change(severity=severity, fixed_on_spot=True)
        assert draft.lowered() is asks
        assert ("less serious" in problem(draft)) is asks
        draft.change(severity_reason="Bara en repa")
        assert problem(draft) == ""
        (reported,) = only(acts_of(draft), FindingReported)
        assert reported.severity_reason == ("Bara en repa" if asks else "")
        assert draft.send() is None

    tell(story, tmp_path)


def test_a_task_beside_an_answer_is_not_compared_with_any_severity(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = form(phone, "incident-fire-nearmiss", inc_04="Papperskorg")
        draft = phone.draft_beside(walk.round.id, step_of(walk, "inc-04"))
        assert draft
        draft.change(severity="observation")
        assert not draft.lowered()

    tell(story, tmp_path)


def test_a_report_starts_with_the_severity_of_the_list_until_somebody_chooses_another(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        draft = phone.new_report()
        for component, severity in (("FIR.EXT.PRT", "high"), ("GRF.EQP", "low"), ("BLD.WTR", "critical")):
            draft.change(component=component)
            assert draft.severity == severity
        draft.change(severity="medium")
        draft.change(component="GRF.FAC")
        assert draft.severity == "medium"

    tell(story, tmp_path)


# --- photos ----------------------------------------------------------------------------------------------------------


def test_a_point_that_demands_a_photo_takes_a_reason_instead(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        draft = drafted(phone, begun(phone, "graffiti-outdoor"), "graf-07")
        assert problem(draft) == "This point demands a photo.", "words alone would not do"
        draft.change(no_photo="För mörkt")
        assert problem(draft) == "Write a sentence."
        draft.change(text="Sprucket")
        assert problem(draft) == ""
        assert only(acts_of(draft), FindingReported)[0].no_photo == "För mörkt"
        draft.change(photos=(PHOTO,))
        assert only(acts_of(draft), FindingReported)[0].no_photo == "", "there is one after all"

    tell(story, tmp_path)


def test_what_was_photographed_at_the_point_is_in_its_deviation(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, "graffiti-outdoor")
        step = step_of(walk, "graf-07")
        assert walk.record([walk.answering(step, "ok", photos=(PHOTO,))]) is None
        assert drafted(phone, walk, "graf-07").photos == (PHOTO,)

    tell(story, tmp_path)


# --- what it becomes -------------------------------------------------------------------------------------------------


def test_joining_adds_to_the_open_finding_and_answers_the_point_with_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        first = begun(phone, "graffiti-outdoor")
        open_one = drafted(phone, first, "graf-07", text="Sprucket", photos=(PHOTO,))
        name = open_one.id
        assert open_one.send() is None
        walk = begun(phone, "graffiti-outdoor")
        draft = drafted(phone, walk, "graf-07", joins=name)
        assert problem(draft) == "", "that it is still there is enough"
        draft.change(text="Större nu")
        assert [type(act) for act in acts_of(draft)] == [FindingAddedTo, PointAnswered]
        assert draft.send() is None
        finding = walk.finding_of(step_of(walk, "graf-07"))
        assert finding
        assert (finding.id, [again.text for again in finding.seen_again]) == (name, ["Större nu"])
        again = drafted(phone, walk, "graf-07")
        assert again.joins == name, "opened once more, it joins the same one"

    tell(story, tmp_path)


def test_a_remark_to_both_parties_is_two_findings_and_is_taken_back_as_one(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, "fire-annual-officer")
        draft = drafted(phone, walk, "fire-a-14", text="Felmonterad", photos=(PHOTO,))
        assert draft.may_be_for_both()
        assert draft.parties() == ("ORG-TF", "ORG-BUN")
        draft.change(both_parties=True)
        reports = only(acts_of(draft), FindingReported)
        assert [report.party for report in reports] == ["owner", "user"]
        assert draft.send() is None
        assert walk.answer(step_of(walk, "fire-a-14"), "ok") is None
        stands = [phone.documents.finding(report.finding) for report in reports]
        assert [finding.status for finding in stands if finding] == ["withdrawn", "withdrawn"]

    tell(story, tmp_path, person="fire-officer")


def test_only_an_inspection_divides_a_remark_and_only_between_two(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        inspection = begun(phone, "fire-annual-officer", building="B10")
        assert not drafted(phone, inspection, "fire-a-14").may_be_for_both(), "owner and user are one here"

    async def round_(phone: Phone) -> None:
        assert not drafted(phone, begun(phone, "graffiti-outdoor"), "graf-07").may_be_for_both()
        assert not phone.new_report().may_be_for_both()

    tell(story, tmp_path / "a", person="fire-officer")
    tell(round_, tmp_path / "b")


def test_a_missing_object_is_reported_and_taken_out_of_the_round(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, "fire-technical-owner")
        item = next(step.object for step in walk.steps if step.object)
        draft = phone.draft_for_missing(walk.round.id, item)
        assert draft
        assert problem(draft) == ""
        assert [type(act) for act in acts_of(draft)] == [FindingReported, ObjectMissing]

    tell(story, tmp_path)


def test_a_task_beside_an_answer_leaves_the_answer_as_it_is_and_knows_its_form(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = form(phone, "incident-fire-nearmiss", inc_02="B01-KOK", inc_04="Flytta papperskorgen")
        step = step_of(walk, "inc-04")
        draft = phone.draft_beside(walk.round.id, step)
        assert draft
        assert phone.draft_beside(walk.round.id, step) is draft, "one at a time"
        assert (draft.text, draft.space, draft.severity) == ("Flytta papperskorgen", "B01-KOK", "medium")
        assert problem(draft) == "Choose what it is about."
        draft.change(component="FIR.SRC.WST")
        (reported,) = acts_of(draft)
        assert isinstance(reported, FindingReported)
        assert (reported.round, reported.point, reported.checklist) == (walk.round.id, "inc-04", walk.checklist.id)
        assert draft.send() is None
        given = walk.answer_to(step)
        assert given
        assert (given.value, given.finding) == ("Flytta papperskorgen", "")

    tell(story, tmp_path)


def test_a_deviation_in_a_form_is_where_the_form_is_and_knows_what_the_form_knows(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = form(phone, "incident-burglary-theft", bur_03="B01-KOK")
        draft = drafted(phone, walk, "bur-11", value="no")
        assert (draft.space, draft.component, draft.case) == ("B01-KOK", "BLD.DOR.EXT", {"cause": "burglary"})
        fire = form(phone, "incident-fire-nearmiss", inc_01="unwanted", inc_08="yes", inc_11="technical_fault")
        assert drafted(phone, fire, "inc-10", value="no").case == {"cause": "technical_fault"}

    tell(story, tmp_path)


# --- what is asked ---------------------------------------------------------------------------------------------------


def test_a_point_that_asks_for_the_cause_asks_it_also_when_it_changes_nothing(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = begun(phone, "graffiti-outdoor", building="B10")
        asked = {question.input: question.options for question in drafted(phone, walk, "graf-08").questions()}
        assert asked["cause"][:2] == ("unknown", "user_operation")
        assert drafted(phone, walk, "graf-10").questions() == [], "owner and user are one here: nothing changes it"

    tell(story, tmp_path, person="guard-1")


def test_an_outdoor_round_reports_out_of_doors(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        outdoors = drafted(phone, begun(phone, "graffiti-outdoor"), "graf-07").spaces()
        assert {space.placement for space in outdoors} == {"outdoor"}
        report = phone.new_report()
        report.change(building="B01")
        assert {space.placement for space in report.spaces()} >= {"indoor", "outdoor"}

    tell(story, tmp_path)


# --- something critical ----------------------------------------------------------------------------------------------


def test_something_critical_waits_for_the_call_or_with_a_network_for_a_promise(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        draft = phone.new_report()
        draft.change(building="B01", component="BLD.WTR", text="Forsar")
        assert draft.severity == "critical"
        assert [problem(draft, online) for online in (False, True)] == 2 * ["Phone first, it is critical."]
        draft.change(call_later=True)
        assert [bool(problem(draft, online)) for online in (False, True)] == [True, False], "the network is gone again"
        draft.called()
        assert [problem(draft, online) for online in (False, True)] == ["", ""]
        assert only(acts_of(draft), FindingReported)[0].called_at == draft.called_at != ""
        assert draft.send() is None

    tell(story, tmp_path)


@pytest.mark.parametrize("said", [{"severity": "high"}, {"fixed_on_spot": True}, {"joins": "f"}])
def test_nobody_is_phoned_about_what_is_not_critical_or_is_put_right(tmp_path: Path, said: dict[str, Any]) -> None:
    async def story(phone: Phone) -> None:
        draft = phone.new_report()
        draft.change(building="B01", component="BLD.WTR", text="Forsar")
        draft.called()
        draft.change(**said)
        assert not draft.must_call()
        assert problem(draft) == ""
        assert [act.called_at for act in only(acts_of(draft), FindingReported)] in ([""], [])

    tell(story, tmp_path)


def test_every_field_of_a_draft_is_there_after_a_restart(tmp_path: Path) -> None:
    said = {
        "text": "Läcker",
        "severity": "low",
        "severity_reason": "Droppar",
        "no_photo": "För mörkt",
        "both_parties": True,
        "call_later": True,
        "called_at": "2026-11-23T09:00:00.000+00:00",
        "beside": True,
        "joins": "f",
        "photos": (PHOTO,),
        "case": {"cause": "fire"},
        "severity_chosen": True,
    }

    async def story(phone: Phone) -> None:
        draft = phone.new_report()
        draft.change(**said)
        again = Phone(phone.db, phone.photos, phone.transport).draft(draft.id)
        assert again
        assert {name: getattr(again, name) for name in said} == said

    tell(story, tmp_path)


def test_a_refusal_leaves_the_draft_where_it_was(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        draft = phone.new_report()
        draft.change(building="B99", component="BLD.WTR", text="Forsar")
        assert isinstance(draft.send(), Refusal)
        assert phone.draft(draft.id) is draft

    tell(story, tmp_path)
