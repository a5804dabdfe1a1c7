"""What XLSForm has no word for travels in columns of their own: `rond_severity`, `rond_choices`, any field of ours.

A cell holds the field's value as YAML in one line. Which fields travel is not listed anywhere: it is whatever would
come back different from the other columns alone.
"""

from typing import Any

import yaml

from sync_server.content.lined import read_value
from sync_server.xlsform.plain import plain
from sync_server.xlsform.remarks import Remarks
from sync_server.xlsform.workbook import Row
from sync_server.xlsform.written_yaml import inline

PREFIX = "rond_"
"""With "::" pyxform would make groups of the columns, and cannot convert those of the sheet `choices`."""


def carried(row: Row, remarks: Remarks) -> dict[str, Any]:
    """The fields in the row's own columns. None stands for a field that is to be left out."""
    return {
        heading.removeprefix(PREFIX): _value(row, heading, text, remarks)
        for heading, text in row.cells.items()
        if heading.startswith(PREFIX)
    }


def differing(original: dict[str, Any], came_back: dict[str, Any], *, without: tuple[str, ...] = ()) -> dict[str, str]:
    """The cells that bring what came back to the original, by heading."""
    names = [name for name in dict.fromkeys((*original, *came_back)) if name not in without]
    return {
        f"{PREFIX}{name}": inline(original.get(name)) for name in names if original.get(name) != came_back.get(name)
    }


def put(content: dict[str, Any], fields: dict[str, Any]) -> None:
    content |= fields
    for name, value in fields.items():
        if value is None:
            del content[name]


def _value(row: Row, heading: str, text: str, remarks: Remarks) -> Any:
    try:
        return plain(read_value({"TRUE": "true", "FALSE": "false"}.get(text, text)))
    except yaml.YAMLError:
        remarks.refuse(row.at(heading), f"{text!r} is not a value as in our YAML files", "write it as in the file")
        return None
