"""Proposing an override: about what, who is to do what instead, from when, by which agreement, and why."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from app.screens import frame
from app.screens.answers.moment import use_calendar
from app.screens.fields import EntryField, NoteField, OneOf
from app.screens.guard import part, screen
from app.screens.lists.changes import long_day
from app.screens.lists.lookup import AboutPart, WherePart
from app.screens.lists.override_card import KEYS
from app.screens.parts import column, empty, plain, primary, quiet, refused, row_card, section
from app.screens.surroundings import Voice, leave, use_phone, use_said, use_voice
from app.state.lists.lookup import Asked, look_up
from domain.demarcation.decisions import ASPECTS
from domain.places import Building, Override


@dataclass(frozen=True)
class Wish:
    """What the form holds; `parties` are the roles by aspect, "" for as the list says."""

    asked: Asked
    parties: tuple[str, ...] = ("", "", "")
    valid_from: str = ""
    valid_to: str = ""
    agreement: str = ""
    reason: str = ""


@screen
def OverridePage() -> ft.View:
    phone, t = use_phone()
    wanted = ft.use_route_params()
    building = phone.documents.building(wanted.get("building", ""))
    if building is None:
        gone = empty(ft.Icons.SEARCH_OFF, t("override.gone"), t("override.gone_more"))
        return frame.page(t("override.new"), [gone])
    known = next((each for each in building.overrides if each.id == wanted.get("override", "")), None)
    title = t("override.change") if known else t("override.new")
    return frame.page(title, [Form(building, known, key=known.id if known else "new")])


@part
def Form(building: Building, known: Override | None) -> ft.Control:
    phone, t = use_phone()
    wish, set_wish = ft.use_state(lambda: _begin(building, known, phone.clock.today()))
    refusal, set_refusal = use_said()

    def change(**facts: object) -> None:
        set_wish(lambda held: replace(held, **facts))

    def ask(asked: Asked) -> None:
        change(asked=replace(asked, building=building.id))

    def propose(_: ft.Event) -> None:
        said = phone.book.propose_override(
            building=building.id,
            component=wish.asked.component,
            space=wish.asked.space,
            reason=wish.reason.strip(),
            agreement=wish.agreement.strip(),
            valid_from=wish.valid_from,
            valid_to=wish.valid_to,
            replaces=known.id if known else "",
            case=dict(known.conditions) if known else None,
            keep_exceptions=known.keep_exceptions if known else True,
            **dict(zip(ASPECTS, wish.parties, strict=True)),
        )
        set_refusal(said)
        if said is None:
            leave()

    return column(
        [
            WherePart(wish.asked, ask, fixed=True, key="where"),
            AboutPart(wish.asked, ask, key="about"),
            Parties(wish.asked, wish.parties, lambda parties: change(parties=parties), key="parties"),
            Days(wish.valid_from, wish.valid_to, change, key="days"),
            EntryField(
                t("override.agreement"), wish.agreement, lambda said: change(agreement=said), identifier="agreement"
            ),
            NoteField(
                t("override.reason"), wish.reason, lambda said: change(reason=said), identifier="override-why", lines=2
            ),
            *refused(refusal, t.say),
            primary(t("override.propose"), ft.Icons.HANDSHAKE, propose, "propose-override"),
        ]
    )


def _begin(building: Building, known: Override | None, today: str) -> Wish:
    if known is None:
        return Wish(Asked(building.id), valid_from=today)
    return Wish(
        Asked(building.id, known.space, known.component, dict(known.conditions)),
        tuple(known.responsible(aspect) for aspect in ASPECTS),
        known.valid_from or today,
        known.valid_to,
        known.agreement,
        known.reason.sv or known.reason.en,
    )


@part
def Parties(asked: Asked, parties: tuple[str, ...], choose: Callable[[tuple[str, ...]], None]) -> ft.Control:
    """Who is to do what; what applies today stands under each question."""
    phone, t = use_phone()
    now = look_up(phone.documents, phone.names, asked, phone.clock.today())
    options = (("", t("override.as_listed")), ("owner", t("override.owner")), ("user", t("override.user")))
    controls: list[ft.Control] = []
    for at, aspect in enumerate(ASPECTS):
        controls.append(section(t(KEYS[aspect])))
        if now:
            org = now.answers[at].org
            controls.append(
                quiet(t("override.now", org=t.say(phone.names.organisation(org)) if org else t("lookup.nobody")))
            )

        def chosen(role: str, at: int = at) -> None:
            choose((*parties[:at], role, *parties[at + 1 :]))

        controls.append(OneOf(options, parties[at], chosen, identifier=f"party-{aspect}", key=aspect))
    return column(controls, 8)


@part
def Days(valid_from: str, valid_to: str, change: Callable[..., None]) -> ft.Control:
    t = use_voice()
    ask_first = use_calendar(False, not_future=False, given=valid_from, save=lambda day: change(valid_from=day))
    ask_last = use_calendar(False, not_future=False, given=valid_to or None, save=lambda day: change(valid_to=day))
    first = t("override.from", day=long_day(valid_from, t))
    last = t("override.to", day=long_day(valid_to, t)) if valid_to else t("override.no_end")
    return column(
        [
            row_card(ft.Icon(ft.Icons.CALENDAR_MONTH), first, None, ask_first, "override-from"),
            row_card(ft.Icon(ft.Icons.EVENT_BUSY), last, None, ask_last, "override-to"),
            *_for_ever(valid_to, change, t),
        ],
        8,
    )


def _for_ever(valid_to: str, change: Callable[..., None], t: Voice) -> list[ft.Control]:
    if not valid_to:
        return []
    return [plain(t("override.no_end"), ft.Icons.ALL_INCLUSIVE, lambda _: change(valid_to=""), "override-no-end")]
