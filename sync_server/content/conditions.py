"""What a condition under which a point is shown (`show_if`) is made of, and how it is said in words."""

from collections.abc import Iterator
from typing import Any

from sync_server.content.validate import Path

Condition = dict[str, Any]


def simple_parts(condition: Any) -> Iterator[Condition]:
    """The simple conditions within a nested one."""
    match condition:
        case {"all": list(inner)} | {"any": list(inner)}:
            for each in inner:
                yield from simple_parts(each)
        case {"not": inner}:
            yield from simple_parts(inner)
        case dict() if condition:
            yield condition


def together(condition: Condition) -> Iterator[Condition]:
    """The conditions that must all hold."""
    if isinstance(condition.get("all"), list):
        for part in condition["all"]:
            yield from together(part)
    else:
        yield condition


def alternatives(at: Path, condition: Condition) -> Iterator[tuple[Path, Condition, Condition]]:
    """Each branch of every `any`, with its path, and the whole condition as it were with that branch alone."""
    match condition:
        case {"any": list(branches)}:
            for number, branch in enumerate(branches):
                if len(branches) > 1:
                    yield (*at, "any", number), branch, branch
                yield from alternatives((*at, "any", number), branch)
        case {"all": list(parts)}:
            for number, part in enumerate(parts):
                for path, branch, inner in alternatives((*at, "all", number), part):
                    yield path, branch, {"all": [*parts[:number], inner, *parts[number + 1 :]]}


def with_paths(at: Path, condition: Condition) -> Iterator[tuple[Path, Condition]]:
    """The simple conditions, each with where it stands."""
    match condition:
        case {"all": list(parts)} | {"any": list(parts)}:
            for number, part in enumerate(parts):
                yield from with_paths((*at, next(iter(condition)), number), part)
        case {"not": part}:
            yield from with_paths((*at, "not"), part)
        case _:
            yield at, condition


def said(condition: Condition) -> str:
    """A condition in words: "bur-08 eq worked", "month in 11, 12"."""
    match condition:
        case {"all": parts}:
            return " and ".join(map(_said_within, parts))
        case {"any": parts}:
            return " or ".join(map(_said_within, parts))
        case {"not": part}:
            return f"not {_said_within(part)}"
        case {"building_tag": tag}:
            return f"building tag {tag}"
        case {"month_in": months}:
            return f"month in {', '.join(map(str, months)) or 'nothing'}"
    subject = condition.get("point") or condition.get("computed")
    value = condition.get("value")
    listed = ", ".join(map(str, value)) or "nothing" if isinstance(value, list) else value
    return f"{subject} {condition['op']}" + ("" if condition["op"] == "answered" else f" {listed}")


def _said_within(condition: Condition) -> str:
    """In brackets where it is made of several."""
    several = any(len(condition.get(key, ())) > 1 for key in ("all", "any"))
    return f"({said(condition)})" if several else said(condition)
