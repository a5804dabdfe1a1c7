"""What follows when an assessment is signed: its demands are met, its measures become findings that are routed like any
other, and the coordinator is told of what cannot wait."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.checklists.checklist import Checklist
from domain.checklists.effects import Effects
from domain.events import Event
from domain.findings import Finding, strictest
from domain.places import Building
from domain.refusals import Refusal
from domain.risk import demands
from domain.risk.risks import Risk, risk_form, risks_of
from domain.rounds.round import Round, answer_key
from domain.rounds.walk import Step

if TYPE_CHECKING:
    from domain.documents import Documents

COORDINATOR = "safety_coordinator"
COMPONENT = "PER.RSK"
"""Where the form names none at the measure: the unit's own duty."""


def not_met(checklist: Checklist, round_: Round, building: Building, asked: Sequence[Step]) -> Refusal | None:
    """Why it cannot be signed yet; None also of what assesses no risks."""
    form = risk_form(checklist)
    if form is None:
        return None
    return demands.refused(risks_of(form, round_, building, asked), form, frozenset(step.key for step in asked))


def and_told(effects: Effects, checklist: Checklist, round_: Round, building: Building) -> Effects:
    """With the coordinator among those to tell, where a risk demands that something is done at once."""
    form = risk_form(checklist)
    risks = risks_of(form, round_, building) if form else []
    if any(demands.demands_of(risk).at_once for risk in risks):
        return replace(effects, notify=tuple(dict.fromkeys((*effects.notify, COORDINATOR))))
    return effects


def measures_of(
    documents: "Documents", event: Event, round_: Round, checklist: Checklist, building: Building
) -> list[Finding]:
    """One for each risk that demands a measure. It says the measure and nothing of what might happen: the assessment
    may be for fewer eyes than the work."""
    form = risk_form(checklist)
    if form is None or form.measure is None:
        return []
    component = form.measure.component or COMPONENT
    wanted = [risk for risk in risks_of(form, round_, building) if risk.measure and demands.demands_of(risk).measure]
    found = [_finding(documents, event, round_, checklist, building, component, risk) for risk in wanted]
    return [finding for finding in found if documents.finding(finding.id) is None]


def measure_id(round_id: str, instance: str) -> str:
    """The finding, and the task, that a risk's measure becomes."""
    return f"{round_id}:{answer_key('measure', instance)}"


def _finding(
    documents: "Documents",
    event: Event,
    round_: Round,
    checklist: Checklist,
    building: Building,
    component: str,
    risk: Risk,
) -> Finding:
    person, (probability, consequence) = documents.person(event.person), risk.before or (1, 1)
    return Finding(
        id=measure_id(round_.id, risk.instance),
        building=building.id,
        component=component,
        text=risk.measure,
        severity=demands.level_of(probability, consequence),
        reporter=person.id,
        reporter_title=person.title,
        reporter_org=person.org,
        found_at=event.at,
        round=round_.id,
        checklist=checklist.id,
        version=checklist.version,
        confidentiality=strictest(building.confidentiality_default, checklist.confidentiality),
        party="owner" if risk.owner_pays else "",
        due=risk.due,
        responsible=risk.responsible,
    )
