"""Report something outside a round: help first, then what it is about, then a photo and some words."""

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField
from app.screens.guard import part, screen
from app.screens.home.forms import Forms
from app.screens.home.home import DraftRow
from app.screens.parts import calling, card, column, empty, named, notice, plain, quiet, row_card, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.state.phone import Phone

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
_OTHER = (ft.Icons.HELP_OUTLINE, "category.other")
HIDDEN = ("exception",)
"""Rows of the list that change who answers for something; nobody reports them."""


def category_words(category: str, t: Voice) -> str:
    return t(CATEGORIES.get(category, _OTHER)[1])


@screen
def Report() -> ft.View:
    phone, t = use_phone()
    categories = [category for category in phone.names.categories() if category not in HIDDEN]
    drafts = [draft for draft in phone.drafts() if not draft.round and not draft.sealed]
    tiles = [Category(category, key=category) for category in categories]
    nothing = [] if tiles else [empty(ft.Icons.CLOUD_DOWNLOAD_OUTLINED, t("report.none"), t("report.none_more"))]
    return frame.page(
        t("report.title"),
        [
            _help(phone, t),
            *([section(t("home.drafts")), *(DraftRow(draft, key=draft.id) for draft in drafts)] if drafts else []),
            Forms(key="forms"),
            section(t("report.what")),
            *nothing,
            ft.ResponsiveRow(tiles, spacing=10, run_spacing=10),
            plain(t("care.link"), ft.Icons.PRIVACY_TIP_OUTLINED, lambda _: go("/report/care"), "care-link"),
        ],
        tab=frame.REPORT,
    )


def _help(phone: Phone, t: Voice) -> ft.Control:
    """Help before anything else."""
    about = phone.names.about()
    number = about.emergency if about else "112"
    call = calling(t("report.call", phone=number), number, "call-emergency")
    return notice(ft.Icons.SOS, t("report.danger", phone=number), t("report.danger_more"), alarming=True, more=[call])


@part
def Category(category: str) -> ft.Control:
    t = use_voice()
    icon = CATEGORIES.get(category, _OTHER)[0]
    inside = ft.Column(
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.CENTER,
        controls=[
            ft.Icon(icon, size=34, color=ft.Colors.PRIMARY),
            ft.Text(category_words(category, t), size=16, weight=ft.FontWeight.W_500, text_align=ft.TextAlign.CENTER),
        ],
    )
    tile = card(inside, lambda _: go(f"/report/about/{category}"), padding=14)
    tile.height = 112
    return ft.Container(named(f"category-{category}", tile, button=True), col={"xs": 6, "sm": 4})


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
