"""Figures that the app fills in by itself, from the rounds and tasks on this phone; people may correct them."""

from datetime import datetime
from typing import Any

from app.state.documents import PhoneDocuments
from app.state.rounds.walk import Walk
from domain.checklists.figures import figure
from domain.rounds.round import Round
from domain.rounds.walk import Step
from domain.tasks.task import Task

NOW = "now"


def prefilled(documents: PhoneDocuments, walk: Walk, step: Step, now: datetime) -> Any:
    """The figure that the point's `prefill` names, for the building at `now` (with a time zone); None where unknown.

    "now" is no figure: the time stands on the button that gives it.
    """
    name = step.point.prefill
    if not name or name == NOW:
        return None
    return figure(name, walk.building.id, documents.all(Round), documents.all(Task), now)
