"""One photo, made fit to travel: upright, at most 1,600 px, no metadata, named by its own hash.

Pillow does the work natively and the browser's own decoder in the browser; whoever takes the photo need not know which.
"""

import hashlib
import sys
from dataclasses import dataclass
from typing import Literal

from app.device.photo_header import image_size

LONG_SIDE = 1600  # px
THUMBNAIL_SIDE = 320  # px
JPEG_QUALITY = 80  # percent
MAX_PIXELS = 100_000_000  # decoded that is 400 MB, more than a phone's browser gives a page

Reason = Literal["not_an_image", "damaged", "too_large", "unknown_format"]


class NotAPhoto(Exception):
    """The bytes give no photo. `reason` is for the screens, which say it in the reader's language.

    "not_an_image": some other kind of file. "damaged": an image that stops or breaks inside. "too_large": over 100
    megapixels. "unknown_format": a real image (HEIC, AVIF) that this phone or browser has no decoder for.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Photo:
    """A finished JPEG. `sha256` is the lower-case hex hash of `jpeg`; `width` and `height` are px, as seen upright."""

    sha256: str
    jpeg: bytes
    width: int
    height: int


async def prepare_photo(raw: bytes) -> Photo:
    """Make the photo that is kept and sent from what the camera or the chooser gave (JPEG, PNG, WebP, HEIC, AVIF).

    The same bytes give the same hash on the same platform. Raises NotAPhoto.
    """
    jpeg, width, height = await _scaled_jpeg(raw, LONG_SIDE)
    return Photo(hashlib.sha256(jpeg).hexdigest(), jpeg, width, height)


async def thumbnail(jpeg: bytes, side: int = THUMBNAIL_SIDE) -> bytes:
    """A small JPEG for lists, its long side at most `side` px. Raises NotAPhoto."""
    small, _width, _height = await _scaled_jpeg(jpeg, side)
    return small


async def _scaled_jpeg(raw: bytes, side: int) -> tuple[bytes, int, int]:
    header = image_size(raw)
    if header is None:
        raise NotAPhoto("not_an_image")
    # Looked at before anything is decoded: 100 kB of PNG can unfold to gigabytes.
    if header.width * header.height > MAX_PIXELS:
        raise NotAPhoto("too_large")
    if sys.platform == "emscripten":
        from app.device.photo_browser import scaled_jpeg
    else:
        from app.device.photo_pillow import scaled_jpeg
    try:
        return await scaled_jpeg(raw, side, JPEG_QUALITY)
    # Decoders raise whatever they stumble on: Pillow alone OSError, SyntaxError, ValueError, struct.error and more.
    except Exception as error:
        raise NotAPhoto("unknown_format" if header.kind == "heif" else "damaged") from error


def fitting(width: int, height: int, side: int) -> tuple[int, int]:
    """The size in px with the same proportions whose long side is at most `side`; never larger than it was."""
    scale = min(1.0, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
