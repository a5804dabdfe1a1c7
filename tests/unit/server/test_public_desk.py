"""The desk's side of reports without an account: posters, contact, photos that wait, and what policy may settle."""

import asyncio
import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from PIL import Image
from sqlalchemy import Connection, select

from app.main import show
from domain.places import Building
from domain.records import from_plain, to_plain
from domain.secrecy.protection import is_protected
from domain.secrecy.suspicion import PATTERNS
from domain.secrecy.suspicion import WORDS as SUSPICIONS
from domain.tasks.task import Task
from domain.tasks.to_reporter import MARKS, photos_waiting, said_to_reporter
from domain.wire import Parcel
from sync_server.command import main
from sync_server.content import DEMO, load_municipality
from sync_server.office import Office, open_office
from sync_server.photos.upload import photo_key
from sync_server.public import limits, poster_desk
from sync_server.public.kinds import KINDS, NOT_HERE
from sync_server.public.settled import settled
from sync_server.public.tables import public_photos, public_reports
from sync_server.public.words import WORDS
from sync_server.settings import settings_from
from sync_server.storage import ledger
from sync_server.storage.schema import photos
from sync_server.storage.working_set import WorkingSet
from tests.server_fixtures import TestPhone, demo_municipality, phone_of
from tests.unit.demo_phone import DemoServer, demo_phone
from tests.unit.harness import Screens
from tests.unit.server.test_public_reports import place, send, task_of

SignIn = Callable[[str], TestPhone]


@pytest.fixture
def sign_in(office: Office, http: httpx.Client) -> SignIn:
    return lambda person: phone_of(office, http, person)


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (320, 200), "red").save(written, "JPEG")
    return written.getvalue()


def hold_photos(office: Office) -> None:
    policy = replace(office.register.municipality.policy, rest={"public_reports": {"hold_photos": True}})
    office.register.municipality = replace(office.register.municipality, policy=policy)


# --- posters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "building", "status"),
    [
        ("property-manager-centre", "B01", 200),
        ("safety-coordinator", "B01", 200),
        ("manager-b01", "B01", 200),
        ("system-admin", "B01", 200),
        ("property-manager-villages", "B01", 404),
        ("caretaker-north", "B01", 404),
        ("inspector-b01", "B01", 404),
        ("water-operator", "B10", 409),
        ("safety-coordinator", "B10", 409),
        ("safety-coordinator", "B99", 404),
    ],
)
def test_posters_are_printed_by_those_who_answer_for_the_building_and_never_for_a_protected_one(
    sign_in: SignIn, http: httpx.Client, person: str, building: str, status: int
) -> None:
    bearer = sign_in(person).bearer
    assert http.get(f"/posters/{building}", headers=bearer).status_code == status
    answer = http.post(f"/posters/{building}/link/*", headers=bearer)
    assert answer.status_code == status
    if status == 200:
        assert http.get(answer.json()["link"]).content.startswith(b"%PDF")
    assert http.get(f"/posters/{building}").status_code == 401
    assert http.post(f"/posters/{building}/link/*").status_code == 401


def test_the_command_prints_the_same_codes_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def printed(name: str, *more: str) -> int:
        return main(["posters", str(tmp_path / name), "--data-dir", str(tmp_path / "data"), *more])

    def codes() -> set[str]:
        office = open_demo(tmp_path / "data")
        try:
            return {place(office).code, place(office, space="").code}
        finally:
            office.close()

    assert printed("b01.pdf", "--building", "B01", "--address", "https://rond.example.se") == 0
    first = codes()
    assert printed("all.pdf") == 0
    assert codes() == first
    assert (tmp_path / "all.pdf").stat().st_size > (tmp_path / "b01.pdf").stat().st_size
    assert printed("none.pdf", "--building", "B10") == 2
    assert printed("none.pdf", "--building", "B99") == 2
    assert not (tmp_path / "none.pdf").exists()
    assert "protected building" in capsys.readouterr().err


