"""A round in overview: how far it has come, what to look out for, and its sections, unfolded one by one."""

from itertools import groupby
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField
from app.screens.guard import part, screen
from app.screens.home.switches import may_switch_here
from app.screens.marks import round_chip
from app.screens.parts import card, column, empty, plain, progress, quiet
from app.screens.risk.suggested import suggested_risks
from app.screens.signing.locked import Locked
from app.screens.surroundings import Voice, go, use_latest, use_phone, use_voice
from app.screens.walking.looked_out_for import Contested, deviated_last_time, presences
from app.screens.walking.object_wrong import MissingObjects
from app.screens.walking.onward import Onward
from app.screens.walking.scanning import Scanning
from app.screens.walking.section_card import ROWS_AT_ONCE, SectionHead, SectionRows, SectionSum, stop_row
from app.screens.walking.sent import lies_with_others
from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.rounds.round import SUBMITTED
from domain.rounds.stops import Stop
from domain.rounds.walk import must_be_answered

MANY_STOPS = 30
"""From so many stops on there is a field to search them."""


@screen
def RoundOverview() -> ft.View:
    phone, t = use_phone()
    scanning, set_scanning = ft.use_state(False)
    walk = phone.book.walk(ft.use_route_params().get("round", ""))
    if walk is None:
        gone = empty(ft.Icons.SEARCH_OFF, t("round.gone"), t("round.gone_more"))
        return frame.page(t("round.title"), [gone])

    def arrive(key: str) -> None:
        set_scanning(False)
        step = walk.step(key)
        go(f"/round/{walk.round.id}/point/{walk.number_of(step) if step else 0}")

    if scanning:
        return frame.page(walk.building.name, [Scanning(walk, arrive, lambda: set_scanning(False), key="scanning")])
    overview = Overview(walk, key=walk.round.id)
    if lies_with_others(walk, phone):
        return frame.page(walk.building.name, [overview])
    below = Onward(walk, lambda: set_scanning(True), key=f"on-{walk.round.id}")
    return frame.page(walk.building.name, [overview], below=[below])


@part
def Overview(walk: Walk) -> ft.Control:
    phone, t = use_phone()
    me = phone.signed_in.id if phone.signed_in else ""
    typed, set_typed = ft.use_state("")
    following = walk.next_unanswered()
    folded_out, set_folded_out = ft.use_state({following.section.id} if following else set[str]())

    toggle = use_latest(lambda section: set_folded_out(folded_out ^ {section}))
    sent = lies_with_others(walk, phone)
    controls: list[ft.Control] = [Title(walk, key="title") if sent else Top(walk, key="top")]
    if walk.round.signatures:
        controls.append(Locked(walk, key="locked"))
    if walk.round.status == SUBMITTED or sent:
        return column(controls)
    if walk.round.is_under_way:
        controls += _look_out_for(walk, t)
    controls += suggested_risks(walk)
    if len(walk.stops) > MANY_STOPS:
        controls.append(EntryField(t("overview.search"), "", set_typed, identifier="search-stops", kind="search"))
    if typed.strip():
        controls.append(Matching(walk, typed.strip().lower(), key="matching"))
    else:
        controls += _sections(walk, folded_out, toggle, me, t)
    return column([*controls, *_quiet_end(walk, phone, t)])


@part
def Title(walk: Walk) -> ft.Control:
    """Of what has been sent to somebody else: there is no work to count here any more."""
    return card(_title(walk, use_voice()), tone=ft.Colors.SURFACE_CONTAINER, padding=20)


def _title(walk: Walk, t: Voice) -> ft.Control:
    words = ft.Text(t.say(walk.checklist.title), size=22, weight=ft.FontWeight.W_600)
    return ft.Semantics(header=True, content=words)


