"""Report something: help first, then what has happened in people's own words; a fault in the house goes to a list."""

import flet as ft

from app.screens import frame
from app.screens.care import care_link
from app.screens.fields import EntryField
from app.screens.guard import part, screen
from app.screens.home.forms import Forms, icon_of
from app.screens.home.help import HelpBar
from app.screens.home.home import DraftRow, RoundRow, is_quick, is_unlisted
from app.screens.parts import card, column, empty, named, quiet, row_card, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import moment
from app.state.phone import Phone
from app.state.recent import reports_sent
from domain.checklists.checklist import Checklist, Tile
from domain.rounds.round import Round
from domain.secrecy.sealing import is_sealed

CATEGORIES = {
    "fire": (ft.Icons.LOCAL_FIRE_DEPARTMENT_OUTLINED, "category.fire"),
    "building": (ft.Icons.APARTMENT, "category.building"),
    "locks": (ft.Icons.VPN_KEY_OUTLINED, "category.locks"),
    "alarms": (ft.Icons.NOTIFICATIONS_ACTIVE_OUTLINED, "category.alarms"),
    "electrical": (ft.Icons.ELECTRICAL_SERVICES, "category.electrical"),
    "outdoor": (ft.Icons.PARK_OUTLINED, "category.outdoor"),
    "graffiti": (ft.Icons.FORMAT_PAINT_OUTLINED, "category.graffiti"),
    "personal_safety": (ft.Icons.HEALTH_AND_SAFETY_OUTLINED, "category.personal_safety"),
    "high_value": (ft.Icons.SHIELD_OUTLINED, "category.high_value"),
}
TILES = {
    "damage": ft.Icons.BROKEN_IMAGE_OUTLINED,
    "near_miss": ft.Icons.WARNING_AMBER,
}
"""Icons of tiles that do not have their form's own."""

_OTHER = (ft.Icons.HELP_OUTLINE, "category.other")
HIDDEN = ("exception",)
"""Rows of the list that change who answers for something; nobody reports them."""


def category_words(category: str, t: Voice) -> str:
    return t(CATEGORIES.get(category, _OTHER)[1])


@screen
def Report() -> ft.View:
    phone, t = use_phone()
    drafts = [draft for draft in phone.drafts() if not draft.round and not draft.sealed]
    begun = [found for found in phone.book.to_do() if is_quick(found) and not is_unlisted(found)]
    unsent = [
        *(DraftRow(draft, key=draft.id) for draft in drafts),
        *(RoundRow(found, key=found.round.id) for found in begun),
    ]
    # What has happened to people comes before what has happened to things.
    forms = sorted(phone.book.forms(), key=lambda form: not is_sealed(form))
    tiles = [HappenedTile(form, tile, key=f"{form.id}-{tile.id}") for form in forms for tile in form.quick.tiles]
    return frame.page(
        t("report.title"),
        [
            HelpBar(key="help"),
            *([section(t("home.drafts")), *unsent] if unsent else []),
            section(t("quick.happened")),
            ft.ResponsiveRow([*tiles, _house_tile(t)], spacing=10, run_spacing=10),
            Forms(key="forms"),
            *_sent(phone, t),
            care_link(t),
        ],
        tab=frame.REPORT,
    )


@part
def HappenedTile(form: Checklist, tile: Tile) -> ft.Control:
    t = use_voice()
    icon = TILES.get(tile.id) or icon_of(form)
    return _tile(icon, t.say(tile.words), f"/report/quick/{form.id}/{tile.id}", f"tile-{tile.id}")


def _house_tile(t: Voice) -> ft.Control:
    return _tile(ft.Icons.HANDYMAN_OUTLINED, t("quick.house"), "/report/house", "tile-house")


def _tile(icon: ft.IconData, words: str, path: str, identifier: str) -> ft.Control:
    inside = ft.Column(
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.CENTER,
        controls=[
            ft.Icon(icon, size=34, color=ft.Colors.PRIMARY),
            ft.Text(words, size=16, weight=ft.FontWeight.W_500, text_align=ft.TextAlign.CENTER),
        ],
    )
    tile = card(inside, lambda _: go(path), padding=12)
    tile.height = 108
    return ft.Container(named(identifier, tile, button=True), col={"xs": 6, "sm": 4})


def _sent(phone: Phone, t: Voice) -> list[ft.Control]:
    """What the person may still add to; of what few may read, only that there is something."""
    sent = reports_sent(phone.documents, phone.signed_in) if phone.signed_in else []
    return [section(t("quick.sent_before")), *(SentRow(held, key=held.id) for held in sent)] if sent else []


@part
def SentRow(sent: Round) -> ft.Control:
    phone, t = use_phone()
    form = phone.documents.checklist(sent.checklist, sent.version)
    named_so = t("quick.sent_neutral") if is_sealed(form) or form is None else t.say(form.title)
    icon = ft.Icon(ft.Icons.MARK_EMAIL_READ_OUTLINED, color=ft.Colors.PRIMARY, size=28)
    when = quiet(moment(sent.started_at, t))
    return row_card(icon, named_so, when, lambda _: go(f"/round/{sent.id}"), f"sent-{sent.id}")


@screen
def House() -> ft.View:
    """Which kind of thing in the house it is."""
    phone, t = use_phone()
    categories = [category for category in phone.names.categories() if category not in HIDDEN]
    tiles = [Category(category, key=category) for category in categories]
    nothing = [] if tiles else [empty(ft.Icons.CLOUD_DOWNLOAD_OUTLINED, t("report.none"), t("report.none_more"))]
    body = [section(t("report.what")), *nothing, ft.ResponsiveRow(tiles, spacing=10, run_spacing=10)]
    return frame.page(t("quick.house"), body)


@part
def Category(category: str) -> ft.Control:
    t = use_voice()
    icon = CATEGORIES.get(category, _OTHER)[0]
    return _tile(icon, category_words(category, t), f"/report/about/{category}", f"category-{category}")


@screen
def ReportAbout() -> ft.View:
    """Which part of the house it is: the list's own names, found by typing a part of them."""
    t = use_voice()
    category = ft.use_route_params().get("category", "")
    return frame.page(category_words(category, t), [Components(category, key=category)])


@part
def Components(category: str) -> ft.Control:
    phone, t = use_phone()
    typed, set_typed = ft.use_state("")

    def begin(code: str) -> None:
        draft = phone.new_report()
        draft.change(component=code)
        go(f"/report/draft/{draft.id}")

    named_so = sorted((t.say(words), code) for code, words in phone.names.components(category))
    wanted = [(words, code) for words, code in named_so if typed.lower() in words.lower()]
    rows: list[ft.Control] = [
        row_card(
            ft.Icon(ft.Icons.ADD, color=ft.Colors.PRIMARY), words, None, lambda _, c=code: begin(c), f"about-{code}"
        )
        for words, code in wanted
    ]
    nothing = [] if rows else [quiet(t("report.no_match"))]
    search = EntryField(t("report.search"), "", set_typed, identifier="report-search", kind="search")
    return column([search, *rows, *nothing], 8)
