"""Reading the QR code of a label in a picture from the camera."""

import sys


class CannotRead(Exception):
    """This phone has no decoder, or has not got it yet; a tag can always be typed."""


async def read_tag(picture: bytes) -> str | None:
    """What the QR code in the picture (JPEG or PNG) says; None where it shows none. Raises CannotRead.

    The decoder is loaded at the first call, so that starting the app costs nothing more.
    """
    if sys.platform == "emscripten":
        from app.device.tags_browser import read_code
    else:
        from app.device.tags_native import read_code
    return await read_code(picture)
