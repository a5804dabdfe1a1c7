"""The phone's promises: what is done is kept, sent once, and never lost by a sign-out, a refusal or a restart."""

import asyncio
import hashlib
import io
import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from app.device.disk import DiskFull, FileDisk
from app.device.photo_files import open_photo_files
from app.device.store import open_on, open_store
from app.state.opening import INDEXES
from app.state.phone import Phone
from app.state.rounds.to_do import rounds_to_do
from app.state.sending.photo_post import PART_BYTES
from app.state.settings import Settings
from domain.language import Words
from domain.photos import PhotoRef
from domain.records import to_plain
from domain.refusals import Refusal
from domain.rounds.round import Round
from domain.wire import Parcel
from tests.unit.fake_server import FakeServer
from tests.unit.world import CHECKLIST


async def phone_in(folder: Path, server: FakeServer) -> Phone:
    return Phone(open_store(folder / "rond.journal", INDEXES), await open_photo_files(folder / "photos"), server)


async def signed_in(folder: Path, server: FakeServer) -> Phone:
    phone = await phone_in(folder, server)
    assert await phone.sign_in("inspector-1", "right") is None
    await phone.send_now()
    return phone


def begin(phone: Phone) -> str:
    round_id = phone.book.start_unplanned("B01", CHECKLIST.id)
    assert isinstance(round_id, str)
    return round_id


def restarted(phone: Phone, folder: Path, server: FakeServer) -> Coroutine[None, None, Phone]:
    phone.db.close()
    return phone_in(folder, server)


Story = Callable[[Path, FakeServer], Coroutine[None, None, None]]


def run(story: Story, folder: Path) -> None:
    asyncio.run(story(folder, FakeServer()))


def jpeg(size: int = 400, seed: int = 0) -> bytes:
    """A noisy picture, so that it is large enough to travel in parts."""
    picture, out = Image.frombytes("RGB", (size, size), random.Random(seed).randbytes(3 * size * size)), io.BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


