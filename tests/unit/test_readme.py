"""What the README names is there: files, commands, benchmarks and pictures."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from sync_server.command import parser

HOUSE = Path(__file__).parents[2]
README = (HOUSE / "README.md").read_text("utf-8")
FILES = sorted(set(re.findall(r"`([a-z_]+/[\w/.]+\.\w+)`", README)))
PICTURES = re.findall(r"!\[.+?\]\((.+?)\)", README)
LINKED = re.findall(r"(?<!!)\[.+?\]\((?!http)(.+?)\)", README)
MODULES = sorted(set(re.findall(r"python -m ([\w.]+)", README)))
COMMANDS = sorted(set(re.findall(r"^rond ([^#\n]+)", README, re.MULTILINE)))


@pytest.mark.parametrize("path", [*FILES, *PICTURES, *LINKED])
def test_what_the_readme_points_at_is_there(path: str) -> None:
    assert (HOUSE / path).exists()


@pytest.mark.parametrize("module", MODULES)
def test_what_the_readme_runs_can_be_run(module: str) -> None:
    assert find_spec(module)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_are_understood(command: str) -> None:
    assert parser().parse_args(command.split())


def test_the_readme_names_all_of_these() -> None:
    assert min(len(FILES), len(PICTURES), len(LINKED), len(MODULES), len(COMMANDS)) > 0
