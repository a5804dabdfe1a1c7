"""Over real HTTP: a finding in a cellar becomes a task at the right desk, is done there, and everybody sees it."""

from pathlib import Path

import httpx

from domain.events import FindingReported, PointAnswered, RoundStarted, TaskAcknowledged, TaskDone, TaskHandedBack
from sync_server.demo import PASSWORD
from tests.server_fixtures import TestPhone, running_server


def signed_in(http: httpx.Client, account: str) -> TestPhone:
    said = {"account": account, "password": PASSWORD, "device_name": "test"}
    welcome = http.post("/sign-in", json=said).raise_for_status().json()
    phone = TestPhone(http, account, welcome["device"], welcome["token"])
    phone.sync()
    return phone


def test_a_finding_goes_to_the_owners_desk_and_comes_back_done(tmp_path: Path) -> None:
    with running_server(tmp_path) as url, httpx.Client(base_url=url, timeout=60) as http:
        inspector, caretaker, teacher, stranger = (
            signed_in(http, account)
            for account in ("inspector-b01", "caretaker-north", "reporter-b01", "inspector-b05")
        )
        planned = next(
            body
            for (kind, _), body in inspector.documents.items()
            if kind == "round" and body["checklist"] == "sba-monthly"
        )
        finding = FindingReported(
            "F1", "B01", "FIR.EXT.PRT", "Manometern på rött", "high", space="B01-COR1", round=planned["id"]
        )
        inspector.sync(
            RoundStarted(planned["id"], "B01", "sba-monthly", planned["version"]),
            finding,
            PointAnswered(planned["id"], "sba-m-01", "deviation", "LJH-B01-EX-001", finding="F1"),
        )
        task = inspector.documents[("task", "F1")]
        assert (task["desk"], task["rules"]["repair"]) == ("ORG-TF", "DM-013")
        assert "DM-013" in task["why"]["sv"]
        assert inspector.documents[("finding", "F1")]["task"] == "F1"

        assert [receipt["outcome"] for receipt in teacher.sync(TaskAcknowledged("F1"))["receipts"]] == ["refused"]
        caretaker.sync(TaskAcknowledged("F1"))
        caretaker.sync(TaskDone("F1", "Bytt"))
        late = caretaker.sync(TaskHandedBack("F1", "wrong_place"))["receipts"][0]
        assert late["refusal"]["code"] == "task_ended"
        assert late["refusal"]["do"]["sv"]

        inspector.sync()
        assert inspector.documents[("task", "F1")]["status"] == "done"
        assert [entry["did"] for entry in inspector.documents[("task", "F1")]["history"]] == ["acknowledged", "done"]
        stranger.sync()
        assert ("task", "F1") not in stranger.documents


def test_two_offline_caretakers_who_both_finish_a_task_end_in_one_done_and_one_reason(tmp_path: Path) -> None:
    with running_server(tmp_path) as url, httpx.Client(base_url=url, timeout=60) as http:
        signed_in(http, "inspector-b01").sync(FindingReported("F1", "B01", "FIR.EXT.PRT", "Borta", "high"))
        first, second = signed_in(http, "caretaker-north"), signed_in(http, "caretaker-north")
        events = [phone.event(TaskDone("F1", "Klart")) for phone in (first, second)]
        assert first.outcomes([events[0]]) == ["accepted"]
        assert second.outcomes([events[1]]) == ["task_ended"]
        first.sync()
        assert first.documents == second.documents
