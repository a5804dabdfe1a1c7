"""Pages that say that something is not as it should be, and the way on."""

import flet as ft

from app.screens import frame
from app.screens.guard import screen
from app.screens.parts import disc, empty, primary
from app.screens.surroundings import go, use_voice
from app.words import t as text_of


@screen
def UnknownPage() -> ft.View:
    t = use_voice()
    words = empty(ft.Icons.WRONG_LOCATION_OUTLINED, t("unknown.title"), t("unknown.more"))
    home = primary(t("unknown.home"), ft.Icons.HOME, lambda _: go("/"), "home")
    return frame.page(t("unknown.title"), [words, home], route="/unknown")


def stopped_page(reason: str) -> ft.View:
    """Rond cannot open its store. `reason` is "open_elsewhere", "newer", "no_preview" or "not_opened".

    In both languages, because the one chosen lies in the store that could not be opened.
    """
    icon = ft.Icons.TAB if reason == "open_elsewhere" else ft.Icons.SAVE_OUTLINED
    mark = disc(icon, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER, 96)
    title, more = TEXTS[reason]
    words = [
        ft.Text(text_of(key, language), size=size, weight=weight, text_align=ft.TextAlign.CENTER)
        for language in ("sv", "en")
        for key, size, weight in ((title, 24, ft.FontWeight.W_700), (more, 17, ft.FontWeight.W_400))
    ]
    return frame.bare_page("/stopped", [ft.Row([mark], alignment=ft.MainAxisAlignment.CENTER), *words])


TEXTS = {
    "open_elsewhere": ("stopped.open_elsewhere", "stopped.open_elsewhere_more"),
    "no_preview": ("preview.gone", "preview.gone_more"),
    "newer": ("stopped.newer", "stopped.newer_more"),
    "not_opened": ("stopped.not_opened", "stopped.not_opened_more"),
}
