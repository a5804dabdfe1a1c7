"""The sheet `settings`: what a form says of itself, and with it the heading of a checklist."""

import re
from pathlib import Path
from typing import Any

from sync_server.xlsform.carried import PREFIX, carried, put
from sync_server.xlsform.remarks import Remarks
from sync_server.xlsform.speech import language_of
from sync_server.xlsform.workbook import Form, Row

READ = ("form_title", "form_id", "version", "default_language")
UNSAID = {"kind": "round", "interval": "event", "domain": "general"}
"""What is written where XLSForm has no word, for its owner to decide."""


def settings_of(form: Form) -> Row:
    return next(iter(form.get("settings", [])), Row("settings", 2, {}))


def default_language(form: Form) -> str:
    """The language of columns that name none: "sv", "en", or "" where the form does not say."""
    return language_of(settings_of(form).get("default_language"))


def heading_of_form(form: Form, file: str, remarks: Remarks) -> dict[str, Any]:
    row = settings_of(form)
    name = row.get("form_id") or _id_from(file)
    title = row.get("form_title") or name
    heading: dict[str, Any] = {
        "id": name,
        "version": row.get("version") or "1",
        "title": {"sv": title, "en": title},
        **UNSAID,
    }
    own = carried(row, remarks)
    put(heading, own)
    if "title" not in own:
        remarks.warn(row.at("form_title"), "has one language; it stands for both", "translate the title in the YAML")
    if not own.keys() & UNSAID.keys():
        remarks.warn(
            row.at("form_id"),
            "XLSForm does not say who does this, how often and in which buildings",
            "set kind, interval, domain, performed_by, reviewed_by and applies_to in the YAML",
        )
    if not row.get("version"):
        remarks.warn(row.at("version"), "is missing; 1 was written", "count it up whenever the form changes")
    for heading_name in row.cells:
        if heading_name not in READ and not heading_name.startswith(PREFIX):
            remarks.warn(row.at(heading_name), "Rond has no such setting", "nothing to do if it is not missed")
    return heading


def _id_from(file: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-") or "form"
