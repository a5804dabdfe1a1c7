"""The desk's lists on a phone and on a wide window: views, filters in the address, keys, several at once, files."""

import asyncio
import csv
import io
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.device.net import Answer
from app.main import show
from app.screens.desk.list_tools import waiting_decisions
from app.state.phone import Phone
from domain.language import Words
from domain.records import to_plain
from domain.refusals import Refusal
from domain.tasks.parts import Contest, Dispute
from domain.tasks.task import Task
from domain.tasks.triage import OwingPhone, RefusedEvent, ServerTriage
from domain.wire import Parcel
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens

MANAGER, COORDINATOR, CARETAKER = "property-manager-centre", "safety-coordinator", "caretaker-north"
NOW = datetime.now(UTC)


def at(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).isoformat(timespec="seconds")


STUCK = ServerTriage(
    (
        RefusedEvent(
            "e1", "TaskDone", "caretaker-north", "Fastighetsskötare norr", at(-3),
            Refusal("task_ended", Words("Ärendet är redan klart.", "It is done.")), "t-late", "task",
        ),
    ),
    (OwingPhone("0000000b", "Rond", "inspector-b01", "Brandskyddskontrollant", at(-30), at(-26), held=2, photos=1),),
)  # fmt: skip


@dataclass
class DeskServer(DemoServer):
    """Also answers what the desk asks: `asked` has the bodies."""

    person: str = MANAGER
    asked: list[tuple[str, Any]] = field(default_factory=list)

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        if path not in ("/triage", "/tasks/table") or self.down:
            return await super().send(method, path, headers=headers, body=body, timeout=timeout)
        self.asked.append((path, json.loads(body or b"null")))
        return Answer(200, {}, json.dumps(to_plain(STUCK)).encode() if path == "/triage" else b"a workbook")


USUAL = Task(
    "t-usual", "t-usual", "B01", "FIR.EXT.PRT", "Släckaren är borta", "medium", "ORG-TF", "ORG-TF", at(-30), number=31,
    cost_org="ORG-TF", inspection_org="ORG-BUN", space="B01-COR1", acknowledge_by=at(40), resolve_by=at(400),
)  # fmt: skip
TASKS = (
    USUAL,
    replace(USUAL, id="t-late", number=32, text="=Dörren slår", severity="high", resolve_by=at(-4), space="B01-KEM"),
    replace(USUAL, id="t-taken", number=33, text="Skylten är trasig", severity="low", status="acknowledged",
            steps_done={"acknowledge": at(-2)}, building="B04", space=""),
    replace(USUAL, id="t-ended", number=34, text="Grinden är lagad", status="closed"),
)  # fmt: skip

Story = Callable[[Screens, Phone, DeskServer], Coroutine[None, None, None]]


def tell(
    folder: Path, story: Story, *, person: str = MANAGER, route: str = "/tasks", width: int = 1280,
    tasks: tuple[Task, ...] = TASKS, **answers: Any,
) -> None:  # fmt: skip
    async def told() -> None:
        server = DeskServer(person)
        phone = await demo_phone(folder, server)
        old = [("task", task.id) for task in phone.documents.all(Task)]
        phone.documents.receive([Parcel("task", task.id, 2, to_plain(task)) for task in tasks], old, reset=False)
        async with Screens(lambda page: show(page, phone), route=route, width=width, answers=answers) as seen:
            await story(seen, phone, server)

    asyncio.run(told())


def listed(seen: Screens) -> list[str]:
    return [name.removeprefix("task-") for name in seen.ids() if name.startswith("task-t-")]


async def press(seen: Screens, *keys: str) -> None:
    for key in keys:
        said = {"key": key, "shift": False, "ctrl": False, "alt": False, "meta": False}
        await seen.fire(seen.page, "keyboard_event", said)


def beside(seen: Screens) -> str:
    """The task that is marked in the list."""
    marked = [
        c.identifier for c in seen.every(ft.Semantics, selected=True) if (c.identifier or "").startswith("task-t-")
    ]
    return marked[0].removeprefix("task-") if marked else ""


# --- on the phone ----------------------------------------------------------------------------------------------------


def test_the_most_urgent_comes_first_with_the_time_left_in_words(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        assert listed(seen) == ["t-late", "t-usual", "t-taken"]
        assert seen.says("försenat, skulle ha varit klart")
        assert seen.says("kvar")

    tell(tmp_path, story, width=390)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("view-overdue", ["t-late"]),
        ("tasks-ended", ["t-ended"]),
        ("view-pay", []),
        ("tasks-open", ["t-late", "t-usual", "t-taken"]),
    ],
)
def test_a_view_is_a_touch_and_stands_in_the_address(tmp_path: Path, view: str, expected: list[str]) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.tap(view)
        assert listed(seen) == expected
        asked = {"view-overdue": "view=overdue", "tasks-ended": "view=ended", "view-pay": "view=pay"}.get(view, "")
        assert seen.page.route.partition("?")[2] == asked
        assert (seen.says("Ta bort ett filter")) is not bool(expected)

    tell(tmp_path, story, width=390)


