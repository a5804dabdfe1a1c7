"""How long closed cases are kept: calendar years, holds, the yearly list and what stays of it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.secrecy.retention import (
    HOLDS,
    ClosedRecord,
    Hold,
    Remains,
    RetentionClass,
    UnknownClass,
    disposal_list,
    earliest_disposal,
    remains_of,
    why_then,
)
from sync_server.content import DEMO, ContentError, load_municipality

RETENTION = load_municipality().policy.retention

EARLIEST = [
    ("task", "2026-01-01", (), "2032-01-01"),
    ("task", "2026-12-31", (), "2032-01-01"),
    ("task", "2027-01-01", (), "2033-01-01"),
    ("task", "2024-02-29", (), "2030-01-01"),
    ("threat_incident", "2026-05-01", (), "2037-01-01"),
    ("threat_personal_details", "2026-05-01", (), "2029-01-01"),
    ("sba_round_photo_ok", "2026-05-01", (), "2028-01-01"),
    ("demarcation_list", "2026-05-01", (), None),
    ("task", "2026-05-01", (Hold("police"),), None),
    ("task", "2026-05-01", (Hold("police", "2030-06-01"),), "2032-01-01"),
    ("task", "2026-05-01", (Hold("insurance", "2031-12-31"),), "2032-01-01"),
    ("task", "2026-05-01", (Hold("insurance", "2032-01-01"),), "2033-01-01"),
    ("task", "2026-05-01", (Hold("dispute", "2034-05-10"), Hold("police", "2033-01-01")), "2035-01-01"),
    ("task", "2026-05-01", (Hold("dispute", "2034-05-10"), Hold("police")), None),
]


@pytest.mark.parametrize(("name", "closed", "holds", "earliest"), EARLIEST)
def test_a_case_may_go_when_its_whole_years_and_its_holds_are_over(
    name: str, closed: str, holds: tuple[Hold, ...], earliest: str | None
) -> None:
    day = earliest_disposal(RETENTION.named(name), date.fromisoformat(closed), holds)
    assert (day.isoformat() if day else None) == earliest


def test_the_example_of_the_policy_is_what_the_arithmetic_gives() -> None:
    assert RETENTION.example == "a record closed in 2026 with 5 years may be destroyed in January 2032 at the earliest"
    assert earliest_disposal(RetentionClass("x", 5), date(2026, 5, 1)) == date(2032, 1, 1)


DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
ENDED = st.builds(lambda reason, until: Hold(reason, until.isoformat()), st.sampled_from(sorted(HOLDS)), DAYS)


@given(st.integers(0, 100), DAYS, st.lists(ENDED, max_size=3))
def test_nothing_goes_before_its_whole_years_and_a_hold_never_brings_it_forward(
    years: int, closed: date, holds
) -> None:
    kept = RetentionClass("x", years)
    freely, held = earliest_disposal(kept, closed), earliest_disposal(kept, closed, holds)
    assert freely
    assert held
    assert freely.year - closed.year == years + 1
    assert held >= freely
    assert all(held.isoformat() > hold.until for hold in holds)
    assert (held.month, held.day) == (1, 1)
    assert earliest_disposal(kept, closed, [*holds, Hold("police")]) is None


def test_a_class_that_nobody_decided_on_is_refused_even_for_an_open_case() -> None:
    with pytest.raises(UnknownClass, match="'secret'"):
        RETENTION.named("secret")
    with pytest.raises(UnknownClass):
        disposal_list([ClosedRecord("round", "r", "secret")], RETENTION, 2032)


RECORDS = [
    ClosedRecord("task", "t-late", "task", "2027-01-01"),
    ClosedRecord("task", "t-held", "task", "2026-05-01", (Hold("insurance"),)),
    ClosedRecord("task", "t-was-held", "task", "2026-05-01", (Hold("police", "2031-02-01"),)),
    ClosedRecord("task", "t-open", "task"),
    ClosedRecord("task", "t-old", "task", "2020-05-01"),
    ClosedRecord("threat", "c", "threat_incident", "2021-11-30"),
    ClosedRecord("demarcation", "2020:1", "demarcation_list", "2020-12-31"),
]


@pytest.mark.parametrize(
    ("year", "due", "held"),
    [
        (2025, [], []),
        (2026, ["t-old"], []),
        (2031, ["t-old"], []),
        (2032, ["t-old", "t-was-held", "c"], ["t-held"]),
        (2033, ["t-old", "t-was-held", "t-late", "c"], ["t-held"]),
    ],
)
def test_the_list_of_a_year_has_what_may_go_and_tells_what_a_hold_keeps(
    year: int, due: list[str], held: list[str]
) -> None:
    listed = disposal_list(RECORDS, RETENTION, year)
    assert [record.id for record in listed.due] == due
    assert [record.id for record in listed.held] == held
    assert listed == disposal_list(reversed(RECORDS), RETENTION, year)


def test_of_what_has_gone_only_a_number_per_class_and_year_stays() -> None:
    gone = disposal_list(RECORDS, RETENTION, 2033).due
    assert remains_of(gone) == (
        Remains("task", 2020, 1),
        Remains("task", 2026, 1),
        Remains("task", 2027, 1),
        Remains("threat_incident", 2021, 1),
    )
    assert remains_of([RECORDS[2], RECORDS[2]]) == (Remains("task", 2026, 2),)


def test_the_reason_names_the_years_and_every_hold() -> None:
    holds = (Hold("police", "2034-05-10"), Hold("insurance"), Hold("dispute", "2027-01-01"))
    why = why_then(RETENTION.named("task"), date(2026, 5, 1), holds)
    assert why.sv == (
        "Avslutat 2026, sparas 5 hela kalenderår därefter: till och med 2031. "
        "Undantaget för polisutredningen varar till 2034-05-10: året ut. Sparas så länge försäkringsärendet pågår. "
        "Undantaget för tvisten tog slut 2027-01-01 och förlänger inte."
    )
    assert why.en.startswith("Closed in 2026, kept 5 whole calendar years after that: until the end of 2031. The hold")
    assert "aldrig" in why_then(RETENTION.named("demarcation_list"), date(2026, 5, 1)).sv


MISTAKES = [
    ("task, years: 5", "task, years: fem", "299: years: 'fem' is not a number of whole years; a number such as 5, or"),
    ("task, years: 5", "task, years: -1", "299: years: -1 is not a number of whole years; a number such as 5, or"),
    ("task, years: 5", "task, years: true", "299: years: True is not a number of whole years; a number such as 5, or"),
    ("task, years: 5, what", "task, what", "299: years: is missing; add 'years:'"),
    ("task, years: 5", "task, yeras: 5", "299: yeras: is an unknown field; did you mean 'years'?"),
    ("{id: task, ", "{id: alarm_log, ", "299: id: 'alarm_log' is already the id of another retention class; one of"),
    ("id: threat_incident", "id: threat", "15: retention: 'threat_incident' is not a known retention class; did"),
    (
        "  classes:\n    - {id: sba_round,",
        "  classs:\n    - {id: sba_round,",
        "classs: is an unknown field; did you mean",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "told"), MISTAKES)
def test_a_mistake_in_the_retention_classes_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    policy = Path(shutil.copytree(DEMO, tmp_path / "data")) / "policy.yaml"
    text = policy.read_text("utf-8")
    assert right in text
    policy.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_municipality(policy.parent)
    assert any(told in str(problem) for problem in caught.value.problems), list(map(str, caught.value.problems))


def test_a_comma_in_what_a_class_holds_is_part_of_the_text() -> None:
    assert RETENTION.named("annual_inspection").what == "annual inspections, audits, certificates"