@part
def Top(walk: Walk) -> ft.Control:
    """The introduction speaks to who begins, not to who goes on where somebody else has signed."""
    t = use_voice()
    intro = "" if walk.round.parts_done else t.say(walk.checklist.intro)
    done, total = walk.progress
    status, left = walk.round.status, walk.minutes_left
    chips = [round_chip(status, walk.round.due, t)] if status == SUBMITTED else []
    words: list[ft.Control] = [
        _title(walk, t),
        *([ft.Row(chips, wrap=True)] if chips else []),
        progress(done, total, t("round.progress")),
        *([quiet(t("overview.left", n=left))] if left and walk.round.is_under_way else []),
        *([quiet(intro)] if intro else []),
    ]
    return card(column(words), tone=ft.Colors.SURFACE_CONTAINER, padding=20)


def _look_out_for(walk: Walk, t: Voice) -> list[ft.Control]:
    """What somebody should see before walking on; each only where there is something to say."""
    shown: list[ft.Control] = []
    if walk.contested():
        shown.append(Contested(walk, key="contested"))
    shown += deviated_last_time(walk, t)
    if walk.round.not_found:
        shown.append(MissingObjects(walk, key="missing"))
    return [*shown, *presences(walk, t)]


def _sections(walk: Walk, folded_out: set[str], toggle: Any, me: str, t: Voice) -> list[ft.Control]:
    """Only what is unfolded has rows: a round of a thousand points opens as fast as one of twenty."""
    shown: list[ft.Control] = []
    for _, together in groupby(walk.stops, key=lambda stop: stop.steps[0].section.id):
        held = tuple(together)
        summed = _sum(walk, held, me, t)
        unfolded = summed.id in folded_out
        shown.append(SectionHead(summed, unfolded, toggle, t.language, key=f"head-{summed.id}"))
        if unfolded:
            shown.append(SectionRows(walk, held, key=f"rows-{summed.id}"))
    return shown


def _sum(walk: Walk, held: tuple[Stop, ...], me: str, t: Voice) -> SectionSum:
    section = held[0].steps[0].section
    steps = [step for stop in held for step in stop.steps]
    given = [step for step in steps if walk.is_answered(step)]
    others = sum(walk.round.answers[step.key].person != me for step in given)
    done, total = (sum(map(must_be_answered, counted)) for counted in (given, steps))
    title = t.say(section.title)
    if all(step.owed for step in steps):
        title = t("overview.owed", section=title)
    return SectionSum(section.id, title, done, total, bool(given), others)


@part
def Matching(walk: Walk, typed: str) -> ft.Control:
    """The stops that the words fit: by the object's name, its tag, its room or what is asked."""
    t = use_voice()
    fitting = [stop for stop in walk.stops if typed in _said_of(stop, t).lower()]
    if not fitting:
        return quiet(t("overview.no_match"))
    return card(column([stop_row(walk, stop, t) for stop in fitting[:ROWS_AT_ONCE]], 0), padding=12)


def _said_of(stop: Stop, t: Voice) -> str:
    step = stop.steps[0]
    names = [step.where, step.object.tag if step.object else "", step.space.name if step.space else ""]
    return " ".join([*names, *(t.say(held.point.text) for held in stop.steps)])


def _quiet_end(walk: Walk, phone: Phone, t: Voice) -> list[ft.Control]:
    """What is not asked here, what is missing in the register, and that nothing is lost by stopping."""
    controls: list[ft.Control] = []
    if walk.switched_off:
        controls.append(quiet(t("overview.switched_off", n=walk.switched_off), 14))
    if walk.round.is_under_way:
        add = f"/round/{walk.round.id}/found"
        if walk.has_labels:
            controls.append(plain(t("walk.add_any"), ft.Icons.ADD, lambda _: go(add), "add-object"))
        controls.append(quiet(t("overview.paused"), 14))
    if may_switch_here(phone, walk.building, walk.checklist):
        path = f"/switches/{walk.building.id}/{walk.checklist.id}"
        controls.append(plain(t("overview.switches"), ft.Icons.TOGGLE_OFF_OUTLINED, lambda _: go(path), "switches"))
    return controls
