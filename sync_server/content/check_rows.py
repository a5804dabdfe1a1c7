"""Whether every row of a demarcation list says what it must, in words that the policy knows."""

from collections.abc import Iterator, Mapping, Sequence

from domain.demarcation.changes import meaning_of
from domain.demarcation.listing import EVERY_COMPONENT, Row
from domain.language import Words
from sync_server.content.known import COMPONENT, NOUNS, is_duration
from sync_server.content.problems import said_instead
from sync_server.content.read_rows import RowProblem, RowSource

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
EMPTY = Words("är tom", "is empty")
AN_INTERVAL = Words("en tidsrymd enligt ISO 8601, som P1M, eller inget", "an ISO 8601 duration such as P1M, or nothing")
OWNER_OR_USER = Words(
    "owner eller user; bara undantag och rader med orsak får lämna tomt",
    "owner or user; only exceptions and rows with a cause may leave it blank",
)
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


NOUNS_SV = {
    "placement": "placering",
    "cause": "orsak",
    "installed_by": "installatör",
    "attachment": "fästning",
    "space_type": "sorts utrymme",
    "occupancy": "användning",
    "responsible": "part",
    "cost_recovery": "återbetalare",
    "service_by": "servicegivare",
    "severity": "allvarlighetsgrad",
    "police_report": "regel för polisanmälan",
    "category": "kategori",
    "rule_kind": "sorts regel",
}


def check_rows(source: RowSource, enums: Mapping[str, Sequence[str]]) -> Iterator[RowProblem]:
    """What is wrong with the rows that could be read. `enums` are the policy's words, by name."""
    ids: set[str] = set()
    meanings: dict[tuple[object, ...], str] = {}
    for row, line in zip(source.rows, source.lines, strict=True):
        for column, what, right in _row_problems(row, enums):
            yield RowProblem(line, column, what, right)
        if row.row_id in ids:
            what = Words(f"{row.row_id!r} har redan en annan rad", f"{row.row_id!r} is already another row's")
            yield RowProblem(line, "row_id", what, Words("en egen beteckning", "one of its own"))
        ids.add(row.row_id)
        meaning = meaning_of(row)
        if meaning in meanings:
            yield _same_meaning(line, meanings[meaning])
        meanings.setdefault(meaning, row.row_id)


def _same_meaning(line: int, first: str) -> RowProblem:
    return RowProblem(
        line,
        "component_code",
        Words(
            f"har samma villkor som {first}, så att bara den första någonsin gäller",
            f"has the same conditions as {first}, so that only the first ever applies",
        ),
        Words("ett villkor som skiljer dem åt, eller en enda rad", "a condition that tells them apart, or one row"),
    )


Found = Iterator[tuple[str, Words, Words]]
"""Column, what is wrong and what would be right."""


def _row_problems(row: Row, enums: Mapping[str, Sequence[str]]) -> Found:
    for column in ("row_id", "component_sv", "component_en"):
        if not getattr(row, column):
            yield column, EMPTY, Words("en text", "a text")
    code = row.component_code
    if code != EVERY_COMPONENT and not COMPONENT.fullmatch(code):
        right = Words("versaler och punkter som FIR.EXT.PRT, eller *", "capitals and dots such as FIR.EXT.PRT, or *")
        yield "component_code", Words(f"{code!r} är ingen kod", f"{code!r} is not a code"), right
    for column, choices in (("category", CATEGORIES), ("rule_kind", ("standard", "exception"))):
        if getattr(row, column) not in choices:
            yield column, _not_known(getattr(row, column), column, column), said_instead(getattr(row, column), choices)
    for column, enum in OF_POLICY.items():
        value, choices = getattr(row, column), enums.get(enum, ())
        if value and choices and value not in choices:
            noun = NOUNS.get(enum, enum.replace("_", " "))
            yield column, _not_known(value, noun, enum), said_instead(value, choices)
        if not value and column.startswith("cond_"):
            right = Words("'any' när villkoret inte används", "'any' when the condition is not used")
            yield column, EMPTY, right
    for column in ("self_check_interval", "service_interval"):
        value = getattr(row, column)
        if value and not is_duration(value):
            what = Words(f"{value!r} är ingen tidsrymd", f"{value!r} is not a duration")
            yield column, what, AN_INTERVAL
    yield from _aspect_problems(row)


def _not_known(value: str, noun: str, enum: str) -> Words:
    return Words(f"{value!r} är ingen känd {NOUNS_SV.get(enum, noun)}", f"{value!r} is not a known {noun}")


def _aspect_problems(row: Row) -> Found:
    may_be_blank = row.is_exception or row.has_cause
    if not any(getattr(row, column) for column in ASPECTS):
        what = Words("är tom, liksom kontroll och kostnad", "is empty, as are inspection and cost")
        right = Words("owner eller user i minst en av dem", "owner or user in at least one of them")
        yield "repair_responsible", what, right
    elif not may_be_blank:
        for column in ASPECTS:
            if not getattr(row, column):
                yield column, EMPTY, OWNER_OR_USER
