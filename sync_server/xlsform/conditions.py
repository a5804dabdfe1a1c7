"""`relevant` of XLSForm and `show_if` of a checklist, each from the other.

An empty answer differs: in XLSForm `${a} != 'x'` holds before a is answered, in a checklist no comparison does. So it
becomes `not: {op: eq}`, which holds as well.
"""

import operator
from typing import Any

from sync_server.xlsform.expressions import Call, Expression, Joined, Number, Ref, Text, parse, parts
from sync_server.xlsform.names import BUILDING_TAGS, RISK_SCORE, Names, answers
from sync_server.xlsform.remarks import CannotCarry

OPERATORS = {"=": "eq", "!=": "ne", ">": "gt", ">=": "gte", "<": "lt", "<=": "lte"}
SIGNS = {name: sign for sign, name in OPERATORS.items()}
TURNED = {"=": "=", "!=": "!=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
COMPARED = {"=": operator.eq, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}
NUMBERS = ("number", "money")
MOMENTS = ("date", "datetime")
THIS_MONTH = Call("format-date", (Call("today"), Text("%n")))
"""The month without a leading zero, https://docs.getodk.org/form-operators-functions/#format-date"""

Condition = dict[str, Any]


def show_if_of(relevant: str, names: Names) -> Condition:
    """Raises CannotCarry where the expression has no counterpart. Nothing stands for "always"."""
    tree = parse(relevant)
    if tree == Call("true"):
        return {}
    condition = _condition(tree, names)
    if condition.keys() & {"all", "any", "not"}:
        return condition
    return {"any" if condition.get("op") == "in" or "computed" in condition else "all": [condition]}


def both(conditions: list[Condition]) -> Condition:
    """All of them, as one condition: a group's and its question's."""
    given = [condition for condition in conditions if condition]
    if len(given) < 2:
        return given[0] if given else {}
    inner = [part for each in given for part in (each["all"] if "all" in each else _alone(each))]
    return {"all": inner}


def _alone(condition: Condition) -> list[Condition]:
    return condition["any"] if len(condition.get("any", ())) == 1 else [condition]


def _condition(tree: Expression, names: Names) -> Condition:
    match tree:
        case Joined("and"):
            return {"all": [_condition(part, names) for part in parts(tree, "and")]}
        case Joined("or"):
            return _any([_condition(part, names) for part in parts(tree, "or")])
        case Call("not", (inner,)):
            return {"not": _condition(inner, names)}
        case Call("selected", (Ref(name), Text(value))) if name == BUILDING_TAGS:
            return {"building_tag": value}
        case Call("selected", (Text(months), month)) if month == THIS_MONTH:
            return {"month_in": [int(month) for month in months.split() if month.isdecimal()]}
        case Call("selected", (Ref(name), Text(value))):
            return _chosen(name, value, names)
        case Joined(sign, Ref(name), right) if sign in OPERATORS and not isinstance(right, Ref):
            return _comparison(name, sign, right, names)
        case Joined(sign, left, Ref(name)) if sign in OPERATORS and not isinstance(left, Ref):
            return _comparison(name, TURNED[sign], left, names)
        case Joined(">", Call("string-length" | "count-selected", (Ref(name),)), Number(0)):
            return _answered(name, names)
        case Joined(">=", Call("string-length" | "count-selected", (Ref(name),)), Number(1)):
            return _answered(name, names)
        case Joined(_, Ref(_), Ref(_)):
            raise CannotCarry("two answers are compared with each other", "compare one answer with a fixed value")
        case Call(name):
            raise CannotCarry(f"{name}() has no counterpart", "use comparisons, selected(), not(), and, or")
    raise CannotCarry("it is no comparison of an answer with a fixed value", "such as ${question} = 'answer'")


def _any(conditions: list[Condition]) -> Condition:
    """Several answers to one question are one condition with `in`."""
    asked = {(condition.get("point"), condition.get("op")) for condition in conditions}
    if len(asked) == 1 and asked <= {(point, op) for point, _ in asked if point for op in ("eq", "in")}:
        values = [value for each in conditions for value in (each["value"] if each["op"] == "in" else [each["value"]])]
        return {"point": conditions[0]["point"], "op": "in", "value": values}
    return {"any": conditions}


def _chosen(name: str, value: str, names: Names) -> Condition:
    point = names.point(name)
    _expect_answer(point, value)
    if point["type"] == "multi_choice":
        return {"point": point["id"], "op": "in", "value": [value]}
    return {"point": point["id"], "op": "eq", "value": value}


def _answered(name: str, names: Names) -> Condition:
    return {"point": names.point(name)["id"], "op": "answered"}


def _comparison(name: str, sign: str, value: Expression, names: Names) -> Condition:
    if name in names.risk:
        if isinstance(value, Number) and sign != "!=":
            return {"computed": "risk_score", "op": OPERATORS[sign], "value": _plain(value.value)}
        raise CannotCarry("the risk score is compared with something else than a number", "such as >= 5")
    if value == Text(""):
        condition = _answered(name, names)
        return condition if sign in ("!=", ">") else {"not": condition}
    if sign == "!=":
        return {"not": _comparison(name, "=", value, names)}
    point = names.point(name)
    return {"point": point["id"], **_compared(point, sign, value)}


def _compared(point: dict[str, Any], sign: str, value: Expression) -> Condition:
    if isinstance(value, Call) and value.name in ("date", "date-time") and len(value.given) == 1:
        value = value.given[0]
    match point["type"], value:
        case "multi_choice", _:
            raise CannotCarry(f"{point['id']} has several answers", f"use selected(${{{point['id']}}}, 'answer')")
        case kind, Number(number) if kind in NUMBERS:
            return {"op": OPERATORS[sign], "value": _plain(number)}
        case kind, Text(text) if kind in NUMBERS and _is_number(text):
            return {"op": OPERATORS[sign], "value": _plain(float(text))}
        case kind, Text(text) if kind in MOMENTS:
            return {"op": OPERATORS[sign], "value": text}
        case _, Text(text) if sign == "=":
            _expect_answer(point, text)
            return {"op": "eq", "value": text}
        case _, Number(number) if answers(point):
            fitting = [each for each in answers(point) if _is_number(each) and COMPARED[sign](float(each), number)]
            if fitting:
                return {"op": "in", "value": fitting} if sign != "=" else {"op": "eq", "value": fitting[0]}
    raise CannotCarry(f"{point['id']} is never answered like that", f"compare with an answer of type {point['type']}")


def _expect_answer(point: dict[str, Any], value: str) -> None:
    there = answers(point)
    if there and value not in there:
        raise CannotCarry(f"{value!r} is not an answer to {point['id']}", f"one of {', '.join(there)}")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _plain(number: float) -> float | int:
    return int(number) if number.is_integer() else number


# --- the other way ---------------------------------------------------------------------------------------------------


def relevant_of(show_if: Condition, points: dict[str, dict[str, Any]]) -> str:
    """The expression for a condition; "" where XLSForm cannot say it, and the condition travels in `rond_show_if`."""
    try:
        return _written(show_if, points) if show_if else ""
    except KeyError:
        return ""


def _written(condition: Condition, points: dict[str, dict[str, Any]], *, inside: bool = False) -> str:
    match condition:
        case {"all": inner} | {"any": inner}:
            by = " and " if "all" in condition else " or "
            text = by.join(_written(each, points, inside=inside or len(inner) > 1) for each in inner)
            return f"({text})" if inside and len(inner) > 1 else text
        case {"not": inner}:
            return f"not({_written(inner, points)})"
        case {"building_tag": tag}:
            return f"selected(${{{BUILDING_TAGS}}}, {_quoted(tag)})"
        case {"month_in": months}:
            return f"selected('{' '.join(map(str, months))}', format-date(today(), '%n'))"
        case {"computed": "risk_score", "op": op, "value": value} if _has_risk(points):
            return f"${{{RISK_SCORE}}} {SIGNS[op]} {value}"
        case {"point": name, "op": op}:
            text = _asked(points[name], op, condition.get("value"))
            return f"({text})" if inside and " or " in text else text
    raise KeyError("computed")


def _asked(point: dict[str, Any], op: str, value: Any) -> str:
    ref = f"${{{point['id']}}}"
    match op:
        case "answered":
            return f"{ref} != ''"
        case "in" if point["type"] == "multi_choice":
            return " or ".join(f"selected({ref}, {_quoted(each)})" for each in value)
        case "in":
            return " or ".join(f"{ref} = {_quoted(each)}" for each in value)
        case "ne":
            return f"{ref} != '' and {ref} != {_quoted(value)}"
    return f"{ref} {SIGNS[op]} {_quoted(value)}"


def _quoted(value: Any) -> str:
    """As it stands in an expression. XPath has no way to write a text with both kinds of quotes."""
    if not isinstance(value, str):
        return str(value)
    if "'" in value and '"' in value:
        raise KeyError(value)
    return f'"{value}"' if "'" in value else f"'{value}'"


def _has_risk(points: dict[str, dict[str, Any]]) -> bool:
    return {"probability", "consequence"} <= {point.get("risk_axis") for point in points.values()}
