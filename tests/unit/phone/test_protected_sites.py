"""At a protected site no picture and no position is taken or let in, and no notice tells of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.state.phone import Phone
from domain.checklists.checklist import Checklist, Point, Section
from domain.checklists.effects import Effects
from domain.events import Act, FindingAddedTo, FindingReported, PointAnswered, RoundAddedTo, TaskCommented
from domain.findings import Finding
from domain.language import Words
from domain.notices import notices
from domain.photos import PhotoRef
from domain.places import Building
from domain.records import to_plain
from domain.refusals import Refusal
from domain.rounds.round import Round
from domain.rounds.walk import steps
from domain.secrecy.protection import is_protected, kept_out, may_photograph
from domain.tasks.events import TaskDone, TaskStepDone
from domain.tasks.task import Task
from domain.wire import Parcel
from tests.unit.demo_phone import DemoServer
from tests.unit.phone.test_drafts import begun, form, step_of
from tests.unit.screens.test_journeys import screens, tell
from tests.unit.world import CHECKLIST, INSPECTOR, SCHOOL, TEACHER, World

PHOTO = (PhotoRef("a" * 64, 640, 480),)
PLACE = {"kind": "other", "words": "Vid grinden", "lat": 56.1, "lon": 13.2, "accuracy_m": 9}
LANGUAGES = ("sv", "en")


def building(*tags: str, default: str = "open") -> Building:
    return Building("B", "B", "o", "u", tags=tags, confidentiality_default=default)


FLAGGED, VALUED = building("protected"), building("high_value")
LIMITED, ORDINARY = building(default="limited"), building()


def point(photo: str = "optional", kind: str = "ok_dev_na") -> Point:
    return replace(Point("p", kind, Words("x", "x")), photo=photo)


def checklist(confidentiality: str, *points: Point) -> Checklist:
    section = Section("s", Words("s", "s"), points)
    return Checklist(
        "c", "1", Words("c", "c"), "fire", "round", "P1M", sections=(section,), confidentiality=confidentiality
    )


MAY = [
    (ORDINARY, "open", "optional", True),
    (ORDINARY, "open", "forbidden", False),
    (FLAGGED, "open", "always", False),
    (FLAGGED, "limited", "always", False),
    (VALUED, "open", "on_deviation", False),
    (VALUED, "limited", "optional", False),
    (VALUED, "limited", "on_deviation", True),
    (VALUED, "limited", "always", True),
    (VALUED, "limited", "forbidden", False),
    (LIMITED, "open", "always", False),
    (LIMITED, "limited", "on_deviation", True),
]


@pytest.mark.parametrize(("place", "confidentiality", "photo", "may"), MAY)
def test_a_protected_site_is_photographed_only_where_its_own_checklist_asks_for_it_and_a_flagged_one_never(
    place: Building, confidentiality: str, photo: str, may: bool
) -> None:
    assert may_photograph(place, checklist(confidentiality), point(photo)) is may
    assert may_photograph(place) is (place is ORDINARY)


@pytest.mark.parametrize("place", [FLAGGED, VALUED, LIMITED])
def test_what_only_a_photo_answers_is_not_asked_there_and_what_demands_one_is_asked_in_words(place: Building) -> None:
    form_ = checklist("open", point("always", "photo"), replace(point("always"), id="q"))
    asked = steps(form_, place, Round("r", "B", "c", "1"), "2026-11-23T09:00:00+01:00")
    assert [(step.point.id, step.point.photo) for step in asked] == [("q", "forbidden")]
    everywhere = steps(form_, ORDINARY, Round("r", "B", "c", "1"), "2026-11-23T09:00:00+01:00")
    assert [(step.point.id, step.point.photo) for step in everywhere] == [("p", "always"), ("q", "always")]


# --- what is let in ---------------------------------------------------------------------------------------------------


class Site(World):
    """The small municipality, its school a protected site, with a guard's checklist beside the ordinary one."""

    tags: tuple[str, ...] = ("high_value",)

    def building(self, building: str) -> Building | None:
        return replace(SCHOOL, tags=self.tags) if building == SCHOOL.id else None


