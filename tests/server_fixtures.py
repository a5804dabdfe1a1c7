"""A real server for tests: over HTTP on a free port, or in process without any sockets."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from domain.event_lines import event_to_plain
from domain.events import Act, Event
from domain.identity import new_id
from sync_server import demo
from sync_server.api import api
from sync_server.content import Municipality, load_municipality
from sync_server.entrance.signin import new_code
from sync_server.office import Office, open_office, utc_now
from sync_server.settings import Settings


@cache
def demo_municipality() -> Municipality:
    return load_municipality()


def office_at(
    folder: Path,
    *,
    municipality: Municipality | None = None,
    database_url: str = "",
    photos_url: str = "",
    now: Callable[[], datetime] = utc_now,
) -> Office:
    """The demo municipality's office in `folder`, with its accounts and planned rounds."""
    settings = Settings(database_url or f"sqlite:///{folder / 'rond.sqlite'}", photos_url or str(folder / "photos"))
    office = open_office(settings, municipality or demo_municipality(), now)
    office.begin_the_day()
    return office


@contextmanager
def serving(office: Office) -> Iterator[str]:
    """The address of a real HTTP server in a thread of this process."""
    server = uvicorn.Server(uvicorn.Config(api(office), port=0, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def running_server(folder: Path, **how: Any) -> Iterator[str]:
    """`serving` over `office_at`, with the demo accounts (`sync_server.demo.PASSWORD`)."""
    office = office_at(folder, **how)
    office.database.write(lambda connection: demo.add_accounts(connection, office.register))
    with serving(office) as url:
        yield url
    office.close()


def in_process(office: Office) -> httpx.AsyncClient:
    """A client that talks to the server without sockets; `office.database` is there to look into."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(api(office)), base_url="http://rond.test")


def enrolment_code(office: Office, person: str) -> str:
    return office.database.write(lambda connection: new_code(connection, person, office.now()))


@dataclass
class TestPhone:
    """The least that a phone does: signs in, counts its events, remembers its cursor and what it was sent."""

    __test__ = False

    http: httpx.Client
    person: str
    device: str
    token: str
    counter: int = 0
    cursor: int = 0
    access: str = ""

    def __post_init__(self) -> None:
        self.documents: dict[tuple[str, str], dict[str, Any]] = {}
        self.versions: dict[tuple[str, str], int] = {}

    @property
    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def event(self, act: Act, *, at: str = "", counter: int = 0, **changed: Any) -> dict[str, Any]:
        """The next event of this device, as it is sent."""
        if not counter:
            self.counter += 1
            counter = self.counter
        identity = new_id(self.device, counter, counter.to_bytes(8))
        event = Event(identity, self.device, counter, self.person, at or utc_now().isoformat(), act)
        return event_to_plain(event) | changed

    def post(self, events: list[dict[str, Any]]) -> httpx.Response:
        body = {"cursor": self.cursor, "access": self.access, "events": events}
        return self.http.post("/sync", content=json.dumps(body), headers=self.bearer)

    def sync(self, *acts: Act) -> dict[str, Any]:
        return self.send([self.event(act) for act in acts])

    def send(self, events: list[dict[str, Any]]) -> dict[str, Any]:
        """Send, receive until there is no more; returns the last answer with the receipts of the first."""
        response = self.post(events)
        assert response.status_code == 200, response.text
        first = answer = response.json()
        self._receive(answer)
        while answer["more"]:
            answer = self.post([]).json()
            self._receive(answer)
        return answer | {"receipts": first["receipts"]}

    def outcomes(self, events: list[dict[str, Any]]) -> list[str]:
        """The outcomes of the events, each with its reason where it was refused."""
        receipts = self.send(events)["receipts"]
        return [receipt.get("refusal", {}).get("code") or receipt["outcome"] for receipt in receipts]

    def _receive(self, answer: dict[str, Any]) -> None:
        if answer["reset"]:
            self.documents.clear()
        for kind, identity in answer["gone"]:
            self.documents.pop((kind, identity), None)
        for parcel in answer["documents"]:
            self.documents[(parcel["kind"], parcel["id"])] = parcel["body"]
            self.versions[(parcel["kind"], parcel["id"])] = parcel["version"]
        self.cursor, self.access = answer["cursor"], answer["access"]


def phone_of(office: Office, http: httpx.Client, person: str) -> TestPhone:
    """A phone signed in by a fresh code, without the cost of a password."""
    said = http.post("/sign-in/enrol", json={"code": enrolment_code(office, person), "device_name": "test"}).json()
    return TestPhone(http, person, said["device"], said["token"])
