"""What the person chose for this phone: language and theme."""

from dataclasses import dataclass

import flet as ft
from tinydb import TinyDB, where

LANGUAGES = ("sv", "en")
THEMES = ("system", "light", "dark")


@ft.observable
@dataclass(eq=False)
class Settings:
    language: str = "sv"
    theme: str = "system"

    def choose_language(self, language: str) -> None:
        self.language = language
        self._save("language", language)

    def choose_theme(self, theme: str) -> None:
        self.theme = theme
        self._save("theme", theme)

    def load(self, db: TinyDB, preferred_language: str = "sv") -> None:
        """What was chosen before; else Swedish, or English where the device says so."""
        self._table = db.table("settings")
        chosen = {row["name"]: row["value"] for row in self._table}
        self.language = chosen.get("language", "en" if preferred_language.startswith("en") else "sv")
        self.theme = chosen.get("theme", "system")

    def _save(self, name: str, value: str) -> None:
        self._table.upsert({"name": name, "value": value}, where("name") == name)
