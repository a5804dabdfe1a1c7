"""What is done while a round is under way: answer, scan, repeat, and say that the register is wrong about an object."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from domain import findings
from domain.checklists.answers import YES, is_milder, typing_error
from domain.checklists.checklist import Checklist, Point, Section
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
from domain.places import Building, Object
from domain.records import changed
from domain.refusals import Refusal
from domain.rounds import proposals
from domain.rounds.conflicts import joined
from domain.rounds.logbook import of_round
from domain.rounds.proposals import Proposal
from domain.rounds.round import Answer, Round, Scan, answer_key
from domain.rounds.starting import open_round
from domain.rounds.walk import CHECKPOINTS, instances, locked_points, steps, steps_of_every_part
from domain.rounds.withdrawals import findings_in, hidden_or_shown, overtaken
from domain.tasks.task import Task

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
    before = round_.answers.get(key)
    standing = joined(point, before, given, act.seen)
    answered = changed(round_, answers={**round_.answers, key: standing})
    others: list[Finding | Task] = []
    if said := findings_in(before) | findings_in(given):
        others += overtaken(documents, event, round_, said, standing)
    others += _marked(documents, answered, checklist, act)
    if act.point in checklist.deciding:
        others += _seen_otherwise(documents, event, round_, answered, building, checklist)
    return answered, *others


def _marked(
    documents: "Documents", round_: Round, checklist: Checklist, act: PointAnswered
) -> Iterator[Finding | Task]:
    """The deviations that the answer says more about ("offensive"), and their tasks: marked, and as grave as that."""
    for marking in checklist.marking:
        given = round_.answers.get(answer_key(marking.id, act.place)) or round_.answers.get(marking.id)
        if given and (act.point == marking.id or act.point in marking.marks):
            for document in _deviations(documents, round_, marking, act.place):
                marked = _with_mark(document, marking, given.value == YES)
                if marked != document:
                    yield marked


def _deviations(documents: "Documents", round_: Round, marking: Point, place: str) -> Iterator[Finding | Task]:
    keys = {key for name in marking.marks for key in (answer_key(name, place), name)}
    for name in sorted({name for key in keys for name in findings_in(round_.answers.get(key))}):
        if finding := documents.finding(name):
            yield finding
            if task := documents.task(finding.task):
                yield task


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


def _seen_otherwise(
    documents: "Documents", event: Event, before: Round, after: Round, building: Building, checklist: Checklist
) -> list[Finding | Task]:
    """The deviations of points that are not asked any more after the change, or are asked again."""
    if not any(findings_in(given) for given in (*after.answers.values(), *after.left_out.values())):
        return []
    logbook = of_round(documents, building.id, checklist)
    was = steps_of_every_part(checklist, building, before, event.at, logbook)
    now = steps_of_every_part(checklist, building, after, event.at, logbook)
    return hidden_or_shown(documents, event, after, was, now)


def scan(documents: "Documents", event: Event, act: TagScanned) -> Round | Refusal:
    """Somebody was there. Each scan is kept, with the device's time."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_ = known[0]
    return changed(round_, scans=(*round_.scans, Scan(act.place, event.at, event.person)))


def miss(documents: "Documents", event: Event, act: ObjectMissing) -> tuple[Round | Finding | Task, ...] | Refusal:
    """The object is not there (or is there after all): its points are not asked."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_, building, checklist = known
    not_found = {tag: finding for tag, finding in round_.not_found.items() if tag != act.object}
    if act.missing:
        not_found[act.object] = act.finding
    found = tuple(item for item in round_.found if not act.missing or item.tag != act.object)
    after = changed(round_, not_found=not_found, found=found)
    return after, *_seen_otherwise(documents, event, round_, after, building, checklist)


def propose(documents: "Documents", event: Event, act: ObjectProposed) -> tuple[Round | Proposal, ...] | Refusal:
    """An object that the register lacks is inspected in this round at once, and proposed for the register."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_, building, _ = known
    # One that has moved brings its own limits and facts with it.
    known = building.object(act.tag) or Object(act.tag, act.type, act.component, act.space, act.label)
    item = replace(known, type=act.type, component=act.component, space=act.space, label=act.label)
    proposal = proposals.propose(documents, event, act, building, item)
    if isinstance(proposal, Refusal):
        return proposal
    others = tuple(held for held in round_.found if held.tag != item.tag)
    return changed(round_, found=(*others, item)), proposal


def repeat(documents: "Documents", event: Event, act: SectionRepeated) -> tuple[Round | Finding | Task, ...] | Refusal:
    """One more of a repeated section, at most as many as it allows; or one less, its answers left out."""
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_, building, checklist = known
    section = next((section for section in checklist.sections if section.id == act.section and section.repeat), None)
    if section is None:
        return Refusal("not_repeated", Words("Avsnittet upprepas inte.", "The section is not repeated."))
    added = round_.repeats.get(section.id, ())
    if (act.instance in instances(section, round_)) != act.removed or (act.removed and act.instance not in added):
        return (round_,)
    if act.removed:
        after = _without(round_, section, act.instance)
        return after, *_seen_otherwise(documents, event, round_, after, building, checklist)
    most = section.repeat.get("max")
    if most is not None and len(instances(section, round_)) >= most:
        return Refusal("too_many", Words(f"Högst {most} stycken.", f"At most {most}."))
    return (changed(round_, repeats={**round_.repeats, section.id: (*added, act.instance)}),)


def _without(round_: Round, section: Section, instance: str) -> Round:
    gone = {answer_key(point.id, instance) for point in section.points}
    return changed(
        round_,
        repeats={**round_.repeats, section.id: tuple(n for n in round_.repeats[section.id] if n != instance)},
        answers={key: given for key, given in round_.answers.items() if key not in gone},
        left_out={**round_.left_out, **{key: given for key, given in round_.answers.items() if key in gone}},
    )
