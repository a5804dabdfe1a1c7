"""The camera inside the app: a picture, one large button, and a way out when there is no camera.

Over it may lie an earlier picture, half transparent: so the next one is taken from the same spot.
"""

import base64
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.screens.guard import lasting, part
from app.screens.parts import column, named, notice, outlined, plain
from app.screens.surroundings import use_phone, use_voice

log = logging.getLogger("rond.camera")

FINDER, OVERLAID = 460, 340
"""Pixels: under an overlaid picture stands one button more, and the shutter is to be seen as well."""
SEEN_THROUGH = 0.45
EMPTY = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""One transparent point, until the earlier picture has come."""


@part
def Camera(take_in: Callable[[bytes], Awaitable[Any]], close: Callable[[], Any], over: str = "") -> ft.Control:
    """`over` is the hash of the earlier picture."""
    t = use_voice()
    trouble, set_trouble = ft.use_state(False)
    ready, set_ready = ft.use_state(False)
    busy, set_busy = ft.use_state(False)
    viewer: Any = ft.use_ref(None)

    async def begin() -> None:
        try:
            await open_back_camera(viewer)
            set_ready(True)
        # No camera, no permission, another app has it, not this platform: the chooser is always there instead.
        except Exception as error:
            log.warning("the camera did not open: %s", error)
            set_trouble(True)

    async def shoot(_: ft.Event) -> None:
        set_busy(True)
        try:
            await take_in(bytes(await viewer.current.take_picture()))
        except Exception as error:
            log.warning("no picture was taken: %s", error)
            set_trouble(True)
        set_busy(False)

    ft.use_effect(begin, [])
    out = outlined(t("photo.close"), ft.Icons.CLOSE, lambda _: close(), "close-camera")
    if trouble:
        return column([notice(ft.Icons.NO_PHOTOGRAPHY, t("photo.no_camera"), t("photo.no_camera_more")), out])
    shutter = ft.FilledButton(
        content=t("photo.shoot"),
        icon=ft.Icons.PHOTO_CAMERA,
        height=72,
        on_click=shoot,
        disabled=busy or not ready,
        style=ft.ButtonStyle(
            shape=ft.RoundedRectangleBorder(radius=20), text_style=ft.TextStyle(size=20), icon_size=30
        ),
    )
    finder = ft.Container(
        Viewfinder(viewer),
        height=OVERLAID if over else FINDER,
        border_radius=20,
        bgcolor=ft.Colors.INVERSE_SURFACE,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    seen = Overlaid(finder, over, key="overlaid") if over else finder
    return column([seen, named("shoot", shutter), out])


@part
def Overlaid(finder: ft.Control, over: str) -> ft.Control:
    """The viewfinder with the earlier picture over it, which can be taken away and put back."""
    phone, t = use_phone()
    shown, set_shown = ft.use_state(True)
    earlier, set_earlier = ft.use_state(b"")

    async def load() -> None:
        set_earlier(await phone.album.load(over) or b"")

    ft.use_effect(load, [over])
    ghost = ft.Image(
        src=earlier or EMPTY,
        height=OVERLAID,
        opacity=SEEN_THROUGH if shown and earlier else 0,
        fit=ft.BoxFit.CONTAIN,
        semantics_label=t("photo.before"),
    )
    # Never taken out of the tree: a camera whose surroundings are built anew has lost its picture.
    layers = ft.Stack([finder, ft.Container(named("overlay", ghost), left=0, right=0, top=0, ignore_interactions=True)])
    words, icon = (
        ("photo.hide_before", ft.Icons.VISIBILITY_OFF) if shown else ("photo.show_before", ft.Icons.VISIBILITY)
    )
    toggle = plain(t(words), icon, lambda _: set_shown(not shown), "overlay-toggle", disabled=not earlier)
    return column([layers, toggle], 4)


@lasting
def Viewfinder(viewer: Any) -> ft.Control:
    """Drawn once: a camera that is drawn again has lost its picture."""
    import flet_camera  # only when somebody wants a camera: it costs time at start

    viewer.current = flet_camera.Camera()
    return viewer.current


async def open_back_camera(viewer: Any) -> None:
    """Start the camera that looks away from the person, or the only one there is."""
    from flet_camera import CameraLensDirection, ResolutionPreset

    cameras = await viewer.current.get_available_cameras()
    away = [camera for camera in cameras if camera.lens_direction == CameraLensDirection.BACK]
    await viewer.current.initialize(
        (away or cameras)[0], resolution_preset=ResolutionPreset.VERY_HIGH, enable_audio=False
    )
