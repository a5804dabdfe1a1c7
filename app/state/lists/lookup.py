"""Who answers for this? The rules asked about any place and part of a building, from the documents on this phone."""

from dataclasses import dataclass, field

from app.state.documents import PhoneDocuments
from app.state.naming import Names
from domain.demarcation.decisions import ASPECTS
from domain.demarcation.routing import Case, Question, needed_inputs, route
from domain.demarcation.words import rule_words
from domain.language import Words


@dataclass(frozen=True)
class Asked:
    """What is asked about, perhaps one `object` (its tag); `case` holds the routing inputs that the person knows."""

    building: str = ""
    space: str = ""
    component: str = ""
    case: dict[str, str] = field(default_factory=dict)
    object: str = ""


@dataclass(frozen=True)
class Answer:
    """Who has one aspect. `org` and `role` are "" where no rule says so; `about` and `source` are the rule's."""

    aspect: str
    org: str = ""
    role: str = ""
    about: Words = Words()
    source: Words = Words()


@dataclass(frozen=True)
class Answered:
    """Repair, inspection and cost, in that order. `questions` are what could still change them."""

    answers: tuple[Answer, ...]
    questions: tuple[Question, ...]
    version: str
    unresolved: bool


def look_up(documents: PhoneDocuments, names: Names, asked: Asked, today: str) -> Answered | None:
    """The three answers as they are today; None until building and component are known."""
    building, listing = documents.building(asked.building), names.listing()
    if building is None or listing is None or not asked.component:
        return None
    case, (space, item) = Case(asked.component, **asked.case), building.whereabouts(asked.space, asked.object)
    routing = route(listing, building, case, space=space, item=item, on=today)
    answers = []
    for aspect in ASPECTS:
        decision = routing.decisions.get(aspect)
        rule = rule_words(decision.rule, routing, listing, building) if decision else ()
        answers.append(Answer(aspect, decision.org, decision.responsible, *rule) if decision else Answer(aspect))
    questions = needed_inputs(listing, building, case, space=space, item=item, on=today)
    return Answered(tuple(answers), questions, listing.version, routing.unresolved)
