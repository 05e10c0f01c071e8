"""The promise on somebody else's page: in a frame, or as a piece of HTML for a program that makes the page."""

from datetime import date

from flask import Blueprint, g, make_response, render_template, request
from flask.wrappers import Response

from medborgar.core.crossing import for_other_sites
from medborgar.core.headers import policy
from medborgar.core.links import whole_address
from medborgar.core.permissions import public as everybody
from medborgar.municipality.framing import ancestors, sites
from medborgar.publication.page import PromisePage, page_asked
from medborgar.publication.renditions import ready_made, serve
from medborgar.publication.translation.reading import read

blueprint = Blueprint("embedding", __name__, url_prefix="/<kommun>")

LEVELS = ("2", "3", "4")  # of the piece's own heading; those of the promises are one lower


@blueprint.get("/medborgarlofte/inbaddat")
@everybody
@ready_made
def framed(kommun: str) -> Response:
    """The promise in short, for a frame on the sites that the municipality has said."""
    return serve(kommun, lambda today: _framed(kommun, today))


@blueprint.get("/medborgarlofte/fragment")
@everybody
@for_other_sites
@ready_made
def piece(kommun: str) -> Response:
    """The same without a frame or a style, for a page that is made elsewhere."""
    level = request.args.get("rubrik", "")
    level = level if level in LEVELS else LEVELS[0]
    asked = "" if level == LEVELS[0] else f"rubrik={level}"
    return serve(kommun, lambda today: _piece(kommun, today, int(level)), asked=asked)


@blueprint.get("/badda-in")
@everybody
@ready_made
def how(kommun: str) -> Response:
    """How a web editor does either."""
    return serve(kommun, lambda _: _how(kommun))


def _framed(slug: str, today: date) -> Response:
    page = _page(slug, today)
    response = make_response(render_template("publication/framed.html", municipality=g.municipality, page=page))
    response.headers["Content-Security-Policy"] = policy(ancestors(g.municipality.embed_from))
    return response


def _piece(slug: str, today: date, level: int) -> Response:
    page = _page(slug, today)
    around = {"municipality": g.municipality, "page": page, "level": level, "address": whole_address}
    return make_response(render_template("publication/piece.html", **around))


def _how(slug: str) -> Response:
    read(slug)
    municipality = g.municipality
    frame, piece = (whole_address(f"embedding.{name}", kommun=slug) for name in ("framed", "piece"))
    allowed = sites(municipality.embed_from)
    around = {"municipality": municipality, "frame": frame, "piece": piece, "allowed": allowed}
    return make_response(render_template("publication/embedding.html", **around))


def _page(slug: str, today: date) -> PromisePage | None:
    return page_asked(read(slug), today)
