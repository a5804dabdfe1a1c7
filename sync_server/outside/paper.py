"""The task on paper, as it goes with a letter: PDF, typeset by typst from `assets/reports/task.typ`."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import segno
import typst

from domain.language import Words
from sync_server.content.municipality import Municipality
from sync_server.outside.sheet import Sheet
from sync_server.outside.words import WORDS
from sync_server.post.words import said

TEMPLATE = Path(__file__).parents[2] / "assets/reports/task.typ"
PRINTED = ("task", "where", "due", "planned", "why", "contact", "answer")

Picture = Callable[[str], bytes | None]
"""The bytes of a photo by its hash, None where it has not arrived."""


def paper(sheet: Sheet, municipality: Municipality, link: str, picture: Picture, language: str) -> bytes:
    """The PDF in `language` ("sv" or "en"). `link` is where to answer."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        segno.make(link, error="m", micro=False).save(str(desk / "answer.svg"), border=2, scale=4)
        (desk / "task.typ").write_bytes(TEMPLATE.read_bytes())
        facts = _facts(sheet, municipality, link, _pictures(sheet, picture, desk), language)
        (desk / "data.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
        return typst.compile(desk / "task.typ", root=desk, sys_inputs={"data": "data.json"})


def _facts(sheet: Sheet, municipality: Municipality, link: str, photos: list[str], language: str) -> dict[str, Any]:
    def say(words: Words) -> str:
        return words.in_language(language)

    return {
        "language": language,
        "municipality": municipality.name,
        "words": {name: say(WORDS[name]) for name in PRINTED},
        "number": sheet.number,
        "what": say(sheet.what),
        "text": sheet.text,
        "place": sheet.place,
        "address": sheet.address,
        "severity": say(sheet.severity),
        "critical": sheet.critical,
        "due": [f"{say(due.step)}: {due.by}" for due in sheet.due],
        "planned": sheet.planned,
        "why": say(sheet.why),
        "contact": list(sheet.contact),
        "danger": said(WORDS["danger"], language, phone=municipality.duty_phone),
        "photos": photos,
        "link": link,
    }


def _pictures(sheet: Sheet, picture: Picture, desk: Path) -> list[str]:
    """The names of those that have arrived, written where typst finds them."""
    names = []
    for sha256 in sheet.photos:
        if content := picture(sha256):
            name = f"{sha256}.{'png' if content.startswith(bytes([0x89])) else 'jpg'}"
            (desk / name).write_bytes(content)
            names.append(name)
    return names
