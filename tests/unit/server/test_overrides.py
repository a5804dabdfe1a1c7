"""An override from proposal to routing, over the real API: approved by the other party, known to phones and server."""

from pathlib import Path

import httpx
import pytest

from domain.events import FindingReported, OverrideProposed, ProposalDecided
from sync_server.office import Office
from tests.server_fixtures import TestPhone, office_at, phone_of

ASKED = OverrideProposed("P", "B01", "FIR.EXT.PRT", "Skolan sköter sina egna", "2026-01-01", repair="user")


@pytest.fixture
def manager(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, "property-manager-centre")


@pytest.fixture
def head(office: Office, http: httpx.Client) -> TestPhone:
    return phone_of(office, http, "manager-b01")


def overrides_on(phone: TestPhone) -> list[dict[str, object]]:
    phone.sync()
    return phone.documents["building", "B01"]["overrides"]


def test_what_the_other_party_approves_reaches_phones_and_decides_where_findings_go(
    office: Office, http: httpx.Client, manager: TestPhone, head: TestPhone
) -> None:
    before = len(overrides_on(manager))
    assert manager.outcomes([manager.event(ASKED)]) == ["accepted"]
    head.sync()
    assert head.documents["proposal", "P"]["override"]["component"] == "FIR.EXT.PRT"
    assert len(overrides_on(head)) == before, "a proposal changes nothing"
    assert head.outcomes([head.event(ProposalDecided("P", approved=True, reason="Enligt avtal"))]) == ["accepted"]
    newest = overrides_on(manager)[0]
    assert (newest["component"], newest["repair_responsible"]) == ("FIR.EXT.PRT", "user")
    inspector = phone_of(office, http, "inspector-b01")
    inspector.sync(FindingReported("F", "B01", "FIR.EXT.PRT", "Borta", "medium", space="B01-COR1"))
    task = inspector.documents["task", "F"]
    assert (task["org"], task["cost_org"]) == ("ORG-BUN", "ORG-TF")
    assert task["rules"] == {"repair": newest["id"], "inspection": "DM-013", "cost": "DM-013"}
    manager.sync()
    decided = manager.documents["proposal", "P"]
    assert (decided["status"], decided["decided_by"], decided["reason"]) == (
        "approved",
        "Rektor Björkhagaskolan",
        "Enligt avtal",
    )


def test_the_proposer_cannot_approve_and_a_rejected_one_changes_nothing(manager: TestPhone, head: TestPhone) -> None:
    before = overrides_on(manager)
    manager.sync(ASKED)
    assert manager.outcomes([manager.event(ProposalDecided("P", approved=True))]) == ["not_yours_to_decide"]
    head.sync()
    assert head.outcomes([head.event(ProposalDecided("P", approved=False, reason="Nej"))]) == ["accepted"]
    assert overrides_on(manager) == before


def test_a_restart_keeps_an_approved_override(
    manager: TestPhone, head: TestPhone, database_url: str, tmp_path: Path
) -> None:
    manager.sync(ASKED)
    head.sync()
    head.sync(ProposalDecided("P", approved=True))
    again = office_at(tmp_path, database_url=database_url)
    building = again.register.building("B01")
    again.close()
    assert building is not None
    assert building.overrides[0].component == "FIR.EXT.PRT"
