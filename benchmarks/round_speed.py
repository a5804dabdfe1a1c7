"""A round in the browser build: from the tap that opens it to its first point, and one answer from tap to repainted.

The answer is on disk before the next point is drawn. Rounds of 20 to 1,000 points beside each other show how it grows;
the limit is a tenth of a second for an answer. Beside them, as the floor: the time of a tap on the same page that only
moves to another point and writes nothing.  python -m benchmarks.round_speed [--points 20,100,300,1000] [--taps 12]
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from sync_server.content import DEMO
from tests.browser.conftest import chromium_path, open_phone
from tests.browser.flet_page import FletPage
from tests.browser.rond_server import RondServer

WHO, BUILDING = "caretaker-north", "B01"
LIMIT_MS = 100

# Resolves with the milliseconds from the finger's touch until the words are on the screen.
WATCH = """([identifier, words]) => {
    const shown = () => [...document.querySelectorAll(`[flt-semantics-identifier="${identifier}"]`)].some(
        (one) => ((one.innerText || '') + (one.ariaLabel || '')).includes(words));
    window.watched = new Promise((resolve) => {
        addEventListener('pointerdown', () => {
            const touched = performance.now();
            const look = () => shown() ? resolve(performance.now() - touched) : requestAnimationFrame(look);
            requestAnimationFrame(look);
        }, {capture: true, once: true});
    });
}"""


def checklist(points: int) -> str:
    """A round of so many ordinary points in sections of ten, as YAML."""
    lines = [
        f"id: long-{points}",
        "version: '2026:1'",
        f"title: {{sv: Rond med {points} punkter, en: Round of {points} points}}",
        "domain: fire",
        "kind: round",
        "interval: P1M",
        "grace: P7D",
        "performed_by: [caretaker]",
        "applies_to: {building_tag_any: [sba]}",
        "scope: building",
        "confidentiality: open",
        "retention: sba_round",
        f"estimated_minutes: {points}",
        "intro: {sv: Till mätning., en: For measuring.}",
        "sections:",
    ]
    for number in range(points):
        if number % 10 == 0:
            lines.append(f"- id: s{number // 10}")
            lines.append(f"  title: {{sv: Del {number // 10}, en: Part {number // 10}}}")
            lines.append("  points:")
        lines.append(f"  - id: p{number}")
        lines.append("    type: ok_dev_na")
        lines.append(f"    text: {{sv: 'Kontrollera sak nummer {number}.', en: 'Check thing number {number}.'}}")
        lines.append("    component: FIR.EXT.PRT")
    return "\n".join(lines) + "\n"


def measure(points: int, taps: int, folder: Path) -> tuple[float, list[float], list[float]]:
    """Milliseconds of opening the round, of each answer, and of each move to another point without an answer."""
    content = folder / "content"
    shutil.copytree(DEMO, content)
    (content / f"long-{points}.yaml").write_text(checklist(points), "utf-8")
    server = RondServer(folder / "server", content)
    server.start()
    try:
        with sync_playwright() as playwright:
            context = open_phone(playwright, folder / "phone")
            try:
                return _on_the_phone(context, server, points, taps)
            finally:
                context.close()
    finally:
        server.stop()


def _on_the_phone(
    context: BrowserContext, server: RondServer, points: int, taps: int
) -> tuple[float, list[float], list[float]]:
    page = context.pages[0] if context.pages else context.new_page()
    app = FletPage(page).open(f"{server.origin}/enrol/{server.codes[WHO]}", "Koppla telefonen")
    app.by_id("enrol").click()
    app.text("Allt skickat").first.wait_for(timeout=60_000)
    app.open(f"{server.origin}/start", "Starta en rond")
    app.scroll_to(app.by_id(f"start-{BUILDING}-long-{points}")).click()
    app.by_id(f"begin-{BUILDING}-long-{points}").click()
    app.by_id("next-point").wait_for(timeout=60_000)
    app.page.wait_for_timeout(1500)
    opening = tapped(app, "next-point", "question", "sak nummer 0.")
    app.page.wait_for_timeout(1000)
    answers = []
    for number in range(taps):
        answers.append(tapped(app, "answer-ok", "question", f"sak nummer {number + 1}."))
        app.page.wait_for_timeout(250)
    moves = []
    for number in range(taps, taps + 5):
        moves.append(tapped(app, "point-after", "question", f"sak nummer {number + 1}."))
        app.page.wait_for_timeout(250)
    return opening, answers[2:], moves


def tapped(app: FletPage, button: str, shows: str, words: str) -> float:
    """Tap the button; the milliseconds until what is named `shows` has the words on it."""
    box = app.by_id(button).first.bounding_box()
    assert box, f"{button} is not on the screen: {app.all_text()}"
    app.page.evaluate(WATCH, [shows, words])
    app.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return app.page.evaluate("window.watched")


def main() -> None:
    """Print a row for each length."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.round_speed", description=__doc__)
    parser.add_argument("--points", default="20,100,300,1000")
    parser.add_argument("--taps", type=int, default=12)
    options = parser.parse_args()
    chromium_path()
    print("| points | open, to the first point | an answer, on disk and repainted | a move only (floor) | limit |")
    print("| --- | --- | --- | --- | --- |")
    for points in map(int, options.points.split(",")):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            opening, answers, moves = measure(points, options.taps, Path(folder))
        answer, floor = statistics.median(answers), statistics.median(moves)
        print(
            f"| {points} | {opening:.0f} ms | {answer:.0f} ms [{min(answers):.0f}..{max(answers):.0f}] "
            f"(x{answer / LIMIT_MS:.2f} of the limit) | {floor:.0f} ms | {LIMIT_MS} ms |",
            flush=True,
        )


if __name__ == "__main__":
    main()
