"""A quick report begins: what has happened, then where; one question at a time, and help within reach."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import OneOf, SomeOf
from app.screens.guard import part, screen
from app.screens.home.forms import begun_unlisted, readers
from app.screens.home.help import HelpLine
from app.screens.home.quick_where import Where
from app.screens.parts import empty, heading, named, plain, primary, quiet, refused, row_card
from app.screens.surroundings import Voice, go, use_phone, use_said
from app.state.phone import Phone
from domain.checklists.checklist import Checklist, Choice, Point, Tile

MANY = "multi_choice"


@screen
def QuickPage() -> ft.View:
    """`/report/quick/<form>/<tile>`. What is chosen stays out of the address, which a browser remembers."""
    phone, t = use_phone()
    params = ft.use_route_params()
    form = next((form for form in phone.book.forms() if form.id == params.get("form", "")), None)
    tile = next((tile for tile in form.quick.tiles if tile.id == params.get("tile", "")), None) if form else None
    if form is None or tile is None:
        return frame.page(t("report.title"), [empty(ft.Icons.SEARCH_OFF, t("forms.gone"), t("forms.gone_more"))])
    return frame.page(t.say(tile.words), whole=Beginning(form, tile, key=f"{form.id}-{tile.id}"))


@part
def Beginning(form: Checklist, tile: Tile) -> ft.Control:
    phone, t = use_phone()
    what: Any
    what, set_what = ft.use_state(None)
    refusal, set_refusal = use_said()
    point = form.point(form.quick.what)
    if point is None:
        return empty(ft.Icons.SEARCH_OFF, t("forms.gone"), t("forms.gone_more"))

    def begin(building: str, where: Any, space: str) -> None:
        begun = begin_report(phone, form, building, {point.id: what, form.quick.where: where}, space)
        if isinstance(begun, str):
            go(f"/report/send/{begun}")
        else:
            set_refusal(begun)

    if what is None:
        return What(form, tile, point, set_what, key="what")
    chosen = what if isinstance(what, list) else [what]
    words = ", ".join(t.say(choice.words) for choice in point.choices if choice.id in chosen)
    change = plain(t("quick.change"), ft.Icons.EDIT, lambda _: set_what(None), "change-what")
    said = ft.Row([ft.Container(quiet(words, 16), expand=True), change])
    return Where(form, begin, [HelpLine(key="help"), said, *refused(refusal, t.say)], key="where")


def begin_report(phone: Phone, form: Checklist, building: str, answers: dict[str, Any], space: str) -> Any:
    """The id of the form, begun with these answers; or why it was not. An answer of None is none."""
    begun = phone.book.start_form(building, form.id, space)
    walk = phone.book.walk(begun) if isinstance(begun, str) else None
    if walk is None:
        return begun
    given = [(step, value) for name, value in answers.items() if value is not None and (step := walk.step(name))]
    return walk.answer_all(given) or begun


def _begun_before(phone: Phone, form: Checklist, t: Voice) -> list[ft.Control]:
    """A restricted report is in no list: whoever left it finds it again here."""
    begun = next((held for b in phone.buildings() if (held := begun_unlisted(phone, form, b.id))), "")
    if not begun:
        return []
    icon = ft.Icon(ft.Icons.EDIT_NOTE, color=ft.Colors.PRIMARY, size=28)
    return [row_card(icon, t("quick.go_on"), None, lambda _: go(f"/report/send/{begun}"), "go-on-quick")]


@part
def What(form: Checklist, tile: Tile, point: Point, choose: Callable[[Any], None]) -> ft.Control:
    phone, t = use_phone()
    some, set_some = ft.use_state(list[str]())
    options = [(choice.id, t.say(choice.words)) for choice in offered(tile, point)]
    asked = named("question", ft.Semantics(header=True, content=heading(t.say(point.text))))
    head = [HelpLine(key="help"), *_begun_before(phone, form, t), asked]
    path = f"/report/form/{form.id}"
    whole = plain(t("quick.whole_form"), ft.Icons.LIST_ALT, lambda _: go(path), f"form-{form.id}")
    foot = [quiet(t.say(form.intro), 15), *readers(form, phone, t), whole]
    if point.type != MANY:
        return frame.filled([*head, OneOf(options, "", choose, identifier="what"), *foot], key="what")
    # In the form's order, whichever order they were touched in.
    ordered = [name for name, _ in options if name in some]
    on = primary(t("quick.next"), ft.Icons.ARROW_FORWARD, lambda _: choose(ordered), "what-next", disabled=not some)
    choices = SomeOf(options, some, set_some, identifier="what")
    return frame.filled([*head, quiet(t("quick.all_that_fit"), 16), choices, *foot], [on], key="what")


def offered(tile: Tile, point: Point) -> list[Choice]:
    return [choice for choice in point.choices if not tile.choices or choice.id in tile.choices]
