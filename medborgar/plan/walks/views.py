"""Trygghetsvandringens protokoll, for everybody: only what staff have published, and how each point stands today."""

from flask import Blueprint
from flask.wrappers import Response

from medborgar.core import clock
from medborgar.core.errors import NotFound
from medborgar.core.htmx import render
from medborgar.core.permissions import public
from medborgar.intake.walks import queries as walked
from medborgar.intake.walks.photos import sent
from medborgar.municipality.models import Municipality
from medborgar.plan.walks import protocol, queries

blueprint = Blueprint("walks", __name__, url_prefix="/<kommun>/vandringar")


@blueprint.get("/<slug>")
@public
def show(municipality: Municipality, slug: str) -> Response:
    """Who walked where, what was seen, and what became of it."""
    walk = walked.find_published(municipality, slug)
    shown = {photo.id for photo in queries.shown_photos(walk)}
    around = protocol.page_of(walk, walk.protocol, queries.outcomes(walk), shown, clock.today())
    return render("plan/walks/protocol.html", walk=walk, protocol=around)


@blueprint.get("/<slug>/bild/<int:number>")
@public
def photo(municipality: Municipality, slug: str, number: int) -> Response:
    """The bytes of a photo that was chosen and published, by its number in the protocol."""
    walk = walked.find_published(municipality, slug)
    numbered = dict(enumerate(protocol.photo_ids(walk.protocol), start=1))
    found = next((one for one in queries.shown_photos(walk) if one.id == numbered.get(number)), None)
    if found is None:
        raise NotFound("")
    return sent(found)
