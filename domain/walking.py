"""What is done while a round is under way: answer, scan, repeat, and say that the register is wrong about an object."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain import findings, proposals, tasks
from domain.answers import YES, is_milder, typing_error
from domain.checklists import Checklist, Point
from domain.conflicts import joined
from domain.events import (
    Event,
    ObjectMissing,
    ObjectProposed,
    PointAnswered,
    SectionRepeated,
    TagScanned,
)
from domain.findings import Finding
from domain.language import Words
from domain.logbook import of_round
from domain.places import Building, Object
from domain.proposals import Proposal
from domain.records import changed
from domain.refusals import Refusal
from domain.rounds import Answer, Round, Scan, answer_key
from domain.starting import open_round
from domain.tasks import Task
from domain.walk import CHECKPOINTS, locked_points, steps

if TYPE_CHECKING:
    from domain.documents import Documents


def answer(documents: "Documents", event: Event, act: PointAnswered) -> tuple[Round | Finding | Task, ...] | Refusal:
    """Put one answer into the round. Where it hides points that had a deviation, that is withdrawn with a note."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_, building, checklist = known
    point = checklist.point(act.point)
    key = answer_key(act.point, act.place)
    if point and (no := _not_so(documents, event, round_, building, checklist, point, act)):
        return no
    given = Answer(act.value, event.at, event.person, act.note, act.finding, act.photos)
    standing = joined(point, round_.answers.get(key), given, act.seen)
    answered = changed(round_, answers={**round_.answers, key: standing})
    marked = _marked(documents, answered, point, act) if point and point.marks else []
    if act.point not in checklist.deciding:
        return answered, *marked
    return answered, *marked, *_withdrawn_with_their_points(documents, event, round_, answered, building, checklist)


def _marked(documents: "Documents", round_: Round, point: Point, act: PointAnswered) -> list[Finding | Task]:
    """The deviations that the answer says more about ("offensive"), and their tasks: marked, and as grave as that."""
    keys = [answer_key(name, act.place) for name in point.marks] + list(point.marks)
    names = {given.finding for key in keys if (given := round_.answers.get(key)) and given.finding}
    documents_changed: list[Finding | Task] = []
    for finding in filter(None, map(documents.finding, sorted(names))):
        task = documents.task(finding.task) if finding.task else None
        for document in filter(None, (finding, task)):
            documents_changed.append(_with_mark(document, point, act.value == YES))
    return documents_changed


def _with_mark(document: Finding | Task, point: Point, set_: bool) -> Finding | Task:
    others = tuple(held for held in document.attributes if held != point.sets_attribute)
    if not set_:
        return replace(document, attributes=others)
    graver = bool(point.severity) and is_milder(document.severity, point.severity)
    severity = point.severity if graver else document.severity
    return replace(document, attributes=(*others, point.sets_attribute), severity=severity)


def _not_so(
    documents: "Documents",
    event: Event,
    round_: Round,
    building: Building,
    checklist: Checklist,
    point: Point,
    act: PointAnswered,
) -> Refusal | None:
    """Why an answer cannot be taken: mistyped, photographed where that is forbidden, locked, or without its scan."""
    compared = {name: held.value for name in (point.after, point.before) if (held := round_.answers.get(name))}
    if wrong := typing_error(point, act.value, "", compared):
        return Refusal("mistyped", wrong, Words("Rätta svaret.", "Correct the answer."))
    if act.photos and point.photo_forbidden:
        return findings.photo_forbidden()
    if point.scope in CHECKPOINTS and act.place and not round_.scan_of(act.place) and not act.note.strip():
        return Refusal(
            "scan_missing",
            Words("Platsen är inte skannad.", "The place has not been scanned."),
            Words("Skanna taggen, eller skriv varför det inte gick.", "Scan the tag, or say why it was not possible."),
        )
    if checklist.holds_back(point.id):
        asked = steps(checklist, building, round_, event.at, of_round(documents, building.id, checklist))
        if held := locked_points(checklist, asked, round_.answers).get(answer_key(act.point, act.place)):
            return Refusal(
                "locked_point",
                Words(f"Punkten väntar på: {held.text.sv}", f"The point waits for: {held.text.en}"),
            )
    return None


def _withdrawn_with_their_points(
    documents: "Documents", event: Event, before: Round, after: Round, building: Building, checklist: Checklist
) -> list[Finding | Task]:
    """The deviations of points that were asked before the answer and are not any more."""
    deviating = {key: given.finding for key, given in after.answers.items() if given.finding}
    if not deviating:
        return []
    logbook = of_round(documents, building.id, checklist)
    asked = {step.key for step in steps(checklist, building, after, event.at, logbook)}
    hidden = [finding for key, finding in deviating.items() if key not in asked]
    documents_changed: list[Finding | Task] = []
    for finding in filter(None, map(documents.finding, hidden)):
        if finding.status != findings.WITHDRAWN:
            documents_changed.append(replace(finding, status=findings.WITHDRAWN))
            if task := documents.task(finding.task) if finding.task else None:
                documents_changed.append(tasks.withdraw(task, event, finding.reporter_title, "point_hidden"))
    return documents_changed


def scan(documents: "Documents", event: Event, act: TagScanned) -> Round | Refusal:
    """Somebody was there. Each scan is kept, with the device's time."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_ = known[0]
    return changed(round_, scans=(*round_.scans, Scan(act.place, event.at, event.person)))


def miss(documents: "Documents", event: Event, act: ObjectMissing) -> Round | Refusal:
    """The object is not there (or is there after all): its points are not asked."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_ = known[0]
    others = {tag: finding for tag, finding in round_.not_found.items() if tag != act.object}
    return changed(round_, not_found={**others, act.object: act.finding} if act.missing else others)


def propose(documents: "Documents", event: Event, act: ObjectProposed) -> tuple[Round | Proposal, ...] | Refusal:
    """An object that the register lacks is inspected in this round at once, and proposed for the register."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_, building, _ = known
    item = Object(act.tag, act.type, act.component, act.space, act.label)
    proposal = proposals.propose(documents, event, act, building, item)
    if isinstance(proposal, Refusal):
        return proposal
    others = tuple(held for held in round_.found if held.tag != item.tag)
    return changed(round_, found=(*others, item)), proposal


def repeat(documents: "Documents", event: Event, act: SectionRepeated) -> Round | Refusal:
    """One more of a repeated section, at most as many as it allows; or one less, with its answers."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_, _, checklist = known
    section = next((section for section in checklist.sections if section.id == act.section and section.repeat), None)
    if section is None:
        return Refusal("not_repeated", Words("Avsnittet upprepas inte.", "The section is not repeated."))
    held = tuple(name for name in round_.repeats.get(section.id, ()) if name != act.instance)
    if act.removed:
        gone = {answer_key(point.id, act.instance) for point in section.points}
        kept = {key: given for key, given in round_.answers.items() if key not in gone}
        return changed(round_, repeats={**round_.repeats, section.id: held}, answers=kept)
    most = section.repeat.get("max")
    if most is not None and len(held) + section.repeat.get("min", 1) >= most:
        return Refusal("too_many", Words(f"Högst {most} stycken.", f"At most {most}."))
    return changed(round_, repeats={**round_.repeats, section.id: (*held, act.instance)})
