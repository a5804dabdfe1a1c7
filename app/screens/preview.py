"""The band over every page of a preview: that nothing is kept, and the way back to what the checklist's owner reads."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import TOUCH, named
from app.screens.surroundings import use_voice


@part
def Band(address: str) -> ft.Control:
    """`address` is that of the page about the preview."""
    t = use_voice()
    ink = ft.Colors.ON_TERTIARY_CONTAINER
    words = ft.Text(t("preview.band"), size=15, weight=ft.FontWeight.W_600, color=ink, expand=True)
    # Out of the frame, where there is one.
    whole = ft.Url(address, ft.UrlTarget.TOP)
    back = ft.TextButton(t("preview.back"), url=whole, height=TOUCH, style=ft.ButtonStyle(color=ink))
    return named(
        "preview-band",
        ft.Container(
            ft.Row([ft.Icon(ft.Icons.VISIBILITY_OUTLINED, color=ink), words, named("preview-back", back)], spacing=12),
            bgcolor=ft.Colors.TERTIARY_CONTAINER,
            padding=ft.Padding.symmetric(horizontal=16, vertical=4),
        ),
    )
