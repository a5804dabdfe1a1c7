"""Every shipped checklist, walked in every building that it applies to: what comes of it is what the data says.

Which points are asked, what is a deviation and what an answer leads to is worked out here anew, from the data alone.
"""

from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from domain.checklists.checklist import Checklist, Choice, Point
from domain.findings import REPORTED, WITHDRAWN, Finding
from domain.notices import Notice
from domain.places import Building
from domain.rounds.logbook import Logbook
from domain.rounds.round import Round
from tests.unit.any_walk import FOUND, AnyWalk
from tests.unit.demo_world import DemoWorld, every_walk, with_all_tags
from tests.unit.given_answers import SEVERITIES

NOVEMBER = 11


@st.composite
def walks(draw: Any, checklist: str, building: str, *, all_tags: bool = False) -> AnyWalk:
    """A walk to the signature, over a world that holds what came of it."""
    world = DemoWorld()
    there, asked = world.municipality.buildings[building], world.municipality.checklists[checklist]
    if all_tags:
        there = with_all_tags(there, asked)
        world.changed_buildings[there.id] = there
    walk = AnyWalk(world, there, asked, draw)
    walk.walk()
    return walk


@pytest.mark.parametrize(("checklist", "building"), every_walk())
def test_every_checklist_is_walked_to_the_signature_and_leads_to_what_its_data_says(
    checklist: str, building: str
) -> None:
    @settings(max_examples=2, derandomize=True, deadline=None, database=None)
    @given(walk=walks(checklist, building))
    def whatever_is_answered(walk: AnyWalk) -> None:
        all_is_as_the_data_says(walk)

    whatever_is_answered()


@pytest.mark.parametrize("checklist", sorted({checklist for checklist, _ in every_walk()}))
def test_so_it_is_where_a_building_has_everything_that_the_checklist_asks_about(checklist: str) -> None:
    @settings(max_examples=10, derandomize=True, deadline=None, database=None)
    @given(walk=walks(checklist, "B10" if checklist.startswith("guard") else "B01", all_tags=True))
    def whatever_is_answered(walk: AnyWalk) -> None:
        all_is_as_the_data_says(walk)

    whatever_is_answered()


def all_is_as_the_data_says(walk: AnyWalk) -> None:
    assert walk.world.refusals == []
    round_ = walk.round
    asked = asked_of(walk.checklist, walk.building, round_, walk.missing)
    the_answers_are_those_to_what_is_asked(walk, round_, asked)
    every_deviation_has_its_finding(walk, round_, asked)
    tasks_and_notices_are_asked_for(walk, round_, asked)
    the_logbook_is_written(walk, round_)


# --- what the data says ----------------------------------------------------------------------------------------------


def asked_of(checklist: Checklist, building: Building, round_: Round, missing: set[str]) -> dict[str, Point]:
    """Each point at each place where it is asked, by the answers that were given in the end."""
    answers = {**round_.left_out, **round_.answers}
    asked: dict[str, Point] = {}
    for section in checklist.sections:
        scores = [point.id for point in section.points if point.risk_axis in ("probability", "consequence")]
        for point in section.points:
            for place in places_of(checklist, point, section.id, bool(section.repeat), building, round_, missing):
                key = f"{point.id}@{place}" if place else point.id

                def value(name: str, place: str = place) -> Any:
                    found = next((k for k in (f"{name}@{place}", name) if k in asked and k in answers), None)
                    return answers[found].value if found else None

                if holds(point.show_if, building, value, scores):
                    asked[key] = point
    return asked


def places_of(
    checklist: Checklist,
    point: Point,
    section: str,
    repeated: bool,
    building: Building,
    round_: Round,
    missing: set[str],
) -> list[str]:
    if repeated:
        return ["1", *round_.repeats.get(section, ())]
    if not point.scope:
        return [""]
    if point.scope == "space":
        outdoors = checklist.scope == "building_outdoor"
        spaces = [space for space in building.spaces if not outdoors or space.placement == "outdoor"]
        return [space.id for space in spaces if space.type in point.space_types]
    items = [item for item in (*building.objects, *round_.found) if item.tag not in missing]
    return [item.tag for item in items if item.type in point.object_types]


