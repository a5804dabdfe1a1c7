"""The answers of a signed round, to be read section by section; of a form just sent, what was written comes first."""

from dataclasses import replace
from itertools import groupby

import flet as ft

from app.screens.guard import part
from app.screens.marks import severity_chip
from app.screens.parts import card, column, named, plain, quiet
from app.screens.surroundings import Voice, use_phone, use_voice
from app.screens.writing.photo_parts import PhotoStrip
from app.state.rounds.walk import Walk
from domain.checklists.answer_words import answer_in_words
from domain.rounds.logbook import of_round
from domain.rounds.round import HANDED_ON, SUBMITTED, Answer
from domain.rounds.signing import steps_of_every_part
from domain.rounds.walk import Step

SHORT = 5
"""A section of so many answers lies open from the start."""


def signed_steps(walk: Walk) -> list[Step]:
    """All that was asked in what has been signed: of a form under way, its earlier parts."""
    if walk.round.status == SUBMITTED:
        asked = walk.steps
    else:
        logbook = of_round(walk.documents, walk.building.id, walk.checklist)
        every = steps_of_every_part(walk.checklist, walk.building, walk.round, walk.round.started_at, logbook)
        asked = [step for step in every if step.section.part in walk.round.parts_done]
    return [step for step in asked if step.point.type != "signature"]


@part
def LockedAnswers(walk: Walk) -> ft.Control:
    """Of a form that has been sent on only what was said, unfolded: the rest is a tap away."""
    t = use_voice()
    sent = walk.round.status == HANDED_ON
    everything, set_everything = ft.use_state(False)
    asked = signed_steps(walk)
    given = [step for step in asked if walk.answer_to(step) is not None]
    shown = given if sent and not everything else asked
    sections = groupby(shown, key=lambda step: (step.section.id, step.instance))
    rows: list[ft.Control] = [AnswerSection(walk, tuple(steps), sent, key=f"{name}") for name, steps in sections]
    if len(shown) < len(asked):
        words = t("locked.show_open", n=len(asked) - len(shown))
        rows.append(plain(words, ft.Icons.EXPAND_MORE, lambda _: set_everything(True), "show-unanswered"))
    return column(rows)


@part
def AnswerSection(walk: Walk, steps: tuple[Step, ...], unfolded: bool) -> ft.Control:
    t = use_voice()
    is_open, set_open = ft.use_state(unfolded or not steps[SHORT:])
    section = steps[0].section
    answered = sum(walk.answer_to(step) is not None for step in steps)
    head = ft.Row(
        spacing=12,
        controls=[
            ft.Text(t.say(section.title), size=17, weight=ft.FontWeight.W_600, expand=True),
            *([] if unfolded else [quiet(f"{answered}/{len(steps)}")]),
            ft.Icon(ft.Icons.EXPAND_LESS if is_open else ft.Icons.EXPAND_MORE),
        ],
    )
    press = ft.Container(head, ink=True, border_radius=12, padding=8, on_click=lambda _: set_open(not is_open))
    rows = [AnswerRow(walk, step, key=step.key) for step in steps] if is_open else []
    name = f"answers-{section.id}-{steps[0].instance}".rstrip("-")
    return card(column([named(name, press, button=True, expanded=is_open), *rows]), padding=8)


@part
def AnswerRow(walk: Walk, step: Step) -> ft.Control:
    phone, t = use_phone()
    given = walk.answer_to(step)
    question = " · ".join(filter(None, (t.say(step.point.text), step.where)))
    words: list[ft.Control] = [quiet(question), *_said(walk, step, given, t)]
    finding = walk.finding_of(step)
    if finding:
        words.append(ft.Row([severity_chip(finding.severity, phone, t)], wrap=True))
    if given and given.photos:
        words.append(PhotoStrip(tuple(photo.sha256 for photo in given.photos)))
    return ft.Container(column(words, 4), padding=8)


def _said(walk: Walk, step: Step, given: Answer | None, t: Voice) -> list[ft.Control]:
    """The answer with its note; where two people have answered, both."""
    if given is None:
        return [quiet(t("locked.no_answer"))]
    lines: list[ft.Control] = []
    for one in (replace(given, others=()), *given.others):
        said = t.say(answer_in_words(step.point, one.value, walk.building))
        lines.append(ft.Text(said, size=16, weight=ft.FontWeight.W_600))
        if one.note:
            lines.append(ft.Text(one.note, size=16))
    return lines
