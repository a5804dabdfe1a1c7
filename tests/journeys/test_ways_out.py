"""Access as a matrix: every account of the demo municipality x every class x every way out of the server.

A word is planted in an open, a limited and a restricted finding, in a restricted report and where somebody works alone.
Whoever the table of secrecy opens them to may read it, by every way; nobody else does, by any.
"""

import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import openpyxl
import pytest

from domain.cases.case_file import CaseFile
from domain.events import FindingReported
from domain.findings import Finding
from domain.lone_work.session import LoneWork
from domain.records import from_plain
from domain.rounds.round import Round
from domain.secrecy.access import may_see
from domain.tasks.task import Task
from sync_server.lone_work.watching import raise_what_is_due
from sync_server.office import Office
from sync_server.storage import ledger
from tests.mail import Mailbox, everything, mailbox
from tests.server_fixtures import TestPhone, demo_municipality, office_at, phone_of, serving
from tests.unit.case_stories import CANARY, does, threat_sent
from tests.unit.lone_stories import begins
from tests.unit.post_town import PostTown

KINDS = {"round": Round, "finding": Finding, "task": Task, "case": CaseFile, "lone_work": LoneWork}
WORDS = {
    "open": "vipstjärt",
    "limited": "sidensvans",
    "restricted_person": "nattskärra",
    "report": CANARY,
    "lone": "lappuggla",
}
FORMS = {"open": "", "limited": "locks-access-keys", "restricted_person": "incident-threat-violence"}
TASKS = [f"F-{name}" for name in FORMS]
PEOPLE = list(demo_municipality().persons)


def synced(phone: TestPhone) -> str:
    phone.sync()
    return json.dumps(list(phone.documents.values()), ensure_ascii=False)


def table(phone: TestPhone) -> str:
    answer = phone.http.post("/tasks/table", json={"tasks": TASKS, "language": "sv"}, headers=phone.bearer)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


def printed(phone: TestPhone) -> str:
    """A protocol is a picture of words: to be handed it is to have read them."""
    return CANARY if _linked(phone, "/rounds/I1/protocol").startswith(b"%PDF") else ""


def packed(phone: TestPhone) -> str:
    return _linked(phone, "/cases/I1/packs/police.txt").decode()


def asked(phone: TestPhone) -> str:
    """What else answers a question about a task, a case or the list."""
    paths = ["/triage", "/devices", "/devices/all", "/posters/B01", "/demarcation/versions", "/public-photos"]
    paths += [f"/public-reports/{task}/contact" for task in TASKS]
    paths += ["/risk/B01/hidden"]
    return " ".join(phone.http.get(path, headers=phone.bearer).text for path in paths)


def _linked(phone: TestPhone, path: str) -> bytes:
    """What lies behind the link that is answered; nothing where it is refused."""
    answer = phone.http.post(path, params={"language": "sv"}, headers=phone.bearer)
    return phone.http.get(answer.json()["link"]).content if answer.status_code == 200 else b""


WAYS: dict[str, Callable[[TestPhone], str]] = {
    "sync": synced,
    "table": table,
    "protocol": printed,
    "pack": packed,
    "questions": asked,
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, httpx.Client, Mailbox]]:
    """The words have been planted, and all letters that follow have been carried."""
    folder: Path = tmp_path_factory.mktemp("town")
    office = office_at(folder)
    with serving(office) as url, httpx.Client(base_url=url, timeout=60) as http, mailbox() as box:
        inspector = phone_of(office, http, "inspector-b01")
        for name, form in FORMS.items():
            facts = {"space": "B01-COR1", "checklist": form, "version": "2026:1" if form else ""}
            does(inspector, FindingReported(f"F-{name}", "B01", "FIR.EXT.PRT", WORDS[name], "high", **facts))  # pyright: ignore[reportArgumentType]
        threat_sent(office, http)
        _works_alone(office, http)
        post = PostTown(office, box, office.now())
        while post.carries():
            pass
        yield office, http, box
    office.close()


def _works_alone(office: Office, http: httpx.Client) -> None:
    """Somebody who is missed, so that all letters about it are in line."""
    does(phone_of(office, http, "inspector-b01"), begins(note=WORDS["lone"], contact_role="duty_officer"))
    later = office.now() + timedelta(hours=2)
    office.database.write(lambda connection: raise_what_is_due(connection, office.register, later))


@pytest.fixture(scope="module")
def readers(town: tuple[Office, httpx.Client, Mailbox]) -> dict[str, set[str]]:
    """By planted word, the accounts that the table opens a document with it to."""
    office = town[0]
    with office.database.reading() as connection:
        stored = ledger.load_all(connection, list(KINDS))
    found: dict[str, set[str]] = {word: set() for word in WORDS.values()}
    for (kind, _), kept in stored.items():
        audience = office.register.audience_of(from_plain(KINDS[kind], json.loads(kept.body)))
        may = {who for who in PEOPLE if may_see(office.register.keys_of(office.register.person(who)), audience)}
        for word in found:
            if word in json.dumps(json.loads(kept.body), ensure_ascii=False):
                found[word] |= may
    return found


def test_each_class_has_fewer_readers_than_the_one_before_and_nobody_reads_everything(
    readers: dict[str, set[str]],
) -> None:
    opened, limited, restricted, report, lone = (readers[word] for word in WORDS.values())
    assert opened > limited
    assert len(limited) > len(restricted) > 0
    assert "system-admin" not in restricted | report | lone
    assert report == {"library-vedasa", "manager-culture", "safety-coordinator"}
    assert lone == {"inspector-b01", "manager-b01", "safety-coordinator", "duty-officer"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("person", PEOPLE)
def test_no_way_out_gives_a_word_to_whom_the_table_does_not_open_it(
    person: str, way: str, town: tuple[Office, httpx.Client, Mailbox], readers: dict[str, set[str]]
) -> None:
    office, http, _ = town
    said = WAYS[way](phone_of(office, http, person))
    read = {word for word in WORDS.values() if word in said}
    allowed = {word for word, people in readers.items() if person in people}
    assert read <= allowed
    if way == "sync":
        assert read == allowed, "and what is open comes"


@pytest.mark.parametrize("name", WORDS)
def test_no_letter_tells_more_than_its_reader_may_see_and_only_open_words_at_all(
    name: str, town: tuple[Office, httpx.Client, Mailbox], readers: dict[str, set[str]]
) -> None:
    box = town[2]
    assert box.taken, "letters have gone out"
    told = {message["To"].partition("@")[0] for message in box.taken if WORDS[name] in everything(message)}
    if name == "open":
        assert told <= readers[WORDS[name]]
        assert told
    else:
        assert told == set()


def test_somebody_who_has_not_signed_in_gets_nothing(town: tuple[Office, httpx.Client, Mailbox]) -> None:
    http = town[1]
    for method, path in (
        ("POST", "/sync"),
        ("POST", "/tasks/table"),
        ("POST", "/rounds/I1/protocol"),
        ("POST", "/cases/I1/packs/police.txt"),
        ("GET", "/triage"),
        ("GET", "/risk/B01/hidden"),
        ("GET", f"/public-reports/{TASKS[0]}/contact"),
        ("GET", "/o/guessed-token"),
        ("GET", "/protocols/I1/safety-coordinator/sv/9999999999/guessed"),
        ("GET", "/packs/I1/police.txt/safety-coordinator/sv/9999999999/guessed"),
    ):
        answer = http.request(method, path, json={})
        assert answer.status_code in (401, 403, 404, 410), (path, answer.status_code)
        assert not any(word in answer.text for word in WORDS.values())
