"""When a case is over: what must be there first, said in words; and what keeps it from being destroyed afterwards."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.cases.acting import handled, may_hold, not_yours, noted, nothing_said, unknown
from domain.cases.case_file import CLOSED, OPEN, CaseFile, CaseHold, Measure
from domain.cases.events import CaseClosed, CaseHeld, CaseReleased, CaseReopened
from domain.cases.measures import is_done
from domain.cases.steps import STEPS
from domain.events import Event
from domain.language import Words
from domain.refusals import Refusal
from domain.secrecy.retention import HOLDS

if TYPE_CHECKING:
    from domain.documents import Documents


FORM, STEP, MEASURE, REPAIR = "form", "step", "measure", "repair"


@dataclass(frozen=True)
class Remaining:
    """What must be done before the case is closed: `about` is one of FORM, STEP, MEASURE and REPAIR, and `name` the
    step's `do`, the measure's id or the repair's finding."""

    words: Words
    about: str
    name: str = ""


def what_remains(documents: "Documents", case: CaseFile) -> tuple[Remaining, ...]:
    """Why the case cannot be closed yet; empty when it can (workflows, chapter 9, point 10)."""
    unsigned = Remaining(Words("Handläggarens del är inte underskriven", "The handler's part is not signed"), FORM)
    form = (unsigned,) if case.parts_left else ()
    steps = tuple(Remaining(STEPS[step.do].words, STEP, step.do) for step in case.steps if step.is_open)
    measures = tuple(_undone(measure) for measure in case.measures if not is_done(documents, measure))
    return form + steps + measures


def _undone(measure: Measure) -> Remaining:
    if measure.finding:
        return Remaining(Words("En reparation är inte klar", "A repair is not done"), REPAIR, measure.finding)
    words = Words(f"Åtgärden är inte klar: {measure.text}", f"The measure is not done: {measure.text}")
    return Remaining(words, MEASURE, measure.id)


def what_is_missing(documents: "Documents", case: CaseFile) -> tuple[Words, ...]:
    return tuple(remaining.words for remaining in what_remains(documents, case))


def close(documents: "Documents", event: Event, act: CaseClosed) -> CaseFile | Refusal:
    case = handled(documents, event, act)
    if isinstance(case, Refusal):
        return case
    missing = what_is_missing(documents, case)
    if missing:
        more = Words("Läs i ärendet vad som återstår.", "The case says what remains.")
        first = missing[0]
        why = Words(f"{len(missing)} saker återstår: {first.sv}.", f"{len(missing)} things remain: {first.en}.")
        return Refusal("case_not_ready", why, more)
    return noted(documents, event, case, status=CLOSED, closed_at=event.at)


def reopen(documents: "Documents", event: Event, act: CaseReopened) -> CaseFile | Refusal:
    """The years that it is kept begin again when it is closed again."""
    case = handled(documents, event, act, closed=True)
    if isinstance(case, Refusal) or case.is_open:
        return case
    if not act.reason.strip():
        return nothing_said(Words("Skriv varför ärendet öppnas igen.", "Write why the case is opened again."))
    return noted(documents, event, case, text=act.reason, status=OPEN, closed_at="")


def hold(documents: "Documents", event: Event, act: CaseHeld) -> CaseFile | Refusal:
    """Hold an open or a closed case; for the same reason again: until another day."""
    case = _held(documents, event, act.case)
    if isinstance(case, Refusal):
        return case
    if act.reason not in HOLDS:
        return Refusal(
            "unknown_hold",
            Words("Välj polis, försäkring eller tvist.", "Choose police, insurance or dispute."),
        )
    others = tuple(held for held in case.holds if held.reason != act.reason)
    return noted(documents, event, case, step=act.reason, holds=(*others, CaseHold(act.reason, act.until)))


def release(documents: "Documents", event: Event, act: CaseReleased) -> CaseFile | Refusal:
    """The hold ends today: it keeps the case this year out (see `domain.secrecy.retention.earliest_disposal`)."""
    case = _held(documents, event, act.case)
    if isinstance(case, Refusal):
        return case
    ended = CaseHold(act.reason, event.at[:10])
    holds = tuple(ended if held.reason == act.reason else held for held in case.holds)
    return noted(documents, event, case, step=act.reason, holds=holds)


def _held(documents: "Documents", event: Event, name: str) -> CaseFile | Refusal:
    case = documents.case(name)
    if case is None:
        return unknown()
    return case if may_hold(documents.person(event.person), case) else not_yours()