def test_filters_are_chosen_shown_and_taken_away_one_by_one(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.tap("tasks-filters")
        await seen.tap("severity-high")
        await seen.tap("severity-low")
        await seen.tap("status-routed")
        assert seen.page.route == "/tasks?status=routed&severity=high&severity=low"
        assert listed(seen) == ["t-late"]
        assert seen.says("Filter (2)")
        await seen.tap("without-2")
        assert listed(seen) == ["t-late", "t-taken"]
        await seen.tap("filters-clear")
        assert len(listed(seen)) == 3

    tell(tmp_path, story, width=390)


def test_an_address_opens_with_its_filters(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        assert listed(seen) == ["t-late"]
        assert seen.says("Björkhagaskolan")

    tell(tmp_path, story, route="/tasks?view=overdue&building=B01&words=slår", width=390)


def test_filters_still_hold_when_somebody_comes_back_from_a_task(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.tap("task-t-late")
        assert seen.page.route == "/tasks/t-late"
        await seen.go("/tasks")
        assert listed(seen) == ["t-late"]

    tell(tmp_path, story, route="/tasks?view=overdue", width=390)


def test_words_are_sought_while_typed_and_stand_in_the_address_when_that_is_done(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.type("tasks-search", "skylten")
        assert listed(seen) == ["t-taken"]
        assert seen.page.route == "/tasks"
        await seen.fire(seen.inside("tasks-search"), "submit")
        assert seen.page.route == "/tasks?words=skylten"

    tell(tmp_path, story, width=390)


def test_a_view_gets_a_name_and_is_there_the_next_time_until_it_is_forgotten(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.tap("tasks-filters")
        await seen.tap("severity-low")
        await seen.type("view-name", "Sånt som kan vänta")
        await seen.tap("view-keep")
        async with Screens(lambda page: show(page, phone), route="/tasks") as later:
            await later.tap("own-Sånt som kan vänta")
            assert listed(later) == ["t-taken"]
            await later.tap("tasks-filters")
            await later.tap("view-forget")
            assert "own-Sånt som kan vänta" not in later.ids()

    tell(tmp_path, story, width=390)


# --- several at once -------------------------------------------------------------------------------------------------


def test_several_are_taken_on_at_once_and_what_could_not_be_is_listed_with_its_reason(tmp_path: Path) -> None:
    ended_meanwhile = replace(USUAL, id="t-done", number=35, text="Redan klart", status="done", resolve_by=at(500))

    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.tap("tasks-pick")
        assert seen.says("Välj ärenden i listan")
        for task in ("t-usual", "t-late"):
            await seen.tap(f"task-{task}")
        assert seen.says("2 valda")
        phone.documents.receive([Parcel("task", "t-late", 3, to_plain(ended_meanwhile_of("t-late")))], (), reset=False)
        await seen.tap("bulk-acknowledge")
        assert seen.says("1 ärende är klart med det")
        assert seen.says("1 gick inte")
        assert "refused-t-late" in seen.ids()
        assert seen.says("Ärendet är redan klart")
        taken = phone.task("t-usual")
        assert taken is not None
        assert taken.status == "acknowledged"
        await seen.tap("bulk-end")
        assert "bulk" not in seen.ids()

    def ended_meanwhile_of(identity: str) -> Task:
        return replace(ended_meanwhile, id=identity)

    tell(tmp_path, story)


def test_several_are_laid_on_somebody_and_paused_for_a_listed_reason(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.tap("tasks-pick")
        await seen.tap("task-t-usual")
        await seen.tap("task-t-taken")
        await seen.tap("bulk-assign")
        assert seen.inside("assign-do").disabled
        await seen.tap("assign-to-ORG-CTR-LOCK")
        await seen.tap("assign-do")
        assert [assigned_to(phone, each) for each in ("t-usual", "t-taken")] == ["ORG-CTR-LOCK"] * 2
        await seen.tap("bulk-pause")
        await seen.tap("pause-reason-premises_closed")
        assert seen.inside("pause-do").disabled
        await seen.tap("pause-until")
        [calendar] = seen.every(ft.DatePicker)
        await seen.fire(calendar, "change", None, value=datetime.now() + timedelta(days=9))
        await seen.tap("pause-do")
        assert [task.status for task in phone.documents.all(Task) if task.pauses] == ["paused", "paused"]

    tell(tmp_path, story)


def assigned_to(phone: Phone, task: str) -> str:
    held = phone.task(task)
    return held.assigned.org if held and held.assigned else ""


# --- wide ------------------------------------------------------------------------------------------------------------


def test_on_a_wide_window_a_touch_shows_the_task_beside_the_list(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        assert seen.says("Välj ett ärende")
        await seen.tap("task-t-late")
        assert seen.page.route == "/tasks"
        assert len(listed(seen)) == 3
        assert "acknowledge" in seen.ids()
        await seen.tap("acknowledge")
        task = phone.task("t-late")
        assert task is not None
        assert task.status == "acknowledged"

    tell(tmp_path, story)


def test_the_keys_go_through_the_list_open_and_go_back(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await press(seen, "Arrow Down")
        assert beside(seen) == "t-late"
        await press(seen, "J", "J", "J")
        assert beside(seen) == "t-taken", "at the end it stays"
        await press(seen, "K")
        assert beside(seen) == "t-usual"
        await press(seen, "Arrow Up", "Enter")
        assert seen.page.route == "/tasks/t-late"
        await press(seen, "J")
        assert seen.page.route == "/tasks/t-late", "the list hears nothing while a task lies over it"
        await press(seen, "Escape")
        assert seen.page.route == "/tasks"
        await press(seen, "Escape")
        assert beside(seen) == ""

    tell(tmp_path, story)


def test_letters_typed_in_the_search_field_are_letters(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.fire(seen.inside("tasks-search"), "focus")
        await press(seen, "J", "X", "Enter")
        assert (beside(seen), seen.page.route) == ("", "/tasks")
        await seen.fire(seen.inside("tasks-search"), "blur")
        await press(seen, "J", "X")
        assert seen.says("1 valda")

    tell(tmp_path, story)


def test_the_keys_are_told_of(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await press(seen, "?")
        assert seen.says("Nästa ärende")
        await seen.tap("keys-close")
        assert not seen.says("Nästa ärende")
        await seen.tap("keys-help")
        assert seen.says("Nästa ärende")

    tell(tmp_path, story)


# --- files -----------------------------------------------------------------------------------------------------------


def test_what_is_shown_is_saved_as_csv_in_which_nothing_is_a_formula(tmp_path: Path) -> None:
    saved: list[dict[str, Any]] = []

    async def story(seen: Screens, phone: Phone, server: DeskServer) -> None:
        server.down = True
        await seen.tap("export-csv")
        [file] = saved
        assert file["file_name"].endswith(".csv")
        rows = list(csv.reader(io.StringIO(file["src_bytes"].decode("utf-8-sig"))))
        assert rows[0][:4] == ["Nummer", "Status", "Allvar", "Vad"]
        assert [row[0] for row in rows[1:]] == ["32", "31"]
        assert rows[1][3] == "'=Dörren slår"

    tell(tmp_path, story, route="/tasks?building=B01", save_file=lambda args: saved.append(args) or "x")


def test_the_workbook_is_asked_for_with_what_is_shown_in_its_order(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, server: DeskServer) -> None:
        await seen.tap("export-xlsx")
        await asyncio.sleep(0.05)
        await seen.settle()
        assert server.asked == [("/tasks/table", {"tasks": ["t-late", "t-usual", "t-taken"], "language": "sv"})]

    tell(tmp_path, story, save_file="x")


def test_without_coverage_the_workbook_says_so_and_the_csv_does_not_need_it(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, server: DeskServer) -> None:
        server.down = True
        await seen.tap("export-xlsx")
        await asyncio.sleep(0.05)
        await seen.settle()
        assert seen.says("Servern nås inte nu")

    tell(tmp_path, story, save_file="x")


# --- rooms -----------------------------------------------------------------------------------------------------------


def test_a_buildings_rooms_say_how_many_open_tasks_they_have_and_lead_to_them(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await seen.tap("tasks-filters")
        await seen.tap("filter-rooms")
        assert seen.page.route == "/tasks/rooms/B01"
        assert seen.says("2 öppna ärenden")
        await seen.tap("room-B01-KEM")
        assert seen.page.route == "/tasks?whose=all&building=B01&space=B01-KEM"
        assert listed(seen) == ["t-late"]

    tell(tmp_path, story, route="/tasks?building=B01", width=390)


def test_an_unknown_building_says_so(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        assert seen.says("Byggnaden finns inte här")

    tell(tmp_path, story, route="/tasks/rooms/B99")


# --- what needs a decision -------------------------------------------------------------------------------------------

UNROUTED = replace(USUAL, id="t-gap", number=41, status="new", triage=True, text="Något okänt")
DISPUTED = replace(
    USUAL, id="t-dispute", number=42, status="disputed", text="Vem lagar?", steps_done={"acknowledge": at(-40)},
    disputes=(Dispute("wrong_cause", "x", "X", at(-50), against="DM-013", counterpart="ORG-BUN", state="with_group"),),
    contested=tuple(Contest("DM-013", at(-each), "dispute") for each in (50, 60, 70)),
)  # fmt: skip
UNSEEN = replace(USUAL, id="t-unseen", number=43, text="Ingen har tagit det", acknowledge_by=at(-3))


async def settled(seen: Screens) -> None:
    await asyncio.sleep(0.05)
    await seen.settle()


def test_the_coordinator_sees_all_that_needs_a_decision_with_its_ways_out(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await settled(seen)
        for name in ("decide-place-t-gap", "decide-decide_dispute-t-dispute", "decide-acknowledge-t-unseen"):
            assert name in seen.ids()
        assert "contested-DM-013" in seen.ids()
        assert seen.says("3 gånger det senaste året")
        assert seen.says("Skriv om raden")
        assert seen.says("2 händelser väntar på en tidigare, 1 foto har inte kommit")
        assert seen.says("Ärendet är redan klart.")
        await seen.tap("decide-dispute-t-dispute")
        assert seen.page.route == "/tasks/t-dispute/decide_dispute"

    tasks = (*TASKS, UNROUTED, DISPUTED, UNSEEN)
    tell(tmp_path, story, person=COORDINATOR, route="/tasks/decide", tasks=tasks)


def test_every_case_has_two_or_three_ways_out(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await settled(seen)
        cards = [name for name in seen.ids() if name.startswith(("decide-place", "decide-decide_", "decide-acknow"))]
        cards += ["refused-e1", "phone-0000000b"]
        for name in (card for card in cards if card.count("-") > 1 or card == "refused-e1"):
            assert 2 <= len([c for c in seen.walk([seen.inside(name)]) if isinstance(c, ft.TextButton)]) <= 3, name

    tasks = (*TASKS, UNROUTED, DISPUTED, UNSEEN)
    tell(tmp_path, story, person=COORDINATOR, route="/tasks/decide", tasks=tasks)


def test_what_was_settled_outside_the_app_leaves_the_list_on_this_device(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await settled(seen)
        await seen.tap("settle-e1")
        await seen.tap("lost-0000000b")
        assert seen.says("Be systemförvaltaren spärra telefonen")
        await seen.tap("asked-0000000b")
        assert not {"refused-e1", "phone-0000000b"} & set(seen.ids())
        async with Screens(lambda page: show(page, phone), route="/tasks/decide") as later:
            await settled(later)
            assert later.says("Inget har fastnat")

    tell(tmp_path, story, person=COORDINATOR, route="/tasks/decide")


def test_a_row_that_does_not_hold_leads_to_its_tasks(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        await settled(seen)
        await seen.tap("contested-tasks-DM-013")
        assert seen.page.route == "/tasks?whose=all&rule=DM-013"
        assert listed(seen) == ["t-dispute"]

    tell(tmp_path, story, person=COORDINATOR, route="/tasks/decide", tasks=(*TASKS, DISPUTED), width=390)


def test_a_manager_sees_what_is_theirs_to_decide_and_nothing_of_the_servers(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, server: DeskServer) -> None:
        assert seen.says("2 behöver beslut")
        await seen.tap("tasks-decide")
        await settled(seen)
        assert {"decide-place-t-gap", "decide-acknowledge-t-unseen"} <= set(seen.ids())
        assert "stuck" not in seen.ids()
        assert server.asked == []
        await seen.tap("acknowledge-t-unseen")
        assert "decide-acknowledge-t-unseen" not in seen.ids()

    tell(tmp_path, story, tasks=(*TASKS, UNROUTED, UNSEEN))


@pytest.mark.parametrize("person", [MANAGER, COORDINATOR])
def test_home_says_how_many_decisions_wait_and_never_that_all_is_done(tmp_path: Path, person: str) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        count = waiting_decisions(phone)
        assert count
        assert seen.says(f"{count} behöver beslut")
        assert ft.Icons.TASK_ALT not in [icon.icon for icon in seen.every(ft.Icon)]
        await seen.tap("home-decide")
        assert seen.page.route == "/tasks/decide"

    tell(tmp_path, story, person=person, route="/", tasks=(*TASKS, UNROUTED, DISPUTED, UNSEEN))


def test_who_has_nothing_to_decide_is_not_offered_the_page(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, _: DeskServer) -> None:
        assert "tasks-decide" not in seen.ids()

    tell(tmp_path, story, person=CARETAKER, width=390, tasks=())
