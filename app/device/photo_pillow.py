"""The photo codec of the native app: Pillow, in a thread so that the screen keeps moving."""

import asyncio
import io

from PIL import Image

from app.device.photos import fitting

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_EXIF_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


async def scaled_jpeg(raw: bytes, side: int, quality: int) -> tuple[bytes, int, int]:
    """The image as an upright JPEG without metadata, and its width and height. Raises what Pillow raises."""
    return await asyncio.to_thread(_scaled_jpeg, raw, side, quality)


def _scaled_jpeg(raw: bytes, side: int, quality: int) -> tuple[bytes, int, int]:
    with Image.open(io.BytesIO(raw), formats=_FORMATS) as opened:
        size = fitting(*opened.size, side)
        decode_small(opened, size)
        turn = _UPRIGHT.get(_orientation(opened))
        image = _on_white(opened).resize(size, Image.Resampling.LANCZOS)
    if turn is not None:  # after scaling: turning first would force a decode at full size
        image = image.transpose(turn)
    image.info.clear()  # Pillow would carry a JPEG comment over by itself
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality)
    return written.getvalue(), image.width, image.height


def decode_small(image: Image.Image, size: tuple[int, int]) -> None:
    """Let the JPEG decoder leave out detail that scaling would throw away: half the time, a third of the memory.

    Pillow takes the smaller of the two whole-number ratios, so a size rounded up in one direction decodes in full.
    """
    scale = max(size) / max(image.size)
    image.draft("RGB", (max(1, int(image.width * scale)), max(1, int(image.height * scale))))


def _orientation(image: Image.Image) -> int:
    try:
        return image.getexif().get(_EXIF_ORIENTATION, 1)
    except Exception:  # broken EXIF around a good picture, in as many ways as there are cameras: show it as stored
        return 1


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")  # convert would copy
    see_through = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(see_through, mask=see_through.getchannel("A"))
    return paper
