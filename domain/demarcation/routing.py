"""Is this the owner's job or the user's? Repair, inspection and cost are answered one by one.

The order is the municipality's own (`policy.yaml`, routing): the building's overrides, then the shared exceptions,
then the ordinary row. A phone answers while a person taps, and the server answers again when the finding arrives.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.demarcation.decisions import ASPECTS, UNKNOWN, Case, Decision, Place, completed
from domain.demarcation.listing import DemarcationList, Row, list_on
from domain.places import Building, Object, Override, Space

__all__ = ["ASPECTS", "Case", "Decision", "DemarcationList", "Question", "Routing", "list_on", "needed_inputs", "route"]

ANSWERS = {
    "placement": ("indoor", "outdoor", "common"),
    "attachment": ("fixed", "loose"),
    "installed_by": ("owner", "user"),
    "occupancy": ("own_activity", "third_party_hire"),
}
"""All that may be answered, for the inputs where the choice is short."""

NO_ORDINARY_ANSWER = ("placement", "attachment")
"""A thing always sits somewhere and somehow. The other inputs have an ordinary answer, which silence means."""

ORDER_OF_ASKING = ("placement", "attachment", "installed_by", "occupancy", "space_type", "cause")
"""What can be seen on the spot is asked before what has to be known."""

HIRED_OUT = "evening_hire"


@dataclass(frozen=True)
class Question:
    """The one routing input to ask for, and the answers to choose from."""

    input: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Routing:
    """Who repairs, inspects and pays, by which rules; `case` holds the inputs that were used.

    `ask` is the question whose answer would settle or change it. `unresolved` says that an aspect has no rule and
    that no question would find one: a gap in the list, for triage.
    """

    repair: Decision | None
    inspection: Decision | None
    cost: Decision | None
    ask: Question | None
    unresolved: bool
    version: str
    case: Case

    @property
    def decisions(self) -> dict[str, Decision]:
        """The aspects that are decided, in the order repair, inspection, cost."""
        named = zip(ASPECTS, (self.repair, self.inspection, self.cost), strict=True)
        return {aspect: decision for aspect, decision in named if decision}


def route(
    listing: DemarcationList,
    building: Building,
    case: Case,
    *,
    space: Space | None = None,
    item: Object | None = None,
    on: str,
) -> Routing:
    """The answer for a finding on the ISO date `on`. What `case` leaves unknown is taken from the object and space."""
    place, known = Place(listing, building, space, case.component, on), completed(case, space, item)
    decisions = place.decide(known)
    ask = _question(place, known, decisions)
    gap = ask is None and None in decisions
    return Routing(*decisions, ask=ask, unresolved=gap, version=listing.version, case=known)


def needed_inputs(
    listing: DemarcationList,
    building: Building,
    case: Case,
    *,
    space: Space | None = None,
    item: Object | None = None,
    on: str,
) -> tuple[Question, ...]:
    """The inputs whose answer could change who does what here, given what `case` already says; for the finding sheet.

    What the person has answered stays among them, so that it can be corrected; what the register knows does not
    appear. Who used the premises is asked only in buildings that are let out in the evenings.
    """
    place, register = Place(listing, building, space, case.component, on), completed(Case(case.component), space, item)
    known = completed(case, space, item)
    ask = _question(place, known, place.decide(known))
    questions = []
    for name in ORDER_OF_ASKING:
        if register.knows(name) or (name == "occupancy" and HIRED_OUT not in building.tags):
            continue
        if options := _options_that_matter(place, replace(known, **{name: ""}), name):
            questions.append(Question(name, options))
        elif ask and ask.input == name:
            questions.append(ask)
    return tuple(questions)


def every_answer(listing: DemarcationList, component: str, name: str) -> tuple[str, ...]:
    """All that may be said of an input, for a question that is asked whether or not it changes anything here."""
    rows = listing.rows_demanding(component, name)
    return _answers(name, tuple(dict.fromkeys(value for row in rows for key, value in row.conditions if key == name)))


def _question(place: Place, case: Case, decisions: list[Decision | None]) -> Question | None:
    """What to ask: first whatever an undecided aspect waits for, then what would change the answer given."""
    undecided = [aspect for aspect, decision in zip(ASPECTS, decisions, strict=True) if decision is None]
    if undecided:
        awaited = {name for aspect in undecided for name in _awaited(place, case, aspect)}
        if name := next((name for name in ORDER_OF_ASKING if name in awaited), None):
            return Question(name, _answers(name, _demanded(place, case, undecided, name)))
    for name in NO_ORDINARY_ANSWER:
        if not case.knows(name) and (options := _options_that_matter(place, case, name)):
            return Question(name, options)
    return None


def _awaited(place: Place, case: Case, aspect: str) -> Iterator[str]:
    """The inputs not yet asked for that rules of the component's own wait for. "Nobody knows" is an answer, too."""
    for rule in _rules(place, aspect):
        if not rule.is_universal and case.may_meet(rule.conditions):
            yield from (name for name, _ in rule.conditions if getattr(case, name) == "")


def _rules(place: Place, aspect: str) -> Iterator[Row | Override]:
    yield from place.rows(aspect)
    yield from (override for override in place.overrides if override.responsible(aspect))


def _demanded(place: Place, case: Case, aspects: Iterable[str], name: str) -> tuple[str, ...]:
    """The values of `name` that rules which may yet come to apply demand, in the order of the rules."""
    rules = (rule for aspect in aspects for rule in _rules(place, aspect))
    demands = (rule.conditions for rule in rules if case.may_meet(rule.conditions))
    return tuple(dict.fromkeys(value for conditions in demands for key, value in conditions if key == name))


def _options_that_matter(place: Place, case: Case, name: str) -> tuple[str, ...]:
    """What may be answered to the unknown `name`; nothing where no answer would change an organisation."""
    decisive = _decisive(place, case, name)
    silent = _orgs(place.decide(case)) if decisive else []
    changing = tuple(value for value in decisive if _orgs(place.decide(replace(case, **{name: value}))) != silent)
    return _answers(name, changing) if changing else ()


def _decisive(place: Place, case: Case, name: str) -> tuple[str, ...]:
    """The values of `name` that would make a rule apply, all its other conditions being met."""
    demands = [row.conditions for row in place.listing.rows_demanding(place.component, name)]
    demands += [override.conditions for override in place.overrides]
    last = (next(iter(missing)) for demand in demands if len(missing := demand - case.facts) == 1)
    return tuple(dict.fromkeys(value for key, value in last if key == name))


def _answers(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return ANSWERS.get(name) or ((UNKNOWN, *values) if name == "cause" else values)


def _orgs(decisions: list[Decision | None]) -> list[str]:
    return [decision.org if decision else "" for decision in decisions]
