"""Look at the screens: `python -m tests.preview 8600` serves the app with the demo municipality on it.

Python runs here and the real Flutter client draws; `ROND_LANGUAGE`, `ROND_THEME` and `ROND_PERSON` choose what is seen.
"""

import os
import sys
import tempfile
from pathlib import Path

import flet as ft

from app.main import show
from tests.unit.demo_phone import PERSON, DemoServer, demo_phone


async def main(page: ft.Page) -> None:
    page.title = "Rond"
    server = DemoServer(os.environ.get("ROND_PERSON", PERSON))
    phone = await demo_phone(Path(tempfile.mkdtemp()), server, signed_in="/sign-in" not in page.route)
    phone.settings.choose_language(os.environ.get("ROND_LANGUAGE", "sv"))
    phone.settings.choose_theme(os.environ.get("ROND_THEME", "light"))
    show(page, phone)


if __name__ == "__main__":
    ft.run(main, view=None, port=int(sys.argv[1]), no_cdn=True)
