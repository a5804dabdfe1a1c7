"""Lone work on a running server with a clock in the test's hand and a real mail server: who is told what, once, and
that the phone need not live for it."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.events import Act
from domain.lone_work.events import AlarmAnswered, LoneWorkEnded, SignOfLife
from domain.secrecy.retention import Remains
from sync_server.disposal.remaining import remains
from sync_server.lone_work.watching import look, watch_lone_work
from sync_server.storage import ledger
from tests.mail import Mailbox, everything, mailbox
from tests.server_fixtures import TestPhone, demo_municipality, office_at, phone_of, serving
from tests.unit.lone_stories import begins
from tests.unit.post_town import PostTown

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
CANARY = "lappuggla"
WORKER, MANAGER, COORDINATOR = "reporter-b01", "manager-b01", "safety-coordinator"
REMIND, CONTACT = "Ge tecken på liv. Öppna Rond.", "Tecken på liv saknas. Öppna Rond."
ALARM, CALM = "Larm: tecken på liv saknas. Öppna Rond.", "Larmet är över. Öppna Rond."


@dataclass
class Evening:
    """A server, its mail and its clock, which stands still until somebody moves it."""

    folder: Path
    box: Mailbox
    now: datetime = NINE
    told: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.office = office_at(self.folder, now=lambda: self.now)

    def restarts(self) -> None:
        self.office.close()
        self.office = office_at(self.folder, now=lambda: self.now)

    def at(self, minutes: float) -> list[tuple[str, str]]:
        """So many minutes after nine the server looks twice and the post goes; who got which letter since last time."""
        self.now = NINE + timedelta(minutes=minutes)
        look(self.office)
        assert look(self.office) == 0, "the same again raises nothing"
        PostTown(self.office, self.box, self.now).carries()
        return self.letters()

    def letters(self) -> list[tuple[str, str]]:
        found = sorted((message["To"].partition("@")[0], str(message["Subject"])) for message in self.box.taken)
        assert not any(CANARY in everything(message) for message in self.box.taken)
        self.box.taken.clear()
        return found

    def phone(self, http: httpx.Client, person: str) -> TestPhone:
        return phone_of(self.office, http, person)


def stamp(minutes: float) -> str:
    return (NINE + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")


def does(phone: TestPhone, *acts: tuple[Act, float]) -> None:
    """The acts, each so many minutes after nine by the phone's clock."""
    outcomes = phone.outcomes([phone.event(act, at=stamp(minutes)) for act, minutes in acts])
    assert outcomes == ["accepted"] * len(acts)


def on(phone: TestPhone) -> dict[str, Any]:
    phone.sync()
    return phone.documents["lone_work", "L1"]


@pytest.fixture
def evening(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Evening]:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    with mailbox() as box:
        made = Evening(tmp_path, box)
        yield made
        made.office.close()


@pytest.fixture
def http(evening: Evening) -> Iterator[httpx.Client]:
    with serving(evening.office) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


BEGINS = begins(contact_role="duty_officer", contact="Tjänsteperson i beredskap", note=CANARY, space="B01-COR1")


def test_a_phone_that_dies_is_missed_step_by_step_and_each_is_told_once(evening: Evening, http: httpx.Client) -> None:
    does(evening.phone(http, WORKER), (BEGINS, 0))
    assert evening.at(64) == []
    assert evening.at(65) == [(WORKER, REMIND)]
    assert evening.at(69.5) == []
    assert evening.at(70) == [("duty-officer", CONTACT)]
    evening.restarts()
    assert evening.at(71) == []
    assert evening.at(80) == [(MANAGER, ALARM), (COORDINATOR, ALARM)]
    evening.restarts()
    assert evening.at(600) == []


def test_a_server_that_stood_still_tells_all_that_is_due_when_it_comes_back(
    evening: Evening, http: httpx.Client
) -> None:
    does(evening.phone(http, WORKER), (BEGINS, 0))
    evening.restarts()
    told = evening.at(300)
    assert told == [("duty-officer", CONTACT), (MANAGER, ALARM), (WORKER, REMIND), (COORDINATOR, ALARM)]


def test_quiet_hours_and_daily_letters_hold_nothing_back(evening: Evening, http: httpx.Client) -> None:
    town = PostTown(evening.office, evening.box, NINE)
    town.chooses("duty-officer", pace="only_critical", quiet_from="00:00", quiet_to="23:59")
    town.chooses(MANAGER, pace="daily")
    does(evening.phone(http, WORKER), (BEGINS, 0))
    evening.at(65)
    assert evening.at(70) == [("duty-officer", CONTACT)]
    assert (MANAGER, ALARM) in evening.at(80)


def test_a_sign_given_offline_arrives_late_calms_those_who_were_told_and_says_both_times(
    evening: Evening, http: httpx.Client
) -> None:
    worker, manager = evening.phone(http, WORKER), evening.phone(http, MANAGER)
    does(worker, (BEGINS, 0))
    evening.at(80)
    assert [step["step"] for step in on(manager)["raised"]] == ["remind", "contact", "alarm"]
    evening.now = NINE + timedelta(minutes=90)
    does(worker, (SignOfLife("L1", 60), 55))
    assert evening.at(90.5) == [("duty-officer", CALM), (MANAGER, CALM), (COORDINATOR, CALM)]
    sign = on(manager)["signs"][-1]
    assert (sign["at"], sign["received"]) == (stamp(55), stamp(90))
    assert on(manager)["raised"][-1] == {"step": "calm", "at": stamp(90.5)}
    assert evening.at(114) == []
    assert evening.at(120) == [(WORKER, REMIND)], "the next time is missed as any other"


