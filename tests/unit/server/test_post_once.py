"""A letter never goes twice, whatever dies when and whatever the mail server says; and none is lost in silence."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.office import Office
from sync_server.post import letters
from sync_server.post.letters import ABANDONED_AFTER, PAUSES
from sync_server.post.mail_server import NoMailServer
from sync_server.post.postman import Postman
from sync_server.storage.database import Database
from sync_server.storage.schema import documents
from tests.mail import HANGS_UP, TAKES_IT_AND_HANGS_UP, Mailbox, mailbox
from tests.server_fixtures import office_at
from tests.unit.post_town import MONDAY, PostTown

TWO = ["caretaker-north", "property-manager-centre"]


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def town(office: Office, server: Mailbox) -> PostTown:
    server.taken.clear()
    return PostTown(office, server)


class Died(BaseException):
    """The process is gone: nothing else of it happens."""


@dataclass
class Mortal:
    """A database that its process works with until it dies: before, or right after, its n-th write."""

    database: Database
    lives: int
    after: bool

    def write(self, work: Callable[[Any], Any]) -> Any:
        self.lives -= 1
        if self.lives < 0 and not self.after:
            raise Died
        done = self.database.write(work)
        if self.lives < 0:
            raise Died
        return done


def dies(town: PostTown, lives: int, *, after: bool) -> None:
    carrier = replace(town.carrier(), database=Mortal(town.office.database, lives, after))  # pyright: ignore[reportArgumentType]
    with suppress(Died, NoMailServer):
        carrier.carry()


@pytest.fixture(scope="module")
def one_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One database for all examples."""
    office = office_at(tmp_path_factory.mktemp("post"))
    yield office
    office.close()


def empty(office: Office) -> None:
    with office.database.engine.begin() as connection:
        for table in (letters.letters, documents):
            connection.execute(table.delete().where(table.c.kind != "plan"))


ANSWERS = st.sampled_from(["250 OK", "451 later", "554 no", HANGS_UP, TAKES_IT_AND_HANGS_UP])
RCPT = st.sampled_from(["250 OK", "450 busy", "550 nobody here"])


@settings(max_examples=25, deadline=None)
@given(
    deaths=st.lists(st.tuples(st.integers(0, 10), st.booleans()), max_size=3),
    rcpt=st.lists(RCPT, max_size=3),
    data=st.lists(ANSWERS, max_size=3),
    waits=st.booleans(),
)
def test_no_letter_goes_twice_and_none_is_lost_in_silence(
    one_office: Office,
    server: Mailbox,
    deaths: list[tuple[int, bool]],
    rcpt: list[str],
    data: list[str],
    waits: bool,
):
    empty(one_office)
    server.taken.clear()
    town = PostTown(one_office, server)
    town.keeps(town.task(), town.task())
    server.says = {"RCPT": list(rcpt), "DATA": list(data)}
    for lives, after in deaths:
        dies(town, lives, after=after)
        town.now += ABANDONED_AFTER * 2 if waits else timedelta(seconds=20)
    for pause in (ABANDONED_AFTER * 2, *PAUSES):
        town.now += pause
        with suppress(NoMailServer):
            town.carries()
    arrived = server.readers()
    assert len(arrived) == len(set(arrived))
    states = {letter.person: letter.state for letter in town.queue()}
    assert set(states) == set(TWO)
    assert set(states.values()) <= {"sent", "unsure", "failed"}
    assert [person for person in TWO if states[person] == "sent" and person not in arrived] == []
    if not deaths and set(rcpt + data) <= {"250 OK", "451 later", "450 busy"}:
        assert arrived == TWO


@pytest.mark.parametrize(
    ("lives", "after", "arrived", "state"),
    [
        # The writes of a pass: recover, choose, claim, last word, sent.
        (2, False, 1, "sent"),
        (2, True, 1, "sent"),
        (3, False, 1, "sent"),
        (3, True, 0, "unsure"),
        (4, False, 1, "unsure"),
        (4, True, 1, "sent"),
    ],
)
def test_what_becomes_of_a_letter_when_the_server_dies_at_each_step(
    town: PostTown, lives: int, after: bool, arrived: int, state: str
):
    town.keeps(town.task(), by=TWO[1])
    dies(town, lives, after=after)
    for _ in range(3):
        town.now += ABANDONED_AFTER + timedelta(minutes=1)
        town.carries()
    assert (len(town.box.taken), town.states()) == (arrived, [state])


