"""The lists of choices in the sheet `choices`, by name, as a point's `choices`."""

from dataclasses import dataclass, field
from typing import Any

from sync_server.xlsform.carried import PREFIX, carried
from sync_server.xlsform.remarks import UNKNOWN_COLUMN, Remarks
from sync_server.xlsform.speech import words_of
from sync_server.xlsform.workbook import Form, Row

READ = ("list_name", "name", "label")


@dataclass
class ChoiceList:
    """`rows` stands beside `choices`, one for each."""

    choices: list[dict[str, Any]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        return {choice["id"] for choice in self.choices}


def choice_lists(form: Form, default: str, fallback: bool, remarks: Remarks) -> dict[str, ChoiceList]:
    lists: dict[str, ChoiceList] = {}
    for row in form.get("choices", []):
        listed = lists.setdefault(row.get("list_name"), ChoiceList())
        name = row.get("name")
        if name in listed.ids:
            remarks.refuse(row.at("name"), f"{name!r} is a choice of this list already", "give it a name of its own")
        words = words_of(row, "label", default, fallback, remarks)
        if not words:
            remarks.warn(row.at("label"), "is empty; the choice is shown by its name", "write a text in both languages")
            words = {"sv": name, "en": name}
        listed.choices.append({"id": name, **words, **carried(row, remarks)})
        listed.rows.append(row)
        for heading in row.cells:
            if heading.partition("::")[0] not in READ and not heading.startswith(PREFIX):
                remarks.warn(row.at(heading), *UNKNOWN_COLUMN)
    return lists
