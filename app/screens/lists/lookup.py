""" "Who answers for this?" for anybody: a place, a part of the building, and the three answers with their reasons."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.screens import frame
from app.screens.fields import OneOf
from app.screens.guard import part, screen
from app.screens.home.report import HIDDEN
from app.screens.parts import card, column, named, notice, quiet, row_card, secondary, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.writing.about import Components
from app.screens.writing.place import Rooms
from app.state.lists.lookup import Answer, Answered, Asked, look_up
from app.state.phone import Phone

ASPECTS = {
    "repair": (ft.Icons.HANDYMAN_OUTLINED, "lookup.repair"),
    "inspection": (ft.Icons.FACT_CHECK_OUTLINED, "lookup.inspection"),
    "cost": (ft.Icons.PAYMENTS_OUTLINED, "lookup.cost"),
}
ROLES = {"owner": "lookup.owner", "user": "lookup.user"}


@screen
def LookupPage() -> ft.View:
    t = use_voice()
    return frame.page(t("lookup.title"), [quiet(t("lookup.more")), Lookup(key="lookup")])


@part
def Lookup() -> ft.Control:
    phone, t = use_phone()
    mine = phone.buildings()
    asked, ask = ft.use_state(lambda: Asked(mine[0].id if len(mine) == 1 else ""))
    answered = look_up(phone.documents, phone.names, asked, phone.clock.today())
    return column(
        [
            WherePart(asked, ask, key="where"),
            AboutPart(asked, ask, key="about"),
            *(_answered(answered, asked, ask, phone, t) if answered else [quiet(t("lookup.choose"))]),
        ]
    )


Ask = Callable[[Asked], None]


@part
def WherePart(asked: Asked, ask: Ask, fixed: bool = False) -> ft.Control:
    """The building, and the room where somebody wants to say it; one row once it is known. `fixed`: no other one."""
    phone, t = use_phone()
    unfolded, set_unfolded = ft.use_state(False)
    building = phone.documents.building(asked.building)
    if building is None:
        options = [(each.id, each.name) for each in phone.buildings()]

        def choose(chosen: str) -> None:
            ask(replace(asked, building=chosen, space="", case={}))

        return column([section(t("draft.building")), OneOf(options, "", choose, identifier="lookup-building")], 8)
    if not unfolded:
        space = building.space(asked.space)
        words = ", ".join(name for name in (building.name, space.name if space else "") if name)
        hint = None if space else quiet(t("lookup.anywhere"))
        return row_card(ft.Icon(ft.Icons.PLACE), words, hint, lambda _: set_unfolded(True), "lookup-place")

    def in_room(space: str) -> None:
        ask(replace(asked, space=space, case={}))
        set_unfolded(False)

    def elsewhere(_: ft.Event) -> None:
        ask(replace(asked, building="", space="", case={}))
        set_unfolded(False)

    rooms = Rooms(building.spaces, asked.space, in_room, key=building.id)
    others = len(phone.buildings()) > 1 and not fixed
    other = [secondary(t("lookup.other_building"), ft.Icons.APARTMENT, elsewhere, "lookup-elsewhere")] if others else []
    return column([rooms, *other], 8)


@part
def AboutPart(asked: Asked, ask: Ask) -> ft.Control:
    phone, t = use_phone()
    unfolded, set_unfolded = ft.use_state(not asked.component)

    def choose(code: str) -> None:
        ask(replace(asked, component=code, case={}))
        set_unfolded(False)

    if not unfolded:
        words = t.say(phone.names.component(asked.component))
        return row_card(ft.Icon(ft.Icons.CATEGORY), words, None, lambda _: set_unfolded(True), "lookup-about")
    return Components(parts_of(phone, t), asked.component, choose, key="components")


def parts_of(phone: Phone, t: Voice) -> tuple[tuple[str, str], ...]:
    """Code and name of all that the list knows, by name."""
    categories = [category for category in phone.names.categories() if category not in HIDDEN]
    parts = {code: t.say(words) for category in categories for code, words in phone.names.components(category)}
    return tuple(sorted(parts.items(), key=lambda held: held[1]))


def _answered(answered: Answered, asked: Asked, ask: Ask, phone: Phone, t: Voice) -> list[ft.Control]:
    cards: list[ft.Control] = [_answer(each, phone, t) for each in answered.answers]
    if answered.unresolved:
        cards.append(notice(ft.Icons.ALT_ROUTE, t("lookup.gap"), t("lookup.gap_more")))
    if answered.questions:
        cards.append(quiet(t("lookup.depends")))
    for question in answered.questions:
        options = [(option, t.say(phone.names.answer(option))) for option in question.options]
        cards.append(section(t.say(phone.names.input(question.input))))

        def choose(value: str, name: str = question.input) -> None:
            ask(replace(asked, case={**asked.case, name: value}))

        chosen = asked.case.get(question.input, "")
        cards.append(OneOf(options, chosen, choose, identifier=f"lookup-{question.input}", key=question.input))

    def report(_: ft.Event) -> None:
        draft = phone.new_report()
        draft.change(building=asked.building, space=asked.space, component=asked.component, case=asked.case)
        go(f"/report/draft/{draft.id}")

    cards.append(secondary(t("lookup.report"), ft.Icons.ADD_ALERT_OUTLINED, report, "lookup-report"))
    return cards


def _answer(answer: Answer, phone: Phone, t: Voice) -> ft.Control:
    icon, key = ASPECTS[answer.aspect]
    who = t.say(phone.names.organisation(answer.org)) if answer.org else t("lookup.nobody")
    lines: list[ft.Control] = [quiet(t(key), 14), ft.Text(who, size=19, weight=ft.FontWeight.W_600)]
    if answer.org:
        about, source = t.say(answer.about), t.say(answer.source)
        lines.append(quiet(f"{t(ROLES[answer.role])} · {about} ({source})"))
    words = ft.Column(lines, spacing=3, expand=True)
    row = ft.Row([ft.Icon(icon, color=ft.Colors.PRIMARY, size=28), words], spacing=14)
    return named(f"answer-{answer.aspect}", card(row), live_region=True)
