"""Where somebody has edited a column of XLSForm and one of ours beside it still says what it said before."""

from typing import Any

from sync_server.xlsform.carried import PREFIX
from sync_server.xlsform.remarks import Remarks
from sync_server.xlsform.to_form import standard_sheets
from sync_server.xlsform.workbook import Form

CONCERNED = {"type": "type", "required": "required", "relevant": "show_if"}
"""Columns, and the field of ours that would win over what they say."""


def refuse_conflicts(form: Form, content: dict[str, Any], remarks: Remarks) -> None:
    """Compare with what an export would write; `content` is what the import made of the form."""
    written = {row["name"]: row for row in standard_sheets(content)["survey"] if "name" in row}
    for row in form.get("survey", []):
        for column, name in CONCERNED.items():
            ours = PREFIX + name
            should = written.get(row.get("name"), {}).get(column, "")
            if ours in row.cells and row.get("name") in written and " ".join(row.get(column).split()) != should:
                remarks.refuse(
                    row.at(column),
                    f"is {row.get(column)!r}, but {ours} beside it stands for {should!r}",
                    f"empty {row.at(ours).letter}{row.number} ({ours}) if this cell is right",
                )
