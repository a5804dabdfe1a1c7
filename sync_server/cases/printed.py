"""A pack as files to send: a PDF set by typst from `assets/reports/claim.typ`, and a ZIP with the pictures."""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import typst

from domain.cases.told import Shown
from sync_server.cases.pack_words import WORDS
from sync_server.cases.packs import Pack, as_plain, as_text, caption

PHOTOS, INVOICES = "photos", "invoices"
TEMPLATE = Path(__file__).parents[2] / "assets/reports/claim.typ"
SAME_TIME = (2000, 1, 1, 0, 0, 0)
"""A ZIP's own times have no time zone; those that count stand in the text."""

Picture = Callable[[str], bytes | None]
Moment = Callable[[str], str]


def as_pdf(pack: Pack, picture: Picture, moment: Moment) -> bytes:
    """`picture` gives the bytes of a photo, None where it has not arrived."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        shown: dict[str, list[dict[str, str]]] = {PHOTOS: [], INVOICES: []}
        for each, name, content in _pictures(pack, picture):
            file = desk / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
            told = {"file": name, "what": caption(pack, each), "at": moment(each.photo.taken_at)}
            shown[file.parent.name].append(told)
        said = {
            "language": pack.language,
            "municipality": pack.municipality,
            "title": pack.title,
            "case": pack.case,
            "case_heading": WORDS["case"].in_language(pack.language),
            "fields": [(heading, value) for _, heading, value in pack.fields],
            **shown,
            "photos_heading": WORDS["photos"].in_language(pack.language),
            "invoices_heading": WORDS["invoices"].in_language(pack.language),
            "warnings": list(pack.warnings),
        }
        (desk / "claim.typ").write_bytes(TEMPLATE.read_bytes())
        (desk / "data.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        return typst.compile(desk / "claim.typ", root=desk, sys_inputs={"data": "data.json"})


def as_zip(pack: Pack, picture: Picture, moment: Moment, pdf: bytes = b"") -> bytes:
    """The text, the fields as JSON, the pictures as they were taken, and the PDF where there is one."""
    files: dict[str, bytes] = {
        "text.txt": as_text(pack, moment).encode(),
        "data.json": json.dumps(as_plain(pack, moment), ensure_ascii=False, indent=2).encode(),
    }
    if pdf:
        files["report.pdf"] = pdf
    files |= {name: content for _, name, content in _pictures(pack, picture)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, SAME_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _pictures(pack: Pack, picture: Picture) -> Iterator[tuple[Shown, str, bytes]]:
    """Those that have arrived, in the folder of their kind and numbered as in the text."""
    for folder, pictures in ((PHOTOS, pack.photos), (INVOICES, pack.invoices)):
        for number, each in enumerate(pictures, 1):
            if content := picture(each.photo.sha256):
                kind = "png" if content.startswith(b"\x89") else "webp" if content.startswith(b"RIFF") else "jpg"
                yield each, f"{folder}/{number:02d}.{kind}", content