GUARDS = replace(
    CHECKLIST,
    id="guard",
    confidentiality="limited",
    sections=(Section("a", Words("A", "A"), (replace(CHECKLIST.sections[0].points[1], photo="on_deviation"),)),),
)
IN: dict[str, Any] = {"finding": "f-1", "building": "B01", "component": "FIR.EXT.PRT", "text": "x", "severity": "low"}


def site() -> Site:
    world = Site(checklists=(CHECKLIST, GUARDS))
    for name in ("sba", "guard"):
        world.keep(Round(name, "B01", name, "2026:1", status="in_progress", started_by=INSPECTOR.id))
    finding = Finding("f-0", "B01", "FIR.EXT.PRT", "Trasig", "medium", TEACHER.id, "", "BUN", "2026-11-23", task="f-0")
    world.keep(finding)
    world.keep(Task("f-0", "f-0", "B01", "FIR.EXT.PRT", "Trasig", "medium", "TF", "TF", "2026-11-23"))
    return world


ACTS: list[tuple[str, Act]] = [
    ("an answer", PointAnswered("sba", "p-note", "Trasig", photos=PHOTO)),
    ("a report", FindingReported(**IN, photos=PHOTO)),
    ("a report of an ordinary round", FindingReported(**IN, photos=PHOTO, checklist="sba", version="2026:1")),
    ("what joins a finding", FindingAddedTo("f-0", "Mer", PHOTO)),
    ("an addition", RoundAddedTo("sba", "Mer", photos=PHOTO)),
    ("a comment", TaskCommented("f-0", "Mer", PHOTO)),
    ("what was done", TaskDone("f-0", "Klart", PHOTO)),
    ("a position", PointAnswered("sba", "p-note", PLACE)),
    ("the position of a deviation", FindingReported(**IN, answer=PLACE)),
]


@pytest.mark.parametrize(("_", "act"), ACTS, ids=[name for name, _ in ACTS])
def test_a_picture_or_position_from_a_protected_site_is_refused_with_words_and_without_it_the_rest_is_taken(
    _: str, act: Act
) -> None:
    world: Any = site()
    before = dict(world.documents)
    refused = kept_out(world, act)
    assert refused
    assert refused.code == "protected_site"
    assert all(words.sv and words.en for words in (refused.why, refused.do))
    assert world.does(INSPECTOR, act) == refused
    assert world.documents == before
    assert kept_out(world, bare(act)) is None
    assert kept_out(World(world.documents, checklists=world.checklists), act) is None, "elsewhere it is welcome"


def bare(act: Any) -> Act:
    """The same act without picture and position."""
    name = "answer" if isinstance(act, FindingReported) else "value"
    words = {name: {"kind": "other", "words": "Vid grinden"}} if isinstance(getattr(act, name, None), dict) else {}
    return replace(act, **({"photos": ()} if hasattr(act, "photos") else {}), **words)


def test_the_guards_own_round_shows_what_it_asks_for_and_joins_it_and_a_flagged_site_not_even_that() -> None:
    point_ = GUARDS.sections[0].points[0].id
    guards = FindingReported(**IN, photos=PHOTO, round="guard", checklist="guard", version="2026:1", point=point_)
    world: Any = site()
    assert kept_out(world, guards) is None
    assert kept_out(world, PointAnswered("guard", point_, "deviation", photos=PHOTO)) is None
    world.tags = ("protected",)
    assert kept_out(world, guards)
    assert kept_out(world, PointAnswered("guard", point_, "deviation", photos=PHOTO))


def test_the_steps_of_a_task_there_are_taken_in_words() -> None:
    world: Any = site()
    step = TaskStepDone("f-0", "photograph", "Taggen är 40 x 60 cm, röd")
    assert not getattr(step, "photos", ())
    assert kept_out(world, step) is None


