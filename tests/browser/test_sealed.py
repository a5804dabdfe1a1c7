"""Restricted work in a real Chromium: searched for in every byte of what the browser keeps, and gone with its key."""

import base64
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from domain.records import to_plain
from sync_server.webapp.build import build
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import FletPage
from tests.browser.live_server import LiveServer
from tests.unit.demo_phone import DemoServer

ROOT = Path(__file__).parents[2]
SECRET, OPEN = "Kanin 4711 hotade", "Grinden 0815 klämmer"
SEALING = ("/sealing.mjs", "/noble/aes.js", "/noble/_polyval.js", "/noble/utils.js")

# A phone without screens that does what its address says, and tells. Its words come veiled, so that the browser's own
# copy of this program is no trace of them.
MAIN = """
import base64, json
from pathlib import Path
import flet as ft
from app.device.net import Answer, NoNetwork
from app.device.opfs import open_opfs_store
from app.device.photo_files import open_photo_files
from app.state.opening import INDEXES
from app.state.phone import Phone
from domain.secrecy.sealing import is_sealed

SECRET, OPEN = (bytes(byte ^ 1 for byte in veiled).decode() for veiled in (%(secret)r, %(open)r))
PICTURE = base64.b64decode(%(picture)r)
PERSON, DOCUMENTS = json.loads(%(person)r), json.loads(%(documents)r)

class Server:
    down = False
    async def close(self): ...
    async def send(self, method, path, *, headers, body, timeout):
        if self.down:
            raise NoNetwork("offline")
        said = {"documents": DOCUMENTS, "cursor": 1, "access": "a"}
        if path == "/sign-in":
            said = {"token": "t", "device": "0000000a", "person": PERSON}
        return Answer(200, {}, json.dumps(said).encode())

def step_of(walk, point):
    return next(step for step in walk.steps if step.point.id == point)

async def begin(phone, server):
    await phone.sign_in("somebody", "right")
    await phone.send_now()
    server.down = True
    walk = phone.book.walk(phone.book.start_form("B01", "incident-threat-violence"))
    said = [walk.answer(step_of(walk, "thr-10"), ["alarm"], note=SECRET)]
    photo = await phone.album.keep(PICTURE, is_sealed(walk.checklist, walk.building))
    said.append(walk.answer_with_photos(step_of(walk, "thr-12"), (photo,)))
    draft = phone.draft_for_step(walk.round.id, step_of(walk, "thr-11"), "fail")
    draft.change(text=SECRET)
    phone.signatures.on(walk.round.id, "sign").write_name("any_employee", SECRET)
    plain = phone.new_report()
    plain.change(text=OPEN)
    jpeg = await phone.album.load(photo.sha256)
    unsaved = draft.unsaved or plain.unsaved
    return f"begun {said} {unsaved} photo={photo.sha256} jpeg={jpeg[200:260].hex()}"

async def look(phone, server):
    notes = [held.names for held in phone.signatures.all()]
    drafts = sorted(draft.text == SECRET for draft in phone.drafts())
    return f"{sum(SECRET in str(one) for one in notes)} signature, drafts {drafts}" \\
        f", sealed {phone.unsent_sealed()}, lost {phone.db.storage.lost}"

async def again(phone, server):
    held = [event for event in phone._outbox.waiting() if SECRET in str(event)]
    photo = [sha for sha in phone._post._sealed_in]
    jpeg = await phone.album.load(photo[0])
    return f"again {len(held)} event, {await look(phone, server)}, photo {jpeg[:2].hex()}"

async def out(phone, server):
    await phone.sign_out()
    return f"out {await look(phone, server)}"

async def main(page):
    server = Server()
    db = await open_opfs_store("rond.journal", INDEXES)
    phone = Phone(db, await open_photo_files(Path("photos")), server)
    server.down = page.route != "/begin"
    await phone._leaving.get_ready()
    told = await {"/begin": begin, "/again": again, "/out": out, "/late": look}[page.route](phone, server)
    page.add(ft.Text("Told: " + told))

ft.run(main)
"""

