"""No field of the checklist format is silently ignored: for each there is code that reads it where it has an effect.

A name that other things have too (`min`, `text`, `id`) counts only where it is read from something that is called, or
annotated as, what it is a field of.
"""

import ast
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from domain.checklists.checklist import Checklist, Choice, Point, Section

HOUSE = Path(__file__).parents[2]
NOT_READERS = ("sync_server/content/", "sync_server/xlsform/", "domain/checklists/checklist.py")
"""They read, check and translate the files. A field that nobody else reads has no effect on anybody's round."""

CALLED = {
    Checklist: {"checklist"},
    Section: {"section"},
    Point: {"point", "asked", "step.point", "held.point"},
    Choice: {"choice"},
}
THROUGH = {
    (Checklist, "building_tag_any"): "applies_to",
    (Checklist, "ordering"): "in_free_order",
    (Point, "required"): "must_be_answered",
}
"""Fields that are read by asking a property or a method of the dataclass, which reads them."""

PLACES = {
    (Checklist, "includes"): ("sync_server/content/read_checklists.py", ".includes"),
    (Checklist, "repeat_section"): ("sync_server/content/read_checklists.py", 'content.get("repeat_section")'),
}
"""What is done with when the files are read: from then on an included checklist's points are the checklist's own."""

FORMAT = [(kind, field.name) for kind in CALLED for field in fields(kind)]


def readers() -> list[Path]:
    found = [path for room in ("domain", "app", "sync_server") for path in (HOUSE / room).rglob("*.py")]
    return [path for path in found if not path.relative_to(HOUSE).as_posix().startswith(NOT_READERS)]


@cache
def accesses() -> frozenset[tuple[type, str]]:
    return frozenset(access for path in readers() for access in _accesses(ast.parse(path.read_text("utf-8"))))


def _accesses(tree: ast.Module) -> Iterator[tuple[type, str]]:
    """`point.min`, `step.point.min`, `self.checklist.intro`; and `p.min` of a parameter `p: Point`."""
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.Module):
            continue
        typed = dict(_typed(scope.args)) if not isinstance(scope, ast.Module) else {}
        for node in ast.walk(scope):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                whose = ast.unparse(node.value)
                for kind, names in CALLED.items():
                    called = whose in names or any(whose.endswith(f".{name}") for name in names)
                    if called or typed.get(whose) == kind.__name__:
                        yield kind, node.attr


def _typed(arguments: ast.arguments) -> Iterator[tuple[str, str]]:
    for argument in (*arguments.args, *arguments.kwonlyargs):
        if argument.annotation:
            yield argument.arg, ast.unparse(argument.annotation).removesuffix(" | None")


@pytest.mark.parametrize(("kind", "name"), FORMAT, ids=lambda part: getattr(part, "__name__", part))
def test_every_field_of_the_format_is_read(kind: type, name: str) -> None:
    if place := PLACES.get((kind, name)):
        file, reading = place
        assert reading in (HOUSE / file).read_text("utf-8")
    else:
        read = {attribute for owner, attribute in accesses() if owner is kind}
        assert THROUGH.get((kind, name), name) in read, f"nothing reads {kind.__name__}.{name}"


@pytest.mark.parametrize(("kind", "name"), THROUGH, ids=lambda part: getattr(part, "__name__", part))
def test_what_is_read_through_another_name_is_read_there(kind: type, name: str) -> None:
    [body] = [
        node
        for node in ast.walk(ast.parse((HOUSE / "domain/checklists/checklist.py").read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == THROUGH[kind, name]
    ]
    assert f"self.{name}" in ast.unparse(body)


def test_a_field_that_nobody_reads_would_be_found() -> None:
    assert "colour" not in {name for _, name in accesses()}
    assert not any(owner is Point and name == "informed" for owner, name in accesses())
