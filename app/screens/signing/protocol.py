"""The way to a signed round's printed protocol: the server makes it, and a second tap opens it."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, outlined, refused, secondary
from app.screens.surroundings import use_phone, use_said
from domain.language import Words


@part
def ProtocolLink(round_id: str) -> ft.Control:
    """Two taps: a browser opens a window only for what a person has just touched, and making a PDF takes a while."""
    phone, t = use_phone()
    link, set_link = ft.use_state("")
    asking, set_asking = ft.use_state(False)
    problem, set_problem = use_said()

    async def ask(_: ft.Event) -> None:
        set_problem(None)
        set_asking(True)
        made = await phone.protocol(round_id)
        set_asking(False)
        if isinstance(made, Words):
            set_problem(made)
        else:
            set_link(made)

    if link:
        address = ft.Url(link, target="_blank")
        return secondary(t("protocol.open"), ft.Icons.OPEN_IN_NEW, None, "open-protocol", url=address)
    words = t("protocol.asking") if asking else t("protocol.ask")
    button = outlined(words, ft.Icons.PICTURE_AS_PDF_OUTLINED, ask, "ask-protocol", disabled=asking)
    return column([button, *refused(problem, t.say)], 6)
