"""Faces and plates made unrecognisable for good: a few coarse squares, out of which nothing comes back.

A blur can be sharpened, and of a fine mosaic plate after plate can be tried until one gives the same squares. So there
are few squares whatever the size, and each has its average colour moved by chance and rounded to a handful of shades:
what one face gives, another one gives as well.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.device.photo_header import image_size
from app.device.photos import JPEG_QUALITY, NotAPhoto, Photo

CELLS = 5
"""Squares across the longer side of a place, at most; each covers at least SMALLEST px."""
SMALLEST = 16  # px
SHADES = 32  # steps of 255 between two shades
CHANCE = 24  # of 255, up or down

Grid = tuple[int, int]
"""Squares across and down."""
Box = tuple[int, int, int, int]
"""Left, top, right and bottom, px."""


@dataclass(frozen=True)
class Patch:
    """A place of the picture, in shares of its width and height: (0, 0) is the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


async def blurred(jpeg: bytes, patches: Sequence[Patch]) -> Photo:
    """The prepared photo with these places covered. Raises NotAPhoto where it cannot be read."""
    size = image_size(jpeg)
    if size is None:
        raise NotAPhoto("not_an_image")
    boxes = boxes_of(patches, size.width, size.height)
    if sys.platform == "emscripten":
        from app.device.blur_browser import with_mosaic
    else:
        from app.device.blur_pillow import with_mosaic
    try:
        covered = await with_mosaic(jpeg, boxes, JPEG_QUALITY)
    except Exception as error:  # decoders raise whatever they stumble on, as in `photos`
        raise NotAPhoto("damaged") from error
    return Photo(hashlib.sha256(covered).hexdigest(), covered, size.width, size.height)


def boxes_of(patches: Iterable[Patch], width: int, height: int) -> list[Box]:
    """The places in px, whole and inside the picture; one that lies outside it is left out."""
    boxes: list[Box] = []
    for patch in patches:
        xs, ys = sorted((patch.left, patch.right)), sorted((patch.top, patch.bottom))
        left, top = max(0, int(xs[0] * width)), max(0, int(ys[0] * height))
        right, bottom = min(width, -int(-xs[1] * width // 1)), min(height, -int(-ys[1] * height // 1))
        if left < right and top < bottom:
            boxes.append((left, top, right, bottom))
    return boxes


def grid_of(box: Box) -> Grid:
    width, height = box[2] - box[0], box[3] - box[1]
    square = max(SMALLEST, max(width, height) / CELLS)
    return max(1, round(width / square)), max(1, round(height / square))


def made_common(colours: bytes) -> bytes:
    """The averages (each byte one channel of one square) moved by chance and rounded to few shades."""
    by_chance = (chance % (2 * CHANCE + 1) - CHANCE for chance in os.urandom(len(colours)))
    moved = map(sum, zip(colours, by_chance, strict=True))
    return bytes(min(255, max(0, round(value / SHADES) * SHADES)) for value in moved)
