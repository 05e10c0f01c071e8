"""A report as papers: the same headings, words and tables on screen, in Word and as PDF."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from flask_babel import gettext as _

from medborgar.core.assets import PARTS
from medborgar.core.errors import Refused
from medborgar.core.word import add_table, as_bytes, new_document

PDF = "application/pdf"


@dataclass(frozen=True)
class Grid:
    """A table: the names of its columns, and its rows; every row as long as the names."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Section:
    """A part: a heading, paragraphs, and perhaps a table."""

    title: str
    paragraphs: Sequence[str] = ()
    grid: Grid | None = None


@dataclass(frozen=True)
class Paper:
    """The whole: a title, what it is about, and its parts."""

    title: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section] = field(default_factory=list)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """The paper that was kept as plain values."""
        return cls(
            title=kept["title"],
            facts=[(term, said) for term, said in kept["facts"]],
            sections=[
                Section(one["title"], one["paragraphs"], Grid(**one["grid"]) if one["grid"] else None)
                for one in kept["sections"]
            ],
        )


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word document."""
    document = new_document(paper.title)
    for term, said in paper.facts:
        document.add_paragraph(f"{term}: {said}")
    for section in paper.sections:
        document.add_heading(section.title, level=2)
        for paragraph in section.paragraphs:
            document.add_paragraph(paragraph)
        if section.grid:
            add_table(document, section.grid.head, section.grid.rows)
    return as_bytes(document)


class NoPango(Refused):
    """The machine can't make PDF; the message says what to install."""


def as_pdf(html: str, style: str) -> bytes:
    """A page as PDF that screen readers can read, the same bytes each time; NoPango where the machine lacks Pango.

    The style may ask for our own fonts, as `url(font:name.woff2)`, and for nothing else.
    """
    try:
        import weasyprint  # noqa: PLC0415 (heavy, and fails to load where Pango is missing)
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 (as above)
    except OSError:
        raise NoPango(
            _(
                "Den här servern kan inte göra PDF: programmet Pango saknas. Den som sköter servern kan installera det "
                "(på Debian: apt install libpango-1.0-0 libpangoft2-1.0-0). Word och utskrift fungerar ändå."
            )
        ) from None
    page = weasyprint.HTML(string=html, url_fetcher=_own_fonts)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # else every font in it carries the time when it was made
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=style, font_config=fonts, url_fetcher=_own_fonts)
    pdf: bytes = page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    return pdf


def _own_fonts(url: str, **_more: object) -> Any:
    path = PARTS.get(url.replace("font:", "fonts/", 1))
    if path is None:
        raise ValueError(f"a paper holds all that it needs, and never asks for {url}")
    from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415 (as above)

    return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff2"})
