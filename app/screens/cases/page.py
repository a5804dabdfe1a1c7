"""The page of a case: how it stands, its legal clock, what was reported, what has been done, and who has read it.

Whoever reported it reads what happens; those who handle it act from here.
"""

import flet as ft

from app.screens import frame
from app.screens.cases.closing import Closing
from app.screens.cases.costs import Costs
from app.screens.cases.heading import Heading, Report
from app.screens.cases.history import History
from app.screens.cases.holds import Holds
from app.screens.cases.log import Log
from app.screens.cases.looks import look_of
from app.screens.cases.measures import Measures
from app.screens.cases.opening import use_opening
from app.screens.cases.packs import Packs
from app.screens.cases.steps import Steps
from app.screens.guard import part, screen
from app.screens.parts import column, empty, notice, primary
from app.screens.surroundings import go, use_phone
from domain.cases.case_file import CaseFile
from domain.cases.steps import STEPS
from domain.secrecy.table import RESTRICTED


@screen
def CasePage() -> ft.View:
    phone, t = use_phone()
    case = phone.cases.case(ft.use_route_params().get("case", ""))
    if case is None:
        return frame.page(t("case.title"), [empty(ft.Icons.SEARCH_OFF, t("case.gone"), t("case.gone_more"))])
    below = [NextStep(case, key=f"next-{case.id}")] if phone.cases.may_handle(case) and case.is_open else []
    return frame.page(t("case.title"), [Details(case, key=case.id)], below=below)


@part
def Details(case: CaseFile) -> ft.Control:
    use_opening(case.id)
    return column(
        [
            Heading(case, key="heading"),
            Secrecy(case, key="secrecy"),
            Report(case, key="report"),
            Steps(case, key="steps"),
            Measures(case, key="measures"),
            Costs(case, key="costs"),
            Packs(case, key="packs"),
            Closing(case, key="closing"),
            Holds(case, key="holds"),
            History(case, key="history"),
            Log(case, key="log"),
        ]
    )


@part
def Secrecy(case: CaseFile) -> ft.Control:
    """Of a restricted case: that few may read it, and that reading it is logged."""
    phone, t = use_phone()
    if case.confidentiality != RESTRICTED:
        return ft.Container(height=0, visible=False)
    own = phone.cases.is_own(case) and not phone.cases.may_handle(case)
    return notice(ft.Icons.SHIELD_OUTLINED, t("case.few_read"), t("case.few_read_own" if own else "case.few_read_more"))


@part
def NextStep(case: CaseFile) -> ft.Control:
    """Under the thumb: the most pressing step that waits for no other."""
    phone, t = use_phone()
    step = phone.cases.next_step(case)
    if step is None:
        return ft.Container(height=0, visible=False)
    path, words = f"/cases/{case.id}/step/{step.do}", t.say(STEPS[step.do].words)
    # Another step is another button, also to a screen reader.
    return ft.Container(primary(words, look_of(step.do).icon, lambda _: go(path), "next-step"), key=step.do)
