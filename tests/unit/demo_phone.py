"""A phone with the demo municipality on it, and a server that keeps what it is sent: to test screens and to look at."""

import gzip
import hashlib
import io
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from app.device.net import Answer, NoNetwork
from app.device.photo_files import open_photo_files
from app.device.store import open_store
from app.state.opening import INDEXES
from app.state.phone import Phone
from domain.language import Words
from domain.municipality import About
from domain.photos import PhotoRef
from domain.records import to_plain
from domain.rounds.round import Round
from domain.tasks.task import Entry, Task
from domain.wire import ACCEPTED, REFUSED
from sync_server.content import load_municipality

PERSON = "caretaker-north"
REFUSAL = {
    "code": "round_locked",
    "why": {"sv": "Ronden är redan signerad av A. Berg och låst.", "en": "The round is signed by A. Berg and locked."},
    "do": {"sv": "Rapportera ändringen som en egen avvikelse.", "en": "Report the change as a finding of its own."},
}


@dataclass
class DemoServer:
    """Fulfils `app.device.net.Transport`. `down` answers nothing; `refuses` names acts that it will not carry out.

    `revoked` says that the phone has been signed out from here; the next sign-in is given `device`.
    """

    person: str = PERSON
    down: bool = False
    revoked: bool = False
    device: str = "0000000a"
    refuses: tuple[str, ...] = ()
    events: list[dict[str, Any]] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.town = load_municipality()
        self.who = self.town.persons[self.person]

    async def close(self) -> None: ...

    def keep_picture(self) -> str:
        """A door, more or less; the hash that it goes by."""
        picture, out = Image.new("RGB", (640, 480), "#8a9a8f"), io.BytesIO()
        ImageDraw.Draw(picture).rectangle((220, 60, 420, 480), fill="#7a4b2a", outline="#3b2413", width=8)
        picture.save(out, "JPEG")
        name = hashlib.sha256(out.getvalue()).hexdigest()
        self.photos[name] = out.getvalue()
        return name

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        if self.down:
            raise NoNetwork("offline")
        if path.startswith("/sign-in"):
            return self._sign_in(json.loads(body or b"{}"))
        if self.revoked:
            return Answer(401, {}, b'{"code": "revoked"}')
        if path == "/sync":
            return self._sync(json.loads(gzip.decompress(body or b"")))
        if path.startswith("/photos/"):
            return self._photo(method, path.removeprefix("/photos/"), headers, body or b"")
        if path.startswith("/rounds/"):
            return Answer(200, {}, b'{"link": "/protocols/signed"}')
        return Answer(200, {}, b"{}")

    def _sign_in(self, said: dict[str, str]) -> Answer:
        if said.get("password", "") not in ("right", "") or said.get("code", "used") == "old":
            why = {"sv": "Fel användarnamn eller lösenord.", "en": "Wrong user name or password."}
            return Answer(401, {}, json.dumps({"why": why}).encode())
        given = {"token": "t", "device": self.device, "person": to_plain(self.who)}
        return Answer(200, {}, json.dumps(given).encode())

    def _sync(self, request: dict[str, Any]) -> Answer:
        receipts = []
        for event in request.get("events", []):
            refused = event["act"] in self.refuses
            receipt = {"event": event["id"], "counter": event["counter"], "outcome": REFUSED if refused else ACCEPTED}
            receipts.append({**receipt, "refusal": REFUSAL} if refused else receipt)
            self.events.append(event)
        new = request.get("cursor", 0) == 0
        documents = [
            {"kind": kind, "id": identity, "version": 1, "body": to_plain(body)}
            for kind, identity, body in (self._documents() if new else ())
        ]
        said = {"receipts": receipts, "documents": documents, "cursor": 1, "access": "a"}
        return Answer(200, {}, json.dumps(said).encode())

    def _photo(self, method: str, sha256: str, headers: dict[str, str], body: bytes) -> Answer:
        if method == "GET":
            held = self.photos.get(sha256)
            return Answer(200, {}, held) if held else Answer(404, {}, b"")
        if method == "HEAD":
            return Answer(404, {"upload-offset": "0"}, b"")
        self.photos[sha256] = self.photos.get(sha256, b"") + body
        return Answer(201, {}, json.dumps({"sha256": sha256}).encode())

    def _documents(self) -> list[tuple[str, str, Any]]:
        town, mine = self.town, [b for b in self.town.buildings.values() if self.who.works_in(b.id)]
        about = About(town.short, town.name, town.timezone, town.emergency, town.police_other, town.duty_phone)
        documents: list[tuple[str, str, Any]] = [("municipality", about.id, about), ("policy", "policy", town.policy)]
        documents += [("building", building.id, building) for building in mine]
        documents += [("checklist", f"{c.id}@{c.version}", c) for c in town.checklists.values()]
        documents += [("demarcation", listing.version, listing) for listing in town.demarcation]
        documents += [("organisation", org.id, org) for org in town.organisations.values()]
        documents += [("person", self.who.id, self.who)]
        return documents + [(d.kind, d.id, d) for d in (*rounds_of(self), *tasks_of(self))]


