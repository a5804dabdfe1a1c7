"""Records that are kept longer than all that they say: what is taken out of them before they go themselves.

Source: `policy.yaml`, retention classes `sba_round_photo_ok` and `threat_personal_details`.
"""

from dataclasses import replace

from domain.cases.case_file import CaseFile
from domain.checklists.checklist import Checklist
from domain.rounds.round import Answer, Round

OK_PHOTOS, DETAILS = "sba_round_photo_ok", "threat_personal_details"
WRITTEN = ("text", "long_text")
REMOVED = "-"
"""Stands where free text was, so that what was required still has an answer."""


def without_ok_photos(round_: Round) -> Round:
    """The round without photos of what was as it should be. Those of a deviation are evidence and stay."""
    return replace(round_, answers={key: _without_photos(given) for key, given in round_.answers.items()})


def without_details(round_: Round, checklist: Checklist) -> Round:
    """The report without free text: what was chosen stays, for the pattern; what was told does not."""
    return replace(
        round_,
        answers={key: _without_words(key, given, checklist) for key, given in round_.answers.items()},
        left_out={},
        additions=(),
    )


def case_without_details(case: CaseFile) -> CaseFile:
    """The case without free text and invoices: these name people, and what they were paid for is in the accounts."""
    return replace(
        case,
        cost=replace(case.cost, invoices=()),
        steps=tuple(replace(step, text="", waived=step.waived and REMOVED) for step in case.steps),
        measures=tuple(replace(measure, text=measure.text and REMOVED) for measure in case.measures),
        history=tuple(replace(entry, text="") for entry in case.history),
    )


def _without_photos(given: Answer) -> Answer:
    if given.finding or not given.photos:
        return given
    hashes = [photo.sha256 for photo in given.photos]
    return replace(given, photos=(), value=[] if given.value == hashes else given.value)


def _without_words(key: str, given: Answer, checklist: Checklist) -> Answer:
    point = checklist.point(key.partition("@")[0])
    written = point is None or point.type in WRITTEN
    others = tuple(_without_words(key, other, checklist) for other in given.others)
    return replace(given, value=REMOVED if written and given.value else given.value, note="", others=others)
