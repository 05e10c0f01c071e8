"""The promise as PDF: the page's own words and numbers, for whoever needs a paper or a file of its own."""

from pathlib import Path

from flask import render_template

from medborgar.core.links import whole_address
from medborgar.core.papers import as_pdf
from medborgar.publication.page import PromisePage
from medborgar.publication.public import Site

STYLES = Path(__file__).parents[2] / "static" / "css"


def portable(site: Site, page: PromisePage, *, exact: int | None, before: PromisePage | None) -> bytes:
    """One promise on one day as PDF; NoPango where the machine can't make it."""
    period = page.entry.period
    address = (
        whole_address("publication.exact", kommun=site.slug, period=period, version=exact)
        if exact
        else whole_address("publication.period", kommun=site.slug, period=period)
    )
    html = render_template(
        "publication/portable.html",
        municipality=site,
        page=page,
        before=before,
        address=address,
        addresses=[whole_address(name, kommun=site.slug) for name in ("intake.tell", "checking.check")],
    )
    return as_pdf(html, "".join((STYLES / name).read_text(encoding="utf-8") for name in ("paper.css", "lofte.css")))
