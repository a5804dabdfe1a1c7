"""YAML that remembers on which line every key stood, so that a problem can be shown where it is.

Only true and false are booleans and only digits are numbers: `no`, `2026-01-01` and `07:00` stay the text they are.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from sync_server.content.problems import Problem


class Lined(dict[str, Any]):
    """A mapping that knows the line it starts on, and the line of each key."""

    def __init__(self, line: int = 0):
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def put(self, key: str, value: Any, line: int = 0) -> None:
        self[key] = value
        self.lines[key] = line or self.line

    def move(self, old: str, new: str) -> None:
        """Give a key another name, where it has one."""
        if old in self:
            self.put(new, self.pop(old), self.lines.pop(old, self.line))


_FASTEST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_FASTEST):
    yaml_implicit_resolvers = {}  # noqa: RUF012

    def __init__(self, stream: str):
        super().__init__(stream)
        self.twice: list[tuple[int, str]] = []


for _tag, _form, _first in (
    ("bool", r"true|false|True|False", "tfTF"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("merge", r"<<", "<"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lined:
    loader.flatten_mapping(node)
    mapping = Lined(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in mapping:
            loader.twice.append((key_node.start_mark.line + 1, key))
        mapping.put(key, loader.construct_object(value_node, deep=True), key_node.start_mark.line + 1)
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """The file's text, or None and a problem when it is missing or not UTF-8."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(path.name, 0, "", "is missing", f"a file with this name in {path.parent}"))
        return None
    except OSError as error:
        problems.append(Problem(path.name, 0, "", f"cannot be read ({error.strerror})", "a readable file"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(path.name, line, "", "is not UTF-8 text", 'save the file with the encoding "UTF-8"'))
        return None


def read_yaml(path: Path, problems: list[Problem]) -> Lined | None:
    """The mapping in the file, or None and a problem."""
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        loader = _Loader(text)
        content = loader.get_single_data()
    except yaml.YAMLError as error:
        problems.append(_broken(path.name, text, error))
        return None
    for line, key in loader.twice:
        problems.append(Problem(path.name, line, key, "is given twice", "give it once"))
    if content is None:
        problems.append(Problem(path.name, 1, "", "is empty", "begin with lines such as 'id: ...'"))
        return None
    if not isinstance(content, Lined):
        problems.append(Problem(path.name, 1, "", "is not a mapping of fields", "begin with lines such as 'id: ...'"))
        return None
    return content


def read_value(text: str) -> Any:
    """One value as it would stand in a file. Raises yaml.YAMLError."""
    return _Loader(text).get_single_data()


def _broken(file: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    what = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "cannot be read")
    if "\t" in "".join(text.splitlines()[line - 1 : line]):
        return Problem(file, line, "", "has a tab where spaces are needed", "indent with spaces")
    return Problem(file, line, "", f"is not valid YAML ({what})", "check indentation, colons and quotes on this line")


def line_of(content: Any, path: tuple[str | int, ...]) -> int:
    """The line of the innermost known part of `path`; 1 when nothing of it is known."""
    line = 1
    for step in path:
        if isinstance(content, Lined):
            if step not in content:
                return content.line or line
            line = content.lines.get(str(step), content.line)
            content = content[str(step)]
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return line
        if isinstance(content, Lined) and isinstance(step, int):
            line = content.line
    return line
