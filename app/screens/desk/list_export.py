"""What the list shows as a file: CSV made here, also without a network; a workbook made by the server."""

from datetime import datetime
from typing import cast

import flet as ft

from app.screens.guard import part
from app.screens.lists.files import use_files
from app.screens.parts import column, plain, refused
from app.screens.surroundings import use_phone, use_said
from app.state.tasks.table import as_csv
from domain.refusals import Refusal
from domain.tasks.task import Task


@part
def Export(tasks: tuple[Task, ...]) -> ft.Control:
    phone, t = use_phone()
    trouble, set_trouble = use_said()
    picker = use_files(lambda _name, _content: None)
    day = f"{datetime.now():%Y-%m-%d}"

    async def save_csv(_: ft.Event) -> None:
        content = as_csv(tasks, phone.names, t.language)
        await picker.save_file(file_name=f"{t('export.file')}-{day}.csv", src_bytes=content)

    async def save_workbook(_: ft.Event) -> None:
        content = await phone.desk_server.workbook([task.id for task in tasks], t.language)
        set_trouble(content if isinstance(content, Refusal) else None)
        if not isinstance(content, Refusal):
            await picker.save_file(file_name=f"{t('export.file')}-{day}.xlsx", src_bytes=cast(bytes, content))

    ways: list[ft.Control] = [
        plain("CSV", ft.Icons.DOWNLOAD, save_csv, "export-csv", tooltip=t("export.csv")),
        plain("XLSX", ft.Icons.DOWNLOAD, save_workbook, "export-xlsx", tooltip=t("export.xlsx")),
    ]
    row = ft.Row(ways, spacing=0, tight=True)
    return column([row, *refused(trouble, t.say)], 6) if trouble else row
