"""The next version of the list: a first day and a file, what they would change, and adopting it with a reason."""

from datetime import date
from typing import Any, cast

import flet as ft

from app.screens.answers.moment import use_calendar
from app.screens.fields import NoteField
from app.screens.guard import part
from app.screens.lists.changes import Changes, long_day
from app.screens.lists.files import choosing, use_files
from app.screens.parts import column, named, notice, primary, quiet, refused, row_card, secondary, section
from app.screens.surroundings import Voice, use_phone, use_voice
from app.state.lists.desk import NotDone, TableFile
from domain.demarcation.preview import ListPreview
from domain.demarcation.versions import may_adopt

MISTAKES_SHOWN = 30


@part
def Importing(adopted: Any) -> ft.Control:
    """`adopted` is called with the name of the version when there is a new one."""
    phone, t = use_phone()
    day, set_day = ft.use_state(lambda: next_january(phone.clock.today()))
    file, set_file = ft.use_state(cast("tuple[str, bytes] | None", None))
    seen, set_seen = ft.use_state(cast("ListPreview | NotDone | None", None))
    busy, set_busy = ft.use_state(False)

    def take(name: str, content: bytes) -> None:
        set_file((name, content))
        set_seen(None)

    def begin(chosen: str) -> None:
        set_day(chosen)
        set_seen(None)

    picker = use_files(take)
    ask_day = use_calendar(False, not_future=False, given=day, save=begin)

    async def look(_: ft.Event) -> None:
        set_busy(True)
        try:
            set_seen(await phone.lists.preview(TableFile(*file, day)) if file else None)
        finally:
            set_busy(False)

    chosen = TableFile(*file, day) if file else None
    when = row_card(
        ft.Icon(ft.Icons.CALENDAR_MONTH), t("list.from", day=long_day(day, t)), None, ask_day, "list-first-day"
    )
    choose = secondary(
        file[0] if file else t("list.choose"), ft.Icons.UPLOAD_FILE, None, "list-choose", action=choosing(picker)
    )
    again = t("list.looking") if busy else t("list.preview")
    return column(
        [
            section(t("list.next")),
            quiet(t("list.next_more")),
            when,
            choose,
            primary(again, ft.Icons.COMPARE_ARROWS, look, "list-look", disabled=busy or file is None),
            *(_mistakes(seen, t) if isinstance(seen, NotDone) else []),
            *([Changes(seen, key="changes")] if isinstance(seen, ListPreview) else []),
            *([Adopting(chosen, seen, adopted, key="adopt")] if chosen and isinstance(seen, ListPreview) else []),
        ]
    )


@part
def Adopting(file: TableFile, seen: ListPreview, adopted: Any) -> ft.Control:
    phone, t = use_phone()
    why, set_why = ft.use_state("")
    answer, set_answer = ft.use_state(cast("NotDone | None", None))
    busy, set_busy = ft.use_state(False)
    if not (seen.changed or seen.added or seen.removed):
        return notice(ft.Icons.INFO_OUTLINE, t("list.no_change"))
    if phone.signed_in is None or not may_adopt(phone.signed_in):
        return notice(ft.Icons.INFO_OUTLINE, t("list.not_yours"), t("list.not_yours_more"))

    async def adopt(_: ft.Event) -> None:
        set_busy(True)
        try:
            said = await phone.lists.adopt(file, why, seen.against)
        finally:
            set_busy(False)
        if isinstance(said, NotDone):
            set_answer(said)
        else:
            phone.deliveries.wake()
            adopted(said)

    off = busy or not why.strip()
    words = t("list.adopt", version=seen.version)
    return column(
        [
            NoteField(t("list.why"), "", set_why, identifier="list-why", lines=2, helper=t("list.why_more")),
            *(_mistakes(answer, t) if answer else []),
            primary(words, ft.Icons.GAVEL, adopt, "list-adopt", disabled=off),
        ]
    )


def _mistakes(answer: NotDone, t: Voice) -> list[ft.Control]:
    """Why not; and every mistake in the file, each where it stands."""
    lines = [ft.Text(t.say(said), size=15) for said in answer.mistakes[:MISTAKES_SHOWN]]
    rest = len(answer.mistakes) - len(lines)
    if rest > 0:
        lines.append(quiet(t("list.more_mistakes", n=rest)))
    told = [named("list-mistakes", column(lines, 8))] if lines else []
    return [*refused(answer.refusal, t.say), *told]


def next_january(today: str) -> str:
    return f"{date.fromisoformat(today).year + 1}-01-01"


@part
def Adopted(version: str) -> ft.Control:
    t = use_voice()
    words = t("list.adopted", version=version)
    return named("list-adopted", notice(ft.Icons.TASK_ALT, words, t("list.adopted_more")), live_region=True)
