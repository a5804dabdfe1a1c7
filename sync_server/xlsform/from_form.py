"""A form's sheets as the content of a checklist, with everything that cannot be carried over said."""

from typing import Any

from sync_server.xlsform.answer_types import METADATA
from sync_server.xlsform.carried import PREFIX, carried, put
from sync_server.xlsform.choice_lists import choice_lists
from sync_server.xlsform.conditions import both, show_if_of
from sync_server.xlsform.constraints import is_strict, limits_of, message_of
from sync_server.xlsform.heading import default_language, heading_of_form
from sync_server.xlsform.outline import Asked, Outline
from sync_server.xlsform.plain import in_order
from sync_server.xlsform.questions import Reader, kind_of
from sync_server.xlsform.remarks import UNKNOWN_COLUMN, CannotCarry, Remarks
from sync_server.xlsform.risk import risk_axes
from sync_server.xlsform.workbook import Form, Row

QUESTION = (
    *("type", "name", "label", "hint", "guidance_hint", "required", "relevant", "constraint", "constraint_message"),
    *("calculation", "appearance", "parameters", "default"),
)
READ = {
    "begin_group": ("type", "name", "label", "relevant", "appearance"),
    "begin_repeat": ("type", "name", "label", "relevant", "appearance", "repeat_count"),
    "calculate": ("type", "name", "calculation"),
    "note": ("type", "name", "label", "hint", "guidance_hint", "relevant", "appearance"),
}
"""The columns that are read in a row of each type; in all others those of a question."""

LOST_COLUMNS = {
    "image": ("a picture in a question is not shown", "describe in the text what it shows"),
    "big-image": ("a picture in a question is not shown", "describe in the text what it shows"),
    "audio": ("sound in a question is not played", "write it as text"),
    "video": ("film in a question is not shown", "describe in the text what it shows"),
    "required_message": ("Rond says itself what is missing", "nothing to do"),
    "save_to": ("Rond has no entities", "nothing to do if it is not missed"),
}
REFUSED_COLUMNS = {
    "trigger": ("an answer that is computed when another changes", "take the cell away, or the question"),
    "read_only": ("the answer cannot be given by hand", "make it a note, or take the cell away"),
}


def content_of_form(form: Form, file: str, remarks: Remarks, *, fallback: bool = False) -> dict[str, Any]:
    """The checklist's content, which is of no use when something has been refused. `file` lends a name."""
    default = default_language(form)
    reader = Reader(choice_lists(form, default, fallback, remarks), default, fallback, remarks)
    outline = Outline()
    for row in form.get("survey", []):
        if row.get("disabled").lower() in ("yes", "true"):
            remarks.warn(row.at("disabled"), "the row is switched off and left out", "nothing to do")
            continue
        _tell_columns(row, remarks)
        outline.add(row, reader)
    risk_axes(outline, remarks)
    for asked in outline.asked:
        _put_condition(asked, outline, remarks)
        _put_limits(asked, outline, remarks)
        put(asked.point, carried(asked.row, remarks))
    content = heading_of_form(form, file, remarks)
    if outline.intro:
        content["intro"] = outline.intro
    content["sections"] = [section for section in outline.sections if section["points"]]
    for entity in form.get("entities", [])[:1]:
        remarks.warn(entity.at("list_name"), "Rond has no entities", "nothing to do if it is not missed")
    return in_order(content)


def _put_condition(asked: Asked, outline: Outline, remarks: Remarks) -> None:
    conditions = []
    for row in (*asked.within, asked.row):
        if not row.get("relevant"):
            continue
        try:
            conditions.append(show_if_of(row.get("relevant"), outline.names))
        except CannotCarry as cannot:
            remarks.refuse(row.at("relevant"), _cannot(row.get("relevant"), cannot), cannot.instead)
    if condition := both(conditions):
        asked.point["show_if"] = condition


def _put_limits(asked: Asked, outline: Outline, remarks: Remarks) -> None:
    row, point = asked.row, asked.point
    constraint = row.get("constraint") if point["type"] != "info" else ""
    if not constraint:
        for heading, _ in row.of("constraint_message"):
            if row.get(heading) and point["type"] != "info":
                remarks.warn(row.at(heading), "there is no constraint that it belongs to", "nothing to do")
        return
    try:
        limits = limits_of(constraint, point, outline.names)
        strict = is_strict(constraint, point)
    except CannotCarry as cannot:
        remarks.refuse(row.at("constraint"), _cannot(constraint, cannot), cannot.instead)
        return
    for name, tighter in (("hard_min", max), ("hard_max", min)):
        if name in limits and name in point:
            limits[name] = tighter(limits[name], point[name])
    point |= limits
    if strict:
        remarks.warn(row.at("constraint"), "Rond lets the two moments be the same, too", "nothing to do")
    own = carried(row, Remarks())
    if "pattern" in limits and "example" not in own and "example" not in point:
        remarks.warn(row.at("constraint"), "whoever writes it wrong is shown an example", "add 'example:' in the YAML")
    known = message_of(point | own)
    for heading, _ in row.of("constraint_message"):
        if (message := row.get(heading)) and message not in known.values():
            remarks.warn(row.at(heading), "Rond says itself what does not fit", "put important words in the hint")


def _cannot(expression: str, cannot: CannotCarry) -> str:
    return f"{expression!r} cannot be carried over: {cannot.why}"


def _tell_columns(row: Row, remarks: Remarks) -> None:
    """Say which cells nobody reads. A row that is left out as a whole is told by its type."""
    kind = kind_of(row)
    if kind in METADATA or kind == "hidden" or kind.startswith("end_"):
        return
    read = READ.get(kind, (*QUESTION, "choice_filter") if kind.startswith("select") else QUESTION)
    for heading, text in row.cells.items():
        name = heading.partition("::")[0]
        if name in read or name.startswith(PREFIX) or text.lower() in ("no", "false", "false()"):
            continue
        if name in REFUSED_COLUMNS:
            remarks.refuse(row.at(heading), *REFUSED_COLUMNS[name])
        else:
            remarks.warn(row.at(heading), *LOST_COLUMNS.get(name, UNKNOWN_COLUMN))
    if row.get("calculation") and kind != "calculate":
        remarks.refuse(row.at("calculation"), "the answer is computed, which Rond cannot", "let it be answered by hand")
