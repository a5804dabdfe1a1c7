"""Drives a Flet page with Playwright. Flutter paints a canvas; what can be read and touched is its semantics tree."""

import time

from playwright.sync_api import ElementHandle, Locator, Page, expect

# Flutter builds the tree only once somebody asks for it; asking twice does no harm.
READABLE = """() => {
    document.querySelector('flt-semantics-placeholder')?.click();
    return Boolean(document.querySelector('flt-semantics-host flt-semantics'));
}"""
START = 90_000  # ms; a first visit on a busy machine
LONG = 60_000  # ms; anything else on a busy machine

# Flutter listens to a field only while it has the focus, which after a change of screen moves once more when the
# transition ends. So each field is told whether it is listened to, and which words were heard.
HEARING = """
    for (const [way, heard] of [["addEventListener", true], ["removeEventListener", false]]) {
        const original = EventTarget.prototype[way];
        EventTarget.prototype[way] = function (type, ...more) {
            if (type === "input" && /INPUT|TEXTAREA/.test(this.tagName)) this.heard = heard;
            return original.call(this, type, ...more);
        };
    }
    window.addEventListener("input", ({ target }) => { if (target.heard) target.taken = target.value; }, true);
"""
NEXT_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class FletPage:
    """One open page of the app."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hearing = False

    def open(self, url: str, shows: str | None = None) -> "FletPage":
        """Go to `url` and wait until the app can be read, and until the text `shows` is on the screen."""
        if not self.hearing:
            self.page.add_init_script(HEARING)
            self.hearing = True
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

    def press(self, identifier: str) -> None:
        """Touch what has this id once it is there and lets itself be touched."""
        target = self.scroll_to(self.by_id(identifier))
        able = self.page.locator(":not([aria-disabled=true], :has([aria-disabled=true]))")
        expect(target.and_(able)).to_be_attached(timeout=LONG)
        target.click()

    def type(self, label: str, value: str) -> None:
        """Type into the field with this label, as a person does: touch it, then type."""
        self.write(self.page.get_by_label(label, exact=True).first, value)

    def write(self, field: Locator, words: str) -> None:
        """Write into an `input` or `textarea` of a page that was opened here, until the app has heard the words."""
        for _ in range(5):
            field.click()
            self.page.wait_for_function("(field) => field.heard", arg=self.element(field), timeout=LONG)
            field.fill(words)
            self.next_frames()
            heard, stands = field.evaluate("(field) => [field.taken, field.value]")
            # Some fields write capitals by themselves.
            if heard == words and stands.casefold() == words.casefold():
                return
        raise AssertionError(f"nobody listens to the field for {words!r}; the screen shows:\n" + self.all_text())

    def written(self, field: Locator, words: str) -> None:
        """Wait until the field holds the words: Flutter hands them to the page only while it has the focus."""
        field.click()
        expect(field).to_have_value(words, timeout=LONG)

    def element(self, target: Locator) -> ElementHandle:
        """The element itself, once it is there and stands still: what still scrolls takes the finger for itself."""
        element = target.element_handle(timeout=LONG)
        element.wait_for_element_state("stable", timeout=LONG)
        return element

    def next_frames(self) -> None:
        """Wait until what has happened so far has been drawn."""
        self.page.evaluate(NEXT_FRAMES)

    def scroll_to(self, target: Locator) -> Locator:
        """Scroll until the target is well inside the window: rows further away are not in the tree at all.

        What stays where it is however one scrolls lies under the page, and is there to be touched as well.
        """
        size = self.page.viewport_size or {"width": 390, "height": 844}
        self.page.mouse.move(size["width"] / 2, size["height"] / 2)
        deadline, downward, before = time.monotonic() + LONG / 1000, 0, None
        while time.monotonic() < deadline:
            box = target.first.bounding_box() if target.count() else None
            top, bottom = (box["y"], box["y"] + box["height"]) if box else (0, 0)
            if box and top > 60 and (bottom < size["height"] - 90 or (box == before and bottom <= size["height"])):
                return target.first
            # Not there yet when the end was reached: begin again at the top.
            far = -20_000 if downward >= 40 else -300 if box and top <= 60 else 400
            downward, before = 0 if far < -300 else downward + 1, box
            self.page.mouse.wheel(0, far)
            self.next_frames()
        raise AssertionError("scrolled to the end without finding it; the screen shows:\n" + self.all_text())

    def all_text(self) -> str:
        """Everything readable on the screen, for messages of failed tests."""
        return self.page.evaluate("document.querySelector('flt-semantics-host')?.innerText ?? ''")