OPFS = """async () => {
  const held = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, path + name + "/");
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        let text = "";
        for (let at = 0; at < bytes.length; at += 32768)
          text += String.fromCharCode(...bytes.subarray(at, at + 32768));
        held[path + name] = btoa(text);
      }
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return held;
}"""
KEYS = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("rond.journal.key", 1);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asked = opening.result.transaction("keys").objectStore("keys").get("key");
    asked.onsuccess = async () => {
      opening.result.close();
      const kept = asked.result;
      if (!kept) return resolve("none");
      resolve(await crypto.subtle.exportKey("raw", kept.wrapping).then(() => "readable", () => "not readable"));
    };
  };
})"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Hands out an app of our own sources that only does what MAIN says."""
    folder = tmp_path_factory.mktemp("sealed")
    for package in ("app", "domain"):
        shutil.copytree(ROOT / package, folder / "source" / package, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "source/app/main.py").write_text(MAIN % given())
    build(folder / "source", folder / "web", ROOT / "build/cache")
    server = LiveServer(folder / "web")
    server.start()
    yield server
    server.stop()


def given() -> dict[str, object]:
    town, picture = DemoServer(), io.BytesIO()
    Image.effect_noise((640, 480), 90).convert("RGB").save(picture, "PNG")
    documents = [
        {"kind": kind, "id": identity, "version": 1, "body": to_plain(body)}
        for kind, identity, body in town._documents()
    ]
    return {
        "secret": bytes(byte ^ 1 for byte in SECRET.encode()),
        "open": bytes(byte ^ 1 for byte in OPEN.encode()),
        "picture": base64.b64encode(picture.getvalue()).decode(),
        "person": json.dumps(to_plain(town.who)),
        "documents": json.dumps(documents),
    }


def spelled(words: str) -> list[bytes]:
    return [words.encode(), json.dumps(words)[1:-1].encode(), words.encode("utf-16-le")]


def in_opfs(page: Page) -> bytes:
    held: dict[str, str] = page.evaluate(OPFS)
    assert {"rond.journal.0", "rond.journal.1"} <= set(held)
    return b"\n".join(name.encode() + b"\n" + base64.b64decode(content) for name, content in held.items())


def told(page: Page, server: LiveServer, what: str) -> str:
    app = FletPage(page).open(f"{server.origin}/{what}", "Told:")
    return app.all_text()


def found(held: bytes, *traces: bytes) -> list[bytes]:
    return [trace for trace in traces if trace in held]


def test_restricted_work_is_in_no_byte_of_the_browsers_files_and_leaves_with_its_key(
    server: LiveServer, phone: OpenPhone, tmp_path: Path
) -> None:
    context = phone(tmp_path / "profile")
    page = context.new_page()
    said = told(page, server, "begin")
    assert "begun [None, None] False" in said, said
    name, jpeg = re.findall(r"photo=([0-9a-f]{64}) jpeg=([0-9a-f]{120})", said)[0]
    traces = [*spelled(SECRET), name.encode(), bytes.fromhex(jpeg)]
    held = in_opfs(page)
    assert found(held, *traces) == []
    assert found(held, *spelled(OPEN)) == [json.dumps(OPEN)[1:-1].encode()], "what is not sealed should be found"
    assert b'"sealed":"' in held
    assert set(SEALING) <= set(server.downloads)
    assert page.evaluate(KEYS) == "not readable"

    said = told(page, server, "again")
    assert "again 1 event, 1 signature, drafts [False, True], sealed 5, lost 0, photo ffd8" in said, said
    assert found(in_opfs(page), *traces) == []

    said = told(page, server, "out")
    assert "out 0 signature, drafts [False], sealed 0, lost 0" in said, said
    assert found(in_opfs(page), *traces, b'"sealed":"') == []
    assert page.evaluate(KEYS) == "none"
    context.close()
    profile = b"\n".join(path.read_bytes() for path in (tmp_path / "profile").rglob("*") if path.is_file())
    assert found(profile, *traces) == []
    assert found(profile, *spelled(OPEN)) != []


def test_without_its_key_what_was_sealed_is_lost_and_the_rest_is_there(
    server: LiveServer, phone: OpenPhone, tmp_path: Path
) -> None:
    page = phone(tmp_path / "profile").new_page()
    assert "begun" in told(page, server, "begin")
    page.evaluate("() => new Promise((done) => (indexedDB.deleteDatabase('rond.journal.key').onsuccess = done))")
    said = told(page, server, "late")
    assert re.search(r"0 signature, drafts \[False\], sealed 0, lost [1-9]", said), said
    assert found(in_opfs(page), *spelled(SECRET), b'"sealed":"') == []
