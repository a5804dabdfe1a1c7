"""A text in the two languages of the interface: Swedish first, English complete."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    sv: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text in `language` ("sv" or "en"); the other language where that one is missing."""
        return (self.en or self.sv) if language == "en" else (self.sv or self.en)

    def __add__(self, more: str) -> "Words":
        return Words(self.sv + more, self.en + more)

    def __bool__(self) -> bool:
        return bool(self.sv or self.en)


def number_words(value: float, unit: str = "") -> Words:
    """ "28,5 V" in Swedish, "28.5 V" in English; from 10,000 on in groups: "25 000 kr", "25,000 kr"."""
    plain = f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:g}"
    return Words(plain.replace(",", "\u00a0").replace(".", ","), plain) + (f" {unit}" if unit else "")
