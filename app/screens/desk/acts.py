"""What somebody can do with a task: one thing under the thumb, two beside it, and the rest in a list that explains."""

from collections.abc import Callable

import flet as ft

from app.screens.desk.steps import DO_IT, ICONS, next_own_step, path_of
from app.screens.guard import part
from app.screens.parts import Click, column, outlined, primary, quiet, refused, row_card, section
from app.screens.surroundings import Said, Voice, go, use_phone, use_said
from app.state.phone import Phone
from domain.clocks.special import step_words, waits_for
from domain.tasks.task import Task, safe_since

LOOKS = {
    "answer_dispute": (ft.Icons.FORUM_OUTLINED, "do.answer_dispute", "do.answer_dispute_more"),
    "answer_move": (ft.Icons.FORUM_OUTLINED, "do.answer_move", "do.answer_move_more"),
    "decide_dispute": (ft.Icons.GAVEL, "do.decide_dispute", "do.decide_dispute_more"),
    "decide_cost": (ft.Icons.PAYMENTS_OUTLINED, "do.decide_cost", "do.decide_cost_more"),
    "place": (ft.Icons.ALT_ROUTE, "do.place", "do.place_more"),
    "acknowledge": (ft.Icons.HANDYMAN, "task.acknowledge", "do.acknowledge_more"),
    "make_safe": (ft.Icons.HEALTH_AND_SAFETY_OUTLINED, "do.make_safe", "do.make_safe_more"),
    "do_step": (DO_IT, "do.step", "do.step_more"),
    "resume": (ft.Icons.PLAY_CIRCLE_OUTLINE, "do.resume", "do.resume_more"),
    "finish": (ft.Icons.TASK_ALT, "task.done", "do.finish_more"),
    "verify": (ft.Icons.FACT_CHECK_OUTLINED, "do.verify", "do.verify_more"),
    "start": (ft.Icons.CONSTRUCTION, "do.start", "do.start_more"),
    "hand_back": (ft.Icons.UNDO, "task.hand_back", "do.hand_back_more"),
    "not_fixed": (ft.Icons.REPLAY, "do.not_fixed", "do.not_fixed_more"),
    "comment": (ft.Icons.CHAT_BUBBLE_OUTLINE, "task.comment", "do.comment_more"),
    "assign": (ft.Icons.BADGE_OUTLINED, "do.assign", "do.assign_more"),
    "pause": (ft.Icons.PAUSE_CIRCLE_OUTLINE, "do.pause", "do.pause_more"),
    "defer": (ft.Icons.EVENT, "do.defer", "do.defer_more"),
    "correct": (ft.Icons.EDIT_OUTLINED, "do.correct", "do.correct_more"),
    "estimate": (ft.Icons.PAYMENTS_OUTLINED, "do.estimate", "do.estimate_more"),
    "mark_duplicate": (ft.Icons.CALL_MERGE, "do.mark_duplicate", "do.mark_duplicate_more"),
    "return": (ft.Icons.ASSIGNMENT_RETURN_OUTLINED, "do.return", "do.return_more"),
    "pass_on": (ft.Icons.OUTBOUND_OUTLINED, "do.pass_on", "do.pass_on_more"),
    "reopen": (ft.Icons.REPLAY, "do.reopen", "do.reopen_more"),
}
"""By the step of `domain.tasks.steps.STEPS`, in the order in which they are offered."""
ONE_TAP = ("start", "resume")
MAIN = (
    *("answer_dispute", "answer_move", "decide_dispute", "decide_cost", "place"),
    *("acknowledge", "do_step", "make_safe", "resume", "finish", "verify"),
)
"""What somebody is waited for, the most pressing first: of those that are possible the first is under the thumb."""
BESIDE = ("finish", "start", "hand_back", "not_fixed")
ROOM_BESIDE = 2
PATHS = {"finish": "done"}
SetSaid = Callable[[Said], None]


