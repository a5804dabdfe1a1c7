"""Help comes first: a page with nothing but the numbers to call and the address to say."""

from typing import Any

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.parts import calling, card, column, named, outlined, plain, quiet
from app.screens.surroundings import Voice, go, leave, use_phone
from domain.checklists.answers import NO
from domain.places import Building
from domain.rounds.walk import Step

SCREEN = "emergency_screen"
EMERGENCY, POLICE = "112", "114 14"


def after_answer(step: Step, value: Any) -> bool:
    """Whether the answer calls for help, and then its page is opened on top of the point. To be called by handlers."""
    if step.point.on_no != SCREEN or value != NO:
        return False
    go(f"{ft.context.page.route.rstrip('/')}/emergency")
    return True


@screen
def EmergencyPage() -> ft.View:
    """On top of a point of a round, or of a building (`/emergency/B01`)."""
    phone, t = use_phone()
    params = ft.use_route_params()
    walk = phone.book.walk(params.get("round", ""))
    building = walk.building if walk else phone.documents.building(params.get("building", ""))
    return frame.page(t("emergency.title"), [Numbers(building)])


@part
def Numbers(building: Building | None) -> ft.Control:
    phone, t = use_phone()
    about = phone.names.about()
    life = about.emergency if about else EMERGENCY
    police = about.police_other if about and about.police_other else POLICE
    controls: list[ft.Control] = [_loudest(life, t)]
    if building:
        where = ", ".join(filter(None, (building.name, building.address)))
        place = [quiet(t("emergency.address")), ft.Text(where, size=22, weight=ft.FontWeight.W_600)]
        controls.append(named("emergency-address", card(column(place, 4))))
    controls += _other("emergency.police", police, "call-police", t)
    if about and about.duty_phone:
        controls += _other("emergency.duty", about.duty_phone, "call-duty", t)
    controls.append(quiet(t("emergency.safe"), 16))
    controls.append(plain(t("emergency.back"), ft.Icons.ARROW_BACK, lambda _: leave(), "emergency-back"))
    return column(controls, 16)


def _loudest(number: str, t: Voice) -> ft.Control:
    ink = ft.Colors.ON_ERROR_CONTAINER
    title = ft.Text(t("emergency.life"), size=20, weight=ft.FontWeight.W_600, color=ink)
    large = ft.Text(number, size=64, weight=ft.FontWeight.W_800, color=ink, text_align=ft.TextAlign.CENTER)
    call = calling(t("emergency.call", phone=number), number, "call-emergency")
    return card(column([title, large, call]), tone=ft.Colors.ERROR_CONTAINER, padding=20)


def _other(words: str, number: str, identifier: str, t: Voice) -> list[ft.Control]:
    call = outlined(
        t("emergency.call", phone=number),
        ft.Icons.CALL,
        lambda _: None,
        identifier,
        url=f"tel:{number.replace(' ', '')}",
    )
    return [column([quiet(t(words)), call], 4)]
