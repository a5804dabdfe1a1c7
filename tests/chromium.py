"""A Chromium for the browser tests: the one that is here, else Debian's package as root, else Playwright's download."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of a Chromium that starts, or None."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in (*found, _playwrights_own()) if path and _starts(path)), None)


def install_chromium() -> str:
    """The path of a Chromium, installed if need be. SystemExit with a clear sentence where that is not possible."""
    if path := chromium():
        return path
    print("Installing a Chromium for the browser tests ...", flush=True)
    tried = _install_debians() if os.geteuid() == 0 and shutil.which("apt-get") else _install_playwrights()
    if path := chromium():
        return path
    sys.exit(f"rond: the browser tests need a Chromium and none could be installed.\n{tried}")


def _install_debians() -> str:
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quietly, check=False, capture_output=True)
    got = subprocess.run(
        ["apt-get", "install", "-y", "-qq", "chromium"], env=quietly, check=False, capture_output=True, text=True
    )
    return f"apt-get install chromium said: {got.stderr[-500:] or 'nothing'}\nOn Ubuntu: snap install chromium."


def _install_playwrights() -> str:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    got = subprocess.run(command, check=False, capture_output=True, text=True)
    return f"playwright install chromium said: {got.stderr[-500:] or 'nothing'}\nOr: sudo apt-get install chromium."


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _starts(path: str) -> bool:
    """Ubuntu's `chromium-browser` may be an empty shell that asks for a snap."""
    return subprocess.run([path, "--version"], check=False, capture_output=True).returncode == 0


if __name__ == "__main__":
    install_chromium()
