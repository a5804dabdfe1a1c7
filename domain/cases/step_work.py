"""Taking the steps of a case: with the receipt or number that each demands, or with a written reason not to."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.cases.acting import handled, noted, nothing_said
from domain.cases.case_file import HIGH, LEVELS, CaseFile, CaseStep
from domain.cases.events import CaseStepDone, CaseStepWaived
from domain.cases.from_form import COORDINATOR, REPETITION
from domain.cases.steps import (
    LEVEL,
    POLICE_NUMBER,
    POLICE_NUMBER_EXAMPLE,
    POLICE_NUMBER_FORM,
    RECEIPT,
    STEPS,
    StepKind,
)
from domain.events import Event
from domain.language import Words
from domain.notices import Notice, neutral
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.documents import Documents


def do_step(documents: "Documents", event: Event, act: CaseStepDone) -> tuple[CaseFile | Notice, ...] | Refusal:
    """Take a step. A high risk that it happens again is told to the coordinator at once."""
    case = handled(documents, event, act)
    if isinstance(case, Refusal):
        return case
    step = case.step(act.step)
    if step is None:
        return _no_such_step()
    if not step.is_open:
        return _taken_already(step)
    reference = act.reference.strip()
    if no := _too_early(case, step) or _reference_missing(STEPS[step.do], reference):
        return no
    person = documents.person(event.person)
    taken = replace(
        step,
        done_at=_no_later(act.done, event.at),
        person=person.id,
        title=person.title,
        reference=reference,
        text=act.text.strip(),
    )
    fields: dict[str, object] = {"repetition": reference} if step.do == REPETITION else {}
    case = noted(documents, event, case, step=step.do, text=act.text, steps=_with(case, taken), **fields)
    return (case, _told(case, event)) if (step.do, reference) == (REPETITION, HIGH) else (case,)


def waive(documents: "Documents", event: Event, act: CaseStepWaived) -> CaseFile | Refusal:
    """Not to take a step needs a reason in writing, and some must always be taken."""
    case = handled(documents, event, act)
    if isinstance(case, Refusal):
        return case
    step = case.step(act.step)
    if step is None:
        return _no_such_step()
    if not step.is_open:
        return _taken_already(step)
    if not STEPS[step.do].may_waive:
        return Refusal(
            "step_must_be_taken",
            Words("Det steget ska alltid göras.", "That step is always to be taken."),
            Words("Gör det och skriv när.", "Take it and write when."),
        )
    if not act.reason.strip():
        return nothing_said(Words("Skriv varför det inte görs.", "Write why it is not done."))
    person = documents.person(event.person)
    waived = replace(step, person=person.id, title=person.title, waived=act.reason.strip())
    return noted(documents, event, case, step=step.do, text=act.reason, steps=_with(case, waived))


def waits_for(case: CaseFile, step: CaseStep) -> str:
    """The step that has to be taken before this one; "" where none. The police are called after talking."""
    first = case.step(STEPS[step.do].after)
    return first.do if first and first.is_open else ""


def police_number_error(number: str) -> Words | None:
    if POLICE_NUMBER_FORM.fullmatch(number):
        return None
    return Words(
        f"Polisens nummer skrivs som {POLICE_NUMBER_EXAMPLE}.",
        f"The number of the police is written like {POLICE_NUMBER_EXAMPLE}.",
    )


def _with(case: CaseFile, changed: CaseStep) -> tuple[CaseStep, ...]:
    return tuple(changed if step.do == changed.do else step for step in case.steps)


def _no_later(said: str, now: str) -> str:
    """Nothing was done later than now, whatever the phone's clock says."""
    return min(said, now, key=datetime.fromisoformat) if said else now


def _too_early(case: CaseFile, step: CaseStep) -> Refusal | None:
    first = waits_for(case, step)
    if not first:
        return None
    return Refusal(
        "talk_first",
        Words(
            "Prata med den som drabbats innan du polisanmäler.", "Talk with the affected person before you call police."
        ),
        Words("Skriv när ni pratade och fortsätt sedan.", "Write when you talked, and then go on."),
    )


def _reference_missing(kind: StepKind, reference: str) -> Refusal | None:
    if kind.reference == RECEIPT and not reference:
        return nothing_said(
            Words("Skriv kvittensnumret, eller varför ingen anmälan görs.", "Write the receipt number, or why not.")
        )
    if kind.reference == POLICE_NUMBER and (wrong := police_number_error(reference)):
        return Refusal(
            "wrong_police_number", wrong, Words("Rätta det och tryck Klart igen.", "Correct it and tap Done again.")
        )
    if kind.reference == LEVEL and reference not in LEVELS:
        return nothing_said(Words("Välj låg, viss eller hög.", "Choose low, some or high."))
    return None


def _told(case: CaseFile, event: Event) -> Notice:
    return Notice(
        f"{case.id}:{REPETITION}:{COORDINATOR}",
        case.building,
        COORDINATOR,
        case.id,
        event.at,
        neutral(case.confidentiality, Words("Hög risk att det händer igen", "High risk that it happens again")),
        case.confidentiality,
        administration=case.administration,
    )


def _no_such_step() -> Refusal:
    return Refusal("unknown_step", Words("Ärendet har inget sådant steg.", "The case has no such step."))


def _taken_already(step: CaseStep) -> Refusal:
    by = f" ({step.title})" if step.title else ""
    return Refusal(
        "step_taken",
        Words(f"Steget är redan klart{by}.", f"The step has been taken already{by}."),
        Words("Läs vad som står i ärendet.", "Read what the case says."),
    )
