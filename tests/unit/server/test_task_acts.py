"""Acts on a task as they come in from outside: what makes no sense is refused by itself, with words, and kept."""

from typing import Any

import httpx
import pytest

from domain.events import FindingReported
from sync_server.office import Office
from tests.server_fixtures import phone_of

FINDING = FindingReported("F1", "B01", "FIR.EXT.PRT", "Borta", "medium", space="B01-COR1")
STRANGE: dict[str, tuple[str, dict[str, Any]]] = {
    "a pause until no time": ("TaskPaused", {"task": "F1", "reason": "police_hold", "until": "soon"}),
    "a pause without offset": ("TaskPaused", {"task": "F1", "reason": "police_hold", "until": "2027-01-01T10:00:00"}),
    "a pause without end": ("TaskPaused", {"task": "F1", "reason": "police_hold"}),
    "planned for no day": ("TaskAssigned", {"task": "F1", "planned": "Monday"}),
    "laid on a name that is none": ("TaskAssigned", {"task": "F1", "person": "a b"}),
    "deferred until no day": ("TaskDeferred", {"task": "F1", "until": "later", "reason": "x"}),
    "a cost that is text": ("TaskEstimated", {"task": "F1", "sek": "100"}),
    "a cost below nothing": ("TaskEstimated", {"task": "F1", "sek": -1}),
    "an input that nobody knows": ("TaskCorrected", {"task": "F1", "reason": "x", "case": {"colour": "red"}}),
    "a severity that nobody knows": ("TaskCorrected", {"task": "F1", "reason": "x", "severity": "awful"}),
    "a decision for nobody": ("DisputeDecided", {"task": "F1", "repair": "us", "cost": "you", "reason": "x"}),
    "an answer that is neither": ("TaskVerified", {"task": "F1", "approved": "perhaps"}),
    "an act of tomorrow": ("TaskTeleported", {"task": "F1"}),
}


@pytest.mark.parametrize(("act", "body"), STRANGE.values(), ids=STRANGE)
def test_what_makes_no_sense_is_refused_by_itself_and_the_line_goes_on(
    office: Office, http: httpx.Client, act: str, body: dict[str, Any]
) -> None:
    phone = phone_of(office, http, "property-manager-centre")
    phone_of(office, http, "inspector-b01").sync(FINDING)
    phone.sync()
    strange = phone.event(FINDING) | {"act": act, "body": body}
    comment = phone.event(FINDING) | {"act": "TaskCommented", "body": {"task": "F1", "text": "Vidare"}}
    answer = http.post("/sync", json={"events": [strange, comment]}, headers=phone.bearer).json()
    first, second = answer["receipts"]
    assert first["outcome"] == "refused"
    assert first["refusal"]["code"] != "could_not_apply"
    assert first["refusal"]["why"]["sv"]
    assert second["outcome"] == "accepted"


OLD = {
    "TaskAcknowledged": {"task": "F1"},
    "TaskCommented": {"task": "F1", "text": "Beställt"},
    "TaskHandedBack": {"task": "F1", "reason": "list_unclear", "text": "x"},
    "TaskDone": {"task": "F1", "text": "Bytt"},
}


def test_what_phones_said_before_the_acts_grew_is_understood(office: Office, http: httpx.Client) -> None:
    phone = phone_of(office, http, "property-manager-centre")
    phone_of(office, http, "inspector-b01").sync(FINDING)
    phone.sync()
    lines = [phone.event(FINDING) | {"act": act, "body": body} for act, body in OLD.items()]
    answer = http.post("/sync", json={"events": lines}, headers=phone.bearer).json()
    assert [receipt["outcome"] for receipt in answer["receipts"]] == ["accepted"] * len(OLD)
