"""Shows its version and how it started, and keeps notes in the browser's own file system."""

import random
import sys
import uuid

import flet as ft
import js  # pyright: ignore[reportMissingImports]
from pyodide.ffi import to_js  # pyright: ignore[reportMissingImports]

VERSION = "1"
FROM_SNAPSHOT = "tinydb" in sys.modules  # nothing here imports it


async def main(page: ft.Page) -> None:
    """Draw the one screen."""
    folder = await js.navigator.storage.getDirectory()
    create = to_js({"create": True}, dict_converter=js.Object.fromEntries)
    file = await (await folder.getFileHandle("notes", create)).createSyncAccessHandle()
    kept = js.Uint8Array.new(file.getSize())
    file.read(kept)
    notes = ft.Text(f"Notes: {bytes(kept).decode()}.")
    field = ft.TextField(label="Note")

    def save() -> None:
        file.write(to_js(field.value.encode()), to_js({"at": file.getSize()}, dict_converter=js.Object.fromEntries))
        file.flush()
        notes.value = f"Saved: {field.value}."

    page.add(
        ft.Text(f"Version {VERSION}"),
        ft.Text(f"Screen {page.route}"),
        ft.Text(f"Snapshot {FROM_SNAPSHOT}"),
        ft.Semantics(identifier="chance", content=ft.Text(f"{random.random()} {uuid.uuid4()}")),
        field,
        ft.Button("Save", on_click=save),
        notes,
    )


if __name__ == "__main__":
    ft.run(main)
