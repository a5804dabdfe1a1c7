"""One override of a building as people read it: about what, who does what, from when, by which agreement and why."""

import flet as ft

from app.screens.guard import part
from app.screens.lists.changes import long_day
from app.screens.parts import card, column, named, quiet
from app.screens.surroundings import Voice, use_phone
from app.state.phone import Phone
from domain.demarcation.decisions import ASPECTS
from domain.places import Override

KEYS = {"repair": "lookup.repair", "inspection": "lookup.inspection", "cost": "lookup.cost"}
ROLES = {"owner": "override.owner", "user": "override.user"}


@part
def OverrideCard(override: Override, below: ft.Control | None = None) -> ft.Control:
    phone, t = use_phone()
    lines: list[ft.Control] = [
        ft.Text(t.say(phone.names.component(override.component)), size=18, weight=ft.FontWeight.W_600),
        *[ft.Text(said, size=16) for said in who_does(override, phone, t)],
        *[quiet(said) for said in _facts(override, phone, t)],
    ]
    return named(f"override-{override.id}", card(column([*lines, *([below] if below else [])], 4)))


def who_does(override: Override, phone: Phone, t: Voice) -> list[str]:
    """ "Åtgärdar: Verksamheten (Barn- och utbildningsförvaltningen)", for what is not as the list says."""
    building = phone.documents.building(override.building)
    space = building.space(override.space) if building else None
    said = []
    for aspect in ASPECTS:
        if role := override.responsible(aspect):
            org = (building.owner_of(space) if role == "owner" else building.user_of(space)) if building else ""
            name = f" ({t.say(phone.names.organisation(org))})" if org else ""
            said.append(f"{t(KEYS[aspect])}: {t(ROLES[role])}{name}")
    return said


def _facts(override: Override, phone: Phone, t: Voice) -> list[str]:
    building = phone.documents.building(override.building)
    space = building.space(override.space) if building else None
    days = [t("override.from", day=long_day(override.valid_from, t))] if override.valid_from else []
    days.append(t("override.to", day=long_day(override.valid_to, t)) if override.valid_to else t("override.no_end"))
    demanded = ", ".join(t.say(phone.names.answer(value)) for _, value in sorted(override.conditions))
    only = t("override.only", what=demanded) if demanded else ""
    about = (override.id, override.agreement, space.name if space else "")
    return [said for said in (t.say(override.reason), " · ".join(filter(None, about)), only, " · ".join(days)) if said]
