"""Drafts on their way to becoming findings: where each would go, what matters to that, and the acts that send it."""

from collections.abc import Callable

from domain.demarcation_words import explained
from tinydb import TinyDB

from app.state import naming
from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.drafts import Desk, Draft, read_draft
from app.state.walk import Walk
from domain.answers import severity_of
from domain.checklists import Point
from domain.demarcation import Case, Question, Routing, needed_inputs, route
from domain.demarcation_list import DemarcationList, list_on
from domain.events import Act, FindingReported, FindingWithdrawn, PointAnswered
from domain.findings import REPORTED, Finding
from domain.language import Words
from domain.walk import Step


class Drafts:
    """The drafts on this phone. `desk` is the phone around them (see `drafts.Desk`)."""

    def __init__(self, db: TinyDB, documents: PhoneDocuments, desk: Desk, clock: Clock, fresh_id: Callable[[], str]):
        self._table, self._documents, self._desk, self._clock = db.table("drafts"), documents, desk, clock
        self._fresh_id = fresh_id
        self._drafts = {row["id"]: read_draft(row, desk, self._table, self._forget) for row in self._table}

    def all(self) -> list[Draft]:
        return list(self._drafts.values())

    def get(self, draft_id: str) -> Draft | None:
        return self._drafts.get(draft_id)

    def for_report(self, building: str = "") -> Draft:
        return self._keep(Draft(self._desk, self._table, self._forget, self._fresh_id(), building=building))

    def for_step(self, walk: Walk, step: Step, value: object) -> Draft:
        """The draft of this step: the one begun before, else a new one, with what was reported before filled in."""
        for draft in self._drafts.values():
            if (draft.round, draft.point, draft.place) == (walk.round.id, step.point.id, step.place):
                draft.change(value=value)
                return draft
        draft = self._keep(self._filled_in(walk, step, value))
        if before := walk.finding_of(step):
            draft.change(text=before.text, severity=before.severity, photos=before.photos, case=dict(before.case))
        return draft

    def _filled_in(self, walk: Walk, step: Step, value: object) -> Draft:
        point, item = step.point, step.object
        return Draft(
            self._desk,
            self._table,
            self._forget,
            self._fresh_id(),
            building=walk.building.id,
            space=step.space.id if step.space else "",
            object=item.tag if item else "",
            component=point.component or (item.component if item else ""),
            severity=severity_of(point, value),
            case={**point.case, **point.routing_case},
            round=walk.round.id,
            point=point.id,
            place=step.place,
            value=value,
            checklist=walk.checklist.id,
            version=walk.checklist.version,
        )

    def _keep(self, draft: Draft) -> Draft:
        self._drafts[draft.id] = draft
        return draft

    def _forget(self, draft: Draft) -> None:
        self._drafts.pop(draft.id, None)

    # --- where it goes ----------------------------------------------------------------------------------------------

    def listing(self) -> DemarcationList | None:
        """The list in force today."""
        return list_on(self._documents.all(DemarcationList), self._today())

    def routing_of(self, draft: Draft) -> tuple[Routing, Words] | None:
        building, listing = self._documents.building(draft.building), self.listing()
        if building is None or listing is None or not draft.component:
            return None
        item = building.object(draft.object) if draft.object else None
        space = building.space(draft.space or (item.space if item else ""))
        case = Case(draft.component, **draft.case)
        routing = route(listing, building, case, space=space, item=item, on=self._today())
        return routing, explained(routing, listing, building, lambda org: naming.organisation(self._documents, org))

    def questions_of(self, draft: Draft) -> list[Question]:
        building, listing = self._documents.building(draft.building), self.listing()
        if building is None or listing is None or not draft.component:
            return []
        item = building.object(draft.object) if draft.object else None
        space = building.space(draft.space or (item.space if item else ""))
        point = self.point_of(draft)
        fixed = {**point.case, **point.routing_case} if point else {}
        case = Case(draft.component, **draft.case)
        asked = needed_inputs(listing, building, case, space=space, item=item, on=self._today())
        return [question for question in asked if question.input not in fixed]

    def point_of(self, draft: Draft) -> Point | None:
        checklist = self._documents.checklist(draft.checklist, draft.version)
        return checklist.point(draft.point) if checklist else None

    def _today(self) -> str:
        return self._clock.now().astimezone().date().isoformat()


def acts_of(draft: Draft, before: Finding | None) -> list[Act]:
    """What sending the draft amounts to: an earlier finding of the same answer is withdrawn for the new one."""
    reported = FindingReported(
        finding=draft.id,
        building=draft.building,
        space=draft.space,
        object=draft.object,
        component=draft.component,
        text=draft.text.strip(),
        severity=draft.severity,
        case=dict(draft.case),
        photos=draft.photos,
        fixed_on_spot=draft.fixed_on_spot,
        round=draft.round,
        point=draft.point,
        checklist=draft.checklist,
        version=draft.version,
    )
    if not draft.round:
        return [reported]
    answered = PointAnswered(draft.round, draft.point, draft.value, draft.place, draft.text.strip(), draft.id)
    withdrawn: list[Act] = [FindingWithdrawn(before.id, "changed")] if before and before.status == REPORTED else []
    return [*withdrawn, reported, answered]