def test_what_may_have_arrived_is_sent_again_only_when_a_person_says_so_and_as_the_same_message(town: PostTown):
    town.keeps(town.task(), by=TWO[1])
    town.box.says["DATA"] = [TAKES_IT_AND_HANGS_UP]
    with pytest.raises(NoMailServer):
        town.carries()
    assert town.carries(town.now + timedelta(days=2)) == 0
    town.office.database.write(lambda connection: letters.try_again(connection, letters.as_text(town.now)))
    town.carries()
    first, second = town.box.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@ljungaholm.example>")


def test_two_servers_at_one_queue_send_each_letter_once(town: PostTown):
    """The second goes through the whole queue between every two steps of the first, and its clock is far ahead."""
    town.keeps(town.task(), town.task())
    ahead = iter(range(1, 1000))

    class Interrupted:
        def write(self, work: Callable[[Any], Any]) -> Any:
            done = town.office.database.write(work)
            later = town.now + ABANDONED_AFTER * 2 * next(ahead)
            town.carrier(lambda: later).carry()
            return done

    replace(town.carrier(), database=Interrupted()).carry()  # pyright: ignore[reportArgumentType]
    town.carries(town.now + timedelta(days=1))
    assert town.box.readers() == TWO
    assert set(town.states()) <= {"sent", "unsure"}


def test_a_refusal_is_tried_again_with_growing_pauses_until_it_has_failed(town: PostTown):
    town.keeps(town.task(), by=TWO[1])
    town.box.says["RCPT"] = ["450 busy"] * 20
    for tried, pause in enumerate(PAUSES, start=1):
        town.carries()
        assert [(letter.state, letter.attempts) for letter in town.queue()] == [("waiting", tried)]
        town.carries(town.now + pause - timedelta(seconds=1))
        assert [letter.attempts for letter in town.queue()] == [tried]
        town.now += timedelta(seconds=1)
    town.carries()
    [letter] = town.queue()
    assert (letter.state, letter.attempts, letter.reason) == ("failed", 8, "450 busy")
    town.box.says["RCPT"].clear()


def test_an_address_that_does_not_exist_fails_at_once_and_holds_up_nobody_else(town: PostTown):
    town.keeps(town.task())
    town.box.says["RCPT"] = ["550 nobody here"]
    assert town.carries() == 1
    assert sorted(town.states()) == ["failed", "sent"]
    assert [letter.reason for letter in town.queue() if letter.state == "failed"] == ["550 nobody here"]


def test_a_refused_message_is_not_on_the_way(town: PostTown):
    town.keeps(town.task(), by=TWO[1])
    town.box.says["DATA"] = ["451 later"]
    assert town.carries() == 0
    assert town.states() == ["waiting"]
    assert town.carries(town.now + timedelta(minutes=2)) == 1


def test_a_mail_server_that_does_not_answer_costs_no_letter_an_attempt_and_is_asked_more_seldom(town: PostTown):
    town.keeps(town.task(), by=TWO[1])
    office = replace_mail(town, port=1)
    postman, pauses = Postman(office), []
    for _ in range(8):
        postman.go_round()
        pauses.append(postman.pause.total_seconds())
    assert pauses == [40, 80, 160, 320, 640, 900, 900, 900]
    assert [(letter.state, letter.attempts) for letter in town.queue()] == [("waiting", 0)]
    postman.office.mail = town.carrier().mail
    postman.go_round()
    assert (town.states(), postman.pause.total_seconds()) == (["sent"], 20)


def replace_mail(town: PostTown, **how: Any) -> Office:
    town.office.mail = replace(town.carrier().mail, **how)
    town.office.now = lambda: MONDAY
    return town.office


def test_one_letter_that_cannot_be_written_holds_up_nobody_else(town: PostTown):
    town.keeps(town.task(severity="unheard of", found_at="never"), by=TWO[1])
    town.keeps(town.task(resolve_by="never"), by=TWO[1])
    town.chooses(TWO[0], pace="at_once")
    town.keeps(town.task(), by=TWO[0])
    assert town.carries() == 1
    assert town.box.readers() == [TWO[1]]
    assert "failed" in town.states()


def test_what_nobody_could_send_in_a_week_is_no_news(town: PostTown):
    town.keeps(town.task())
    town.office.database.write(lambda connection: letters.tidy(connection, MONDAY + timedelta(days=8)))
    assert town.carries() == 0
    assert {letter.reason for letter in town.queue()} == {"too old"}
    town.office.database.write(lambda connection: letters.tidy(connection, MONDAY + timedelta(days=120)))
    assert town.queue() == []
