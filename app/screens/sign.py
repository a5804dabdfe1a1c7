"""Summary and signature: what was found, what is missing, and a name under it."""

from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField
from app.screens.guard import part, screen
from app.screens.marks import fixed_chip, severity_chip
from app.screens.parts import card, column, empty, heading, named, notice, primary, quiet, refused, row_card, section
from app.screens.surroundings import go, use_phone, use_said, use_voice
from app.state.walk import Walk
from domain.answers import NA


@screen
def SignPage() -> ft.View:
    phone, t = use_phone()
    walk = phone.book.walk(ft.use_route_params().get("round", ""))
    if walk is None:
        return frame.page(t("sign.title"), [empty(ft.Icons.SEARCH_OFF, t("round.gone"), t("round.gone_more"))])
    return frame.page(t("sign.title"), [Summary(walk, key=walk.round.id)])


@part
def Summary(walk: Walk) -> ft.Control:
    t = use_voice()
    if walk.round.status == "submitted":
        return Receipt(walk)
    answers = list(walk.round.answers.values())
    deviations = [step for step in walk.steps if (given := walk.answer_to(step)) and given.finding]
    counts = (
        (ft.Icons.CHECK_CIRCLE, len(answers) - len(deviations) - _not_applicable(answers), t("sign.fine")),
        (ft.Icons.REPORT, len(deviations), t("sign.deviations")),
        (ft.Icons.REMOVE_CIRCLE_OUTLINE, _not_applicable(answers), t("sign.na")),
    )
    controls: list[ft.Control] = [
        heading(f"{t.say(walk.checklist.title)}, {walk.building.name}"),
        ft.Row([ft.Container(_count(*counted), expand=True) for counted in counts], spacing=10),
    ]
    if deviations:
        controls.append(section(t("sign.deviations")))
        controls += [DeviationRow(walk, step, key=step.key) for step in deviations]
    missing = walk.missing()
    controls.append(Missing(walk, missing, key="missing") if missing else Signature(walk, key="signature"))
    return column(controls, 14)


def _not_applicable(answers: list[Any]) -> int:
    return sum(given.value == NA for given in answers)


def _count(icon: ft.IconData, number: int, words: str) -> ft.Control:
    figure = ft.Text(str(number), size=30, weight=ft.FontWeight.W_700)
    inside = [ft.Icon(icon, color=ft.Colors.PRIMARY), figure, quiet(words, 14)]
    return card(ft.Column(inside, spacing=2, horizontal_alignment=ft.CrossAxisAlignment.CENTER), padding=12)


@part
def DeviationRow(walk: Walk, step: Any) -> ft.Control:
    phone, t = use_phone()
    finding = walk.finding_of(step)
    words = [ft.Text(finding.text or t.say(step.point.text), size=16)] if finding else []
    words.append(quiet(step.where or t.say(step.section.title)))
    marks = [severity_chip(finding.severity, phone, t)] if finding else []
    if finding and finding.fixed_on_spot:
        marks.append(fixed_chip(t))
    return card(column([ft.Row(marks, wrap=True, spacing=8, run_spacing=6), *words], 8))


@part
def Missing(walk: Walk, missing: list[Any]) -> ft.Control:
    t = use_voice()
    rows = [
        row_card(
            ft.Icon(ft.Icons.RADIO_BUTTON_UNCHECKED),
            t.say(step.point.text),
            quiet(step.where) if step.where else None,
            lambda _, step=step: go(f"/round/{walk.round.id}/point/{walk.steps.index(step)}"),
            f"missing-{step.key}",
        )
        for step in missing
    ]
    return column([notice(ft.Icons.PENDING_ACTIONS, t("sign.missing", n=len(missing)), t("sign.missing_more")), *rows])


@part
def Signature(walk: Walk) -> ft.Control:
    t = use_voice()
    name, set_name = ft.use_state("")
    refusal, set_refusal = use_said()
    sign = primary(
        t("sign.sign"),
        ft.Icons.DRAW,
        lambda _: set_refusal(walk.sign(name.strip())),
        "sign",
        disabled=not name.strip(),
    )
    return column(
        [
            section(t("sign.signature")),
            quiet(t("sign.locks")),
            EntryField(t("sign.name"), "", set_name, identifier="sign-name"),
            *refused(refusal, t.say),
            sign,
        ]
    )


@part
def Receipt(walk: Walk) -> ft.Control:
    t = use_voice()
    done = empty(ft.Icons.VERIFIED, t("sign.done"), t("sign.done_more", name=walk.round.signed_by))
    return column(
        [named("signed", done, live_region=True), primary(t("sign.home"), ft.Icons.HOME, lambda _: go("/"), "home")]
    )
