"""Where the native app starts: `flet build` looks for its entry in the root of what it packs. The rest is in app/."""

import flet as ft

from app.main import main

ft.run(main, assets_dir="assets")
