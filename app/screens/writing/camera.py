"""The camera inside the app: a picture, one large button, and a way out when there is no camera."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.screens.guard import lasting, part
from app.screens.parts import column, named, notice, outlined
from app.screens.surroundings import use_voice

log = logging.getLogger("rond.camera")


@part
def Camera(take_in: Callable[[bytes], Awaitable[Any]], close: Callable[[], Any]) -> ft.Control:
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
    return column(
        [
            ft.Container(
                Viewfinder(viewer),
                height=460,
                border_radius=20,
                bgcolor=ft.Colors.INVERSE_SURFACE,
                clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            ),
            named("shoot", shutter),
            out,
        ]
    )


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
