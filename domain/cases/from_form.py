"""What a case learns from its report: which steps it asks for, and which of them its answers say have been taken."""

from collections.abc import Mapping
from dataclasses import replace

from domain.cases.case_file import LEVELS, CaseFile, CaseStep
from domain.cases.duties import INSURED_FROM, Facts, has_third_party, steps_for
from domain.cases.steps import in_order
from domain.checklists.answers import chosen
from domain.checklists.checklist import Checklist, Point, asked_in
from domain.checklists.effects import effects_of
from domain.findings import strictest
from domain.places import Building
from domain.rounds.round import Answer, Round
from domain.rounds.walk import Step, steps_of_every_part

INCIDENT_FORM = "incident_form"
COORDINATOR = "safety_coordinator"
WORK_ENVIRONMENT, POLICE, REPETITION = "work_environment", "police", "repetition"
NOT_NEEDED = ("not_needed", "declined", "not_crime")
ANSWERED_BY = {
    "thr-14": "contact",
    "thr-15": "support",
    "thr-21": "social_insurance",
    "thr-22": REPETITION,
    "thr-23": "cause",
    "thr-25": "safety_rep",
    "inc-14": "fire_service",
    "inc-20": "cause",
    "bur-19": "insurer",
    "bur-20": "cause",
    "key-07": "block_tag_or_card",
    "key-09": "decide_rekey",
}
"""Points of our six forms that say that a step has been taken. In a form of one's own the step is taken in the case."""


def has_case(round_: Round, checklist: Checklist) -> bool:
    """A report that has been sent; what is still being written is nobody else's."""
    return checklist.kind == INCIDENT_FORM and bool(round_.parts_done or round_.submitted_at)


def brought_up(
    case: CaseFile | None,
    form: Round,
    checklist: Checklist,
    building: Building,
    at: str,
    insured_from: float = INSURED_FROM,
) -> CaseFile:
    """The case as its report now has it; a new one where there is none, at the time `at` (ISO 8601).

    A step that was asked for once stays, and what was done to it in the case stands.
    """
    asked = steps_of_every_part(checklist, building, form, at)
    facts = facts_of(form, checklist, asked)
    case = case or _new(form, checklist, building, at, facts)
    wanted = steps_for(facts, insured_from) | {step.do for step in case.steps}
    steps = tuple(case.step(do) or CaseStep(do) for do in in_order(wanted))
    # What was answered before a point was hidden does not count.
    answers = {step.key: form.answers[step.key] for step in asked if step.key in form.answers}
    taken = _taken(checklist, answers) if case.is_open else {}
    return replace(
        case,
        parts_left=tuple(part for part in checklist.parts if part not in form.parts_done),
        steps=tuple(_as_answered(step, taken.get(step.do)) for step in steps),
        third_party=case.third_party or has_third_party(facts),
        repetition=case.repetition or _level(answers),
        happened_at=happened_at(asked, form.answers) or case.happened_at,
    )


def _as_answered(step: CaseStep, taken: CaseStep | None) -> CaseStep:
    if taken is None or not step.is_open:
        return step
    return replace(taken, since=step.since, aim=step.aim, by=step.by)


def _new(form: Round, checklist: Checklist, building: Building, at: str, facts: Facts) -> CaseFile:
    return CaseFile(
        form.id,
        form.building,
        form.checklist,
        form.version,
        strictest(building.confidentiality_default, checklist.confidentiality),
        form.started_by or form.performer,
        at,
        form.administration,
        tuple(dict.fromkeys((*checklist.handled_by, *checklist.parts[1:], COORDINATOR))),
    )


def facts_of(form: Round, checklist: Checklist, asked: list[Step]) -> Facts:
    effects = effects_of(asked, form.answers)
    answered = [(step.point, form.answers[step.key].value) for step in asked if step.key in form.answers]
    sums = [value for point, value in answered if point.type == "money" and isinstance(value, int | float)]
    return Facts(
        checklist.domain,
        frozenset(choice.id for point, value in answered for choice in chosen(point, value)),
        effects.flags,
        frozenset(effects.notify),
        effects.case,
        max(sums, default=0),
    )


def happened_at(asked: list[Step], answers: Mapping[str, Answer]) -> str:
    """The form's first time that may not lie in the future: when it happened, or was discovered."""
    times = (
        answers[s.key].value for s in asked if s.point.type == "datetime" and s.point.not_future and s.key in answers
    )
    return next((str(value) for value in times if value), "")


def _level(answers: Mapping[str, Answer]) -> str:
    said = [answers[point].value for point, do in ANSWERED_BY.items() if do == REPETITION and point in answers]
    return next((level for level in said if level in LEVELS), "")


def _taken(checklist: Checklist, answers: Mapping[str, Answer]) -> dict[str, CaseStep]:
    """The steps that the answers say have been taken, or need not be and why."""
    found = {do: _step(do, given) for do, given in _said(answers) if given.value not in (None, "", [], "no", "na")}
    for point in checklist.points.values():
        if point.suggest_from_flag and point.id in answers:
            found |= _reported(checklist, point, answers)
        if point.type == "police_number":
            found |= _police(checklist, point, answers)
    return found


def _said(answers: Mapping[str, Answer]) -> list[tuple[str, Answer]]:
    return [(do, answers[point]) for point, do in ANSWERED_BY.items() if point in answers]


def _step(do: str, given: Answer) -> CaseStep:
    reference = str(given.value) if do == REPETITION else ""
    return CaseStep(do, done_at=_when(given), person=given.person, reference=reference)


def _reported(checklist: Checklist, point: Point, answers: Mapping[str, Answer]) -> dict[str, CaseStep]:
    """A report to the authority counts with its receipt, and not reporting with a reason in writing."""
    given = answers[point.id]
    further = [answers[p.id] for p in checklist.points.values() if point.id in asked_in(p.show_if) and p.id in answers]
    words = [held.note or (held.value if _is_text(held.value) else "") for held in further]
    said = next((word for word in (given.note, *words) if word.strip()), "")
    if given.value in NOT_NEEDED and said:
        return {WORK_ENVIRONMENT: CaseStep(WORK_ENVIRONMENT, person=given.person, waived=said)}
    if given.value == "done" and said:
        when = next((held for held in further if not _is_text(held.value)), given)
        return {WORK_ENVIRONMENT: CaseStep(WORK_ENVIRONMENT, done_at=_when(when), person=given.person, reference=said)}
    return {}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _is_time(value)


def _police(checklist: Checklist, point: Point, answers: Mapping[str, Answer]) -> dict[str, CaseStep]:
    number = answers.get(point.id)
    if number and number.value:
        done = CaseStep(POLICE, done_at=number.at, person=number.person, reference=str(number.value))
        return {POLICE: done}
    for asked in asked_in(point.show_if):
        given, question = answers.get(asked), checklist.point(asked)
        if given and question and given.value in NOT_NEEDED:
            words = [choice.words.sv for choice in chosen(question, given.value)] if given.value == "not_crime" else []
            if reason := given.note or " ".join(words):
                return {POLICE: CaseStep(POLICE, person=given.person, waived=reason)}
    return {}


def _when(given: Answer) -> str:
    """When it was done, where the answer says that itself; else when it was answered."""
    return str(given.value) if _is_time(given.value) else given.at


def _is_time(value: object) -> bool:
    return isinstance(value, str) and len(value) > 15 and value[4:5] == "-" and value[10:11] == "T"
