"""What is offered before anybody has answered: where it comes from, in words, and one tap to accept it."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from app.screens.answers.duration import length_words, minutes_in
from app.screens.answers.moment import said as moment_said
from app.screens.answers.moment import stamp
from app.screens.answers.number import unit_of
from app.screens.answers.shared import Give
from app.screens.guard import part
from app.screens.parts import notice, secondary
from app.screens.surroundings import Voice, use_voice
from app.screens.times import local
from app.state.phone import Phone
from app.state.rounds.prefill import prefilled
from app.state.rounds.walk import Walk
from domain.cases.to_form import known_answer
from domain.checklists.answers import DEVIATION, NA, NO, OK, YES, chosen
from domain.checklists.checklist import Point
from domain.language import number_words
from domain.rounds.walk import Step

COUNTED, EARLIER, USUAL = "answer.counted", "answer.because_earlier", "answer.because_usual"
NOTED = "answer.noted"
"""The reasons for a suggestion, as words."""


@dataclass(frozen=True)
class Offer:
    value: Any
    reason: str


def offer_for(step: Step, walk: Walk, phone: Phone) -> Offer | None:
    """What the case knows, what the app has counted itself, what an earlier answer calls for, or the usual answer."""
    if (noted := _noted(step, walk, phone)) is not None:
        return Offer(noted, NOTED)
    counted = prefilled(phone.documents, walk, step, phone.clock.now().astimezone())
    if counted is not None:
        return Offer(counted, COUNTED)
    value = walk.suggested(step)
    if value is None:
        return None
    return Offer(value, USUAL if value == step.point.default else EARLIER)


def _noted(step: Step, walk: Walk, phone: Phone) -> Any:
    """What the steps of the report's own case say already; times by the clock of this device, as if answered here."""
    case = phone.documents.case(walk.round.id)
    known = known_answer(case, walk.checklist, step.point) if case else None
    if known is None or step.point.type not in ("date", "datetime"):
        return known
    return stamp(local(known), step.point.type == "datetime")


@part
def Suggested(step: Step, offer: Offer, give: Give) -> ft.Control:
    t = use_voice()
    words = t("answer.suggestion", words=spoken(step.point, offer.value, t))
    accept = secondary(t("answer.accept"), ft.Icons.CHECK, lambda _: give(offer.value), "accept-suggestion")
    return notice(ft.Icons.LIGHTBULB_OUTLINE, words, t(offer.reason), more=[accept])


SHORT = {OK: "answer.ok", DEVIATION: "answer.deviation", NA: "answer.na", YES: "answer.yes", NO: "answer.no"}


def spoken(point: Point, value: Any, t: Voice) -> str:
    """An answer as people say it."""
    match point.type:
        case "choice" | "multi_choice":
            return ", ".join(t.say(choice.words) for choice in chosen(point, value)) or str(value)
        case "number" | "money" if isinstance(value, (int, float)):
            return t.say(number_words(value, unit_of(point)))
        case "date" | "datetime":
            return moment_said(str(value), point.type == "datetime", t)
        case "duration":
            return t.say(length_words(minutes_in(value)))
    return t(SHORT[value]) if value in SHORT else str(value)
