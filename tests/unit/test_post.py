"""Who is told what by e-mail, carried by a real mail server."""

from collections.abc import Iterator

import pytest

from sync_server.office import Office
from tests.mail import Mailbox, mailbox, plain
from tests.unit.post_town import MONDAY, PostTown

HANDLERS = ["caretaker-north", "property-manager-centre"]
"""Those who handle the owner's tasks in the school."""
EVENING = MONDAY.replace(hour=21)


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def town(office: Office, server: Mailbox) -> PostTown:
    server.taken.clear()
    return PostTown(office, server)


def test_a_new_task_is_told_to_those_who_handle_tasks_at_its_desk_and_to_nobody_else(town: PostTown):
    town.keeps(town.task())
    assert town.carries() == 2
    assert town.box.readers() == HANDLERS
    said = plain(town.box.to("caretaker-north")[0])
    assert town.box.to("caretaker-north")[0]["Subject"] == "Nytt ärende 101, Björkhagaskolan"
    assert "Dörrstängaren håller inte emot." in said
    assert "Tas emot: 4 timmar kvar" in said or "Tas emot:" in said
    assert "https://rond.example/tasks/task-1" in said
    assert town.carries() == 0