@pytest.mark.parametrize("place", [FLAGGED, VALUED, LIMITED, ORDINARY])
def test_a_notice_of_an_open_form_names_a_protected_site_no_more_than_a_limited_one_does(place: Building) -> None:
    told = replace(checklist("open", point()), informed=("coordinator",), title=Words("Inbrott", "Burglary"))
    (notice,) = notices(Round("r", "B", "c", "1"), told, replace(place, name="Vattenverket"), Effects(), "2026-11-23")
    named_so = "Vattenverket" in notice.words.sv or "Inbrott" in notice.words.sv
    assert named_so is not is_protected(place)


# --- on the phone -----------------------------------------------------------------------------------------------------

WATER = "B10"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_from_a_protected_site_has_no_camera_and_says_why(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        draft = phone.new_report()
        draft.change(component="OUT.LGT", text="Lampan är trasig", photos=PHOTO)
        async with screens(phone, f"/report/draft/{draft.id}") as seen:
            assert {"take-photo", "choose-photo"} <= set(seen.ids())
            draft.change(building=WATER)
            await seen.settle()
            assert not {"take-photo", "choose-photo"} & set(seen.ids())
            assert seen.says({"sv": "Platsen är skyddad.", "en": "The site is protected."}[language])
            assert seen.inside("send-draft").disabled, "the picture that was taken first has to go"
            await seen.tap(f"remove-photo-{PHOTO[0].sha256[:8]}")
            assert not seen.inside("send-draft").disabled
            await seen.tap("send-draft")
        assert phone.drafts() == []

    tell(story, tmp_path, language=language, person="guard-1")


def test_an_ordinary_round_there_demands_no_photo_and_the_guards_round_keeps_its_camera(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = begun(phone, "graffiti-outdoor", WATER)
        draft = phone.draft_for_step(walk.round.id, step_of(walk, "graf-07"), "deviation")
        assert draft
        draft.change(text="Sprucket")
        assert (draft.photo_rule(), draft.needs_photo()) == ("forbidden", False)
        guards = begun(phone, "guard-round-high-value", WATER)
        fence = phone.draft_for_step(guards.round.id, step_of(guards, "guard-06"), "deviation")
        assert fence
        assert fence.photo_rule() == "on_deviation"

    tell(story, tmp_path, person="guard-1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_position_is_asked_for_at_a_protected_site(tmp_path: Path, language: str) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        for place, offered in ((WATER, False), ("B01", True)):
            walk = form(phone, "incident-threat-violence", place)
            step = next(step for step in walk.steps if step.point.type == "location")
            async with screens(phone, f"/round/{walk.round.id}/point/{walk.number_of(step)}") as seen:
                if step.point.allow:
                    await seen.tap("place-building_space")
                assert ("take-position" in seen.ids()) is offered
                assert ("no-position" in seen.ids()) is not offered

    tell(story, tmp_path, language=language, person="safety-coordinator")


def test_a_task_there_is_worked_on_in_words(tmp_path: Path) -> None:
    async def story(phone: Phone, server: DemoServer) -> None:
        task = phone.task("task-1")
        assert task
        there = Parcel(
            "task", task.id, 2, to_plain(replace(task, building=WATER, desk=server.who.org, org=server.who.org))
        )
        phone.documents.receive([there], (), reset=False)
        phone.documents.lay_anew([])
        async with screens(phone, "/tasks/task-1/done") as seen:
            assert not {"take-photo", "choose-photo"} & set(seen.ids())
            assert seen.says("Platsen är skyddad.")
            await seen.type("words", "Justerad")
            assert not seen.inside("send-done").disabled

    tell(story, tmp_path, person="water-operator")


def test_the_phone_says_no_itself_before_anything_is_sent(tmp_path: Path) -> None:
    async def story(phone: Phone, _: DemoServer) -> None:
        walk = begun(phone, "graffiti-outdoor", WATER)
        step = step_of(walk, "graf-07")
        refused = walk.record([walk.answering(step, "ok", photos=PHOTO)])
        assert isinstance(refused, Refusal)
        assert refused.code == "protected_site"

    tell(story, tmp_path, person="guard-1")
