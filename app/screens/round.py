"""A round in overview: how far it has come, its sections, and every point with its answer."""

from itertools import groupby
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.guard import lasting, part, screen
from app.screens.marks import round_chip
from app.screens.parts import card, column, empty, named, notice, primary, progress, quiet, refused, secondary, section
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.state.walk import Walk
from domain.answers import DEVIATION, NA, OK
from domain.walk import Step


@screen
def RoundOverview() -> ft.View:
    phone, t = use_phone()
    walk = phone.book.walk(ft.use_route_params().get("round", ""))
    if walk is None:
        gone = empty(ft.Icons.SEARCH_OFF, t("round.gone"), t("round.gone_more"))
        return frame.page(t("round.title"), [gone])
    return frame.page(
        walk.building.name, [Overview(walk, key=walk.round.id)], below=[Onward(walk, key=f"on-{walk.round.id}")]
    )


@part
def Overview(walk: Walk) -> ft.Control:
    t = use_voice()
    done, total = walk.progress
    status = walk.round.status
    top = column(
        [
            ft.Text(t.say(walk.checklist.title), size=22, weight=ft.FontWeight.W_600),
            ft.Row(
                [round_chip(status, walk.round.due, t)] if status == "submitted" else [], visible=status != "planned"
            ),
            progress(done, total, t("round.progress")),
            quiet(t.say(walk.checklist.intro)),
        ]
    )
    shown = [(at, step) for at, step in enumerate(walk.steps) if step.point.type != "signature"]
    sections: list[ft.Control] = [card(top, tone=ft.Colors.SURFACE_CONTAINER, padding=20)]
    for section_id, steps in groupby(shown, key=lambda numbered: numbered[1].section.id):
        sections.append(SectionCard(walk, tuple(steps), key=section_id))
    return column(sections)


@part
def SectionCard(walk: Walk, steps: tuple[tuple[int, Step], ...]) -> ft.Control:
    """`steps` with their places in the whole round, which is how a page finds them."""
    t = use_voice()
    answered = sum(walk.answer_to(step) is not None for _, step in steps)
    title = t.say(steps[0][1].section.title)
    head = ft.Row(
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        controls=[ft.Container(section(title), expand=True), quiet(f"{answered}/{len(steps)}")],
    )
    rows: list[ft.Control] = []
    for point, asked in groupby(steps, key=lambda numbered: numbered[1].point):
        here = list(asked)
        if here[0][1].where:  # asked once per place: the question once, and a row for each place
            rows.append(ft.Container(ft.Text(t.say(point.text), size=16), padding=ft.Padding.only(left=4, top=14)))
        rows += [_row(walk, at, step, t) for at, step in here]
    return card(column([head, *rows], 0), padding=12)


def _row(walk: Walk, at: int, step: Step, t: Voice) -> ft.Control:
    given = walk.answer_to(step)
    value = given.value if given else None
    finding = bool(given and given.finding)
    path = f"/round/{walk.round.id}/point/{at}" if walk.round.status == "in_progress" else ""
    return StepRow(step, value, finding, path, t.language, key=step.key)


@lasting
def StepRow(step: Step, value: Any, finding: bool, path: str, language: str) -> ft.Control:
    """Drawn again only when its own answer changes: a round has a hundred of them."""
    t = Voice(language)
    icon, colour, said = _mark(value, finding)
    label = ft.Text(step.where or t.say(step.point.text), size=16, expand=True)
    if step.where:
        label.weight, label.color = ft.FontWeight.W_600, ft.Colors.PRIMARY
    row = ft.Container(
        padding=ft.Padding.symmetric(vertical=12, horizontal=4),
        border_radius=12,
        ink=bool(path),
        on_click=(lambda _: go(path)) if path else None,
        content=ft.Row([ft.Icon(icon, color=colour, size=28, semantics_label=t(said)), label], spacing=14),
    )
    return named(f"step-{step.key}", row, button=bool(path))


def _mark(value: Any, finding: bool) -> tuple[ft.IconData, ft.ColorValue, str]:
    if value is None:
        return ft.Icons.RADIO_BUTTON_UNCHECKED, ft.Colors.OUTLINE, "step.open"
    if finding or value == DEVIATION:
        return ft.Icons.REPORT, ft.Colors.ERROR, "step.deviation"
    if value == NA:
        return ft.Icons.REMOVE_CIRCLE_OUTLINE, ft.Colors.ON_SURFACE_VARIANT, "step.na"
    return ft.Icons.CHECK_CIRCLE, ft.Colors.PRIMARY, "step.ok" if value == OK else "step.answered"


@part
def Onward(walk: Walk) -> ft.Control:
    """The next thing to do with this round, under the thumb."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    round_id = walk.round.id

    def start(_: ft.Event) -> None:
        said = phone.book.start(round_id)
        set_refusal(said)
        if said is None:
            go(f"/round/{round_id}/point/{_index(walk, walk.next_unanswered(None))}")

    following = walk.next_unanswered(None)
    controls: list[ft.Control] = refused(refusal, t.say)
    if walk.round.status == "planned":
        controls.append(primary(t("round.start"), ft.Icons.PLAY_ARROW, start, "start-round"))
    elif walk.round.status == "submitted":
        controls.append(notice(ft.Icons.TASK_ALT, t("round.signed_by", name=walk.round.signed_by)))
    else:
        sign_path = f"/round/{round_id}/sign"
        if following:
            path = f"/round/{round_id}/point/{_index(walk, following)}"
            controls.append(primary(t("round.next"), ft.Icons.ARROW_FORWARD, lambda _: go(path), "next-point"))
        if not walk.missing():
            button = secondary if following else primary
            controls.append(button(t("round.to_sign"), ft.Icons.DRAW, lambda _: go(sign_path), "to-sign"))
    return column(controls, 10)


def _index(walk: Walk, step: Step | None) -> int:
    return walk.steps.index(step) if step in walk.steps else 0
