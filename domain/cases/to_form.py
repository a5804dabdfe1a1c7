"""What a case knows of its report: answers of the handler's part that its steps have given already, to be offered.

The other way of `domain.cases.from_form`, so that nobody has to say the same thing twice.
"""

from typing import Any

from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.from_form import ANSWERED_BY, POLICE, REPETITION, WORK_ENVIRONMENT
from domain.checklists.answers import YES
from domain.checklists.checklist import Checklist, Point, asked_in

DONE = "done"
"""The choice of our forms that says that a report has been made."""


def known_answer(case: CaseFile, checklist: Checklist, point: Point) -> Any:
    """In the form that the point's type wants, None where no step that has been taken tells it.

    Of a day, too, it is the time as the case has it: whose day that is, the domain does not know.
    """
    if point.type == "police_number":
        return case.police_number or None
    step = case.step(_told_by(checklist, point))
    return _answer(step, point) if step and step.done_at else None


def _told_by(checklist: Checklist, point: Point) -> str:
    """The step that answers the point: by its id, or as a question about a report or what is asked further of that."""
    if point.id in ANSWERED_BY:
        return ANSWERED_BY[point.id]
    if any(point.id in asked_in(each.show_if) for each in checklist.points.values() if each.type == "police_number"):
        return POLICE
    about_authority = {each.id for each in checklist.points.values() if each.suggest_from_flag}
    if point.id in about_authority or about_authority & set(asked_in(point.show_if)):
        return WORK_ENVIRONMENT
    return ""


def _answer(step: CaseStep, point: Point) -> Any:
    match point.type:
        case "datetime" | "date":
            return step.done_at
        case "yes_no":
            return YES
        case "choice":
            wanted = step.reference if step.do == REPETITION else DONE
            return wanted if wanted in {choice.id for choice in point.choices} else None
    return None
