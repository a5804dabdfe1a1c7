"""The whole app: its routes, nested as its pages are (the parent is what "back" leads to), and what surrounds them."""

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import flet as ft

from app.screens.attention import AttentionPage
from app.screens.care import CarePage
from app.screens.cases.form_page import CaseFormPage
from app.screens.cases.list import CasesPage
from app.screens.cases.packs import InsurerPage, PolicePage
from app.screens.cases.page import CasePage
from app.screens.cases.step_page import CaseStepPage
from app.screens.completion import CompletionPage
from app.screens.desk.act_page import ActPage
from app.screens.desk.decide import DecidePage
from app.screens.desk.list_page import Tasks
from app.screens.desk.rooms import RoomsPage
from app.screens.desk.task import TaskPage
from app.screens.guard import screen
from app.screens.home.emergency import EmergencyPage
from app.screens.home.forms import FormPage
from app.screens.home.home import Home, Start
from app.screens.home.quick_send import QuickSendPage
from app.screens.home.quick_sent import QuickSentPage
from app.screens.home.quick_start import QuickPage
from app.screens.home.report import House, Report, ReportAbout
from app.screens.home.switches import SwitchesPage
from app.screens.lists.lookup import LookupPage
from app.screens.lists.override_form import OverridePage
from app.screens.lists.overrides import OverridesPage
from app.screens.lists.page import ListPage
from app.screens.lone.page import LonePage
from app.screens.lone.people import LonePeople
from app.screens.lone.start import StartLonePage
from app.screens.more import More
from app.screens.notices import UnknownPage
from app.screens.notifications import NotificationsPage
from app.screens.phones.everybodys import EveryPhonePage
from app.screens.phones.page import PhonesPage
from app.screens.proposal import ProposalPage
from app.screens.public.posters import BuildingPostersPage, PostersPage
from app.screens.risk.register import RegisterPage, UnitPage
from app.screens.sending import SendingPage
from app.screens.sign_in import Enrol, SignIn
from app.screens.signing.review import AddPage
from app.screens.signing.sign import SignPage
from app.screens.statistics.page import StatisticsPage
from app.screens.surroundings import PhoneContext, SettingsContext, Window, WindowContext
from app.screens.tag_page import TagPage
from app.screens.walking.found_object import FoundPage, MovedPage
from app.screens.walking.overview import RoundOverview
from app.screens.walking.walker import PointPage
from app.screens.writing.draft import DraftPage
from app.state.phone import Phone
from app.state.settings import Settings

Route = ft.Route

