"""What is approved changes the register: on phones, for routing, over a restart, and for every server process."""

from pathlib import Path

import httpx
import pytest

from domain.events import FindingReported, ObjectProposed, ProposalDecided, RoundStarted
from domain.places import Object
from sync_server.office import Office
from tests.server_fixtures import TestPhone, office_at, phone_of, serving

TAG, MOVED = "LJH-B01-EX-999", "LJH-B01-EX-001"


@pytest.fixture
def inspector(office: Office, http: httpx.Client) -> TestPhone:
    phone = phone_of(office, http, "inspector-b01")
    phone.sync(RoundStarted("R", "B01", "sba-monthly", "2026:1"))
    return phone


@pytest.fixture
def manager(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, "property-manager-centre")


def propose(phone: TestPhone, *, tag: str = TAG, proposal: str = "P", label: str = "Skum 6 l vid entrén") -> None:
    proposed = ObjectProposed("R", proposal, "B01", "B01-ENT", tag, "extinguisher", label, "FIR.EXT.PRT")
    answer = phone.sync(proposed)
    assert [receipt["outcome"] for receipt in answer["receipts"]] == ["accepted"]


def objects_on(phone: TestPhone) -> dict[str, dict[str, object]]:
    phone.sync()
    return {item["tag"]: item for item in phone.documents["building", "B01"]["objects"]}


def known_to(office: Office, tag: str = TAG) -> Object | None:
    building = office.follow_register().building("B01")
    assert building is not None
    return building.object(tag)


def test_an_approved_object_reaches_the_phones_at_once(inspector: TestPhone, manager: TestPhone) -> None:
    propose(inspector)
    manager.sync()
    assert manager.documents["proposal", "P"]["object"]["tag"] == TAG
    assert TAG not in objects_on(inspector)
    manager.sync(ProposalDecided("P", approved=True))
    assert objects_on(manager)[TAG]["space"] == "B01-ENT"
    assert TAG in objects_on(inspector)


def test_a_rejected_object_stays_out(inspector: TestPhone, manager: TestPhone) -> None:
    propose(inspector)
    manager.sync()
    manager.sync(ProposalDecided("P", approved=False, reason="Hör till grannhuset"))
    assert TAG not in objects_on(inspector)
    assert inspector.documents["proposal", "P"]["reason"] == "Hör till grannhuset"


def test_routing_knows_the_new_object(inspector: TestPhone, manager: TestPhone) -> None:
    propose(inspector)
    manager.sync()
    manager.sync(ProposalDecided("P", approved=True))
    for finding, tag in (("at-it", TAG), ("nowhere", "")):
        inspector.sync(FindingReported(finding, "B01", "FIR.EGR.CLR", "Blockerad", "medium", object=tag))
    desks = {body["finding"]: body["desk"] for (kind, _), body in inspector.documents.items() if kind == "task"}
    assert desks == {"at-it": "ORG-BUN", "nowhere": "ORG-TF"}, "inside, the user keeps the way out clear"


def test_a_moved_object_keeps_what_the_register_knew_of_it(
    office: Office, inspector: TestPhone, manager: TestPhone
) -> None:
    before = known_to(office, MOVED)
    propose(inspector, tag=MOVED, label="")
    manager.sync()
    manager.sync(ProposalDecided("P", approved=True))
    after = known_to(office, MOVED)
    assert before is not None
    assert after is not None
    assert (before.space, after.space) == ("B01-COR1", "B01-ENT")
    assert (after.type, after.component, after.label) == (before.type, before.component, before.label)


def test_a_restart_keeps_what_was_approved(
    inspector: TestPhone, manager: TestPhone, database_url: str, tmp_path: Path
) -> None:
    propose(inspector)
    manager.sync()
    manager.sync(ProposalDecided("P", approved=True))
    again = office_at(tmp_path, database_url=database_url)
    assert known_to(again) is not None
    again.close()
    assert TAG in objects_on(inspector), "starting anew does not lay the files out over it"


def test_another_server_process_notices(
    office: Office, inspector: TestPhone, manager: TestPhone, database_url: str, tmp_path: Path
) -> None:
    second = office_at(tmp_path, database_url=database_url)
    assert known_to(second) is None
    propose(inspector)
    manager.sync()
    with serving(second) as url, httpx.Client(base_url=url, timeout=60) as http:
        manager.http = http
        manager.sync(ProposalDecided("P", approved=True))
    assert known_to(office) is not None, "the first process has not been told by anybody but the database"
    second.close()


def test_following_a_register_that_stands_still_reads_nothing_anew(office: Office) -> None:
    assert office.follow_register() is office.follow_register()
