"""A phone that shows one checklist which is only being looked at: its own store and its own server, both in memory.

Nothing of it reaches a disk or a server, and nobody's own phone is opened: it may be signed in in the window beside.
"""

import gzip
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.device.net import Answer, Transport
from app.device.preview import MemoryDisk, MemoryPhotos
from app.device.store import open_on
from app.state.documents import PhoneDocuments
from app.state.opening import INDEXES
from app.state.phone import Phone
from app.state.settings import Settings
from domain.apply import apply
from domain.event_lines import event_from_plain
from domain.records import from_plain, to_plain
from domain.refusals import Refusal
from domain.rounds.round import Round
from domain.wire import ACCEPTED, REFUSED, Parcel, Receipt, SyncAnswer, SyncRequest

ADDRESS = re.compile(r"^(?P<page>/preview/(?P<name>[\w-]+))/(?P<language>sv|en)-(?P<theme>light|dark)/")
TIMEOUT_SECONDS = 30.0
DEVICE = "0000beef"


@dataclass(frozen=True)
class Wanted:
    """`page` is the path of the page about the preview on the server at `origin`; `name` is what it goes by."""

    origin: str
    page: str
    name: str
    language: str
    theme: str


class NoPreview(Exception):
    """The server has no such preview (any more)."""


def wanted(url: str) -> Wanted | None:
    """What the address of the window asks for; None where it is no preview's."""
    parts = urlsplit(url)
    found = ADDRESS.match(parts.path)
    return Wanted(f"{parts.scheme}://{parts.netloc}", **found.groupdict()) if found else None


class PreviewServer:
    """Fulfils `app.device.net.Transport`: takes every event as the server would, and forgets it with the window."""

    def __init__(self, bundle: SyncAnswer):
        self._bundle = bundle
        self._documents = PhoneDocuments(open_on(MemoryDisk(), INDEXES))
        self._documents.receive(bundle.documents, (), reset=True)
        self._person = next(parcel.body for parcel in bundle.documents if parcel.kind == "person")
        self._photos: dict[str, bytes] = {}

    async def close(self) -> None:
        """Nothing is open."""

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        if path.startswith("/photos/"):
            return self._photo(method, path.removeprefix("/photos/"), headers, body or b"")
        if path == "/sync":
            return _said(to_plain(self._sync(from_plain(SyncRequest, json.loads(gzip.decompress(body or b""))))))
        if path == "/sign-in":
            return _said({"token": "preview", "device": DEVICE, "person": self._person})
        return _said({})

    def _sync(self, request: SyncRequest) -> SyncAnswer:
        """What was sent is applied, and what it changed is given back."""
        receipts: list[Receipt] = []
        changed: list[Parcel] = []
        for plain in request.events:
            event = event_from_plain(plain)
            made = apply(self._documents, event)
            if isinstance(made, Refusal):
                receipts.append(Receipt(event.id, event.counter, REFUSED, made))
                continue
            parcels = [Parcel(each.kind, each.id, event.counter, to_plain(each)) for each in made]
            self._documents.receive(parcels, (), reset=False)
            receipts.append(Receipt(event.id, event.counter, ACCEPTED))
            changed += parcels
        first = self._bundle.documents if not request.cursor else ()
        return SyncAnswer(tuple(receipts), (*first, *changed), cursor=1, access=self._bundle.access)

    def _photo(self, method: str, sha256: str, headers: dict[str, str], body: bytes) -> Answer:
        held = self._photos.get(sha256)
        if method == "PUT":
            self._photos[sha256] = whole = (held or b"") + body
            size = int(headers["content-range"].rpartition("/")[2])
            return _said({"sha256": sha256}, 201) if len(whole) >= size else _said({"received": len(whole)}, 202)
        return Answer(200, {}, held) if held else Answer(404, {"upload-offset": "0"}, b"")


def _said(plain: Any, status: int = 200) -> Answer:
    return Answer(status, {}, json.dumps(plain).encode())


async def open_preview(preview: Wanted, transport: Transport) -> tuple[Phone, str]:
    """The phone, signed in, and the route of the round to walk. Raises NoPreview, or NoNetwork."""
    path = f"{preview.page}.json?language={preview.language}"
    answer = await transport.send("GET", path, headers={}, body=None, timeout=TIMEOUT_SECONDS)
    if answer.status != 200:
        raise NoPreview(preview.name)
    db = open_on(MemoryDisk(), INDEXES)
    settings = Settings()
    settings.load(db, preview.language)
    settings.choose_language(preview.language)
    settings.choose_theme(preview.theme)
    server = PreviewServer(from_plain(SyncAnswer, json.loads(answer.body)))
    phone = Phone(db, MemoryPhotos(), server, settings=settings)
    phone.installation.preview = preview.origin + preview.page
    await phone.sign_in("preview", "")
    await phone.send_now()
    return phone, f"/round/{_round_of(phone)}"


def _round_of(phone: Phone) -> str:
    """The planned round; a form, which nobody plans, is begun."""
    if planned := phone.documents.all(Round):
        return planned[0].id
    begun = phone.book.start_form(phone.buildings()[0].id, phone.book.forms()[0].id)
    if isinstance(begun, Refusal):
        raise NoPreview(begun.code)
    return begun