INSIDE = [
    Route(path="/report", component=Report, children=[
        Route(path="care", component=CarePage),
        Route(path="help", component=EmergencyPage),
        Route(path="house", component=House),
        Route(path="about/:category", component=ReportAbout),
        Route(path="quick/:form/:tile", component=QuickPage),
        Route(path="send/:round", component=QuickSendPage),
        Route(path="sent/:round", component=QuickSentPage),
        Route(path="form/:form", component=FormPage),
        Route(path="draft/:draft", component=DraftPage),
    ]),
    Route(path="/tasks", component=Tasks, children=[
        Route(path="decide", component=DecidePage),
        Route(path="rooms/:building", component=RoomsPage),
        Route(path=":task", component=TaskPage, children=[
            Route(path=":act", component=ActPage),
        ]),
    ]),
    Route(path="/more", component=More, children=[
        Route(path="followup", component=CompletionPage),
        Route(path="risks", component=RegisterPage, children=[
            Route(path=":building", component=UnitPage),
        ]),
        Route(path="notifications", component=NotificationsPage),
        Route(path="lookup", component=LookupPage),
        Route(path="statistics", component=StatisticsPage),
        Route(path="phones", component=PhonesPage, children=[Route(path="all", component=EveryPhonePage)]),
        Route(path="posters", component=PostersPage, children=[Route(path=":building", component=BuildingPostersPage)]),
        Route(path="list", component=ListPage),
        Route(path="overrides", component=OverridesPage, children=[
            Route(path="new/:building", component=OverridePage),
            Route(path="change/:building/:override", component=OverridePage),
        ]),
    ]),
    Route(path="/", component=Home, children=[
        Route(path="round/:round", component=RoundOverview, children=[
            Route(path="point/:index", component=PointPage, children=[
                Route(path="draft/:draft", component=DraftPage),
                Route(path="emergency", component=EmergencyPage),
            ]),
            Route(path="draft/:draft", component=DraftPage),
            Route(path="found", component=FoundPage),
            Route(path="found/:tag", component=FoundPage),
            Route(path="moved/:tag", component=MovedPage),
            Route(path="sign", component=SignPage),
            Route(path="add", component=AddPage),
        ]),
        Route(path="tag/:tag", component=TagPage),
        Route(path="start", component=Start),
        Route(path="lone", component=LonePeople),
        Route(path="lone/start", component=StartLonePage),
        Route(path="lone/:session", component=LonePage),
        Route(path="proposal/:proposal", component=ProposalPage),
        Route(path="emergency/:building", component=EmergencyPage),
        Route(path="switches/:building/:checklist", component=SwitchesPage),
        Route(path="draft/:draft", component=DraftPage),
        Route(path="sending", component=SendingPage),
        Route(path="attention", component=AttentionPage),
        Route(path="cases", component=CasesPage, children=[
            Route(path=":case", component=CasePage, children=[
                Route(path="step/:step", component=CaseStepPage),
                Route(path="police", component=PolicePage),
                Route(path="insurer", component=InsurerPage),
                Route(path=":about", component=CaseFormPage),
            ]),
        ]),
    ]),
]  # fmt: skip

ENROL = Route(path="/enrol/:code", component=Enrol)
INSIDE += [ENROL, Route(path="/:anything*", component=UnknownPage)]
OUTSIDE = [ENROL, Route(path="/:anything*", component=SignIn)]


def app(phone: Phone, window: Window, dress: Callable[[str, str], Any]) -> Callable[[], Any]:
    """The component that `page.render_views` draws. `dress(language, theme)` puts the settings on the page itself."""

    @screen
    def App() -> Any:
        who = use_signed_in(phone)
        return PhoneContext(
            phone,
            lambda: SettingsContext(
                phone.settings,
                lambda: WindowContext(window, lambda: Pages(who, phone.settings, dress)),
            ),
        )

    return App


def use_signed_in(phone: Phone) -> str:
    """Who is signed in, "" for nobody. What surrounds all pages is drawn again for that, not for every document."""
    who, set_who = ft.use_state(_who(phone))
    look = ft.use_callback(lambda *_: set_who(_who(phone)), [])
    ft.use_effect(lambda: cast(ft.Observable, phone).subscribe(look), [])
    return who


def _who(phone: Phone) -> str:
    return phone.signed_in.id if phone.signed_in else ""


@screen
def Pages(who: str, settings: Settings, dress: Callable[[str, str], Any]) -> Any:
    ft.use_effect(lambda: dress(settings.language, settings.theme), [settings.language, settings.theme])
    return ft.Router(INSIDE if who else OUTSIDE, manage_views=True)


def parent_of(path: str) -> str:
    """Where "back" leads from a page that was opened by a link, with no history behind it."""
    above = path.rstrip("/")
    while above := above.rpartition("/")[0]:
        if any(re.fullmatch(pattern, above) for pattern in PATTERNS):
            return above
    return "/"


def _patterns(routes: list[ft.Route], above: str = "") -> Iterator[str]:
    for route in routes:
        here = f"{above}/{(route.path or '').strip('/')}".replace("//", "/")
        if "*" not in here:
            yield re.sub(r":\w+", "[^/]+", here)
            yield from _patterns(route.children or [], here.rstrip("/"))


PATTERNS = tuple(_patterns(INSIDE))
