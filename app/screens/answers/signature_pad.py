"""A signature drawn with a finger and kept as a picture. Never the only way: a typed name counts as much."""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft
from flet import canvas
from flet.canvas import Line

from app.device.ink import png_of
from app.screens.guard import lasting, part
from app.screens.parts import column, named, notice, outlined, primary, quiet, refused
from app.screens.surroundings import Said, use_said, use_voice

Keep = Callable[[bytes], Awaitable[Said]]
"""Takes the PNG of the drawing; None when it is kept, else why not."""

# Paper in the dark theme too, because that is what the picture looks like.
PAPER, INK, RULE = "#ffffff", "#10212b", "#b8c4c8"
HEIGHT = 200  # px
BETWEEN = 16  # ms from one point of a stroke to the next

PEN = ft.Paint(color=INK, stroke_width=3, stroke_cap=ft.StrokeCap.ROUND, style=ft.PaintingStyle.STROKE)
DRAWING, SAVING, KEPT = "drawing", "saving", "kept"


@part
def SignaturePad(keep: Keep) -> ft.Control:
    t = use_voice()
    lines, set_lines = ft.use_state(tuple[Line, ...])
    state, set_state = ft.use_state(DRAWING)
    problem, set_problem = use_said()

    def clear(_: ft.Event) -> None:
        set_lines(())
        set_problem(None)
        set_state(DRAWING)

    async def done(_: ft.Event) -> None:
        set_state(SAVING)
        problem = await keep(png_of([(line.x1, line.y1, line.x2, line.y2) for line in lines]))
        set_problem(problem)
        set_state(DRAWING if problem else KEPT)

    if state == KEPT:
        again = outlined(t("pad.again"), ft.Icons.DRAW, clear, "pad-again")
        return column([named("pad-kept", notice(ft.Icons.CHECK, t("pad.kept")), live_region=True), again])
    waiting = not lines or state == SAVING
    return column(
        [
            quiet(t("pad.help"), 16),
            named("signature-pad", Sheet(lines, set_lines), label=t("pad.label")),
            quiet(t("pad.saving") if state == SAVING else t("pad.or_type")),
            *refused(problem, t.say),
            primary(t("pad.done"), ft.Icons.CHECK, done, "pad-done", disabled=waiting),
            outlined(t("pad.clear"), ft.Icons.REFRESH, clear, "pad-clear", disabled=waiting),
        ]
    )


@lasting
def Sheet(lines: tuple[Line, ...], draw: Callable[..., Any]) -> ft.Control:
    """The paper: strokes follow the finger, and the page beneath does not scroll with it."""
    last: Any = ft.use_ref(None)

    def line_to(at: ft.Offset) -> None:
        start = last.current or at
        last.current = at
        line = Line(x1=start.x, y1=start.y, x2=at.x, y2=at.y, paint=PEN)
        draw(lambda before: (*before, line))

    def begin(e: ft.DragDownEvent) -> None:
        last.current = None
        line_to(e.local_position)

    def go_on(e: ft.DragUpdateEvent) -> None:
        line_to(e.local_position)

    paper = canvas.Fill(paint=ft.Paint(color=PAPER, style=ft.PaintingStyle.FILL))
    rule = Line(x1=24, y1=HEIGHT - 48, x2=4000, y2=HEIGHT - 48, paint=ft.Paint(color=RULE, stroke_width=1.5))
    # A pan would lose every upright stroke to the page's own scrolling; of these two, one takes whatever comes.
    hand = ft.GestureDetector(
        drag_interval=BETWEEN,
        on_horizontal_drag_down=begin,
        on_horizontal_drag_update=go_on,
        on_vertical_drag_update=go_on,
        content=ft.Container(height=HEIGHT, expand=True),
    )
    return ft.Container(
        canvas.Canvas(shapes=[paper, rule, *lines], height=HEIGHT, content=hand),
        border_radius=16,
        border=ft.Border.all(1, ft.Colors.OUTLINE),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
