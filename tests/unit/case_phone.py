"""A phone with one case on it, as the server makes it of a report: to see and do what its pages offer."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.main import show
from app.state.phone import Phone
from domain.cases.case_file import CaseFile
from domain.cases.opened import CaseLog, Opening
from domain.notices import Notice
from domain.records import to_plain
from domain.secrecy.table import RESTRICTED
from domain.wire import Parcel
from tests.unit.case_town import case_of
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

MANAGER, TEACHER, COORDINATOR, CARETAKER = "manager-b01", "reporter-b01", "safety-coordinator", "caretaker-north"
THREAT: dict[str, Any] = {"thr-04": ["weapon"], "thr-09": "shock"}
BURGLARY: dict[str, Any] = {"bur-01": "yes", "bur-02": "burglary"}
Story = Callable[[Phone, DemoServer], Coroutine[None, None, None]]


def ago(hours: float) -> str:
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="milliseconds")


def a_case(kind: str = "threat", hours: float = 0, **fields: Any) -> CaseFile:
    """Reported at the school so many hours ago; `fields` come on top of what the server makes of it."""
    answers = {"threat": THREAT, "burglary": BURGLARY}[kind]
    return replace(case_of(kind, answers, known=ago(hours)), reporter=TEACHER, **fields)


def opened_by(case: CaseFile, *openings: Opening) -> CaseLog:
    return CaseLog(case.id, case.building, case.reporter, RESTRICTED, openings)


def receive(phone: Phone, *documents: CaseFile | CaseLog | Notice) -> None:
    parcels = [Parcel(document.kind, document.id, 1, to_plain(document)) for document in documents]
    phone.documents.receive(parcels, (), reset=False)


def told(
    folder: Path, story: Story, *documents: CaseFile | CaseLog | Notice, person: str = MANAGER, language: str = "sv"
) -> None:
    """The story, for somebody whose phone has got these besides the demo's; without a network from then on."""

    async def tell() -> None:
        server = DemoServer(person)
        phone = await demo_phone(folder, server)
        phone.settings.choose_language(language)
        receive(phone, *documents)
        server.down = True
        await story(phone, server)
        phone.db.close()

    asyncio.run(tell())


def at(phone: Phone, route: str = "/cases/r", **client: Any) -> Screens:
    return Screens(lambda page: show(page, phone), route=route, answers=client)


def done_here(phone: Phone) -> list[str]:
    """The acts that wait to be sent, by name."""
    return [event["act"] for event in phone._outbox.waiting()]
