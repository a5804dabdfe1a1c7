"""Point by point: what is asked, how to see it, and the answer. OK is one tap, and the next point is there."""

from typing import Any

import flet as ft

from app.screens import frame
from app.screens.answers import control_for
from app.screens.fields import NoteField
from app.screens.guard import part, screen
from app.screens.parts import card, chip, column, empty, named, notice, plain, primary, progress, quiet, refused
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.state.walk import Walk
from domain.answers import DEVIATION, deviates
from domain.findings import Finding
from domain.walk import Step

ONE_TAP = ("ok_dev_na", "yes_no", "info")


@screen
def PointPage() -> ft.View:
    phone, t = use_phone()
    path, params = ft.use_view_path(), ft.use_route_params()
    walk = phone.book.walk(params.get("round", ""))
    number = params.get("index", "")
    if walk is None or not number.isdigit() or int(number) >= len(walk.steps):
        return frame.page(t("round.title"), [empty(ft.Icons.SEARCH_OFF, t("point.gone"), t("round.gone_more"))])
    return frame.page(walk.building.name, whole=Walker(walk, int(number), path, key=path))


@part
def Walker(walk: Walk, first: int, path: str) -> ft.Control:
    """Stands at one point and goes on to the next; the page's address stays, so that "back" leads to the overview."""
    phone, _ = use_phone()
    at, set_at = ft.use_state(walk.steps[first].key)
    deviating, set_deviating = ft.use_state("")
    step = walk.step(at) or walk.steps[0]
    given = walk.answer_to(step)
    done = bool(given and given.finding)

    def onward() -> None:
        following = walk.next_unanswered(step)
        set_at(following.key if following else "")

    def after_the_deviation() -> None:
        if deviating == step.key and done:
            set_deviating("")
            onward()

    def deviate(value: Any) -> None:
        set_deviating(step.key)
        if draft := phone.draft_for_step(walk.round.id, step, value):
            go(f"{path}/draft/{draft.id}")

    # The deviation is written on a page of its own; when it has been sent, the walk goes on.
    ft.use_effect(after_the_deviation, [done])
    if not at:
        return frame.filled([Finished(walk)])
    answering = Answering(walk, step, deviate, onward, key=f"answer-{step.key}")
    question = [
        Whereabouts(walk, step, set_at, key="whereabouts"),
        Question(step, key=f"asked-{step.key}"),
    ]
    # An answer of one tap lies under the thumb; one that takes typing or choosing scrolls with its question.
    if step.point.type in ONE_TAP:
        return frame.filled(question, [answering], key=step.key)
    return frame.filled([*question, answering], key=step.key)


@part
def Whereabouts(walk: Walk, step: Step, move: Any) -> ft.Control:
    """How far it is, and the way one step back or forth."""
    t = use_voice()
    steps = [held for held in walk.steps if held.point.type != "signature"]
    number = steps.index(step) if step in steps else 0
    done, total = walk.progress

    def arrow(icon: ft.IconData, to: int, words: str, identifier: str) -> ft.Control:
        inside = 0 <= to < len(steps)
        button = ft.IconButton(
            icon=icon,
            icon_size=28,
            width=56,
            height=56,
            tooltip=words,
            disabled=not inside,
            on_click=lambda _: move(steps[to].key),
        )
        return named(identifier, button)

    counted = ft.Column(
        expand=True,
        spacing=4,
        controls=[
            quiet(f"{t.say(step.section.title)} · {t('point.number', n=number + 1, of=len(steps))}"),
            progress(done, total, t("round.progress")),
        ],
    )
    before = arrow(ft.Icons.CHEVRON_LEFT, number - 1, t("point.before"), "point-before")
    after = arrow(ft.Icons.CHEVRON_RIGHT, number + 1, t("point.after"), "point-after")
    return ft.Row([before, counted, after], spacing=4)


