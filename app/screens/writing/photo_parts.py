"""Taking, choosing, showing and removing photos: the same everywhere."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import flet as ft

from app.screens.guard import lasting, part
from app.screens.parts import named, plain, quiet, refused, secondary
from app.screens.surroundings import Said, Voice, use_latest, use_phone, use_said, use_voice
from app.screens.writing.camera import Camera
from app.screens.writing.looking import Looking

Keep = Callable[[bytes], Awaitable[Any]]
"""Keeps the bytes of a picture; None, or why that was not possible (Words)."""

THUMBNAIL = 112
LOOKING: bytes | None = b""
NO_PICTURES: tuple[bytes, ...] = ()


def use_photos(
    keep: Keep, *, forbidden: bool = False, wanted: bool = False, over: str = "", look_first: bool = False
) -> tuple[ft.Control | None, list[ft.Control]]:
    """The camera, or a picture to look at first, while that is open; and the buttons that lead to a photo.

    Calls hooks: always call it. `look_first` asks before a picture is kept, see `looking`.

    `forbidden` takes the buttons away and says so; `wanted` says that a photo is demanded; `over` is the
    hash of an earlier picture, which lies over the camera's.
    """
    t = use_voice()
    is_open, set_open = ft.use_state(False)
    problem, set_problem = use_said()
    busy, set_busy = ft.use_state(False)
    unkept, set_unkept = ft.use_state(NO_PICTURES)

    async def take_in(raw: bytes) -> None:
        set_open(False)
        if look_first:
            set_unkept(lambda before: (*before, raw))
            return
        set_busy(True)
        try:
            set_problem(await keep(raw))
        finally:
            set_busy(False)

    async def use(jpeg: bytes) -> Said:
        said = await keep(jpeg)
        if said is None:
            set_unkept(lambda before: before[1:])
        return said

    def again() -> None:
        set_unkept(lambda before: before[1:])
        set_open(True)

    picker = use_picker(take_in)
    if forbidden:
        return None, [
            ft.Row([ft.Icon(ft.Icons.NO_PHOTOGRAPHY), ft.Container(quiet(t("photo.forbidden")), expand=True)])
        ]
    if is_open:
        return Camera(take_in, lambda: set_open(False), over), []
    if unkept:
        return Looking(unkept[0], len(unkept) - 1, use, again, key=f"look-{len(unkept)}-{len(unkept[0])}"), []
    # The client opens the chooser itself: a browser on iOS only does so inside the touch.
    chooser = ft.PickFiles(
        picker,
        file_type=ft.FilePickerFileType.IMAGE,
        allow_multiple=True,
        with_data=True,
        cancel_upload_on_window_blur=False,
    )
    take = secondary(t("photo.take"), ft.Icons.PHOTO_CAMERA, lambda _: set_open(True), "take-photo")
    pick = secondary(t("photo.choose"), ft.Icons.PHOTO_LIBRARY_OUTLINED, None, "choose-photo", action=chooser)
    row = ft.Row([ft.Container(take, expand=True), ft.Container(pick, expand=True)], spacing=10)
    said: list[ft.Control] = [quiet(t("photo.avoid")), *([quiet(t("photo.demanded"))] if wanted else [])]
    said += [ft.Row([ft.ProgressRing(width=22, height=22), quiet(t("photo.saving"))], spacing=12)] if busy else []
    return None, [row, *said, *refused(problem, t.say)]


def use_picker(take_in: Callable[[bytes], Awaitable[None]]) -> ft.FilePicker:
    """A file chooser that lives as long as the component and hands on the bytes of each picture."""
    latest = use_latest(take_in)

    async def chosen(e: ft.FilePickerResultEvent) -> None:
        for file in e.files:
            if file.bytes:
                await latest(bytes(file.bytes))

    picker, _ = ft.use_state(lambda: ft.FilePicker(on_result=chosen))
    page = ft.context.page

    def mount() -> None:
        page.services.append(picker)
        page.update()

    def unmount() -> None:
        if picker in page.services:
            page.services.remove(picker)

    ft.use_effect(mount, [], cleanup=unmount)
    return picker


@part
def PhotoStrip(hashes: Sequence[str], remove: Callable[[str], Any] | None = None) -> ft.Control:
    if not hashes:
        return ft.Container(height=0)
    thumbnails = [Thumbnail(sha256, key=sha256) for sha256 in hashes]
    if remove:
        thumbnails = [removable(sha256, remove) for sha256 in hashes]
    return ft.Row(thumbnails, wrap=True, spacing=10, run_spacing=10)


def removable(sha256: str, remove: Callable[[str], Any]) -> ft.Control:
    cross = ft.IconButton(
        icon=ft.Icons.CLOSE,
        icon_size=20,
        width=48,
        height=48,
        bgcolor=ft.Colors.INVERSE_SURFACE,
        icon_color=ft.Colors.ON_INVERSE_SURFACE,
        on_click=lambda _: remove(sha256),
    )
    corner = ft.Container(named(f"remove-photo-{sha256[:8]}", cross), right=2, top=2)
    return ft.Stack([Thumbnail(sha256, key=sha256), corner], key=f"with-cross-{sha256}")


@lasting
def Thumbnail(sha256: str) -> ft.Control:
    """The photo, or an honest word that it has not arrived."""
    phone, t = use_phone()
    jpeg, set_jpeg = ft.use_state(LOOKING)
    large, set_large = ft.use_state(False)

    async def load() -> None:
        set_jpeg(await phone.album.load(sha256))

    ft.use_effect(load, [sha256, phone.sending.photos_waiting])
    label = t("photo.picture")
    shown = (
        ft.Image(src=jpeg, width=THUMBNAIL, height=THUMBNAIL, fit=ft.BoxFit.COVER, semantics_label=label)
        if jpeg
        else ft.Column(
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            spacing=6,
            controls=[ft.Icon(ft.Icons.IMAGE_OUTLINED), quiet("…" if jpeg is LOOKING else t("photo.not_arrived"), 12)],
        )
    )
    ft.use_dialog(_large(jpeg, t, lambda: set_large(False)) if jpeg and large else None)
    tile = ft.Container(
        shown,
        width=THUMBNAIL,
        height=THUMBNAIL,
        border_radius=16,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
        on_click=(lambda _: set_large(True)) if jpeg else None,
    )
    return named(f"photo-{sha256[:8]}", tile, button=bool(jpeg))


def _large(jpeg: bytes, t: Voice, close: Callable[[], Any]) -> ft.AlertDialog:
    """The whole photo; two fingers come closer."""
    photo = ft.Image(src=jpeg, fit=ft.BoxFit.CONTAIN, semantics_label=t("photo.picture"))
    return ft.AlertDialog(
        content=ft.InteractiveViewer(photo, min_scale=1, max_scale=6),
        content_padding=8,
        inset_padding=12,
        actions=[plain(t("photo.close_large"), ft.Icons.CLOSE, lambda _: close(), "close-photo")],
        on_dismiss=lambda _: close(),
    )
