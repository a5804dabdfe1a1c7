"""The mosaic of the browser app: a canvas inside the worker that Python runs in."""

from collections.abc import Sequence
from typing import Any

import js  # pyright: ignore[reportMissingImports]
from pyodide.ffi import to_js  # pyright: ignore[reportMissingImports]

from app.device.blur import Box, Grid, grid_of, made_common


async def with_mosaic(jpeg: bytes, boxes: Sequence[Box], quality: int) -> bytes:
    """The JPEG with each box covered by a few squares. Raises what the browser raises."""
    bitmap = await js.createImageBitmap(js.Blob.new(to_js([to_js(jpeg)])))
    try:
        canvas = js.OffscreenCanvas.new(bitmap.width, bitmap.height)
        # willReadFrequently: drawn on the CPU, as in `photo_browser`.
        paint = canvas.getContext("2d", willReadFrequently=True)
        paint.drawImage(bitmap, 0, 0)
    finally:
        bitmap.close()
    for box in boxes:
        _cover(paint, box, grid_of(box))
    blob = await canvas.convertToBlob(type="image/jpeg", quality=quality / 100)
    return (await blob.arrayBuffer()).to_bytes()


def _cover(paint: Any, box: Box, grid: Grid) -> None:
    """Every square gets one colour: that of the whole square, made common."""
    left, top, right, bottom = box
    for row in range(grid[1]):
        for column in range(grid[0]):
            x, y = left + (right - left) * column // grid[0], top + (bottom - top) * row // grid[1]
            x_end = left + (right - left) * (column + 1) // grid[0]
            y_end = top + (bottom - top) * (row + 1) // grid[1]
            red, green, blue = made_common(_average(paint, x, y, x_end - x, y_end - y))
            paint.fillStyle = f"rgb({red} {green} {blue})"
            paint.fillRect(x, y, x_end - x, y_end - y)


def _average(paint: Any, x: int, y: int, width: int, height: int) -> bytes:
    """Of about a thousand of its pixels: enough for one colour."""
    pixels = paint.getImageData(x, y, width, height).data.to_bytes()
    step = 4 * max(1, width * height // 1000)
    return bytes(sum(channel) // len(channel) for channel in (pixels[start::step] for start in range(3)))
