"""How the app talks to its server: one request, one answer, one kind of failure, whatever carries it.

The browser's fetch carries it there and httpx natively; neither is imported before it is needed.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

Reason = Literal["offline", "timeout", "unreachable"]

# fetch and httpx both undo the compression, so these would no longer be true of the body handed on.
UNTRUE_AFTER_DECODING = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class NoNetwork(Exception):
    """No answer came. Whether the server got the request is not known: send it again later.

    `reason` is "offline" (the device says so itself), "timeout", or "unreachable" (name not found, refused, cut off).
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Answer:
    """What the server said. Header names are lower-case; `body` is already decompressed."""

    status: int
    headers: dict[str, str]
    body: bytes


class Transport(Protocol):
    """Carries requests to one server, any number at a time. Cancelling the task aborts the request."""

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        """Any status is an Answer, except a redirect, which this server never gives. `timeout`: seconds in all.

        `path` starts with "/". The body is sent as it is: whoever compressed it says so in `headers`. Raises NoNetwork.
        """
        ...

    async def close(self) -> None: ...


def open_transport(address: Callable[[], str]) -> Transport:
    """A transport to the server at `address()`; in the browser it is always the server the page came from."""
    if sys.platform == "emscripten":
        from app.device.net_browser import BrowserTransport

        return BrowserTransport()
    from app.device.net_httpx import HttpxTransport

    return HttpxTransport(address)


def watch_network(callback: Callable[[bool], None]) -> None:
    """Call back with True or False when the browser's page comes online or goes offline; natively never."""
    if sys.platform == "emscripten":
        from app.device.net_browser import watch_page

        watch_page("net", lambda message: callback(bool(message.online)))


def watch_visibility(callback: Callable[[str], None]) -> None:
    """Call back with "visible" or "hidden" as the browser's page comes and goes; natively never: Flet tells the app."""
    if sys.platform == "emscripten":
        from app.device.net_browser import watch_page

        watch_page("visibility", lambda message: callback(str(message.state)))
