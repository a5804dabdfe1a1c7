"""Drafts on their way to becoming findings: where each would go, what matters to that, and the acts that send it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from tinydb import TinyDB

from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.drafts import Draft, read_draft
from app.state.naming import Names
from app.state.walk import Walk
from domain.answers import SEVERITIES, measured, severity_of
from domain.checklists import Point
from domain.conflicts import on_screen
from domain.demarcation import Case, Question, Routing, needed_inputs, route
from domain.demarcation_words import explained
from domain.events import Act, FindingAddedTo, FindingReported, ObjectMissing, PointAnswered
from domain.findings import users_half
from domain.language import Words
from domain.photos import PhotoRef
from domain.places import Object
from domain.refusals import Refusal
from domain.walk import Step

OBJECT_MISSING = Words("Finns inte på sin plats.", "It is not where it should be.")


class Drafts:
    """The drafts on this phone, and what each needs of it (`drafts.Desk`)."""

    def __init__(
        self,
        db: TinyDB,
        documents: PhoneDocuments,
        names: Names,
        clock: Clock,
        fresh_id: Callable[[], str],
        send: Callable[[Draft], Refusal | None],
        store_photo: Callable[[bytes], Awaitable[PhotoRef | Words]],
        language: Callable[[], str],
    ):
        self._table, self._documents, self._names = db.table("drafts"), documents, names
        self._clock, self._fresh_id = clock, fresh_id
        self.send, self.store_photo, self._language = send, store_photo, language
        self._drafts = {row["id"]: read_draft(row, self, self._table) for row in self._table}

    def all(self) -> list[Draft]:
        return list(self._drafts.values())

    def get(self, draft_id: str) -> Draft | None:
        return self._drafts.get(draft_id)

    def for_report(self, building: str = "") -> Draft:
        return self._keep(Draft(self, self._table, self._fresh_id(), building=building))

    def for_step(self, walk: Walk, step: Step, value: object) -> Draft:
        """The draft of this step: the one begun before, else a new one, with what was reported before filled in."""
        for draft in self._drafts.values():
            same = (draft.round, draft.point, draft.place) == (walk.round.id, step.point.id, step.place)
            if same and not draft.missing:
                draft.change(value=value)
                return draft
        draft = self._keep(self._filled_in(walk, step, value))
        standing = walk.answer_to(step)
        draft.seen = on_screen(standing)
        if before := walk.finding_of(step):
            draft.change(text=before.text, severity=before.severity, photos=before.photos, case=dict(before.case))
        return draft

    def for_missing(self, walk: Walk, item: Object) -> Draft:
        """The object is not where it should be: as grave as the gravest that is asked of it."""
        asked = [severity_of(step.point, "deviation") for step in walk.steps_at(item.tag)]
        return self._keep(
            Draft(
                self,
                self._table,
                self._fresh_id(),
                building=walk.building.id,
                space=item.space,
                object=item.tag,
                component=item.component,
                text=OBJECT_MISSING.in_language(self._language()),
                severity=min(asked or ["medium"], key=SEVERITIES.index),
                round=walk.round.id,
                place=item.tag,
                checklist=walk.checklist.id,
                version=walk.checklist.version,
                missing=True,
            )
        )

    def _filled_in(self, walk: Walk, step: Step, value: object) -> Draft:
        point, item = step.point, step.object
        return Draft(
            self,
            self._table,
            self._fresh_id(),
            building=walk.building.id,
            space=step.space.id if step.space else "",
            object=item.tag if item else "",
            component=point.component or (item.component if item else ""),
            text=measured(point, value, step.limited_by).in_language(self._language()),
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

    def forget(self, draft: Draft) -> None:
        self._drafts.pop(draft.id, None)

    # --- where it goes ----------------------------------------------------------------------------------------------

    def routing_of(self, draft: Draft) -> tuple[Routing, Words] | None:
        building, listing = self._documents.building(draft.building), self._names.listing()
        if building is None or listing is None or not draft.component:
            return None
        space, item = building.whereabouts(draft.space, draft.object)
        case = Case(draft.component, **draft.case)
        routing = route(listing, building, case, space=space, item=item, on=self._clock.today())
        return routing, explained(routing, listing, building, self._names.organisation)

    def questions_of(self, draft: Draft) -> list[Question]:
        building, listing = self._documents.building(draft.building), self._names.listing()
        if building is None or listing is None or not draft.component:
            return []
        space, item = building.whereabouts(draft.space, draft.object)
        point, case = self.point_of(draft), Case(draft.component, **draft.case)
        fixed = {**point.case, **point.routing_case} if point else {}
        asked = needed_inputs(listing, building, case, space=space, item=item, on=self._clock.today())
        return [question for question in asked if question.input not in fixed]

    def photo_rule_of(self, draft: Draft) -> str:
        point = self.point_of(draft)
        return point.photo if point else "optional"

    def usual_severity_of(self, draft: Draft) -> str:
        point = self.point_of(draft)
        return severity_of(point, draft.value) if point else ""

    def point_of(self, draft: Draft) -> Point | None:
        checklist = self._documents.checklist(draft.checklist, draft.version)
        return checklist.point(draft.point) if checklist else None


def acts_of(draft: Draft) -> list[Act]:
    """What sending the draft amounts to. What the point reported before is withdrawn by its new answer.

    A remark to both parties is two findings.
    """
    if draft.joins:
        joined = FindingAddedTo(draft.joins, draft.text.strip(), draft.photos, draft.round)
        return [joined, _answered(draft, draft.joins)]
    reported = _reported(draft)
    if not draft.round:
        return [reported]
    if draft.missing:
        return [reported, ObjectMissing(draft.round, draft.object, draft.id)]
    reports: list[Act] = [reported]
    if draft.both_parties:
        reports = [replace(reported, party="owner"), replace(reported, finding=users_half(draft.id), party="user")]
    return [*reports, _answered(draft, draft.id)]


def _answered(draft: Draft, finding: str) -> PointAnswered:
    note = draft.text.strip()
    return PointAnswered(draft.round, draft.point, draft.value, draft.place, note, finding, seen=draft.seen)


def _reported(draft: Draft) -> FindingReported:
    return FindingReported(
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
        answer=draft.value,
        severity_reason=draft.severity_reason.strip() if draft.lowered() else "",
        no_photo=draft.no_photo.strip() if draft.needs_photo() else "",
    )
