"""Forms that an answer calls for: each is opened with the place and the thing filled in, once."""

import flet as ft

from app.screens.guard import part
from app.screens.home.forms import icon_of
from app.screens.parts import column, notice, outlined, refused
from app.screens.surroundings import go, use_phone, use_said
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.checklists.checklist import Checklist
from domain.checklists.effects import forms_opened_by
from domain.rounds.round import Round
from domain.rounds.walk import Step


def forms_offered(phone: Phone, walk: Walk, step: Step) -> list[Checklist]:
    """Those that the answer calls for and that this person may fill in, begun or not."""
    given = walk.answer_to(step)
    wanted = forms_opened_by(step.point, given.value, deviates=bool(given.finding)) if given else ()
    return [form for form in phone.book.forms() if form.id in wanted] if wanted else []


def form_offers(phone: Phone, walk: Walk, step: Step) -> list[ft.Control]:
    """Nothing is drawn, and no room taken, where no form is called for."""
    return [FormOffers(walk, step, key=f"forms-{step.key}")] if forms_offered(phone, walk, step) else []


@part
def FormOffers(walk: Walk, step: Step) -> ft.Control:
    phone, _ = use_phone()
    given = walk.answer_to(step)
    # What called for it: the finding, else the answer itself.
    origin = (given.finding if given else "") or f"{walk.round.id}:{step.key}"
    begun = {round_.checklist for round_ in phone.documents.all(Round) if round_.origin == origin}
    left = [form for form in forms_offered(phone, walk, step) if form.id not in begun]
    return column([FormOffer(walk, step, form, origin, key=form.id) for form in left], 6)


@part
def FormOffer(walk: Walk, step: Step, form: Checklist, origin: str) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    item, space = step.object, step.space
    component = step.point.component or (item.component if item else "")

    def begin(_: ft.Event) -> None:
        place = (space.id if space else "", item.tag if item else "")
        begun = phone.book.start_form(walk.building.id, form.id, *place, component, origin)
        if isinstance(begun, str):
            go(f"/round/{begun}")
        else:
            set_refusal(begun)

    words = t("forms.offer", form=t.say(form.title))
    fill_in = outlined(t("forms.begin"), ft.Icons.ARROW_FORWARD, begin, f"offer-{form.id}")
    return notice(icon_of(form), words, t("forms.offer_more"), more=[*refused(refusal, t.say), fill_in])
