"""Two people answer the same point, neither having seen the other's answer: both are kept and the worse one counts.

Source: workflows, edge case 12. Whoever has seen both may answer again, and that settles it. In which order answers
arrive makes no difference, as long as each comes after those that its giver had seen.
"""

from dataclasses import replace

from domain.checklists.answers import gravity
from domain.checklists.checklist import Point
from domain.rounds.round import Answer


def counting(standing: Answer | None) -> list[Answer]:
    """The answers that nobody has settled: the one that stands, and those beside it while it is contested."""
    if standing is None:
        return []
    return [replace(standing, others=()), *(held for held in standing.others if not held.settled)]


def on_screen(standing: Answer | None) -> str:
    """What `PointAnswered.seen` says of who answers with this on the screen: the times of all answers that count."""
    return " ".join(held.at for held in counting(standing))


def joined(point: Point | None, before: Answer | None, given: Answer, seen: str) -> Answer:
    """The answer that stands after `given`, when `before` stood there; `seen` says what was on the giver's screen."""
    saw, count = set(seen.split()), counting(before)
    if before is None or any(_is_later_of_the_same(held, given, saw) for held in count):
        return before or given
    overtaken = [held for held in count if held.at in saw or held.person == given.person]
    # Who answers again corrects himself: his former answers are not kept as if they were somebody else's.
    kept = [held for held in (*before.others, *overtaken) if held.settled or held in overtaken]
    settled = {_when(held): replace(held, settled=True) for held in kept if held.person != given.person}
    count = sorted([*(held for held in count if held not in overtaken), given], key=_when)
    # Of equals the first one counts, whichever arrived first: the same on every phone.
    worst = max(count, key=lambda held: _gravity(point, held))
    others = [held for held in count if held is not worst]
    return replace(worst, others=(*others, *(settled[when] for when in sorted(settled))))


def _is_later_of_the_same(held: Answer, given: Answer, saw: set[str]) -> bool:
    """What somebody said on one phone does not undo what they said later on another."""
    return held.person == given.person and held.at > given.at and held.at not in saw


def _when(answer: Answer) -> tuple[str, str]:
    return answer.at, answer.person


def _gravity(point: Point | None, answer: Answer) -> int:
    return gravity(point, answer.value, answer.finding) if point else 0
