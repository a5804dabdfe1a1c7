"""Command line of the builder."""

import argparse
import sys
import time
from pathlib import Path

from sync_server.webapp.build import CannotBuild, build

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Build, say what came of it, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m sync_server.webapp", description="Build the browser app.")
    parser.add_argument(
        "--source", type=Path, default=ROOT, help="folder with app/ and domain/ (default: this project)"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build/web", help="where the app goes (default: build/web)")
    parser.add_argument("--cache", type=Path, default=ROOT / "build/cache", help="finished steps, kept between builds")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        changed = build(options.source, options.out, options.cache)
    except CannotBuild as problem:
        print(f"The browser app was not built. {problem}", file=sys.stderr)
        return 1
    print(f"{options.out}: {'built' if changed else 'up to date'} in {time.monotonic() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
