"""Zips that Python imports from straight away: stored, for the server compresses better, and always the same bytes."""

import zipfile
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)


def stored_zip(tree: Path, out: Path) -> None:
    """Write all files under `tree` to the zip `out`, uncompressed, without dates or owners."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(path for path in tree.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(tree).as_posix(), LONG_AGO)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())
