"""What the public pages say of themselves: the strings of their templates, and of the modules whose words they show."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("_", "_l", "gettext", "lazy_gettext")),
    **dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2)),
}
PARTS = re.compile(r'{%-?\s*(?:extends|include|from|import)\s+"([^"]+)"')
PUBLIC = re.compile(r'{% extends .*"(public|layout|intake/_page)\.html" %}')
# Pages that everybody may open, and that are there in Swedish only.
SWEDISH_ONLY: tuple[str, ...] = (
    "accounts/",
    "followup/",
    "intake/associations/",
    "intake/invitations/",
    "intake/field/",
    "plan/walks/",
)
SWEDISH_ONLY += ("publication/subscriptions/",)
SWEDISH_PAGES = {"staff.html", "_htmx.html", "intake/mailed.html", "portal/law_public.html"}
SWEDISH_PAGES |= {"publication/no_pdf.html", "publication/open_data.html", "publication/embedding.html"}
SWEDISH_PAGES |= {"publication/framed.html", "publication/history/compare.html"}
WORDS = """
core/errors core/forms core/site followup/words intake/actions intake/forms intake/views intake/dialogues/views
intake/dialogues/answering intake/dialogues/words municipality/words municipality/register municipality/cadences
picture/models picture/queries picture/figures/charts picture/results/series portal/follow portal/forms portal/story
portal/telling plan/names publication/aims publication/cards publication/difference publication/events
publication/history/metrics publication/history/picture publication/history/timeline publication/outcomes
publication/page publication/proof/words publication/results/pages triage/actions
"""

Message = str | tuple[str, ...]


def templates() -> list[str]:
    """Every template that a public page is made of."""
    waiting = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if PUBLIC.search(path.read_text(encoding="utf-8"))
    ]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and not name.startswith(SWEDISH_ONLY) and name not in SWEDISH_PAGES:
            found.add(name)
            waiting += PARTS.findall((TEMPLATES / name).read_text(encoding="utf-8"))
    return sorted(found)


def messages() -> Iterator[Message]:
    """Every string that they say, with its plural if it has one."""
    sources = [("jinja2", TEMPLATES / name) for name in templates()]
    sources += [("python", ROOT / "medborgar" / f"{name}.py") for name in WORDS.split()]
    for method, path in sources:
        for _line, message, _comments, _context in extract_from_file(
            method, path, keywords=KEYWORDS, options={"trimmed": "true"}
        ):
            yield message
