"""A phone in the demo municipality whose clock a test moves, with sessions that a server would have sent."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.main import show
from app.state.clock import Clock
from app.state.phone import Phone
from domain.lone_work.session import LoneWork, Sign
from domain.secrecy.table import RESTRICTED
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

WORKER, MANAGER = "reporter-b01", "manager-b01"


@dataclass
class Hands:
    """The hands of a clock that stands still until they are moved."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    def forward(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@dataclass
class LoneServer(DemoServer):
    """Hands out `sessions` besides the demo's documents."""

    person: str = WORKER
    sessions: list[LoneWork] = field(default_factory=list)

    def _documents(self) -> list[tuple[str, str, Any]]:
        return [*super()._documents(), *((lone.kind, lone.id, lone) for lone in self.sessions)]


def session(started: datetime, minutes: int = 60, **facts: Any) -> LoneWork:
    """A teacher of the school who closes it alone."""
    at = started.isoformat(timespec="milliseconds")
    signs = (Sign("e1", at, "started", WORKER, minutes, received=at),)
    said = {
        "place": "closing",
        "contact": "Verksamhetschef",
        "contact_phone": "010-000 03 00",
        "phone": "070-000 00 02",
    }
    told = {**said, "confidentiality": RESTRICTED, "contact_role": "unit_manager", "signs": signs, **facts}
    return LoneWork("L1", "B01", WORKER, "Lärare Björkhagaskolan", "BUN", **told)


Story = Callable[[Phone, Screens, Hands], Coroutine[None, None, None]]


def tell(folder: Path, story: Story, *, server: LoneServer | None = None, route: str = "/", started: float = 0) -> None:
    """With `started`, a session that began so many minutes ago has come from the server."""

    async def told() -> None:
        hands = Hands()
        held = server or LoneServer()
        if started:
            held.sessions.append(session(hands.now - timedelta(minutes=started)))
        phone = await demo_phone(folder, held)
        clock = Clock(lambda: hands.now)
        phone.clock = phone.lone.clock = phone._recorder._clock = clock
        async with Screens(lambda page: show(page, phone), route=route) as seen:
            await story(phone, seen, hands)
        phone.db.close()

    asyncio.run(told())
