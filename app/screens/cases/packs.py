"""What is handed over of a case: the police's text, to be read and pasted, with the pictures; the insurer's package."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app.screens import frame
from app.screens.cases.channels import POLICE, channels
from app.screens.guard import part, screen
from app.screens.lists.files import use_files
from app.screens.parts import (
    card,
    column,
    empty,
    named,
    notice,
    outlined,
    primary,
    quiet,
    refused,
    row_card,
    secondary,
    section,
)
from app.screens.surroundings import Voice, go, use_phone, use_said
from app.state.cases.papers import CLAIM_PDF, CLAIM_ZIP, POLICE_ZIP, TEXT
from app.state.phone import Phone
from domain.cases.case_file import CaseFile
from domain.refusals import Refusal
from domain.secrecy.table import RESTRICTED


@part
def Packs(case: CaseFile) -> ft.Control:
    """The ways to both. What protects a person is not for the insurer."""
    phone, t = use_phone()
    ways: list[ft.Control] = []
    if case.step(POLICE) and phone.case_work.may_handle(case):
        more = quiet(t("packs.police_more"), 14)
        ways.append(_way(ft.Icons.LOCAL_POLICE_OUTLINED, t("packs.police"), more, case, "police"))
    if case.confidentiality != RESTRICTED and phone.case_work.may_hold(case):
        more = quiet(t("packs.insurer_more"), 14)
        ways.append(_way(ft.Icons.REQUEST_QUOTE_OUTLINED, t("packs.insurer"), more, case, "insurer"))
    if not ways:
        return ft.Container(height=0, visible=False)
    return column([section(t("packs.title")), *ways], 8)


def _way(icon: ft.IconData, words: str, more: ft.Control, case: CaseFile, name: str) -> ft.Control:
    mark = ft.Icon(icon, color=ft.Colors.PRIMARY)
    return row_card(mark, words, more, lambda _: go(f"/cases/{case.id}/{name}"), f"pack-{name}")


# --- the police ------------------------------------------------------------------------------------------------------


@screen
def PolicePage() -> ft.View:
    return _page("packs.police", lambda phone, case: phone.case_work.may_handle(case), ForPolice)


@screen
def InsurerPage() -> ft.View:
    return _page("packs.insurer", lambda phone, case: phone.case_work.may_hold(case), ForInsurer)


def _page(title: str, may: Callable[[Phone, CaseFile], bool], whole: Callable[..., ft.Control]) -> ft.View:
    phone, t = use_phone()
    case = phone.cases.case(ft.use_route_params().get("case", ""))
    if case is None:
        return frame.page(t(title), [empty(ft.Icons.SEARCH_OFF, t("case.gone"), t("case.gone_more"))])
    if not may(phone, case):
        return frame.page(t(title), [empty(ft.Icons.LOCK_OUTLINE, t("papers.not_yours"), t("papers.not_yours_more"))])
    return frame.page(t(title), whole=whole(case, key=case.id))


@part
def ForPolice(case: CaseFile) -> ft.Control:
    """The text is fetched when the page is opened, so that one more tap copies it."""
    phone, t = use_phone()
    got, set_got = ft.use_state(cast("bytes | Refusal | None", None))
    times, set_times = ft.use_state(0)
    copied, set_copied = ft.use_state(False)

    async def fetch() -> None:
        set_got(None)
        set_got(await phone.case_papers.fetch(case.id, TEXT, t.language))

    ft.use_effect(fetch, [case.id, t.language, times])
    text = got.decode() if isinstance(got, bytes) else ""
    body = [
        *_admit_nothing(case, t),
        *_logged(case, t),
        *_unsent(phone, t),
        *_shown(got, text, lambda: set_times(times + 1), t),
        quiet(t("police.no_names")),
        *_pictures(case, phone, t),
        column([section(t("police.report_it")), quiet(t("police.report_more")), *channels(case, POLICE, phone, t)], 8),
        *_number(case, t),
    ]
    return frame.filled(body, [_copy(text, copied, lambda: set_copied(True), t)] if text else [])


def _shown(got: bytes | Refusal | None, text: str, again: Callable[[], None], t: Voice) -> list[ft.Control]:
    if got is None:
        return [_making(t)]
    if isinstance(got, Refusal):
        retry = outlined(t("packs.again"), ft.Icons.REFRESH, lambda _: again(), "fetch-again")
        return [*refused(got, t.say), retry]
    said = ft.Text(text.strip(), size=16, selectable=True)
    return [named("police-text", card(said, tone=ft.Colors.SURFACE_CONTAINER))]


def _pictures(case: CaseFile, phone: Phone, t: Voice) -> list[ft.Control]:
    """Not where the report has none; where the report is not on this phone, the server knows."""
    report = phone.documents.round(case.id)
    if report and not any(given.photos for given in report.answers.values()):
        return []
    file = f"{t('police.file')}.zip"
    return [Fetching(case, POLICE_ZIP, t("police.zip"), file, ft.Icons.FOLDER_ZIP_OUTLINED, key="zip")]


def _copy(text: str, copied: bool, done: Callable[[], None], t: Voice) -> ft.Control:
    """The client copies by itself, within the touch: Safari allows nothing else."""
    words, icon = (t("police.copied"), ft.Icons.CHECK) if copied else (t("police.copy"), ft.Icons.CONTENT_COPY)
    return primary(words, icon, lambda _: done(), "copy-text", action=ft.CopyToClipboard(text))


def _number(case: CaseFile, t: Voice) -> list[ft.Control]:
    """What comes back from the police belongs in the case."""
    if case.police_number:
        said = t("police.has_number", number=case.police_number)
        return [named("police-number", notice(ft.Icons.LOCAL_POLICE_OUTLINED, said))]
    step = case.step(POLICE)
    if step is None or not step.is_open or not case.is_open:
        return []
    path = f"/cases/{case.id}/step/{POLICE}"
    return [outlined(t("police.number"), ft.Icons.PIN_OUTLINED, lambda _: go(path), "write-number")]


# --- the insurer -----------------------------------------------------------------------------------------------------


@part
def ForInsurer(case: CaseFile) -> ft.Control:
    """What is not there yet is said before the package is made."""
    phone, t = use_phone()
    file = t("insurer.file")
    lacking = [
        *([t("insurer.no_number")] if case.step(POLICE) and not case.police_number else []),
        *([t("insurer.no_costs")] if case.cost.estimated is None and case.cost.final is None else []),
        *([t("insurer.no_invoices")] if case.cost.final is not None and not case.cost.invoices else []),
    ]
    body = [
        *_admit_nothing(case, t),
        quiet(t("insurer.has"), 16),
        *_unsent(phone, t),
        *([named("lacking", notice(ft.Icons.INFO_OUTLINE, " ".join(lacking)))] if lacking else []),
        Fetching(case, CLAIM_PDF, t("insurer.pdf"), f"{file}.pdf", ft.Icons.PICTURE_AS_PDF_OUTLINED, key="pdf"),
        Fetching(case, CLAIM_ZIP, t("insurer.zip"), f"{file}.zip", ft.Icons.FOLDER_ZIP_OUTLINED, key="zip"),
    ]
    return frame.filled(body)


# --- both ------------------------------------------------------------------------------------------------------------


@part
def Fetching(case: CaseFile, kind: str, words: str, file: str, icon: ft.IconData) -> ft.Control:
    """One tap: the server makes the file, and the phone saves it where its owner's files are."""
    phone, t = use_phone()
    busy, set_busy = ft.use_state(False)
    saved, set_saved = ft.use_state(False)
    refusal, set_refusal = use_said()
    picker = use_files(lambda _name, _content: None)

    async def fetch(_: ft.Event) -> None:
        set_refusal(None)
        set_saved(False)
        set_busy(True)
        content = await phone.case_papers.fetch(case.id, kind, t.language)
        set_busy(False)
        if isinstance(content, Refusal):
            set_refusal(content)
        else:
            await picker.save_file(file_name=file, src_bytes=content)
            set_saved(True)

    name = kind.replace(".", "-")
    button = secondary(words, icon, fetch, f"fetch-{name}", disabled=busy)
    said: list[ft.Control] = [_making(t)] if busy else []
    if saved:
        said.append(named(f"saved-{name}", quiet(t("packs.saved", file=file)), live_region=True))
    return column([button, *said, *refused(refusal, t.say)], 6)


def _making(t: Voice) -> ft.Control:
    return ft.Row(
        [ft.ProgressRing(width=22, height=22), ft.Container(quiet(t("packs.making")), expand=True)], spacing=12
    )


def _admit_nothing(case: CaseFile, t: Voice) -> list[ft.Control]:
    if not case.third_party:
        return []
    said = notice(ft.Icons.GAVEL, t("packs.admit"), t("packs.admit_more"), alarming=True)
    return [named("admit-nothing", said)]


def _logged(case: CaseFile, t: Voice) -> list[ft.Control]:
    return [quiet(t("packs.logged"))] if case.confidentiality == RESTRICTED else []


def _unsent(phone: Phone, t: Voice) -> list[ft.Control]:
    """The server tells only what has reached it."""
    return [named("unsent", notice(ft.Icons.CLOUD_OFF_OUTLINED, t("packs.unsent")))] if phone.unsent() else []
