"""A protected site at a running server: what may not come in is refused by itself, and no letter holds a word of it."""

import hashlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from domain.events import FindingReported, PointAnswered, RoundStarted
from domain.photos import PhotoRef
from domain.places import Building
from domain.tasks.events import TaskDone
from sync_server.office import Office
from tests.mail import Mailbox, everything, mailbox
from tests.server_fixtures import phone_of
from tests.unit.phone.test_blur import jpeg_of, stripes
from tests.unit.post_town import PostTown

WATER, SECRET = "B10", "Hålet bakom pumphuset"
JPEG = jpeg_of(stripes(64, 48))
PHOTO = PhotoRef(hashlib.sha256(JPEG).hexdigest(), 64, 48)
REPORT: dict[str, Any] = {"building": WATER, "component": "OUT.LGT", "severity": "medium"}


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def town(office: Office, server: Mailbox) -> PostTown:
    server.taken.clear()
    return PostTown(office, server)


def test_a_picture_from_there_is_refused_with_words_and_all_around_it_is_taken(
    office: Office, http: httpx.Client
) -> None:
    operator = phone_of(office, http, "water-operator")
    place = {"kind": "other", "words": "Vid grinden", "lat": 56.1, "lon": 13.2}
    receipts = operator.sync(
        FindingReported("F1", text="Lampan är trasig", **REPORT),
        FindingReported("F2", text="Lampan är trasig", photos=(PHOTO,), **REPORT),
        RoundStarted("R1", WATER, "incident-threat-violence", "2026:1"),
        PointAnswered("R1", "thr-03", place),
        PointAnswered("R1", "thr-03", {"kind": "other", "words": "Vid grinden"}),
        TaskDone("F1", "Bytt lampa", (PHOTO,)),
        TaskDone("F1", "Bytt lampa"),
    )["receipts"]
    outcomes = [receipt["outcome"] for receipt in receipts]
    assert outcomes == ["accepted", "refused", "accepted", "refused", "accepted", "refused", "accepted"]
    for receipt in receipts[1:6:2]:
        assert receipt["refusal"]["code"] == "protected_site"
        assert receipt["refusal"]["why"]["sv"].startswith("Platsen är skyddad.")
    assert ("finding", "F1") in operator.documents
    assert ("finding", "F2") not in operator.documents
    assert "lat" not in operator.documents["round", "R1"]["answers"]["thr-03"]["value"]


@pytest.mark.parametrize(("building", "told"), [(WATER, False), ("B01", True)])
def test_letters_about_an_open_task_there_hold_nothing_of_it(town: PostTown, building: str, told: bool) -> None:
    known = town.office.register.building(building)
    assert isinstance(known, Building)
    owner = known.owner_org
    task = town.task(text=SECRET, building=building, desk=owner, org=owner, space="", confidentiality="open")
    town.keeps(task)
    town.carries()
    assert town.box.taken
    for letter in town.box.taken:
        assert (SECRET in everything(letter)) is told
        assert (known.name in everything(letter)) is told
