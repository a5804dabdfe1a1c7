"""What the person chose for this phone: language, theme and, natively, the server."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import flet as ft
from tinydb import TinyDB, where

LANGUAGES = ("sv", "en")
THEMES = ("system", "light", "dark")


@ft.observable
@dataclass(eq=False)
class Settings:
    language: str = "sv"
    theme: str = "system"
    server: str = ""

    def choose_language(self, language: str) -> None:
        self.language = language
        self._save("language", language)

    def choose_theme(self, theme: str) -> None:
        self.theme = theme
        self._save("theme", theme)

    def choose_server(self, address: str) -> None:
        """Where a native app finds its server: "rond.example.se" or a whole link to it."""
        address = address.strip()
        parts = urlsplit(address if "://" in address else f"https://{address}")
        self.server = f"{parts.scheme}://{parts.netloc}"
        self._save("server", self.server)

    def load(self, db: TinyDB, preferred_language: str = "sv") -> None:
        """What was chosen before; else Swedish, or English where the device says so."""
        self._table = db.table("settings")
        chosen = {row["name"]: row["value"] for row in self._table}
        self.language = chosen.get("language", "en" if preferred_language.startswith("en") else "sv")
        self.theme = chosen.get("theme", "system")
        self.server = chosen.get("server", self.server)

    def _save(self, name: str, value: str) -> None:
        self._table.upsert({"name": name, "value": value}, where("name") == name)
