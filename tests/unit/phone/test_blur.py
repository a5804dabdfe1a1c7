"""What is covered cannot be told any more, everything else stays sharp, and the sharp picture is on no disk."""

import asyncio
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat

from app.device.blur import CELLS, CHANCE, SHADES, SMALLEST, Patch, blurred, boxes_of, grid_of, made_common
from app.device.photos import NotAPhoto, prepare_photo

WIDTH, HEIGHT = 1600, 1200
FACE = Patch(0.25, 0.25, 0.5, 0.5)


def stripes(width: int = WIDTH, height: int = HEIGHT, *, turned: bool = False) -> Image.Image:
    """Black and white lines of 8 px: nothing of them is left in a coarse square."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for at in range(0, max(width, height), 16):
        draw.rectangle((0, at, width, at + 7) if turned else (at, 0, at + 7, height), fill="black")
    return image


def jpeg_of(image: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, **more)
    return out.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg)).convert("RGB")


def covered(image: Image.Image, *patches: Patch) -> Image.Image:
    return opened(asyncio.run(blurred(jpeg_of(image), patches)).jpeg)


def spread(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    """How much the pixels in the box differ: the standard deviation of their grey, 0..127."""
    return ImageStat.Stat(image.crop(box).convert("L")).stddev[0]


def inner(box: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """The middle of each square, away from where two colours meet in the JPEG."""
    across, down = grid_of(box)
    wide, high = (box[2] - box[0]) / across, (box[3] - box[1]) / down
    edges = ((box[0] + column * wide, box[1] + row * high) for row in range(down) for column in range(across))
    return [(int(x + wide / 4), int(y + high / 4), int(x + 3 * wide / 4), int(y + 3 * high / 4)) for x, y in edges]


def test_the_place_becomes_a_few_flat_squares_and_the_rest_stays_sharp() -> None:
    image = stripes()
    shown = covered(image, FACE)
    (box,) = boxes_of([FACE], WIDTH, HEIGHT)
    assert all(spread(image, square) > 100 for square in inner(box))
    assert all(spread(shown, square) < 4 for square in inner(box))
    for outside in ((0, 0, WIDTH, 290), (0, 310, 390, HEIGHT), (810, 310, WIDTH, HEIGHT), (0, 610, WIDTH, HEIGHT)):
        difference = ImageChops.difference(shown.crop(outside), opened(jpeg_of(image)).crop(outside))
        assert ImageStat.Stat(difference.convert("L")).mean[0] < 6


def test_which_way_the_lines_ran_cannot_be_told_from_what_is_left() -> None:
    """Two pictures of the same tone give the same squares but for chance: nothing can be tried out against them."""
    (box,) = boxes_of([FACE], WIDTH, HEIGHT)

    def tones(turned: bool) -> set[int]:
        shown = [covered(stripes(turned=turned), FACE) for _ in range(8)]
        return {round(ImageStat.Stat(one.crop(at)).mean[0] / SHADES) for one in shown for at in inner(box)}

    assert tones(turned=False) == tones(turned=True)


sides = st.floats(-0.5, 1.5, allow_nan=False)


@given(st.builds(Patch, sides, sides, sides, sides), st.integers(1, 1600), st.integers(1, 1600))
def test_wherever_somebody_draws_the_squares_are_few_large_and_inside(patch: Patch, width: int, height: int) -> None:
    for box in boxes_of([patch], width, height):
        assert 0 <= box[0] < box[2] <= width
        assert 0 <= box[1] < box[3] <= height
        across, down = grid_of(box)
        assert max(across, down) <= CELLS
        assert across == 1 or (box[2] - box[0]) / across >= 2 / 3 * SMALLEST
        assert down == 1 or (box[3] - box[1]) / down >= 2 / 3 * SMALLEST


@given(st.builds(Patch, *[st.floats(0, 1)] * 4), st.integers(1, 1600), st.integers(1, 1600))
def test_no_pixel_of_what_was_drawn_is_left_out(patch: Patch, width: int, height: int) -> None:
    for left, top, right, bottom in boxes_of([patch], width, height):
        assert left <= min(patch.left, patch.right) * width
        assert right >= max(patch.left, patch.right) * width - 1e-6
        assert top <= min(patch.top, patch.bottom) * height
        assert bottom >= max(patch.top, patch.bottom) * height - 1e-6


@given(st.binary(min_size=3, max_size=75))
def test_a_colour_is_one_of_few_and_moved_by_no_more_than_chance(colours: bytes) -> None:
    common = made_common(colours)
    assert {value % SHADES for value in common} <= {0, 255 % SHADES}
    assert all(abs(now - before) <= CHANCE + SHADES / 2 for now, before in zip(common, colours, strict=True))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.builds(Patch, sides, sides, sides, sides), max_size=6))
def test_any_places_at_all_leave_a_photo_of_the_same_size(patches: list[Patch]) -> None:
    photo = asyncio.run(blurred(jpeg_of(stripes(320, 240)), patches))
    assert opened(photo.jpeg).size == (photo.width, photo.height) == (320, 240)


def test_a_covered_photo_tells_nothing_beside_its_picture_and_may_be_prepared_again() -> None:
    exif = Image.Exif()
    exif[0x010F] = "MaskinAB"
    photo = asyncio.run(blurred(jpeg_of(stripes(), exif=exif, comment=b"Storgatan 1"), [FACE]))
    assert not any(trace in photo.jpeg for trace in (b"MaskinAB", b"Storgatan", b"Exif"))
    again = asyncio.run(prepare_photo(photo.jpeg))
    assert (again.width, again.height) == (WIDTH, HEIGHT)
    (box,) = boxes_of([FACE], WIDTH, HEIGHT)
    assert all(spread(opened(again.jpeg), square) < 4 for square in inner(box))


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"%PDF-1.7", "not_an_image"), (jpeg_of(stripes(64, 64))[:200], "damaged")]
)
def test_what_is_no_photo_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(NotAPhoto) as refused:
        asyncio.run(blurred(raw, [FACE]))
    assert refused.value.reason == reason
