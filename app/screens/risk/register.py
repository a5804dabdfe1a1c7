"""The register: unit by unit when its risks were last assessed, how grave they are and what becomes of the measures."""

from datetime import datetime

import flet as ft

from app.screens import frame
from app.screens.guard import lasting, part, screen
from app.screens.lists.files import use_files
from app.screens.parts import card, chip, column, empty, named, outlined, plain, quiet, section
from app.screens.risk.matrix import RiskMatrix, swatch
from app.screens.risk.risks import by_whom, risk_words
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import day_words, moment
from app.state.phone import Phone
from app.state.risk import as_csv, matrix, register, task_of, unit_of
from domain.risk.matrix import LEVELS, Matrix
from domain.risk.register import IN_TIME, LEVEL_WORDS, MISSING, OVERDUE, TO_COME, UNDER_WAY, Unit, is_late
from domain.risk.risks import Risk
from domain.tasks.table import STATUS_WORDS

PAGE = 30
"""Rows drawn at once: Flet builds every row, also those that nobody sees."""
STATES = {
    MISSING: ("risks.missing", ft.Icons.EVENT_BUSY, True),
    OVERDUE: ("risks.overdue", ft.Icons.ALARM, True),
    UNDER_WAY: ("risks.under_way", ft.Icons.EDIT_NOTE, False),
    TO_COME: ("risks.first", ft.Icons.EVENT, False),
    IN_TIME: ("risks.in_time", ft.Icons.TASK_ALT, False),
}


@screen
def RegisterPage() -> ft.View:
    t = use_voice()
    return frame.page(t("risks.title"), [Register(key="register")])


@part
def Register() -> ft.Control:
    phone, t = use_phone()
    shown, set_shown = ft.use_state(PAGE)
    units = units_of(phone)
    if not units:
        return empty(ft.Icons.GRID_ON, t("risks.none"), t("risks.none_more"))
    drawn = matrix(phone.documents)
    missing, overdue = (sum(unit.state == state for unit in units) for state in (MISSING, OVERDUE))
    summed = t("risks.summed", n=len(units), missing=missing, overdue=overdue)
    rows: list[ft.Control] = [UnitRow(unit, drawn, key=unit.building.id) for unit in units[:shown]]
    if len(units) > shown:
        rows.append(outlined(t("risks.more"), ft.Icons.EXPAND_MORE, lambda _: set_shown(shown + PAGE), "more-units"))
    head = ft.Text(summed, size=17, weight=ft.FontWeight.W_600)
    return column([named("register-sum", head), quiet(t("risks.rule")), Export(tuple(units), key="export"), *rows])


def units_of(phone: Phone) -> list[Unit]:
    return register(phone.documents, phone.signed_in, now(phone)) if phone.signed_in else []


def now(phone: Phone) -> datetime:
    return phone.clock.now().astimezone()


@part
def Export(units: tuple[Unit, ...]) -> ft.Control:
    phone, t = use_phone()
    picker = use_files(lambda _name, _content: None)

    async def save(_: ft.Event) -> None:
        content = as_csv(units, phone.names, t.language)
        name = f"{t('risks.file')}-{now(phone):%Y-%m-%d}.csv"
        await picker.save_file(file_name=name, src_bytes=content)

    return plain(t("risks.csv"), ft.Icons.DOWNLOAD, save, "register-csv")


@lasting
def UnitRow(unit: Unit, drawn: Matrix) -> ft.Control:
    t = use_voice()
    controls: list[ft.Control] = [
        ft.Text(f"{unit.building.name} ({unit.building.id})", size=18, weight=ft.FontWeight.W_600),
        ft.Row([_state(unit, t), *_highest(unit, drawn, t)], wrap=True, spacing=8, run_spacing=6),
        quiet(" · ".join(_days(unit, t))),
        *_counts(unit, t),
    ]
    # The round under way, unless the unit's page has an earlier one to show beside the way to it.
    way = f"/round/{unit.begun}" if unit.begun and not unit.last else f"/more/risks/{unit.building.id}"
    chevron = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT)
    inside = ft.Row([ft.Container(column(controls, 6), expand=True), chevron])
    return named(f"unit-{unit.building.id}", card(inside, lambda _: go(way)), button=True)


