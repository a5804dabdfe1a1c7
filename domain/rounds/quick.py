"""A quick report: a form is sent with what happened, where, and a sentence or a picture; the rest is asked later.

Which points those are is said by the form's `quick`. What they leave unanswered is owed: it is asked in the next part.
"""

from collections.abc import Mapping

from domain.checklists.answers import is_enough
from domain.checklists.checklist import Checklist, Quick
from domain.rounds.round import Answer, Round, open_part
from domain.rounds.walk import Step, must_be_answered


def lacking(checklist: Checklist, round_: Round, asked: list[Step]) -> list[Step]:
    """The steps out of `asked` without which the report may not be sent yet; none where it may.

    Where a thing or a room is asked for, the building says enough.
    """
    quick, answers = checklist.quick, round_.answers
    needed = [step for step in asked if _is_needed(quick, step) and not _is_answered(step, answers)]
    told = [step for step in asked if step.point.id in (quick.words or quick.what, quick.photo)]
    return needed if is_told(quick, answers) else [*needed, *(step for step in told[:1] if step not in needed)]


def may_be_quick(checklist: Checklist, round_: Round) -> bool:
    """Only the part of whoever reports: a case is handled with all that its form asks for."""
    parts = checklist.parts
    return bool(checklist.quick) and len(parts) > 1 and open_part(checklist, round_) == parts[0]


def is_told(quick: Quick, answers: Mapping[str, Answer]) -> bool:
    """Whether there is a sentence or a picture."""
    said = answers.get(quick.words or quick.what)
    words = (said.value if quick.words else said.note) if said else ""
    shown = answers.get(quick.photo)
    return bool(isinstance(words, str) and words.strip()) or bool(shown and shown.value)


def left_over(asked: list[Step], checklist: Checklist, round_: Round) -> tuple[str, ...]:
    """What is owed when the open part is sent as it is: its points without an answer, also those still hidden.

    What has a `default` is taken to be so.
    """
    if all(_is_answered(step, round_.answers) for step in asked if must_be_answered(step)):
        return ()
    part = open_part(checklist, round_)
    return tuple(
        point.id
        for section in checklist.sections
        for point in (section.points if section.part == part else ())
        if point.must_be_answered and point.default is None and point.on_no == "" and point.id not in round_.answers
    )


def _is_needed(quick: Quick, step: Step) -> bool:
    point = step.point
    if point.id == quick.where:
        return point.type == "location"
    return point.id == quick.what or (point.id in quick.also and must_be_answered(step))


def _is_answered(step: Step, answers: Mapping[str, Answer]) -> bool:
    given = answers.get(step.key)
    return given is not None and is_enough(step.point, given.value)
