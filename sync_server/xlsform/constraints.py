"""`constraint` of XLSForm and the limits that a checklist refuses an answer by, each from the other.

A constraint refuses: it is `hard_min` and `hard_max`. Rond's `min` and `max` accept and make a deviation, for which
XLSForm has no word.
"""

import re
from typing import Any

from sync_server.xlsform.conditions import MOMENTS, NUMBERS, TURNED
from sync_server.xlsform.expressions import Call, Expression, Here, Joined, Number, Ref, Text, parse, parts
from sync_server.xlsform.names import Names
from sync_server.xlsform.remarks import CannotCarry

WRITTEN = ("text", "long_text", "police_number")
LENGTH, NOW, TODAY = Call("string-length", (Here(),)), Call("now"), Call("today")
Fields = dict[str, Any]


def limits_of(constraint: str, point: Fields, names: Names) -> Fields:
    """The fields of the point that say the same. Raises CannotCarry where none do."""
    limits: Fields = {}
    for part in parts(parse(constraint), "and"):
        for name, value in _limit(_turned(part), point, names).items():
            if name in limits:
                raise CannotCarry(f"it limits the answer twice ({name})", "keep one of the two")
            limits[name] = value
    return limits


def is_strict(constraint: str, point: Fields) -> bool:
    """Whether a moment must be later (or earlier) than another's, when a checklist lets it be the same."""
    compared = [part for part in parts(parse(constraint), "and") if isinstance(part, Joined)]
    return point["type"] in MOMENTS and any(
        part.by in ("<", ">") and Ref in (type(part.left), type(part.right)) for part in compared
    )


def _turned(part: Expression) -> Expression:
    """With the answer on the left: `1 <= .` is `. >= 1`."""
    if isinstance(part, Joined) and part.by in TURNED and (part.right == Here() or part.right == LENGTH):
        return Joined(TURNED[part.by], part.right, part.left)
    return part


def _limit(part: Expression, point: Fields, names: Names) -> Fields:
    kind = point["type"]
    match part:
        case Call("true", ()) | Joined("!=", Here(), Text("")):
            return {}
        case Joined(sign, Here(), Number(number)) if kind in NUMBERS:
            return _number_limit(sign, number, whole=point.get("decimals") == 0)
        case Joined(sign, inner, Number(number)) if inner == LENGTH and kind in WRITTEN:
            return _length_limit(sign, int(number))
        case Call("regex", (Here(), Text(pattern))) if kind in WRITTEN:
            return {"pattern": _pattern(pattern)}
        case Joined("<=" | "<", Here(), moment) if (kind, moment) in (("date", TODAY), ("date", NOW)):
            if part.by == "<" and moment == TODAY:
                raise CannotCarry("Rond cannot leave out the present day", "write . <= today()")
            return {"not_future": True}
        case Joined("<=" | "<", Here(), moment) if kind == "datetime" and moment == NOW:
            return {"not_future": True}
        case Joined(">=" | ">", Here(), Ref(name)) if kind in MOMENTS:
            return {"after": _moment(name, names)}
        case Joined("<=" | "<", Here(), Ref(name)) if kind in MOMENTS:
            return {"before": _moment(name, names)}
    raise CannotCarry(
        f"Rond has no such limit for an answer of type {kind}",
        "use . >= n and . <= n, string-length(.) <= n, regex(., '...'), . <= today(), . >= ${earlier date}, "
        "or tell the rule in the hint",
    )


def _number_limit(sign: str, number: float, *, whole: bool) -> Fields:
    value = int(number) if number.is_integer() else number
    match sign:
        case ">=":
            return {"hard_min": value}
        case "<=":
            return {"hard_max": value}
        case ">" if whole and isinstance(value, int):
            return {"hard_min": value + 1}
        case "<" if whole and isinstance(value, int):
            return {"hard_max": value - 1}
        case ">" | "<":
            raise CannotCarry(
                f"a limit of Rond's is always allowed itself, and the next after {value} is not known",
                f"write . {sign}= and the {'least' if sign == '>' else 'greatest'} number that is allowed",
            )
    raise CannotCarry("Rond refuses only what is too little or too much", "write . >= n and . <= n")


def _length_limit(sign: str, number: int) -> Fields:
    match sign:
        case "<=":
            return {"max_length": number}
        case "<":
            return {"max_length": number - 1}
        case ">=":
            return {"pattern": rf"^[\s\S]{{{number},}}$"}
        case ">":
            return {"pattern": rf"^[\s\S]{{{number + 1},}}$"}
        case "=":
            return {"pattern": rf"^[\s\S]{{{number}}}$"}
    raise CannotCarry("Rond has no such limit of length", "write string-length(.) <= n")


def _pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise CannotCarry(f"the pattern is no regular expression here ({error})", "write it simpler") from error
    return pattern


def _moment(name: str, names: Names) -> str:
    point = names.point(name)
    if point["type"] not in MOMENTS:
        raise CannotCarry(f"{name} is not a date", "compare with a date or datetime")
    return point["id"]


# --- the other way ---------------------------------------------------------------------------------------------------


def constraint_of(point: Fields, points: dict[str, Fields]) -> str:
    said = [
        f". >= {point['hard_min']}" if "hard_min" in point else "",
        f". <= {point['hard_max']}" if "hard_max" in point else "",
        f"string-length(.) <= {point['max_length']}" if "max_length" in point else "",
        f"regex(., {_quoted(point['pattern'])})" if _quoted(point.get("pattern", "")) else "",
        (". <= today()" if point["type"] == "date" else ". <= now()") if point.get("not_future") else "",
        f". >= ${{{point['after']}}}" if point.get("after") in points else "",
        f". <= ${{{point['before']}}}" if point.get("before") in points else "",
    ]
    return " and ".join(filter(None, said))


def message_of(point: Fields) -> dict[str, str]:
    """What is said of an answer that does not fit; for numbers the limits, as there is no other right answer."""
    low, high = point.get("hard_min"), point.get("hard_max")
    if low is not None and high is not None:
        return {"sv": f"Ska vara mellan {low} och {high}.", "en": f"Should be between {low} and {high}."}
    if "pattern" in point and point.get("example"):
        return {"sv": f"Skriv som {point['example']}.", "en": f"Write it like {point['example']}."}
    if "max_length" in point:
        return {"sv": f"Högst {point['max_length']} tecken.", "en": f"At most {point['max_length']} characters."}
    if point.get("not_future"):
        return {"sv": "Tidpunkten ligger i framtiden.", "en": "The time is in the future."}
    return {"sv": "Svaret kan inte stämma.", "en": "The answer cannot be right."}


def _quoted(pattern: str) -> str:
    if not pattern or ("'" in pattern and '"' in pattern):
        return ""
    return f'"{pattern}"' if "'" in pattern else f"'{pattern}'"
