"""A section that is filled in several times, a risk each time: which one this is, one more, one less, and its score."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, named, notice, outlined, plain, refused
from app.screens.surroundings import Voice, use_said, use_voice
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.checklists.risk import risk_band
from domain.policy import Policy
from domain.refusals import Refusal
from domain.rounds.stops import Stop
from domain.rounds.walk import Step, instances

SCORED = ("probability", "consequence")
BANDS = {"low": "risk.low", "medium": "risk.medium", "high": "risk.high", "critical": "risk.critical"}


def instance_words(walk: Walk, stop: Stop, t: Voice) -> str:
    """ "Risk 2 av 3", or the section by its own name: "Gäster, 2 av 3"."""
    section = stop.steps[0].section
    number, of = number_among(walk, stop.steps[0])
    if section.id == walk.checklist.repeat_section:
        return t("stop.risk_of", n=number, of=of)
    return t("stop.repeat", section=t.say(section.title), n=number, of=of)


def short_instance_words(walk: Walk, step: Step, t: Voice) -> str:
    """ "Risk 2", as the summary calls it."""
    number, _ = number_among(walk, step)
    if step.section.id == walk.checklist.repeat_section:
        return t("assess.unnamed", n=number)
    return f"{t.say(step.section.title)} {number}"


def number_among(walk: Walk, step: Step) -> tuple[int, int]:
    """Which of the repeats of its section the step is asked in, from 1, and how many they are."""
    held = instances(step.section, walk.round)
    return held.index(step.instance) + 1 if step.instance in held else 1, len(held)


@part
def Repeats(walk: Walk, stop: Stop, move: Callable[[str], Any]) -> ft.Control:
    """`move` is told the key of a step in the instance to go to."""
    t = use_voice()
    refusal, set_refusal = use_said()
    sure, set_sure = ft.use_state(False)
    section, instance = stop.steps[0].section, stop.place
    added = walk.round.repeats.get(section.id, ())

    def one_more(_: ft.Event) -> None:
        made = walk.one_more(section.id)
        set_refusal(made if isinstance(made, Refusal) else None)
        if isinstance(made, str) and (there := walk.stop_at(made)):
            move(there.key)

    def one_less(_: ft.Event) -> None:
        set_sure(False)
        said = walk.one_less(section.id, instance)
        set_refusal(said)
        if said is None and (there := walk.stop_at(instances(section, walk.round)[-1])):
            move(there.key)

    words = instance_words(walk, stop, t)
    ft.use_dialog(
        ft.AlertDialog(
            modal=True,
            title=ft.Text(t("stop.one_less_sure", what=words)),
            content=ft.Text(t("stop.one_less_more")),
            actions=[
                plain(t("stop.keep"), ft.Icons.UNDO, lambda _: set_sure(False), "keep-instance"),
                plain(t("stop.one_less"), ft.Icons.DELETE_OUTLINE, one_less, "remove-instance-sure"),
            ],
            on_dismiss=lambda _: set_sure(False),
        )
        if sure
        else None
    )
    controls = refused(refusal, t.say)
    controls.append(outlined(t("stop.one_more"), ft.Icons.ADD, one_more, "add-instance"))
    if instance in added:
        controls.append(plain(t("stop.one_less"), ft.Icons.DELETE_OUTLINE, lambda _: set_sure(True), "remove-instance"))
    return column(controls)


def score_below(step: Step, stop: Stop) -> bool:
    """Whether the score stands below this point: the last one that it is reckoned from."""
    scored = [held.key for held in stop.steps if held.point.risk_axis in SCORED]
    return scored[-1:] == [step.key]


def score(walk: Walk, stop: Stop, phone: Phone, t: Voice) -> list[ft.Control]:
    """Probability times consequence and the band that it falls in, once both have been chosen."""
    answers = {step.point.risk_axis: walk.answer_to(step) for step in stop.steps if step.point.risk_axis}
    chances, harms = answers.get("probability"), answers.get("consequence")
    if not chances or not harms or not f"{chances.value}{harms.value}".isdigit():
        return []
    p, c = int(chances.value), int(harms.value)
    policy = next(iter(phone.documents.all(Policy)), None)
    band = risk_band(policy.rest.get("risk_matrix", {}) if policy else {}, p, c)
    words = t("stop.risk", p=p, c=c, score=p * c, band=t(BANDS[band]) if band else "")
    shown = notice(ft.Icons.CALCULATE_OUTLINED, words.rstrip(", "), alarming=band in ("high", "critical"))
    return [named("risk-score", shown, live_region=True)]
