"""The way into forms, chosen on the report page when something has happened."""

import flet as ft

from app.screens import frame
from app.screens.care import care_link
from app.screens.fields import EntryField, OneOf
from app.screens.guard import part, screen
from app.screens.parts import card, column, empty, outlined, primary, quiet, refused, row_card, section
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.state.phone import Phone
from domain.checklists.checklist import Checklist
from domain.rounds.round import IN_PROGRESS, Round
from domain.secrecy.sealing import is_sealed

ICONS = {
    "incident-threat-violence": ft.Icons.HEALTH_AND_SAFETY_OUTLINED,
    "incident-damage-graffiti": ft.Icons.FORMAT_PAINT_OUTLINED,
    "incident-burglary-theft": ft.Icons.LOCK_OPEN,
    "incident-fire-nearmiss": ft.Icons.LOCAL_FIRE_DEPARTMENT_OUTLINED,
    "incident-lost-key": ft.Icons.VPN_KEY_OUTLINED,
}
_OTHER = ft.Icons.ASSIGNMENT_OUTLINED
SEARCHED_FROM = 8


def icon_of(form: Checklist) -> ft.IconData:
    return ICONS.get(form.id, _OTHER)


@part
def Forms() -> ft.Control:
    """Those that this person may fill in and that no tile leads to; nothing where there are none."""
    phone, t = use_phone()
    forms = sorted((form for form in phone.book.forms() if not form.quick), key=lambda form: t.say(form.title))
    if not forms:
        return ft.Container(height=0)
    return column([section(t("forms.other")), *(FormRow(form, key=form.id) for form in forms)], 8)


@part
def FormRow(form: Checklist) -> ft.Control:
    t = use_voice()
    icon = ft.Icon(ICONS.get(form.id, _OTHER), color=ft.Colors.PRIMARY, size=28)
    return row_card(icon, t.say(form.title), None, lambda _: go(f"/report/form/{form.id}"), f"form-{form.id}")


@screen
def FormPage() -> ft.View:
    """What the form is for and who reads it, and where it happened."""
    phone, t = use_phone()
    wanted = ft.use_route_params().get("form", "")
    form = next((form for form in phone.book.forms() if form.id == wanted), None)
    if form is None:
        return frame.page(t("report.title"), [empty(ft.Icons.SEARCH_OFF, t("forms.gone"), t("forms.gone_more"))])
    return frame.page(t.say(form.title), [FormStart(form, key=form.id)])


@part
def FormStart(form: Checklist) -> ft.Control:
    phone, t = use_phone()
    buildings = phone.buildings()
    chosen, set_chosen = ft.use_state(buildings[0].id if len(buildings) == 1 else "")
    typed, set_typed = ft.use_state("")
    refusal, set_refusal = use_said()

    def begin(_: ft.Event) -> None:
        begun = phone.book.start_form(chosen, form.id)
        if isinstance(begun, str):
            go(f"/round/{begun}")
        else:
            set_refusal(begun)

    controls: list[ft.Control] = [card(column([ft.Text(t.say(form.intro), size=16), *readers(form, phone, t)]))]
    if len(buildings) > 1:
        controls.append(section(t("forms.where")))
        if len(buildings) > SEARCHED_FROM:
            controls.append(EntryField(t("report.search"), "", set_typed, identifier="form-search", kind="search"))
        named_so = [(b.id, b.name) for b in buildings if typed.lower() in b.name.lower() or b.id == chosen]
        controls.append(OneOf(named_so, chosen, set_chosen, identifier="form-building"))
    controls += refused(refusal, t.say)
    if begun := begun_unlisted(phone, form, chosen):
        go_on = primary(t("home.drafts"), ft.Icons.ARROW_FORWARD, lambda _: go(f"/round/{begun}"), "go-on-form")
        return column(
            [*controls, go_on, outlined(t("forms.begin_new"), ft.Icons.ADD, begin, "begin-form"), care_link(t)]
        )
    start = primary(t("forms.begin"), ft.Icons.ARROW_FORWARD, begin, "begin-form", disabled=not chosen)
    return column([*controls, start, care_link(t)])


def begun_unlisted(phone: Phone, form: Checklist, building: str) -> str:
    """The id of a restricted report that the person has begun there: no list names it, so it is found again here."""
    who = phone.signed_in
    mine = [
        round_.id
        for round_ in (phone.documents.all(Round) if who and is_sealed(form) else [])
        if (round_.checklist, round_.building, round_.status) == (form.id, building, IN_PROGRESS)
        and who
        and round_.started_by == who.id
    ]
    return mine[-1] if mine else ""


def readers(form: Checklist, phone: Phone, t: Voice) -> list[ft.Control]:
    """Whoever writes down something hard wants to know who reads it."""
    lines = [t("forms.handled_by", roles=t.say(phone.names.roles(form.handled_by)))] if form.handled_by else []
    if form.confidentiality != "open":
        lines.append(t("forms.limited"))
    return [quiet(line) for line in lines]
