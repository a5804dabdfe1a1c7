"""Choosing a file with its name, and saving one: what a list comes in and goes out as."""

from collections.abc import Callable
from pathlib import PurePath

import flet as ft

from app.screens.surroundings import use_latest

KINDS = ["csv", "xlsx"]


def use_files(take_in: Callable[[str, bytes], None]) -> ft.FilePicker:
    """A chooser that lives as long as the component, and gives the name and the content of what is chosen."""
    latest = use_latest(take_in)

    async def chosen(e: ft.FilePickerResultEvent) -> None:
        for file in e.files:
            latest(PurePath(file.name).name, bytes(file.bytes or b""))

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


def choosing(picker: ft.FilePicker) -> ft.PickFiles:
    """The client opens the chooser itself: a browser on iOS only does so inside the touch."""
    return ft.PickFiles(
        picker,
        file_type=ft.FilePickerFileType.CUSTOM,
        allowed_extensions=KINDS,
        with_data=True,
        cancel_upload_on_window_blur=False,
    )
