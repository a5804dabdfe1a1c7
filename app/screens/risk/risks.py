"""The risks of one assessment: the matrix, and each risk in words, with what it still lacks."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import card, column, named, notice, quiet, row_card, section
from app.screens.risk.matrix import Anchors, RiskMatrix, letter, scored, swatch
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import day_words
from app.state.risk import lacks_of, matrix, risks_in
from app.state.rounds.walk import Walk
from domain.risk.demands import demands_of
from domain.risk.matrix import Matrix
from domain.risk.risks import Risk, risk_form
from domain.rounds.round import SUBMITTED


def risk_summary(walk: Walk) -> list[ft.Control]:
    """For the summary before signing, and for the signed assessment; nothing of what assesses no risks."""
    if risk_form(walk.checklist) is None:
        return []
    lacking = [] if walk.round.status == SUBMITTED else [Lacking(walk, key="lacking")]
    return [*lacking, Risks(walk, key="risks")]


@part
def Lacking(walk: Walk) -> ft.Control:
    """Which risk lacks what, each a way to it."""
    t = use_voice()
    found = [(risk, said) for risk in risks_in(walk) if (said := lacks_of(walk, risk)[t.language == "en"])]
    if not found:
        return ft.Container()
    rows = [LackingRow(walk, risk, said, key=risk.instance) for risk, said in found]
    alarm = notice(ft.Icons.RULE, t("assess.lacking"), t("assess.lacking_more"), alarming=True)
    return column([named("risks-lacking", alarm, live_region=True), *rows])


@part
def LackingRow(walk: Walk, risk: Risk, said: str) -> ft.Control:
    t = use_voice()

    def open_it(_: ft.Event) -> None:
        if (stop := walk.stop_at(risk.instance)) and (step := walk.step(stop.key)):
            go(f"/round/{walk.round.id}/point/{walk.number_of(step)}")

    icon = ft.Icon(ft.Icons.PENDING_ACTIONS, color=ft.Colors.ERROR)
    return row_card(icon, title_of(risk, t), quiet(t("assess.lacks", what=said)), open_it, f"lacks-{risk.number}")


@part
def Risks(walk: Walk) -> ft.Control:
    phone, t = use_phone()
    risks, drawn = tuple(risks_in(walk)), matrix(phone.documents)
    urgent = any(demands_of(risk).at_once for risk in risks)
    at_once = [notice(ft.Icons.PRIORITY_HIGH, t("assess.at_once"), alarming=True)] if urgent else []
    rows = [RiskRow(risk, drawn, key=risk.instance) for risk in risks]
    return column([section(t("assess.risks")), *at_once, RiskMatrix(risks), *rows, Anchors(key="anchors")])


@part
def RiskRow(risk: Risk, drawn: Matrix) -> ft.Control:
    t = use_voice()
    return named(f"risk-{risk.number}", card(column(risk_words(risk, drawn, t), 6), padding=14))


def risk_words(risk: Risk, drawn: Matrix, t: Voice) -> list[ft.Control]:
    """Its number and event, its scores in words, and the measure."""
    lines: list[ft.Control] = [ft.Text(title_of(risk, t), size=17, weight=ft.FontWeight.W_600)]
    if risk.area:
        lines.append(quiet(t.say(risk.area)))
    if risk.before:
        band = drawn.band(*risk.before)
        lines.append(ft.Row([swatch(band, f"{letter(band, t)} {scored(risk.before, drawn, t)}")], wrap=True))
    else:
        lines.append(quiet(t("assess.unscored")))
    if risk.after:
        lines.append(quiet(t("assess.then", words=scored(risk.after, drawn, t)), 15))
    if risk.measure:
        lines.append(ft.Text(t("assess.measure", what=risk.measure), size=16))
    return lines


def by_whom(risk: Risk, role: str, t: Voice) -> list[ft.Control]:
    """Nothing where there is no measure to date."""
    return [quiet(t("assess.by", day=day_words(risk.due, t), role=role))] if risk.due and risk.responsible else []


def title_of(risk: Risk, t: Voice) -> str:
    number = t("assess.unnamed", n=risk.number)
    return f"{number}: {risk.event}" if risk.event else number
