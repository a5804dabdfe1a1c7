"""My own session: the countdown, the one large button, and what has reached the server and what has not."""

from datetime import datetime

import flet as ft

from app.screens.answers.duration import length_words
from app.screens.guard import part
from app.screens.lone.honest import Honest
from app.screens.lone.start import PLACE_WORDS, HowLong
from app.screens.lone.ticking import Countdown, use_each_second
from app.screens.parts import card, column, named, notice, outlined, plain, quiet, refused, secondary, section
from app.screens.surroundings import Voice, use_phone, use_said
from app.screens.times import clock_time
from app.state.phone import Phone
from app.state.sending.progress import Sending
from domain.lone_work.escalating import raised_before
from domain.lone_work.rules import length
from domain.lone_work.session import LoneWork
from domain.lone_work.standing import ANSWERED, DUE_SOON, FINE, LATE, OVER


@part
def Mine(lone: LoneWork, sending: Sending) -> ft.Control:
    phone, t = use_phone()
    stands = use_each_second(lambda: phone.lone.standing(lone))
    if stands == OVER:
        return notice(ft.Icons.TASK_ALT, t("lone.is_over"), clock_time(lone.ended_at, t))
    return column(
        [
            *said_of(lone, stands, phone, t),
            card(_counting(lone, t, phone), tone=ft.Colors.SURFACE_CONTAINER, padding=20),
            OkayButton(lone, key="okay"),
            Reached(lone, sending, key="reached"),
            outlined(
                t("lone.call", who=lone.contact, phone=lone.contact_phone),
                ft.Icons.CALL,
                lambda _: None,
                "lone-call-contact",
                url=f"tel:{lone.contact_phone.replace(' ', '')}",
            ),
            section(t("lone.more_time")),
            NewTime(lone, key="new-time"),
            End(lone, key="end"),
            Honest(key="honest"),
        ]
    )


def said_of(lone: LoneWork, stands: str, phone: Phone, t: Voice) -> list[ft.Control]:
    """What is to be read before the countdown; nothing as long as all is well."""
    if stands == FINE:
        return []
    if stands == DUE_SOON:
        words = notice(ft.Icons.ALARM, t("lone.due_soon"), t("lone.due_soon_more", time=at(lone.until, t)))
    elif stands == ANSWERED:
        words = notice(ft.Icons.MARK_CHAT_READ_OUTLINED, t("lone.answered"), t("lone.answered_more"))
    else:
        words = notice(ft.Icons.WARNING_AMBER, t("lone.missed"), _what_comes(lone, phone, t), alarming=True)
    return [named("lone-says", words, live_region=True)]


def _what_comes(lone: LoneWork, phone: Phone, t: Voice) -> str:
    rules = phone.lone.rules
    call, alarm = (lone.until + length(after) for after in (rules.contact_after, rules.alarm_after))
    return t("lone.missed_more", contact=lone.contact, call=at(call, t), alarm=at(alarm, t))


def _counting(lone: LoneWork, t: Voice, phone: Phone) -> ft.Control:
    where = ", ".join(filter(None, (t(PLACE_WORDS[lone.place]), phone.lone.place_of(lone))))
    late = phone.lone.standing(lone) in LATE
    below = t("lone.over_by" if late else "lone.left", time=at(lone.until, t))
    centre = ft.Text(below, size=16, text_align=ft.TextAlign.CENTER)
    return column([quiet(where), Countdown(lone.until, key=lone.until.isoformat()), centre], 4)


@part
def OkayButton(lone: LoneWork) -> ft.Control:
    """The one thing that the page is for: as large as a thumb in a glove."""
    phone, t = use_phone()
    refusal, say = use_said()
    words = ft.Column(
        [
            ft.Text(t("lone.okay"), size=28, weight=ft.FontWeight.W_700, color=ft.Colors.ON_PRIMARY),
            ft.Text(
                t("lone.okay_more", length=t.say(length_words(lone.last_sign.minutes))),
                size=15,
                color=ft.Colors.ON_PRIMARY,
            ),
        ],
        tight=True,
        spacing=2,
        expand=True,
    )
    inside = ft.Row([ft.Icon(ft.Icons.THUMB_UP, color=ft.Colors.ON_PRIMARY, size=40), words], spacing=18)
    button = card(inside, lambda _: say(phone.lone.okay(lone)), tone=ft.Colors.PRIMARY, padding=24)
    return column([named("lone-okay", button, button=True), *refused(refusal, t.say)])


@part
def NewTime(lone: LoneWork) -> ft.Control:
    """Chosen first and then given: a time that is typed is not given letter by letter."""
    phone, t = use_phone()
    minutes, choose = ft.use_state(lone.last_sign.minutes)
    refusal, say = use_said()
    words = t("lone.give_time", length=t.say(length_words(minutes)))
    give = secondary(words, ft.Icons.UPDATE, lambda _: say(phone.lone.extend(lone, minutes)), "lone-extend")
    return column([HowLong(minutes, choose, "lone-extend"), give, *refused(refusal, t.say)])


@part
def Reached(lone: LoneWork, sending: Sending) -> ft.Control:
    """Honest about the last sign: what the server knows is what it acts upon."""
    _, t = use_phone()
    sign = lone.last_sign
    if sign.received:
        words = t("lone.reached", time=clock_time(sign.at, t))
        if delayed(sign.at, sign.received):
            words = t("lone.reached_late", time=clock_time(sign.at, t), arrived=clock_time(sign.received, t))
        icon = ft.Icon(ft.Icons.CLOUD_DONE_OUTLINED, color=ft.Colors.PRIMARY)
        known = ft.Row([icon, ft.Text(words, size=16, expand=True)], spacing=12)
        told = [notice(ft.Icons.CAMPAIGN_OUTLINED, t("lone.too_late"), t("lone.too_late_more"))]
        return named("lone-reached", column([known, *(told if raised_before(lone, sign) else [])], 8))
    followed = any(given.received for given in lone.signs)
    more = t("lone.not_reached_more" if followed else "lone.never_reached")
    title = t("lone.not_reached", time=clock_time(sign.at, t))
    return named("lone-not-reached", notice(ft.Icons.CLOUD_OFF_OUTLINED, title, more, alarming=bool(sending.trouble)))


@part
def End(lone: LoneWork) -> ft.Control:
    """Asks once more: a slip of the finger would take the protection away."""
    phone, t = use_phone()
    asking, set_asking = ft.use_state(False)
    refusal, say = use_said()

    def end(_: ft.Event) -> None:
        set_asking(False)
        say(phone.lone.end(lone))

    sure = ft.AlertDialog(
        modal=True,
        title=ft.Text(t("lone.end_sure")),
        content=ft.Text(t("lone.end_more"), size=17),
        actions=[
            plain(t("lone.keep"), ft.Icons.CLOSE, lambda _: set_asking(False), "lone-keep"),
            plain(t("lone.end_yes"), ft.Icons.CHECK, end, "lone-end-yes"),
        ],
        on_dismiss=lambda _: set_asking(False),
    )
    ft.use_dialog(sure if asking else None)
    button = secondary(t("lone.end"), ft.Icons.GROUP_OUTLINED, lambda _: set_asking(True), "lone-end")
    return column([button, *refused(refusal, t.say)])


def at(moment: datetime, t: Voice) -> str:
    return clock_time(moment.isoformat(), t)


def delayed(given: str, received: str) -> bool:
    """By more than a sending usually takes."""
    return (datetime.fromisoformat(received) - datetime.fromisoformat(given)).total_seconds() > 120
