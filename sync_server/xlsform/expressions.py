"""The expressions of XLSForm, a small part of XPath, read into trees; what they mean is decided elsewhere."""

import re
from dataclasses import dataclass

from sync_server.xlsform.remarks import CannotCarry

TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>'[^']*'|"[^"]*")
    | \$\{\s*(?P<ref>[^}]+?)\s*\}
    | (?P<number>\d+(?:\.\d+)?|\.\d+)
    | (?P<sign><=|>=|!=|[=<>(),*+\-])
    | (?P<here>\.)(?!\.)
    | (?P<name>[A-Za-z_][\w.:-]*)
    )""",
    re.VERBOSE,
)
LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
"""What binds, from the loosest to the closest."""

STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


@dataclass(frozen=True)
class Text:
    value: str


@dataclass(frozen=True)
class Number:
    value: float


@dataclass(frozen=True)
class Ref:
    """`${name}`: another question's answer."""

    name: str


@dataclass(frozen=True)
class Here:
    """`.`: the answer that is being given."""


@dataclass(frozen=True)
class Call:
    name: str
    given: tuple["Expression", ...] = ()


@dataclass(frozen=True)
class Joined:
    """Two expressions around an operator."""

    by: str
    left: "Expression"
    right: "Expression"


Expression = Text | Number | Ref | Here | Call | Joined
Token = tuple[str, str]


def parse(written: str) -> Expression:
    """The tree of an expression. Raises CannotCarry where it has something that is not understood."""
    tokens = list(reversed(_tokens(written.translate(STRAIGHT))))
    tree = _level(tokens, 0)
    if tokens:
        raise _unread(tokens[-1][1])
    return tree


def parts(tree: Expression, by: str) -> list[Expression]:
    """What is joined by `and` (or by `or`), however many there are."""
    if isinstance(tree, Joined) and tree.by == by:
        return [*parts(tree.left, by), *parts(tree.right, by)]
    return [tree]


def _tokens(written: str) -> list[Token]:
    tokens, at, end = [], 0, len(written.rstrip())
    while at < end:
        found = TOKEN.match(written, at)
        if found is None or found.lastgroup is None:
            raise _unread(written[at:].strip()[:20])
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


def _level(tokens: list[Token], level: int) -> Expression:
    if level == len(LEVELS):
        return _one(tokens)
    tree = _level(tokens, level + 1)
    while tokens and tokens[-1][0] in ("sign", "name") and tokens[-1][1] in LEVELS[level]:
        by = tokens.pop()[1]
        tree = Joined(by, tree, _level(tokens, level + 1))
    return tree


def _one(tokens: list[Token]) -> Expression:
    if not tokens:
        raise CannotCarry("it ends too early", "write the whole expression")
    kind, word = tokens.pop()
    match kind, word:
        case "text", _:
            return Text(word[1:-1])
        case "number", _:
            return Number(float(word))
        case "ref", _:
            return Ref(word)
        case "here", _:
            return Here()
        case "sign", "(":
            inner = _level(tokens, 0)
            _expect(tokens, ")")
            return inner
        case "sign", "-" if tokens and tokens[-1][0] == "number":
            return Number(-float(tokens.pop()[1]))
        case "name", _ if tokens and tokens[-1] == ("sign", "("):
            return Call(word, _given(tokens))
    raise _unread(word)


def _given(tokens: list[Token]) -> tuple[Expression, ...]:
    tokens.pop()
    given: list[Expression] = []
    while tokens and tokens[-1] != ("sign", ")"):
        if given:
            _expect(tokens, ",")
        given.append(_level(tokens, 0))
    _expect(tokens, ")")
    return tuple(given)


def _expect(tokens: list[Token], sign: str) -> None:
    if not tokens or tokens.pop() != ("sign", sign):
        raise CannotCarry(f"a '{sign}' is missing", "write the whole expression")


def _unread(word: str) -> CannotCarry:
    return CannotCarry(
        f"{word!r} is not understood", "use comparisons of ${questions}, selected(), not(), and, or, brackets"
    )
