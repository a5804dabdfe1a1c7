"""How cases and their steps look in one glance: an icon for each step, why the step is there, and the chips."""

from typing import NamedTuple

import flet as ft

from app.screens.parts import chip
from app.screens.surroundings import Voice
from app.state.phone import Phone
from domain.cases.case_file import CaseFile
from domain.secrecy.table import LIMITED, OPEN, RESTRICTED


class StepLook(NamedTuple):
    """`why` is the key of the words that say what the step is for."""

    icon: ft.IconData
    why: str


OTHER = StepLook(ft.Icons.PLAYLIST_ADD_CHECK, "casestep.other")
STEPS = {
    "contact": StepLook(ft.Icons.FORUM_OUTLINED, "casestep.contact"),
    "support": StepLook(ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED, "casestep.support"),
    "repetition": StepLook(ft.Icons.REPLAY, "casestep.repetition"),
    "work_environment": StepLook(ft.Icons.ACCOUNT_BALANCE_OUTLINED, "casestep.work_environment"),
    "social_insurance": StepLook(ft.Icons.MEDICAL_SERVICES_OUTLINED, "casestep.social_insurance"),
    "police": StepLook(ft.Icons.LOCAL_POLICE_OUTLINED, "casestep.police"),
    "fire_service": StepLook(ft.Icons.LOCAL_FIRE_DEPARTMENT_OUTLINED, "casestep.fire_service"),
    "data_protection": StepLook(ft.Icons.PRIVACY_TIP_OUTLINED, "casestep.data_protection"),
    "insurer": StepLook(ft.Icons.UMBRELLA_OUTLINED, "casestep.insurer"),
    "next_day": StepLook(ft.Icons.PHONE_IN_TALK_OUTLINED, "casestep.next_day"),
    "talk_1": StepLook(ft.Icons.FORUM_OUTLINED, "casestep.talk_1"),
    "talk_2": StepLook(ft.Icons.FORUM_OUTLINED, "casestep.talk_2"),
    "safety_rep": StepLook(ft.Icons.HEALTH_AND_SAFETY_OUTLINED, "casestep.safety_rep"),
    "cause": StepLook(ft.Icons.TROUBLESHOOT, "casestep.cause"),
    "block_tag_or_card": StepLook(ft.Icons.CREDIT_CARD_OFF_OUTLINED, "casestep.block_tag_or_card"),
    "security_assessment": StepLook(ft.Icons.SHIELD_OUTLINED, "casestep.security_assessment"),
    "decide_rekey": StepLook(ft.Icons.KEY, "casestep.decide_rekey"),
}
CLASSES = {
    OPEN: (ft.Icons.GROUPS_OUTLINED, "case.class_open"),
    LIMITED: (ft.Icons.LOCK_OUTLINE, "case.class_limited"),
    RESTRICTED: (ft.Icons.SHIELD_OUTLINED, "case.class_restricted"),
}


def look_of(do: str) -> StepLook:
    return STEPS.get(do, OTHER)


def title_of(case: CaseFile, phone: Phone, t: Voice) -> str:
    """What kind of report it is."""
    checklist = phone.documents.checklist(case.checklist, case.version)
    return t.say(checklist.title) if checklist else t("case.title")


def class_chip(case: CaseFile, t: Voice) -> ft.Control:
    icon, words = CLASSES[case.confidentiality]
    return chip(icon, t(words), ft.Colors.SURFACE_CONTAINER_HIGHEST, ft.Colors.ON_SURFACE_VARIANT)


def state_chip(case: CaseFile, phone: Phone, t: Voice) -> ft.Control:
    """Over, late, or how much is left."""
    if not case.is_open:
        return chip(
            ft.Icons.TASK_ALT, t("case.closed"), ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER
        )
    standing = phone.cases.standing(case)
    if standing.late:
        late = t("case.late", n=len(standing.late))
        return chip(ft.Icons.ALARM, late, ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
    if standing.left:
        left = t("case.left", n=len(standing.left))
        return chip(ft.Icons.TIMELAPSE, left, ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER)
    return chip(ft.Icons.DONE_ALL, t("case.all_taken"), ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