def _state(unit: Unit, t: Voice) -> ft.Control:
    key, icon, alarming = STATES[unit.state]
    words = t(key, day=day_words(unit.due, t)) if unit.state == TO_COME else t(key)
    if alarming:
        return chip(icon, words, ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
    return chip(icon, words, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)


def _highest(unit: Unit, drawn: Matrix, t: Voice) -> list[ft.Control]:
    """In its colour and in words."""
    band = next((band for band in drawn.bands if band.level == unit.highest), None)
    return [swatch(band, t("risks.highest", band=t.say(LEVEL_WORDS[band.level])))] if band else []


def _days(unit: Unit, t: Voice) -> list[str]:
    last = t("risks.last", day=day_words(unit.last.submitted_at, t)) if unit.last else t("risks.never")
    if not unit.due or unit.state == TO_COME:
        return [last]
    return [last, t("risks.due" if unit.last else "risks.first", day=day_words(unit.due, t))]


def _counts(unit: Unit, t: Voice) -> list[ft.Control]:
    """Of each level how many, the gravest first, and what has become of the measures."""
    if not unit.last:
        return []
    held = dict(unit.levels)
    levels = ", ".join(f"{held[level]} {t.say(LEVEL_WORDS[level])}" for level in reversed(LEVELS) if held[level])
    lines: list[ft.Control] = [quiet(t("risks.counts", n=len(unit.risks), levels=levels))] if levels else []
    if unit.open or unit.ended:
        lines.append(quiet(t("risks.measures", open=unit.open, late=unit.late, ended=unit.ended)))
    return lines


@screen
def UnitPage() -> ft.View:
    """The assessment of one unit that stands, with what has become of each measure."""
    phone, t = use_phone()
    building = ft.use_route_params().get("building", "")
    unit = unit_of(phone.documents, phone.signed_in, building, now(phone)) if phone.signed_in else None
    if unit is None:
        gone = empty(ft.Icons.SEARCH_OFF, t("risks.gone"), t("risks.gone_more"))
        return frame.page(t("risks.title"), [gone])
    shown = Assessed(unit, unit.last.id, key=unit.building.id) if unit.last else Unassessed(unit, key=unit.building.id)
    return frame.page(unit.building.name, [shown])


@part
def Unassessed(unit: Unit) -> ft.Control:
    t = use_voice()
    nothing = empty(ft.Icons.GRID_ON, t("risks.none_signed"), t("risks.none_signed_more"))
    return column([ft.Row([_state(unit, t)], wrap=True), quiet(" · ".join(_days(unit, t))), nothing, *_begun(unit, t)])


def _begun(unit: Unit, t: Voice) -> list[ft.Control]:
    """The way to the assessment under way."""
    if not unit.begun:
        return []
    words, way = t("risks.open_begun"), f"/round/{unit.begun}"
    return [outlined(words, ft.Icons.EDIT_NOTE, lambda _: go(way), "open-begun")]


@part
def Assessed(unit: Unit, round_: str) -> ft.Control:
    phone, t = use_phone()
    drawn = matrix(phone.documents)
    opened = outlined(
        t("risks.open_assessment"), ft.Icons.DESCRIPTION_OUTLINED, lambda _: go(f"/round/{round_}"), "open-assessment"
    )
    return column(
        [
            ft.Row([_state(unit, t), *_highest(unit, drawn, t)], wrap=True, spacing=8, run_spacing=6),
            quiet(" · ".join(_days(unit, t))),
            *_counts(unit, t),
            *_begun(unit, t),
            RiskMatrix(unit.risks),
            section(t("assess.risks")),
            *(AssessedRisk(unit, risk, drawn, key=risk.instance) for risk in unit.risks),
            opened,
        ]
    )


@part
def AssessedRisk(unit: Unit, risk: Risk, drawn: Matrix) -> ft.Control:
    phone, t = use_phone()
    lines = risk_words(risk, drawn, t)
    if risk.measure:
        lines += by_whom(risk, t.say(phone.names.role(risk.responsible)), t)
        lines += _task(phone, unit, risk, t)
    return named(f"assessed-{risk.number}", card(column(lines, 6), padding=14))


def _task(phone: Phone, unit: Unit, risk: Risk, t: Voice) -> list[ft.Control]:
    """How the measure's task stands, and the way to it."""
    task = task_of(phone.documents, unit, risk)
    if task is None:
        return [quiet(t("assess.waits"))]
    words = f"{t.say(STATUS_WORDS[task.status])}, {moment(task.resolve_by, t)}" if task.resolve_by else ""
    late = task.is_open and is_late(task, risk, now(phone))
    marks = [chip(ft.Icons.ALARM, t("assess.late"), ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)]
    name = f"{task.number}: {words or t.say(STATUS_WORDS[task.status])}"
    way = plain(name, ft.Icons.TASK_OUTLINED, lambda _: go(f"/tasks/{task.id}"), f"measure-{risk.number}")
    return [*([ft.Row(marks, wrap=True)] if late else []), way]
