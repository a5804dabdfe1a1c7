"""Drives a Flet page with Playwright. Flutter paints a canvas; what can be read and touched is its semantics tree."""

from playwright.sync_api import Locator, Page

# Flutter builds the tree only once somebody asks for it; asking twice does no harm.
READABLE = """() => {
    document.querySelector('flt-semantics-placeholder')?.click();
    return Boolean(document.querySelector('flt-semantics-host flt-semantics'));
}"""
START = 90_000  # ms; a first visit on a busy machine


class FletPage:
    """One open page of the app."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, url: str, shows: str | None = None) -> "FletPage":
        """Go to `url` and wait until the app can be read, and until the text `shows` is on the screen."""
        answer = self.page.goto(url, wait_until="commit", timeout=START)
        assert answer is None or answer.ok, f"{url}: HTTP {answer.status}"
        return self.ready(shows)

    def ready(self, shows: str | None = None) -> "FletPage":
        """Wait until the app can be read; needed again after every reload."""
        self.page.wait_for_function(READABLE, timeout=START, polling=100)
        if shows is not None:
            self.text(shows).first.wait_for(timeout=START, state="attached")
        return self

    def text(self, text: str) -> Locator:
        """What shows the text: Flutter puts it into the element or into its label."""
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        return self.page.locator("flt-semantics-host").locator(
            f':is(flt-semantics, span, h1, h2, h3):text("{quoted}"), [aria-label*="{quoted}"]'
        )

    def by_id(self, identifier: str) -> Locator:
        """What the app marked with `ft.Semantics(identifier=...)`."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def button(self, name: str) -> Locator:
        """Buttons and list rows; a row's name is its title and subtitle."""
        return self.page.get_by_role("button", name=name)

    def type(self, label: str, value: str) -> None:
        """Type into the field with this label, as a person does: touch it, then type.

        Flutter listens to a field only when it has the focus, and after a change of screen the focus moves once more
        when the transition ends: without the pause, the first letters can be lost.
        """
        field = self.page.get_by_label(label, exact=True).first
        field.click()
        self.page.wait_for_timeout(300)
        field.fill(value)

    def scroll_to(self, target: Locator) -> Locator:
        """Scroll down until the target is well inside the window: rows further away are not in the tree at all."""
        size = self.page.viewport_size or {"width": 390, "height": 844}
        self.page.mouse.move(size["width"] / 2, size["height"] / 2)
        for _ in range(60):
            box = target.first.bounding_box() if target.count() else None
            if box and box["y"] > 60 and box["y"] + box["height"] < size["height"] - 90:
                return target.first
            self.page.mouse.wheel(0, 500)
            self.page.wait_for_timeout(60)
        raise AssertionError("scrolled to the end without finding it; the screen shows:\n" + self.all_text())

    def all_text(self) -> str:
        """Everything readable on the screen, for messages of failed tests."""
        return self.page.evaluate("document.querySelector('flt-semantics-host')?.innerText ?? ''")
