"""Which rule could apply to a task instead of the one that decided it: the building's overrides, the list's rows."""

from app.state.documents import PhoneDocuments
from app.state.naming import Names
from domain.demarcation.listing import Conditions
from domain.demarcation.words import ROLE
from domain.language import Words
from domain.tasks.task import Task
from domain.terms import answer_words

REPAIR = "repair"


def other_rules(documents: PhoneDocuments, names: Names, task: Task) -> tuple[tuple[str, Words], ...]:
    """The id of each with its words: "Handbrandsläckare, Skadegörelse: verksamheten (DM-014)". The likeliest first."""
    building, listing = documents.building(task.building), names.listing()
    overrides = building.overrides if building else ()
    found = {
        held.id: _said(held.id, held.reason, held.conditions, held.repair_responsible)
        for held in overrides
        if held.covers(task.component) and held.repair_responsible
    }
    for row in listing.rows_for(task.component, REPAIR) if listing else ():
        about = Words(row.component_sv, row.component_en)
        found[row.row_id] = _said(row.row_id, about, row.conditions, row.repair_responsible)
    return tuple((rule, words) for rule, words in found.items() if rule != task.rules.get(REPAIR))


def _said(rule: str, about: Words, conditions: Conditions, party: str) -> Words:
    def in_language(language: str) -> str:
        demands = [answer_words(value).in_language(language) for _, value in sorted(conditions)]
        what = ", ".join([about.in_language(language).rstrip("."), *demands])
        return f"{what}: {ROLE[party].in_language(language)} ({rule})"

    return Words(in_language("sv"), in_language("en"))
