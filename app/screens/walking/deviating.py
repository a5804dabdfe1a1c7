"""A deviation on the way: written on a page of its own; when it has been sent, the walk goes on."""

from collections.abc import Callable
from typing import Any, cast

import flet as ft

from app.screens.surroundings import go
from app.screens.walking.joining import JoinOrNew
from app.screens.walking.one_point import Deviate
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.findings import Finding
from domain.rounds.round import Answer
from domain.rounds.walk import Step


def use_deviations(
    phone: Phone, walk: Walk, path: str, answered: Callable[[Step], Any]
) -> tuple[Deviate, list[ft.Control]]:
    """What opens the page of a deviation below `path`, and what is asked first where the same is open already."""
    joining, set_joining = ft.use_state(cast("Any", None))
    deviating, set_deviating = ft.use_state(cast("Any", None))

    def deviate(step: Step, value: Any) -> None:
        if still := walk.still_open(step):
            set_joining((step, value, still))
        else:
            open_draft(step, value, None)

    def open_draft(step: Step, value: Any, joined: Finding | None) -> None:
        set_joining(None)
        set_deviating((step.key, walk.answer_to(step)))
        if draft := phone.draft_for_step(walk.round.id, step, value):
            if draft.joins != (joined.id if joined else ""):
                draft.change(joins=joined.id if joined else "")
            go(f"{path}/draft/{draft.id}")

    def go_on() -> None:
        if sent:
            set_deviating(None)
            answered(sent)

    sent = _deviated(walk, *deviating) if deviating else None
    ft.use_effect(go_on, [bool(sent)])
    asking = [JoinOrNew(*joining, open_draft, lambda: set_joining(None), key="joining")] if joining else []
    return deviate, asking


def _deviated(walk: Walk, key: str, before: Answer | None) -> Step | None:
    """The step, once an answer with a finding stands there that is not the one from when the draft was opened."""
    given = walk.round.answers.get(key)
    return walk.step(key) if given and given.finding and given != before else None
