"""Looking hard at a page: by axe, at desk and phone, in light and dark; nothing may flow out or be squeezed."""

import os
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

ROOT = Path(__file__).parents[2]
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 800}
Scheme = Literal["light", "dark"]
Rules = dict[str, str | list[str]]  # in axe's words
ALL: Rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# The desk first, where most people in the tests sit: turning a page round takes time.
FOR_EVERYBODY: list[tuple[ViewportSize, dict[Scheme, Rules]]] = [
    (DESK, {"light": ALL, "dark": OF_COLOURS}),  # another scheme changes colours and nothing else
    (PHONE, {"light": ALL, "dark": OF_COLOURS}),
]
FOR_STAFF: list[tuple[ViewportSize, dict[Scheme, Rules]]] = [  # each size and each scheme, not every pair of them
    (DESK, {"light": ALL}),
    (PHONE, {"dark": ALL}),
]
RUN_AXE = """async (rules) => {
  const answer = await axe.run(document, {
    runOnly: rules, resultTypes: ["violations"], preload: false, selectors: false, iframes: false });
  return answer.violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html} ${node.failureSummary}`)); }"""
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .map((e) => e.outerHTML.slice(0, 120))"""
SQUEEZED = """() => [...document.body.querySelectorAll("a, p, h1, h2, h3, h4")].filter((e) => {
  const { width, height } = e.getBoundingClientRect();
  return e.textContent.length > 12 && width > 2 && width < 48 && height > 96 && !e.closest(".hidden"); })
    .map((e) => e.outerHTML.slice(0, 120))"""
# WCAG 1.4.12. A sheet made by script is no inline style: the policy lets it through.
SPACE_OUT = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(
  `* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
   p {margin-block-end: 2em !important}`); document.adoptedStyleSheets = [sheet]; }"""
UNSPACE = "() => { document.adoptedStyleSheets = [] }"


def look(page: Page, name: str) -> list[str]:
    """The faults of a page as it stands, in every size and scheme; the window is left as it was."""
    before = page.viewport_size
    faults = [f"{name}, {form}: {fault}" for form, fault in _faults(page, name)]
    page.emulate_media(color_scheme=None)
    if before and before != page.viewport_size:
        page.set_viewport_size(before)
    return faults


def _faults(page: Page, name: str) -> list[tuple[str, str]]:
    page.evaluate(_axe())
    found = []
    for size, schemes in FOR_STAFF if "/intranat" in page.url else FOR_EVERYBODY:
        if page.viewport_size != size:
            page.set_viewport_size(size)
        for scheme, rules in schemes.items():
            page.emulate_media(color_scheme=scheme)
            form = f"{size['width']} {scheme}"
            found += [(form, fault) for fault in page.evaluate(RUN_AXE, rules)]
            _picture(page, f"{name}-{size['width']}-{scheme}")
        found += [(str(size["width"]), f"flows out: {element}") for element in page.evaluate(WIDER)]
        found += [(str(size["width"]), f"is squeezed: {element}") for element in page.evaluate(SQUEEZED)]
    page.evaluate(SPACE_OUT)
    found += [("320 spaced", f"flows out: {element}") for element in page.evaluate(WIDER)]
    page.evaluate(UNSPACE)
    return found


@cache
def _axe() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def _picture(page: Page, name: str) -> None:
    """Kept only where somebody wants to look with their own eyes."""
    if folder := os.environ.get("MEDBORGAR_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
