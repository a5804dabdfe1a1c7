"""Data from a file becomes the domain's dataclasses; whatever does not fit becomes a problem with its line."""

from dataclasses import dataclass, field
from functools import cache
from types import GenericAlias
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sync_server.content.lined import Lined, line_of
from sync_server.content.problems import Problem, instead_of

T = TypeVar("T")
Path = tuple[str | int, ...]


@dataclass
class Source:
    """A file's content as it was read, and the list that its problems go to."""

    file: str
    content: Any
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Path, what: str, right: str, name: str = "") -> None:
        at = line_of(self.content, path)
        self.problems.append(Problem(self.file, at, name or _field_of(path), what, right))

    def warning(self, path: Path, what: str, right: str, name: str = "") -> None:
        at = line_of(self.content, path)
        self.problems.append(Problem(self.file, at, name or _field_of(path), what, right, warning=True))


def fit(source: Source, wanted: type[T], content: Any, at: Path, known: dict[str, type]) -> T | None:
    """`content`, which stands at `at` in the source, as `wanted`; None and problems when it does not fit.

    `known` tells which class the mappings under a key become ("" for the outermost), to suggest a field's right name.
    """
    try:
        return _adapter(wanted).validate_python((content,))[0]
    except ValidationError as error:
        for detail in error.errors():
            path = (*at, *detail["loc"][1:])
            what, right = _explained(detail, known)
            source.problem(path, what, right)
    return None


@cache
def _adapter(wanted: type) -> TypeAdapter[Any]:
    """Only around a container does pydantic take a configuration for dataclasses that are not its own."""
    one: Any = GenericAlias(tuple, (wanted,))
    return TypeAdapter(one, config=ConfigDict(extra="forbid"))


def _explained(detail: ErrorDetails, known: dict[str, type]) -> tuple[str, str]:
    given, name = detail["input"], str(detail["loc"][-1])
    match detail["type"]:
        case "unexpected_keyword_argument":
            inside = next((str(step) for step in reversed(detail["loc"][1:-1]) if str(step) in known), "")
            fields = known.get(inside, known[""]).__dataclass_fields__
            return "is an unknown field", instead_of(name, fields, "see checklists/README.md for the fields there are")
        case "missing":
            return "is missing", f"add '{name}:'"
        case "string_type":
            if given is None:
                return "is empty", "write a text, or leave the field out"
            return f"is {_kind(given)}, not a text", f'put it in quotes: "{given}"' if not _is_nested(
                given
            ) else "a text"
        case "dataclass_type":
            return f"is {_kind(given)}, not a mapping of fields", "indent its fields below it"
        case "tuple_type" | "list_type":
            return f"is {_kind(given)}, not a list", f"write [{given}]" if not _is_nested(given) else "a list"
        case "dict_type":
            return f"is {_kind(given)}, not a mapping", "write {name: value}"
        case "bool_parsing" | "bool_type":
            return f"is {_kind(given)}, not yes or no", "true or false"
    wants_number = detail["type"].startswith(("float", "int"))
    if wants_number:
        return f"is {_kind(given)}, not a number", "a number, with a point for decimals"
    return f"does not fit ({detail['msg']})", "see checklists/README.md"


def _kind(given: Any) -> str:
    match given:
        case None:
            return "empty"
        case Lined() | dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case bool():
            return str(given).lower()
        case str():
            return f"the text {given!r}"
    return f"the number {given}"


def _is_nested(given: Any) -> bool:
    return isinstance(given, dict | list | tuple)


def _field_of(path: Path) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str)), ""))


def fit_all(source: Source, key: str, wanted: type[T], known: dict[str, type] | None = None) -> list[tuple[int, T]]:
    """The items of the list under `key` that fit, each with its place in that list."""
    items = source.content.get(key, [])
    if not isinstance(items, list):
        source.problem((key,), f"is {_kind(items)}, not a list", "begin each item with '- '")
        return []
    fitted = ((at, fit(source, wanted, item, (key, at), known or {"": wanted})) for at, item in enumerate(items))
    return [(at, item) for at, item in fitted if item is not None]


def as_words(content: Any, name: str, sv: str = "sv", en: str = "en") -> None:
    """Gather a mapping's two languages into one field, as the domain has it."""
    if isinstance(content, Lined) and (sv in content or en in content):
        words, line = Lined(content.line), content.lines.get(sv) or content.lines.get(en, 0)
        for old, new in ((sv, "sv"), (en, "en")):
            if old in content:
                words.put(new, content.pop(old), content.lines.pop(old))
        content.put(name, words, line)
