"""A checklist's content as YAML the way our own files are written: texts on their own lines, small things in one."""

import re
from typing import Any

import yaml

WIDTH = 110
WORDS = {"sv", "en"}
BLOCKS = ("sections", "points", "choices")


class _Inline(dict[str, Any]):
    pass


class _InlineList(list[Any]):
    pass


class _Writer(yaml.SafeDumper):
    pass


# What `lined.py` reads as a number although YAML 1.1 does not: as a text it needs quotes.
_Writer.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_Writer.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))
_Writer.add_representer(_Inline, lambda to, data: to.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True))
_Writer.add_representer(
    _InlineList, lambda to, data: to.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def as_yaml(content: dict[str, Any], comments: list[str]) -> str:
    """The file's text, with the comments above it."""
    head = "".join(f"# {line}\n" for comment in comments for line in comment.splitlines())
    return head + _dump(_laid_out(content))


def inline(value: Any) -> str:
    """One value in one line, as it stands in a cell."""
    return _dump(_inlined(value), width=100_000).removesuffix("\n").removesuffix("\n...")


def _dump(value: Any, width: int = WIDTH) -> str:
    return yaml.dump(value, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=width)


def _laid_out(content: dict[str, Any]) -> dict[str, Any]:
    laid: dict[str, Any] = {}
    for key, value in content.items():
        if key == "choices":
            laid[key] = [_inlined(choice) for choice in value]
        elif key in BLOCKS:
            laid[key] = [_laid_out(item) for item in value]
        elif isinstance(value, dict) and (value.keys() <= WORDS or key == "repeat"):
            laid[key] = value
        else:
            laid[key] = _inlined(value)
    return laid


def _inlined(value: Any) -> Any:
    match value:
        case dict():
            return _Inline({key: _inlined(each) for key, each in value.items()})
        case list() | tuple():
            return _InlineList(_inlined(each) for each in value)
    return value