@part
def Question(step: Step) -> ft.Control:
    t = use_voice()
    words: list[ft.Control] = []
    if step.where:
        words.append(
            ft.Row(
                wrap=True,
                controls=[
                    chip(ft.Icons.PLACE, step.where, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER),
                    *([quiet(step.object.tag)] if step.object else []),
                ],
            )
        )
    words.append(ft.Text(t.say(step.point.text), size=24, weight=ft.FontWeight.W_600))
    if step.point.guidance:
        tip = ft.Icon(ft.Icons.LIGHTBULB_OUTLINE, color=ft.Colors.PRIMARY)
        guidance = ft.Text(t.say(step.point.guidance), size=17, expand=True, color=ft.Colors.ON_SURFACE_VARIANT)
        words.append(ft.Row([tip, guidance], vertical_alignment=ft.CrossAxisAlignment.START, spacing=12))
    if step.point.photo_forbidden:
        words.append(ft.Row([ft.Icon(ft.Icons.NO_PHOTOGRAPHY), ft.Container(quiet(t("photo.forbidden")), expand=True)]))
    return named("question", card(column(words, 14), tone=ft.Colors.SURFACE_CONTAINER, padding=20))


@part
def Answering(walk: Walk, step: Step, deviate: Any, onward: Any) -> ft.Control:
    """The control for this kind of point, and what has been answered before."""
    t = use_voice()
    refusal, set_refusal = use_said()
    note, set_note = ft.use_state("")
    given = walk.answer_to(step)
    unsent_note = note != (given.note if given else "")

    def give(value: Any) -> None:
        if value == DEVIATION or deviates(step.point, value, step.limited_by, walk.now()):
            deviate(value)
            return
        said = walk.answer(step, value, note)
        set_refusal(said)
        if said is None and step.point.type != "photo":
            onward()

    following = walk.next_unanswered(step)
    controls: list[ft.Control] = []
    finding = walk.finding_of(step)
    if given and finding:
        controls.append(_reported(finding, t, lambda _: deviate(given.value)))
    controls += [control_for(step, walk, given.value if given else None, give), *refused(refusal, t.say)]
    if step.point.type in ("ok_dev_na", "yes_no"):
        controls.insert(0, Note(given.note if given else "", set_note, key="note"))
    if given and unsent_note and note:
        controls.insert(1, quiet(t("point.note_waits")))
    if following and (given or not step.point.must_be_answered):
        controls.append(plain(t("point.next"), ft.Icons.ARROW_FORWARD, lambda _: onward(), "next-unanswered"))
    elif given:
        controls.append(plain(t("point.finish"), ft.Icons.FLAG, lambda _: onward(), "next-unanswered"))
    return column(controls, 10)


def _reported(finding: Finding, t: Voice, change: Any) -> ft.Control:
    words = finding.text if finding else ""
    button = plain(t("point.change_deviation"), ft.Icons.EDIT, change, "change-deviation")
    return notice(ft.Icons.REPORT, t("point.reported"), words, alarming=True, more=[button])


@part
def Note(initial: str, set_note: Any) -> ft.Control:
    """A note to an answer: hidden until somebody wants it."""
    t = use_voice()
    wanted, set_wanted = ft.use_state(bool(initial))
    if not wanted:
        return plain(t("point.add_note"), ft.Icons.NOTE_ADD_OUTLINED, lambda _: set_wanted(True), "add-note")
    return NoteField(t("point.note"), initial, set_note, identifier="note", lines=2, helper=t("point.note_help"))


@part
def Finished(walk: Walk) -> ft.Control:
    """Every point has an answer: on to the signature."""
    t = use_voice()
    path = f"/round/{walk.round.id}/sign"
    done = empty(ft.Icons.TASK_ALT, t("point.all_done"), t("point.all_done_more"))
    return column([done, primary(t("round.to_sign"), ft.Icons.DRAW, lambda _: go(path), "to-sign")])
