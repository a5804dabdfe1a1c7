"""The demarcation list: its versions and their change log, and for those who may, the next version."""

from typing import cast

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.lists.changes import Some, long_day
from app.screens.lists.files import use_files
from app.screens.lists.importing import Adopted, Importing
from app.screens.parts import card, chip, column, empty, named, plain, quiet, refused
from app.screens.surroundings import Voice, use_phone, use_voice
from app.screens.times import moment
from app.state.lists.desk import NotDone
from domain.demarcation.preview import Adoption, ListHistory, Version
from domain.demarcation.versions import may_look


@screen
def ListPage() -> ft.View:
    phone, t = use_phone()
    if phone.signed_in is None or not may_look(phone.signed_in):
        body: list[ft.Control] = [empty(ft.Icons.RULE, t("list.closed"), t("list.closed_more"))]
    else:
        body = [LivingList(key="list")]
    return frame.page(t("list.title"), body)


@part
def LivingList() -> ft.Control:
    phone, t = use_phone()
    known, set_known = ft.use_state(cast("ListHistory | NotDone | None", None))
    adopted, set_adopted = ft.use_state("")

    async def ask() -> None:
        set_known(await phone.lists.history())

    ft.use_effect(ask, [adopted])
    picker = use_files(lambda _name, _content: None)
    below: list[ft.Control] = [quiet(t("list.asking"))]
    if isinstance(known, NotDone):
        below = refused(known.refusal, t.say)
    elif known:
        versions = [VersionCard(version, picker, key=version.version) for version in known.versions]
        log = [AdoptionCard(line, key=line.version) for line in known.log]
        below = [Some(t("list.versions"), versions, "versions"), Some(t("list.log"), log, "log")]
    told = [Adopted(adopted, key=adopted)] if adopted else []
    # A version that was adopted begins a new import: what was shown was compared with what has been replaced.
    return column([*told, Importing(set_adopted, key=f"import-{adopted}"), *below])


@part
def VersionCard(version: Version, picker: ft.FilePicker) -> ft.Control:
    """`picker` saves it on this device."""
    phone, t = use_phone()
    trouble, set_trouble = ft.use_state(cast("NotDone | None", None))

    async def save(kind: str) -> None:
        content = await phone.lists.table(version.version, kind)
        if isinstance(content, NotDone):
            set_trouble(content)
        else:
            set_trouble(None)
            name = f"{t('list.file')}-{version.version.replace(':', '-')}.{kind}"
            await picker.save_file(file_name=name, src_bytes=content)

    async def workbook(_: ft.Event) -> None:
        await save("xlsx")

    async def as_csv(_: ft.Event) -> None:
        await save("csv")

    words = [
        ft.Text(version.version, size=18, weight=ft.FontWeight.W_600),
        quiet(f"{t('list.from', day=long_day(version.valid_from, t))} · {t('list.count', n=version.rows)}"),
        ft.Row(_state(version, t)),
    ]
    ways = [
        plain("XLSX", ft.Icons.DOWNLOAD, workbook, f"list-xlsx-{version.version}"),
        plain("CSV", ft.Icons.DOWNLOAD, as_csv, f"list-csv-{version.version}"),
    ]
    said = refused(trouble.refusal, t.say) if trouble else []
    return named(f"version-{version.version}", card(column([*words, ft.Row(ways, wrap=True), *said], 6)))


def _state(version: Version, t: Voice) -> list[ft.Control]:
    if version.now:
        return [chip(ft.Icons.CHECK, t("list.now"), ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)]
    if version.replaced:
        return [
            chip(ft.Icons.BLOCK, t("list.replaced"), ft.Colors.SURFACE_CONTAINER_HIGHEST, ft.Colors.ON_SURFACE_VARIANT)
        ]
    return []


@part
def AdoptionCard(line: Adoption) -> ft.Control:
    t = use_voice()
    counts = " · ".join(
        (
            t("list.changed", n=line.changed),
            t("list.added", n=line.added),
            t("list.removed", n=line.removed),
        )
    )
    words = [
        ft.Text(
            t("list.version_from", version=line.version, day=long_day(line.valid_from, t)),
            size=17,
            weight=ft.FontWeight.W_500,
        ),
        ft.Text(line.why, size=16),
        quiet(f"{line.title}, {moment(line.at, t)} · {line.file}"),
        quiet(counts),
    ]
    return named(f"adoption-{line.version}", card(column(words, 4)))
