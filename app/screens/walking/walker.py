"""Walking: stop by stop, what is asked there and the answer. What is fine is one tap, and the next stop is there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import flet as ft

from app.screens import frame
from app.screens.called import open_words, signed_words
from app.screens.guard import part, screen
from app.screens.parts import column, empty, primary
from app.screens.risk.matrix import Anchors
from app.screens.surroundings import go, use_phone, use_voice
from app.screens.walking.deviating import use_deviations
from app.screens.walking.form_offer import forms_offered
from app.screens.walking.object_wrong import ObjectWrong
from app.screens.walking.one_point import Answering, Deviate
from app.screens.walking.presence import Presence
from app.screens.walking.question import Question
from app.screens.walking.repeats import Repeats
from app.screens.walking.scanning import Scanning
from app.screens.walking.sent import lies_with_others
from app.screens.walking.stop import AllOk, StopHead, StopPoints
from app.screens.walking.whereabouts import Whereabouts
from app.state.rounds.walk import Walk
from domain.rounds.stops import Stop
from domain.rounds.walk import Step


@screen
def PointPage() -> ft.View:
    phone, t = use_phone()
    path, params = ft.use_view_path(), ft.use_route_params()
    # The page itself knows where one stands, so that an answer and the next stop are drawn as one.
    visit = ft.use_memo(object, [path])
    stood, set_stood = ft.use_state(cast("tuple[object, str | None]", (visit, None)))
    walk = phone.book.walk(params.get("round", ""))
    number = params.get("index", "")
    if walk is None or not number.isdigit() or int(number) >= len(walk.steps):
        return frame.page(t("round.title"), [empty(ft.Icons.SEARCH_OFF, t("point.gone"), t("round.gone_more"))])
    if walk.round.submitted_at:
        signed = empty(ft.Icons.TASK_ALT, signed_words(walk.checklist, t), "")
        return frame.page(walk.building.name, [signed, to_overview(walk, open_words(walk.checklist, t))])
    if lies_with_others(walk, phone):
        sent = empty(ft.Icons.TASK_ALT, t("point.sent_on"), "")
        return frame.page(walk.building.name, [sent, to_overview(walk, open_words(walk.checklist, t))])
    moved_to = stood[1] if stood[0] is visit else None
    at = walk.steps[int(number)].key if moved_to is None else moved_to
    walker = Walker(walk, path, at, lambda key: set_stood((visit, key)), key=path)
    return frame.page(walk.building.name, whole=walker)


def to_overview(walk: Walk, words: str) -> ft.Control:
    return primary(words, ft.Icons.LIST_ALT, lambda _: go(f"/round/{walk.round.id}"), "to-overview")


@dataclass(frozen=True)
class Standing:
    """At a stop, and what one can do there. `reason` says why a checkpoint was not scanned, "" for nothing."""

    walk: Walk
    stop: Stop
    reason: str
    set_reason: Callable[[str], Any]
    deviate: Deviate
    answered: Callable[[Step], Any]
    onward: Callable[[], Any]
    move: Callable[[str], Any]
    scan: Callable[[], Any]


@part
def Walker(walk: Walk, path: str, at: str, move: Callable[[str], Any]) -> ft.Control:
    """Stands at one stop and goes on to the next; the page's address stays, so that "back" leads to the overview.

    `at` is the key of a step there, "" when everything has been walked; `move` is told where to go.
    """
    phone, _ = use_phone()
    scanning, set_scanning = ft.use_state(False)
    reasons, set_reasons = ft.use_state(dict[str, str]())
    number: Any = ft.use_ref(walk.stop_number(at) or 0)
    stop = _standing_at(walk, at, number)

    def onward() -> None:
        following = walk.next_stop(stop) if stop else None
        move(following.key if following else "")

    def answered(step: Step) -> None:
        """Stay while more is asked here, which the answer may have brought forth, or a form is called for."""
        here = walk.stop_number(step.key)
        if here is None or not (forms_offered(phone, walk, step) or walk.to_answer(walk.stops[here])):
            onward()

    def arrive(key: str) -> None:
        set_scanning(False)
        move(key)

    deviate, asking = use_deviations(phone, walk, path, answered)
    if scanning:
        return frame.filled([Scanning(walk, arrive, lambda: set_scanning(False), key="scanning")], key="scanning")
    if stop is None:
        return frame.filled([Finished(walk)])
    reason = reasons.get(stop.place, "")

    def set_reason(said: str) -> None:
        set_reasons({**reasons, stop.place: said})

    here = Standing(walk, stop, reason, set_reason, deviate, answered, onward, move, lambda: set_scanning(True))
    return _laid_out(here, asking)


def _laid_out(here: Standing, asking: list[ft.Control]) -> ft.Control:
    """Where one is, what is asked, and under the thumb the answer that is nearly always right."""
    walk, stop, reason = here.walk, here.stop, here.reason
    step, *others = stop.steps
    head: list[ft.Control] = [Whereabouts(walk, stop, here.move, here.scan, key="whereabouts"), *asking]
    head += [Anchors(key="anchors")] if any(held.point.risk_axis for held in stop.steps) else []
    if step.must_be_scanned or walk.round.scan_of(stop.place):
        head.append(Presence(walk, stop, reason, here.set_reason, here.scan, key=f"presence-{stop.place}"))
    foot: list[ft.Control] = [ObjectWrong(walk, stop, key=f"wrong-{stop.place}")] if step.object else []
    foot += [Repeats(walk, stop, here.move, key=f"repeats-{stop.place}")] if step.instance else []
    if others:
        title = [] if step.instance else [StopHead(walk, stop, key=f"head-{stop.key}")]
        points = StopPoints(walk, stop, reason, here.deviate, here.answered, key=f"points-{stop.key}")
        below = AllOk(walk, stop, reason, here.answered, here.onward, key=f"all-{stop.key}")
        return frame.filled([*head, *title, points, *foot], [below], key=stop.key)
    asked = [*head, Question(walk, step, key=f"asked-{step.key}")]
    return Answering(
        walk, step, reason, here.deviate, here.answered, here.onward, asked, foot, key=f"answer-{step.key}"
    )


def _standing_at(walk: Walk, at: str, number: Any) -> Stop | None:
    """The stop where the step is asked; when an answer has hidden it, the one that has come in its place."""
    if not at or not walk.stops:
        return None
    here = walk.stop_number(at)
    number.current = min(number.current, len(walk.stops) - 1) if here is None else here
    return walk.stops[number.current]


@part
def Finished(walk: Walk) -> ft.Control:
    """Every point has an answer: on to the signature. What is locked or left is found in the overview."""
    t = use_voice()
    if walk.missing():
        left = empty(ft.Icons.PENDING_ACTIONS, t("sign.missing", n=len(walk.missing())), t("sign.missing_more"))
        return column([left, to_overview(walk, open_words(walk.checklist, t))])
    path = f"/round/{walk.round.id}/sign"
    done = empty(ft.Icons.TASK_ALT, t("point.all_done"), t("point.all_done_more"))
    return column([done, primary(t("round.to_sign"), ft.Icons.DRAW, lambda _: go(path), "to-sign")])
