"""A photo leaves the phone upright, small and without a word about where or with what it was taken."""

import asyncio
import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from app.device.photo_header import Header, image_size
from app.device.photo_pillow import decode_small
from app.device.photos import LONG_SIDE, MAX_PIXELS, NotAPhoto, Photo, fitting, prepare_photo, thumbnail

RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 180, 30), (30, 30, 200), (128, 128, 128)
STORED_AS = {  # EXIF orientation -> what the camera did to an upright scene before writing it down
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def scene(width: int = 400, height: int = 300) -> Image.Image:
    """Red top left, green top right, blue bottom left, grey bottom right."""
    image = Image.new("RGB", (width, height), GREY)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def exif_with_place(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "MaskinAB"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


TRACES = (b"MaskinAB", b"Storgatan", b"Anna", b"Exif", b"lcms")  # lcms: the maker of this colour profile
TELLTALE = encoded(
    scene(),
    exif=exif_with_place(),
    comment=b"Storgatan 1",
    xmp=b"<x:xmpmeta>Anna</x:xmpmeta>",
    icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
)


def prepared(raw: bytes) -> Photo:
    return asyncio.run(prepare_photo(raw))


def decoded(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


def looks_like(image: Image.Image, corners: list[tuple[int, int, int]]) -> bool:
    x, y = image.width // 4, image.height // 4
    places = ((x, y), (3 * x, y), (x, 3 * y), (3 * x, 3 * y))
    seen = b"".join(image.crop((left, top, left + 1, top + 1)).tobytes() for left, top in places)
    return all(abs(got - wanted) < 12 for got, wanted in zip(seen, sum(corners, ()), strict=True))


@pytest.mark.parametrize("orientation", STORED_AS)
def test_every_way_of_holding_the_phone_gives_an_upright_photo(orientation: int) -> None:
    turned = STORED_AS[orientation]
    stored = scene() if turned is None else scene().transpose(turned)
    photo = prepared(encoded(stored, exif=exif_with_place(orientation)))
    assert (photo.width, photo.height) == (400, 300)
    assert looks_like(decoded(photo.jpeg), [RED, GREEN, BLUE, GREY])


def test_a_large_photo_turned_on_its_side_is_1600_px_tall() -> None:
    photo = prepared(encoded(scene(3000, 4000).transpose(Image.Transpose.ROTATE_90), exif=exif_with_place(6)))
    assert (photo.width, photo.height) == (1200, 1600)
    assert decoded(photo.jpeg).size == (1200, 1600)
    assert looks_like(decoded(photo.jpeg), [RED, GREEN, BLUE, GREY])


def test_nothing_but_the_picture_survives() -> None:
    assert all(trace in TELLTALE for trace in TRACES)
    jpeg = prepared(TELLTALE).jpeg
    assert not any(trace in jpeg for trace in TRACES)
    assert set(decoded(jpeg).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_hash_is_of_the_bytes_and_the_same_every_time() -> None:
    raw = encoded(scene(2000, 1500))
    first, second = prepared(raw), prepared(raw)
    assert first == second
    assert first.sha256 == hashlib.sha256(first.jpeg).hexdigest()


def test_a_small_photo_is_not_enlarged() -> None:
    photo = prepared(encoded(scene(40, 30)))
    assert (photo.width, photo.height) == (40, 30)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_other_image_formats_become_jpeg(kind: str) -> None:
    photo = prepared(encoded(scene(), kind))
    assert decoded(photo.jpeg).format == "JPEG"
    assert looks_like(decoded(photo.jpeg), [RED, GREEN, BLUE, GREY])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_every_colour_mode_gives_a_colour_photo(mode: str) -> None:
    image = scene().convert("L").convert(mode) if mode == "LA" else scene().convert(mode)
    assert decoded(prepared(encoded(image, "JPEG" if mode == "CMYK" else "PNG")).jpeg).mode == "RGB"


def test_what_is_see_through_becomes_white_paper() -> None:
    photo = prepared(encoded(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG"))
    assert decoded(photo.jpeg).getpixel((20, 15)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not_an_image"),
        (b"%PDF-1.7 and so on", "not_an_image"),
        (b"GIF89a" + bytes(100), "not_an_image"),
        (b"\xff\xd8\xff", "not_an_image"),
        (encoded(scene())[:2000], "damaged"),
        (encoded(scene(), "PNG")[:200], "damaged"),
        (b"\0\0\0\x18ftypheic" + bytes(12) + b"\0\0\0\x14ispe\0\0\0\0\0\0\x0f\xc0\0\0\x0b\xd0", "unknown_format"),
    ],
)
def test_what_is_no_photo_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(NotAPhoto) as refusal:
        prepared(raw)
    assert refusal.value.reason == reason


def test_a_decompression_bomb_is_refused_before_it_unfolds() -> None:
    bomb = encoded(Image.new("1", (10_001, 10_000)), "PNG")
    assert len(bomb) < MAX_PIXELS / 1000
    with pytest.raises(NotAPhoto) as refusal:
        prepared(bomb)
    assert refusal.value.reason == "too_large"


def test_broken_exif_does_not_cost_the_photo() -> None:
    raw = encoded(scene(), exif=exif_with_place(6))
    at = raw.index(b"Exif\0\0") + 6
    photo = prepared(raw[:at] + b"\xff" * 12 + raw[at + 12 :])
    assert (photo.width, photo.height) == (400, 300)


def test_a_thumbnail_is_320_px_on_its_long_side() -> None:
    small = asyncio.run(thumbnail(encoded(scene(1200, 1600))))
    assert decoded(small).size == (240, 320)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_gives_a_photo_or_a_reason_and_nothing_else(kind: str, place: int, noise: bytes) -> None:
    raw = encoded(scene(64, 48), kind)
    at = place % len(raw)
    try:
        photo = prepared(raw[:at] + noise + raw[at + len(noise) :])
    except NotAPhoto:
        return
    assert decoded(photo.jpeg).size == (photo.width, photo.height)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF"]),
    st.integers(1, 700),
    st.integers(1, 700),
    st.booleans(),
    st.booleans(),
)
def test_the_header_says_what_the_decoder_says(kind: str, width: int, height: int, alpha: bool, other: bool) -> None:
    options = {"JPEG": {"progressive": other}, "WEBP": {"lossless": other}, "AVIF": {"speed": 10}}.get(kind, {})
    mode = "RGBA" if alpha and kind != "JPEG" else "RGB"
    raw = encoded(Image.new(mode, (width, height)), kind, exif=exif_with_place(), **options)
    claim = image_size(raw)
    assert isinstance(claim, Header)
    assert (claim.width, claim.height) == Image.open(io.BytesIO(raw)).size


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff", b"RIFF0000WEBPVP8X", b"\0\0\0\x18ftypheic"]))
def test_reading_a_header_never_fails_on_garbage(garbage: bytes, start: bytes) -> None:
    claim = image_size(start + garbage)
    assert claim is None or min(claim.width, claim.height) > 0


@given(st.integers(1, 20_000), st.integers(1, 20_000), st.integers(1, 4_000))
def test_a_fitted_size_fits_and_is_never_larger(width: int, height: int, side: int) -> None:
    fitted = fitting(width, height, side)
    assert max(fitted) <= side or max(fitted) == 1
    assert fitted[0] <= width
    assert fitted[1] <= height


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (3200, 2399), (4624, 3468), (8000, 6001), (9000, 1001)])
def test_the_decoder_never_works_on_twice_the_wanted_side_or_more(size: tuple[int, int]) -> None:
    image = Image.open(io.BytesIO(encoded(Image.new("RGB", size))))
    decode_small(image, fitting(*size, LONG_SIDE))
    assert LONG_SIDE <= max(image.size) < 2 * LONG_SIDE
