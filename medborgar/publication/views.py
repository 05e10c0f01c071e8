"""The public promise: the current one, every period's, exact versions, the archive; each as a page and as JSON."""

from datetime import date
from typing import Any

from flask import Blueprint, g, make_response, render_template
from flask.wrappers import Response

from medborgar.core.errors import NotFound
from medborgar.core.permissions import public as everybody
from medborgar.publication.difference import changes
from medborgar.publication.document import document
from medborgar.publication.page import current_period, page_before, page_of, period_after, promise_page
from medborgar.publication.public import Entry, read
from medborgar.publication.renditions import ready_made, serve

blueprint = Blueprint("publication", __name__, url_prefix="/<kommun>")


@blueprint.get("/medborgarlofte")
@everybody
@ready_made
def current(kommun: str) -> Response:
    """The promise that holds now."""
    return serve(kommun, lambda today: _page(kommun, today, None, None))


@blueprint.get("/medborgarlofte.json")
@everybody
@ready_made
def current_document(kommun: str) -> Response:
    """The same as JSON."""
    return serve(kommun, lambda today: _document(kommun, today, None, None))


@blueprint.get("/medborgarlofte/<period>")
@everybody
@ready_made
def period(kommun: str, period: str) -> Response:
    """A period's promise at its permanent address."""
    return serve(kommun, lambda today: _page(kommun, today, period, None))


@blueprint.get("/medborgarlofte/<period>.json")
@everybody
@ready_made
def period_document(kommun: str, period: str) -> Response:
    """The same as JSON."""
    return serve(kommun, lambda today: _document(kommun, today, period, None))


@blueprint.get("/medborgarlofte/<period>/v<int:version>")
@everybody
@ready_made
def exact(kommun: str, period: str, version: int) -> Response:
    """Exactly one version, with what it changed from the one before."""
    return serve(kommun, lambda today: _page(kommun, today, period, version))


@blueprint.get("/medborgarlofte/<period>/v<int:version>.json")
@everybody
@ready_made
def exact_document(kommun: str, period: str, version: int) -> Response:
    """The same as JSON."""
    return serve(kommun, lambda today: _document(kommun, today, period, version))


@blueprint.get("/arkiv")
@everybody
@ready_made
def archive(kommun: str) -> Response:
    """Every promise since the first, and how it went."""
    return serve(kommun, lambda today: _archive(kommun, today))


def _page(slug: str, today: date, period_key: str | None, version: int | None) -> Response:
    chain = read(slug)
    key = period_key or current_period(chain, today)
    page = key and promise_page(chain, key, today, version)
    if not page:
        if period_key:
            raise NotFound("")
        return make_response(render_template("publication/none.html", municipality=g.municipality))
    return make_response(
        render_template(
            "publication/promise.html",
            municipality=g.municipality,
            page=page,
            exact=version,
            before=page_before(page, chain, today),
            after=period_after(page, chain),
            changes=_changes(page.entry, chain) if version else [],
            is_current=key == current_period(chain, today),
        )
    )


def _document(slug: str, today: date, period_key: str | None, version: int | None) -> Response:
    chain = read(slug)
    key = period_key or current_period(chain, today)
    page = key and promise_page(chain, key, today, version)
    if not page:
        raise NotFound("")
    response: Response = make_response(document(page))
    response.content_type = "application/json; charset=utf-8"
    return response


def _archive(slug: str, today: date) -> Response:
    chain = read(slug)
    newest = {entry.period: entry for entry in chain if entry.is_promise}
    pages = sorted(
        (page_of(entry, chain, today) for entry in newest.values()), key=lambda page: page.period, reverse=True
    )
    return make_response(
        render_template("publication/archive.html", municipality=g.municipality, pages=pages, chain=chain[::-1])
    )


def _changes(entry: Entry, chain: list[Entry]) -> list[dict[str, Any]]:
    """What an exact version changed from the version before."""
    versions = [other for other in chain if other.is_promise and other.period == entry.period]
    older = [other for other in versions if other.version == entry.version - 1]
    return changes(older[0].content, entry.content) if older else []
