"""The rows of the sheet `survey` put into sections: groups one after the other, repeats as repeated sections.

Sections do not lie in each other: a group in a group is a section of its own, a group in a repeat belongs to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sync_server.xlsform.answer_types import METADATA
from sync_server.xlsform.carried import carried, put
from sync_server.xlsform.names import BUILDING_TAGS, INTRO, RISK_SCORE, Names
from sync_server.xlsform.questions import Content, Reader, kind_of, other_of, question
from sync_server.xlsform.workbook import Row

GENERAL = {"id": "general", "title": {"sv": "Allmänt", "en": "General"}}
NOTED = "Rond notes who answers, when and on which device by itself"


@dataclass
class Asked:
    """A point with its row, and the rows of the groups that it lies in."""

    row: Row
    point: Content
    within: tuple[Row, ...]


@dataclass
class Outline:
    """`calculated` are the rows that compute something, in their order."""

    sections: list[Content] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    calculated: list[Row] = field(default_factory=list)
    intro: dict[str, str] = field(default_factory=dict)
    _open: list[tuple[Row, Content]] = field(default_factory=list)
    _current: Content | None = None

    def add(self, row: Row, reader: Reader) -> None:
        kind, name = kind_of(row), row.get("name")
        match kind:
            case "":
                return
            case "begin_group" | "begin_repeat":
                self._begin(row, kind, reader)
            case "end_group" | "end_repeat":
                self._open.pop()
                self._current = self._open[-1][1] if self._open and _repeats(self._open) else None
            case _ if kind in METADATA:
                self.names.lost[name] = "which Rond does not ask"
                reader.remarks.warn(row.at("type"), f"{kind}: {NOTED}", "nothing to do")
            case "calculate":
                self.calculated.append(row)
            case "hidden":
                self.names.lost[name] = "which is hidden and has no answer in Rond"
                reader.remarks.warn(row.at("type"), "hidden: there are no hidden answers", "nothing to do")
            case _ if name == INTRO:
                self.intro = reader.words(row, "label")
            case _ if name not in (BUILDING_TAGS, RISK_SCORE):
                self._ask(row, reader)

    def _begin(self, row: Row, kind: str, reader: Reader) -> None:
        inside = bool(self._open)
        if _repeats(self._open):
            if kind == "begin_repeat":
                reader.remarks.refuse(row.at("type"), "a repeat lies in a repeat", "move it out of the outer repeat")
            reader.remarks.warn(row.at("type"), "a group in a repeat has no heading of its own", "say it in the texts")
            self._open.append((row, self._open[-1][1]))
            return
        if inside:
            reader.remarks.warn(row.at("type"), "lies in a group; it becomes a section beside it", "nothing to do")
        section = self._section(row, kind, reader)
        self._open.append((row, section))
        self._current = section

    def _section(self, row: Row, kind: str, reader: Reader) -> Content:
        title = reader.words(row, "label")
        if not title:
            name = row.get("name")
            reader.remarks.warn(row.at("label"), "the group has no heading; its name stands there", "write a heading")
            title = {"sv": name, "en": name}
        section: Content = {"id": self._unused(row.get("name")), "title": title}
        if kind == "begin_repeat":
            section["repeat"] = _repeat(row, reader)
        if row.get("appearance"):
            reader.remarks.warn(row.at("appearance"), "says how it looks, which Rond decides itself", "nothing to do")
        put(section, carried(row, reader.remarks))
        section["points"] = []
        self.sections.append(section)
        return section

    def _ask(self, row: Row, reader: Reader) -> None:
        point = question(row, reader)
        if point is None:
            self.names.lost[row.get("name")] = "which cannot be carried over itself"
            return
        within = tuple(group for group, _ in self._open)
        self._put(row, point, within, reader)
        if other := other_of(row, point):
            self._put(row, other, within, reader, extra=True)

    def _put(self, row: Row, point: Content, within: tuple[Row, ...], reader: Reader, *, extra: bool = False) -> None:
        section = self._here(within)
        if any(asked.point["id"] == point["id"] for asked in self.asked):
            reader.remarks.warn(
                row.at("name"), "is the name of another question, too; the group's stands before it", "nothing to do"
            )
            point["id"] = f"{section['id']}_{point['id']}"
        section["points"].append(point)
        self.names.points.setdefault(point["id"], point)
        if not extra:
            self.asked.append(Asked(row, point, within))

    def _here(self, within: tuple[Row, ...]) -> Content:
        """The open section; after an inner group the outer one goes on, and outside of all groups is one more."""
        if self._current is None:
            outer = self._open[-1][1] if within else GENERAL
            self._current = {"id": self._unused(outer["id"]), "title": dict(outer["title"]), "points": []}
            self.sections.append(self._current)
        return self._current

    def _unused(self, name: str) -> str:
        taken = {section["id"] for section in self.sections}
        return next(each for each in _numbered(name) if each not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _repeats(groups: list[tuple[Row, Content]]) -> bool:
    return any(kind_of(row) == "begin_repeat" for row, _ in groups)


def _repeat(row: Row, reader: Reader) -> dict[str, Any]:
    count = row.get("repeat_count")
    if count.isdecimal():
        return {"min": int(count), "max": int(count)}
    if count:
        reader.remarks.warn(
            row.at("repeat_count"), "how often is computed, which Rond cannot", "the person adds as many as there are"
        )
    elif "rond_repeat" not in row.cells:
        reader.remarks.warn(row.at("type"), "a repeated section is filled in at least once", "nothing to do")
    return {"min": 1}
