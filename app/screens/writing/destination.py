""" "Goes to ... because ...": known before it is sent, without any network, and what would change it is asked."""

import flet as ft

from app.screens.fields import SQUARE_MARK, OneOf, option_row
from app.screens.guard import part
from app.screens.parts import card, column, named, quiet, section
from app.screens.surroundings import Voice, use_phone, use_voice
from app.state.phone import Phone
from app.state.writing.drafts import Draft


@part
def Destination(draft: Draft) -> ft.Control:
    phone, t = use_phone()
    decided = draft.routing()
    if decided is None:
        return ft.Container(height=0)
    why = t("draft.both_why") if draft.both_parties and draft.may_be_for_both() else t.say(decided[1])
    ink = ft.Colors.ON_PRIMARY_CONTAINER
    words = ft.Column(
        spacing=4,
        expand=True,
        controls=[
            ft.Text(t("draft.goes_to"), size=14, color=ink),
            *(ft.Text(org, size=19, weight=ft.FontWeight.W_600, color=ink) for org in receivers(draft, phone, t)),
            ft.Text(why, size=15, color=ink),
        ],
    )
    icon = ft.Icon(ft.Icons.FORWARD_TO_INBOX, color=ink, size=30)
    row = ft.Row([icon, words], spacing=14, vertical_alignment=ft.CrossAxisAlignment.START)
    return named("destination", card(row, tone=ft.Colors.PRIMARY_CONTAINER), live_region=True)


def receivers(draft: Draft, phone: Phone, t: Voice) -> list[str]:
    """Whose it becomes, by name; nobody while place and component are not known."""
    if draft.both_parties and draft.may_be_for_both():
        return [t.say(phone.names.organisation(org)) for org in draft.parties()]
    if (decided := draft.routing()) is None:
        return []
    repair = decided[0].repair
    return [t.say(phone.names.organisation(repair.org)) if repair else t("draft.triage")]


@part
def BothParties(draft: Draft) -> ft.Control:
    """Remarks on the same component for both parties become two tasks (workflows, chapter 3)."""
    t = use_voice()

    def toggle(_: ft.Event) -> None:
        draft.change(both_parties=not draft.both_parties)

    row = option_row(t("draft.both"), draft.both_parties, toggle, "both-parties", SQUARE_MARK)
    return column([row, *([quiet(t("draft.both_more"))] if draft.both_parties else [])], 6)


@part
def Questions(draft: Draft) -> ft.Control:
    """Only what decides who gets it, and what the point always asks for."""
    phone, t = use_phone()
    asked: list[ft.Control] = []
    for question in draft.questions():
        name = question.input
        options = [(option, t.say(phone.names.answer(option))) for option in question.options]
        asked.append(section(t.say(phone.names.input(name))))
        asked.append(
            OneOf(
                options,
                draft.case.get(name, ""),
                lambda value, name=name: draft.change(case={**draft.case, name: value}),
                identifier=f"ask-{name}",
                key=name,
            )
        )
    if asked:
        asked.insert(0, quiet(t("draft.more_known")))
    return column(asked, 8)
