"""Claims about the assessment on the phone: it suggests, draws, refuses and becomes tasks; and about its register."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import flet as ft
import pytest

from app.screens.walking.task_offer import task_offers
from app.state.phone import Phone
from app.state.risk import as_csv, register, risks_in, suggested, take
from app.state.rounds.walk import Walk
from domain.findings import Finding
from domain.notices import Notice
from domain.risk.at_signing import measure_id
from domain.risk.matrix import LEVELS
from domain.risk.register import LEVEL_LETTERS
from domain.rounds.round import MISSED, PLANNED, SUBMITTED, Answer, Round
from tests.unit.walk_stories import MANAGER, RISKS, begun, finding, page_of, received, screens, tell

COORDINATOR = "safety-coordinator"


def day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def stamp(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="milliseconds")


def report(number: int, form: str, days: int, **facts: object) -> Round:
    usual: dict[str, object] = {"confidentiality": "limited", "started_at": stamp(-days)} | facts
    return Round(f"report-{number}", "B01", form, "2026:1", status=SUBMITTED, **usual)  # pyright: ignore[reportArgumentType]


def graffiti(number: int, days: int) -> Round:
    answers = {"dam-01": Answer("graffiti", stamp(-days), "somebody")}
    return report(number, "incident-damage-graffiti", days, answers=answers)


HAPPENED = (
    graffiti(1, 10),
    graffiti(2, 90),
    graffiti(3, 300),
    report(4, "incident-burglary-theft", 40),
    report(5, "incident-threat-violence", 20, confidentiality="restricted_person", administration="ORG-BUN"),
    report(6, "incident-threat-violence", 60, confidentiality="restricted_person", administration="ORG-BUN"),
    Round("late-1", "B01", "sba-monthly", "2026:1", status=MISSED, opens=day(-60), due=day(-30), last_day=day(-23)),
    Round("late-2", "B01", "sba-monthly", "2026:1", status=MISSED, opens=day(-90), due=day(-60), last_day=day(-53)),
    finding(found_at=stamp(-50)),
)


def assessment(phone: Phone) -> Walk:
    received(phone, *HAPPENED)
    return begun(phone, RISKS)


def offered(walk: Walk) -> dict[str, int]:
    found = suggested(walk, datetime.now().astimezone())
    assert found
    return {each.kind.id: each.count for each in found.offered}


def answer(walk: Walk, place: str = "1", **values: str) -> None:
    """risk_05="3" answers the point risk-05 of one risk."""
    for name, value in values.items():
        step = walk.step(f"{name.replace('_', '-')}@{place}")
        assert step, (name, [held.key for held in walk.steps])
        assert walk.answer(step, value) is None


def test_the_assessment_opens_with_what_has_happened_here_and_takes_it_in_with_one_tap(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        wanted = {"graffiti": 3, "threat": 2, "missed-sba-monthly": 2, "burglary": 1, "fire_safety": 1}
        assert offered(walk) == wanted
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert seen.says("3 st, senast")
            await seen.tap("take-graffiti")
            await seen.tap("take-burglary")
            assert "suggestion-graffiti" not in seen.ids()
            assert seen.says("2 förslag är tagna.")
        first, second = risks_in(walk)
        assert [first.event, second.event] == ["Klotter på byggnaden.", "Inbrott eller stöld i lokalerna."]
        assert [first.area.sv, second.area.sv] == ["Skadegörelse och klotter", "Inbrott och stöld"]
        assert "3 st, senast" in walk.round.answers["risk-04@1"].note

    tell(story, tmp_path, MANAGER)


def test_a_suggestion_whose_event_has_been_reworded_stays_taken(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        found = suggested(walk, datetime.now().astimezone())
        assert found
        assert take(walk, found.offered[0], "en") is None
        answer(walk, risk_04="Graffiti on the gym")
        assert "graffiti" not in offered(walk)

    tell(story, tmp_path, MANAGER)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_of_threats_neither_number_nor_date_is_written_into_what_more_people_read(
    tmp_path: Path, language: str
) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            await seen.tap("take-threat")
        written = "".join(f"{given.value} {given.note}" for given in walk.round.answers.values())
        assert written
        assert not any(letter.isdigit() for letter in written), written

    tell(story, tmp_path, MANAGER, language)


def test_a_phone_that_does_not_reach_back_24_months_says_so(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert "reaches-back" in seen.ids()
            received(phone, report(9, "incident-lost-key", 800))
            assert "key" not in offered(walk), "older than 24 months"
        async with screens(phone, f"/round/{walk.round.id}") as seen:
            assert "reaches-back" not in seen.ids()

    tell(story, tmp_path, MANAGER)


def judged(walk: Walk) -> None:
    """One risk of 12, and all of the rest answered, but for what that demands."""
    once = {"risk-01": "Barnen", "risk-02": 3, "risk-13": "yes"}
    for point, value in once.items():
        step = walk.step(point)
        assert step
        assert walk.answer(step, value) is None
    answer(walk, risk_03="damage", risk_04="Klotter på fasaden", risk_05="4", risk_06="3", risk_07="good")


def demanded(walk: Walk) -> None:
    answer(walk, risk_09="Ny belysning vid entrén", risk_10=day(30), risk_11="property_manager", risk_12="own")
    answer(walk, risk_15="decided")


def test_the_summary_draws_the_matrix_and_names_which_risk_lacks_what(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        judged(walk)
        refusal = walk.sign("Rut Ek")
        assert refusal
        assert refusal.code == "risk_demands"
        assert refusal.why.sv.startswith("Risk 1 (Klotter på fasaden), riskvärde 12, saknar: åtgärd, datum, ansvarig")
        async with screens(phone, f"/round/{walk.round.id}/sign") as seen:
            assert "risks-lacking" in seen.ids()
            assert "sign" not in seen.ids()
            [drawing] = seen.every(ft.Semantics, identifier="risk-matrix")
            assert "Risk 1: sannolikhet 4, konsekvens 3, riskvärde 12, hög" in drawing.label
            await seen.tap("lacks-1")
            assert seen.page.route.startswith(f"/round/{walk.round.id}/point/")

    tell(story, tmp_path, MANAGER)


def test_a_signed_measure_is_a_finding_with_its_day_and_function_and_says_nothing_of_the_event(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        judged(walk)
        demanded(walk)
        answer(walk, risk_16="2", risk_17="3")
        async with screens(phone, f"/round/{walk.round.id}/sign") as seen:
            assert "risks-lacking" not in seen.ids()
            assert seen.says("Efter åtgärd: 2 × 3 = 6, medel")
            await seen.type("sign-name", "Rut Ek")
            await seen.tap("sign")
        made = phone.documents.finding(measure_id(walk.round.id, "1"))
        assert isinstance(made, Finding)
        facts = (made.text, made.due, made.responsible, made.severity, made.confidentiality, made.party)
        assert facts == ("Ny belysning vid entrén", day(30), "property_manager", "high", "limited", "")
        assert phone.documents.all(Notice) == []

    tell(story, tmp_path, MANAGER)


def test_a_risk_of_15_is_told_to_the_coordinator_in_neutral_words(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        judged(walk)
        answer(walk, risk_05="5")
        demanded(walk)
        assert walk.sign("Rut Ek") is None
        [notice] = phone.documents.all(Notice)
        assert (notice.role, notice.about) == ("safety_coordinator", walk.round.id)
        assert "Klotter" not in notice.words.sv

    tell(story, tmp_path, MANAGER)


def test_the_register_has_what_is_missing_first_and_what_was_assessed_with_its_measures(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        judged(walk)
        demanded(walk)
        assert walk.sign("Rut Ek") is None
        async with screens(phone, "/more") as seen:
            await seen.tap("more-risks")
            assert seen.says("En enhet: 0 saknas, 0 försenade")
            assert seen.says("En risk: 1 hög")
            assert seen.says("Åtgärder: 1 öppna, 0 försenade, 0 klara")
            await seen.tap("unit-B01")
            assert "risk-matrix" in seen.ids()
            assert seen.says("Åtgärd: Ny belysning vid entrén")

    tell(story, tmp_path, MANAGER)


def test_a_row_under_way_opens_its_round(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        async with screens(phone, "/more/risks") as seen:
            assert seen.says("Pågår")
            await seen.tap("unit-B01")
            assert seen.page.route == f"/round/{walk.round.id}"

    tell(story, tmp_path, MANAGER)


def test_a_unit_with_an_assessment_under_way_still_shows_the_one_that_stands(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        judged(walk)
        demanded(walk)
        assert walk.sign("Rut Ek") is None
        anew = begun(phone, RISKS)
        async with screens(phone, "/more/risks") as seen:
            await seen.tap("unit-B01")
            assert seen.says("Åtgärd: Ny belysning vid entrén")
            await seen.tap("open-begun")
            assert seen.page.route == f"/round/{anew.round.id}"

    tell(story, tmp_path, MANAGER)


@pytest.mark.parametrize(("due", "said"), [(200, "Första senast"), (-3, "Saknas")])
def test_a_unit_that_was_never_assessed_opens_and_is_missing_only_when_its_first_day_has_passed(
    tmp_path: Path, due: int, said: str
) -> None:
    async def story(phone: Phone) -> None:
        received(phone, Round("first", "B01", RISKS, "2026:1", status=PLANNED, due=day(due), last_day=day(due + 30)))
        async with screens(phone, "/more/risks") as seen:
            assert seen.says(f"12 enheter: {11 if due > 0 else 12} saknas")
            row = seen.inside("unit-B01")
            assert any(said in held.value for held in seen.walk(row) if isinstance(held, ft.Text))
            assert not seen.says("Nästa senast")
            await seen.tap("unit-B01")
            assert seen.says("Ingen bedömning är klar än")
            assert not seen.says("Den är inte din längre.")

    tell(story, tmp_path, COORDINATOR)


def test_the_coordinator_sees_every_unit_and_takes_the_register_home(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        saved: list[dict[str, object]] = []

        def save(said: dict[str, object]) -> str:
            saved.append(said)
            return "saved"

        async with screens(phone, "/more/risks", save_file=save) as seen:
            assert seen.says("12 enheter: 12 saknas, 0 försenade")
            await seen.tap("register-csv")
        [file] = saved
        rows = bytes(file["src_bytes"]).decode("utf-8-sig").splitlines()  # pyright: ignore[reportArgumentType]
        assert len(rows) == 1 + 12
        assert rows[0].startswith("Byggnad,Namn,Verksamhet,Läge")

    tell(story, tmp_path, COORDINATOR)


def test_who_neither_assesses_nor_coordinates_has_no_register(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        async with screens(phone, "/more") as seen:
            assert "more-risks" not in seen.ids()

    tell(story, tmp_path, "inspector-b01")


def test_no_cell_of_the_register_is_a_formula(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        assert phone.signed_in
        units = register(phone.documents, phone.signed_in, datetime.now().astimezone())
        content = as_csv(units, phone.names, "en").decode("utf-8-sig")
        assert "Missing" in content
        assert not any(cell.startswith("=") for row in content.splitlines() for cell in row.split(","))

    tell(story, tmp_path, COORDINATOR)


def test_a_measure_of_a_risk_is_not_offered_as_a_task_beside_the_one_that_it_becomes(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        judged(walk)
        demanded(walk)
        step = walk.step("risk-09@1")
        assert step
        assert task_offers(walk, step) == []

    tell(story, tmp_path, MANAGER)


def test_what_the_steps_of_the_scales_mean_can_be_read_where_they_are_chosen(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        walk = assessment(phone)
        async with screens(phone, page_of(walk, "risk-05", "1")) as seen:
            await seen.tap("anchors")
            assert seen.says("3 Possible: once in 1-10 years")
            assert seen.says("1 Negligible: no injury; property below SEK 10,000; no disruption")

    tell(story, tmp_path, MANAGER, "en")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_two_bands_have_the_same_letters(language: str) -> None:
    assert len({words.in_language(language) for words in LEVEL_LETTERS.values()}) == len(LEVELS)
