"""A stop where several things are asked: the object or room, each point as a row, and one tap that says all is well."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.answers import control_for
from app.screens.answers.judgement import HAND
from app.screens.called import how_words
from app.screens.guard import part
from app.screens.parts import card, column, heading, named, plain, quiet, refused
from app.screens.surroundings import Voice, use_phone, use_said, use_voice
from app.screens.walking.form_offer import form_offers
from app.screens.walking.one_point import NOTED, Deviate, give_answer, reported
from app.screens.walking.question import Locked, by_another, guidance, remembered, small_print
from app.screens.walking.repeats import score, score_below
from app.state.rounds.walk import Walk
from domain.checklists.answer_words import answer_in_words
from domain.checklists.answers import DEVIATION, NA, NO, OK, YES
from domain.rounds.stops import Stop
from domain.rounds.walk import Step


@part
def StopHead(walk: Walk, stop: Stop) -> ft.Control:
    """What one stands before: its name, its tag and its room."""
    t = use_voice()
    step = stop.steps[0]
    where = [step.object.tag, step.space.name if step.space else ""] if step.object else []
    words = ft.Semantics(header=True, content=heading(step.where or t.say(step.section.title)))
    return named("stop", column([words, *([quiet(" · ".join(filter(None, where)), 16)] if where else [])], 4))


@part
def StopPoints(walk: Walk, stop: Stop, reason: str, deviate: Deviate, answered: Callable[[Step], Any]) -> ft.Control:
    """The points of the stop. What takes typing or choosing is unfolded one at a time, the first open one by itself."""
    phone, t = use_phone()
    wanted, set_wanted = ft.use_state("")
    waiting = [step.key for step in walk.to_answer(stop, also_optional=True) if step.point.type not in NOTED]
    unfolded = wanted or next(iter(waiting), "")

    def done(step: Step) -> None:
        set_wanted("")
        answered(step)

    rows: list[ft.Control] = []
    for step in stop.steps:
        rows.append(PointRow(walk, step, step.key == unfolded, reason, deviate, done, set_wanted, key=step.key))
        rows += score(walk, stop, phone, t) if score_below(step, stop) else []
    return column(rows, 10)


@part
def PointRow(
    walk: Walk,
    step: Step,
    unfolded: bool,
    reason: str,
    deviate: Deviate,
    answered: Callable[[Step], Any],
    unfold: Callable[[str], Any],
) -> ft.Control:
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    told, set_told = ft.use_state(False)
    given, held_by = walk.answer_to(step), walk.locked.get(step.key)

    def give(value: Any) -> None:
        recorded, said = give_answer(walk, step, value, reason, deviate)
        set_refusal(said)
        if recorded and step.point.type != "photo":
            answered(step)

    more = [*guidance(step.point, t, 15), *small_print(step.point, t)]
    controls: list[ft.Control] = [_asked(walk, step, t)]
    if more:
        how = t("stop.how_less") if told else how_words(walk.checklist, t)
        icon = ft.Icons.EXPAND_LESS if told else ft.Icons.LIGHTBULB_OUTLINE
        controls += [*(more if told else []), plain(how, icon, lambda _: set_told(not told), f"how-{step.key}")]
    controls += remembered(walk, step, t)
    if given and (finding := walk.finding_of(step)):
        controls.append(reported(finding, t, lambda _: deviate(step, given.value), f"change-{step.key}"))
    controls += by_another(walk, step, phone.signed_in.id if phone.signed_in else "", t)
    if held_by:
        controls.append(Locked(walk, step, held_by, key="locked"))
    elif step.point.type in NOTED and step.point.photo != "always":
        controls.append(_one_tap(step, given.value if given else None, give, t))
    elif unfolded:
        controls.append(control_for(step, walk, given.value if given else None, give))
    else:
        words, icon = (t("stop.change"), ft.Icons.EDIT) if given else (t("stop.answer"), ft.Icons.EXPAND_MORE)
        controls.append(plain(words, icon, lambda _: unfold(step.key), f"unfold-{step.key}"))
    controls += [*form_offers(phone, walk, step), *refused(refusal, t.say)]
    return named(f"row-{step.key}", card(column(controls, 8), padding=14))


def _asked(walk: Walk, step: Step, t: Voice) -> ft.Control:
    """The question, and its answer in words where there is one that no button shows."""
    given = walk.answer_to(step)
    words: list[ft.Control] = [ft.Text(t.say(step.point.text), size=17, weight=ft.FontWeight.W_500)]
    if step.point.photo_forbidden:
        words.append(quiet(t("photo.forbidden")))
    if given and step.point.type not in NOTED and walk.is_answered(step):
        said = t.say(answer_in_words(step.point, given.value, walk.building))
        tick = ft.Icon(ft.Icons.CHECK_CIRCLE, color=ft.Colors.PRIMARY, size=20, semantics_label=t("step.answered"))
        words.append(ft.Row([tick, ft.Text(said, size=16, expand=True)], spacing=8))
    return column(words, 4)


def _one_tap(step: Step, given: Any, give: Callable[[Any], Any], t: Voice) -> ft.Control:
    """Three buttons that wrap where the words are large; the one that was chosen carries a tick."""
    if step.point.type == "ok_dev_na":
        ways = [(OK, t("answer.ok"), ft.Icons.CHECK), (DEVIATION, t("answer.deviation"), ft.Icons.REPORT)]
        ways.append((NA, t("stop.na"), ft.Icons.REMOVE_CIRCLE_OUTLINE))
    else:
        bad = step.point.deviation_when
        ways = [
            (YES, t("answer.yes"), ft.Icons.REPORT if bad == YES else ft.Icons.CHECK),
            (NO, t("answer.no"), ft.Icons.REPORT if bad == NO else ft.Icons.CLOSE),
        ]
        if step.point.allow_na:
            ways.append((NA, t("stop.na"), ft.Icons.REMOVE_CIRCLE_OUTLINE))
    buttons = [
        _small(words, icon, given == value, lambda _, v=value: give(v), f"{value}-{step.key}")
        for value, words, icon in ways
    ]
    return ft.Row(buttons, wrap=True, spacing=8, run_spacing=8)


def _small(words: str, icon: ft.IconData, chosen: bool, on_click: Any, identifier: str) -> ft.Control:
    """At least 48 pixels high, and higher with larger words: it has no height of its own."""
    loud = (
        (ft.Colors.ERROR, ft.Colors.ON_ERROR) if icon is ft.Icons.REPORT else (ft.Colors.PRIMARY, ft.Colors.ON_PRIMARY)
    )
    back, ink = loud if chosen else (ft.Colors.SURFACE_CONTAINER_HIGHEST, ft.Colors.ON_SURFACE)
    row = ft.Row(
        tight=True,
        spacing=6,
        controls=[
            ft.Icon(ft.Icons.TASK_ALT if chosen else icon, size=20, color=ink),
            ft.Text(words, size=16, weight=ft.FontWeight.W_600, color=ink),
        ],
    )
    space = ft.Padding.symmetric(vertical=13, horizontal=12)
    shown = ft.Container(row, padding=space, border_radius=14, bgcolor=back, ink=True, on_click=on_click)
    return named(identifier, shown, button=True, selected=chosen)


@part
def AllOk(walk: Walk, stop: Stop, reason: str, answered: Callable[[Step], Any], onward: Callable[[], Any]) -> Any:
    """Under the thumb: OK to everything here that can be judged and has not been; else on to the next stop."""
    t = use_voice()
    refusal, set_refusal = use_said()
    waiting = walk.ok_at_once(stop)

    def all_ok(_: ft.Event) -> None:
        said = walk.answer_all([(step, OK) for step in waiting], reason)
        set_refusal(said)
        if said is None:
            answered(waiting[-1])

    controls = refused(refusal, t.say)
    if waiting:
        controls.append(_all_ok(t("stop.all_ok", n=len(waiting)), all_ok))
    elif not walk.to_answer(stop) and walk.next_stop(stop):
        controls.append(plain(t("point.next"), ft.Icons.ARROW_FORWARD, lambda _: onward(), "next-unanswered"))
    elif not walk.to_answer(stop) and not walk.missing():
        controls.append(plain(t("point.finish"), ft.Icons.FLAG, lambda _: onward(), "next-unanswered"))
    return column(controls)


def _all_ok(words: str, on_click: Any) -> ft.Control:
    ink = ft.Colors.ON_PRIMARY
    text = ft.Text(words, size=22, weight=ft.FontWeight.W_700, color=ink, text_align=ft.TextAlign.CENTER)
    words_wrap = ft.Container(text, expand=True, expand_loose=True)
    row = ft.Row(
        [ft.Container(ft.Icon(ft.Icons.DONE_ALL, size=32, color=ink), height=HAND), words_wrap],
        spacing=14,
        alignment=ft.MainAxisAlignment.CENTER,
    )
    shown = ft.Container(
        row,
        padding=ft.Padding.symmetric(vertical=2, horizontal=18),
        border_radius=20,
        bgcolor=ft.Colors.PRIMARY,
        ink=True,
        on_click=on_click,
    )
    return named("all-ok", shown, button=True)
