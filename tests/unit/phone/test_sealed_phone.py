"""A phone with restricted work never has its words or pictures on the disk in the clear, and signed out none at all."""

import asyncio
import hashlib
import io
import json
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from app.device.disk import FileDisk
from app.device.journal import Journal
from app.device.photo_files import open_photo_files
from app.device.store import open_store
from app.state.opening import INDEXES
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from app.state.writing.signatures import SIGN
from domain.checklists.checklist import Checklist
from domain.documents import Document
from domain.language import Words
from domain.photos import PhotoRef
from domain.records import to_plain
from domain.refusals import Refusal
from domain.rounds.round import Round
from domain.rounds.walk import Step
from domain.secrecy.sealing import is_sealed, leaves_after_sync, needs_network
from domain.secrecy.table import RESTRICTED
from domain.wire import Parcel
from tests.unit.demo_phone import DemoServer, demo_phone

FORM = "incident-threat-violence"
WORDS = {
    "answer": "Kanin ett hotade med kniv",
    "draft": "Kanin två: larmet nådde ingen",
    "note": "Kanin tre, anmälarens namn",
}
Story = Callable[[Path, DemoServer], Coroutine[None, None, None]]


def run(story: Story, folder: Path) -> None:
    asyncio.run(story(folder, DemoServer()))


def tells(folder: Path, *more: bytes) -> list[bytes]:
    """What of the canaries any file of the phone has in the clear, as text, as JSON or as the bytes themselves."""
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    words = [word for said in WORDS.values() for word in (said.encode(), json.dumps(said)[1:-1].encode())]
    return [word for word in (*words, b"Kanin", *more) if word in held]


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(out, "PNG")
    return out.getvalue()


def step_of(walk: Walk, point: str) -> Step:
    return next(step for step in walk.steps if step.point.id == point)


async def restarted(phone: Phone, folder: Path, server: DemoServer) -> Phone:
    phone.db.close()
    db = open_store(folder / "rond.journal", INDEXES)
    again = Phone(db, await open_photo_files(folder / "photos"), server)
    again.settings.load(db)
    return again


async def a_report_begun(folder: Path, server: DemoServer) -> tuple[Phone, Walk, PhotoRef]:
    """An answer, a picture as an answer, a draft with a picture, a signature half written; nothing sent."""
    phone = await demo_phone(folder, server)
    server.down = True
    begun = phone.book.start_form("B01", FORM)
    assert isinstance(begun, str)
    walk = phone.book.walk(begun)
    assert walk
    assert walk.answer(step_of(walk, "thr-10"), ["alarm"], note=WORDS["answer"]) is None
    photo = await phone.album.keep(picture(), is_sealed(walk.checklist, walk.building))
    assert isinstance(photo, PhotoRef)
    assert walk.answer_with_photos(step_of(walk, "thr-12"), (photo,)) is None
    draft = phone.draft_for_step(begun, step_of(walk, "thr-11"), "fail")
    assert draft
    draft.change(text=WORDS["draft"])
    assert await draft.add_photo(picture()) is None
    phone.signatures.on(begun, SIGN).write_name("any_employee", WORDS["note"])
    return phone, walk, photo


