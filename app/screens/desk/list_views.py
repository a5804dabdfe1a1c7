"""One's own views: what is shown now gets a name and is kept on this device; one that is shown can be forgotten."""

from collections.abc import Callable

import flet as ft

from app.screens.fields import EntryField
from app.screens.guard import part
from app.screens.parts import column, plain, quiet, secondary
from app.screens.surroundings import use_phone
from app.state.tasks.filters import Filter
from app.state.tasks.views import LONGEST_NAME, DeskViews


@part
def SaveView(wanted: Filter, choose: Callable[[Filter], None]) -> ft.Control:
    phone, t = use_phone()
    name, set_name = ft.use_state("")
    views = DeskViews(phone.db, phone.signed_in.id if phone.signed_in else "")
    shown = next((view for view in views.all() if view.filter == wanted), None)

    def keep(_: ft.Event) -> None:
        views.keep(name, wanted)
        set_name("")
        choose(wanted)

    def forget(_: ft.Event) -> None:
        if shown:
            views.drop(shown.name)
            choose(Filter())

    if shown:
        words = t("view.forget", name=shown.name)
        return plain(words, ft.Icons.BOOKMARK_REMOVE_OUTLINED, forget, "view-forget")
    field = EntryField(t("view.name"), "", set_name, identifier="view-name", max_length=LONGEST_NAME, key=str(wanted))
    button = secondary(t("view.keep"), ft.Icons.BOOKMARK_ADD_OUTLINED, keep, "view-keep", disabled=not name.strip())
    return column([field, button, quiet(t("view.kept_here"), 14)], 6)
