"""A stranger's picture: only what decodes is kept, redrawn and without what it carried; nothing else ever is."""

import io
import random
import struct
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlalchemy import select

from sync_server.office import Office
from sync_server.problems import No
from sync_server.public.pictures import SIDE, redrawn
from sync_server.storage.schema import photos
from tests.server_fixtures import office_at, phone_of
from tests.unit.server.test_public_reports import as_often_as_it_takes, place, send, task_of

CANARY = b"CANARY-59.3293N"
PREFIXES = (
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\x10\0\0\0WEBP",
    b"GIF89a",
    b"<svg ",
    b"%PDF",
    b"MZ",
    b"II*\0",
)


@pytest.fixture
def office(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Office]:
    (tmp_path / "rond.sqlite").write_bytes(prepared_sqlite.read_bytes())
    office = office_at(tmp_path, database_url=f"sqlite:///{tmp_path / 'rond.sqlite'}")
    yield office
    office.close()


def drawn(kind: str, size: tuple[int, int] = (640, 480), mode: str = "RGB", **how: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, 3).save(written, kind, **how)
    return written.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is so large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def stored(office: Office, folder: Path) -> list[str]:
    """All photos that are known or lie in the store."""
    with office.database.reading() as connection:
        rows = list(connection.execute(select(photos.c.sha256)).scalars())
    return rows + [path.name for path in (folder / "photos").rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "1"])
def test_whole_pictures_of_the_three_formats_come_out_as_jpeg(kind: str, mode: str) -> None:
    if kind == "JPEG" and mode in ("RGBA", "P"):
        mode = "CMYK"
    picture = redrawn(drawn(kind, (4000, 1000), mode))
    with Image.open(io.BytesIO(picture.content)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (SIDE, 400), "RGB")
    assert (picture.width, picture.height) == (SIDE, 400)


def test_what_the_camera_wrote_beside_the_picture_is_gone_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x9286] = 6, CANARY.decode(), CANARY
    comment = PngInfo()
    comment.add_text("where", CANARY.decode())
    for content in (
        drawn("JPEG", exif=exif, comment=CANARY),
        drawn("PNG", exif=exif, pnginfo=comment),
        drawn("WEBP", exif=exif, xmp=CANARY),
        drawn("JPEG") + CANARY,
    ):
        assert CANARY in content
        picture = redrawn(content)
        assert CANARY not in picture.content
        with Image.open(io.BytesIO(picture.content)) as image:
            assert not dict(image.getexif())
    assert (redrawn(drawn("JPEG", exif=exif)).width, redrawn(drawn("JPEG", exif=exif)).height) == (480, 640)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (bomb(60_000, 60_000), 413),
        (bomb(2**31 - 1, 2**31 - 1), 413),
        (drawn("JPEG")[:-400], 415),
        (drawn("GIF", mode="P"), 415),
        (drawn("BMP"), 415),
        (drawn("TIFF"), 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", 415),
        (b"<!doctype html><script>alert(1)</script>", 415),
        (b"\xff\xd8\xff<script>alert(1)</script>", 415),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", 415),
    ],
    ids=["bomb", "huge", "cut", "gif", "bmp", "tiff", "svg", "html", "polyglot", "postscript"],
)
def test_what_is_no_whole_picture_is_refused_and_not_stored(
    office: Office, http: httpx.Client, tmp_path: Path, content: bytes, status: int
) -> None:
    before = stored(office, tmp_path)
    assert send(http, place(office), photo=content).status_code == status
    assert stored(office, tmp_path) == before


def test_the_picture_of_a_refused_report_is_not_kept(office: Office, http: httpx.Client, tmp_path: Path) -> None:
    before = stored(office, tmp_path)
    at = place(office)
    assert send(http, at, photo=drawn("JPEG"), kind="threat").status_code == 422
    assert stored(office, tmp_path) == before
    as_often_as_it_takes(office, at)
    assert send(http, at, photo=drawn("JPEG")).status_code == 429
    assert stored(office, tmp_path) == before
    assert send(http, place(office, "B02", "B02-ENT"), photo=drawn("JPEG")).status_code == 201
    assert stored(office, tmp_path) != before
    kept = stored(office, tmp_path)
    assert send(http, at, photo=drawn("JPEG")).status_code == 429
    assert stored(office, tmp_path) == kept, "the very same picture is another report's"


def test_a_picture_alone_is_a_report_and_is_handed_out_as_a_picture_and_nothing_else(
    office: Office, http: httpx.Client
) -> None:
    assert send(http, place(office), photo=drawn("PNG"), text="").status_code == 201
    (photo,) = task_of(office)["photos"]
    manager = phone_of(office, http, "manager-b01")
    answer = http.get(f"/photos/{photo['sha256']}", headers=manager.bearer)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert http.get(f"/photos/{photo['sha256']}").status_code == 401
    stranger = phone_of(office, http, "manager-b11")
    assert http.get(f"/photos/{photo['sha256']}", headers=stranger.bearer).status_code == 404


spoiled = st.builds(
    lambda kind, seed, cuts: _spoiled(drawn(kind, (64, 48)), random.Random(seed), cuts),
    st.sampled_from(["JPEG", "PNG", "WEBP"]),
    st.integers(0, 2**32),
    st.integers(0, 12),
)


def _spoiled(content: bytes, chance: random.Random, cuts: int) -> bytes:
    broken = bytearray(content)
    for _ in range(cuts):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken[: chance.randrange(1, len(broken) + 1)] if cuts % 3 == 0 else broken)


@given(st.one_of(st.builds(bytes.__add__, st.sampled_from(PREFIXES), st.binary(min_size=1, max_size=400)), spoiled))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_jpeg_of_ours_or_refused(content: bytes) -> None:
    try:
        picture = redrawn(content)
    except No:
        return
    with Image.open(io.BytesIO(picture.content)) as image:
        image.load()
        assert (image.format, image.size) == ("JPEG", (picture.width, picture.height))
        assert not set(image.info) & {"exif", "xmp", "comment", "icc_profile"}


@given(st.builds(bytes.__add__, st.sampled_from(PREFIXES), st.binary(min_size=1, max_size=400)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_bytes_are_never_an_error_of_the_server_and_never_stored(
    office: Office, http: httpx.Client, tmp_path: Path, content: bytes
) -> None:
    before, later = stored(office, tmp_path), office.now() + timedelta(hours=2)
    office.now = lambda: later  # so that the address may send as often as the test wants
    answer = send(http, place(office), photo=content)
    assert answer.status_code == 415, answer.text
    assert stored(office, tmp_path) == before
