"""The mosaic of the native app: Pillow, in a thread so that the screen keeps moving."""

import asyncio
import io
from collections.abc import Sequence

from PIL import Image

from app.device.blur import Box, grid_of, made_common


async def with_mosaic(jpeg: bytes, boxes: Sequence[Box], quality: int) -> bytes:
    """The JPEG with each box covered by a few squares. Raises what Pillow raises."""
    return await asyncio.to_thread(_with_mosaic, jpeg, boxes, quality)


def _with_mosaic(jpeg: bytes, boxes: Sequence[Box], quality: int) -> bytes:
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
        image = opened.convert("RGB")
    for box in boxes:
        averages = image.crop(box).resize(grid_of(box), Image.Resampling.BOX)
        squares = Image.frombytes("RGB", averages.size, made_common(averages.tobytes()))
        image.paste(squares.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.NEAREST), box)
    image.info.clear()
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality)
    return written.getvalue()
