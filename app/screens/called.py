"""What people call a thing that is walked point by point: a round, an assessment, or a form after an incident."""

from app.screens.surroundings import Voice
from domain.checklists.checklist import Checklist

ASSESSMENT, FORM = "assessment", "incident_form"


def start_words(checklist: Checklist, t: Voice) -> str:
    """Nobody plans a form: it is begun by itself."""
    return t("assessment.start") if checklist.kind == ASSESSMENT else t("round.start")


def open_words(checklist: Checklist, t: Voice) -> str:
    if checklist.kind == FORM:
        return t("form.open")
    return t("assessment.open") if checklist.kind == ASSESSMENT else t("round.open")


def continue_words(checklist: Checklist, t: Voice) -> str:
    if checklist.kind == FORM:
        return t("form.continue")
    return t("assessment.continue") if checklist.kind == ASSESSMENT else t("round.continue")


def signed_words(checklist: Checklist, t: Voice) -> str:
    if checklist.kind == FORM:
        return t("form.signed")
    return t("assessment.signed") if checklist.kind == ASSESSMENT else t("point.signed_already")


def how_words(checklist: Checklist, t: Voice) -> str:
    """A form and an assessment ask; nothing is checked with the hands."""
    return t("stop.how_to_answer") if checklist.kind in (ASSESSMENT, FORM) else t("stop.how")