def rounds_of(server: DemoServer) -> list[Round]:
    """Two planned rounds: one that should have been walked, one that is due."""
    today = datetime.now(UTC).date()
    made = []
    for number, (building, checklist, due) in enumerate(
        (("B01", "fire-technical-owner", -3), ("B02", "graffiti-outdoor", 2), ("B03", "alarm-test", 6))
    ):
        version = server.town.checklists[checklist].version
        made.append(
            Round(
                f"{building}:{checklist}:{number}",
                building,
                checklist,
                version,
                performer=server.who.id,
                opens=(today + timedelta(days=due - 30)).isoformat(),
                due=(today + timedelta(days=due)).isoformat(),
                last_day=(today + timedelta(days=due + 7)).isoformat(),
            )
        )
    return made


WHY = Words(
    "Fastighetsägaren, enligt rad DM-023, version 2026:1: dörrstängare är ägarens.",
    "The property owner, by row DM-023, version 2026:1: door closers are the owner's.",
)


def tasks_of(server: DemoServer) -> list[Task]:
    now = datetime.now(UTC)

    def at(hours: float) -> str:
        return (now + timedelta(hours=hours)).isoformat(timespec="seconds")

    first = Task(
        "task-1",
        "task-1",
        "B01",
        "FIR.CMP.CLS",
        "Dörrstängaren i korridor A håller inte emot, dörren slår.",
        "high",
        org="ORG-TF",
        desk="ORG-TF",
        found_at=at(-30),
        number=214,
        cost_org="ORG-BUN",
        why=WHY,
        reporter="inspector-b01",
        reporter_title="Brandskyddskontrollant Björkhagaskolan",
        acknowledge_by=at(-26),
        resolve_by=at(-2),
        photos=(PhotoRef(server.keep_picture(), 640, 480), PhotoRef("a" * 64)),
        list_version="2026:1",
    )
    second = replace(
        first,
        id="task-2",
        number=215,
        text="Lampan vid lastkajen är trasig.",
        severity="low",
        building="B02",
        component="OUT.LGT",
        status="acknowledged",
        photos=(),
        resolve_by=at(24 * 20),
        cost_org="ORG-TF",
        history=(Entry(at(-5), "caretaker-north", "Fastighetsskötare norr", "acknowledged"),),
    )
    ended = replace(
        second, id="task-3", number=198, status="done", text="Grinden går i lås igen.", severity="medium",
        history=(Entry(at(-5), "caretaker-north", "Fastighetsskötare norr", "done", "Justerade gångjärnen."),),
    )  # fmt: skip
    return [first, second, ended]


async def demo_phone(folder: Path, server: DemoServer, *, signed_in: bool = True) -> Phone:
    """A phone in `folder` that has signed in and received everything."""
    db = open_store(folder / "rond.journal", INDEXES)
    phone = Phone(db, await open_photo_files(folder / "photos"), server)
    phone.settings.load(db)
    if signed_in:
        assert await phone.sign_in(server.who.id, "right") is None
        await phone.send_now()
    return phone
