"""Drafts on their way to becoming findings: where each would go, what matters to that, and the acts that send it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from tinydb import TinyDB

from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.naming import Names
from app.state.rounds.walk import Walk
from app.state.writing.destination import Around
from app.state.writing.drafts import Draft, read_draft
from domain.checklists.answers import SEVERITIES, measured, severity_of
from domain.checklists.effects import effects_of
from domain.checklists.form_tasks import place_of
from domain.demarcation.listing import INPUTS
from domain.events import Act, FindingAddedTo, FindingReported, ObjectMissing, PointAnswered
from domain.findings import Finding, users_half
from domain.language import Words
from domain.photos import PhotoRef
from domain.places import Object
from domain.refusals import Refusal
from domain.rounds.conflicts import on_screen
from domain.rounds.walk import Step

FORM = "incident_form"
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
        store_photo: Callable[[bytes, bool], Awaitable[PhotoRef | Words]],
        language: Callable[[], str],
    ):
        self._table, self._fresh_id = db.table("drafts"), fresh_id
        self.around = Around(documents, names, clock)
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
            if same and draft.replaces_answer:
                if not draft.severity_chosen:
                    draft.severity = severity_of(step.point, value)
                draft.change(value=value)
                return draft
        draft = self._keep(self._filled_in(walk, step, value))
        standing = walk.answer_to(step)
        draft.seen = on_screen(standing)
        draft.photos = standing.photos if standing else ()
        if before := walk.finding_of(step):
            self._as_reported(draft, before)
        return draft

    def _as_reported(self, draft: Draft, before: Finding) -> None:
        """What the answer has said so far, to be changed; what it only joined is joined again."""
        if before.round != draft.round:
            draft.change(joins=before.id)
            return
        draft.change(
            text=before.text,
            severity=before.severity,
            photos=before.photos,
            case=dict(before.case),
            space=before.space,
            object=before.object,
            fixed_on_spot=before.fixed_on_spot,
            severity_reason=before.severity_reason,
            no_photo=before.no_photo,
            called_at=before.called_at,
            both_parties=bool(before.party),
        )

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

    def beside(self, walk: Walk, step: Step) -> Draft:
        """A task that the words of an answer lead to: one at a time, the answer itself stays what it is."""
        for draft in self._drafts.values():
            if draft.beside and (draft.round, draft.point, draft.place) == (walk.round.id, step.point.id, step.place):
                return draft
        given = walk.answer_to(step)
        space, tag = place_of(walk.round, walk.building)
        return self._keep(
            Draft(
                self,
                self._table,
                self._fresh_id(),
                building=walk.building.id,
                space=space,
                object=tag,
                text=str(given.value) if given else "",
                round=walk.round.id,
                point=step.point.id,
                place=step.place,
                checklist=walk.checklist.id,
                version=walk.checklist.version,
                beside=True,
            )
        )

    def _filled_in(self, walk: Walk, step: Step, value: object) -> Draft:
        point, item = step.point, step.object
        space, tag = step.space.id if step.space else "", item.tag if item else ""
        known: dict[str, str] = {}
        if walk.checklist.kind == FORM and not step.place:
            space, tag = place_of(walk.round, walk.building)
            known = effects_of(walk.steps, walk.round.answers).case
        case = {**known, **point.case, **point.routing_case}
        return Draft(
            self,
            self._table,
            self._fresh_id(),
            building=walk.building.id,
            space=space,
            object=tag,
            component=point.component or (item.component if item else ""),
            text=measured(point, value, step.limited_by).in_language(self._language()),
            severity=severity_of(point, value),
            case={name: said for name, said in case.items() if name in INPUTS},
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

    def destroy_sealed(self) -> None:
        """Those that are sealed go with their key."""
        for draft in [draft for draft in self._drafts.values() if draft.sealed]:
            draft.discard()

    def forget(self, draft: Draft) -> None:
        self._drafts.pop(draft.id, None)


def acts_of(draft: Draft) -> list[Act]:
    """What sending the draft amounts to. What the point reported before is withdrawn by its new answer.

    A remark to both parties is two findings.
    """
    if draft.joins:
        joined = FindingAddedTo(draft.joins, draft.text.strip(), draft.photos, draft.round)
        return [joined, _answered(draft, draft.joins)]
    reported = _reported(draft)
    if draft.missing:
        return [reported, ObjectMissing(draft.round, draft.object, draft.id)]
    if not draft.replaces_answer:
        return [reported]
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
        called_at=draft.called_at if draft.is_urgent() else "",
    )
