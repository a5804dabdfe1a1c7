"""The boxes that somebody lays over a picture: drawn, tapped, or moved by buttons, which move the last."""

from dataclasses import dataclass, replace

from app.device.blur import Patch

Marks = tuple[Patch, ...]

DAB = 0.14
"""Side of the box that a tap gives, as a share of the picture's shorter side."""
STEP, GROWTH = 0.04, 1.25
SMALLEST = 0.02
DRAWN_PX = 12
"""A finger that has gone less far has tapped."""


@dataclass(frozen=True)
class Sheet:
    """The picture as it is shown: `width` and `height` in px of the screen."""

    width: float
    height: float

    def dab(self, x: float, y: float) -> Patch:
        """The box around the point of a tap."""
        half = DAB * min(self.width, self.height) / 2
        return self.patch(x - half, y - half, x + half, y + half)

    def drawn(self, x1: float, y1: float, x2: float, y2: float) -> Patch:
        """The box from where the finger came down to where it is now."""
        if max(abs(x2 - x1), abs(y2 - y1)) < DRAWN_PX:
            return self.dab(x1, y1)
        return self.patch(x1, y1, x2, y2)

    def patch(self, x1: float, y1: float, x2: float, y2: float) -> Patch:
        left, right = sorted((x1 / self.width, x2 / self.width))
        top, bottom = sorted((y1 / self.height, y2 / self.height))
        return Patch(left, top, right, bottom)


def with_new(marks: Marks, sheet: Sheet) -> Marks:
    """One more, in the middle: for whoever has no finger or mouse to draw with."""
    return (*marks, sheet.dab(sheet.width / 2, sheet.height / 2))


def moved(marks: Marks, across: int, down: int) -> Marks:
    """The last one a step to the side, its middle never outside the picture."""
    *others, last = marks
    x = _kept_inside(last.left, last.right, across * STEP)
    y = _kept_inside(last.top, last.bottom, down * STEP)
    return (*others, replace(last, left=last.left + x, right=last.right + x, top=last.top + y, bottom=last.bottom + y))


def resized(marks: Marks, *, larger: bool) -> Marks:
    """The last one larger or smaller around its middle."""
    *others, last = marks
    scale = GROWTH if larger else 1 / GROWTH
    left, right = _scaled(last.left, last.right, scale)
    top, bottom = _scaled(last.top, last.bottom, scale)
    return (*others, Patch(left, top, right, bottom))


def _kept_inside(start: float, end: float, step: float) -> float:
    middle = (start + end) / 2
    return min(1.0, max(0.0, middle + step)) - middle


def _scaled(start: float, end: float, scale: float) -> tuple[float, float]:
    middle, half = (start + end) / 2, max(SMALLEST, (end - start) * scale) / 2
    return middle - half, middle + half
