"""Who is told what by e-mail, carried by a real mail server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.events import FindingReported
from domain.language import Words
from domain.notices import Notice
from domain.tasks.parts import Assignment, Dispute, Estimate
from domain.tasks.steps import ACKNOWLEDGED, CLOSED, DISPUTED, DONE, REOPENED
from domain.tasks.task import Task
from sync_server.office import Office
from sync_server.post.pace import DAILY, ONLY_CRITICAL
from tests.mail import Mailbox, everything, mailbox, plain
from tests.server_fixtures import phone_of
from tests.unit.post_town import MONDAY, PostTown

CARETAKER, MANAGER, REPORTER = "caretaker-north", "property-manager-centre", "reporter-b01"
EVENING, NIGHT, MORNING = (
    MONDAY + timedelta(hours=9),
    MONDAY + timedelta(hours=13),
    MONDAY + timedelta(hours=22),
)
"""19:00, 23:00 and 08:00 in the municipality."""


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def town(office: Office, server: Mailbox) -> PostTown:
    server.taken.clear()
    return PostTown(office, server)


# --- who is told of what ---------------------------------------------------------------------------------------------


def test_a_new_task_is_told_to_those_who_handle_tasks_at_its_desk_and_to_nobody_else(town: PostTown):
    town.keeps(town.task())
    assert town.carries() == 2
    assert town.box.readers() == [CARETAKER, MANAGER]
    letter = town.box.to(CARETAKER)[0]
    assert letter["Subject"] == "Nytt ärende 101, Björkhagaskolan"
    assert letter["Auto-Submitted"] == "auto-generated"
    said = plain(letter).splitlines()
    assert "Dörrstängaren håller inte emot." in said
    assert "Ta emot: 4 timmar kvar, i dag 14:00" in said
    assert "https://rond.example/tasks/task-1" in said
    assert '<a href="https://rond.example/tasks/task-1">Öppna i Rond</a>' in everything(letter)


def test_nobody_is_told_of_what_they_did_themselves(town: PostTown):
    town.keeps(town.task(), by=CARETAKER)
    town.carries()
    assert town.box.readers() == [MANAGER]


def test_who_has_taken_the_task_on_before_the_letter_goes_is_not_told_of_it(town: PostTown):
    town.chooses(CARETAKER, pace=DAILY)
    task = town.task()
    town.keeps(task)
    town.now += timedelta(hours=1)
    town.moves(task, ACKNOWLEDGED, CARETAKER, "acknowledged")
    town.carries(MORNING)
    assert town.box.readers() == [MANAGER]


def test_whoever_the_task_is_handed_to_is_told_as_of_a_new_one(town: PostTown):
    task = town.task()
    town.keeps(task)
    town.carries()
    town.box.taken.clear()
    town.now += timedelta(hours=1)
    town.keeps(replace(task, desk="ORG-BUN", org="ORG-BUN"), by=MANAGER)
    town.carries()
    assert town.box.readers() == ["manager-b01"]


def test_whom_a_task_is_laid_on_is_told(town: PostTown):
    task = town.task()
    town.keeps(task)
    town.carries()
    town.box.taken.clear()
    town.keeps(replace(task, assigned=Assignment(person=CARETAKER)), by=MANAGER)
    town.carries()
    assert [m["Subject"] for m in town.box.to(CARETAKER)] == ["Du har fått ärende 101, Björkhagaskolan"]
    assert town.box.readers() == [CARETAKER]


def test_everybody_who_reported_it_is_told_that_it_was_fixed_and_what_was_done(town: PostTown):
    task = town.task(reporters=("inspector-b01",))
    town.keeps(task)
    town.carries()
    town.box.taken.clear()
    town.moves(task, DONE, CARETAKER, "done", "Bytte fjädern.")
    town.carries()
    assert town.box.readers() == ["inspector-b01", REPORTER]
    assert "Fastighetsskötare norr: Bytte fjädern." in plain(town.box.to(REPORTER)[0])


def test_what_turned_out_not_to_be_fixed_is_not_told_as_fixed(town: PostTown):
    town.chooses(REPORTER, pace=DAILY)
    task = town.moves(town.task(), DONE, CARETAKER, "done")
    town.moves(task, REOPENED, "inspector-b01", "not_fixed")
    town.carries(MORNING)
    assert town.box.to(REPORTER) == []


def disputed(task: Task, state: str) -> Task:
    dispute = Dispute("list_unclear", CARETAKER, "Fastighetsskötare norr", "2026-11-23T09:00:00+00:00", state=state)
    return replace(task, status=DISPUTED, disputes=(replace(dispute, counterpart="ORG-BUN", desk="ORG-BUN"),))


def test_the_counterpart_is_asked_then_the_group_and_who_said_not_ours_hears_what_became_of_it(town: PostTown):
    told = []
    task = town.task()
    town.keeps(task, by=CARETAKER)
    for state, by in (("waiting", CARETAKER), ("with_group", "manager-b01"), ("decided", "safety-coordinator")):
        town.carries()
        town.box.taken.clear()
        town.now += timedelta(minutes=5)
        town.keeps(disputed(task, state), by=by)
        town.carries()
        told.append({(m["To"].partition("@")[0], m["Subject"]) for m in town.box.taken})
    assert told == [
        {("manager-b01", "Ditt svar behövs, ärende 101, Björkhagaskolan")},
        {
            ("fire-officer", "Ditt svar behövs, ärende 101, Björkhagaskolan"),
            ("safety-coordinator", "Ditt svar behövs, ärende 101, Björkhagaskolan"),
            (CARETAKER, "Svar på ”inte vårt”, ärende 101"),
        },
        {(CARETAKER, "Svar på ”inte vårt”, ärende 101")},
    ]


def test_who_pays_is_asked_to_approve_and_not_any_more_when_it_has_been_answered(town: PostTown):
    task = town.task(cost_org="ORG-BUN")
    town.keeps(task)
    town.carries()
    town.box.taken.clear()
    asked = replace(task, estimate=Estimate(40_000, "asked", "2026-11-23T09:00:00+00:00"))
    town.keeps(asked, by=MANAGER)
    town.carries()
    assert town.box.readers() == ["manager-b01"]
    town.keeps(replace(asked, estimate=Estimate(50_000, "asked", "2026-11-23T10:00:00+00:00")), by=MANAGER)
    town.keeps(replace(asked, estimate=Estimate(50_000, "approved", "2026-11-23T10:00:00+00:00")), by="manager-b01")
    town.carries()
    assert town.box.readers() == ["manager-b01"]


def test_a_notice_goes_to_its_role_in_its_building_with_its_own_words(town: PostTown):
    words = Words("Månadsrond, Björkhagaskolan", "Monthly round, Björkhaga School")
    town.keeps(Notice("r:fire_responsible", "B01", "fire_responsible", "r", "2026-11-23T09:00:00+00:00", words))
    town.carries()
    assert town.box.readers() == ["manager-b01"]
    assert "https://rond.example/round/r" in plain(town.box.taken[0])
    assert words.sv in plain(town.box.taken[0])


def test_a_change_that_is_not_kept_leaves_no_letter(town: PostTown, monkeypatch: pytest.MonkeyPatch):
    def full(*_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("tests.unit.post_town.ledger.advance", full)
    with pytest.raises(OSError, match="full"):
        town.keeps(town.task())
    assert town.queue() == []


def test_a_finding_that_a_phone_sends_is_told_once_however_often_it_is_sent(town: PostTown, http: httpx.Client):
    phone = phone_of(town.office, http, REPORTER)
    event = phone.event(FindingReported("f-1", "B01", "FIR.CMP.CLS", "Dörren slår.", "high", space="B01-COR1"))
    assert phone.outcomes([event]) == ["accepted"]
    assert phone.outcomes([event]) == ["repeated"]
    town.now = town.office.now()
    town.carries()
    assert town.box.readers() == [CARETAKER, MANAGER]
    assert "Dörren slår." in plain(town.box.taken[0])


# --- when, and in whose place ----------------------------------------------------------------------------------------


def test_the_days_letters_come_as_one_in_the_morning(town: PostTown):
    town.chooses(CARETAKER, pace=DAILY)
    for _ in range(3):
        town.keeps(town.task())
    assert town.carries() == 1
    assert town.carries(EVENING) == 0
    assert town.carries(MORNING) == 1
    [letter] = town.box.to(CARETAKER)
    assert letter["Subject"] == "3 meddelanden från Rond"
    assert [f"Nytt ärende {number}, Björkhagaskolan" in plain(letter) for number in (101, 102, 103)] == [True] * 3
    assert town.carries(MORNING + timedelta(days=1)) == 0


def test_quiet_hours_hold_up_all_but_what_is_critical(town: PostTown):
    town.chooses(CARETAKER, quiet_from="21:00", quiet_to="06:30")
    town.chooses(MANAGER, pace=ONLY_CRITICAL)
    town.now = NIGHT
    town.keeps(town.task())
    town.keeps(town.task(severity="critical"))
    town.carries()
    assert sorted(m["Subject"] for m in town.box.taken) == ["AKUT ärende 102, Björkhagaskolan"] * 2
    town.carries(MORNING)
    assert [m["Subject"] for m in town.box.to(CARETAKER)][1:] == ["Nytt ärende 101, Björkhagaskolan"]
    assert len(town.box.to(MANAGER)) == 1


def test_a_stand_in_is_told_instead_once_and_in_their_own_language(town: PostTown):
    town.chooses(CARETAKER, away_until="2026-11-23", stand_in=MANAGER)
    town.chooses(MANAGER, language="en")
    town.keeps(town.task())
    town.carries()
    [letter] = town.box.taken
    assert (letter["To"], letter["Content-Language"]) == (f"{MANAGER}@ljungaholm.example", "en")
    assert letter["Subject"] == "New task 101, Björkhaga School (F-9)"
    town.now += timedelta(days=1)
    town.keeps(town.task())
    town.carries()
    assert town.box.readers() == [CARETAKER, MANAGER, MANAGER]


def test_a_stand_in_who_was_away_at_first_is_not_told_twice(town: PostTown):
    town.chooses(CARETAKER, pace=DAILY)
    town.keeps(town.task())
    town.carries()
    town.chooses(CARETAKER, away_until="2026-11-30", stand_in=MANAGER)
    town.carries(MORNING)
    assert town.box.readers() == [MANAGER]
    assert sorted(town.states()) == ["dropped", "sent"]


def test_a_stand_in_who_may_not_see_it_is_not_told_of_it(town: PostTown):
    town.chooses(CARETAKER, away_until="2026-11-30", stand_in="caretaker-south")
    town.keeps(town.task())
    town.carries()
    assert town.box.readers() == [CARETAKER, MANAGER]


# --- what is not told ------------------------------------------------------------------------------------------------

CANARIES = (
    "kanariefågel",
    "B01-COR1",
    "Korridor",
    "FIR.CMP.CLS",
    "Björkhaga",
    "hemligheten",
    "guard-round",
    "987654321",
)


def moves_of_every_kind(town: PostTown, confidentiality: str) -> None:
    """Everything that is told about a task and by notices."""
    task = town.task(
        id="B01:guard-round:2026:FIR.CMP.CLS@B01-COR1",
        text="kanariefågel",
        number=987654321,
        confidentiality=confidentiality,
        reporters=("safety-coordinator",),
    )
    town.keeps(task)
    town.looks(town.now + timedelta(days=30))
    for state in ("waiting", "with_group", "decided"):
        town.now += timedelta(minutes=1)
        town.keeps(disputed(task, state), by=CARETAKER)
        town.carries()
    town.moves(task, DONE, CARETAKER, "done", "hemligheten")
    for role in ("unit_manager", "property_manager", "safety_coordinator", "hr_partner"):
        words = Words("Ett nytt ärende med begränsad insyn", "A new case with limited access")
        notice = Notice(f"guard-round:{role}", "B01", role, "B01:guard-round:2026", "2026-11-23T09:00+00:00", words)
        town.keeps(replace(notice, confidentiality=confidentiality, administration="BUN"))
    town.carries()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("confidentiality", ["limited", "restricted_person"])
def test_letters_about_what_is_not_open_hold_nothing_of_it(town: PostTown, confidentiality: str, language: str):
    for person in town.office.register.municipality.persons:
        town.chooses(person, language=language)
    moves_of_every_kind(town, confidentiality)
    assert len(town.box.taken) > 3
    for message in town.box.taken:
        assert [word for word in CANARIES if word in everything(message)] == []
        assert "https://rond.example/" in plain(message)


def test_the_same_moves_of_what_is_open_are_told_in_full(town: PostTown):
    moves_of_every_kind(town, "open")
    said = "\n".join(everything(message) for message in town.box.taken)
    assert [word for word in ("kanariefågel", "Björkhaga", "hemligheten", "987654321") if word not in said] == []


def test_nothing_of_what_a_letter_will_say_lies_in_the_queue(town: PostTown):
    town.keeps(town.task(text="kanariefågel"))
    assert [letter for letter in town.queue() if "kanariefågel" in str(letter)] == []


def test_who_may_no_longer_see_it_when_the_letter_goes_is_not_told(town: PostTown):
    town.chooses(CARETAKER, pace=DAILY)
    task = town.task()
    town.keeps(task)
    town.keeps(replace(task, confidentiality="restricted_person"))
    town.carries(MORNING)
    assert town.box.to(CARETAKER) == []


def test_a_task_that_has_been_ended_is_no_news(town: PostTown):
    town.chooses(CARETAKER, pace=DAILY)
    task = town.task()
    town.keeps(task)
    town.carries()
    town.box.taken.clear()
    town.moves(task, CLOSED, MANAGER, "withdrawn")
    assert town.carries(MORNING) == 0


def test_what_people_write_can_add_neither_headers_nor_markup(town: PostTown):
    town.keeps(town.task(text="<b>Hej</b>\r\nBcc: alla@example.org\n\n<script>"))
    town.carries()
    letter = town.box.to(CARETAKER)[0]
    assert letter["Bcc"] is None
    assert "&lt;script&gt;" in everything(letter)
    html = letter.get_body(("html",))
    assert html is not None
    assert "<script>" not in html.get_content()
