"""One time of working alone: for whoever is alone a countdown and one large button, for others whom to call."""

import flet as ft

from app.screens import frame
from app.screens.guard import screen
from app.screens.lone.log import Log
from app.screens.lone.mine import Mine
from app.screens.lone.watched import Watched
from app.screens.parts import empty
from app.screens.surroundings import use_phone


@screen
def LonePage() -> ft.View:
    phone, t = use_phone()
    lone = phone.lone.session(ft.use_route_params().get("session", ""))
    if lone is None:
        return frame.page(t("lone.title"), [empty(ft.Icons.PERSON_OFF_OUTLINED, t("lone.gone"), t("lone.gone_more"))])
    mine = phone.lone.is_mine(lone)
    title = t("lone.title" if mine else "lone.watched")
    shown = Mine(lone, phone.sending, key="mine") if mine else Watched(lone, key="watched")
    return frame.page(title, [shown, Log(lone, key="log")])
