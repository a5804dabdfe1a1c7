"""Messages: when to be told by e-mail, in which hours not, and who is told instead while away."""

from dataclasses import replace
from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField, OneOf
from app.screens.guard import part, screen
from app.screens.parts import column, named, notice, outlined, primary, quiet, refused, section
from app.screens.surroundings import Voice, use_phone, use_said, use_voice
from app.state.notices.letters import AT_ONCE, DAILY, ONLY_CRITICAL, Chosen
from domain.language import Words

PACES = (
    (AT_ONCE, "letters.at_once"),
    (DAILY, "letters.daily"),
    (ONLY_CRITICAL, "letters.only_critical"),
)
LANGUAGES = (("sv", "Svenska"), ("en", "English"))


@screen
def NotificationsPage() -> ft.View:
    t = use_voice()
    return frame.page(t("letters.title"), [Choices(key="letters")])


@part
def Choices() -> ft.Control:
    """What the server knows, fetched when the page opens."""
    phone, t = use_phone()
    held, set_held = ft.use_state(None)
    said, set_said = use_said()

    async def fetch(_: ft.Event | None = None) -> None:
        set_said(None)
        answer = await phone.letters.ask()
        if isinstance(answer, Words):
            set_said(answer)
        else:
            set_held(answer)  # pyright: ignore[reportArgumentType]

    ft.use_effect(fetch, [])
    if held is not None:
        return Form(held, key="letters-form")
    if said is None:
        return quiet(t("letters.loading"), 16)
    again = outlined(t("letters.again"), ft.Icons.REFRESH, fetch, "letters-again")
    return column([*refused(said, t.say), again])


@part
def Form(held: Chosen) -> ft.Control:
    phone, t = use_phone()
    wanted, set_wanted = ft.use_state(held)
    said, set_said = use_said()
    state, set_state = ft.use_state("")

    def change(**chosen: Any) -> None:
        set_state("")
        # What was typed a moment ago may not have been drawn yet.
        set_wanted(lambda before: replace(before, **chosen))

    async def save(_: ft.Event) -> None:
        set_state("saving")
        set_said(None)
        answer = await phone.letters.choose(wanted)
        set_said(answer if isinstance(answer, Words) else None)
        set_state("" if isinstance(answer, Words) else "saved")

    return column(
        [
            _address(held, t),
            section(t("letters.pace")),
            OneOf(
                [(pace, t(words)) for pace, words in PACES],
                wanted.pace,
                lambda pace: change(pace=pace),
                identifier="pace",
            ),
            quiet(t("letters.always")),
            *_quiet_hours(held, t, change),
            *_away(held, wanted, t, change),
            section(t("letters.language")),
            OneOf(
                LANGUAGES, wanted.language, lambda language: change(language=language), identifier="letters-language"
            ),
            *refused(said, t.say),
            *_saved(state, t),
            primary(
                t("letters.saving") if state == "saving" else t("letters.save"),
                ft.Icons.CHECK,
                save,
                "letters-save",
                disabled=state == "saving",
            ),
        ]
    )


def _address(held: Chosen, t: Voice) -> ft.Control:
    if held.address:
        return quiet(t("letters.to", address=held.address), 16)
    return notice(ft.Icons.MAIL_OUTLINE, t("letters.no_address"), t("letters.no_address_more"))


def _quiet_hours(held: Chosen, t: Voice, change: Any) -> list[ft.Control]:
    return [
        section(t("letters.quiet")),
        EntryField(
            t("letters.from"),
            held.quiet_from,
            lambda text: change(quiet_from=text.strip()),
            identifier="quiet-from",
            hint_text="21:00",
        ),
        EntryField(
            t("letters.until"),
            held.quiet_to,
            lambda text: change(quiet_to=text.strip()),
            identifier="quiet-to",
            hint_text="06:30",
        ),
        quiet(t("letters.quiet_help")),
    ]


def _away(held: Chosen, wanted: Chosen, t: Voice, change: Any) -> list[ft.Control]:
    return [
        section(t("letters.away")),
        EntryField(
            t("letters.away_until"),
            held.away_until,
            lambda text: change(away_until=text.strip()),
            identifier="away-until",
            hint_text="2027-01-07",
        ),
        OneOf(
            [("", t("letters.nobody")), *held.stand_ins],
            wanted.stand_in,
            lambda person: change(stand_in=person),
            identifier="stand-in",
        ),
        quiet(t("letters.away_help")),
    ]


def _saved(state: str, t: Voice) -> list[ft.Control]:
    if state != "saved":
        return []
    return [named("letters-saved", notice(ft.Icons.CHECK_CIRCLE_OUTLINE, t("letters.saved")), live_region=True)]
