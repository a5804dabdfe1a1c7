"""What is to keep it from happening again: measures with a day and a function, and repairs, which become tasks.

A repair's task carries only place, component, severity and the photos that were picked (`policy.yaml`, section
`derived_tasks`).
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.cases.acting import handled, noted, nothing_said
from domain.cases.case_file import CaseFile, Cost, Measure
from domain.cases.events import CaseCosted, CaseMeasureDone, CaseMeasurePlanned, CaseRepairWanted
from domain.events import Event
from domain.findings import Finding
from domain.language import Words
from domain.refusals import Refusal
from domain.secrecy.table import LIMITED, OPEN, RESTRICTED
from domain.tasks.steps import ENDED

if TYPE_CHECKING:
    from domain.documents import Documents

REPAIR = "Behöver åtgärdas"
"""All that the task says."""


def plan(documents: "Documents", event: Event, act: CaseMeasurePlanned) -> CaseFile | Refusal:
    """Planning the same measure again changes it."""
    case = handled(documents, event, act)
    if isinstance(case, Refusal):
        return case
    if not act.text.strip() or not act.due or not act.responsible.strip():
        return nothing_said(
            Words("Skriv vad som ska göras, till när och av vem.", "Write what is to be done, by when and by whom.")
        )
    measure = Measure(act.measure, act.text.strip(), act.due, act.responsible.strip())
    others = tuple(held for held in case.measures if held.id != act.measure)
    return noted(documents, event, case, step=act.measure, measures=(*others, measure))


def finish(documents: "Documents", event: Event, act: CaseMeasureDone) -> CaseFile | Refusal:
    case = handled(documents, event, act)
    if isinstance(case, Refusal):
        return case
    measure = case.measure(act.measure)
    if measure is None or measure.finding:
        return Refusal("unknown_measure", Words("Åtgärden finns inte.", "There is no such measure."))
    done = tuple(replace(held, done_at=event.at) if held.id == act.measure else held for held in case.measures)
    return noted(documents, event, case, step=act.measure, text=act.text, measures=done)


def want_repair(
    documents: "Documents", event: Event, act: CaseRepairWanted
) -> tuple[CaseFile | Finding, ...] | Refusal:
    """A finding of its own, which is routed like any other. Only the case knows where it came from."""
    case = handled(documents, event, act)
    if isinstance(case, Refusal):
        return case
    building, person = documents.building(case.building), documents.person(event.person)
    if building is None or documents.finding(act.finding) is not None:
        return Refusal("exists_already", Words("Åtgärden finns redan.", "There is such a repair already."))
    space, item = building.whereabouts(act.space, act.object)
    finding = Finding(
        id=act.finding,
        building=case.building,
        component=act.component,
        text=REPAIR,
        severity=act.severity,
        reporter=person.id,
        reporter_title=person.title,
        reporter_org=person.org,
        found_at=event.at,
        space=space.id if space else "",
        object=item.tag if item else "",
        photos=act.photos,
        confidentiality=_class_of_repair(case, building.confidentiality_default),
    )
    measure = Measure(act.finding, finding=act.finding)
    return noted(documents, event, case, step=act.finding, measures=(*case.measures, measure)), finding


def is_done(documents: "Documents", measure: Measure) -> bool:
    """Of a repair: whether its task has ended. One that nobody here has heard of has not."""
    if not measure.finding:
        return bool(measure.done_at)
    finding = documents.finding(measure.finding)
    task = documents.task(finding.task) if finding and finding.task else None
    return bool(task and task.status in ENDED)


def cost(documents: "Documents", event: Event, act: CaseCosted) -> CaseFile | Refusal:
    """Also known after the case is closed: invoices come late."""
    case = handled(documents, event, act, closed=True)
    if isinstance(case, Refusal):
        return case
    known = Cost(act.estimated, act.final, act.payer, act.recovery, act.invoices)
    return noted(documents, event, case, cost=known)


def _class_of_repair(case: CaseFile, of_building: str) -> str:
    if of_building == RESTRICTED or LIMITED in (case.confidentiality, of_building):
        return LIMITED
    return OPEN