def test_whoever_was_to_call_answers_and_the_others_are_told_that_it_is_over(
    evening: Evening, http: httpx.Client
) -> None:
    does(evening.phone(http, WORKER), (BEGINS, 0))
    evening.at(70)
    duty = evening.phone(http, "duty-officer")
    until = stamp(60)
    does(duty, (AlarmAnswered("L1", until, "not_reached"), 72))
    assert (MANAGER, ALARM) in evening.at(80), "who was not reached is still missed"
    does(duty, (AlarmAnswered("L1", until, "helped"), 85), (LoneWorkEnded("L1"), 86))
    assert evening.at(86) == [("duty-officer", CALM), (MANAGER, CALM), (COORDINATOR, CALM)]
    assert evening.at(600) == []


def test_what_is_over_before_the_letter_goes_is_not_told_any_more(evening: Evening, http: httpx.Client) -> None:
    worker = evening.phone(http, WORKER)
    does(worker, (BEGINS, 0))
    evening.now = NINE + timedelta(minutes=70)
    look(evening.office)
    does(worker, (LoneWorkEnded("L1"), 70))
    assert evening.at(70.5) == [], "who was told of no alarm is not told that it is over"


def test_a_contact_without_an_account_is_the_managers_to_call(evening: Evening, http: httpx.Client) -> None:
    does(evening.phone(http, WORKER), (begins(contact="Kollegan", note=CANARY), 0))
    evening.at(65)
    assert evening.at(70) == [(MANAGER, CONTACT)]


def test_somebody_with_no_unit_manager_of_their_own_is_the_coordinators(evening: Evening, http: httpx.Client) -> None:
    does(evening.phone(http, "caretaker-north"), (begins(contact_role="unit_manager", note=CANARY), 0))
    assert ("caretaker-north", REMIND) in evening.at(65)
    assert evening.at(70) == [(COORDINATOR, CONTACT)]
    assert evening.at(80) == [(COORDINATOR, ALARM)]


def test_the_loop_of_the_server_raises_by_itself(evening: Evening, http: httpx.Client) -> None:
    does(evening.phone(http, WORKER), (BEGINS, 0))
    evening.now = NINE + timedelta(minutes=70)

    async def serve_for_a_while() -> None:
        loop = asyncio.create_task(watch_lone_work(evening.office))
        while not PostTown(evening.office, evening.box).queue():
            await asyncio.sleep(0.01)
        loop.cancel()
        with suppress(asyncio.CancelledError):
            await loop

    asyncio.run(serve_for_a_while())
    assert evening.at(70) == [("duty-officer", CONTACT), (WORKER, REMIND)]


def test_of_all_accounts_only_those_who_would_look_learn_who_is_alone_where(
    evening: Evening, http: httpx.Client
) -> None:
    does(evening.phone(http, WORKER), (BEGINS, 0))
    evening.at(80)
    knows = set()
    for person in demo_municipality().persons:
        phone = evening.phone(http, person)
        phone.sync()
        if CANARY in json.dumps(list(phone.documents.values()), ensure_ascii=False):
            knows.add(person)
    assert knows == {WORKER, MANAGER, COORDINATOR, "duty-officer"}


@pytest.mark.parametrize("person", ["property-manager-centre", "manager-culture", "system-admin", "library-vedasa"])
def test_nobody_else_can_answer_end_or_take_over_a_session_by_its_name(
    person: str, evening: Evening, http: httpx.Client
) -> None:
    does(evening.phone(http, WORKER), (BEGINS, 0))
    stranger = evening.phone(http, person)
    own = next(iter(demo_municipality().persons[person].buildings))
    acts = [AlarmAnswered("L1", stamp(60), "safe"), LoneWorkEnded("L1"), SignOfLife("L1", 60)]
    acts.append(begins(building="B03" if own == "*" else own))
    outcomes = stranger.outcomes([stranger.event(act, at=stamp(1)) for act in acts])
    assert outcomes[:3] == ["unknown_lone_work"] * 3
    assert outcomes[3] == "not_yours_to_see"


def test_ended_sessions_leave_phones_server_events_and_letters_after_thirty_days_and_only_a_number_stays(
    evening: Evening, http: httpx.Client
) -> None:
    worker, manager = evening.phone(http, WORKER), evening.phone(http, MANAGER)
    does(worker, (BEGINS, 0))
    evening.at(70)
    evening.now = NINE + timedelta(minutes=75)
    does(worker, (LoneWorkEnded("L1"), 75))
    evening.at(76)
    assert on(manager)
    evening.now = NINE + timedelta(days=29)
    evening.office.begin_the_day()
    assert on(manager)
    evening.now = NINE + timedelta(days=31)
    evening.office.begin_the_day()
    manager.sync()
    assert ("lone_work", "L1") not in manager.documents
    with evening.office.database.reading() as connection:
        assert remains(connection).counts == (Remains("lone_work", 2026, 1),)
        assert ledger.load_all(connection, ["lone_work"]) == {}
    assert PostTown(evening.office, evening.box).queue() == []
    database = evening.folder / "rond.sqlite"
    assert CANARY.encode() not in database.read_bytes() + Path(f"{database}-wal").read_bytes()


def test_somebody_who_is_still_missed_is_never_forgotten(evening: Evening, http: httpx.Client) -> None:
    does(evening.phone(http, WORKER), (BEGINS, 0))
    evening.now = NINE + timedelta(days=400)
    evening.office.begin_the_day()
    with evening.office.database.reading() as connection:
        assert len(ledger.load_all(connection, ["lone_work"])) == 1