def test_nothing_of_a_restricted_report_lies_on_the_phone_in_the_clear(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone, walk, photo = await a_report_begun(folder, server)
        jpeg = await phone.album.load(photo.sha256)
        assert jpeg
        assert hashlib.sha256(jpeg).hexdigest() == photo.sha256
        secret = (jpeg[200:260], photo.sha256.encode())
        assert tells(folder, *secret) == []
        phone = await restarted(phone, folder, server)
        assert tells(folder, *secret) == []
        again = phone.book.walk(walk.round.id)
        assert again
        given = again.answer_to(step_of(again, "thr-10"))
        assert given
        assert given.note == WORDS["answer"]
        assert [draft.text for draft in phone.drafts()] == [WORDS["draft"]]
        assert phone.signatures.on(walk.round.id, SIGN).names == {"any_employee": WORDS["note"]}
        assert await phone.album.load(photo.sha256) == jpeg

    run(story, tmp_path)


def test_the_canaries_of_an_open_round_would_be_found(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone = await demo_phone(folder, server)
        server.down = True
        draft = phone.new_report()
        draft.change(text=WORDS["draft"])
        assert await draft.add_photo(picture()) is None
        jpeg = await phone.album.load(draft.photos[0].sha256)
        assert jpeg
        assert len(tells(folder, jpeg[200:260], draft.photos[0].sha256.encode())) == 4
        assert not (folder / "rond.key").exists()

    run(story, tmp_path)


def test_after_the_receipt_neither_the_words_nor_their_sealed_bytes_are_left_in_any_frame(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone, walk, photo = await a_report_begun(folder, server)
        [draft] = phone.drafts()
        draft.called()
        assert draft.send() is None
        server.down = False
        await phone.send_now()
        await phone.send_now()
        assert phone.sending.waiting == phone.sending.photos_waiting == 0
        assert WORDS["answer"] in json.dumps(server.events, ensure_ascii=False)
        assert set(server.photos) >= {photo.sha256, draft.photos[0].sha256}
        assert tells(folder) == []
        assert [path.name for path in (folder / "photos").iterdir()] == []
        phone.signatures.let_go(phone.signatures.on(walk.round.id, SIGN))
        await phone.send_now()
        phone.db.close()
        frames = Journal(FileDisk(folder / "rond.journal")).frames()
        assert [frame for frame in frames if '"sealed":"' in frame] == []
        assert len(frames) > 1

    run(story, tmp_path)


def test_signed_out_without_a_network_the_restricted_work_is_destroyed_and_the_rest_is_sent_later(
    tmp_path: Path,
) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone, _walk, photo = await a_report_begun(folder, server)
        step = next(w for w in phone.documents.all(Round) if w.checklist == "graffiti-outdoor")
        assert phone.book.start(step.id) is None
        assert phone.unsent_sealed() == 5
        counters = [event["counter"] for event in phone._outbox.waiting()]
        key = (folder / "rond.key").read_bytes()
        journal = (folder / "rond.journal").read_bytes()
        await phone.sign_out()
        assert phone.unsent_sealed() == 0
        assert not (folder / "rond.key").exists()
        assert key not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        assert tells(folder, photo.sha256.encode()) == []
        assert list((folder / "photos").iterdir()) == []
        assert phone.drafts() == []

        (folder / "rond.journal").write_bytes(journal)
        (folder / "stolen").mkdir()
        (folder / "stolen" / "rond.journal").write_bytes(journal)
        stolen = open_store(folder / "stolen" / "rond.journal", INDEXES)
        assert stolen.table("drafts").all() == []
        assert stolen.table("signature_notes").all() == []
        stolen.close()

        server.down = False
        assert await phone.sign_in(server.who.id, "right") is None
        await phone.send_now()
        sent = [event for event in server.events if event["counter"] in counters]
        assert [event["counter"] for event in sent] == counters
        acts = [event["act"] for event in sent]
        assert acts.count("UnsentDestroyed") == 3
        assert acts[-1] == "RoundStarted"
        assert "Kanin" not in json.dumps(server.events, ensure_ascii=False)

    run(story, tmp_path)


OPEN = Checklist("c", "2026:1", Words("a", "a"), "fire", "round", "P1M")


@pytest.mark.parametrize(
    ("checklist", "sealed", "leaves", "with_network"),
    [
        (None, False, False, False),
        (OPEN, False, False, False),
        (replace(OPEN, confidentiality="limited"), False, False, False),
        (replace(OPEN, confidentiality="restricted_person"), True, False, False),
        (replace(OPEN, drafts={"encrypted": True}), True, False, False),
        (replace(OPEN, drafts={"encrypted": False, "purge_after_sync": True, "offline": True}), False, True, False),
        (replace(OPEN, drafts={"offline": False}), False, False, True),
    ],
)
def test_the_field_drafts_says_what_is_sealed_what_leaves_and_what_needs_a_network(
    checklist: Checklist | None, sealed: bool, leaves: bool, with_network: bool
) -> None:
    assert (is_sealed(checklist), leaves_after_sync(checklist), needs_network(checklist)) == (
        sealed,
        leaves,
        with_network,
    )


def test_a_form_that_may_not_be_written_offline_is_not_begun_there(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        form = server.town.checklists[FORM]
        server.town.checklists[FORM] = replace(form, drafts={"offline": False})
        phone = await demo_phone(folder, server)
        phone.network_changed(False)
        refused = phone.book.start_form("B01", FORM)
        assert isinstance(refused, Refusal)
        assert refused.code == "needs_network"
        phone.network_changed(True)
        assert isinstance(phone.book.start_form("B01", FORM), str)

    run(story, tmp_path)


def test_a_revoked_phone_forgets_its_restricted_work_and_keeps_the_rest(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone, _walk, _photo = await a_report_begun(folder, server)
        other = next(held for held in phone.documents.all(Round) if held.checklist == "graffiti-outdoor")
        assert phone.book.start(other.id) is None
        waiting = len(phone._outbox.waiting())
        server.down, server.revoked = False, True
        await phone.send_now()
        assert phone.signed_in is None
        assert phone.documents.all(Round) == []
        assert not (folder / "rond.key").exists()
        assert phone.unsent_sealed() == 0
        assert len(phone._outbox.waiting()) == waiting
        assert server.events == []
        assert tells(folder) == []

    run(story, tmp_path)


def test_whoever_only_signs_in_again_loses_nothing(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone, walk, _photo = await a_report_begun(folder, server)
        server.down, server.device = False, "0000000b"
        assert await phone.sign_in(server.who.id, "right") is None
        await phone.send_now()
        assert [draft.text for draft in phone.drafts()] == [WORDS["draft"]]
        assert phone.signatures.on(walk.round.id, SIGN).names == {"any_employee": WORDS["note"]}
        assert WORDS["answer"] in json.dumps(server.events, ensure_ascii=False)
        assert tells(folder) == []

    run(story, tmp_path)


def test_somebody_else_who_signs_in_finds_nothing_and_what_could_be_sent_was_sent_before(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone, walk, _photo = await a_report_begun(folder, server)
        server.down, server.device = False, "0000000b"
        server.who = server.town.persons["inspector-b01"]
        assert await phone.sign_in(server.who.id, "right") is None
        assert WORDS["answer"] in json.dumps(server.events, ensure_ascii=False)
        assert phone.drafts() == []
        assert phone.signatures.all() == []
        assert phone.documents.round(walk.round.id) is None
        assert tells(folder) == []

    run(story, tmp_path)


def test_a_key_left_by_a_sign_out_cut_short_goes_at_the_next_start(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone, _walk, _photo = await a_report_begun(folder, server)
        key = (folder / "rond.key").read_bytes()
        await phone.sign_out()
        (folder / "rond.key").write_bytes(key)
        phone = await restarted(phone, folder, server)
        await phone.send_now()
        assert not (folder / "rond.key").exists()

    run(story, tmp_path)


def test_a_restricted_document_from_the_server_is_sealed_and_its_open_neighbours_are_not(tmp_path: Path) -> None:
    async def story(folder: Path, server: DemoServer) -> None:
        phone = await demo_phone(folder, server)
        case = Round("r1", "B01", FORM, "2026:1", confidentiality="restricted_person", signed_by=WORDS["note"])
        phone.documents.receive([Parcel("round", "r1", 2, to_plain(case))], (), reset=False)
        assert tells(folder) == []
        phone = await restarted(phone, folder, server)
        assert phone.documents.round("r1") == case
        assert b"graffiti-outdoor" in (folder / "rond.journal").read_bytes()

    run(story, tmp_path)


CLASSED = [kind for kind in get_args(Document) if "confidentiality" in kind.__dataclass_fields__]


@pytest.mark.parametrize("kind", CLASSED)
def test_no_document_is_restricted_without_saying_so_to_the_phone_that_keeps_it(kind: type) -> None:
    assert kind.__dataclass_fields__["confidentiality"].default != RESTRICTED
