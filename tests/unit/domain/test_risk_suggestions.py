"""Claims about what suggests risks: only the unit's own, only the last 24 months, each thing once, secrets kept."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklists.checklist import Checklist
from domain.findings import WITHDRAWN, Finding
from domain.risk.kinds import BY_FORM, KINDS
from domain.risk.risks import risk_form
from domain.risk.suggestions import reaches_back_to, suggestions
from domain.rounds.round import HANDED_ON, IN_PROGRESS, MISSED, PLANNED, SUBMITTED, Answer, Round
from tests.server_fixtures import demo_municipality

NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
TOWN = demo_municipality()


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def report(form: str = "incident-burglary-theft", days: int = 10, building: str = "B01", **facts: object) -> Round:
    known: dict[str, object] = {"status": SUBMITTED, "confidentiality": "limited", "id": "R"} | facts
    return Round(building=building, checklist=form, version="2026:1", started_at=ago(days).isoformat(), **known)  # pyright: ignore[reportArgumentType]


def finding(component: str, days: int = 10, building: str = "B01", **facts: object) -> Finding:
    known: dict[str, object] = {"id": "F"} | facts
    return Finding(building=building, component=component, text="x", severity="low", reporter="r", reporter_title="R",
                   reporter_org="ORG-BUN", found_at=ago(days).isoformat(), **known)  # fmt: skip # pyright: ignore[reportArgumentType]


def missed(days: int, status: str = MISSED, last_day: str = "") -> Round:
    due = ago(days).date().isoformat()
    return Round("M", "B01", "sba-monthly", "2026:1", status=status, due=due, last_day=last_day or due)


def checklist_of(round_: Round) -> Checklist | None:
    return TOWN.checklists.get(round_.checklist)


def counts(*things: Round | Finding) -> dict[str, int]:
    rounds = [thing for thing in things if isinstance(thing, Round)]
    findings = [thing for thing in things if isinstance(thing, Finding)]
    return {each.kind.id: each.count for each in suggestions("B01", rounds, findings, checklist_of, NOW)}


GRAFFITI = {"dam-01": Answer("graffiti_indoor", NOW.isoformat(), "r")}
GLASS = {"dam-01": Answer("glass", NOW.isoformat(), "r")}
COUNTED = {
    "a burglary": ([report()], {"burglary": 1}),
    "a report that somebody else goes on with": ([report(status=HANDED_ON)], {"burglary": 1}),
    "a report still being written": ([report(status=IN_PROGRESS)], {}),
    "in another building": ([report(building="B02"), finding("GRF.FAC", building="B02")], {}),
    "24 months ago to the day": ([report(days=730)], {"burglary": 1}),
    "a day more": ([report(days=731)], {}),
    "graffiti by its answer": ([report("incident-damage-graffiti", answers=GRAFFITI)], {"graffiti": 1}),
    "other damage": ([report("incident-damage-graffiti", answers=GLASS)], {"damage": 1}),
    "a finding": ([finding("GRF.FAC")], {"graffiti": 1}),
    "a finding that was taken back": ([finding("GRF.FAC", status=WITHDRAWN)], {}),
    "a finding that a report led to": ([report(), finding("BLD.GLS.EXT", round="R")], {"burglary": 1}),
    "the measure of an earlier assessment": ([finding("PER.RSK", due="2026-12-01")], {}),
    "a missed round": ([missed(20)], {"missed-sba-monthly": 1}),
    "a round that nobody began in time": ([missed(20, PLANNED)], {"missed-sba-monthly": 1}),
    "a round that may still be walked": ([missed(1, PLANNED, "2026-12-01")], {}),
    "an ordinary round": ([report("sba-monthly")], {}),
}


@pytest.mark.parametrize(("things", "wanted"), COUNTED.values(), ids=COUNTED)
def test_what_counts(things: list[Round | Finding], wanted: dict[str, int]) -> None:
    assert counts(*things) == wanted


def test_the_most_frequent_comes_first_with_its_latest_day() -> None:
    found = [finding("FIR.EXT.PRT", days, id=f"F{days}") for days in (40, 12, 90)]
    first, second = suggestions("B01", [report()], found, checklist_of, NOW)
    assert (first.kind.id, first.count, first.latest) == ("fire_safety", 3, "2026-11-11")
    assert (second.kind.id, second.count) == ("burglary", 1)


@given(st.lists(st.tuples(st.sampled_from([*BY_FORM]), st.integers(0, 1500), st.booleans()), max_size=12))
def test_every_report_of_the_last_24_months_is_counted_once(drawn: list[tuple[str, int, bool]]) -> None:
    reports = [
        report(form, days, id=f"R{number}", status=SUBMITTED if sent else IN_PROGRESS)
        for number, (form, days, sent) in enumerate(drawn)
    ]
    assert sum(counts(*reports).values()) == sum(sent and days <= 730 for _, days, sent in drawn)


def test_of_what_protects_a_person_neither_number_nor_day_is_noted() -> None:
    [found] = suggestions(
        "B01", [report("incident-threat-violence", confidentiality="restricted_person")], [], checklist_of, NOW
    )
    assert found.secret
    for words in (found.note(), found.kind.event):
        assert not any(letter.isdigit() for letter in words.sv + words.en)


def test_every_kind_has_an_area_that_the_shipped_form_offers_and_words_in_both_languages() -> None:
    form = risk_form(TOWN.checklists["risk-assessment-unit"])
    assert form
    assert form.area
    for kind in KINDS.values():
        assert form.area.choice(kind.area), kind
        assert all((kind.what.sv, kind.what.en, kind.event.sv, kind.event.en))
    assert set(BY_FORM) == {each.id for each in TOWN.checklists.values() if each.kind == "incident_form"}


def test_it_reaches_back_to_the_oldest_thing_in_the_building() -> None:
    things = [report(days=100), report(days=900, building="B02")]
    assert reaches_back_to("B01", things, [finding("GRF.FAC", 300)]) == ago(300).date().isoformat()
    assert reaches_back_to("B09", things, []) == ""
