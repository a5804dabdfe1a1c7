"""What is asked at a point: the words, how to see it, the law behind it, what happened there last time."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import card, chip, column, named, notice, plain, quiet
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import clock_time, day_words
from app.state.rounds.walk import Walk
from domain.checklists.answer_words import answer_in_words
from domain.checklists.checklist import Point
from domain.durations import parse_duration
from domain.language import Words
from domain.rounds.walk import Step
from domain.time_words import length_words

DAY = Words("dag", "day"), Words("dagar", "days")
MONTH = Words("månad", "month"), Words("månader", "months")


@part
def Question(walk: Walk, step: Step) -> ft.Control:
    """One point, large."""
    t = use_voice()
    point = step.point
    words: list[ft.Control] = []
    if step.where:
        place = chip(ft.Icons.PLACE, step.where, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
        words.append(ft.Row(wrap=True, controls=[place, *([quiet(step.object.tag)] if step.object else [])]))
    words.append(ft.Text(t.say(point.text), size=24, weight=ft.FontWeight.W_600))
    words += guidance(point, t, 17)
    if point.photo_forbidden:
        words.append(_line(ft.Icons.NO_PHOTOGRAPHY, t("photo.forbidden"), 15))
    words += small_print(point, t)
    asked = named("question", card(column(words, 14), tone=ft.Colors.SURFACE_CONTAINER, padding=20))
    return column([asked, *remembered(walk, step, t)])


def guidance(point: Point, t: Voice, size: int) -> list[ft.Control]:
    return [_line(ft.Icons.LIGHTBULB_OUTLINE, t.say(point.guidance), size)] if t.say(point.guidance) else []


def small_print(point: Point, t: Voice) -> list[ft.Control]:
    """How soon, when it is followed up, and by which law or standard: there for who wants to know."""
    lines = []
    if point.deadline:
        lines.append(t("point.within", time=duration_words((point.deadline,), t)))
    if point.reminders:
        lines.append(t("point.reminders", times=duration_words(point.reminders, t)))
    if point.ref:
        lines.append(t("point.ref", refs=", ".join(point.ref)))
    return [quiet(". ".join(lines), 14)] if lines else []


def duration_words(durations: tuple[str, ...], t: Voice) -> str:
    """ "1 timme", "7 och 42 dagar", "3 månader"."""
    lengths = [parse_duration(text) for text in durations]
    for counts, (one, many) in (([x.days for x in lengths], DAY), ([x.months for x in lengths], MONTH)):
        if all(counts) and not any(length.minutes for length in lengths):
            unit = one if counts == [1] else many
            return f"{_listed([str(count) for count in counts], t)} {t.say(unit)}"
    return _listed([t.say(length_words(text, working=False)) for text in durations], t)


def _listed(words: list[str], t: Voice) -> str:
    *first, last = words
    return f"{', '.join(first)} {t('point.and')} {last}" if first else last


def _line(icon: ft.IconData, words: str, size: int) -> ft.Control:
    text = ft.Text(words, size=size, expand=True, color=ft.Colors.ON_SURFACE_VARIANT)
    mark = ft.Icon(icon, color=ft.Colors.PRIMARY, size=22)
    return ft.Row([mark, text], vertical_alignment=ft.CrossAxisAlignment.START, spacing=12)


# --- what is known of it ---------------------------------------------------------------------------------------------


def remembered(walk: Walk, step: Step, t: Voice) -> list[ft.Control]:
    """How it was last time, and what two people who have not seen each other's answers have said now."""
    said = [*_last_time(walk, step, t), *_both_answers(walk, step, t)]
    return [named(f"memory-{step.key}", column(said, 8))] if said else []


def memory_words(walk: Walk, step: Step, t: Voice) -> tuple[str, str]:
    """What is remembered, and the words of a deviation that is still open; both "" where there is nothing."""
    if still := walk.still_open(step):
        return t("memory.open", day=day_words(still.found_at, t)), still.text
    last = walk.memory.last_time(step)
    if last is None or not walk.memory.deviated_last_time(step):
        return "", ""
    key = "memory.fixed" if walk.memory.fixed_since(step) else "memory.deviated"
    return t(key, day=day_words(last.at, t)), ""


def _last_time(walk: Walk, step: Step, t: Voice) -> list[ft.Control]:
    title, more = memory_words(walk, step, t)
    return [notice(ft.Icons.HISTORY, title, more)] if title else []


def _both_answers(walk: Walk, step: Step, t: Voice) -> list[ft.Control]:
    given = walk.answer_to(step)
    if not given or not given.contested:
        return []
    return [BothAnswers(walk, step, key=f"both-{step.key}")]


@part
def BothAnswers(walk: Walk, step: Step) -> ft.Control:
    """Two people have answered, neither having seen the other's: who said what, and when."""
    phone, t = use_phone()
    given = walk.answer_to(step)
    me = phone.signed_in.id if phone.signed_in else ""
    lines = [
        t(
            "both.line",
            who=t("both.you") if held.person == me else t("both.other"),
            time=clock_time(held.at, t),
            answer=t.say(answer_in_words(step.point, held.value, walk.building)),
        )
        for held in ((given, *given.others) if given else ())
    ]
    ink = ft.Colors.ON_ERROR_CONTAINER
    texts = [ft.Text(line, size=16, color=ink, weight=ft.FontWeight.W_600) for line in lines]
    said = notice(ft.Icons.PEOPLE, t("both.title"), t("both.more"), alarming=True, more=texts)
    return named(f"contested-{step.key}", said, live_region=True)


@part
def Locked(walk: Walk, step: Step, held_by: Point) -> ft.Control:
    """Why a point cannot be answered now, and the way to the one that it waits for."""
    t = use_voice()
    blocked = step.point.id in held_by.blocks
    words = t("point.locked_by" if blocked else "point.locked_until", point=t.say(held_by.text))
    holder = next((held for held in walk.steps if held.point is held_by or held.point.id == held_by.id), None)
    there = f"/round/{walk.round.id}/point/{walk.number_of(holder)}" if holder else ""
    button = plain(t("point.go_there"), ft.Icons.ARROW_FORWARD, lambda _: go(there), f"unlock-{step.key}")
    return named(f"locked-{step.key}", notice(ft.Icons.LOCK_OUTLINE, words, more=[button] if holder else []))


def by_another(walk: Walk, step: Step, me: str, t: Voice) -> list[ft.Control]:
    """Two people may share a round: what the other one has answered is said to be theirs."""
    given = walk.answer_to(step)
    if not given or given.person == me or given.contested:
        return []
    return [quiet(t("point.by_other", time=clock_time(given.at, t)), 14)]
