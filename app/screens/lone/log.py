"""What has happened: signs with when they were given and when they arrived, what the server told, what was found."""

from datetime import datetime

import flet as ft

from app.screens.guard import part
from app.screens.lone.mine import delayed
from app.screens.lone.watched import FOUND_WORDS
from app.screens.parts import column, named, quiet, section
from app.screens.surroundings import Voice, use_phone
from app.screens.times import clock_time
from domain.lone_work.session import LoneWork

SIGN_WORDS = {
    "started": "lone.did_started",
    "okay": "lone.did_okay",
    "extended": "lone.did_extended",
    "ended": "lone.did_ended",
}
STEP_WORDS = {
    "remind": "lone.step_remind",
    "contact": "lone.step_contact",
    "alarm": "lone.step_alarm",
    "calm": "lone.step_calm",
}


@part
def Log(lone: LoneWork) -> ft.Control:
    """The latest first."""
    _, t = use_phone()
    signs = [(sign.at, t(SIGN_WORDS[sign.did]), _times(sign.at, sign.received, t)) for sign in lone.signs]
    steps = [(raised.at, t(STEP_WORDS[raised.step]), clock_time(raised.at, t)) for raised in lone.raised]
    answers = [
        (given.at, _found(given.title, t(FOUND_WORDS[given.found]), given.text), _times(given.at, given.received, t))
        for given in lone.answers
    ]
    rows = sorted([*signs, *steps, *answers], key=lambda row: datetime.fromisoformat(row[0]))
    lines = [
        ft.Row([ft.Text(words, size=16, expand=True), quiet(when)], spacing=12) for _, words, when in reversed(rows)
    ]
    return named("lone-log", column([section(t("lone.log")), *lines], 6))


def _found(title: str, found: str, text: str) -> str:
    return ": ".join(filter(None, (title, ". ".join(filter(None, (found, text))))))


def _times(given: str, received: str, t: Voice) -> str:
    """Never only one of the two where they tell different stories."""
    if not received:
        return t("lone.unsent", time=clock_time(given, t))
    if delayed(given, received):
        return t("lone.late", time=clock_time(given, t), arrived=clock_time(received, t))
    return clock_time(given, t)
