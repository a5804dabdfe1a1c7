"""A network as in a cellar: it drops what is sent, drops the answer, delivers twice, or delivers much later."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from app.device.net import Answer, NoNetwork, Transport

FATES = ("delivered", "request_lost", "answer_lost", "doubled", "late")
"""What may happen to one request. "late": no answer now, and the request arrives after those that follow it."""

Send = Callable[[], Awaitable[Answer]]


@dataclass
class BadNetwork:
    """Fulfils `app.device.net.Transport`. `fates` are met one request at a time; without any left, all is well."""

    server: Transport
    fates: list[str] = field(default_factory=list)
    under_way: list[Send] = field(default_factory=list)

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        def deliver() -> Awaitable[Answer]:
            return self.server.send(method, path, headers=headers, body=body, timeout=timeout)

        fate = self.fates.pop(0) if self.fates else "delivered"
        if fate == "request_lost":
            raise NoNetwork("unreachable")
        if fate == "late":
            self.under_way.append(deliver)
            raise NoNetwork("timeout")
        answer = await deliver()
        if fate == "doubled":
            answer = await deliver()
        if fate == "answer_lost":
            raise NoNetwork("timeout")
        return answer

    async def late_ones_arrive(self) -> None:
        """The last first, so that they come in another order than they were sent."""
        while self.under_way:
            await self.under_way.pop()()

    async def close(self) -> None: ...