def test_a_wrong_password_is_told_in_the_servers_words(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await phone_in(folder, server)
        said = await phone.sign_in("inspector-1", "wrong")
        assert said == Words("Fel konto eller lösenord.", "Wrong account or password.")
        assert phone.signed_in is None

    run(story, tmp_path)


def test_the_first_sign_in_without_network_says_what_to_do(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        server.down = True
        said = await (await phone_in(folder, server)).sign_in("inspector-1", "right")
        assert said
        assert "nät" in said.sv

    run(story, tmp_path)


def test_what_is_done_offline_is_shown_at_once_survives_a_restart_and_is_sent_once(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        server.down = True
        walk = phone.book.walk(begin(phone))
        assert walk
        assert walk.answer(walk.steps[0], "ok") is None
        await phone.send_now()
        assert (phone.sending.waiting, phone.sending.trouble) == (2, "offline")

        phone = await restarted(phone, folder, server)
        again = phone.book.walk(walk.round.id)
        assert again
        assert again.answer_to(again.steps[0]).value == "ok"  # pyright: ignore[reportOptionalMemberAccess]

        server.down = False
        await phone.send_now()
        await phone.send_now()
        assert [event["act"] for event in server.events.values()] == ["RoundStarted", "PointAnswered"]
        assert phone.sending.all_sent

    run(story, tmp_path)


def test_an_answer_whose_receipt_was_lost_is_sent_again_and_not_doubled(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        begin(phone)
        [event] = phone._outbox.waiting()
        server.events[event["id"]] = event  # it arrived, the answer did not
        await phone.send_now()
        assert (len(server.events), phone.sending.waiting) == (1, 0)

    run(story, tmp_path)


def test_a_held_event_keeps_waiting(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        server.holds = True
        begin(phone)
        await phone.send_now()
        assert phone.sending.waiting == 1

    run(story, tmp_path)


def test_a_refused_event_becomes_a_case_that_stays_until_it_is_read(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        server.refuses = ("RoundStarted",)
        begin(phone)
        await phone.send_now()
        assert (phone.sending.waiting, phone.sending.attention) == (0, 1)

        phone = await restarted(phone, folder, server)
        [case] = phone.refused()
        assert case.refusal.why.sv == "Nej."
        phone.settle(case)
        assert phone.refused() == []

    run(story, tmp_path)


@pytest.mark.parametrize(("status", "trouble"), [(500, "server"), (503, "server"), (401, "signed_out")])
def test_a_server_in_trouble_loses_nothing(tmp_path: Path, status: int, trouble: str) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        server.status = status
        begin(phone)
        await phone.send_now()
        assert (phone.sending.waiting, phone.sending.trouble) == (1, trouble)

    run(story, tmp_path)


def test_signing_out_takes_what_was_received_and_sends_what_was_not_sent(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        server.down = True
        begin(phone)
        await phone.sign_out()
        assert phone.signed_in is None
        assert phone.buildings() == []
        assert phone.unsent() == 1

        phone = await restarted(phone, folder, server)
        server.down = False
        await phone.send_now()
        assert len(server.events) == 1
        assert server.tokens == set()

    run(story, tmp_path)


def test_work_left_behind_by_a_revoked_sign_in_is_sent_when_the_same_person_signs_in_again(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        begin(phone)
        server.tokens.clear()
        await phone.send_now()
        assert phone.sending.trouble == "signed_out"
        assert await phone.sign_in("inspector-1", "right") is None
        await phone.send_now()
        assert len(server.events) == 1

    run(story, tmp_path)


def test_a_draft_is_on_disk_at_every_change(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        walk = phone.book.walk(begin(phone))
        assert walk
        draft = phone.draft_for_step(walk.round.id, walk.steps[0])
        assert draft
        draft.change(text="Släckaren sakn")
        phone = await restarted(phone, folder, server)
        [kept] = phone.drafts()
        assert (kept.id, kept.text, kept.component) == (draft.id, "Släckaren sakn", "FIR.EXT.PRT")

    run(story, tmp_path)


def test_a_draft_says_where_it_goes_before_it_is_sent(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        walk = phone.book.walk(begin(phone))
        assert walk
        draft = phone.draft_for_step(walk.round.id, walk.steps[0])
        assert draft
        told = draft.routing()
        assert told
        routing, why = told
        assert routing.repair
        assert routing.repair.org == "TF"
        assert "DM-013" in why.sv
        assert "DM-013" in why.en

    run(story, tmp_path)


def test_a_deviation_that_is_answered_ok_after_all_is_withdrawn(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        walk = phone.book.walk(begin(phone))
        assert walk
        draft = phone.draft_for_step(walk.round.id, walk.steps[0])
        assert draft
        draft.change(text="Saknas")
        assert draft.send() is None
        assert phone.drafts() == []
        finding = walk.finding_of(walk.steps[0])
        assert finding
        assert walk.answer(walk.steps[0], "ok") is None
        assert phone.documents.finding(finding.id).status == "withdrawn"  # pyright: ignore[reportOptionalMemberAccess]

    run(story, tmp_path)


def test_a_photo_is_kept_before_it_is_referred_to_and_sent_in_parts_that_resume(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        draft = phone.new_report()
        assert await draft.add_photo(jpeg(900)) is None
        [photo] = draft.photos
        kept = await phone.photos.load(photo.sha256)
        assert kept
        assert len(kept) > PART_BYTES
        await phone.send_now()
        assert server.photos == {}, "a draft's photo is nobody's business"

        draft.change(component="FIR.EXT.PRT", text="Saknas")
        assert draft.send() is None
        server.lost_after = PART_BYTES
        await phone.send_now()
        assert phone.sending.photos_waiting == 1
        await phone.send_now()
        assert phone.sending.photos_waiting == 0
        assert hashlib.sha256(server.photos[photo.sha256]).hexdigest() == photo.sha256

    run(story, tmp_path)


def test_photos_that_are_themselves_the_answer_travel_too_and_stay_while_the_round_is_walked(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        walk = phone.book.walk(begin(phone))
        assert walk
        photo = await phone.album.keep(jpeg())
        assert isinstance(photo, PhotoRef)
        server.holds = True
        step = walk.steps[0]
        assert walk.record([*walk.beginning(), walk.answering(step, "ok", photos=(photo,))]) is None
        await phone.send_now()
        assert photo.sha256 in server.photos
        assert await phone.photos.load(photo.sha256)

    run(story, tmp_path)


def test_evidence_of_an_open_finding_stays_on_the_phone(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        draft = phone.new_report()
        await draft.add_photo(jpeg())
        [photo] = draft.photos
        draft.change(component="FIR.EXT.PRT")
        draft.send()
        await phone.send_now()
        assert await phone.photos.load(photo.sha256)

    run(story, tmp_path)


def test_a_photo_that_only_a_discarded_draft_had_is_removed(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        draft = phone.new_report()
        await draft.add_photo(jpeg())
        draft.discard()
        await phone.send_now()
        assert await phone.photos.stored() == set()

    run(story, tmp_path)


def test_what_is_written_about_a_task_survives_a_restart_with_its_photo(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        note = phone.note_on("t1", "done")
        await note.add_photo(jpeg())
        note.change(text="Ny släckare upps")
        await phone.send_now()

        phone = await restarted(phone, folder, server)
        again = phone.note_on("t1", "done")
        [photo] = again.photos
        assert again.text == "Ny släckare upps"
        assert await phone.photos.load(photo.sha256), "a sync meanwhile must not tidy it away"

    run(story, tmp_path)


@pytest.mark.parametrize(
    ("opens", "due", "state"),
    [
        ("2026-11-12", "2026-12-12", "due"),
        ("2026-10-12", "2026-11-22", "overdue"),
        ("2026-09-01", "2027-09-01", "planned"),
        ("2026-12-01", "2026-12-05", "planned"),
    ],
)
def test_a_round_is_for_now_for_later_or_late(tmp_path: Path, opens: str, due: str, state: str) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        planned = Round("r9", "B01", CHECKLIST.id, CHECKLIST.version, performer="inspector-1", opens=opens, due=due)
        phone.documents.receive([Parcel("round", "r9", 9, to_plain(planned))], (), reset=False)
        assert phone.signed_in
        [card] = rounds_to_do(phone.documents, phone.signed_in, "2026-11-23")
        assert card.state == state

    run(story, tmp_path)


def test_what_is_no_picture_is_refused_in_words(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await signed_in(folder, server)
        said = await phone.album.keep(b"%PDF-1.7 not a picture")
        assert isinstance(said, Words)
        assert not isinstance(said, PhotoRef)

    run(story, tmp_path)


def test_a_full_phone_says_so_shows_nothing_that_is_not_kept_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        disk = FullDisk(FileDisk(folder / "rond.journal"))
        phone = Phone(open_on(disk, INDEXES), await open_photo_files(folder / "photos"), server)
        assert await phone.sign_in("inspector-1", "right") is None
        await phone.send_now()
        draft = phone.new_report()
        walk = phone.book.walk(begin(phone))
        assert walk

        disk.full = True
        refusal = walk.answer(walk.steps[0], "ok")
        assert isinstance(refusal, Refusal)
        assert refusal.code == "not_saved"
        assert walk.answer_to(walk.steps[0]) is None
        draft.change(building="B01", component="FIR.EXT.PRT", text="Saknas")
        assert draft.problem() == refusal.why
        await phone.send_now()
        assert phone.sending.trouble == "disk"

        disk.full = False
        draft.change(text="Saknas helt")
        assert draft.problem() is None
        assert walk.answer(walk.steps[0], "ok") is None
        await phone.send_now()
        assert [event["act"] for event in server.events.values()] == ["RoundStarted", "PointAnswered"]

    run(story, tmp_path)


@dataclass
class FullDisk:
    """A disk that can be full: it reads, and refuses to write."""

    disk: FileDisk
    full: bool = False

    def read(self) -> bytes:
        return self.disk.read()

    def write(self, offset: int, data: bytes) -> None:
        self._refuse_if_full()
        self.disk.write(offset, data)

    def replace(self, data: bytes) -> None:
        self._refuse_if_full()
        self.disk.replace(data)

    def close(self) -> None:
        self.disk.close()

    def _refuse_if_full(self) -> None:
        if self.full:
            raise DiskFull("no space left")


@pytest.mark.parametrize(
    ("said", "server"),
    [
        ("rond.example.se", "https://rond.example.se"),
        (" https://rond.example.se/enrol/abc ", "https://rond.example.se"),
        ("http://192.0.2.7:8000/", "http://192.0.2.7:8000"),
    ],
)
def test_a_native_app_remembers_its_server_however_it_is_written(tmp_path: Path, said: str, server: str) -> None:
    db = open_store(tmp_path / "rond.journal", INDEXES)
    settings = Settings()
    settings.load(db)
    settings.choose_server(said)
    again = Settings()
    again.load(db)
    assert again.server == server


def test_settings_survive_a_restart(tmp_path: Path) -> None:
    async def story(folder: Path, server: FakeServer) -> None:
        phone = await phone_in(folder, server)
        phone.settings.load(phone.db)
        phone.settings.choose_language("en")
        phone.settings.choose_theme("dark")
        phone = await restarted(phone, folder, server)
        phone.settings.load(phone.db)
        assert (phone.settings.language, phone.settings.theme) == ("en", "dark")

    run(story, tmp_path)
