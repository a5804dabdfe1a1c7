"""Strokes of a pen as a small grey PNG, drawn here so that it is the same in every browser and on every phone.

Flet's own `Canvas.get_capture` gives a picture cut to the size of the window (1.0.5, CanvasKit in Chromium).
"""

import math
import struct
import zlib
from collections.abc import Iterable, Sequence

Stroke = tuple[float, float, float, float]
"""From (x1, y1) to (x2, y2), in px of the screen."""

SHARPNESS = 2  # px of the picture for one on the screen
MARGIN = 16  # px of the picture
PEN = 2.6  # half the width of the line, px of the picture
PIECE = 12  # px: a long line is drawn in pieces, for around each there is a square to fill
LARGEST = 2000  # px, either way
WHITE = 255


def png_of(strokes: Sequence[Stroke]) -> bytes:
    """Black on white, cut to what has been drawn and a margin. Raises ValueError where nothing has been."""
    if not strokes:
        raise ValueError("nothing has been drawn")
    xs = [x for x1, _, x2, _ in strokes for x in (x1, x2)]
    ys = [y for _, y1, _, y2 in strokes for y in (y1, y2)]
    size = max(max(xs) - min(xs), max(ys) - min(ys), 1)
    scale = min(SHARPNESS, (LARGEST - 2 * MARGIN) / size)
    width = math.ceil((max(xs) - min(xs)) * scale) + 2 * MARGIN
    height = math.ceil((max(ys) - min(ys)) * scale) + 2 * MARGIN
    paper = [bytearray([WHITE]) * width for _ in range(height)]
    left, top = min(xs), min(ys)
    for x1, y1, x2, y2 in strokes:
        _draw(paper, *((at - edge) * scale + MARGIN for at, edge in ((x1, left), (y1, top), (x2, left), (y2, top))))
    return _png(width, height, paper)


def _draw(paper: list[bytearray], x1: float, y1: float, x2: float, y2: float) -> None:
    pieces = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / PIECE))
    step_x, step_y = (x2 - x1) / pieces, (y2 - y1) / pieces
    for n in range(pieces):
        _draw_piece(paper, x1 + n * step_x, y1 + n * step_y, step_x, step_y)


def _draw_piece(paper: list[bytearray], x: float, y: float, dx: float, dy: float) -> None:
    """Each pixel as dark as the pen covers it; ends are round."""
    length2 = dx * dx + dy * dy or 1.0
    reach = PEN + 1
    for row in range(int(min(y, y + dy) - reach), int(max(y, y + dy) + reach) + 1):
        line, off_y = paper[row], row - y
        for column in range(int(min(x, x + dx) - reach), int(max(x, x + dx) + reach) + 1):
            off_x = column - x
            along = min(1.0, max(0.0, (off_x * dx + off_y * dy) / length2))
            away = math.hypot(off_x - along * dx, off_y - along * dy)
            if away < PEN + 0.5:
                line[column] = min(line[column], int(WHITE * max(0.0, away - PEN + 0.5)))


def _png(width: int, height: int, rows: Iterable[bytearray]) -> bytes:
    """PNG 1.2: 8-bit greyscale, no filter."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    chunks = (b"IHDR", header), (b"IDAT", body), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    kind, body = chunk
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
