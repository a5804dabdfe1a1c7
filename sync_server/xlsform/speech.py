"""Texts in the two languages, from columns such as `label`, `label::Svenska (sv)` and `label::English (en)`."""

from sync_server.xlsform.remarks import Place, Remarks
from sync_server.xlsform.workbook import Row

SPOKEN = {"sv": ("sv", "svenska", "swedish"), "en": ("en", "engelska", "english")}
NAMES = {"sv": "Swedish", "en": "English"}
COLUMNS = {"sv": "Svenska (sv)", "en": "English (en)"}


def language_of(name: str) -> str:
    """ "sv" of "Svenska (sv)"; "" for any other language than the two."""
    words = name.lower().replace("(", " ").replace(")", " ").split()
    return next((language for language, known in SPOKEN.items() if any(word in known for word in words)), "")


def words_of(row: Row, column: str, default: str, fallback: bool, remarks: Remarks) -> dict[str, str]:
    """The text in both languages, or {} where there is none at all.

    `default` is the language of a column that names none. A language that is missing is refused; with `fallback` the
    text there is stands in for it, with a warning.
    """
    found: dict[str, str] = {}
    cells: dict[str, Place] = {}
    others: list[str] = []
    for heading, name in row.of(column):
        language = language_of(name) if name else default
        cells.setdefault(language, row.at(heading))
        text = row.get(heading)
        if text and language:
            found.setdefault(language, text)
        elif text:
            others.append(heading)
        _expect_plain(row, heading, text, remarks)
    if found or others:
        _tell_others(row, [heading for heading in others if "::" in heading], fallback and not found, remarks)
        _complete(found, cells, row.get(others[0]) if others else "", column, row, fallback, remarks)
    return {language: found[language] for language in NAMES if language in found}


def _complete(
    found: dict[str, str],
    cells: dict[str, Place],
    other: str,
    column: str,
    row: Row,
    fallback: bool,
    remarks: Remarks,
) -> None:
    stand_in = found.get("sv") or found.get("en") or other
    for language in NAMES:
        if language in found:
            continue
        place = cells.get(language) or next(iter(cells.values()), row.at(column))
        if fallback:
            found[language] = stand_in
            remarks.warn(place, f"has no text in {NAMES[language]}; the text there is stands in", "translate it")
        else:
            remarks.refuse(
                place,
                f"has no text in {NAMES[language]}",
                f"write it in a column {column}::{COLUMNS[language]}, or import with --language-fallback",
            )


def _tell_others(row: Row, headings: list[str], used: bool, remarks: Remarks) -> None:
    for heading in headings[1 if used else 0 :]:
        remarks.warn(row.at(heading), "Rond does not have this language", "Swedish and English are carried over")


def _expect_plain(row: Row, heading: str, text: str, remarks: Remarks) -> None:
    if "${" in text:
        remarks.refuse(
            row.at(heading),
            "an answer is put into the text, which Rond cannot do",
            "write the text without ${...}",
        )
