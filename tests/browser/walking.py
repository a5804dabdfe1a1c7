"""Walking a round by touch: at each stop what is asked there is on the screen, and gets the answer of a fine day."""

from datetime import UTC, datetime

from domain.records import from_plain
from domain.rounds.round import Round
from domain.rounds.stops import Stop, stops
from domain.rounds.walk import steps
from tests.browser.flet_page import LONG, FletPage
from tests.fine_answers import fine_answer
from tests.server_fixtures import TestPhone, demo_municipality


def round_of(phone: TestPhone, checklist: str) -> Round:
    """The round with this checklist that the phone has been handed; of several, the one that is due first."""
    rounds = [from_plain(Round, held) for (kind, _), held in phone.documents.items() if kind == "round"]
    return min((held for held in rounds if held.checklist == checklist), key=lambda held: held.due)


def way(round_: Round) -> list[Stop]:
    """The stops of the round that has no answers yet, in the order in which they are walked."""
    town = demo_municipality()
    asked = steps(town.checklists[round_.checklist], town.buildings[round_.building], round_, now().isoformat())
    return stops([step for step in asked if step.point.type != "signature"])


def at(app: FletPage, stop: Stop) -> None:
    """Wait until the app stands at this stop."""
    step = stop.steps[0]
    app.text(step.point.text.sv).first.wait_for(timeout=LONG, state="attached")
    if step.where:
        app.text(step.where).first.wait_for(timeout=LONG, state="attached")


def fine(app: FletPage, stop: Stop) -> None:
    """Go on from here with the answer of somebody who finds nothing wrong."""
    at(app, stop)
    step, *others = stop.steps
    if others:
        app.press("all-ok")
        return
    point = step.point
    value = fine_answer(point, now())
    match point.type:
        case "ok_dev_na" | "yes_no":
            app.press(f"answer-{value}")
        case "datetime":
            app.press("answer-now")
        case "number" | "text":
            field = app.by_id("answer-number" if point.type == "number" else "answer-text")
            app.write(app.scroll_to(field).locator("input, textarea").first, str(value).replace(".", ","))
            app.press("answer-save")
        case _:
            assert not point.must_be_answered, point
            app.press("next-unanswered")


def sign(app: FletPage, name: str) -> None:
    """From the page after the last stop to the receipt, and until the server has it."""
    app.press("to-sign")
    app.write(app.scroll_to(app.by_id("sign-name")).locator("input").first, name)
    app.press("sign")
    app.by_id("signed").wait_for(timeout=LONG)
    app.text("Allt skickat").first.wait_for(timeout=LONG, state="attached")


def now() -> datetime:
    return datetime.now(UTC)
