"""Where a duty is done: the authority's own form, or its number. Rond reminds and keeps the receipt; it sends nothing.

Source: `policy.yaml`, section `external_reports`.
"""

import flet as ft

from app.screens.parts import secondary
from app.screens.surroundings import Voice
from app.state.phone import Phone
from domain.cases.case_file import CaseFile
from domain.secrecy.table import RESTRICTED

POLICE, FIRE = "police", "fire_service"
FORMS = {
    "work_environment": "anmalarbetsskada.se",
    "social_insurance": "anmalarbetsskada.se",
    "data_protection": "imy.se",
}
POLICE_FORM = "polisen.se"
"""For damage, theft and the like; threats and violence are reported by phone."""


def site_of(case: CaseFile, do: str) -> str:
    """The web address without its scheme, "" where there is none."""
    if do == POLICE:
        return "" if case.confidentiality == RESTRICTED else POLICE_FORM
    return FORMS.get(do, "")


def number_of(do: str, phone: Phone) -> str:
    about = phone.names.about()
    if about is None or do not in (POLICE, FIRE):
        return ""
    return about.police_other if do == POLICE else about.emergency


def channel_words(case: CaseFile, do: str, phone: Phone) -> str:
    """ "114 14 · polisen.se"."""
    return " · ".join(filter(None, (number_of(do, phone), site_of(case, do))))


def channels(case: CaseFile, do: str, phone: Phone, t: Voice) -> list[ft.Control]:
    """A button for each way: the phone's own dialler, the phone's own browser."""
    number, site = number_of(do, phone), site_of(case, do)
    ways: list[ft.Control] = []
    if number:
        tel = f"tel:{number.replace(' ', '')}"
        ways.append(secondary(t("casestep.call", phone=number), ft.Icons.CALL, None, f"call-{do}", url=tel))
    if site:
        beside = ft.Url(f"https://{site}", ft.UrlTarget.BLANK)
        ways.append(secondary(t("casestep.visit", site=site), ft.Icons.OPEN_IN_NEW, None, f"visit-{do}", url=beside))
    return ways
