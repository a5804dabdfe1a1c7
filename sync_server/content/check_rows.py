"""Whether every row of a demarcation list says what it must, in words that the policy knows."""

from collections.abc import Iterator

from domain.demarcation_list import EVERY_COMPONENT, Row
from sync_server.content.known import COMPONENT, NOUNS, Known, is_duration
from sync_server.content.problems import Problem, instead_of
from sync_server.content.read_rows import RowSource

CATEGORIES = (
    "fire",
    "locks",
    "alarms",
    "graffiti",
    "outdoor",
    "building",
    "electrical",
    "personal_safety",
    "high_value",
    "exception",
)
ASPECTS = ("repair_responsible", "inspection_responsible", "cost_responsible")
OF_POLICY = {
    "cond_placement": "placement",
    "cond_cause": "cause",
    "cond_installed_by": "installed_by",
    "cond_attachment": "attachment",
    "cond_space_type": "space_type",
    "cond_occupancy": "occupancy",
    "repair_responsible": "responsible",
    "inspection_responsible": "responsible",
    "cost_responsible": "responsible",
    "cost_recovery": "cost_recovery",
    "service_by": "service_by",
    "default_severity": "severity",
    "police_report": "police_report",
    "typical_placement": "placement",
    "typical_attachment": "attachment",
    "typical_space_type": "space_type",
}
"""Which of the policy's enums a column is written in."""


def check_rows(source: RowSource, known: Known) -> Iterator[Problem]:
    ids: set[str] = set()
    meanings: dict[tuple[object, ...], str] = {}
    for row, line in zip(source.rows, source.lines, strict=True):
        for column, what, right in _row_problems(row, known):
            yield Problem(source.file, line, column, what, right)
        if row.row_id in ids:
            yield Problem(source.file, line, "row_id", f"{row.row_id!r} is already another row's", "one of its own")
        ids.add(row.row_id)
        meaning = (row.component_code, row.conditions, row.rule_kind, row.priority)
        if meaning in meanings:
            what = f"has the same conditions as {meanings[meaning]}, so that only the first ever applies"
            yield Problem(source.file, line, "component_code", what, "a condition that tells them apart, or one row")
        meanings.setdefault(meaning, row.row_id)


def _row_problems(row: Row, known: Known) -> Iterator[tuple[str, str, str]]:
    """Column, what is wrong and what would be right."""
    for column in ("row_id", "component_sv", "component_en"):
        if not getattr(row, column):
            yield column, "is empty", "a text"
    if row.component_code != EVERY_COMPONENT and not COMPONENT.fullmatch(row.component_code):
        yield "component_code", f"{row.component_code!r} is not a code", "capitals and dots such as FIR.EXT.PRT, or *"
    for column, choices in (("category", CATEGORIES), ("rule_kind", ("standard", "exception"))):
        if getattr(row, column) not in choices:
            yield column, f"{getattr(row, column)!r} is not a known {column}", instead_of(getattr(row, column), choices)
    for column, enum in OF_POLICY.items():
        value, choices = getattr(row, column), known.enums.get(enum, ())
        if value and choices and value not in choices:
            yield (
                column,
                f"{value!r} is not a known {NOUNS.get(enum, enum.replace('_', ' '))}",
                instead_of(value, choices),
            )
        if not value and column.startswith("cond_"):
            yield column, "is empty", "'any' when the condition is not used"
    for column in ("self_check_interval", "service_interval"):
        value = getattr(row, column)
        if value and not is_duration(value):
            yield column, f"{value!r} is not a duration", "an ISO 8601 duration such as P1M, or nothing"
    yield from _aspect_problems(row)


def _aspect_problems(row: Row) -> Iterator[tuple[str, str, str]]:
    may_be_blank = row.is_exception or row.has_cause
    if not any(getattr(row, column) for column in ASPECTS):
        yield "repair_responsible", "is empty, as are inspection and cost", "owner or user in at least one of them"
    elif not may_be_blank:
        for column in ASPECTS:
            if not getattr(row, column):
                yield column, "is empty", "owner or user; only exceptions and rows with a cause may leave it blank"
