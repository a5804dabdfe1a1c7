"""The control for a step: one for each type of answer, with what comes before all of them."""

from typing import Any

import flet as ft

from app.screens.answers.choices import Choices, ManyChoices
from app.screens.answers.duration import Lasted
from app.screens.answers.judgement import Judgement, Read, YesNo
from app.screens.answers.location import Whereabouts
from app.screens.answers.moment import Moment
from app.screens.answers.number import Number
from app.screens.answers.object_ref import ObjectChoice
from app.screens.answers.photos import Photos, must_have_photo_first
from app.screens.answers.role_ref import RoleChoice
from app.screens.answers.shared import Give
from app.screens.answers.suggestion import Offer, Suggested, offer_for
from app.screens.answers.words import PoliceNumber, Written, written
from app.screens.guard import part
from app.screens.parts import column, named, notice, quiet
from app.screens.surroundings import use_phone, use_voice
from app.state.rounds.walk import Walk
from domain.rounds.walk import Step

FILLED_IN = ("number", "money", "text", "long_text", "police_number", "duration")
"""Types whose suggestion stands in the field already: saving accepts it."""


def control_for(step: Step, walk: Walk, given: Any, give: Give) -> ft.Control:
    """How the step is answered. `give` is told the answer, in the form that README.md of the checklists describes."""
    return Answered(step, walk, given, give, key=step.key)


@part
def Answered(step: Step, walk: Walk, given: Any, give: Give) -> ft.Control:
    phone, t = use_phone()
    offer = offer_for(step, walk, phone) if given is None else None
    before: list[ft.Control] = []
    if step.point.pii_warning:
        before.append(notice(ft.Icons.PRIVACY_TIP, t("answer.no_names"), t("answer.no_names_more")))
    if must_have_photo_first(step.point):
        before.append(Photos(step, walk, key="photos"))
        standing = walk.answer_to(step)
        if not (standing and standing.photos):
            return column([*before, named("photo-first", quiet(t("answer.photo_first"), 16))])
    if offer and step.point.type in FILLED_IN:
        before.append(quiet(t(offer.reason), 16))
    elif offer:
        before.append(Suggested(step, offer, give, key="suggested"))
    return column([*before, _by_type(step, walk, given, give, offer)])


def _by_type(step: Step, walk: Walk, given: Any, give: Give, offer: Offer | None) -> ft.Control:
    """A type that this version does not know is answered in words."""
    point, start = step.point, offer.value if offer else given
    match point.type:
        case "ok_dev_na":
            return Judgement(point, given, give)
        case "yes_no":
            return YesNo(point, given, give)
        case "number" | "money":
            return Number(step, walk, given, start, give)
        case "choice":
            return Choices(point, given, give)
        case "multi_choice":
            return ManyChoices(step, given, give)
        case "date" | "datetime":
            return Moment(step, walk, given, give)
        case "duration":
            return Lasted(step, given, start, give)
        case "photo":
            return Photos(step, walk)
        case "location":
            return Whereabouts(step, walk, given, give)
        case "object_ref":
            return ObjectChoice(point, walk, given, give)
        case "role_ref":
            return RoleChoice(point, given, give)
        case "police_number":
            return PoliceNumber(step, walk, given, written(start), give)
        case "info":
            return Read(give)
        case "signature":
            return SignedLast()
    return Written(step, walk, given, written(start), give)


@part
def SignedLast() -> ft.Control:
    """The signature is not answered on the way: it is drawn or typed when everything is there."""
    t = use_voice()
    return named("signed-last", notice(ft.Icons.DRAW, t("answer.signed_last"), t("answer.signed_last_more")))
