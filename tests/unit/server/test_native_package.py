"""What `flet build` would put on a phone: flet-cli's own reading of pyproject.toml, without the Flutter SDK."""

import argparse
import itertools
import json
from pathlib import Path
from typing import Any, Never

import pytest
from flet_cli.commands.build import Command
from flet_cli.commands.build_base import BaseBuildCommand
from flet_cli.commands.flutter_base import BaseFlutterCommand
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[3]
PYTHONS = {"3.14": {"full_version": "3.14.2", "pyodide_version": "314.0.7", "android_abis": ["arm64-v8a", "x86_64"]}}


class WithoutFlutter(BaseFlutterCommand):
    """Stands where flet-cli would look for the Flutter SDK, and download it."""

    def initialize_command(self) -> None:
        self.flutter_exe, self.dart_exe = "flutter", "dart"


class Packing(Command, WithoutFlutter):
    """`flet build`, up to the moment it would call Dart to pack the files."""

    packed: list[str]

    def update_status(self, *_: Any, **__: Any) -> None:
        """Nobody looks."""

    def cleanup(self, exit_code: int, message: Any = None, *_: Any, **__: Any) -> Never:
        raise SystemExit(f"flet build gave up: {message}")

    def run(self, args: list[str], *_: Any, **__: Any) -> Any:
        self.packed = args
        raise InterruptedError


@pytest.fixture(params=["apk", "ipa"])
def packing(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packing:
    """`flet build apk` and `flet build ipa` of a copy of this project, stopped before packing."""
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"default_python_version": "3.14", "pythons": PYTHONS}))
    monkeypatch.setenv("FLET_PYTHON_BUILD_MANIFEST", str(manifest))
    project = tmp_path / "project"
    project.mkdir()
    for name in ("pyproject.toml", "main.py"):
        (project / name).write_bytes((ROOT / name).read_bytes())
    parser = argparse.ArgumentParser()
    command = Packing(parser)
    BaseBuildCommand.handle(command, parser.parse_args([request.param, str(project), "--yes"]))
    command.initialize_command()
    command.validate_entry_point()
    command.setup_template_data()
    assert command.flutter_dir
    command.flutter_dir.mkdir(parents=True)
    with pytest.raises(InterruptedError):
        command.package_python_app()
    return command


def after(option: str, args: list[str]) -> set[str]:
    return {value for name, value in itertools.pairwise(args) if name == option}


def names_in(folder: Path) -> set[str]:
    """What lies in a folder of the project; flet leaves out hidden files and its own caches by itself."""
    return {path.relative_to(ROOT).as_posix() for path in folder.iterdir() if path.name[0] not in "._"}


def test_a_phone_gets_the_app_its_rules_its_entry_and_its_icon_and_nothing_else(packing: Packing) -> None:
    left_out = after("--exclude", packing.packed)
    assert names_in(ROOT) - left_out == {"app", "assets", "domain", "main.py"}
    assert names_in(ROOT / "assets") - left_out == {"assets/icon.png"}


def test_a_phone_gets_the_plain_dependencies_and_no_server_package(packing: Packing) -> None:
    names = {Requirement(one).name for one in after("-r", packing.packed)}
    assert {"flet", "flet-camera", "tinydb"} <= names
    assert names.isdisjoint({"fastapi", "sqlalchemy", "uvicorn", "alembic", "flet-web"})


def test_a_phone_gets_the_reader_of_labels(packing: Packing) -> None:
    assert "pyzbar" in {Requirement(one).name for one in after("-r", packing.packed)}


def test_a_phone_is_asked_for_its_camera_and_for_its_place_only_while_the_app_is_used(packing: Packing) -> None:
    asked = json.dumps(packing.template_data, default=str)
    assert "CAMERA" in asked
    assert "ACCESS_FINE_LOCATION" in asked
    assert "NSLocationWhenInUseUsageDescription" in asked
    assert "BACKGROUND_LOCATION" not in asked
    assert "NSLocationAlways" not in asked
