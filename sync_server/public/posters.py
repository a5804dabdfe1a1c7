"""Posters for entrances as PDF, a page each: what to do in danger, the code to scan, and the place it stands for.

Typeset by typst from `assets/reports/poster.typ`.
"""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import segno
import typst

from domain.places import Building
from sync_server.content import Municipality
from sync_server.office import Office
from sync_server.public.codes import spoken
from sync_server.public.places import Place, places_of
from sync_server.public.words import WORDS

TEMPLATE = Path(__file__).parents[2] / "assets/reports/poster.typ"
ON_POSTER = ("poster_title", "poster_do", "poster_danger", "poster_typed")


def posters_of(office: Office, buildings: Iterable[Building], address: str) -> bytes | None:
    """The PDF for all places of the buildings, whose pages are below `address`; None where none of them has any."""
    places = office.database.write(lambda connection: places_of(connection, buildings))
    return posters(places, office.register.municipality, address) if places else None


def posters(places: Iterable[Place], municipality: Municipality, address: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        said = {
            "municipality": municipality.name,
            "words": {name: asdict(WORDS[name]) for name in ON_POSTER},
            "places": [_poster(place, address.rstrip("/"), desk) for place in places],
        }
        (desk / "poster.typ").write_bytes(TEMPLATE.read_bytes())
        (desk / "data.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        return typst.compile(desk / "poster.typ", root=desk, sys_inputs={"data": "data.json"})


def _poster(place: Place, address: str, desk: Path) -> dict:
    """What one page prints; its QR code is laid on the `desk`."""
    qr = f"{place.code}.svg"
    # Half of it may be scratched or painted over, and it is still read.
    segno.make(f"{address}/r/{place.code}", error="q", micro=False).save(str(desk / qr), border=3, scale=4)
    shown = f"{address.partition('://')[2] or address}/r/{spoken(place.code)}"
    return {"qr": qr, "name": asdict(place.name), "at": place.building.address, "address": shown}
