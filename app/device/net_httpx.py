"""The native transport: httpx, one client kept open so that a round of uploads shares one TLS handshake."""

import asyncio
from collections.abc import Callable

import httpx

from app.device.net import UNTRUE_AFTER_DECODING, Answer, NoNetwork


class HttpxTransport:
    """Requests to `address()` (scheme, host and port). Belongs to the event loop that first sends with it."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address
        self._client = httpx.AsyncClient(timeout=None)

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        try:
            # httpx counts its timeouts per connect, read and write: a trickle of bytes would never end.
            async with asyncio.timeout(timeout):
                answer = await self._client.request(method, self._address() + path, headers=headers, content=body)
        except TimeoutError:
            raise NoNetwork("timeout", f"no answer in {timeout:g} s") from None
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise NoNetwork("unreachable", str(error)) from error
        if answer.is_redirect:
            raise NoNetwork("unreachable", f"redirected to {answer.headers['location']}")
        kept = {name: value for name, value in answer.headers.items() if name not in UNTRUE_AFTER_DECODING}
        return Answer(answer.status_code, kept, answer.content)

    async def close(self) -> None:
        await self._client.aclose()
