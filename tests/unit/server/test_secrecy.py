"""Secrecy on a running server: nobody else gets a restricted case, and what lies there follows new rules."""

import json
from pathlib import Path

import httpx
from sqlalchemy import Connection, update

from domain.events import FindingReported, PointAnswered, RoundStarted
from sync_server.office import Office
from sync_server.storage import ledger
from sync_server.storage.schema import documents
from tests.server_fixtures import demo_municipality, office_at, phone_of, serving

FINDING = FindingReported("F1", "B01", "FIR.EXT.PRT", "Borta", "high", space="B01-COR1")
THREAT = RoundStarted("I1", "B03", "incident-threat-violence", "2026:1")
CANARY = "kanariefågel"


def test_a_threat_report_reaches_the_reporter_their_own_manager_and_the_coordinator(
    office: Office, http: httpx.Client
) -> None:
    library = phone_of(office, http, "library-vedasa")
    library.sync(THREAT, PointAnswered("I1", "thr-05", CANARY))
    holders = set()
    for person in demo_municipality().persons:
        phone = phone_of(office, http, person)
        phone.sync()
        if CANARY in json.dumps(list(phone.documents.values()), ensure_ascii=False):
            holders.add(person)
    assert holders == {"library-vedasa", "manager-culture", "safety-coordinator"}


def test_what_was_stored_under_older_rules_is_shown_by_the_rules_of_today(database_url: str, tmp_path: Path) -> None:
    office = office_at(tmp_path, database_url=database_url)
    with serving(office) as url, httpx.Client(base_url=url) as http:
        phone_of(office, http, "inspector-b01").sync(FINDING)
        phone = phone_of(office, http, "caretaker-north")
        phone.sync()
    office.database.write(_as_under_older_rules)
    office.close()
    assert ("finding", "F1") in phone.documents
    office = office_at(tmp_path, database_url=database_url)
    with serving(office) as url, httpx.Client(base_url=url) as http:
        fresh, guard = phone_of(office, http, "caretaker-north"), phone_of(office, http, "guard-1")
        fresh.sync()
        guard.sync()
    office.close()
    assert ("finding", "F1") in fresh.documents
    assert ("finding", "F1") not in guard.documents


def _as_under_older_rules(connection: Connection) -> None:
    """As if the table had been another, and had let one person in who no longer may."""
    only_guard = ledger.audience_number(connection, frozenset({"person:guard-1"}))
    connection.execute(update(documents).where(documents.c.kind == "finding").values(audience=only_guard))
    connection.execute(update(documents).where(documents.c.kind == "secrecy").values(body="{}"))
