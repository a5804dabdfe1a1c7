"""Covering what must not be seen in a picture: boxes drawn with a finger or a mouse, or laid and moved by buttons."""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft
from flet import canvas

from app.device.blur import Patch
from app.device.photo_header import image_size
from app.screens.guard import lasting, part
from app.screens.parts import READABLE_PX, TOUCH, column, heading, named, outlined, plain, primary, quiet, refused
from app.screens.surroundings import Said, Voice, use_said, use_voice
from app.screens.writing.blur_marks import Marks, Sheet, moved, resized, with_new

Cover = Callable[[Marks], Awaitable[Said]]
"""Covers the places in the picture; None when it is done, else why not."""

TALLEST, MARGINS = 420, 32  # px
BETWEEN = 33  # ms from one point of a stroke to the next
FILL = ft.Paint(color=ft.Colors.with_opacity(0.72, "#10212b"), style=ft.PaintingStyle.FILL)
EDGE = ft.Paint(color="#ffffff", stroke_width=2, style=ft.PaintingStyle.STROKE)
NONE: Marks = ()


@part
def Blur(jpeg: bytes, cover: Cover, cancel: Callable[[], Any]) -> ft.Control:
    t = use_voice()
    marks, set_marks = ft.use_state(NONE)
    busy, set_busy = ft.use_state(False)
    problem, set_problem = use_said()
    sheet = sheet_for(jpeg, ft.context.page.width or 0)

    async def apply(_: ft.Event) -> None:
        set_busy(True)
        said = await cover(marks)
        set_busy(False)
        set_problem(said)

    nothing = busy or not marks
    counted = t("blur.working") if busy else t("blur.boxes", n=len(marks)) if marks else t("blur.none")
    do = primary(t("blur.apply"), ft.Icons.BLUR_ON, apply, "blur-apply", disabled=nothing)
    never_mind = outlined(t("blur.cancel"), ft.Icons.CLOSE, lambda _: cancel(), "blur-cancel", disabled=busy)
    return column(
        [
            heading(t("blur.title")),
            quiet(t("blur.help"), 16),
            ft.Row([Picture(jpeg, sheet, marks, set_marks)], alignment=ft.MainAxisAlignment.CENTER),
            named("blur-count", quiet(counted, 16), live_region=True),
            *refused(problem, t.say),
            ft.Row([ft.Container(one, expand=True) for one in (never_mind, do)], spacing=10),
            ByButtons(marks, set_marks, sheet),
        ]
    )


def sheet_for(jpeg: bytes, window: float) -> Sheet:
    """As large as the page allows, in the picture's own proportions."""
    size = image_size(jpeg)
    width, height = (size.width, size.height) if size else (4, 3)
    widest = min(window or READABLE_PX, READABLE_PX) - MARGINS
    scale = min(widest / width, TALLEST / height)
    return Sheet(round(width * scale), round(height * scale))


@lasting
def Picture(jpeg: bytes, sheet: Sheet, marks: Marks, set_marks: Callable[..., Any]) -> ft.Control:
    """The picture takes every touch: the page beneath does not scroll with it."""
    t = use_voice()
    start: Any = ft.use_ref(None)

    def begin(e: ft.DragDownEvent) -> None:
        start.current = e.local_position
        box = sheet.dab(e.local_position.x, e.local_position.y)
        set_marks(lambda before: (*before, box))

    def go_on(e: ft.DragUpdateEvent) -> None:
        came, now = start.current or e.local_position, e.local_position
        box = sheet.drawn(came.x, came.y, now.x, now.y)
        set_marks(lambda before: (*before[:-1], box))

    # A pan would lose upright strokes to the page's own scrolling; of these two, one takes whatever comes.
    hand = ft.GestureDetector(
        drag_interval=BETWEEN,
        on_horizontal_drag_down=begin,
        on_horizontal_drag_update=go_on,
        on_vertical_drag_update=go_on,
        content=ft.Container(width=sheet.width, height=sheet.height),
    )
    shapes = [shape for mark in marks for shape in _shapes(mark, sheet)]
    drawing = canvas.Canvas(shapes=shapes, width=sheet.width, height=sheet.height, content=hand)
    under = ft.Image(src=jpeg, width=sheet.width, height=sheet.height, fit=ft.BoxFit.FILL, exclude_from_semantics=True)
    layers = ft.Stack([under, drawing], width=sheet.width, height=sheet.height, clip_behavior=ft.ClipBehavior.HARD_EDGE)
    return named("blur-picture", layers, label=t("blur.picture"), image=True)


def _shapes(mark: Patch, sheet: Sheet) -> list[canvas.Shape]:
    x, y = mark.left * sheet.width, mark.top * sheet.height
    wide, high = (mark.right - mark.left) * sheet.width, (mark.bottom - mark.top) * sheet.height
    return [canvas.Rect(x, y, wide, high, paint=paint) for paint in (FILL, EDGE)]


@part
def ByButtons(marks: Marks, set_marks: Callable[..., Any], sheet: Sheet) -> ft.Control:
    """The same without drawing: for the keyboard, for a screen reader, for a hand that shakes."""
    t = use_voice()

    def button(icon: ft.IconData, name: str, change: Callable[[Marks], Marks]) -> ft.Control:
        return _button(icon, name, t, lambda _: set_marks(change), disabled=not marks)

    steps = [
        button(ft.Icons.ARROW_BACK, "blur.left", lambda before: moved(before, -1, 0)),
        button(ft.Icons.ARROW_FORWARD, "blur.right", lambda before: moved(before, 1, 0)),
        button(ft.Icons.ARROW_UPWARD, "blur.up", lambda before: moved(before, 0, -1)),
        button(ft.Icons.ARROW_DOWNWARD, "blur.down", lambda before: moved(before, 0, 1)),
        button(ft.Icons.ADD, "blur.larger", lambda before: resized(before, larger=True)),
        button(ft.Icons.REMOVE, "blur.smaller", lambda before: resized(before, larger=False)),
    ]
    new = plain(t("blur.add"), ft.Icons.ADD_BOX_OUTLINED, lambda _: set_marks(lambda b: with_new(b, sheet)), "blur-add")
    undo = plain(t("blur.undo"), ft.Icons.UNDO, lambda _: set_marks(lambda b: b[:-1]), "blur-undo", disabled=not marks)
    middle = ft.MainAxisAlignment.CENTER
    return column([ft.Row([new, undo], alignment=middle, wrap=True), ft.Row(steps, spacing=2, alignment=middle)], 2)


def _button(icon: ft.IconData, name: str, t: Voice, on_click: Callable[..., Any], *, disabled: bool) -> ft.Control:
    words = t(name)
    shown = ft.IconButton(
        icon=icon, icon_size=24, width=TOUCH, height=TOUCH, tooltip=words, on_click=on_click, disabled=disabled
    )
    return named(name.replace(".", "-"), shown)
