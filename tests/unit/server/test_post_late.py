"""Escalation by letter: who is told that something is late, when, and no longer than it is."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.clocks.due_steps import DueStep
from domain.clocks.pauses import Pause
from domain.tasks.steps import ACKNOWLEDGED
from domain.tasks.task import Task
from sync_server.office import Office
from sync_server.post.lateness import Watch
from tests.mail import Mailbox, mailbox, plain
from tests.unit.post_town import MONDAY, PostTown

CARETAKER, MANAGER, COORDINATOR = "caretaker-north", "property-manager-centre", "safety-coordinator"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def database_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    shutil.copyfile(prepared_sqlite, tmp_path / "rond.sqlite")
    return f"sqlite:///{tmp_path / 'rond.sqlite'}"


@pytest.fixture
def town(office: Office, server: Mailbox) -> PostTown:
    server.taken.clear()
    return PostTown(office, server)


def with_steps(town: PostTown, severity: str, *steps: tuple[str, str, timedelta]) -> Task:
    """A task with these steps: what to do, on which clock, how long after now by the calendar."""
    due = tuple(DueStep(do, "", clock, (town.now + later).isoformat()) for do, clock, later in steps)
    return town.task(severity=severity, steps=due, acknowledge_by="", resolve_by="")


def told(town: PostTown) -> list[tuple[str, str]]:
    """Who has been told what since last asked."""
    found = sorted((message["To"].partition("@")[0], str(message["Subject"])) for message in town.box.taken)
    town.box.taken.clear()
    return found


def test_what_is_critical_and_taken_on_by_nobody_goes_to_the_duty_officer_then_to_the_coordinator(town: PostTown):
    town.keeps(with_steps(town, "critical", ("acknowledge", "wall", 60 * MINUTE)))
    town.carries()
    told(town)
    town.looks(MONDAY + 29 * MINUTE)
    assert told(town) == []
    town.looks(MONDAY + 30 * MINUTE)
    # The duty officer's roles do not let them read the task: they are told that there is something, and whom to ask.
    assert told(town) == [("duty-officer", "BRÅDSKANDE: något väntar på dig i Rond")]
    town.looks(MONDAY + 61 * MINUTE)
    assert told(town) == [(COORDINATOR, "AKUT och försenat: ärende 101, Björkhagaskolan")]
    town.looks(MONDAY + 62 * MINUTE)
    assert told(town) == []


def test_a_task_that_is_late_goes_up_step_by_step(town: PostTown):
    town.keeps(with_steps(town, "high", ("acknowledge", "working_time", 2 * HOUR)))
    town.carries()
    told(town)
    town.looks(MONDAY + 2 * HOUR)
    [letter] = town.box.taken
    assert "100 procent av tiden har gått." in plain(letter)
    assert told(town) == [(MANAGER, "Försenat ärende 101, Björkhagaskolan")]
    town.looks(MONDAY + 3 * HOUR)
    # Nobody is head of the owner's administration in the demo municipality: the coordinator stands in.
    assert told(town) == [(COORDINATOR, "Försenat ärende 101, Björkhagaskolan")]
    town.looks(MONDAY + 4 * HOUR)
    assert told(town) == [(COORDINATOR, "Försenat ärende 101, Björkhagaskolan")]
    town.looks(MONDAY + 30 * DAY)
    assert told(town) == []


def test_a_step_that_is_done_is_not_late(town: PostTown):
    task = with_steps(town, "high", ("acknowledge", "working_time", HOUR), ("resolve", "working_time", 3 * HOUR))
    town.keeps(task)
    town.carries()
    told(town)
    town.keeps(replace(task, status=ACKNOWLEDGED, steps_done={"acknowledge": MONDAY.isoformat()}), by=CARETAKER)
    town.looks(MONDAY + 2 * HOUR)
    assert told(town) == []
    town.looks(MONDAY + 3 * HOUR)
    assert told(town) == [(MANAGER, "Försenat ärende 101, Björkhagaskolan")]


def test_what_is_done_before_the_letter_goes_is_not_told_as_late(town: PostTown):
    town.chooses(MANAGER, pace="daily")
    task = with_steps(town, "high", ("acknowledge", "working_time", HOUR))
    town.keeps(task, by=MANAGER)
    town.looks(MONDAY + HOUR)
    told(town)
    town.keeps(replace(task, status=ACKNOWLEDGED, steps_done={"acknowledge": MONDAY.isoformat()}), by=CARETAKER)
    town.looks(MONDAY + DAY)
    assert told(town) == []
    assert "is not late any longer" in {letter.reason for letter in town.queue()}


def test_a_pause_holds_escalation_up(town: PostTown):
    still = Pause("spare_part_ordered", MONDAY.isoformat(), (MONDAY + 2 * HOUR).isoformat())
    task = with_steps(town, "high", ("resolve", "working_time", 4 * HOUR))
    town.keeps(replace(task, status=ACKNOWLEDGED, pauses=(still,)), by=MANAGER)
    town.looks(MONDAY + 4 * HOUR - MINUTE)
    assert MANAGER not in dict(told(town))
    town.looks(MONDAY + 4 * HOUR)
    assert MANAGER in dict(told(town))


def test_another_desk_is_told_anew_and_the_former_one_no_more(town: PostTown):
    task = with_steps(town, "high", ("resolve", "working_time", HOUR))
    town.keeps(task)
    town.carries()
    told(town)
    town.looks(MONDAY + HOUR)
    assert (MANAGER, "Försenat ärende 101, Björkhagaskolan") in told(town)
    town.now += MINUTE
    moved = replace(task, desk="ORG-BUN", org="ORG-BUN", taken_over_at=town.now.isoformat())
    later = DueStep("resolve", "", "working_time", (town.now + 2 * HOUR).isoformat())
    town.keeps(replace(moved, steps=(later,)), by=MANAGER)
    town.carries()
    told(town)
    town.looks(town.now + 2 * HOUR)
    assert ("manager-b01", "Försenat ärende 101, Björkhagaskolan") in told(town)


def test_a_server_that_starts_again_tells_nothing_twice(town: PostTown):
    town.keeps(with_steps(town, "high", ("acknowledge", "working_time", HOUR)))
    town.looks(MONDAY + HOUR)
    told(town)
    town.watch = Watch()
    town.looks(MONDAY + HOUR + MINUTE)
    assert told(town) == []


def test_what_comes_from_a_phone_that_had_no_coverage_is_told_although_it_is_long_late(town: PostTown):
    found = MONDAY - 5 * DAY
    step = DueStep("acknowledge", "", "working_time", (found + HOUR).isoformat())
    town.keeps(town.task(found_at=found.isoformat(), steps=(step,)))
    town.looks(MONDAY)
    assert {person for person, _ in told(town)} == {CARETAKER, MANAGER, COORDINATOR}


def test_several_late_steps_of_a_task_are_told_as_one(town: PostTown):
    steps = (("photo_documentation", "working_time", HOUR), ("police_report", "working_time", HOUR))
    town.keeps(with_steps(town, "high", *steps))
    town.carries()
    told(town)
    town.looks(MONDAY + HOUR)
    [letter] = town.box.to(MANAGER)
    assert letter["Subject"] == "Försenat ärende 101, Björkhagaskolan"
    assert plain(letter).count("Dörrstängaren håller inte emot.") == 1
    late = [line.partition(":")[0] for line in plain(letter).splitlines() if "skulle ha varit klart" in line]
    assert late == ["Fotografera", "Polisanmäl"]
