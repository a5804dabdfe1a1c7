"""The reader of labels in the native app: ZBar, from Flet's own package index, in a thread so that the screen moves."""

import asyncio
import io
from typing import Any

from app.device.tags import CannotRead


async def read_code(picture: bytes) -> str | None:
    """What the code says, or None. Raises CannotRead, or what Pillow raises for bytes that are no picture."""
    return await asyncio.to_thread(_read_code, picture)


def _read_code(picture: bytes) -> str | None:
    from PIL import Image

    try:
        from pyzbar.pyzbar import ZBarSymbol, decode  # pyright: ignore[reportMissingImports]
    except (ImportError, OSError) as error:  # pyzbar looks for the library itself while it is imported
        raise CannotRead(str(error)) from error
    with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as opened:
        found: list[Any] = decode(opened, symbols=[ZBarSymbol.QRCODE])
    return next((code.data.decode("utf-8", "replace") for code in found), None)
