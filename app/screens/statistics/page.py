"""Statistics: a year at a time, one's own cases exactly and the municipality's as published."""

from typing import cast

import flet as ft

from app.screens import frame
from app.screens.fields import OneOf
from app.screens.guard import part, screen
from app.screens.lists.files import use_files
from app.screens.parts import card, column, named, notice, outlined, plain, quiet, refused, section
from app.screens.statistics.bars import bars
from app.screens.surroundings import Voice, use_phone, use_said, use_voice
from app.screens.times import moment
from app.state.statistics import (
    Kept,
    StatisticsDesk,
    by_kind,
    by_place,
    name_of,
    published_bars,
    published_kinds,
    quarters,
)
from domain.refusals import Refusal
from domain.statistics.answer import Statistics

YEARS = 3


@screen
def StatisticsPage() -> ft.View:
    t = use_voice()
    return frame.page(t("statistics.title"), [Years(key="statistics")])


@part
def Years() -> ft.Control:
    phone, _ = use_phone()
    this_year = phone.clock.now().astimezone().year
    year, set_year = ft.use_state(this_year)
    options = tuple((str(each), str(each)) for each in range(this_year, this_year - YEARS, -1))
    choice = OneOf(options, str(year), lambda chosen: set_year(int(chosen)), identifier="statistics-year")
    return column([choice, OneYear(year, this_year, key=f"year-{year}")])


@part
def OneYear(year: int, this_year: int) -> ft.Control:
    """Asked of the server when it opens."""
    phone, t = use_phone()
    desk = StatisticsDesk(phone.db, phone.desk_server.ask, phone.signed_in.id if phone.signed_in else "")
    kept, set_kept = ft.use_state(cast("Kept | None", None))

    async def fetch(_: ft.Event | None = None) -> None:
        set_kept(None)
        set_kept(await desk.of(year))

    ft.use_effect(fetch, [])
    if kept is None:
        return quiet(t("statistics.asking"), 16)
    again = outlined(t("statistics.again"), ft.Icons.REFRESH, fetch, "statistics-again")
    said = kept.statistics
    if said is None:
        return column([*refused(kept.refusal, t.say), again])
    when = moment(said.asked_at, t)
    old = notice(ft.Icons.CLOUD_OFF, t("statistics.kept", when=when)) if kept.refusal else None
    parts: list[ft.Control] = [
        old or quiet(t("statistics.as_of", when=when)),
        *own(said, t),
        *published(said, this_year, t),
    ]
    parts += [again] if kept.refusal else [TakeHome(desk, year, key="take-home")]
    return named("statistics-shown", column(parts))


def own(said: Statistics, t: Voice) -> list[ft.Control]:
    kinds = by_kind(said, t.language)
    title = section(t("statistics.own"))
    if not kinds:
        return [title, quiet(t("statistics.own_none", year=said.year), 16)]
    every = sorted({count.kind for count in said.own}, key=lambda kind: name_of(said, kind, t.language))
    return [title, card(bars(kinds, t)), *(_kind(said, kind, t) for kind in every)]


def _kind(said: Statistics, kind: str, t: Voice) -> ft.Control:
    title = ft.Text(name_of(said, kind, t.language), size=17, weight=ft.FontWeight.W_600)
    by_quarter = " · ".join(map(str, quarters(said, kind)))
    lines = [title, quiet(t("statistics.quarters", numbers=by_quarter)), bars(by_place(said, kind, t.language), t)]
    return named(f"own-{kind}", card(column(lines, 10)))


def published(said: Statistics, this_year: int, t: Voice) -> list[ft.Control]:
    title = section(t("statistics.published"))
    if said.published is None:
        later = said.year >= this_year
        return [title, quiet(t("statistics.not_yet") if later else t("statistics.not_at_all", year=said.year), 16)]
    cards = [_published(said, kind, t) for kind in published_kinds(said)]
    return [title, quiet(t("statistics.rule", n=said.min_cell)), *cards]


def _published(said: Statistics, kind: str, t: Voice) -> ft.Control:
    title = ft.Text(name_of(said, kind, t.language), size=17, weight=ft.FontWeight.W_600)
    shown = published_bars(said, kind, t("statistics.others"), t.language)
    below = bars(shown, t) if shown else quiet(t("statistics.few", n=said.min_cell), 16)
    return named(f"published-{kind}", card(column([title, below], 10)))


@part
def TakeHome(desk: StatisticsDesk, year: int) -> ft.Control:
    _, t = use_phone()
    trouble, set_trouble = use_said()
    picker = use_files(lambda _name, _content: None)

    async def save(form: str) -> None:
        content = await desk.table(year, form, t.language)
        set_trouble(content if isinstance(content, Refusal) else None)
        if not isinstance(content, Refusal):
            await picker.save_file(file_name=f"{t('statistics.file')}-{year}.{form}", src_bytes=content)

    async def save_csv(_: ft.Event) -> None:
        await save("csv")

    async def save_workbook(_: ft.Event) -> None:
        await save("xlsx")

    ways: list[ft.Control] = [
        plain("XLSX", ft.Icons.DOWNLOAD, save_workbook, "statistics-xlsx"),
        plain("CSV", ft.Icons.DOWNLOAD, save_csv, "statistics-csv"),
    ]
    return column([section(t("statistics.take_home")), ft.Row(ways, wrap=True), *refused(trouble, t.say)])
