"""Two ways of using a page: by keyboard alone, and by pointer where no script runs. Neither knows any page."""

import re
from abc import ABC, abstractmethod
from re import Pattern

from playwright.sync_api import Locator, Page, Response, expect

TABS_MAX = 400
ACTIVE = "element => element === document.activeElement"
AT_THE_TOP = "() => document.activeElement === document.body"
IN_MAIN = "element => Boolean(element.closest('main'))"
SAME_GROUP = "element => document.activeElement?.type === 'radio' && document.activeElement.name === element.name"
SWAPS = "e => Boolean(window.htmx) && [e, e.form].some(o => o?.matches('[data-hx-get],[data-hx-post]'))"
DATE_ORDER = "() => new Intl.DateTimeFormat().formatToParts().map(p => p.type).filter(type => type !== 'literal')"
# How many stops there are for certain between the focus and an element; radios and dates have as many as they like.
AT_LEAST = """element => {
  const stops = [...document.querySelectorAll("a[href], button, summary, textarea, select")]
    .filter(e => e.tabIndex === 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
  const after = e => one => Boolean(e.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const here = document.activeElement, between = stops.filter(e => e !== element && e !== here);
  const ahead = here === document.body ? between : between.filter(after(here));
  return after(here)(element) || here === document.body ? ahead.filter(e => !after(element)(e)).length : 0; }"""
SETTLED = "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
Name = str | Pattern[str]


class Hands(ABC):
    """What people do with a page, in the words they see on it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, address: str) -> None:
        """Write an address in the browser's bar."""
        self.page.goto(address)

    def follow(self, link: Name) -> None:
        """Follow a link; a phone's menu, and what is folded in it, are opened first."""
        found = self.page.get_by_role("link", name=link, exact=True).first
        for folded in ("Meny", "Mer"):
            if not found.is_visible() and self.page.locator("summary", has_text=folded).first.is_visible():
                self.open(folded)
        self.arrive(found)

    def press(self, button: Name) -> None:
        """Press a button, and wait for what comes of it."""
        self.arrive(self.page.get_by_role("button", name=button, exact=True).first)

    def open(self, label: str) -> None:
        """Open what is folded."""
        self.activate(self.page.locator("summary", has_text=label).first)

    def write(self, label: str, text: str) -> None:
        """Write in a field; what stood there goes."""
        self.fill(self.field(label), text)

    def choose(self, answer: Name, question: str | None = None) -> None:
        """Choose one of several, or tick a box; in a group when several have the same answers."""
        within: Page | Locator = self.page.get_by_role("group", name=question) if question else self.page
        named = {"name": answer, "exact": isinstance(answer, str)}
        box = within.get_by_role("radio", **named).or_(within.get_by_role("checkbox", **named)).first  # type: ignore[arg-type]
        self.tick(box)
        expect(box).to_be_checked()

    def pick(self, label: str, option: str) -> None:
        """Pick from a list that drops down."""
        box = self.field(label)
        self.select(box, option)
        assert box.evaluate("box => box.selectedOptions[0].text.trim()") == option

    def field(self, label: str) -> Locator:
        """The control under that label, be it needed or (frivilligt)."""
        words = re.compile(rf"^\s*{re.escape(label)}(\s*\(frivilligt\))?\s*$")
        found = self.page.locator("main label").filter(has_text=words).first
        return self.page.locator(f"[id='{found.get_attribute('for')}']")

    @abstractmethod
    def arrive(self, control: Locator) -> None:
        """Use a link or a button, and wait until its page or swap has come."""

    @abstractmethod
    def activate(self, control: Locator) -> None:
        """Use a control that leads nowhere else."""

    @abstractmethod
    def fill(self, control: Locator, text: str) -> None: ...

    @abstractmethod
    def tick(self, control: Locator) -> None: ...

    @abstractmethod
    def select(self, control: Locator, option: str) -> None: ...


class Pointer(Hands):
    """A pointer, in a browser that runs no script: whatever is pressed gives a page."""

    def arrive(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.click()

    def activate(self, control: Locator) -> None:
        control.click()

    def fill(self, control: Locator, text: str) -> None:
        control.fill(text)

    def tick(self, control: Locator) -> None:
        control.check()

    def select(self, control: Locator, option: str) -> None:
        control.select_option(label=option)


class Keyboard(Hands):
    """Tab, Enter, Space, arrows and letters; never the pointer."""

    def arrive(self, control: Locator) -> None:
        self.reach(control)
        if control.evaluate(SWAPS):
            self._swap()
            return
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _swap(self) -> None:
        with self.page.expect_response(_is_an_answer):
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        self.page.wait_for_function(SETTLED)
        assert self.page.evaluate("() => document.activeElement !== document.body"), "focus was lost in a swap"

    def activate(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def fill(self, control: Locator, text: str) -> None:
        self.reach(control)
        if control.get_attribute("type") == "date":
            self._write_date(text)
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)
        expect(control).to_have_value(text)

    def _write_date(self, iso: str) -> None:
        """Day, month and year in the browser's own order; a year could go on, so the arrow ends it."""
        parts = dict(zip(("year", "month", "day"), iso.split("-"), strict=True))
        for part in self.page.evaluate(DATE_ORDER):
            self.page.keyboard.type(parts[part])
            if part == "year":
                self.page.keyboard.press("ArrowRight")

    def tick(self, control: Locator) -> None:
        if control.get_attribute("type") == "radio":
            self._choose_by_arrow(control)
        elif not control.is_checked():
            self.reach(control)
            self.page.keyboard.press("Space")

    def _choose_by_arrow(self, radio: Locator) -> None:
        self.reach(radio, arrived=SAME_GROUP)
        for _ in range(radio.page.get_by_role("radio").count()):
            if radio.evaluate(ACTIVE):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")

    def select(self, control: Locator, option: str) -> None:
        self.reach(control)
        labels = [label.strip() for label in control.locator("option").all_inner_texts()]
        self.page.keyboard.press("Home")
        for _ in range(labels.index(option)):
            self.page.keyboard.press("ArrowDown")

    def reach(self, control: Locator, arrived: str = ACTIVE) -> None:
        """Press Tab until the control has the focus: what can't be reached so fails the test."""
        expect(control).to_be_visible()
        element = control.element_handle()
        if self.page.evaluate(AT_THE_TOP) and element.evaluate(IN_MAIN):
            self._skip_to_main()
        for _ in range(element.evaluate(AT_LEAST)):
            self.page.keyboard.press("Tab")
        for _ in range(TABS_MAX):
            if element.evaluate(arrived):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to {control} by Tab on {self.page.url}")

    def _skip_to_main(self) -> None:
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#main"), "the skip link skips").to_be_focused()


def _is_an_answer(response: Response) -> bool:
    return response.request.resource_type in {"document", "xhr", "fetch"} and not 300 <= response.status < 400
