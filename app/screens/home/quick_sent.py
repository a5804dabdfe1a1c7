"""After a quick report: that it is safe, who takes it, whom to call until then, and where it can be followed."""

import flet as ft

from app.screens import frame
from app.screens.guard import part, screen
from app.screens.home.emergency import police_number
from app.screens.home.help import HelpBar
from app.screens.home.quick_send import MYSELF
from app.screens.parts import calling, empty, named, outlined, plain, primary
from app.screens.surroundings import go, use_phone
from app.state.rounds.walk import Walk
from app.state.sending.progress import Sending
from domain.checklists.checklist import Checklist


@screen
def QuickSentPage() -> ft.View:
    phone, t = use_phone()
    report = ft.use_route_params().get("round", "")
    walk, case = phone.book.walk(report), phone.cases.case(report)
    # What is restricted leaves the phone as soon as the server has it, and this page still says who takes it.
    first, _ = ft.use_state(walk)
    form = first.checklist if first else phone.documents.checklist(case.checklist, case.version) if case else None
    body: list[ft.Control] = [
        Thanks(form, _for_another(first), phone.sending, key="thanks"),
        HelpBar(key="help"),
        calling(t("report.call", phone=police_number(phone)), police_number(phone), "call-police"),
        primary(t("quick.done"), ft.Icons.HOME, lambda _: go("/"), "home"),
    ]
    if case:
        follow = outlined(t("quick.follow"), ft.Icons.TRACK_CHANGES, lambda _: go(f"/cases/{report}"), "follow-case")
        body.append(follow)
    if walk:
        body.append(plain(t("quick.add"), ft.Icons.ADD, lambda _: go(f"/round/{report}/add"), "add-more"))
    return frame.page(t("quick.sent_title"), body)


def _for_another(walk: Walk | None) -> bool:
    affected = walk.round.answers.get(walk.checklist.quick.affected) if walk else None
    return bool(affected and affected.value != MYSELF)


@part
def Thanks(form: Checklist | None, for_another: bool, sending: Sending) -> ft.Control:
    phone, t = use_phone()
    roles = t.say(phone.names.roles(form.handled_by)) if form else ""
    if sending.all_sent:
        # A form that asks whom it happened to is handled by talking with them the same day.
        contacts = "quick.contacts_them" if for_another else "quick.contacts_you"
        takes = contacts if form and form.quick.affected else "quick.handles"
        words = t(takes, roles=roles[:1].upper() + roles[1:]) if roles else ""
        return named("sent", empty(ft.Icons.VERIFIED, t("quick.thanks"), words), live_region=True)
    words = t("quick.saved_more", roles=roles) if roles else t("quick.saved_only")
    return named("sent", empty(ft.Icons.VERIFIED, t("quick.saved"), words), live_region=True)
