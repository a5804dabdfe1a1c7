"""One row of the sheet `survey` as a point: its type, its texts, its choices and what it accepts.

What depends on other questions, `relevant` and `constraint`, comes when all are known.
"""

from dataclasses import dataclass
from typing import Any

from domain.checklists.checklist import Point
from domain.language import Words
from sync_server.xlsform.answer_types import (
    ALIASES,
    PLAIN,
    REFUSED,
    SELECT,
    TAKEN_AS,
    WITH_APPEARANCE,
)
from sync_server.xlsform.carried import PREFIX
from sync_server.xlsform.choice_lists import ChoiceList
from sync_server.xlsform.conditions import NUMBERS
from sync_server.xlsform.names import FIXED_ANSWERS
from sync_server.xlsform.remarks import Remarks
from sync_server.xlsform.speech import NAMES, words_of
from sync_server.xlsform.workbook import Row

Content = dict[str, Any]
PLAINLY = {
    *("ja", "nej", "yes", "no"),
    *("ok", "avvikelse", "deviation", "ej aktuellt", "ej aktuell", "not applicable", "na", "n/a"),
}
YES = ("yes", "true", "true()")
NO = ("", "no", "false", "false()")


@dataclass
class Reader:
    """What all rows need: the lists of choices, the language of columns without one, and where to say what is lost."""

    lists: dict[str, ChoiceList]
    default: str
    fallback: bool
    remarks: Remarks

    def words(self, row: Row, column: str) -> dict[str, str]:
        return words_of(row, column, self.default, self.fallback, self.remarks)


def kind_of(row: Row) -> str:
    """The type as XLSForm has it: "begin_group", "select_one", "integer"."""
    written = " ".join(row.get("type").split())
    word = written.lower()
    if found := SELECT.fullmatch(word):
        return found["many"]
    if word.split()[:1] and word.split()[0] in REFUSED:
        return word.split()[0]
    word = ALIASES.get(word, word)
    return word.replace("begin ", "begin_").replace("end ", "end_") if word.startswith(("begin ", "end ")) else word


def question(row: Row, reader: Reader) -> Content | None:
    """The point, or None and a refusal."""
    kind = kind_of(row)
    if kind in REFUSED:
        reader.remarks.refuse(row.at("type"), f"{row.get('type')!r}: {REFUSED[kind][0]}", REFUSED[kind][1])
        return None
    answered = _selected(row, reader) if SELECT.fullmatch(kind + " x") else _plain(row, kind, reader.remarks)
    if answered is None:
        return None
    words, guidance = reader.words(row, "label"), _guidance(row, reader)
    if not words:
        reader.remarks.refuse(row.at("label"), "the question has no text", "write it in both languages")
    point: Content = {"id": row.get("name"), "text": words, **({"guidance": guidance} if guidance else {}), **answered}
    _put_required(point, row, reader.remarks)
    _put_default(point, row, reader.remarks)
    return point


def _plain(row: Row, kind: str, remarks: Remarks) -> Content | None:
    if kind not in PLAIN:
        known = "text, integer, decimal, range, date, dateTime, select_one, select_multiple, image, note"
        remarks.refuse(row.at("type"), f"{row.get('type')!r} is no type that Rond knows", f"one of {known}")
        return None
    if kind in TAKEN_AS and not any(heading.startswith(PREFIX) for heading in row.cells):
        remarks.warn(row.at("type"), f"{kind} {TAKEN_AS[kind][0]}", TAKEN_AS[kind][1])
    looks = row.get("appearance").split()
    answered = dict(PLAIN[kind])
    if looks[:1] and (kind, looks[0]) in WITH_APPEARANCE:
        answered = {"type": WITH_APPEARANCE[kind, looks[0]]}
        looks = looks[1:]
    if looks:
        remarks.warn(row.at("appearance"), "says how it looks, which Rond decides itself", "nothing to do")
    if answered["type"] == "photo":
        answered["photo"] = "always" if row.get("required").lower() in YES else "optional"
    answered |= _parameters(row, kind, remarks)
    return answered


def _parameters(row: Row, kind: str, remarks: Remarks) -> Content:
    given = dict(part.split("=", 1) for part in row.get("parameters").replace(",", " ").split() if "=" in part)
    fields: Content = {}
    if kind == "range":
        numbers = {name: float(given.pop(name, usual)) for name, usual in (("start", 0), ("end", 10), ("step", 1))}
        low, high = sorted((numbers["start"], numbers["end"]))
        fields = {"hard_min": _whole(low), "hard_max": _whole(high)}
        if all(number.is_integer() for number in numbers.values()):
            fields["decimals"] = 0
        if numbers["step"] != 1:
            remarks.warn(row.at("parameters"), "Rond has no steps; all between is accepted", "say it in the hint")
    if given:
        names = ", ".join(sorted(given))
        remarks.warn(row.at("parameters"), f"{names}: Rond has no such setting", "nothing to do if it is not missed")
    return fields


