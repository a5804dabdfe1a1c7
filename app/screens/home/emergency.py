"""Help comes first: a page with nothing but the numbers to call and the address to say."""

from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import OneOf
from app.screens.guard import part, screen
from app.screens.home.help import EMERGENCY
from app.screens.parts import calling, card, column, named, outlined, plain, quiet
from app.screens.surroundings import Voice, go, leave, use_phone
from app.state.phone import Phone
from app.state.recent import buildings_by_use
from domain.checklists.answers import NO
from domain.places import Building
from domain.rounds.walk import Step

SCREEN = "emergency_screen"
POLICE = "114 14"


def after_answer(step: Step, value: Any) -> bool:
    """Whether the answer calls for help, and then its page is opened on top of the point. To be called by handlers."""
    if step.point.on_no != SCREEN or value != NO:
        return False
    go(f"{ft.context.page.route.rstrip('/')}/emergency")
    return True


@screen
def EmergencyPage() -> ft.View:
    """On top of a point of a round, of a building (`/emergency/B01`), or of no place in particular."""
    phone, t = use_phone()
    params = ft.use_route_params()
    walk = phone.book.walk(params.get("round", ""))
    building = walk.building if walk else phone.documents.building(params.get("building", ""))
    return frame.page(t("help.safe"), [Numbers(building)])


@part
def Numbers(given: Building | None) -> ft.Control:
    """Of the building that is `given`, else of the one where the person was last."""
    phone, t = use_phone()
    chosen, choose = ft.use_state("")
    buildings = buildings_by_use(phone.documents, phone.signed_in) if phone.signed_in and not given else []
    building = given or next((held for held in buildings if held.id == chosen), next(iter(buildings), None))
    about = phone.names.about()
    life = about.emergency if about else EMERGENCY
    controls: list[ft.Control] = [_loudest(life, t)]
    if building:
        controls.append(_where(building, t))
    if len(buildings) > 1:
        controls.append(OtherBuilding(buildings, building.id if building else "", choose, key="other-building"))
    controls += _other("emergency.police", police_number(phone), "call-police", t)
    if about and about.duty_phone:
        controls += _other("emergency.duty", about.duty_phone, "call-duty", t)
    controls.append(quiet(t("emergency.safe"), 16))
    controls.append(plain(t("emergency.back"), ft.Icons.ARROW_BACK, lambda _: leave(), "emergency-back"))
    return column(controls, 16)


def police_number(phone: Phone) -> str:
    """The police's, for what is not going on any more."""
    about = phone.names.about()
    return about.police_other if about and about.police_other else POLICE


@part
def OtherBuilding(buildings: list[Building], shown: str, choose: Any) -> ft.Control:
    t, (unfolded, unfold) = use_phone()[1], ft.use_state(False)
    if not unfolded:
        return plain(t("help.other_building"), ft.Icons.APARTMENT, lambda _: unfold(True), "other-building")

    def chosen(building: str) -> None:
        choose(building)
        unfold(False)

    return OneOf([(held.id, held.name) for held in buildings], shown, chosen, identifier="help")


def _where(building: Building, t: Voice) -> ft.Control:
    """The address and the assembly point, large enough to be read out."""
    where = ", ".join(filter(None, (building.name, building.address)))
    lines: list[ft.Control] = [quiet(t("emergency.address")), _large(where)]
    if meet := t.say(building.assembly_point):
        lines += [ft.Container(height=6), quiet(t("help.assembly")), _large(meet)]
    return named("emergency-address", card(column(lines, 4)))


def _large(words: str) -> ft.Control:
    return ft.Text(words, size=22, weight=ft.FontWeight.W_600)


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
