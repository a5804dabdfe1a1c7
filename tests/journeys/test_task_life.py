"""From a finding to its end with several phones and the server: steps in order, a dispute, a check, the clock."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from app.state.clock import Clock
from domain.events import FindingReported
from domain.language import Words
from domain.refusals import Refusal
from domain.tasks.task import Task
from sync_server.office import Office
from tests.journeys.phones import Pocket
from tests.server_fixtures import in_process, office_at
from tests.unit.domain.test_task_work import OTHER_PHOTO, PHOTO

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)


@dataclass
class Town:
    """An office on its way through time, and the phones of those who sign in."""

    office: Office
    http: httpx.AsyncClient
    folder: Path
    now: list[datetime]
    clock: Clock
    pockets: dict[str, Pocket] = field(default_factory=dict)

    async def phone(self, person: str) -> Pocket:
        if person not in self.pockets:
            pocket = Pocket(self.office, self.http, person, self.folder / person, self.clock)
            self.pockets[person] = await pocket.sign_in()
        pocket = self.pockets[person]
        await pocket.phone.send_now()
        return pocket

    async def task(self, person: str) -> Task:
        """The only one that this person sees, as their phone shows it after a delivery."""
        (task,) = (await self.phone(person)).phone.tasks("all") or (await self.phone(person)).phone.tasks(
            "all", "ended"
        )
        return task

    async def does(self, person: str, verb: Callable[[Pocket], Refusal | None]) -> None:
        pocket = await self.phone(person)
        assert verb(pocket) is None
        await pocket.phone.send_now()
        assert pocket.phone.refused() == []

    def passes(self, time: timedelta) -> None:
        self.now[0] += time
        self.office.begin_the_day()


def told(tmp_path: Path, story: Callable[[Town], Awaitable[None]]) -> None:
    now = [MONDAY]
    office = office_at(tmp_path, now=lambda: now[0])

    async def tell() -> None:
        async with in_process(office) as http:
            await story(Town(office, http, tmp_path, now, Clock(lambda: now[0])))

    asyncio.run(tell())
    office.close()


def reports(**facts: Any) -> Callable[[Pocket], Refusal | None]:
    usual: dict[str, Any] = {"component": "FIR.EXT.PRT", "text": "Fynd", "severity": "medium", "space": "B01-COR1"}
    return lambda pocket: pocket.phone._record([FindingReported("F1", "B01", **usual | facts)])


def test_offensive_graffiti_goes_through_its_steps_in_order_and_a_contractor_sees_only_what_is_theirs(
    tmp_path: Path,
) -> None:
    async def story(town: Town) -> None:
        marked = reports(component="GRF.FAC", severity="low", space="B01-GAR", attributes=("offensive",))
        await town.does("inspector-b01", marked)
        task = await town.task("caretaker-north")
        assert (task.special, task.severity) == ("graffiti_offensive", "high")
        own = ["photo_documentation", "police_report", "cover_or_remove"]
        assert [step.do for step in task.steps] == ["acknowledge", *own]
        crew = await town.phone("graffiti-crew")
        assert crew.phone.tasks("all") == []
        await town.does("property-manager-centre", lambda it: it.phone.desk.assign("F1", org="ORG-CTR-GRAF"))
        assert (await town.task("graffiti-crew")).assigned
        refusal = crew.phone.desk.finish("F1", "Borta")
        assert refusal
        assert refusal.code == "evidence_first"
        photos = (PHOTO, OTHER_PHOTO)
        await town.does("caretaker-north", lambda it: it.phone.desk.do_step("F1", own[0], photos=photos))
        await town.does("caretaker-north", lambda it: it.phone.desk.do_step("F1", own[1], reference="5000-K1-26"))
        await town.does("graffiti-crew", lambda it: it.phone.desk.finish("F1", "Borta"))
        await town.does("property-manager-centre", lambda it: it.phone.desk.verify("F1", approved=True))
        assert (await town.task("inspector-b01")).status == "verified"

    told(tmp_path, story)


def test_not_ours_is_accepted_by_the_counterpart_and_who_worked_offline_is_told(tmp_path: Path) -> None:
    async def story(town: Town) -> None:
        await town.does("inspector-b01", reports())
        await town.does(
            "property-manager-centre",
            lambda it: it.phone.desk.hand_back("F1", "wrong_cause", "Det är elevernas", rule="DM-014"),
        )
        seen = await town.task("manager-b01")
        assert seen.dispute
        assert (seen.dispute.counterpart, seen.dispute.desk, seen.desk) == ("ORG-BUN", "ORG-BUN", "ORG-TF")
        assert seen.dispute.answer_by == "2026-11-25T10:00:00+01:00"
        offline = await town.phone("caretaker-north")
        assert offline.phone.desk.finish("F1", "Bytt") is None
        await town.does("manager-b01", lambda it: it.phone.desk.answer_dispute("F1", accepted=True))
        await offline.phone.send_now()
        (case,) = offline.phone.refused()
        assert case.refusal.code == "task_moved"
        assert "Rektor Björkhagaskolan" in case.refusal.why.sv
        assert (await town.task("manager-b01")).desk == "ORG-BUN"

    told(tmp_path, story)


def test_other_facts_are_shown_before_and_after_and_wait_for_who_would_have_it(tmp_path: Path) -> None:
    async def story(town: Town) -> None:
        await town.does("inspector-b01", reports())
        await town.does(
            "property-manager-centre",
            lambda it: it.phone.desk.correct("F1", "Det är en brandfilt", component="FIR.EXT.BLK"),
        )
        task = await town.task("manager-b01")
        assert task.correction
        assert (task.org, task.correction.org, task.component) == ("ORG-TF", "ORG-BUN", "FIR.EXT.PRT")
        assert "verksamheten" in task.correction.why.sv
        await town.does("manager-b01", lambda it: it.phone.desk.answer_move("F1", accepted=True))
        task = await town.task("property-manager-centre")
        assert (task.org, task.desk, task.component) == ("ORG-BUN", "ORG-BUN", "FIR.EXT.BLK")
        assert [contest.how for contest in task.contested] == ["reroute"]

    told(tmp_path, story)


def test_a_day_without_coverage_makes_no_task_late_and_a_pause_ends_by_the_server_s_clock(tmp_path: Path) -> None:
    async def story(town: Town) -> None:
        inspector = await town.phone("inspector-b01")
        assert reports()(inspector) is None
        town.passes(timedelta(days=1))
        await inspector.phone.send_now()
        task = await town.task("caretaker-north")
        assert task.clock_start == "2026-11-24T09:00:00.000+00:00"
        await town.does("caretaker-north", lambda it: it.phone.desk.pause("F1", "spare_part_ordered", LATER))
        assert (await town.task("caretaker-north")).status == "paused"
        town.passes(timedelta(days=8))
        task = await town.task("caretaker-north")
        assert (task.status, task.history[-1].did) == ("acknowledged", "pause_over")

    told(tmp_path, story)


def test_the_desk_says_what_can_be_done_and_how_long_is_left_and_does_many_at_once(tmp_path: Path) -> None:
    async def story(town: Town) -> None:
        await town.does("inspector-b01", reports())
        pocket = await town.phone("property-manager-centre")
        desk, task = pocket.phone.desk, await town.task("property-manager-centre")
        assert desk.possible(task) >= {"acknowledge", "pause", "hand_back", "finish", "assign"}
        assert desk.possible(task).isdisjoint({"verify", "answer_dispute", "make_safe", "place", "defer"})
        assert desk.counterpart(task) == "ORG-BUN"
        assert desk.time_left(task, task.resolve_by) != Words()
        refused = desk.each(["F1", "F9"], desk.start)
        assert {name: refusal.code for name, refusal in refused.items()} == {"F9": "unknown_task"}
        await town.does("caretaker-north", lambda it: it.phone.desk.finish("F1"))
        assert desk.needs_decision() == []

    told(tmp_path, story)
