"""Answering one point: the control for its type, a note, and what has been reported or said before.

An answer of one tap stays under the thumb, alone, so that large words leave room for the question.
"""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.answers import control_for
from app.screens.fields import NoteField
from app.screens.guard import part
from app.screens.home.emergency import after_answer
from app.screens.parts import column, notice, plain, quiet, refused
from app.screens.surroundings import Said, Voice, use_phone, use_said, use_voice
from app.screens.walking.form_offer import form_offers
from app.screens.walking.question import Locked, by_another
from app.screens.walking.task_offer import task_offers
from app.state.rounds.walk import Walk
from domain.checklists.answers import DEVIATION, deviates
from domain.findings import Finding
from domain.rounds.walk import Step

NOTED = ("ok_dev_na", "yes_no")
"""Answers of one tap, which have room for a note beside them."""

ONE_TAP = (*NOTED, "info")

Deviate = Callable[[Step, Any], Any]
"""Told the step and its answer when the answer shows a deficiency."""


def give_answer(walk: Walk, step: Step, value: Any, note: str, deviate: Deviate) -> tuple[bool, Said]:
    """Record the answer, or hand a deviation over to `deviate`: whether it was recorded, and why it was not."""
    if wrong := walk.typing_error(step, value):
        return False, wrong
    if value == DEVIATION or deviates(step.point, value, step.limited_by, walk.now()):
        deviate(step, value)
        return False, None
    said = walk.answer(step, value, note)
    if said is None:
        after_answer(step, value)
    return said is None, said


@part
def Answering(
    walk: Walk,
    step: Step,
    reason: str,
    deviate: Deviate,
    answered: Callable[[Step], Any],
    onward: Callable[[], Any],
    asked: Sequence[ft.Control],
    foot: Sequence[ft.Control],
) -> ft.Control:
    """Fills the page: what is `asked`, the answer, and at the end the `foot`.

    `reason` says why a checkpoint was not scanned; it goes with the answer where there is no other note.
    """
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    given = walk.answer_to(step)
    note, set_note = ft.use_state(given.note if given else "")
    unsent_note = note != (given.note if given else "")

    def give(value: Any) -> None:
        recorded, said = give_answer(walk, step, value, note or reason, deviate)
        set_refusal(said)
        if recorded and step.point.type != "photo":
            answered(step)

    if held_by := walk.locked.get(step.key):
        locked = column([Locked(walk, step, held_by, key="locked"), *_onward(walk, step, onward, t)], 10)
        return frame.filled([*asked, locked, *foot], key=step.key)
    beside: list[ft.Control] = []
    if given and (finding := walk.finding_of(step)):
        beside.append(reported(finding, t, lambda _: deviate(step, given.value), "change-deviation"))
    beside += by_another(walk, step, phone.signed_in.id if phone.signed_in else "", t)
    if step.point.type in NOTED:
        beside.append(Note(given.note if given else "", set_note, key="note"))
    if given and unsent_note and note:
        beside.append(quiet(t("point.note_waits")))
    answer = [control_for(step, walk, given.value if given else None, give), *refused(refusal, t.say)]
    answer += form_offers(phone, walk, step)
    below = column([*answer, *task_offers(walk, step), *_onward(walk, step, onward, t)], 10)
    if step.point.type in ONE_TAP and step.point.photo != "always":
        return frame.filled([*asked, *beside, *foot], [below], key=step.key)
    return frame.filled([*asked, *beside, below, *foot], key=step.key)


def _onward(walk: Walk, step: Step, onward: Callable[[], Any], t: Voice) -> list[ft.Control]:
    """On without answering, where that is allowed; or on to the end."""
    open_here = step.point.must_be_answered and step.key not in walk.locked and not walk.is_answered(step)
    number = walk.stop_number(step.key)
    if open_here or number is None:
        return []
    if walk.next_stop(walk.stops[number]):
        return [plain(t("point.next"), ft.Icons.ARROW_FORWARD, lambda _: onward(), "next-unanswered")]
    return [] if walk.missing() else [plain(t("point.finish"), ft.Icons.FLAG, lambda _: onward(), "next-unanswered")]


def reported(finding: Finding, t: Voice, change: Any, identifier: str) -> ft.Control:
    button = plain(t("point.change_deviation"), ft.Icons.EDIT, change, identifier)
    return notice(ft.Icons.REPORT, t("point.reported"), finding.text, alarming=True, more=[button])


@part
def Note(initial: str, set_note: Any) -> ft.Control:
    """A note to an answer: hidden until somebody wants it."""
    t = use_voice()
    wanted, set_wanted = ft.use_state(bool(initial))
    if not wanted:
        return plain(t("point.add_note"), ft.Icons.NOTE_ADD_OUTLINED, lambda _: set_wanted(True), "add-note")
    return NoteField(t("point.note"), initial, set_note, identifier="note", lines=2, helper=t("point.note_help"))
