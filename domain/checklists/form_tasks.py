"""What a signed form asks for becomes findings: one for each part of the building, where and how the answers say."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from domain.checklists.checklist import Checklist
from domain.checklists.effects import Effects, Wanted
from domain.events import Event
from domain.findings import Finding, strictest
from domain.photos import PhotoRef
from domain.places import Building
from domain.rounds.round import Round, answer_key

if TYPE_CHECKING:
    from domain.documents import Documents


def findings_of(
    documents: "Documents",
    event: Event,
    form: Round,
    checklist: Checklist,
    building: Building,
    effects: Effects,
    wanted: Iterable[Wanted],
) -> list[Finding]:
    """The findings that the answers ask for; `effects` are those of all the form's answers together.

    What has been reported already, by a deviation or an earlier part of the form or the finding that opened it, is
    not asked for twice: the door that was forced is one task, however many questions are about it.
    """
    reported = _components_reported(documents, form)
    made: dict[str, Finding] = {}
    for task in wanted:
        name, once = finding_id(form, task), not task.step.place
        if not (once and task.component in reported) and documents.finding(name) is None:
            made.setdefault(name, _finding(documents, event, name, form, checklist, building, effects, task))
    return list(made.values())


def finding_id(form: Round, task: Wanted) -> str:
    """Of what is asked once per object or repeat, each place has its own."""
    return f"{form.id}:{answer_key(task.component, task.step.place)}"


def place_of(form: Round, building: Building, named_by: object = None) -> tuple[str, str]:
    """The space and the object ("" where none) that a form is about.

    First the answer `named_by`, where that is a place; then as the form was opened; then the first answer that is one.
    """
    if isinstance(named_by, str) and (building.object(named_by) or building.space(named_by)):
        said = [named_by]
    elif form.space or form.object:
        return form.space, form.object
    else:
        said = [given.value for given in form.answers.values() if isinstance(given.value, str)]
    item = next((value for value in said if building.object(value)), "")
    return next((value for value in said if building.space(value)), ""), item


def _components_reported(documents: "Documents", form: Round) -> set[str]:
    names = [form.origin, *(given.finding for given in form.answers.values())]
    return {finding.component for name in names if name and (finding := documents.finding(name))}


def _finding(
    documents: "Documents",
    event: Event,
    name: str,
    form: Round,
    checklist: Checklist,
    building: Building,
    effects: Effects,
    task: Wanted,
) -> Finding:
    person = documents.person(event.person)
    given = form.answers[task.step.key]
    space, item = building.whereabouts(*place_of(form, building, given.value))
    # As with the pictures: what was said in a limited form is not handed on with the task.
    words = f"{task.words.sv}: {given.note}" if given.note and checklist.confidentiality == "open" else task.words.sv
    return Finding(
        id=name,
        building=building.id,
        component=task.component,
        text=f"{words} ({checklist.title.sv})",
        severity=task.severity,
        reporter=person.id,
        reporter_title=person.title,
        reporter_org=person.org,
        found_at=event.at,
        space=space.id if space else "",
        object=item.tag if item else "",
        case={**effects.case, **task.case},
        photos=_photos_to_follow(form, checklist),
        round=form.id,
        point=task.step.point.id,
        checklist=checklist.id,
        version=checklist.version,
        answer=given.value,
        attributes=effects.attributes,
        confidentiality=strictest(building.confidentiality_default, checklist.confidentiality),
    )


def _photos_to_follow(form: Round, checklist: Checklist) -> tuple[PhotoRef, ...]:
    """The repairer sees what an open form shows. From a limited one somebody picks the pictures by hand."""
    if checklist.confidentiality != "open":
        return ()
    return tuple({photo.sha256: photo for given in form.answers.values() for photo in given.photos}.values())