def holds(condition: Any, building: Building, value: Any, scores: list[str]) -> bool:
    match condition:
        case {"all": inner}:
            return all(holds(each, building, value, scores) for each in inner)
        case {"any": inner}:
            return any(holds(each, building, value, scores) for each in inner)
        case {"building_tag": tag}:
            return tag in building.tags
        case {"month_in": months}:
            return NOVEMBER in months
        case {"computed": "risk_score", "op": "gte", "value": least}:
            one, other = (int(value(name) or 0) for name in scores)
            return one * other >= least
        case {"point": name, "op": op, **rest}:
            return compared(value(name), op, rest.get("value"))
    assert condition == {}, condition
    return True


def compared(value: Any, op: str, wanted: Any) -> bool:
    if op == "in":
        return any(each in wanted for each in (value if isinstance(value, list) else [value]))
    return value is not None and {"eq": value == wanted, "gt": op == "gt" and value > wanted, "answered": True}[op]


def chosen(point: Point, value: Any) -> list[Choice]:
    return [
        choice for choice in point.choices if choice.id == value or (isinstance(value, list) and choice.id in value)
    ]


# --- what came of it -------------------------------------------------------------------------------------------------


def the_answers_are_those_to_what_is_asked(walk: AnyWalk, round_: Round, asked: dict[str, Point]) -> None:
    assert set(round_.answers) <= set(asked)
    assert set(round_.left_out).isdisjoint(asked)
    assert {**round_.left_out, **round_.answers}.keys() == walk.given.keys()
    for key, answer in round_.answers.items():
        assert (answer.value, answer.photos) == (walk.given[key].value, walk.given[key].photos)
    signatures = [point for point in asked.values() if point.type == "signature"]
    roles = {role for point in signatures for role in point.signers}
    assert roles <= {signature.role for signature in round_.signatures}
    assert round_.parts_done == walk.checklist.parts
    assert round_.attended == walk.checklist.attended_by


def every_deviation_has_its_finding(walk: AnyWalk, round_: Round, asked: dict[str, Point]) -> None:
    standing = {answer.finding for key, answer in round_.answers.items() if key in asked} - {""}
    deviating = {key for key in round_.answers if walk.given[key].deviates}
    assert {walk.told[name].key for name in standing} == deviating
    for name, told in walk.told.items():
        finding = walk.world.finding(name)
        assert finding
        assert finding.status == (REPORTED if name in standing else WITHDRAWN), name
        it_says_what_was_said(walk, finding, told.finding)
        if name in standing:
            marks_are_those_that_the_answers_set(walk, round_, asked, finding, told.finding.severity)


def it_says_what_was_said(walk: AnyWalk, finding: Finding, report: Any) -> None:
    assert (finding.checklist, finding.version) == (walk.checklist.id, walk.checklist.version)
    names = ("component", "case", "space", "object", "point", "answer", "photos", "text", "round", "severity_reason")
    assert [getattr(finding, name) for name in names] == [getattr(report, name) for name in names]
    classes = ("open", "limited", "restricted_person")
    both = (walk.building.confidentiality_default, walk.checklist.confidentiality)
    assert finding.confidentiality == max(both, key=classes.index)


def marks_are_those_that_the_answers_set(
    walk: AnyWalk, round_: Round, asked: dict[str, Point], finding: Finding, severity: str
) -> None:
    about = [
        point
        for key, point in asked.items()
        if point.sets_attribute and finding.point in str(point.show_if) and key in round_.answers
    ]
    marking = [point for point in about if round_.answers[point.id].value == "yes"]
    assert finding.attributes == tuple(point.sets_attribute for point in marking)
    if about:
        # A mark that was taken back may have left the finding as grave as it made it.
        graver = [point.severity for point in about if point.severity]
        assert finding.severity in (severity, min([severity, *graver], key=SEVERITIES.index))
    else:
        assert finding.severity == severity


