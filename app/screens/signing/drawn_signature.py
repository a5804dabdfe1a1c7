"""A drawn signature, shown as wide as it was drawn."""

import flet as ft

from app.screens.guard import lasting
from app.screens.parts import named, quiet
from app.screens.surroundings import use_phone
from app.screens.writing.photo_parts import LOOKING

HEIGHT = 84  # px


@lasting
def DrawnSignature(sha256: str) -> ft.Control:
    """Or an honest word that it has not arrived."""
    phone, t = use_phone()
    jpeg, set_jpeg = ft.use_state(LOOKING)

    async def load() -> None:
        set_jpeg(await phone.album.load(sha256))

    ft.use_effect(load, [sha256, phone.sending.photos_waiting])
    if not jpeg:
        shown: ft.Control = quiet("…" if jpeg is LOOKING else t("photo.not_arrived"))
    else:
        drawing = ft.Image(src=jpeg, height=HEIGHT, fit=ft.BoxFit.CONTAIN, semantics_label=t("locked.drawing"))
        shown = ft.Container(drawing, border_radius=12, bgcolor="#ffffff", alignment=ft.Alignment.CENTER)
    return named(f"drawn-{sha256[:8]}", shown)
