"""Tasks as a table to take away: one heading for each column, one row for each task, in words.

The phone writes it as CSV and the server as a workbook: the same cells.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from domain.language import Words
from domain.tasks.steps import (
    ACKNOWLEDGED,
    CLOSED,
    DEFERRED,
    DISPUTED,
    DONE,
    DUPLICATE,
    IN_PROGRESS,
    MADE_SAFE,
    NEW,
    PASSED_ON,
    PAUSED,
    REOPENED,
    ROUTED,
    VERIFIED,
)
from domain.tasks.task import Task

STATUS_WORDS = {
    NEW: Words("Ny, fördelas", "New, being assigned"),
    ROUTED: Words("Väntar på mottagning", "Waits to be taken on"),
    REOPENED: Words("Öppnat igen", "Opened again"),
    ACKNOWLEDGED: Words("Mottaget", "Taken on"),
    IN_PROGRESS: Words("Pågår", "In progress"),
    MADE_SAFE: Words("Gjort säkert", "Made safe"),
    PAUSED: Words("Pausat", "Paused"),
    DEFERRED: Words("Planerat underhåll", "Planned maintenance"),
    DISPUTED: Words("Tvist", "Disputed"),
    DONE: Words("Klart", "Done"),
    VERIFIED: Words("Kontrollerat", "Checked"),
    CLOSED: Words("Avslutat", "Closed"),
    DUPLICATE: Words("Hopslaget", "Joined"),
    PASSED_ON: Words("Lämnat vidare", "Passed on"),
}

HEADINGS = (
    Words("Nummer", "Number"),
    Words("Status", "Status"),
    Words("Allvar", "Severity"),
    Words("Vad", "What"),
    Words("Byggnadsdel", "Component"),
    Words("Byggnad", "Building"),
    Words("Plats", "Place"),
    Words("Åtgärdar", "Repairs"),
    Words("Betalar", "Pays"),
    Words("Utförs av", "Done by"),
    Words("Upptäckt", "Found"),
    Words("Ta emot senast", "Take on by"),
    Words("Gör säkert senast", "Make safe by"),
    Words("Åtgärda senast", "Resolve by"),
    Words("Rapporterat av", "Reported by"),
    Words("Regel", "Rule"),
)
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Naming(Protocol):
    """What things are called; places with their building."""

    def place(self, thing: Task) -> str: ...
    def organisation(self, org: str) -> Words: ...
    def component(self, code: str) -> Words: ...
    def severity(self, severity: str) -> Words: ...


def cells(task: Task, names: Naming, local: Callable[[str], datetime], language: str) -> list[str]:
    """The row of a task. `local` gives an ISO moment by the clocks of the place."""

    def say(words: Words) -> str:
        return words.in_language(language)

    def at(moment: str) -> str:
        return f"{local(moment):%Y-%m-%d %H:%M}" if moment else ""

    def org(identity: str) -> str:
        return say(names.organisation(identity)) if identity else ""

    laid_on = task.assigned
    return [
        str(task.number or ""),
        say(STATUS_WORDS[task.status]),
        say(names.severity(task.severity)),
        task.text,
        say(names.component(task.component)),
        task.building,
        names.place(task),
        org(task.org),
        org(task.cost_org),
        (laid_on.name or org(laid_on.org) or laid_on.person) if laid_on else "",
        at(task.found_at),
        at(task.acknowledge_by),
        at(task.make_safe_by),
        at(task.resolve_by),
        task.reporter_title,
        task.rules.get("repair", ""),
    ]


def headings(language: str) -> list[str]:
    return [words.in_language(language) for words in HEADINGS]


def harmless(text: str) -> str:
    """A cell of a CSV that no spreadsheet takes for a formula (CWE-1236): what begins like one gets a mark before."""
    return f"'{text}" if text.lstrip(" \n").startswith(BEGINS_A_FORMULA) else text
