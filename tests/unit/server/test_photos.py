"""Photos: resumable, verified, on disk before they are acknowledged, and only for the right eyes; folder and S3."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from domain.events import FindingReported, TaskCommented
from domain.photos import PhotoRef
from sync_server.office import Office
from sync_server.photos import store as photo_store
from sync_server.photos.upload import photo_key
from tests.server_fixtures import TestPhone, office_at, phone_of, serving

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 1200
SHA = hashlib.sha256(JPEG).hexdigest()
PART = 100_000


@pytest.fixture
def database_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    return f"sqlite:///{tmp_path / 'rond.sqlite'}"


@pytest.fixture(params=["folder", "s3"])
def office(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    photos_url = ""
    if request.param == "s3":
        server = request.getfixturevalue("s3_server")
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        photos_url = f"{server.url}/{tmp_path.name}"
    office = office_at(tmp_path, database_url=database_url, photos_url=photos_url)
    yield office
    office.close()


@dataclass
class Sender:
    phone: TestPhone

    def put(self, content: bytes, start: int = 0, total: int = 0, sha: str = SHA) -> tuple[int, dict]:
        headers = dict(self.phone.bearer)
        if total:
            headers["content-range"] = f"bytes {start}-{start + len(content) - 1}/{total}"
        response = self.phone.http.put(f"/photos/{sha}", content=content, headers=headers)
        return response.status_code, response.json()

    def put_part(self, number: int, of: bytes = JPEG) -> tuple[int, dict]:
        return self.put(of[number * PART : (number + 1) * PART], number * PART, len(of))

    def look(self) -> tuple[int, str | None]:
        response = self.phone.http.head(f"/photos/{SHA}", headers=self.phone.bearer)
        return response.status_code, response.headers.get("upload-offset")

    def get(self, sha: str = SHA) -> httpx.Response:
        return self.phone.http.get(f"/photos/{sha}", headers=self.phone.bearer)


@pytest.fixture
def sender(office: Office, http: httpx.Client) -> Sender:
    return Sender(phone_of(office, http, "inspector-b01"))


def test_a_photo_in_parts_is_safe_only_after_the_last_one(sender: Sender) -> None:
    assert [sender.put_part(number) for number in range(3)] == [
        (202, {"received": 100_000}),
        (202, {"received": 200_000}),
        (202, {"received": 300_000}),
    ]
    assert sender.look() == (404, "300000")
    assert sender.put_part(3) == (201, {"sha256": SHA})
    assert sender.look() == (200, None)
    assert sender.get().content == JPEG


def test_a_photo_in_one_piece_and_again_is_kept_once(sender: Sender) -> None:
    assert [sender.put(JPEG), sender.put(JPEG), sender.put_part(0)] == [(201, {"sha256": SHA})] * 3


def test_an_upload_goes_on_where_it_stopped_on_another_server(
    sender: Sender, office: Office, database_url: str, tmp_path: Path
) -> None:
    sender.put_part(0)
    store = office.photos.store
    second = Office(office.database, office.register, type(office.photos)(office.database, store))
    with serving(second) as url, httpx.Client(base_url=url) as http:
        sender.phone.http = http
        assert sender.look() == (404, "100000")
        assert sender.put_part(2) == (409, sender.put_part(2)[1])
        assert sender.put_part(0)[1]["received"] == 100_000
        assert [sender.put_part(number)[0] for number in (1, 2, 3)] == [202, 202, 201]


def test_a_wrong_hash_leaves_nothing_and_the_right_one_can_still_come(sender: Sender, office: Office) -> None:
    spoilt = JPEG[:-1] + b"!"
    for number in range(3):
        sender.put_part(number, spoilt)
    status, said = sender.put_part(3, spoilt)
    assert (status, said["code"]) == (422, "wrong_hash")
    assert sender.look() == (404, "0")
    assert office.photos.store.get(photo_key(SHA)) is None
    assert sender.put(JPEG)[0] == 201


def test_parts_that_the_store_has_lost_are_asked_for_again(sender: Sender, office: Office) -> None:
    sender.put_part(0)
    whose = hashlib.sha256(b"inspector-b01").hexdigest()[:16]
    office.photos.store.remove([f"parts/{SHA}/{whose}/0"])
    assert [sender.put_part(number)[0] for number in (1, 2, 3)] == [202, 202, 422]
    assert sender.look() == (404, "0")


def test_nobody_can_spoil_what_somebody_else_is_sending(sender: Sender, office: Office, http: httpx.Client) -> None:
    sender.put_part(0)
    stranger = Sender(phone_of(office, http, "inspector-b05"))
    assert stranger.look() == (404, "0")
    stranger.put_part(0, b"\xff\xd8\xff" + bytes(len(JPEG) - 3))
    assert [sender.put_part(number)[0] for number in (1, 2, 3)] == [202, 202, 201]


WRONG = {
    "not a photo": (b"<svg onload=alert(1)>", 0, 0, 415),
    "nothing": (b"", 0, 0, 400),
    "a range that does not fit": (JPEG[:10], 5, 10, 400),
    "too much": (JPEG[:10], 0, 9 * 1024 * 1024, 413),
    "a beginning that is no photo": (b"MZ" + bytes(100), 0, 1000, 415),
    "a later part first": (JPEG[:10], 10, 1000, 409),
}


@pytest.mark.parametrize(("content", "start", "total", "status"), WRONG.values(), ids=WRONG)
def test_what_is_not_a_sound_part_is_refused(
    sender: Sender, content: bytes, start: int, total: int, status: int
) -> None:
    said, body = sender.put(content, start, total)
    assert (said, set(body) >= {"code", "why", "do"}) == (status, True)


def test_a_photo_is_shown_only_to_its_sender_and_who_may_see_a_record_of_it(
    sender: Sender, office: Office, http: httpx.Client
) -> None:
    sender.put(JPEG)
    colleague, stranger = (Sender(phone_of(office, http, person)) for person in ("manager-b01", "inspector-b05"))
    assert [who.get().status_code for who in (sender, colleague, stranger)] == [200, 404, 404]
    sender.phone.sync(FindingReported("F1", "B01", "FIR.EXT.PRT", "Borta", "high", photos=(PhotoRef(SHA, 1600, 1200),)))
    assert [who.get().status_code for who in (sender, colleague, stranger)] == [200, 200, 404]
    assert stranger.get().json() == stranger.get("0" * 64).json(), "absent and forbidden cannot be told apart"


def test_a_photo_in_a_comment_is_shown_to_who_sees_the_task(sender: Sender, office: Office, http: httpx.Client) -> None:
    sender.phone.sync(
        FindingReported("F1", "B01", "FIR.EXT.PRT", "Borta", "high"), TaskCommented("F1", "Så här", (PhotoRef(SHA),))
    )
    colleague = Sender(phone_of(office, http, "manager-b01"))
    assert (colleague.get().status_code, colleague.get().json()["code"]) == (404, "not_arrived")
    sender.put(JPEG)
    assert colleague.get().content == JPEG


def test_a_photo_comes_with_headers_that_keep_it_a_picture(sender: Sender) -> None:
    sender.put(JPEG)
    headers = sender.get().headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("sandbox")
    assert "private" in headers["cache-control"]


def test_a_photo_in_a_folder_is_synced_before_it_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_fsync, real_replace = photo_store.os.fsync, Path.replace

    def fsync(handle: int) -> None:
        steps.append("sync")
        real_fsync(handle)

    def replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        return real_replace(self, target)

    monkeypatch.setattr(photo_store.os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    photo_store.open_photo_store(str(tmp_path)).put("photos/aa/x", JPEG)
    assert steps[:3] == ["sync", "rename", "sync"]
    assert [path.name for path in (tmp_path / "photos/aa").iterdir()] == ["x"]


def test_a_folder_may_be_written_as_an_address_and_nothing_else_is_taken_for_one(tmp_path: Path) -> None:
    assert photo_store.open_photo_store(f"file://{tmp_path}/photos").folder == tmp_path / "photos"
    with pytest.raises(ValueError, match="gs://bucket"):
        photo_store.open_photo_store("gs://bucket")
