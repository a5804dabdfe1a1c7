"""What a risk demands of those who have assessed it, by its score, and which risks lack something of it.

Sources: workflows, chapter 14; `policy.yaml`, `risk_matrix`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.checklists.checklist import Point
from domain.checklists.risk import WORST
from domain.language import Words
from domain.refusals import Refusal
from domain.risk.matrix import LEVELS
from domain.risk.risks import Risk, RiskForm
from domain.rounds.round import answer_key

LOW, MEDIUM, HIGH, CRITICAL = LEVELS
MEASURE_FROM, DECISION_FROM, AT_ONCE_FROM = 5, 10, 15

A_MEASURE = Words("åtgärd", "a measure")
A_DAY = Words("datum", "a date")
A_FUNCTION = Words("ansvarig funktion", "a responsible function")


@dataclass(frozen=True)
class Demands:
    """`measure`: with a date and a function. `decision`: the manager's, and how it is paid for. `at_once`: begun now,
    and the coordinator is told."""

    measure: bool = False
    decision: bool = False
    at_once: bool = False


def demands(probability: int, consequence: int, *, weak: bool = False) -> Demands:
    """By the score; the worst consequence is never less than high, and who copes badly takes a measure anyway."""
    level = LEVELS.index(level_of(probability, consequence))
    return Demands(weak or level >= 1, level >= LEVELS.index(HIGH), level >= LEVELS.index(CRITICAL))


def level_of(probability: int, consequence: int) -> str:
    score = probability * consequence
    if score >= AT_ONCE_FROM:
        return CRITICAL
    if score >= DECISION_FROM or consequence == WORST:
        return HIGH
    return MEDIUM if score >= MEASURE_FROM else LOW


def demands_of(risk: Risk) -> Demands:
    """Of a risk that is not assessed yet: nothing so far."""
    return demands(*risk.before, weak=risk.weak) if risk.before else Demands()


def lacking(risk: Risk, form: RiskForm, asked: frozenset[str]) -> tuple[Words, ...]:
    """What the risk demands and does not have, in words. `asked` are the keys of what the form asks now: what it never
    asks for cannot be lacking."""
    wanted, lacks = demands_of(risk), list[Words]()

    def check(point: Point | None, said: object, words: Words) -> None:
        if point and not said and answer_key(point.id, risk.instance) in asked:
            lacks.append(words)

    if wanted.measure:
        check(form.measure, risk.measure, A_MEASURE)
        check(form.due, risk.due, A_DAY)
        check(form.responsible, risk.responsible, A_FUNCTION)
    if wanted.decision:
        decided = {point.id for point, _ in risk.decided}
        for point in form.decisions:
            check(point, point.id in decided, Words(f"”{point.text.sv}”", f'"{point.text.en}"'))
    return tuple(lacks)


def refused(risks: Iterable[Risk], form: RiskForm, asked: frozenset[str]) -> Refusal | None:
    """Why the assessment cannot be signed yet: which risk lacks what."""
    found = [(risk, lacks) for risk in risks if (lacks := lacking(risk, form, asked))]
    if not found:
        return None
    said = [sentence(risk, lacks) for risk, lacks in found]
    return Refusal(
        "risk_demands",
        Words(" ".join(words.sv for words in said), " ".join(words.en for words in said)),
        Words(
            "Öppna risken, fyll i det som saknas och signera igen. Det som är ifyllt är sparat.",
            "Open the risk, fill in what is lacking and sign again. What has been filled in is saved.",
        ),
    )


def sentence(risk: Risk, lacks: Iterable[Words]) -> Words:
    """ "Risk 2 (Klotter på fasaden), riskvärde 12, saknar: åtgärd, datum." """
    listed = list(lacks)
    event = f" ({risk.event})" if risk.event else ""
    return Words(
        f"Risk {risk.number}{event}, riskvärde {risk.score}, saknar: {', '.join(words.sv for words in listed)}.",
        f"Risk {risk.number}{event}, score {risk.score}, lacks: {', '.join(words.en for words in listed)}.",
    )
