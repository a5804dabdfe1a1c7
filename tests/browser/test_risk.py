"""A unit's risks assessed by touch in a real Chromium: suggested, judged, drawn, refused, signed, and registered."""

from datetime import date
from pathlib import Path

import httpx
from playwright.sync_api import expect

from domain.events import Act, FindingReported, PointAnswered
from domain.records import from_plain
from domain.rounds.round import Round
from domain.tasks.task import Task
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import all_sent, api_phone, signed_in, step_of
from tests.browser.rond_server import RondServer
from tests.browser.walking import round_of
from tests.server_fixtures import TestPhone

MEASURE = "Ny belysning vid entrén"


def test_a_manager_takes_suggestions_in_is_refused_without_a_measure_and_the_coordinator_sees_the_unit(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        api_phone(http, "inspector-b01").sync(*happened())
        other = api_phone(http, "manager-b01")
        planned = round_of(other, "risk-assessment-unit")

        app = signed_in(phone(tmp_path / "manager"), server, "manager-b01")
        app.open(f"{server.origin}/round/{planned.id}", "Förslag från era egna händelser")
        app.text("3 st, senast i dag").first.wait_for(timeout=LONG, state="attached")
        app.press("take-graffiti")
        expect(app.by_id("suggestion-graffiti")).to_have_count(0, timeout=LONG)
        app.press("take-fire_safety")
        app.scroll_to(app.text("Alla förslag är tagna"))

        step_of(app, "risk", "risk-03@1").click()
        for chosen in ("answer-4", "answer-3", "answer-good"):
            app.press(chosen)
        app.text("Risk 4 × 3 = 12, hög").first.wait_for(timeout=LONG, state="attached")
        all_sent(app)
        rest_is_answered(other, planned.id)

        sign_page = f"{server.origin}/round/{planned.id}/sign"
        app.open(sign_page, "Kan inte signeras än")
        drawing = app.scroll_to(app.by_id("risk-matrix"))
        expect(drawing).to_contain_text(spoken(), timeout=LONG)
        expect(app.by_id("sign")).to_have_count(0)
        app.press("lacks-1")
        what_is_demanded(app)

        app.open(sign_page)
        app.write(app.scroll_to(app.by_id("sign-name")).locator("input").first, "Rut Ek")
        expect(app.by_id("risks-lacking")).to_have_count(0)
        app.press("sign")
        app.by_id("signed").wait_for(timeout=LONG)
        all_sent(app)
        task = measure_task(other)
        assert (task.severity, task.desk, task.confidentiality) == ("high", "ORG-BUN", "limited")
        assert task.resolve_by[:10] == date.today().isoformat()

        desk = signed_in(phone(tmp_path / "coordinator"), server, "safety-coordinator")
        desk.open(f"{server.origin}/more/risks", "12 enheter: 0 saknas, 0 försenade")
        unit = desk.scroll_to(desk.by_id("unit-B01"))
        desk.text("2 risker: 1 hög, 1 låg").first.wait_for(timeout=LONG, state="attached")
        unit.click()
        desk.text(f"Åtgärd: {MEASURE}").first.wait_for(timeout=LONG, state="attached")
        desk.scroll_to(desk.by_id("measure-1"))


def happened() -> list[Act]:
    found = [FindingReported(f"g{n}", "B01", "GRF.FAC", "Klotter", "low") for n in range(3)]
    return [*found, FindingReported("f1", "B01", "FIR.EXT.PRT", "Plomben är bruten", "medium", space="B01-COR1")]


def rest_is_answered(phone: TestPhone, round_: str) -> None:
    """The manager's other device: the scope, a small second risk, and that staff have taken part."""
    phone.sync()
    held = from_plain(Round, phone.documents["round", round_])
    second = held.repeats["risk"][0]
    once = (("risk-01", "Barn och personal"), ("risk-02", 4), ("risk-13", "yes"))
    again = (("risk-05", "1"), ("risk-06", "2"), ("risk-07", "good"))
    acts = [PointAnswered(round_, point, value) for point, value in once]
    acts += [PointAnswered(round_, point, value, second) for point, value in again]
    assert {receipt["outcome"] for receipt in phone.sync(*acts)["receipts"]} == {"accepted"}


def spoken() -> str:
    return (
        "Riskmatris. Risk 1: sannolikhet 4, konsekvens 3, riskvärde 12, hög. "
        "Risk 2: sannolikhet 1, konsekvens 2, riskvärde 2, låg"
    )


def what_is_demanded(app: FletPage) -> None:
    app.press("unfold-risk-09@1")
    app.write(app.scroll_to(app.by_id("answer-text")).locator("textarea").first, MEASURE)
    app.press("answer-save")
    app.press("unfold-risk-10@1")
    app.press("answer-now")
    app.press("unfold-risk-11@1")
    app.press("answer-property_manager")
    app.press("unfold-risk-12@1")
    app.press("answer-own")
    app.press("unfold-risk-15@1")
    app.press("answer-decided")
    all_sent(app)


def measure_task(phone: TestPhone) -> Task:
    """The one that the measure became, at whoever answers for it."""
    phone.sync()
    tasks = [from_plain(Task, held) for (kind, _), held in phone.documents.items() if kind == "task"]
    [task] = [task for task in tasks if task.text.startswith(MEASURE)]
    assert task.text == f"{MEASURE} (ansvarig: förvaltare)"
    return task
