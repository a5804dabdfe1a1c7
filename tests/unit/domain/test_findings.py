"""What may be reported, what joins it, and what takes it back."""

from dataclasses import replace
from typing import Any

import pytest

from domain.checklists.checklist import Checklist, Choice
from domain.clocks.deadlines import Deadlines
from domain.demarcation.routing import Case, Decision, Routing
from domain.events import FindingAddedTo, FindingReported, FindingWithdrawn
from domain.findings import WITHDRAWN, Finding, users_half, usual_severity
from domain.language import Words
from domain.people import Person
from domain.photos import PhotoRef
from domain.tasks.task import CLOSED, Task, open_task
from tests.unit.world import CHECKLIST, INSPECTOR, MANAGER, STRANGER, TEACHER, World, point

WORDS = Words("Val", "Choice")
STATED = point("stated", severity="high")
SILENT = point("silent", "long_text")
CHOOSING = point("choosing", "choice", choices=(Choice("a", WORDS, severity="critical"), Choice("b", WORDS)))
FORBIDDEN = point("forbidden", photo="forbidden")
OWNER = Decision("owner", "TF", "DM-013", "row")
ROUTING = Routing(OWNER, OWNER, OWNER, ask=None, unresolved=False, version="2026:1", case=Case("FIR.EXT.PRT"))
PHOTO = PhotoRef("a" * 64)


class Town(World):
    def checklist(self, checklist: str, version: str) -> Checklist | None:
        points = (STATED, SILENT, CHOOSING, FORBIDDEN)
        return replace(CHECKLIST, sections=(replace(CHECKLIST.sections[0], points=points),))


def reports(point_id: str = "stated", severity: str = "high", **facts: Any) -> FindingReported:
    facts = {"checklist": CHECKLIST.id, "version": CHECKLIST.version, "point": point_id, **facts}
    return FindingReported("f", "B01", "FIR.EXT.PRT", "Saknas", severity, **facts)


def refused(act: Any, person: Person = INSPECTOR, world: World | None = None) -> str:
    refusal = (world or Town()).does(person, act)
    return refusal.code if refusal else ""


USUAL = [
    (STATED, "deviation", "high"),
    (SILENT, "words", ""),
    (CHOOSING, "a", "critical"),
    (CHOOSING, "b", "medium"),
]


@pytest.mark.parametrize(("asked", "value", "usual"), USUAL)
def test_a_checklist_says_how_grave_an_answer_is_or_says_nothing(asked: Any, value: str, usual: str) -> None:
    assert usual_severity(asked, value) == usual


SAID = [
    (reports(severity="critical"), ""),
    (reports(severity="high"), ""),
    (reports(severity="medium"), "severity_reason_missing"),
    (reports(severity="medium", severity_reason="  "), "severity_reason_missing"),
    (reports(severity="medium", severity_reason="Bara en repa"), ""),
    (reports("silent", severity="observation"), ""),
    (reports("choosing", severity="high", answer="a"), "severity_reason_missing"),
    (reports("choosing", severity="low", answer="b", severity_reason="Liten"), ""),
    (reports("", severity="observation"), ""),
    (reports("forbidden", severity="medium", photos=(PHOTO,)), "photo_forbidden"),
    (reports("stated", no_photo="För mörkt"), ""),
    (replace(reports(), building="B99"), "unknown_building"),
]


@pytest.mark.parametrize(("act", "code"), SAID, ids=range(len(SAID)))
def test_a_finding_is_taken_or_refused_by_what_its_point_says(act: FindingReported, code: str) -> None:
    assert refused(act) == code


def test_nobody_reports_where_they_do_not_work() -> None:
    assert refused(reports(), STRANGER) == "not_your_building"


def test_a_finding_is_reported_once() -> None:
    town = Town()
    assert [refused(reports(), INSPECTOR, town) for _ in range(2)] == ["", "finding_exists"]


def test_what_was_said_about_it_is_kept() -> None:
    town = Town()
    said = {"called_at": "2026-11-23T08:55:00+00:00", "severity_reason": "Liten", "no_photo": "Mörkt", "party": "user"}
    assert refused(reports(severity="low", answer="deviation", attributes=("offensive",), **said), world=town) == ""
    finding = town.finding("f")
    assert finding
    assert {name: getattr(finding, name) for name in said} == said
    assert (finding.answer, finding.attributes) == ("deviation", ("offensive",))


def routed(town: Town, name: str = "f") -> Task:
    finding = town.finding(name)
    assert finding
    task = open_task(
        finding, ROUTING, Words(), Deadlines("", "", ""), desk="TF", fallback_org="TF", number=len(town.documents)
    )
    town.keep(task)
    town.keep(replace(finding, task=task.id))
    return task


@pytest.mark.parametrize(("called_at", "told"), [("", []), ("2026-11-23T08:55:00+00:00", ["called"])])
def test_the_task_tells_when_somebody_was_phoned(called_at: str, told: list[str]) -> None:
    town = Town()
    town.does(INSPECTOR, reports(severity="critical", called_at=called_at))
    history = routed(town).history
    assert [entry.did for entry in history] == told
    assert [(entry.at, entry.title) for entry in history] == [(called_at, INSPECTOR.title)] * len(told)


def test_three_who_saw_it_are_one_finding_and_one_task() -> None:
    town = Town()
    town.does(INSPECTOR, reports())
    routed(town)
    for person, text in ((TEACHER, "Fortfarande"), (MANAGER, "")):
        assert refused(FindingAddedTo("f", text, (PHOTO,)), person, town) == ""
    finding, task = town.finding("f"), town.task("f")
    assert finding
    assert task
    assert [again.person for again in finding.seen_again] == [TEACHER.id, MANAGER.id]
    assert [entry.did for entry in task.history] == ["seen_again", "seen_again"]
    assert finding.text == "Saknas"


@pytest.mark.parametrize(
    ("name", "person", "code"), [("g", TEACHER, "unknown_finding"), ("f", STRANGER, "not_your_building")]
)
def test_only_what_is_there_is_added_to_and_only_by_those_who_work_there(name: str, person: Person, code: str) -> None:
    town = Town()
    town.does(INSPECTOR, reports())
    assert refused(FindingAddedTo(name, "Jag också"), person, town) == code


def test_a_remark_to_both_parties_is_taken_back_as_one_with_both_tasks() -> None:
    town = Town()
    town.does(INSPECTOR, reports(party="owner"))
    town.does(INSPECTOR, replace(reports(party="user"), finding=users_half("f")))
    for name in ("f", users_half("f")):
        routed(town, name)
    assert refused(FindingWithdrawn("f", "Det var rätt"), world=town) == ""
    held = [document for document in town.documents.values() if isinstance(document, Finding | Task)]
    assert {(document.kind, document.status) for document in held} == {("finding", WITHDRAWN), ("task", CLOSED)}
    assert len(held) == 4


def test_nobody_takes_back_what_somebody_else_has_reported() -> None:
    town = Town()
    town.does(INSPECTOR, reports())
    assert refused(FindingWithdrawn("f"), TEACHER, town) == "not_your_finding"