def _selected(row: Row, reader: Reader) -> Content | None:
    found = SELECT.fullmatch(" ".join(row.get("type").split()).lower())
    written = " ".join(row.get("type").split())
    name = written[found.start("list") : found.end("list")] if found else ""
    remarks, listed = reader.remarks, reader.lists.get(name)
    if row.get("appearance").startswith("search("):
        remarks.refuse(row.at("appearance"), "choices are searched in a file", "write them in the sheet choices")
    elif row.get("appearance"):
        remarks.warn(row.at("appearance"), "says how it looks, which Rond decides itself", "nothing to do")
    if row.get("choice_filter"):
        remarks.refuse(
            row.at("choice_filter"),
            "Rond shows all choices of a question",
            "make a question of its own, with relevant, for each set of choices",
        )
    if given := row.get("parameters"):
        remarks.warn(row.at("parameters"), f"{given!r}: Rond has no such setting", "nothing to do if it is not missed")
    if listed is None or found is None:
        remarks.refuse(row.at("type"), f"there is no list {name!r} in the sheet choices", "write its choices there")
        return None
    many = "mult" in found["many"] or "all" in found["many"]
    if not many and (fixed := _fixed(listed)):
        return {"type": fixed}
    choices = [{key: value for key, value in choice.items() if value is not None} for choice in listed.choices]
    if found["other"] and "other" not in listed.ids:
        choices.append({"id": "other", "sv": "Annat", "en": "Other"})
    return {"type": "multi_choice" if many else "choice", "choices": choices}


def _fixed(listed: ChoiceList) -> str:
    """The answer type whose answers these are, in its own words: "Yes, order a review" stays a choice."""
    for kind, ids in FIXED_ANSWERS.items():
        said = [choice.get(language, "").casefold() in PLAINLY for choice in listed.choices for language in NAMES]
        effects = any(choice.keys() - {"id", *NAMES} for choice in listed.choices)
        if listed.ids == set(ids) and all(said) and not effects:
            return kind
    return ""


def other_of(row: Row, point: Content) -> Content | None:
    """The text that `or_other` asks for, which is a point of its own here."""
    if not row.get("type").endswith(("or_other", "or specify other")):
        return None
    if point["type"] == "multi_choice":
        chosen = {"point": point["id"], "op": "in", "value": ["other"]}
    else:
        chosen = {"point": point["id"], "op": "eq", "value": "other"}
    words = {"sv": "Annat, nämligen", "en": "Other, namely"}
    return {"id": f"{point['id']}_other", "type": "text", "text": words, "show_if": {"all": [chosen]}, "required": True}


def _guidance(row: Row, reader: Reader) -> dict[str, str]:
    """Hint and guidance hint, one after the other."""
    hints = [words for column in ("hint", "guidance_hint") if (words := reader.words(row, column))]
    first = hints[0] if hints else {}
    return {language: " ".join(words.get(language, "") for words in hints).strip() for language in first}


def _put_required(point: Content, row: Row, remarks: Remarks) -> None:
    written = row.get("required").lower()
    if point["type"] == "info":
        return
    if written not in (*YES, *NO):
        remarks.refuse(row.at("required"), f"{row.get('required')!r}: required is yes or no in Rond", "write yes or no")
    elif (written in YES) != must_be_answered({"type": point["type"]}):
        point["required"] = written in YES


def must_be_answered(point: Content) -> bool:
    """Whether an answer is missing when there is none; each type has its own habit."""
    return Point("", point["type"], Words(), required=point.get("required")).must_be_answered


def _put_default(point: Content, row: Row, remarks: Remarks) -> None:
    written = row.get("default")
    if not written:
        return
    if written in ("today()", "now()") and point["type"] in ("date", "datetime"):
        point["prefill"] = "now"
    elif "(" in written or "${" in written:
        remarks.warn(row.at("default"), f"{written!r} is computed, which Rond cannot", "the answer is given by hand")
    elif point["type"] == "multi_choice":
        point["default"] = written.split()
    elif point["type"] in NUMBERS:
        point["default"] = _whole(float(written)) if _is_number(written) else written
    else:
        point["default"] = written


def _whole(number: float) -> float | int:
    return int(number) if number.is_integer() else number


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()