def offered(task: Task, phone: Phone) -> tuple[str, ...]:
    """What this person may do now and what there is a point in, in the order of LOOKS."""
    possible = set(phone.desk.possible(task))
    if "finish" in possible and _evidence_first(task):
        possible.discard("finish")
    if "do_step" in possible and not next_own_step(task):
        possible.discard("do_step")
    if "mark_duplicate" in possible and not phone.desk.perhaps_the_same(task):
        possible.discard("mark_duplicate")
    return tuple(act for act in LOOKS if act in possible)


def laid_out(acts: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The one under the thumb ("" for none), those beside it, and the rest."""
    main = next((act for act in MAIN if act in acts), "")
    beside = tuple(act for act in BESIDE if act in acts and act != main)[:ROOM_BESIDE]
    return main, beside, tuple(act for act in acts if act not in (main, *beside))


@part
def Actions(task: Task) -> ft.Control:
    """Under the thumb."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    main, beside, _ = laid_out(offered(task, phone))
    controls = refused(refusal, t.say)
    if main:
        icon, words = _main(task, main, t)
        button = primary(words, icon, _doing(task, main, phone, set_refusal), identifier_of(main))
        controls.append(ft.Container(button, key=main))  # another act is another button, also to a screen reader
    if beside:
        row = [ft.Container(_small(task, act, phone, t, set_refusal), expand=True, key=act) for act in beside]
        controls.append(ft.Row([*row], spacing=10))
    return column(controls, 8)


@part
def MoreActs(task: Task) -> ft.Control:
    """What is not under the thumb, each with what it is for."""
    phone, t = use_phone()
    rest = laid_out(offered(task, phone))[2]
    rows = [_row(task, act, phone, t) for act in rest]
    return column([section(t("do.more")), *rows], 8)


def _row(task: Task, act: str, phone: Phone, t: Voice) -> ft.Control:
    icon, words, more = LOOKS[act]
    doing = _doing(task, act, phone, lambda _: None)
    return row_card(ft.Icon(icon, color=ft.Colors.PRIMARY), t(words), quiet(t(more), 14), doing, identifier_of(act))


def _main(task: Task, act: str, t: Voice) -> tuple[ft.IconData, str]:
    if act == "do_step":
        do = next_own_step(task)
        return ICONS.get(do, DO_IT), t.say(step_words(do))
    icon, words, _ = LOOKS[act]
    return icon, t(words)


def _small(task: Task, act: str, phone: Phone, t: Voice, said: SetSaid) -> ft.Control:
    icon, words, _ = LOOKS[act]
    return outlined(t(words), icon, _doing(task, act, phone, said), identifier_of(act))


def _doing(task: Task, act: str, phone: Phone, said: SetSaid) -> Click:
    """What a touch does: at once, or on a page of its own."""
    if act in ONE_TAP or (act == "acknowledge" and not must_be_called(task)):
        verb = {"start": phone.desk.start, "resume": phone.desk.resume, "acknowledge": phone.desk.acknowledge}[act]
        return lambda _: said(verb(task.id))
    if act == "do_step":
        return lambda _: go(path_of(task, next_own_step(task)))
    return lambda _: go(f"/tasks/{task.id}/{PATHS.get(act, act)}")


def must_be_called(task: Task) -> bool:
    """Whether the app is not enough: it is critical and nobody has taken it on."""
    return task.severity == "critical" and task.is_open and "acknowledge" not in task.steps_done


def identifier_of(act: str) -> str:
    """The test id of its button."""
    return PATHS.get(act, act).replace("_", "-")


def _evidence_first(task: Task) -> bool:
    order = [step.do for step in task.steps]
    return bool(order) and bool(waits_for(order[-1], order, task.steps_done))


def is_safe_first(task: Task) -> bool:
    """Whether it must be made safe before anybody may say that it is not theirs."""
    return task.terms.safe_first and not safe_since(task)
