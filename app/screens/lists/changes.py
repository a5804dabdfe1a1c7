"""What a new version of the list would change: rows, columns, and whose work would have gone elsewhere."""

from collections.abc import Sequence
from datetime import date

import flet as ft

from app.screens.guard import lasting, part
from app.screens.parts import card, chip, column, named, notice, outlined, quiet, section
from app.screens.surroundings import Voice, use_phone, use_voice
from app.screens.times import day_and_month, day_words
from app.state.phone import Phone
from domain.demarcation.changes import ChangedRow
from domain.demarcation.listing import Row
from domain.demarcation.preview import ListPreview, Moved
from domain.demarcation.row_words import COLUMNS, cell_words
from domain.terms import answer_words

PAGE = 20
"""So many are drawn at once: Flet builds every row, also those that nobody sees."""
ASPECTS = {"repair": "lookup.repair", "inspection": "lookup.inspection", "cost": "lookup.cost"}


@part
def Changes(seen: ListPreview) -> ft.Control:
    phone, t = use_phone()
    counts = (
        (ft.Icons.EDIT_OUTLINED, t("list.changed", n=len(seen.changed))),
        (ft.Icons.ADD, t("list.added", n=len(seen.added))),
        (ft.Icons.REMOVE, t("list.removed", n=len(seen.removed))),
        (ft.Icons.ALT_ROUTE, t("list.moved", n=len(seen.moved) + seen.hidden)),
    )
    back, ink = ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER
    title = t("list.version_from", version=seen.version, day=long_day(seen.valid_from, t))
    head = [
        ft.Text(title, size=20, weight=ft.FontWeight.W_600),
        quiet(t("list.against", version=seen.against, n=seen.rows)),
        ft.Row([chip(icon, words, back, ink) for icon, words in counts], wrap=True, spacing=8, run_spacing=6),
    ]
    rows = [
        *(ChangedRowCard(each, key=f"~{each.row.row_id}") for each in seen.changed),
        *(RowCard(row, True, key=f"+{row.row_id}") for row in seen.added),
        *(RowCard(row, False, key=f"-{row.row_id}") for row in seen.removed),
    ]
    moved = [MovedCard(each, key=each.id) for each in seen.moved]
    hidden = [quiet(t("list.hidden", n=seen.hidden))] if seen.hidden else []
    return column(
        [
            named("list-preview", card(column(head, 8), tone=ft.Colors.SURFACE_CONTAINER), live_region=True),
            *_uncovered(seen.uncovered, phone, t),
            Some(t("list.rows"), rows, "rows", key="rows"),
            Some(t("list.elsewhere"), [*moved, *hidden], "moved", key="moved"),
        ]
    )


@part
def Some(title: str, rows: Sequence[ft.Control], name: str) -> ft.Control:
    """A section with its first rows, and the others when somebody asks for them; nothing where there are none."""
    t = use_voice()
    shown, set_shown = ft.use_state(PAGE)
    if not rows:
        return ft.Container(height=0)
    more = []
    if len(rows) > shown:
        more = [outlined(t("tasks.more"), ft.Icons.EXPAND_MORE, lambda _: set_shown(shown + PAGE), f"more-{name}")]
    return column([section(title), *rows[:shown], *more], 8)


def _uncovered(codes: Sequence[str], phone: Phone, t: Voice) -> list[ft.Control]:
    if not codes:
        return []
    names = ", ".join(f"{t.say(phone.names.component(code))} ({code})" for code in codes)
    return [notice(ft.Icons.WARNING_AMBER, t("list.uncovered", n=len(codes)), names, alarming=True)]


@lasting
def ChangedRowCard(each: ChangedRow) -> ft.Control:
    t = use_voice()
    lines: list[ft.Control] = [_name(each.row, t)]
    for field in each.fields:
        before, after = (t.say(cell_words(field.name, text)) for text in (field.before, field.after))
        lines.append(quiet(t("list.change", what=t.say(COLUMNS[field.name]), before=before, after=after)))
    return named(f"changed-{each.row.row_id}", card(column(lines, 4)))


@lasting
def RowCard(row: Row, is_new: bool) -> ft.Control:
    """A rule that comes or goes, and whom it names."""
    t = use_voice()
    who = [
        f"{t(key)}: {t.say(answer_words(row.responsible(aspect)))}"
        for aspect, key in ASPECTS.items()
        if row.responsible(aspect)
    ]
    word = t("list.is_new") if is_new else t("list.is_gone")
    icon = ft.Icons.ADD if is_new else ft.Icons.REMOVE
    mark = chip(icon, word, ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER)
    words = column([_name(row, t), quiet(" · ".join(who)), ft.Row([mark])], 4)
    return named(f"{'added' if is_new else 'removed'}-{row.row_id}", card(words))


def _name(row: Row, t: Voice) -> ft.Text:
    name = row.component_en if t.language == "en" else row.component_sv
    return ft.Text(f"{row.row_id} {name}", size=17, weight=ft.FontWeight.W_500)


@lasting
def MovedCard(moved: Moved) -> ft.Control:
    phone, t = use_phone()
    number = t("task.number", n=moved.number) if moved.number else t("list.finding")
    state = t("list.open") if moved.is_open else t("list.found", day=day_words(moved.found_at, t))
    lines: list[ft.Control] = [
        ft.Text(moved.text or t.say(phone.names.component(moved.component)), size=17, weight=ft.FontWeight.W_500),
        quiet(f"{number} · {state} · {moved.place}"),
    ]
    for hand in moved.hands:
        before, after = (
            t.say(phone.names.organisation(org)) if org else t("lookup.nobody") for org in (hand.before, hand.after)
        )
        lines.append(ft.Text(t("list.change", what=t(ASPECTS[hand.aspect]), before=before, after=after), size=15))
    return named(f"moved-{moved.id}", card(column(lines, 4)))


def long_day(iso: str, t: Voice) -> str:
    """ "1 januari 2027", with the year whatever year it is."""
    day = date.fromisoformat(iso)
    words = day_and_month(day, t)
    return words if words.endswith(str(day.year)) else f"{words} {day.year}"
