"""A server of a few lines behind the phone's transport: keeps events, hands out documents, fails on command."""

import gzip
import json
from dataclasses import dataclass, field

from app.device.net import Answer, NoNetwork
from domain.demarcation.listing import DemarcationList, Row
from domain.records import to_plain
from domain.wire import ACCEPTED, HELD, REFUSED, REPEATED
from tests.unit.world import CHECKLIST, INSPECTOR, SCHOOL

ROW = Row(
    "DM-013",
    "fire",
    "FIR.EXT.PRT",
    "Handbrandsläckare",
    "Extinguisher",
    repair_responsible="owner",
    inspection_responsible="user",
    cost_responsible="owner",
)
LISTING = DemarcationList("2026:1", "2026-01-01", "", (ROW,))
REGISTER = [
    ["building", SCHOOL.id, SCHOOL],
    ["checklist", f"{CHECKLIST.id}@{CHECKLIST.version}", CHECKLIST],
    ["demarcation", LISTING.version, LISTING],
    ["person", INSPECTOR.id, INSPECTOR],
]
NO = {"code": "no", "why": {"sv": "Nej.", "en": "No."}, "do": {"sv": "Gör om.", "en": "Do it again."}}


@dataclass
class FakeServer:
    """`down` answers nothing, `status` answers every /sync with that status, `refuses` names acts to refuse."""

    down: bool = False
    status: int = 200
    tokens: set[str] = field(default_factory=set)
    devices: int = 0
    events: dict[str, dict] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    lost_after: int | None = None
    refuses: tuple[str, ...] = ()
    holds: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def close(self) -> None: ...

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        self.asked.append((method, path))
        if self.down:
            raise NoNetwork("offline")
        if path.startswith("/sign-in"):
            return self._sign_in(json.loads(body or b"{}"))
        if headers["authorization"].removeprefix("Bearer ") not in self.tokens:
            return Answer(401, {}, b"{}")
        if path == "/sync":
            return self._sync(json.loads(gzip.decompress(body or b"")))
        if path == "/sign-out":
            self.tokens.discard(headers["authorization"].removeprefix("Bearer "))
            return Answer(200, {}, b"{}")
        return self._photo(method, path.removeprefix("/photos/"), headers, body)

    def _sign_in(self, said: dict) -> Answer:
        if said.get("password") != "right":
            why = {"sv": "Fel konto eller lösenord.", "en": "Wrong account or password."}
            return Answer(401, {}, json.dumps({"why": why}).encode())
        self.devices += 1
        token, device = f"token-{self.devices}", f"{self.devices:08x}"
        self.tokens.add(token)
        given = {"token": token, "device": device, "person": to_plain(INSPECTOR)}
        return Answer(200, {}, json.dumps(given).encode())

    def _sync(self, request: dict) -> Answer:
        if self.status != 200:
            return Answer(self.status, {}, b"")
        receipts = [self._receipt(event) for event in request.get("events", [])]
        documents = [
            {"kind": kind, "id": identity, "version": number, "body": to_plain(body)}
            for number, (kind, identity, body) in enumerate(REGISTER, 1)
            if number > request.get("cursor", 0)
        ]
        documents += [_finding(event) for event in self.events.values() if event["act"] == "FindingReported"]
        said = {"receipts": receipts, "documents": documents, "cursor": len(REGISTER), "access": "a"}
        return Answer(200, {}, json.dumps(said).encode())

    def _receipt(self, event: dict) -> dict:
        receipt = {"event": event["id"], "counter": event["counter"], "outcome": ACCEPTED}
        if self.holds:
            return {**receipt, "outcome": HELD}
        if event["act"] in self.refuses:
            return {**receipt, "outcome": REFUSED, "refusal": NO}
        if event["id"] in self.events:
            return {**receipt, "outcome": REPEATED}
        self.events[event["id"]] = event
        return receipt

    def _photo(self, method: str, sha256: str, headers: dict[str, str], body: bytes | None) -> Answer:
        """Parts are appended; `lost_after` bytes the line breaks once."""
        there = self.photos.get(sha256, b"")
        if method == "HEAD":
            return Answer(404, {"upload-offset": str(len(there))}, b"")
        self.photos[sha256] = there + (body or b"")
        if self.lost_after is not None and len(self.photos[sha256]) >= self.lost_after:
            self.lost_after = None
            raise NoNetwork("unreachable")
        total = int(headers["content-range"].rpartition("/")[2])
        if len(self.photos[sha256]) < total:
            return Answer(202, {}, json.dumps({"received": len(self.photos[sha256])}).encode())
        return Answer(201, {}, json.dumps({"sha256": sha256}).encode())


def _finding(event: dict) -> dict:
    said = {key: value for key, value in event["body"].items() if key != "finding"}
    known = {"id": event["body"]["finding"], "reporter": event["person"], "found_at": event["at"]}
    body = {**said, **known, "reporter_title": INSPECTOR.title, "reporter_org": INSPECTOR.org}
    return {"kind": "finding", "id": known["id"], "version": 99, "body": body}
