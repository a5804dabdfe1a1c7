"""A measure written in an answer becomes a task with somebody responsible: the answer itself stays what it is."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, quiet, secondary
from app.screens.surroundings import go, use_phone
from app.state.rounds.walk import Walk
from domain.findings import REPORTED, Finding
from domain.risk.risks import risk_form
from domain.rounds.walk import Step


def task_offers(walk: Walk, step: Step) -> list[ft.Control]:
    """ "Make it a task", once the words are saved at a point that says so; nothing anywhere else.

    The measures of a risk assessment become tasks by themselves, when it is signed.
    """
    given = walk.answer_to(step)
    if not step.point.can_create_task or risk_form(walk.checklist):
        return []
    if given is None or not str(given.value or "").strip():
        return []
    return [TaskOffer(walk, step, key=f"task-{step.key}")]


@part
def TaskOffer(walk: Walk, step: Step) -> ft.Control:
    phone, t = use_phone()
    path = ft.use_view_path()

    def begin(_: ft.Event) -> None:
        if draft := phone.draft_beside(walk.round.id, step):
            go(f"{path.rstrip('/')}/draft/{draft.id}")

    asked = (walk.round.id, step.point.id)
    begun = any(
        draft.beside and (draft.round, draft.point) == asked and draft.place == step.place for draft in phone.drafts()
    )
    # A finding does not know of which repeat it came: of a repeated section nothing is counted.
    findings = [] if step.instance else phone.documents.all(Finding)
    made = [held for held in findings if (held.round, held.point) == asked and held.status == REPORTED]
    button = secondary(t("offer.task_on" if begun else "offer.task"), ft.Icons.ADD_TASK, begin, "make-task")
    return column([quiet(t("offer.task_sent", n=len(made)) if made else t("offer.task_more")), button], 6)
