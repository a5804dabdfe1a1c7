"""Rounds under way on a phone of the demo municipality, for the tests of the screens that walk them."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.main import show
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.checklists.checklist import Checklist, Point, Section
from domain.findings import Finding
from domain.language import Words
from domain.records import to_plain
from domain.rounds.round import Round
from domain.wire import Parcel
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

INSPECTOR, GUARD, MANAGER = "inspector-b01", "guard-1", "manager-b01"
MONTHLY, RISKS, ROUNDS_OF_GUARDS = "sba-monthly", "risk-assessment-unit", "guard-round-high-value"

Story = Callable[[Phone], Coroutine[None, None, None]]


def tell(story: Story, folder: Path, who: str = INSPECTOR, language: str = "sv") -> None:
    async def told() -> None:
        phone = await demo_phone(folder, DemoServer(person=who))
        phone.settings.choose_language(language)
        await story(phone)
        phone.db.close()

    asyncio.run(told())


def screens(phone: Phone, route: str = "/", **answers: Any) -> Screens:
    return Screens(lambda page: show(page, phone), route=route, answers=answers)


def begun(phone: Phone, checklist: str = MONTHLY, building: str = "B01") -> Walk:
    """A round that nobody planned, just begun."""
    walk = phone.book.walk(str(phone.book.start_unplanned(building, checklist)))
    assert walk is not None
    return walk


def page_of(walk: Walk, point: str, place: str = "") -> str:
    """The page of the stop where the point is asked at the place."""
    step = walk.step(f"{point}@{place}" if place else point)
    assert step is not None, [held.key for held in walk.steps]
    return f"/round/{walk.round.id}/point/{walk.number_of(step)}"


def received(phone: Phone, *documents: Any) -> None:
    """The documents arrive from the server."""
    parcels = [
        Parcel("checklist", f"{d.id}@{d.version}", 9, to_plain(d))
        if isinstance(d, Checklist)
        else Parcel(d.kind, d.id, 9, to_plain(d))
        for d in documents
    ]
    phone.documents.receive(parcels, (), reset=False)
    phone.book.show_anew()


def judged(identity: str, **facts: Any) -> Point:
    """An ordinary point that asks for nothing but a judgement."""
    words = Words(f"Kontrollera {identity}.", f"Check {identity}.")
    return Point(identity, "ok_dev_na", words, component="FIR.EXT.PRT", severity="medium", **facts)


def walking(phone: Phone, *sections: Section, **facts: Any) -> Walk:
    """A round of a checklist of one's own in B01, under way."""
    checklist = Checklist("own", "1", Words("Egen", "Own"), "fire", "round", "P1M", sections=sections, **facts)
    person = phone.signed_in.id if phone.signed_in else ""
    round_ = Round("r", "B01", "own", "1", "in_progress", started_at=phone.clock.stamp(), started_by=person)
    received(phone, checklist, round_)
    walk = phone.book.walk("r")
    assert walk is not None
    return walk


def finding(**facts: Any) -> Finding:
    """What a colleague has reported about the first extinguisher, some time ago."""
    reported = Finding(
        "old",
        "B01",
        "FIR.EXT.PRT",
        "Plomben är bruten.",
        "high",
        "somebody",
        "Brandskyddskontrollant",
        "ORG-BUN",
        "2026-10-03T09:00:00+02:00",
        space="B01-COR1",
        object="LJH-B01-EX-001",
        point="sba-m-10",
        checklist=MONTHLY,
        version="2026:1",
        round="earlier",
    )
    return replace(reported, **facts)
