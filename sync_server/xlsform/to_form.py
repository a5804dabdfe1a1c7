"""A checklist's content as the rows of an XLSForm, first in its own columns, then with ours beside them."""

from collections.abc import Iterator
from typing import Any

from sync_server.xlsform.answer_types import APPEARANCES, exported_type
from sync_server.xlsform.carried import differing
from sync_server.xlsform.conditions import relevant_of
from sync_server.xlsform.constraints import constraint_of, message_of
from sync_server.xlsform.from_form import content_of_form
from sync_server.xlsform.names import BUILDING_TAGS, FIXED_ANSWERS, INTRO, RISK_SCORE
from sync_server.xlsform.questions import must_be_answered
from sync_server.xlsform.remarks import Remarks
from sync_server.xlsform.speech import COLUMNS
from sync_server.xlsform.workbook import Form, Row

Content = dict[str, Any]
Cells = dict[str, str]
Sheets = dict[str, list[Cells]]

ANSWERS = {
    "ok": {"sv": "OK", "en": "OK"},
    "deviation": {"sv": "Avvikelse", "en": "Deviation"},
    "na": {"sv": "Ej aktuellt", "en": "Not applicable"},
    "yes": {"sv": "Ja", "en": "Yes"},
    "no": {"sv": "Nej", "en": "No"},
}
WHAT_THERE_IS = {"sv": "Vad finns i byggnaden?", "en": "What does the building have?"}


def sheets_of(content: Content) -> Sheets:
    """The rows of survey, choices and settings. Whatever they would not bring back is added in columns of our own."""
    sheets = standard_sheets(content)
    came_back = content_of_form(as_form(sheets), content["id"], Remarks())
    sheets["settings"][0] |= differing(content, came_back, without=("sections", "intro"))
    beside = {section["id"]: section for section in came_back["sections"]}
    points = {point["id"]: point for section in came_back["sections"] for point in section["points"]}
    rows = {row["name"]: row for row in sheets["survey"] if "name" in row}
    choices = {(row["list_name"], row["name"]): row for row in sheets["choices"]}
    for section in content["sections"]:
        rows[section["id"]] |= differing(section, beside.get(section["id"], {}), without=("points",))
        for point in section["points"]:
            back = points.get(point["id"], {})
            rows[point["id"]] |= differing(point, back, without=("choices",) if "choices" in back else ())
            for choice, returned in zip(point.get("choices", ()), back.get("choices", ()), strict=False):
                choices[point["id"], choice["id"]] |= differing(choice, returned)
    return sheets


def standard_sheets(content: Content) -> Sheets:
    points = {point["id"]: point for section in content["sections"] for point in section["points"]}
    survey = [*_beginning(content, points), *_asked(content, points)]
    return {"survey": survey, "choices": list(_choices(survey, points)), "settings": [_settings(content)]}


def as_form(sheets: Sheets) -> Form:
    return {name: [Row(name, at, cells) for at, cells in enumerate(rows, 2)] for name, rows in sheets.items()}


def _settings(content: Content) -> Cells:
    said = {"form_title": content["title"]["sv"], "form_id": content["id"], "version": content["version"]}
    return said | {"default_language": COLUMNS["sv"]}


def _beginning(content: Content, points: dict[str, Content]) -> Iterator[Cells]:
    if "intro" in content:
        yield {"type": "note", "name": INTRO, **_translated("label", content["intro"])}
    if _tags(points):
        yield {
            "type": f"select_multiple {BUILDING_TAGS}",
            "name": BUILDING_TAGS,
            **_translated("label", WHAT_THERE_IS),
        }


def _asked(content: Content, points: dict[str, Content]) -> Iterator[Cells]:
    axes = {axis: name for name, point in reversed(points.items()) if (axis := point.get("risk_axis"))}
    factors = [axes[axis] for axis in ("probability", "consequence") if axis in axes]
    waiting = set(factors) if len(factors) == 2 else set()
    for section in content["sections"]:
        block = "repeat" if "repeat" in section else "group"
        yield {"type": f"begin_{block}", "name": section["id"], **_translated("label", section["title"])}
        for point in section["points"]:
            yield _question(point, points)
            if point["id"] in waiting:
                waiting.remove(point["id"])
                if not waiting:
                    product = " * ".join(f"${{{name}}}" for name in factors)
                    yield {"type": "calculate", "name": RISK_SCORE, "calculation": product}
        yield {"type": f"end_{block}"}


def _question(point: Content, points: dict[str, Content]) -> Cells:
    constraint = constraint_of(point, points)
    cells = {
        "type": exported_type(point),
        "name": point["id"],
        **_translated("label", point["text"]),
        **_translated("hint", point.get("guidance", {})),
        "required": "yes" if point["type"] != "info" and must_be_answered(point) else "",
        "relevant": relevant_of(point.get("show_if", {}), points),
        "constraint": constraint,
        **(_translated("constraint_message", message_of(point)) if constraint else {}),
        "appearance": APPEARANCES.get(point["type"], ""),
        "default": _default(point),
    }
    return {heading: text for heading, text in cells.items() if text}


def _default(point: Content) -> str:
    if point.get("prefill") == "now":
        return "today()" if point["type"] == "date" else "now()"
    value = point.get("default", "")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _choices(survey: list[Cells], points: dict[str, Content]) -> Iterator[Cells]:
    types = {row["type"] for row in survey}
    for kind, ids in FIXED_ANSWERS.items():
        if f"select_one {kind}" in types:
            yield from ({"list_name": kind, "name": each, **_translated("label", ANSWERS[each])} for each in ids)
    for tag in _tags(points):
        yield {"list_name": BUILDING_TAGS, "name": tag, **_translated("label", {"sv": tag, "en": tag})}
    for point in points.values():
        for choice in point.get("choices", ()):
            yield {"list_name": point["id"], "name": choice["id"], **_translated("label", choice)}


def _tags(points: dict[str, Content]) -> list[str]:
    """The buildings' tags that the conditions ask for."""

    def found(condition: Any) -> Iterator[str]:
        if isinstance(condition, dict):
            if "building_tag" in condition:
                yield condition["building_tag"]
            for inner in condition.values():
                yield from found(inner)
        elif isinstance(condition, list):
            for inner in condition:
                yield from found(inner)

    return sorted({tag for point in points.values() for tag in found(point.get("show_if"))})


def _translated(column: str, words: Content) -> Cells:
    return {f"{column}::{COLUMNS[language]}": words[language] for language in COLUMNS if words.get(language)}
