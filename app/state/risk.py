"""The risk assessment on this phone: its risks, what suggests more of them, and the register over all units."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from app.state.documents import PhoneDocuments
from app.state.naming import Names
from app.state.rounds.to_do import buildings_of, newest
from app.state.rounds.walk import Walk
from app.state.tasks.server import DeskServer
from domain.events import Act, PointAnswered, SectionRepeated
from domain.findings import Finding
from domain.people import Person
from domain.policy import Policy
from domain.records import from_plain
from domain.refusals import Refusal
from domain.risk.demands import lacking
from domain.risk.hidden import Hidden, is_hidden_from
from domain.risk.matrix import Matrix, matrix_of
from domain.risk.register import Unit, cells, headings, registered
from domain.risk.risks import Risk, RiskForm, is_untouched, risk_form, risks_of
from domain.risk.suggestions import Suggestion, beginning_of_note, reaches_back_to, since, suggestions
from domain.rounds.completion import FOLLOWS_UP_ALL
from domain.rounds.round import Round, answer_key
from domain.rounds.walk import instances
from domain.tasks.table import harmless
from domain.tasks.task import Task

COORDINATOR = FOLLOWS_UP_ALL[0]


@dataclass(frozen=True)
class Suggested:
    """What the phone knows that suggests risks; `reaches_back_to` is an ISO date where it knows less than 24 months."""

    offered: tuple[Suggestion, ...]
    taken: int
    reaches_back_to: str


def matrix(documents: PhoneDocuments) -> Matrix:
    policy = next(iter(documents.all(Policy)), None)
    return matrix_of(policy.rest.get("risk_matrix", {}) if policy else {})


def risks_in(walk: Walk) -> list[Risk]:
    """None of a round that assesses no risks."""
    form = risk_form(walk.checklist)
    return risks_of(form, walk.round, walk.building, walk.steps) if form else []


def lacks_of(walk: Walk, risk: Risk) -> tuple[str, str]:
    """What the risk lacks, in Swedish and English; both "" where it lacks nothing."""
    form = risk_form(walk.checklist)
    found = lacking(risk, form, frozenset(step.key for step in walk.steps)) if form else ()
    return ", ".join(words.sv for words in found), ", ".join(words.en for words in found)


def suggested(walk: Walk, now: datetime) -> Suggested | None:
    """None where nothing is assessed. `now` is in local time."""
    if risk_form(walk.checklist) is None:
        return None
    documents, here = walk.documents, walk.building.id
    rounds, findings = documents.all(Round), documents.all(Finding)

    def checklist_of(round_: Round):
        return documents.checklist(round_.checklist, round_.version)

    found = suggestions(here, rounds, findings, checklist_of, now)
    offered = tuple(each for each in found if not _is_taken(walk, each))
    oldest = reaches_back_to(here, rounds, findings)
    return Suggested(offered, len(found) - len(offered), oldest if oldest > since(now).isoformat() else "")


def take(walk: Walk, suggestion: Suggestion, language: str) -> Refusal | None:
    """A risk with its area and event filled in, to be judged and reworded. All of it is kept, or nothing."""
    form = risk_form(walk.checklist)
    if form is None:
        return None
    free = (held for held in instances(form.section, walk.round) if is_untouched(form, walk.round, held))
    instance, more = next(free, ""), list[Act]()
    if not instance:
        instance = walk.fresh_id()
        more = [SectionRepeated(walk.round.id, form.section.id, instance)]
    return walk.record([*walk.beginning(), *more, *_filled_in(walk, form, instance, suggestion, language)])


def _filled_in(walk: Walk, form: RiskForm, instance: str, suggestion: Suggestion, language: str) -> list[Act]:
    kind, note = suggestion.kind, suggestion.note().in_language(language)
    filled: list[Act] = []
    if form.area and form.area.choice(kind.area):
        filled.append(PointAnswered(walk.round.id, form.area.id, kind.area, instance, note))
    if form.event:
        filled.append(PointAnswered(walk.round.id, form.event.id, kind.event.in_language(language), instance, note))
    return filled


def _is_taken(walk: Walk, suggestion: Suggestion) -> bool:
    form, began = risk_form(walk.checklist), beginning_of_note(suggestion.kind)
    if form is None:
        return False
    points = [point.id for point in (form.area, form.event) if point]
    keys = [answer_key(point, instance) for instance in instances(form.section, walk.round) for point in points]
    given = (walk.round.answers[key] for key in keys if key in walk.round.answers)
    return any(answer.note.startswith((began.sv, began.en)) for answer in given)


def counted_by_server(documents: PhoneDocuments, person: Person) -> bool:
    """Whether the unit's restricted reports are closed to the person, so that only their number is asked for."""
    return is_hidden_from(person) and person.has_one_of(_assessors(documents))


async def hidden_here(server: DeskServer, building: str) -> Hidden | None:
    """None without a network, or where the server says no."""
    answer = await server.ask(f"/risk/{quote(building, safe='')}/hidden")
    if isinstance(answer, Refusal):
        return None
    try:
        return from_plain(Hidden, json.loads(answer))
    except (ValueError, KeyError, TypeError):
        return None


def _assessors(documents: PhoneDocuments) -> tuple[str, ...]:
    return tuple(role for form in newest(documents).values() if risk_form(form) for role in form.performed_by)


# --- the register ----------------------------------------------------------------------------------------------------


def keeps_register(documents: PhoneDocuments, person: Person) -> bool:
    """The coordinator, and whoever assesses a unit of their own."""
    return person.has_one_of((COORDINATOR, *_assessors(documents)))


def register(documents: PhoneDocuments, person: Person, now: datetime) -> list[Unit]:
    """Of every unit that is the person's, or of all for the coordinator: what is missing or overdue comes first."""
    assessing = [checklist for checklist in newest(documents).values() if risk_form(checklist)]
    return registered(
        buildings_of(documents, person),
        assessing,
        documents.all(Round),
        documents.task,
        documents.checklist,
        matrix(documents),
        now,
    )


def unit_of(documents: PhoneDocuments, person: Person, building: str, now: datetime) -> Unit | None:
    return next((unit for unit in register(documents, person, now) if unit.building.id == building), None)


def task_of(documents: PhoneDocuments, unit: Unit, risk: Risk) -> Task | None:
    """What the risk's measure has become; None until it has been sent and placed."""
    return documents.task(unit.measure(risk)) if unit.last else None


def as_csv(units: Sequence[Unit], names: Names, language: str) -> bytes:
    """With a mark at its beginning by which spreadsheets know UTF-8; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words.in_language(language) for words in headings()])
    for unit in units:
        org = names.organisation(unit.building.user_org).in_language(language)
        writer.writerow([harmless(cell) for cell in cells(unit, org, language)])
    return out.getvalue().encode("utf-8-sig")
