"""Claims about signing an assessment: refused while a risk lacks what it demands, and what comes of it afterwards."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checklists.checklist import Checklist
from domain.events import PointAnswered, RoundStarted, RoundSubmitted, SectionRepeated
from domain.findings import Finding
from domain.notices import Notice
from domain.refusals import Refusal
from domain.risk.demands import demands
from domain.risk.risks import risk_form, risks_of
from domain.rounds.round import SUBMITTED
from sync_server.register.register import Register
from sync_server.sync.followup import follow_up
from tests.server_fixtures import demo_municipality
from tests.unit.demo_world import DemoWorld
from tests.unit.working_hours import WORKING

RISKS = "risk-assessment-unit"
FORM: Checklist = demo_municipality().checklists[RISKS]
WHOLE = {"risk-09": "Ny belysning", "risk-10": "2026-12-18", "risk-11": "property_manager"}
DECIDED = {"risk-12": "own", "risk-15": "decided"}


def lenient() -> Checklist:
    """The same form as a municipality might have it: nothing of a measure is required by the form itself."""
    sections = (
        replace(s, points=tuple(replace(p, required=p.required and p.id < "risk-08") for p in s.points))
        for s in FORM.sections
    )
    return replace(FORM, version="own", sections=tuple(sections))


class World(DemoWorld):
    form = FORM

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        return self.form if (checklist, version) == (self.form.id, self.form.version) else None


def assessed(*risks: dict[str, str], form: Checklist = FORM) -> World:
    """Everything answered in B01 by its manager, but for what is left out of the risks."""
    world = World()
    world.form = form
    manager = world.person("manager-b01")
    world.acts(manager, RoundStarted("R", "B01", RISKS, form.version))
    for point, value in {"risk-01": "Barnen", "risk-02": 0, "risk-13": "yes"}.items():
        world.acts(manager, PointAnswered("R", point, value))
    for number, risk in enumerate(risks):
        place = "1" if number == 0 else f"more-{number}"
        if number:
            world.acts(manager, SectionRepeated("R", "risk", place))
        usual = {"risk-03": "damage", "risk-04": f"Händelse {number + 1}", "risk-07": "good"}
        for point, value in (usual | risk).items():
            world.acts(manager, PointAnswered("R", point, value, place))
    assert world.refusals == []
    return world


def scored(probability: int, consequence: int, **more: str) -> dict[str, str]:
    answers = {name.replace("_", "-"): value for name, value in more.items()}
    return {"risk-05": str(probability), "risk-06": str(consequence)} | answers


def signed(world: World) -> Refusal | None:
    world.acts(world.person("manager-b01"), RoundSubmitted("R", "Rut Ek"))
    return world.refusals[-1] if world.refusals else None


LACKS = {
    "5 without a measure": (
        scored(5, 1),
        "Risk 1 (Händelse 1), riskvärde 5, saknar: åtgärd, datum, ansvarig funktion.",
    ),
    "6 without a date": (
        scored(3, 2, **{k: v for k, v in WHOLE.items() if k != "risk-10"}),
        "Risk 1 (Händelse 1), riskvärde 6, saknar: datum.",
    ),
    "12 without its decisions": (
        scored(4, 3, **WHOLE),
        "Risk 1 (Händelse 1), riskvärde 12, saknar: ”Hur finansieras åtgärden?”, ”Verksamhetschefens beslut”.",
    ),
    "the worst consequence, however unlikely": (
        scored(1, 5, **WHOLE, risk_12="own"),
        "Risk 1 (Händelse 1), riskvärde 5, saknar: ”Verksamhetschefens beslut”.",
    ),
    "weak at a low score": (
        scored(1, 2, risk_07="weak", risk_09="Öva"),
        "Risk 1 (Händelse 1), riskvärde 2, saknar: datum, ansvarig funktion.",
    ),
}


@pytest.mark.parametrize("form", [FORM, lenient()], ids=["shipped", "lenient"])
@pytest.mark.parametrize(("risk", "said"), LACKS.values(), ids=LACKS)
def test_it_is_not_signed_while_a_risk_lacks_what_it_demands(risk: dict[str, str], said: str, form: Checklist) -> None:
    refusal = signed(assessed(risk, form=form))
    assert refusal
    assert (refusal.code, refusal.why.sv) == ("risk_demands", said)
    assert "lacks:" in refusal.why.en


def test_every_risk_that_lacks_something_is_named() -> None:
    refusal = signed(assessed(scored(5, 1), scored(1, 1), scored(4, 4, **WHOLE)))
    assert refusal
    assert "Risk 1 (" in refusal.why.sv
    assert "Risk 2 (" not in refusal.why.sv
    assert "Risk 3 (" in refusal.why.sv


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.integers(1, 5), st.booleans(), st.booleans(), st.booleans()),
        min_size=1,
        max_size=4,
    )
)
def test_it_is_signed_exactly_when_every_risk_has_what_its_score_demands(
    drawn: list[tuple[int, int, bool, bool, bool]],
) -> None:
    risks, fine = [], True
    for p, c, weak, measure, decision in drawn:
        risk = scored(p, c) | ({"risk-07": "weak"} if weak else {})
        risks.append(risk | (WHOLE if measure else {}) | (DECIDED if decision else {}))
        wanted = demands(p, c, weak=weak)
        fine &= (measure or not wanted.measure) and (decision or not wanted.decision)
    world = assessed(*risks, form=lenient())
    refusal = signed(world)
    round_ = world.round("R")
    assert round_
    assert (round_.status == SUBMITTED) == fine == (refusal is None)
    wanted_measures = sum(demands(p, c, weak=weak).measure for p, c, weak, _, _ in drawn)
    assert len(findings(world)) == (wanted_measures if fine else 0)


def findings(world: World) -> list[Finding]:
    return [document for document in world.documents.values() if isinstance(document, Finding)]


def test_a_measure_becomes_a_task_at_its_desk_due_on_its_day_whatever_its_severity() -> None:
    world = assessed(scored(4, 3, **WHOLE, **DECIDED))
    assert signed(world) is None
    [finding] = findings(world)
    assert "Händelse" not in finding.text
    kept, task = follow_up(Register(demo_municipality()), finding, 7)
    assert (task.desk, task.severity, task.confidentiality) == ("ORG-BUN", "high", "limited")
    assert task.text == "Ny belysning (ansvarig: förvaltare)"
    assert task.resolve_by.startswith("2026-12-18T16:00")
    assert kept.task == task.id
    assert WORKING.closes.hour == 16


@pytest.mark.parametrize(
    ("signed_at", "due"),
    [
        ("2026-12-17T18:00", "2026-12-18T16:00"),
        ("2026-12-18T09:00", "2026-12-18T23:59"),
        ("2026-12-18T18:00", "2026-12-18T23:59"),
    ],
)
def test_a_measure_of_the_same_day_has_all_of_that_day_also_when_it_is_signed_after_hours(
    signed_at: str, due: str
) -> None:
    world = assessed(scored(4, 3, **WHOLE, **DECIDED))
    assert signed(world) is None
    [finding] = findings(world)
    _, task = follow_up(Register(demo_municipality()), replace(finding, found_at=f"{signed_at}:00+01:00"), 7)
    assert task.resolve_by.startswith(due)


def test_a_measure_that_the_owner_pays_for_goes_to_the_owner_and_says_why() -> None:
    world = assessed(scored(4, 3, **WHOLE, risk_12="owner", risk_15="decided"))
    assert signed(world) is None
    [finding] = findings(world)
    _, task = follow_up(Register(demo_municipality()), finding, 7)
    assert (task.org, task.desk) == ("ORG-TF", "ORG-TF")
    assert task.why.sv.startswith("Riskbedömningen ger åtgärden till ägaren")


def test_a_measure_written_for_a_risk_that_was_judged_milder_afterwards_makes_no_task() -> None:
    world = assessed(scored(4, 3, **WHOLE, **DECIDED))
    world.acts(world.person("manager-b01"), PointAnswered("R", "risk-05", "1", "1"))
    assert signed(world) is None
    assert findings(world) == []


@pytest.mark.parametrize(("probability", "consequence", "told"), [(3, 4, 0), (2, 5, 0), (5, 3, 1), (3, 5, 1)])
def test_the_coordinator_is_told_of_what_cannot_wait_and_of_nothing_less(
    probability: int, consequence: int, told: int
) -> None:
    world = assessed(scored(probability, consequence, **WHOLE, **DECIDED))
    assert signed(world) is None
    notices = [document for document in world.documents.values() if isinstance(document, Notice)]
    assert [notice.role for notice in notices] == ["safety_coordinator"] * told


def test_what_was_answered_before_it_was_hidden_counts_for_nothing() -> None:
    world = assessed(scored(1, 1))
    form, round_, building = risk_form(FORM), world.round("R"), world.building("B01")
    assert form
    assert round_
    assert building
    assert [risk.measure for risk in risks_of(form, round_, building, asked=[])] == [""]
    assert [risk.before for risk in risks_of(form, round_, building)] == [(1, 1)]
