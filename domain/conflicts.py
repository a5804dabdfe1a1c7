"""Two people answer the same point, neither having seen the other's answer: both are kept and the worse one counts.

Source: workflows, edge case 12. Whoever has seen both may answer again, and that settles it.
"""

from dataclasses import replace

from domain.answers import gravity
from domain.checklists import Point
from domain.rounds import Answer


def joined(point: Point | None, before: Answer | None, given: Answer, seen: str) -> Answer:
    """The answer that stands after `given`, when `before` stood there and the one from `seen` was on the screen."""
    if before is None:
        return given
    if before.person == given.person and not before.contested:
        return replace(given, others=before.others, settled=before.settled)
    if seen == before.at:
        return replace(given, others=_without_others(before), settled=True) if before.contested else given
    others = (*(held for held in _without_others(before) if held.person != given.person), given)
    worst = max(others, key=lambda held: (_gravity(point, held), _earlier_first(held, others)))
    return replace(worst, others=tuple(held for held in others if held is not worst), settled=False)


def _without_others(answer: Answer) -> tuple[Answer, ...]:
    """The answer and those beside it, each as it was given."""
    return (replace(answer, others=(), settled=False), *answer.others)


def _gravity(point: Point | None, answer: Answer) -> int:
    return gravity(point, answer.value, answer.finding) if point else 0


def _earlier_first(answer: Answer, all_of_them: tuple[Answer, ...]) -> int:
    """Of equals the first one counts, whichever arrived first: the same on every phone."""
    return -sorted(all_of_them, key=lambda held: (held.at, held.person)).index(answer)
