"""What a round comes to before it is signed: counts, deviations, what is contested, where nobody was, what lacks."""

from typing import Any

import flet as ft

from app.screens.guard import part
from app.screens.marks import fixed_chip, severity_chip
from app.screens.parts import card, column, named, notice, quiet, row_card, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.walking.repeats import short_instance_words
from app.state.rounds.walk import Walk
from domain.checklists.answer_words import answer_in_words
from domain.checklists.answers import NA
from domain.rounds.presence import gaps, not_scanned
from domain.rounds.walk import Step


def path_of(walk: Walk, step: Step) -> str:
    """The address of the page where the step is answered."""
    return f"/round/{walk.round.id}/point/{walk.steps.index(step)}"


@part
def Counts(walk: Walk) -> ft.Control:
    t = use_voice()
    given = [answer for step in walk.steps if (answer := walk.answer_to(step))]
    deviating = sum(bool(answer.finding) for answer in given)
    na = sum(answer.value == NA for answer in given)
    counts = (
        (ft.Icons.CHECK_CIRCLE, len(given) - deviating - na, t("sign.fine")),
        (ft.Icons.REPORT, deviating, t("sign.deviations")),
        (ft.Icons.REMOVE_CIRCLE_OUTLINE, na, t("sign.na")),
    )
    return card(column([_count(*counted) for counted in counts], 8))


def _count(icon: ft.IconData, number: int, words: str) -> ft.Control:
    figure = ft.Text(str(number), size=22, weight=ft.FontWeight.W_700)
    return ft.Row([ft.Icon(icon, color=ft.Colors.PRIMARY), ft.Text(words, size=17, expand=True), figure], spacing=14)


def remarks(walk: Walk, t: Voice) -> list[ft.Control]:
    """All that whoever signs or reviews should have seen; nothing where there is nothing."""
    controls: list[ft.Control] = []
    deviating = [step for step in walk.steps if walk.finding_of(step)]
    if deviating:
        controls.append(section(t("sign.deviations")))
        controls += [DeviationRow(walk, step, key=step.key) for step in deviating]
    return [*controls, *_contested(walk, t), *_presence(walk, t), *_objects(walk, t)]


@part
def DeviationRow(walk: Walk, step: Step) -> ft.Control:
    phone, t = use_phone()
    finding = walk.finding_of(step)
    words = [ft.Text(finding.text or t.say(step.point.text), size=16)] if finding else []
    words.append(quiet(step.where or t.say(step.section.title)))
    marks = [severity_chip(finding.severity, phone, t)] if finding else []
    if finding and finding.fixed_on_spot:
        marks.append(fixed_chip(t))
    return card(column([ft.Row(marks, wrap=True, spacing=8, run_spacing=6), *words], 8))


def _contested(walk: Walk, t: Voice) -> list[ft.Control]:
    """Two people have answered without having seen each other's answer."""
    steps = walk.contested()
    if not steps:
        return []
    rows = [_step_row(walk, step, t, _both_answers(walk, step, t), "contested") for step in steps]
    return [notice(ft.Icons.PEOPLE_OUTLINE, t("sum.contested"), t("sum.contested_more")), *rows]


def _both_answers(walk: Walk, step: Step, t: Voice) -> str:
    given = walk.answer_to(step)
    held = (given, *given.others) if given else ()
    return " / ".join(t.say(answer_in_words(step.point, one.value, walk.building)) for one in held)


def _presence(walk: Walk, t: Voice) -> list[ft.Control]:
    missed = not_scanned(walk.steps, walk.round)
    long_gaps = gaps(walk.round)
    controls: list[ft.Control] = []
    if missed:
        notes = (walk.answer_to(step) for step in missed)
        lines = [": ".join(filter(None, (s.where, n.note if n else ""))) for s, n in zip(missed, notes, strict=True)]
        title = t("sum.not_scanned", n=len(missed))
        controls.append(named("not-scanned", notice(ft.Icons.QR_CODE_SCANNER, title, "\n".join(lines))))
    if long_gaps:
        names = {item.tag: item.label for item in walk.building.objects}
        lines = [
            t("sum.gap", n=gap.minutes, before=names.get(gap.before, gap.before), after=names.get(gap.after, gap.after))
            for gap in long_gaps
        ]
        controls.append(named("gaps", notice(ft.Icons.TIMELAPSE, t("sum.gaps"), "\n".join(lines))))
    return controls


def _objects(walk: Walk, t: Voice) -> list[ft.Control]:
    """Where the register and the house do not agree."""
    gone = [walk.building.object(tag) for tag in walk.round.not_found]
    lines = [t("sum.not_found", what=f"{item.label} ({item.tag})") for item in gone if item]
    lines += [t("sum.found", what=f"{item.label or item.type} ({item.tag})") for item in walk.round.found]
    if not lines:
        return []
    return [named("objects", notice(ft.Icons.INVENTORY_2_OUTLINED, t("sum.objects"), "\n".join(lines)))]


@part
def Missing(walk: Walk, missing: list[Step]) -> ft.Control:
    t = use_voice()
    rows = [_step_row(walk, step, t, step.where, "missing") for step in missing]
    return column([notice(ft.Icons.PENDING_ACTIONS, t("sign.missing", n=len(missing)), t("sign.missing_more")), *rows])


def _step_row(walk: Walk, step: Step, t: Voice, below: str, kind: str) -> ft.Control:
    def answer(_: Any) -> None:
        go(path_of(walk, step))

    icon = ft.Icon(ft.Icons.RADIO_BUTTON_UNCHECKED if kind == "missing" else ft.Icons.PEOPLE_OUTLINE)
    words = t.say(step.point.text)
    if step.instance:
        words = f"{short_instance_words(walk, step, t)}: {words}"
    return row_card(icon, words, quiet(below) if below else None, answer, f"{kind}-{step.key}")