def tasks_and_notices_are_asked_for(walk: AnyWalk, round_: Round, asked: dict[str, Point]) -> None:
    answers = [(point, round_.answers[key].value) for key, point in asked.items() if key in round_.answers]
    choices = [choice for point, value in answers for choice in chosen(point, value)]
    wanted = {choice.creates_task["component"] for choice in choices if choice.creates_task}
    for point, value in answers:
        component = point.routing_case.get("component") or point.component_hint
        if component and value not in ("na", 0, ""):
            wanted.add(component)
    standing = [finding for name in walk.told if (finding := walk.world.finding(name))]
    # What a deviation reported before the form was signed is not asked for a second time.
    reported = {finding.component for finding in standing}
    every = [f for f in documents_of(walk, Finding) if f.id.startswith(f"{walk.id}:")]
    measures = [f for f in every if f.due]
    made = [f for f in every if not f.due]
    measured_and_urgent(walk, round_, asked, measures)
    assert wanted - reported <= {finding.component for finding in made} <= wanted
    assert all((finding.round, finding.status) == (walk.id, REPORTED) for finding in made)
    notify = {choice.notify for choice in choices if choice.notify}
    if any(finding.severity == "critical" for finding in measures):
        notify.add("safety_coordinator")
    told = {*walk.checklist.informed, *walk.checklist.handled_by, *walk.checklist.informed_deidentified}
    assert {notice.role for notice in documents_of(walk, Notice)} == notify | told


def measured_and_urgent(walk: AnyWalk, round_: Round, asked: dict[str, Point], measures: list[Finding]) -> None:
    """Every measure that is asked for is a finding of its own, as grave as its risk."""
    said = {key: given.value for key, given in round_.answers.items() if key in asked}
    wanted = {
        place: said[f"risk-09@{place}"] for name, _, place in (k.partition("@") for k in said) if name == "risk-09"
    }
    assert {finding.id: finding.text for finding in measures} == {
        f"{walk.id}:measure@{place}": words.strip() for place, words in wanted.items()
    }
    for finding in measures:
        place = finding.id.partition("@")[2]
        one, other = int(said[f"risk-05@{place}"]), int(said[f"risk-06@{place}"])
        grave = "critical" if one * other >= 15 else "high" if one * other >= 10 or other == 5 else "medium"
        assert finding.severity == (grave if one * other >= 5 else "low")


def the_logbook_is_written(walk: AnyWalk, round_: Round) -> None:
    logbooks = documents_of(walk, Logbook)
    if walk.checklist.kind == "incident_form":
        assert logbooks == []
    else:
        [logbook] = logbooks
        said = {key: (answer.at, answer.value, answer.finding) for key, answer in round_.answers.items()}
        assert {key: (last.at, last.value, last.finding) for key, last in logbook.last.items()} == said


def documents_of(walk: AnyWalk, kind: type) -> list[Any]:
    return [document for document in walk.world.documents.values() if isinstance(document, kind)]


MET = {
    "a deviation of what was measured": (
        "sba-quarterly",
        lambda w: any(t.point.type == "number" for t in w.told.values()),
    ),
    "an answer left out, its deviation withdrawn": (
        "incident-fire-nearmiss",
        lambda w: has(w, Finding, status=WITHDRAWN),
    ),
    "a mark": ("graffiti-outdoor", lambda w: has(w, Finding, attributes=("offensive",))),
    "a task that a choice asks for": ("incident-fire-nearmiss", lambda w: has(w, Finding, id="R:FIR.EXT.BLK")),
    "somebody told of a choice": ("incident-burglary-theft", lambda w: has(w, Notice, role="it_security")),
    "an object that was not there": ("sba-monthly", lambda w: bool(w.missing)),
    "an object that the register lacks": ("sba-monthly", lambda w: any(FOUND in key for key in w.round.answers)),
    "a point that another held back": ("sba-quarterly", lambda w: "sba-q-02" not in w.round.answers),
    "a repeat that was added": ("risk-assessment-unit", lambda w: "risk-09@more-1" in w.round.answers),
    "a scan, and a place without one": ("guard-round-high-value", lambda w: 0 < len(w.round.scans) < 3),
}


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize("what", MET)
def test_the_walks_above_meet(what: str) -> None:
    checklist, met = MET[what]
    building = "B10" if checklist.startswith("guard") else "B01"
    few = settings(max_examples=300, derandomize=True, deadline=None, database=None, phases=[Phase.generate])
    assert find(walks(checklist, building), met, settings=few)


def has(walk: AnyWalk, kind: type, **facts: Any) -> bool:
    return any(all(getattr(d, name) == fact for name, fact in facts.items()) for d in documents_of(walk, kind))
