"""The browser's transport: fetch in the worker that Python runs in, to the origin the page came from."""

import asyncio
from collections.abc import Callable
from typing import Any

import js  # pyright: ignore[reportMissingImports]
from pyodide.ffi import JsException, create_proxy, to_js  # pyright: ignore[reportMissingImports]

from app.device.net import UNTRUE_AFTER_DECODING, Answer, NoNetwork

_watchers: list[Any] = []  # JavaScript holds them weakly: without this the page's messages stop coming


class BrowserTransport:
    """Requests to the page's own origin, without cookies and past the HTTP cache."""

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        abort = js.AbortController.new()
        request = _request(method, headers, body, abort.signal)
        try:
            async with asyncio.timeout(timeout):
                response = await js.fetch(f"{js.location.origin}{path}", request)
                content = (await response.arrayBuffer()).to_bytes()
        except TimeoutError:
            raise NoNetwork("timeout", f"no answer in {timeout:g} s") from None
        except JsException as error:  # fetch says no more than "TypeError: Failed to fetch", whatever went wrong
            raise NoNetwork("unreachable" if js.navigator.onLine else "offline", str(error)) from error
        finally:
            abort.abort()  # does nothing to a request that is over
        return Answer(response.status, _headers(response), content)

    async def close(self) -> None:
        """Nothing is kept open: the browser pools its own connections."""


def _request(method: str, headers: dict[str, str], body: bytes | None, signal: Any) -> Any:
    request: dict[str, Any] = {"method": method, "headers": headers, "signal": signal}
    # "error": a redirect comes from something between us and the server, such as a hotel's log-in page.
    request |= {"credentials": "omit", "cache": "no-store", "redirect": "error"}
    if body is not None:
        request["body"] = body
    return to_js(request, dict_converter=js.Object.fromEntries)


def _headers(response: Any) -> dict[str, str]:
    pairs = js.Array.from_(response.headers.entries())
    return {str(name): str(value) for name, value in pairs if name not in UNTRUE_AFTER_DECODING}


def watch_page(kind: str, on_message: Callable[[Any], None]) -> None:
    """Call `on_message` with each message of this `type` that the page posts on the channel "pwa", for good.

    A worker's own online, offline and visibility events are missing or late, so the page passes its own on.
    """
    channel = js.BroadcastChannel.new("pwa")
    listener = create_proxy(lambda event: on_message(event.data) if event.data.type == kind else None)
    channel.addEventListener("message", listener)
    _watchers.append((channel, listener))


def tell_page(kind: str, **more: str) -> None:
    """Post a message of this `type` to the page."""
    channel = js.BroadcastChannel.new("pwa")
    channel.postMessage(to_js({"type": kind, **more}, dict_converter=js.Object.fromEntries))
    channel.close()
