"""Öppna data: the page that tells of it, the promise as table and calendar, and what programs read first."""

import json
from datetime import date
from typing import Any

from flask import Blueprint, Response, g, make_response, render_template

from medborgar.core.crossing import for_other_sites
from medborgar.core.errors import NotFound
from medborgar.core.links import whole_address
from medborgar.core.permissions import public as everybody
from medborgar.core.sheets import CSV
from medborgar.publication.opendata import api as described
from medborgar.publication.opendata import catalog as catalogue
from medborgar.publication.opendata import schema as schemas
from medborgar.publication.opendata.addresses import ICS, JSON, LICENCE_PAGE, RDF, datasets
from medborgar.publication.opendata.days import calendar
from medborgar.publication.outcomes import as_csv, outcomes
from medborgar.publication.page import page_asked
from medborgar.publication.public import read
from medborgar.publication.renditions import ready_made, serve

blueprint = Blueprint("opendata", __name__)

A_DAY = "public, max-age=86400"


@blueprint.get("/<kommun>/oppna-data")
@everybody
@ready_made
def about(kommun: str) -> Response:
    """What there is as files, how often it changes, and how it may be used."""
    return serve(kommun, lambda today: _page(kommun, today))


@blueprint.get("/<kommun>/oppna-data.rdf")
@everybody
@ready_made
@for_other_sites
def catalog(kommun: str) -> Response:
    """The same for portals of open data."""
    return serve(kommun, lambda _: _catalog(kommun))


@blueprint.get("/<kommun>/medborgarlofte.csv")
@everybody
@ready_made
@for_other_sites
def current_table(kommun: str) -> Response:
    """The commitments of the promise that holds now, for a spreadsheet."""
    return serve(kommun, lambda today: _table(kommun, today, None))


@blueprint.get("/<kommun>/medborgarlofte/<period>.csv")
@everybody
@ready_made
@for_other_sites
def period_table(kommun: str, period: str) -> Response:
    """Those of one period."""
    return serve(kommun, lambda today: _table(kommun, today, period))


@blueprint.get("/<kommun>/medborgarlofte.ics")
@everybody
@ready_made
@for_other_sites
def days(kommun: str) -> Response:
    """The promise's days, for a calendar program."""
    return serve(kommun, lambda today: _days(kommun, today))


@blueprint.get("/schema/lofte-1.json")
@everybody
@for_other_sites
def schema() -> Response:
    """What the promise's document looks like."""
    return _document(schemas.schema(), JSON)


@blueprint.get("/openapi.json")
@everybody
@for_other_sites
def api() -> Response:
    """What programs may read."""
    return _document(described.api(), JSON)


def _page(slug: str, today: date) -> Response:
    chain = read(slug)
    page = page_asked(chain, today)
    return make_response(
        render_template(
            "publication/open_data.html",
            municipality=g.municipality,
            datasets=datasets(chain),
            page=page,
            cited=_address(page.entry.period if page else None),
            licence=LICENCE_PAGE,
        )
    )


def _address(period: str | None) -> str:
    if period is None:
        return whole_address("publication.current", kommun=g.municipality.slug)
    return whole_address("publication.period", kommun=g.municipality.slug, period=period)


def _catalog(slug: str) -> Response:
    chain = read(slug)
    return Response(catalogue.catalog(g.municipality, chain), content_type=f"{RDF}; charset=utf-8")


def _table(slug: str, today: date, period_key: str | None) -> Response:
    chain = read(slug)
    page = page_asked(chain, today, period_key)
    if not page:
        raise NotFound("")
    return Response(as_csv(outcomes([page])), content_type=f"{CSV}; charset=utf-8")


def _days(slug: str, today: date) -> Response:
    chain = read(slug)
    found = calendar(g.municipality, chain, today)
    if found is None:
        raise NotFound("")
    return Response(found, content_type=f"{ICS}; charset=utf-8")


def _document(found: dict[str, Any], kind: str) -> Response:
    body = json.dumps(found, ensure_ascii=False, indent=2)
    return Response(body, content_type=f"{kind}; charset=utf-8", headers={"Cache-Control": A_DAY})
