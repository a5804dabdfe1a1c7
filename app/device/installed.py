"""The installed app in the browser: a new version that waits to be taken over, and storage that the browser keeps.

The page answers on the channel "pwa" (assets/web/sw-register.js and python.js). Natively the app store does this.
"""

import sys
from collections.abc import Callable


def watch_update(on_ready: Callable[[], None]) -> None:
    """Call back when a new version has been downloaded and waits; ask at once whether one does."""
    if sys.platform == "emscripten":
        from app.device.net_browser import tell_page, watch_page

        watch_page("update-ready", lambda _: on_ready())
        tell_page("check-update")


def apply_update() -> None:
    """Take over the version that waits: the page loads again with it. Everything typed is on disk already."""
    if sys.platform == "emscripten":
        from app.device.net_browser import tell_page

        tell_page("apply-update")


def ask_to_keep_storage(on_answer: Callable[[bool], None]) -> None:
    """Ask the browser not to clear this app's storage by itself. An installed app is usually granted it silently."""
    if sys.platform == "emscripten":
        from app.device.net_browser import tell_page, watch_page

        watch_page("persisted", lambda message: on_answer(bool(message.ok)))
        tell_page("persist")


def device_language() -> str:
    """The language the device is set to, such as "sv-SE" or "en"; "" where it does not say."""
    if sys.platform != "emscripten":
        return ""
    import js  # pyright: ignore[reportMissingImports]

    return str(js.navigator.language or "")


def go_back(parent: str) -> None:
    """One step back in the page's history, or to `parent` where there is none: a link opened this page."""
    if sys.platform == "emscripten":
        from app.device.net_browser import tell_page

        tell_page("back", parent=parent)
