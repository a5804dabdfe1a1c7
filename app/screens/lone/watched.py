"""For the contact and the manager: who, since when, what was missed, whom to call, what to do, and what they found."""

import flet as ft

from app.screens.fields import NoteField, OneOf
from app.screens.guard import part
from app.screens.lone.mine import at
from app.screens.lone.start import PLACE_WORDS
from app.screens.lone.ticking import Countdown, use_each_second
from app.screens.parts import (
    calling,
    card,
    column,
    heading,
    named,
    notice,
    outlined,
    primary,
    quiet,
    refused,
    secondary,
    section,
)
from app.screens.surroundings import Voice, use_phone, use_said
from app.screens.times import clock_time
from app.state.phone import Phone
from domain.lone_work.acts import LINE
from domain.lone_work.session import HELPED, NOT_REACHED, SAFE, LoneWork
from domain.lone_work.standing import ALARM, ANSWERED, CONTACT, DUE_SOON, FINE, LATE, MISSED, OVER, REMIND

STANDS = {
    FINE: (ft.Icons.CHECK_CIRCLE_OUTLINE, "lone.is_fine"),
    DUE_SOON: (ft.Icons.ALARM, "lone.is_due_soon"),
    MISSED: (ft.Icons.WARNING_AMBER, "lone.is_missed"),
    REMIND: (ft.Icons.WARNING_AMBER, "lone.is_missed"),
    CONTACT: (ft.Icons.PHONE_IN_TALK_OUTLINED, "lone.is_contact"),
    ALARM: (ft.Icons.CRISIS_ALERT, "lone.is_alarm"),
    ANSWERED: (ft.Icons.MARK_CHAT_READ_OUTLINED, "lone.is_answered"),
    OVER: (ft.Icons.TASK_ALT, "lone.is_over"),
}
FOUND_WORDS = {SAFE: "lone.safe", HELPED: "lone.helped", NOT_REACHED: "lone.unreached"}


@part
def Watched(lone: LoneWork) -> ft.Control:
    phone, t = use_phone()
    stands = use_each_second(lambda: phone.lone.standing(lone))
    late = stands in LATE
    icon, words = STANDS[stands]
    state = notice(icon, t(words), _when(lone, stands, t), alarming=late)
    controls: list[ft.Control] = [named("lone-stands", state, live_region=True), *_who(lone, stands, phone, t)]
    if late or stands == ANSWERED:
        about = phone.names.about()
        life = about.emergency if about else "112"
        controls += [
            section(t("lone.routine")),
            named("lone-routine", ft.Text(t.say(phone.lone.rules.routine_in(lone.building)), size=18)),
            calling(t("lone.call_life", phone=life), life, "lone-emergency"),
        ]
    if late and phone.lone.may_answer(lone):
        controls.append(Answering(lone, key=f"answer-{lone.until.isoformat()}"))
    if stands == ANSWERED:
        controls.append(EndFor(lone, key="end-for"))
    return column(controls)


def _when(lone: LoneWork, stands: str, t: Voice) -> str:
    if stands == OVER:
        return clock_time(lone.ended_at, t)
    if stands == ANSWERED and lone.answer:
        return f"{t(FOUND_WORDS[lone.answer.found])}. {lone.answer.title} {clock_time(lone.answer.at, t)}"
    return t("lone.over_by" if stands in LATE else "lone.left", time=at(lone.until, t))


def _who(lone: LoneWork, stands: str, phone: Phone, t: Voice) -> list[ft.Control]:
    where = ", ".join(filter(None, (t(PLACE_WORDS[lone.place]), phone.lone.place_of(lone))))
    told = [heading(lone.title), ft.Text(where, size=17), quiet(t("lone.since", time=clock_time(lone.started_at, t)))]
    if lone.note:
        told.append(ft.Text(lone.note, size=17))
    if stands != OVER:
        told.append(Countdown(lone.until, 40, key=lone.until.isoformat()))
    calls: list[ft.Control] = []
    if lone.phone:
        words, tel = t("lone.call_worker", phone=lone.phone), f"tel:{lone.phone.replace(' ', '')}"
        calls.append(secondary(words, ft.Icons.CALL, None, "lone-call-worker", url=tel))
    calls.append(
        _call(t("lone.call", who=lone.contact, phone=lone.contact_phone), lone.contact_phone, "lone-call-contact")
    )
    return [card(column(told, 4), tone=ft.Colors.SURFACE_CONTAINER, padding=20), *calls]


def _call(words: str, number: str, identifier: str) -> ft.Control:
    return outlined(words, ft.Icons.CALL, lambda _: None, identifier, url=f"tel:{number.replace(' ', '')}")


@part
def Answering(lone: LoneWork) -> ft.Control:
    phone, t = use_phone()
    found, set_found = ft.use_state("")
    text, set_text = ft.use_state("")
    refusal, say = use_said()
    options = [(name, t(words)) for name, words in FOUND_WORDS.items()]
    return column(
        [
            section(t("lone.found")),
            OneOf(options, found, set_found, identifier="lone-found"),
            NoteField(t("lone.found_text"), "", set_text, identifier="lone-found-text", lines=1, longest=LINE),
            primary(
                t("lone.save_answer"),
                ft.Icons.CHECK,
                lambda _: say(phone.lone.answer(lone, found, text)),
                "lone-answer",
                disabled=not found,
            ),
            *refused(refusal, t.say),
        ]
    )


@part
def EndFor(lone: LoneWork) -> ft.Control:
    """Whoever was found does not always have their phone."""
    phone, t = use_phone()
    refusal, say = use_said()
    end = outlined(t("lone.end_for"), ft.Icons.TASK_ALT, lambda _: say(phone.lone.end(lone)), "lone-end-for")
    return column([end, *refused(refusal, t.say)])
