"""Where everything meets: the page is dressed, the store opened, the phone made, and the screens drawn."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from app.device.disk import StoreError, StoreInUse, StoreRefused
from app.device.installed import device_language, go_back
from app.screens.app import app, parent_of
from app.screens.guard import listens_on
from app.screens.look import dress
from app.screens.notices import stopped_page
from app.screens.surroundings import Window
from app.state.opening import InPage, open_phone

log = logging.getLogger("rond")


async def main(page: ft.Page) -> None:
    """One window of Rond."""
    page.title = "Rond"
    listens_on(page)
    page.on_error = lambda e: log.error("a handler failed: %s", e.data)
    dress(page, "sv", "system")
    if "/preview/" in (page.url or ""):
        await main_of_preview(page)
        return
    try:
        server = os.environ.get("ROND_SERVER", "")
        phone = await open_phone(folder(), server, in_page(page), language=device_language())
    except StoreError as stopped:
        log.warning("the store did not open: %s", stopped)
        stop(page, _reason(stopped))
        return
    phone.installation.device = device_of(page)
    page.run_task(phone.deliveries.run)
    show(page, phone)


async def main_of_preview(page: ft.Page) -> None:
    """A window on a checklist that is only looked at: see `app.state.preview`, which nobody else has to load."""
    from app.device.net import NoNetwork, open_transport
    from app.state.preview import NoPreview, open_preview, wanted

    preview = wanted(page.url or "")
    try:
        if preview is None:
            raise NoPreview(page.url)
        phone, route = await open_preview(preview, open_transport(lambda: preview.origin))
    except (NoPreview, NoNetwork) as gone:
        log.warning("no preview: %s", gone)
        stop(page, "no_preview")
        return
    page.run_task(phone.deliveries.run)
    show(page, phone, back=page.navigate)
    page.navigate(route)


def stop(page: ft.Page, reason: str) -> None:
    """Say why nothing else is shown."""
    page.views = [stopped_page(reason)]
    page.update()


def show(page: ft.Page, phone: Any, back: Callable[[str], Any] = go_back) -> None:
    """Draw the screens of an open phone; `back` is given the page above the one that somebody leaves."""
    dress(page, phone.settings.language, phone.settings.theme)
    window = Window()
    window.resize(page.width)
    page.on_resize = lambda e: window.resize(e.width)
    if page.pyodide:
        # Set before the Router mounts: it hands "back" on to us, so that its arrow and the phone's walk one history.
        page.on_view_pop = lambda _: back(parent_of(page.route))
    page.render_views(app(phone, window, lambda language, theme: dress(page, language, theme)))


def device_of(page: ft.Page) -> str:
    """What a list of somebody's phones calls this one: "Android", "iOS, web"."""
    kind = page.platform.value if page.platform else "Rond"
    name = {"ios": "iOS", "macos": "Mac"}.get(kind, kind.capitalize())
    return f"{name}, web" if page.web else name


def in_page(page: ft.Page) -> InPage:
    """What the browser calls back knows no page, and Flet takes no changes without one (`Page.run_task`, 1.0.5)."""

    def wrap(act: Callable[..., None]) -> Callable[..., None]:
        async def run(*said: Any) -> None:
            act(*said)

        def later(*said: Any) -> None:
            page.run_task(run, *said)

        return later

    return wrap


def _reason(stopped: StoreError) -> str:
    if isinstance(stopped, StoreInUse):
        return "open_elsewhere"
    return "newer" if isinstance(stopped, StoreRefused) else "not_opened"


def folder() -> Path:
    """Where a native app keeps its own; the browser has its private file system instead."""
    return Path(os.environ.get("FLET_APP_STORAGE_DATA", ".")) / "rond"


if __name__ == "__main__":
    ft.run(main, assets_dir=str(Path("assets")))
