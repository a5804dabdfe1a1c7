"""A phone with one task on it as policy plans such a task, to see and do what its page offers."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.main import show
from app.state.phone import Phone
from domain.clocks.special import Situation
from domain.records import to_plain
from domain.tasks.plan import mark_of, plan_for, planned
from domain.tasks.task import Task
from domain.tasks.times import kept
from domain.wire import Parcel
from sync_server.content import load_municipality
from tests.unit.demo_phone import WHY, DemoServer, demo_phone
from tests.unit.harness import Screens
from tests.unit.working_hours import WORKING

POLICY = load_municipality().policy
CARETAKER, MANAGER, HEADMASTER = "caretaker-north", "property-manager-centre", "manager-b01"
INSPECTOR, COORDINATOR, CREW = "inspector-b01", "safety-coordinator", "graffiti-crew"
Story = Callable[[Phone, DemoServer], Coroutine[None, None, None]]


def now(hours: float = 0) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="milliseconds")


def a_task(**facts: Any) -> Task:
    """A door closer in the school, found an hour ago: the property department's. `facts` come on top of its plan."""
    report = {name: facts.pop(name) for name in ("component", "severity", "attributes") if name in facts}
    usual: dict[str, Any] = {"component": "FIR.CMP.CLS", "severity": "medium", "attributes": ()}
    usual |= report
    start = now(-1)
    plan = plan_for(
        POLICY, Situation(usual["component"], mark_of(POLICY, usual["attributes"])), usual["severity"], start, WORKING
    )
    usual["severity"] = plan.severity.id
    bare = Task(
        "t1", "t1", "B01", text="Dörren slår", org="ORG-TF", desk="ORG-TF", found_at=start, number=7, space="B01-COR1",
        inspection_org="ORG-BUN", cost_org="ORG-TF", why=WHY, rules={"repair": "DM-023"}, list_version="2026:1",
        reporter=INSPECTOR, reporter_title="Brandskyddskontrollant", **usual,
    )  # fmt: skip
    return replace(kept(planned(bare, plan, start, WORKING), WORKING, start), **facts)


def graffiti(**facts: Any) -> Task:
    """Offensive graffiti on the facade, which has ordered steps of its own."""
    return a_task(component="GRF.FAC", severity="low", attributes=("offensive",), text="Hot på väggen", **facts)


def told(
    folder: Path, story: Story, *tasks: Task, person: str = CARETAKER, language: str = "sv", **server: Any
) -> None:
    """The story, for somebody whose phone has got these tasks besides the demo's."""

    async def tell() -> None:
        demo = DemoServer(person=person, **server)
        phone = await demo_phone(folder, demo)
        phone.settings.choose_language(language)
        receive(phone, *tasks)
        await story(phone, demo)
        phone.db.close()

    asyncio.run(tell())


def receive(phone: Phone, *tasks: Task) -> None:
    parcels = [Parcel("task", task.id, 1, to_plain(task)) for task in tasks]
    phone.documents.receive(parcels, (), reset=False)


def at(phone: Phone, route: str = "/tasks/t1", **client: Any) -> Screens:
    return Screens(lambda page: show(page, phone), route=route, answers=client)
