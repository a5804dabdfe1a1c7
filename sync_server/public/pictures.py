"""A stranger's picture: decoded, made small and written anew. What it carried besides what is seen is not kept."""

import io
import threading
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from sync_server.photos.upload import BYTES_AT_MOST, too_large
from sync_server.problems import No, no

FORMATS = ("JPEG", "PNG", "WEBP")
PIXELS_AT_MOST = 50_000_000
SIDE, QUALITY = 1600, 80
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A JPEG of ours without metadata."""

    content: bytes
    width: int
    height: int


def redrawn(content: bytes) -> Picture:
    """Raises No: 413 for too many bytes or pixels, 415 for what is no whole JPEG, PNG or WebP."""
    if len(content) > BYTES_AT_MOST:
        raise too_large()
    # A bomb unpacks to some hundred MB at most; not to that many times as much because many are sent at once.
    with _one_at_a_time:
        try:
            return _redrawn(content)
        except No:
            raise
        except Image.DecompressionBombError as error:
            raise _too_many_pixels() from error
        except Exception as error:  # a decoder stumbles over broken files in as many ways as there are formats
            raise _not_a_picture() from error


def _redrawn(content: bytes) -> Picture:
    with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        warnings.simplefilter("ignore")
        if opened.width * opened.height > PIXELS_AT_MOST:
            raise _too_many_pixels()
        opened.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", upright.size, "white")
    see_through = upright.convert("RGBA")
    plain.paste(see_through, mask=see_through.getchannel("A"))
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY)
    return Picture(written.getvalue(), plain.width, plain.height)


def _too_many_pixels() -> No:
    return no(
        413,
        "too_large",
        "Bilden är större än 50 miljoner bildpunkter.",
        "The picture is larger than 50 million pixels.",
        "Ta en mindre bild, eller beskriv med ord.",
        "Take a smaller picture, or describe it in words.",
    )


def _not_a_picture() -> No:
    return no(
        415,
        "not_a_photo",
        "Filen är inte en hel bild i formatet JPEG, PNG eller WebP.",
        "The file is not a whole picture in JPEG, PNG or WebP.",
        "Välj en annan bild, eller beskriv med ord.",
        "Choose another picture, or describe it in words.",
    )
