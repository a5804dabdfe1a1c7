"""The risks of an assessment as they were answered, one for each repeat of the section that has a probability and a
consequence.

Which question is which is told by its kind: the first choice without a condition is the area, the first line of text
the event, the text that can become a task the measure, its date and its function those after it, and every choice that
is asked on a condition something that has to be decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.checklists.answer_words import answer_in_words
from domain.checklists.answers import chosen
from domain.checklists.checklist import Checklist, Point, Section
from domain.language import Words
from domain.places import Building
from domain.rounds.round import Answer, Round, answer_key
from domain.rounds.walk import Step, instances

PROBABILITY, CONSEQUENCE = "probability", "consequence"
PROBABILITY_AFTER, CONSEQUENCE_AFTER = "probability_after", "consequence_after"
VULNERABILITY = "vulnerability"
AXES = (PROBABILITY, CONSEQUENCE, PROBABILITY_AFTER, CONSEQUENCE_AFTER, VULNERABILITY)
WEAK = "weak"
OWNER = "owner"
"""The answer that says that the building's owner pays."""


@dataclass(frozen=True)
class RiskForm:
    """The questions of one risk; None where the form has none such."""

    section: Section
    probability: Point
    consequence: Point
    probability_after: Point | None
    consequence_after: Point | None
    vulnerability: Point | None
    area: Point | None
    event: Point | None
    measure: Point | None
    due: Point | None
    responsible: Point | None
    decisions: tuple[Point, ...]


@dataclass(frozen=True)
class Risk:
    """`number` counts from 1. Scores are None until both of their questions are answered; `weak` is how the unit would
    cope. `responsible` is a role, `due` an ISO date, `decided` what was decided, in words, by its question."""

    number: int
    instance: str
    area: Words
    event: str
    probability: int | None
    consequence: int | None
    after: tuple[int, int] | None
    weak: bool
    measure: str
    due: str
    responsible: str
    decided: tuple[tuple[Point, Words], ...]
    owner_pays: bool

    @property
    def before(self) -> tuple[int, int] | None:
        return (self.probability, self.consequence) if self.probability and self.consequence else None

    @property
    def score(self) -> int | None:
        return self.before[0] * self.before[1] if self.before else None


def risk_form(checklist: Checklist) -> RiskForm | None:
    """None of a checklist that assesses no risks."""
    for section in checklist.sections:
        axes = {point.risk_axis: point for point in section.points if point.risk_axis}
        if section.repeat and PROBABILITY in axes and CONSEQUENCE in axes:
            return _form(section, axes)
    return None


def _form(section: Section, axes: Mapping[str, Point]) -> RiskForm:
    def first(*types: str) -> Point | None:
        return next((p for p in section.points if p.type in types and not p.risk_axis), None)

    choices = [p for p in section.points if p.type == "choice" and not p.risk_axis]
    return RiskForm(
        section,
        axes[PROBABILITY],
        axes[CONSEQUENCE],
        axes.get(PROBABILITY_AFTER),
        axes.get(CONSEQUENCE_AFTER),
        axes.get(VULNERABILITY),
        next((point for point in choices if not point.show_if), None),
        first("text"),
        next((point for point in section.points if point.can_create_task), None),
        first("date"),
        first("role_ref"),
        tuple(point for point in choices if point.show_if),
    )


def risks_of(form: RiskForm, round_: Round, building: Building, asked: Iterable[Step] | None = None) -> list[Risk]:
    """In the order in which they were added; `asked` leaves out what was answered before it was hidden."""
    shown = None if asked is None else {step.key for step in asked}
    answers = {key: given for key, given in round_.answers.items() if shown is None or key in shown}
    named = enumerate(instances(form.section, round_), start=1)
    return [_risk(form, number, instance, answers, building) for number, instance in named]


def is_untouched(form: RiskForm, round_: Round, instance: str) -> bool:
    """Whether nobody has answered anything in it."""
    return not any(answer_key(point.id, instance) in round_.answers for point in form.section.points)


def _risk(form: RiskForm, number: int, instance: str, answers: Mapping[str, Answer], building: Building) -> Risk:
    def said(point: Point | None) -> str:
        given = answers.get(answer_key(point.id, instance)) if point else None
        return str(given.value).strip() if given and given.value is not None else ""

    def in_words(point: Point | None) -> Words:
        return answer_in_words(point, said(point), building) if point and said(point) else Words()

    after = _step_of(said(form.probability_after)), _step_of(said(form.consequence_after))
    decided = tuple((point, in_words(point)) for point in form.decisions if said(point))
    return Risk(
        number,
        instance,
        in_words(form.area),
        said(form.event),
        _step_of(said(form.probability)),
        _step_of(said(form.consequence)),
        (after[0], after[1]) if after[0] and after[1] else None,
        said(form.vulnerability) == WEAK or _deviates(form.vulnerability, said(form.vulnerability)),
        said(form.measure),
        said(form.due),
        said(form.responsible),
        decided,
        any(said(point) == OWNER for point in form.decisions),
    )


def _deviates(point: Point | None, value: str) -> bool:
    return bool(point) and any(choice.deviation for choice in chosen(point, value))


def _step_of(value: str) -> int | None:
    return int(value) if value.isdecimal() and value != "0" else None
