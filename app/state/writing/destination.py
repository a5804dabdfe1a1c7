"""Where a draft would go, and what its point and its list say of it: from the documents on this phone, no network."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.naming import Names
from domain.checklists.checklist import Checklist, Point
from domain.demarcation.routing import Case, Question, Routing, every_answer, needed_inputs, route
from domain.demarcation.words import explained
from domain.findings import usual_severity
from domain.language import Words
from domain.places import Space
from domain.rounds.walk import spaces_in_scope
from domain.secrecy.protection import is_protected, may_photograph
from domain.secrecy.sealing import is_sealed

if TYPE_CHECKING:
    from app.state.writing.drafts import Draft


@dataclass(frozen=True)
class Around:
    """What is known around a draft."""

    documents: PhoneDocuments
    names: Names
    clock: Clock


def routing_of(around: Around, draft: "Draft") -> tuple[Routing, Words] | None:
    """Where it would go and why; None until place and component are known."""
    building, listing = around.documents.building(draft.building), around.names.listing()
    if building is None or listing is None or not draft.component:
        return None
    space, item = building.whereabouts(draft.space, draft.object)
    case = Case(draft.component, **draft.case)
    routing = route(listing, building, case, space=space, item=item, on=around.clock.today())
    return routing, explained(routing, listing, building, around.names.organisation)


def questions_of(around: Around, draft: "Draft") -> list[Question]:
    """Those routing inputs that change the answer here, and those that the point always asks for."""
    building, listing = around.documents.building(draft.building), around.names.listing()
    if building is None or listing is None or not draft.component:
        return []
    space, item = building.whereabouts(draft.space, draft.object)
    point, case = point_of(around, draft), Case(draft.component, **draft.case)
    fixed = {**point.case, **point.routing_case} if point else {}
    matter = needed_inputs(listing, building, case, space=space, item=item, on=around.clock.today())
    asked = {question.input: question for question in matter}
    for name in point.ask if point else ():
        asked.setdefault(name, Question(name, every_answer(listing, draft.component, name)))
    return [question for name, question in asked.items() if name not in fixed and question.options]


def parties_of(around: Around, draft: "Draft") -> tuple[str, str]:
    """The organisations of the owner and the user of the place; "" while it is not known."""
    building = around.documents.building(draft.building)
    if building is None:
        return "", ""
    space = building.whereabouts(draft.space, draft.object)[0]
    return building.owner_of(space), building.user_of(space)


def spaces_of(around: Around, draft: "Draft") -> tuple[Space, ...]:
    """The spaces that it can be in: what an outdoor round reports is out of doors."""
    building, checklist = around.documents.building(draft.building), checklist_of(around, draft)
    if building is None:
        return ()
    return spaces_in_scope(building, checklist) if checklist else building.spaces


def checklist_of(around: Around, draft: "Draft") -> Checklist | None:
    return around.documents.checklist(draft.checklist, draft.version)


def is_kept_sealed(around: Around, draft: "Draft") -> bool:
    """Whether it may lie on this phone only sealed."""
    return is_sealed(checklist_of(around, draft), around.documents.building(draft.building))


def point_of(around: Around, draft: "Draft") -> Point | None:
    checklist = checklist_of(around, draft)
    return checklist.point(draft.point) if checklist else None


def may_photograph_for(around: Around, draft: "Draft") -> bool:
    """Whether its point and its building allow a picture; while no building is chosen, the point alone."""
    point, building = point_of(around, draft), around.documents.building(draft.building)
    if building is None:
        return not (point and point.photo_forbidden)
    return may_photograph(building, checklist_of(around, draft), point)


def is_at_protected_site(around: Around, draft: "Draft") -> bool:
    building = around.documents.building(draft.building)
    return building is not None and is_protected(building)


def usual_severity_of(around: Around, draft: "Draft") -> str:
    """What the point says of such an answer; "" where it says nothing, and for what only stands beside its answer."""
    point = point_of(around, draft)
    return usual_severity(point, draft.value) if point and not draft.beside else ""


def severity_on_the_list(around: Around, component: str) -> str:
    """What the list starts with where no checklist says how grave it is; "" where it says nothing."""
    listing = around.names.listing()
    row = listing.row_naming(component) if listing and component else None
    return row.default_severity if row else ""
