"""The one thing that a checklist computes: the risk score, probability times consequence."""

import re

from sync_server.xlsform.expressions import Call, Expression, Joined, Ref, parse
from sync_server.xlsform.names import RISK_SCORE, answers
from sync_server.xlsform.outline import Outline
from sync_server.xlsform.remarks import CannotCarry, Remarks
from sync_server.xlsform.workbook import Row

CONSEQUENCE = re.compile("conseq|impact|severity|konsekvens|effect", re.IGNORECASE)


def risk_axes(outline: Outline, remarks: Remarks) -> None:
    """Mark the two questions that a `calculate` multiplies. Any other computation is lost, and said."""
    axes: tuple[str, str] | None = None
    for row in outline.calculated:
        factors = _factors(row, outline)
        name = row.get("name")
        if factors and axes in (None, factors):
            axes = factors
            outline.names.risk.add(name)
        elif factors:
            outline.names.lost[name] = "which is a second risk score"
            remarks.refuse(row.at("calculation"), "a checklist has one risk score", "make two checklists of it")
        elif name != RISK_SCORE:
            outline.names.lost[name] = "which is computed"
            remarks.warn(
                row.at("calculation"),
                "nothing is computed but the product of two select_one with numbers (risk score)",
                "nothing to do if it is not missed",
            )
    if axes:
        for name, axis in zip(axes, ("probability", "consequence"), strict=True):
            outline.names.points[name]["risk_axis"] = axis


def _factors(row: Row, outline: Outline) -> tuple[str, str] | None:
    """The names of the two questions, probability first."""
    try:
        tree = parse(row.get("calculation"))
    except CannotCarry:
        return None
    match tree:
        case Joined("*", left, right) if (first := _rated(left, outline)) and (second := _rated(right, outline)):
            return (second, first) if CONSEQUENCE.search(first) and first != second else (first, second)
    return None


def _rated(tree: Expression, outline: Outline) -> str:
    """The name of a question whose answers are numbers, with or without number() or int() around it."""
    if isinstance(tree, Call) and tree.name in ("number", "int") and len(tree.given) == 1:
        tree = tree.given[0]
    point = outline.names.points.get(tree.name) if isinstance(tree, Ref) else None
    rated = point and point["type"] == "choice" and all(answer.isdecimal() for answer in answers(point))
    return point["id"] if point and rated else ""
