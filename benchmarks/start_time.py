"""How long a person waits for the first screen of the browser app: first visit, later start, start without a network.

Raw limit, in the same run: the first frame of Flutter, which needs no Python. Further builds can be
named, to be measured in turn with ours:  python -m benchmarks.start_time [--rounds 5] [build/web other/web ...]
"""

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from tests.browser.conftest import chromium_path, open_phone
from tests.browser.live_server import LiveServer

BUILT = Path(__file__).parents[1] / "build/web"

# True once the first screen can be read: Flutter builds the tree only when somebody asks for it.
CAN_BE_READ = """() => {
    document.querySelector('flt-semantics-placeholder')?.click();
    const host = document.querySelector('flt-semantics-host');
    const labels = [...(host?.querySelectorAll('[aria-label]') ?? [])].map((one) => one.ariaLabel);
    return Boolean((host?.innerText ?? '').trim() || labels.join('').trim());
}"""
NOTE_FIRST_FRAME = "addEventListener('flutter-first-frame', () => { window.firstFrame = performance.now(); })"
KEPT = """async () => {
    const registration = await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 100));
}"""
Seconds = dict[str, list[float]]


def start(context: BrowserContext, origin: str) -> tuple[float, float]:
    """Open the app and return the seconds until the first screen can be read, and until Flutter's first frame."""
    page = context.new_page()
    page.add_init_script(NOTE_FIRST_FRAME)
    begun = time.perf_counter()
    page.goto(origin, wait_until="commit", timeout=120_000)
    page.wait_for_function(CAN_BE_READ, timeout=120_000, polling=50)
    return time.perf_counter() - begun, page.evaluate("window.firstFrame") / 1000


def one_phone(playwright: Playwright, server: LiveServer, seconds: Seconds) -> None:
    """One new phone: its first visit, then restarts of its browser with and without the server."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder)
        context = open_phone(playwright, profile)
        first, frame = start(context, server.origin)
        seconds["first visit"].append(first)
        seconds["raw: Flutter's first frame, first visit"].append(frame)
        context.pages[-1].evaluate(KEPT)
        context.close()
        # The second start fills the browser's own cache of compiled code; from then on every start is alike.
        for name in ("second start", "later start"):
            context = open_phone(playwright, profile)
            seconds[name].append(start(context, server.origin)[0])
            context.pages[-1].wait_for_timeout(2000)
            context.close()
        server.stop()
        context = open_phone(playwright, profile)
        seconds["offline start"].append(start(context, server.origin)[0])
        context.close()
        server.start()


def measure(builds: list[Path], rounds: int) -> dict[Path, Seconds]:
    """Seconds of every build, measured in turn so that a busy minute hits all of them."""
    servers = {build: LiveServer(build) for build in builds}
    results: dict[Path, Seconds] = {build: defaultdict(list) for build in builds}
    chromium_path()
    for server in servers.values():
        server.start()
    with sync_playwright() as playwright:
        for _ in range(rounds):
            for build, server in servers.items():
                one_phone(playwright, server, results[build])
    for server in servers.values():
        server.stop()
    return results


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start_time", description=__doc__)
    parser.add_argument("builds", nargs="*", type=Path, default=[BUILT])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for build, seconds in measure(options.builds, options.rounds).items():
        print(f"{build}: seconds until the first screen can be read, median of {options.rounds} (fastest, slowest)")
        for name, values in seconds.items():
            print(f"  {name:40} {statistics.median(values):5.2f}  ({min(values):.2f}, {max(values):.2f})")


if __name__ == "__main__":
    main()
