"""What the app is not."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import calling, column, notice
from app.screens.surroundings import use_phone


@part
def Honest() -> ft.Control:
    phone, t = use_phone()
    about = phone.names.about()
    number = about.emergency if about else "112"
    words = notice(ft.Icons.INFO_OUTLINE, t("lone.honest"), t("lone.honest_more"))
    return column([words, calling(t("lone.call_life", phone=number), number, "lone-emergency")], 8)
