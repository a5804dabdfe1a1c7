"""Which part of the building something is about, by the list's own names: one row that unfolds to change it."""

from collections.abc import Callable

import flet as ft

from app.screens.fields import EntryField, OneOf
from app.screens.guard import part
from app.screens.parts import column, disc, quiet, row_card, section
from app.screens.surroundings import use_phone, use_voice
from app.state.writing.drafts import Draft

SHOWN = 8
"""So many are offered at once; the field narrows them down."""
HIDDEN = "exception"


@part
def About(draft: Draft) -> ft.Control:
    phone, t = use_phone()
    unfolded, set_unfolded = ft.use_state(not draft.component)

    def choose(code: str) -> None:
        draft.change(component=code)
        set_unfolded(False)

    if not unfolded:
        icon = disc(ft.Icons.CATEGORY, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)
        words = t.say(phone.names.component(draft.component))
        return row_card(icon, words, None, lambda _: set_unfolded(True), "about")
    categories = [category for category in phone.names.categories() if category != HIDDEN]
    parts = [(code, t.say(words)) for category in categories for code, words in phone.names.components(category)]
    return Components(tuple(sorted(parts, key=lambda held: held[1])), draft.component, choose, key="components")


@part
def Components(parts: tuple[tuple[str, str], ...], chosen: str, choose: Callable[[str], None]) -> ft.Control:
    t = use_voice()
    typed, set_typed = ft.use_state("")
    wanted = [(code, words) for code, words in parts if typed.lower() in words.lower()]
    search = EntryField(t("report.search"), "", set_typed, identifier="about-search", kind="search")
    nothing = [] if wanted else [quiet(t("report.no_match"))]
    return column(
        [section(t("draft.about")), search, OneOf(wanted[:SHOWN], chosen, choose, identifier="about"), *nothing], 8
    )
