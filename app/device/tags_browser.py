"""The reader of labels in the browser app: assets/web/tag-reader.mjs, inside the worker that Python runs in."""

import js  # pyright: ignore[reportMissingImports]
from pyodide.ffi import to_js  # pyright: ignore[reportMissingImports]

from app.device.tags import CannotRead


async def read_code(picture: bytes) -> str | None:
    """What the code says, or None. Raises CannotRead, or what the browser raises for bytes that are no picture."""
    try:
        reader = await js.tagReader()
        await reader.ready()
    # A first visit that went offline before the decoder was here; whatever the browser calls it.
    except Exception as error:
        raise CannotRead(str(error)) from error
    # JavaScript's null is another object than Python's None (Pyodide 0.28 and later).
    return await reader.read(to_js(picture)) or None