def test_an_abused_code_is_switched_off_with_a_reason_and_replaced_by_one_of_its_own(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    manager = sign_in("manager-b01").bearer
    old = place(office).code

    def said(what: str, **about: str) -> httpx.Response:
        return http.post(f"/posters/B01/{what}", json={"space": "B01-ENT", **about}, headers=manager)

    def entrance(posters: list[dict]) -> dict:
        return next(each for each in posters if each["space"] == "B01-ENT")

    assert http.get(f"/r/{old}").status_code == 200
    assert said("off").json()["code"] == "why_off"
    assert said("off", why=" ").status_code == 422
    off = entrance(said("off", why="Skämtanmälningar varje dag").json())
    assert (off.get("code", ""), off["off_by"], off["why"]) == (
        "",
        "Rektor Björkhagaskolan",
        "Skämtanmälningar varje dag",
    )
    assert http.get(f"/r/{old}").status_code == 404
    assert http.post("/posters/B01/link/B01-ENT", headers=manager).status_code == 404
    assert http.post("/posters/B01/link/*", headers=manager).status_code == 200
    assert entrance(http.get("/posters/B01", headers=manager).json()).get("code", "") == "", "printing made it anew"

    new = entrance(said("new").json())["code"].replace("-", "")
    assert new != old
    assert entrance(said("new").json())["code"].replace("-", "") == new, "one is enough"
    assert [http.get(f"/r/{code}").status_code for code in (new, old)] == [200, 404]


@pytest.mark.parametrize("space", ["B01-KOK", "B02-ENT", "B01-NONE"])
def test_no_code_is_made_for_a_place_that_the_public_does_not_go_to(
    http: httpx.Client, sign_in: SignIn, space: str
) -> None:
    bearer = sign_in("safety-coordinator").bearer
    listed = [each["space"] for each in http.get("/posters/B01", headers=bearer).json()]
    assert space not in listed
    assert listed[0] == ""
    assert http.post(f"/posters/B01/link/{space}", headers=bearer).status_code == 404
    assert http.post("/posters/B01/new", json={"space": space}, headers=bearer).status_code == 404


def test_a_link_to_a_poster_ends_and_opens_nothing_but_what_it_is_for(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    bearer = sign_in("safety-coordinator").bearer
    link = http.post("/posters/B01/link/B01-ENT", headers=bearer).json()["link"]
    assert http.get(link).content.startswith(b"%PDF")
    assert http.get(link.replace("B01-ENT", "*")).status_code == 404
    assert http.get(link.replace("safety-coordinator", "manager-b01")).status_code == 404
    began = office.now()
    office.now = lambda: began + timedelta(minutes=11)
    assert http.get(link).json()["code"] == "link_over"


def test_the_command_prints_no_code_that_is_switched_off_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = open_demo(tmp_path / "data")
    coordinator = office.register.person("safety-coordinator")
    for poster in poster_desk.posters_at(office, coordinator, "B01"):
        poster_desk.make_new(office, coordinator, "B01", poster.space)
        poster_desk.switch_off(office, coordinator, "B01", poster.space, "Skämt")
    office.close()
    where = [str(tmp_path / "none.pdf"), "--building", "B01", "--data-dir", str(tmp_path / "data")]
    assert main(["posters", *where]) == 2
    assert "Every code there has been switched off" in capsys.readouterr().err


def open_demo(data: Path) -> Office:
    return open_office(settings_from({}, data), demo_municipality())


@pytest.mark.parametrize(
    ("tags", "confidentiality", "protected"),
    [((), "open", False), (("protected",), "open", True), (("high_value",), "open", True), ((), "limited", True)],
)
def test_a_building_is_protected_by_its_flag_or_by_what_is_kept_of_it(
    tags: tuple[str, ...], confidentiality: str, protected: bool
) -> None:
    building = Building("B", "B", "o", "u", tags=tags, confidentiality_default=confidentiality)
    assert is_protected(building) is protected


# --- contact ---------------------------------------------------------------------------------------------------------


def test_how_to_reach_the_reporter_is_told_to_those_who_handle_it_and_lies_in_no_document(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    send(http, place(office), contact="070-123 45 67", where="Skolgård")
    task = task_of(office)
    assert "070" not in str(task)

    def told(person: str) -> tuple[int, str | None]:
        answer = http.get(f"/public-reports/{task['id']}/contact", headers=sign_in(person).bearer)
        return answer.status_code, answer.json().get("contact")

    assert told("property-manager-centre") == (200, "070-123 45 67")
    assert told("safety-coordinator") == (200, "070-123 45 67")
    for other in ("manager-b01", "system-admin", "manager-b11", "graffiti-crew"):
        assert told(other) == (404, None), other


def test_how_to_reach_the_reporter_is_forgotten_when_the_case_is_closed(office: Office, http: httpx.Client) -> None:
    send(http, place(office), contact="070-123 45 67")
    office.begin_the_day()
    assert contacts(office) == ["070-123 45 67"]

    def close(connection: Connection) -> None:
        counters = ledger.lock(connection)
        held = WorkingSet(connection, office.register)
        task = held.task(task_of(office)["id"])
        assert task
        held.put(replace(task, status="closed"))
        held.save(counters)
        ledger.advance(connection, counters)

    office.database.write(close)
    office.begin_the_day()
    assert contacts(office) == [""]


def contacts(office: Office) -> list[str]:
    with office.database.reading() as connection:
        return list(connection.execute(select(public_reports.c.contact)).scalars())


# --- photos that wait ------------------------------------------------------------------------------------------------


def test_a_photo_waits_until_somebody_has_looked_at_it_where_the_municipality_wants_that(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    hold_photos(office)
    send(http, place(office), photo=picture(), where="Skolgård")
    assert "photos" not in task_of(office)
    coordinator, caretaker = sign_in("safety-coordinator"), sign_in("caretaker-north")
    (waiting,) = http.get("/public-photos", headers=coordinator.bearer).json()
    address = f"/public-photos/{waiting['sha256']}"
    assert waiting["building"] == "B01"
    assert http.get(address, headers=coordinator.bearer).headers["content-type"] == "image/jpeg"
    for nobody in ({}, sign_in("manager-b11").bearer, sign_in("system-admin").bearer):
        assert http.get(address, headers=nobody).status_code in (401, 404)
        assert http.post(address, json={"show": True}, headers=nobody).status_code in (401, 404)
    assert http.get(f"/photos/{waiting['sha256']}", headers=caretaker.bearer).status_code == 404

    assert http.post(address, json={"show": True}, headers=coordinator.bearer).json() == {"status": "shown"}
    assert http.get(f"/photos/{waiting['sha256']}", headers=caretaker.bearer).status_code == 200
    assert task_of(office)["history"][-1]["photos"][0]["sha256"] == waiting["sha256"]
    assert http.get("/public-photos", headers=coordinator.bearer).json() == []
    assert http.post(address, json={"show": True}, headers=coordinator.bearer).status_code == 404


def test_the_task_says_that_a_photo_waits_and_who_decided_what_and_why(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    hold_photos(office)
    manager = sign_in("property-manager-centre")
    for shown, why in ((False, "Visar ett barn"), (True, "")):
        send(http, place(office), photo=picture(), where="Skolgård")
        task = from_plain(Task, task_of(office))
        assert photos_waiting(task) == 1
        waiting = http.get("/public-photos", headers=manager.bearer).json()
        (sha256,) = [held["sha256"] for held in waiting if held["task"] == task.id]
        address = f"/public-photos/{sha256}"
        if not shown:
            assert http.post(address, json={"show": False}, headers=manager.bearer).json()["code"] == "why_removed"
        assert http.post(address, json={"show": shown, "why": why}, headers=manager.bearer).status_code == 200
        task = from_plain(Task, task_of(office))
        assert photos_waiting(task) == 0
        last = task.history[-1]
        did = "photo_shown" if shown else "photo_refused"
        assert (last.person, last.did, last.text) == ("property-manager-centre", did, why)


def test_a_photo_that_is_not_to_be_shown_is_gone_and_may_be_sent_again(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    hold_photos(office)
    coordinator = sign_in("safety-coordinator")
    for _ in range(2):
        send(http, place(office), photo=picture())
        (waiting,) = http.get("/public-photos", headers=coordinator.bearer).json()
        sha256 = waiting["sha256"]
        assert office.photos.store.get(photo_key(sha256)) is not None
        assert (
            http.post(
                f"/public-photos/{sha256}", json={"show": False, "why": "Barn"}, headers=coordinator.bearer
            ).status_code
            == 200
        )
        assert office.photos.store.get(photo_key(sha256)) is None
        with office.database.reading() as connection:
            assert connection.execute(select(photos).where(photos.c.sha256 == sha256)).first() is None
    assert [(entry["did"], entry.get("text", "")) for entry in task_of(office)["history"]] == [
        ("photo_waits", ""),
        ("photo_refused", "Barn"),
    ]


def test_a_photo_that_two_have_sent_stays_while_one_of_them_still_waits(
    office: Office, http: httpx.Client, sign_in: SignIn
) -> None:
    hold_photos(office)
    send(http, place(office), photo=picture())
    send(http, place(office, "B02", "B02-ENT"), photo=picture())
    with office.database.reading() as connection:
        (sha256,) = set(connection.execute(select(public_photos.c.sha256)).scalars())
    centre = sign_in("property-manager-centre")
    assert (
        http.post(f"/public-photos/{sha256}", json={"show": False, "why": "Barn"}, headers=centre.bearer).status_code
        == 200
    )
    content = office.photos.store.get(photo_key(sha256))
    assert content
    assert hashlib.sha256(content).hexdigest() == sha256


# --- what is settled, and words ------------------------------------------------------------------------------------


def test_the_municipality_chooses_which_kinds_may_be_reported() -> None:
    policy = demo_municipality().policy
    assert settled(policy).kinds == KINDS
    few = replace(policy, rest={"public_reports": {"kinds": ["graffiti", "light"]}})
    assert [kind.id for kind in settled(few).kinds] == ["graffiti", "light"]


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("public_reports: {kinds: [grafitti]}", "'grafitti' is not a known kind of report"),
        ("public_reports: {kinds: graffiti}", "is not a list of kinds"),
        ("public_reports: {hold_photos: often}", "is neither true nor false"),
        ("public_reports: {hold_photo: true}", "'hold_photo' is not a known setting of public_reports"),
        ("public_reports: [graffiti]", "is not a mapping"),
    ],
)
def test_a_mistake_in_what_is_settled_is_told_by_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], section: str, problem: str
) -> None:
    for file in DEMO.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    policy = tmp_path / "policy.yaml"
    policy.write_text(f"{policy.read_text('utf-8')}\n{section}\n", "utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert problem in "".join(capsys.readouterr())
    lines = len(policy.read_text("utf-8").splitlines())
    main(["check", str(tmp_path)])
    assert f"policy.yaml:{lines}" in "".join(capsys.readouterr())


def test_every_kind_is_routed_by_the_list_of_the_demo_or_left_for_somebody_to_place() -> None:
    municipality = load_municipality()
    codes = {row.component_code for row in municipality.demarcation[0].rows}
    for kind in KINDS:
        assert {kind.indoors, kind.outdoors} <= codes | {""}, kind.id
        severity = municipality.policy.severity(kind.severity)
        assert severity
        assert severity.channel == "app", "what has to be phoned is not left to a page"
    assert not {kind.id for kind in KINDS} & set(NOT_HERE)


def test_everything_is_said_in_both_languages() -> None:
    every = [*WORDS.values(), *(kind.words for kind in KINDS), *SUSPICIONS.values()]
    assert [words for words in every if not words.sv or not words.en] == []
    assert set(SUSPICIONS) == set(PATTERNS)


def test_only_a_marked_comment_is_for_the_reporter() -> None:
    for mark in MARKS:
        assert said_to_reporter(f" {mark}  Vilken dörr? ") == "Vilken dörr?"
    for comment in ("Vilken dörr?", "Skriv till anmälaren: vilken dörr?", "", MARKS[0][:-1]):
        assert said_to_reporter(comment) == ""
    assert said_to_reporter("TILL ANMÄLAREN: Tack!") == "Tack!"


@pytest.mark.parametrize(("reporter", "told"), [("public", True), ("caretaker-north", False)])
def test_who_comments_on_what_the_public_reported_is_told_how_to_reach_them(
    tmp_path: Path, reporter: str, told: bool
) -> None:
    async def story() -> None:
        phone = await demo_phone(tmp_path, DemoServer())
        task = phone.task("task-1")
        assert task
        parcel = Parcel("task", task.id, 9, to_plain(replace(task, reporter=reporter)))
        phone.documents.receive([parcel], (), reset=False)
        async with Screens(lambda page: show(page, phone), route="/tasks/task-1/comment") as seen:
            words = " ".join(seen.texts())
            assert (MARKS[0] in words) is told
        phone.db.close()

    asyncio.run(story())


def test_the_hour_of_the_limits_is_the_longest_that_is_remembered() -> None:
    known = (limits.FROM_ADDRESS, limits.AT_PLACE, limits.WRONG_CODES, limits.REPLIES)
    assert all(limit.within <= timedelta(hours=1) for limit in known)
