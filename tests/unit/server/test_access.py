"""Every document leaves the server only for who may see it; losing access takes it back, gaining access brings it."""

import json
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection

from domain.events import FindingReported, PointAnswered, RoundStarted
from domain.findings import Finding
from domain.people import Person
from domain.records import from_plain
from domain.rounds.round import Round
from domain.secrecy.access import audience_of, keys_of, may_see
from domain.tasks.task import Task
from sync_server import demo
from sync_server.content import Municipality
from sync_server.office import Office
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet
from tests.server_fixtures import TestPhone, demo_municipality, office_at, phone_of, serving

TYPES = {"round": Round, "finding": Finding, "task": Task}
FINDING = FindingReported("F1", "B01", "FIR.EXT.PRT", "Borta", "high", space="B01-COR1")
FOR_ALL = {"municipality", "policy", "demarcation", "checklist", "organisation", "role"}


def with_person(person: Person, **changed: object) -> Municipality:
    """The demo municipality where one person is another than before."""
    municipality = demo_municipality()
    return replace(municipality, persons=municipality.persons | {person.id: replace(person, **changed)})


def test_everybody_gets_exactly_what_the_access_rules_open(office: Office, http: httpx.Client) -> None:
    municipality, register = office.register.municipality, office.register
    office.database.write(lambda connection: demo.add_cases(connection, register))
    reporter = phone_of(office, http, "inspector-b01")
    limited = RoundStarted("R-keys", "B06", "locks-access-keys", "2026:1")
    reporter.sync(FINDING)
    phone_of(office, http, "manager-sports").sync(limited)
    with office.database.reading() as connection:
        stored = ledger.load_all(connection, TYPES)
    everything = {key: from_plain(TYPES[key[0]], json.loads(kept.body)) for key, kept in stored.items()}
    assert {document.confidentiality for document in everything.values()} >= {"open", "limited"}
    for person in municipality.persons.values():
        phone = phone_of(office, http, person.id)
        phone.sync()
        keys = keys_of(person, list(municipality.buildings))
        allowed = {
            key
            for key, document in everything.items()
            if may_see(keys, audience_of(document, municipality.buildings[document.building]))
        }
        got = {key for key in phone.documents if key[0] in TYPES}
        assert got == allowed, person.id
        assert {identity for kind, identity in phone.documents if kind == "person"} == {person.id}
        buildings = {identity for kind, identity in phone.documents if kind == "building"}
        assert buildings <= {building for building in municipality.buildings if person.works_in(building)}
        assert {kind for kind, _ in phone.documents} >= FOR_ALL


def test_a_phone_that_follows_the_cursor_holds_what_a_fresh_one_gets(office: Office, http: httpx.Client) -> None:
    old = phone_of(office, http, "caretaker-north")
    old.sync()
    inspector = phone_of(office, http, "inspector-b01")
    inspector.sync(FINDING, RoundStarted("R1", "B01", "sba-monthly", "2026:1"), PointAnswered("R1", "sba-m-01", "ok"))
    answer = old.sync()
    assert not answer["reset"]
    assert {parcel["kind"] for parcel in answer["documents"]} == {"round", "finding", "task"}
    fresh = phone_of(office, http, "caretaker-north")
    fresh.sync()
    own = {("person", "caretaker-north")}
    assert {key: body for key, body in old.documents.items() if key not in own} == {
        key: body for key, body in fresh.documents.items() if key not in own
    }


def test_an_older_cursor_is_always_safe(office: Office, http: httpx.Client) -> None:
    phone = phone_of(office, http, "inspector-b01")
    phone.sync()
    held, phone.cursor = dict(phone.documents), 0
    phone.sync()
    assert phone.documents == held


def test_a_cursor_from_another_database_starts_over(office: Office, http: httpx.Client) -> None:
    phone = phone_of(office, http, "inspector-b01")
    phone.sync()
    phone.cursor += 1_000
    assert phone.sync()["reset"]


def test_when_the_desk_changes_those_who_lose_the_task_lose_it_and_nobody_else(
    office: Office, http: httpx.Client
) -> None:
    locksmith, teacher = phone_of(office, http, "locksmith-crew"), phone_of(office, http, "reporter-b01")
    phone_of(office, http, "inspector-b01").sync(FINDING)
    _move_task(office, desk="ORG-CTR-LOCK")
    locksmith.sync()
    teacher.sync()
    assert ("task", "F1") in locksmith.documents
    _move_task(office, desk="ORG-TF")
    assert locksmith.sync()["gone"] == [["task", "F1"]]
    assert teacher.sync()["gone"] == []
    assert ("task", "F1") not in locksmith.documents
    assert ("task", "F1") in teacher.documents
    _move_task(office, desk="ORG-CTR-LOCK")
    assert locksmith.sync()["gone"] == []
    assert ("task", "F1") in locksmith.documents


def test_more_buildings_bring_what_is_old_and_fewer_take_it_away(database_url: str, tmp_path: Path) -> None:
    person = demo_municipality().persons["caretaker-north"]
    office = office_at(tmp_path, database_url=database_url)
    with serving(office) as url, httpx.Client(base_url=url) as http:
        phone_of(office, http, "inspector-b01").sync(FINDING)
        phone = phone_of(office, http, person.id)
        phone.sync()
        assert ("task", "F1") in phone.documents
    office.close()
    _at_next_start(database_url, tmp_path, with_person(person, buildings=("B02", "B03")), phone)
    assert ("task", "F1") not in phone.documents
    assert ("building", "B01") not in phone.documents
    assert phone.documents[("person", person.id)]["buildings"] == ["B02", "B03"]
    _at_next_start(database_url, tmp_path, demo_municipality(), phone)
    assert ("task", "F1") in phone.documents


def test_a_building_that_changes_hands_takes_its_records_along(database_url: str, tmp_path: Path) -> None:
    municipality = demo_municipality()
    office = office_at(tmp_path, database_url=database_url)
    with serving(office) as url, httpx.Client(base_url=url) as http:
        phone_of(office, http, "inspector-b05").sync(replace(FINDING, building="B05", space=""))
        seller = phone_of(office, http, "caretaker-lhem")
        seller.sync()
        before = {identity for kind, identity in seller.documents if kind == "finding"}
    office.close()
    assert "F1" in before
    sold = replace(municipality.buildings["B05"], owner_org="ORG-TF")
    changed = replace(municipality, buildings=municipality.buildings | {"B05": sold})
    _at_next_start(database_url, tmp_path, changed, seller)
    assert ("finding", "F1") not in seller.documents


@pytest.mark.parametrize("path", ["/devices", "/photos/" + "a" * 64])
def test_without_a_token_nothing_comes_out(http: httpx.Client, path: str) -> None:
    for headers in ({}, {"authorization": "Bearer nonsense"}, {"authorization": "Basic eDp5"}):
        response = http.get(path, headers=headers)
        assert (response.status_code, response.json()["code"]) == (401, "signed_out")


def _move_task(office: Office, desk: str) -> None:
    def move(connection: Connection) -> None:
        counters = ledger.lock(connection)
        documents = WorkingSet(connection, office.register)
        task = documents.task("F1")
        assert task
        documents.put(replace(task, desk=desk))
        documents.save(counters)
        ledger.advance(connection, counters)

    office.database.write(move)


def _at_next_start(database_url: str, folder: Path, municipality: Municipality, phone: TestPhone) -> None:
    """The server starts again with other data files, and the phone asks it once."""
    office = office_at(folder, municipality=municipality, database_url=database_url)
    with serving(office) as url, httpx.Client(base_url=url) as http:
        phone.http = http
        phone.sync()
    office.close()
