"""XLSForms written as small tables, made into workbooks and imported. `sv` and `en` stand for the two label columns."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sync_server.command import main
from sync_server.content.lined import read_yaml

SHORT = {
    "sv": "label::Svenska (sv)",
    "en": "label::English (en)",
    "list": "list_name",
    "hint sv": "hint::Svenska (sv)",
    "hint en": "hint::English (en)",
}
SETTINGS = """
settings
| form_title | form_id    | version |
| Egen form  | own-form   | 7       |
"""


def workbook(tables: str, path: Path) -> Path:
    """A sheet begins with its name on a line; a cell with nothing in it is empty."""
    made = Workbook()
    made.remove(made.worksheets[0])
    sheet, heading = None, False
    for line in (tables if "\nsettings" in tables else tables + SETTINGS).strip().splitlines():
        if not line.lstrip().startswith("|"):
            sheet, heading = (made.create_sheet(line.strip()), True) if line.strip() else (sheet, heading)
            continue
        cells = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
        assert sheet is not None
        sheet.append([SHORT.get(cell, cell) if heading else cell or None for cell in cells])
        heading = False
    made.save(path)
    return path


@dataclass
class Imported:
    """What `rond checklist import` returned, said and wrote."""

    code: int
    said: str
    content: dict[str, Any]
    text: str

    @property
    def points(self) -> dict[str, dict[str, Any]]:
        return {point["id"]: point for section in self.content["sections"] for point in section["points"]}

    @property
    def warnings(self) -> list[str]:
        """Without the two that every foreign form gets: its title has one language, and it has no performer."""
        usual = ("(form_title): warning: has one language", "(form_id): warning: XLSForm does not say")
        return [line for line in self.said.splitlines() if "warning: " in line and not any(u in line for u in usual)]


def imported(tables: str, folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> Imported:
    form = workbook(tables, folder / "form.xlsx")
    target = folder / "form.yaml"
    code = main(["checklist", "import", str(form), str(target), *options])
    content = read_yaml(target, []) if target.exists() else None
    text = target.read_text("utf-8") if target.exists() else ""
    return Imported(code, capsys.readouterr().out, content or {}, text)
