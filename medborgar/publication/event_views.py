"""What is said of events, against rumours, and how it came to be said."""

from datetime import date

from flask import Blueprint, g, make_response, render_template
from flask.wrappers import Response

from medborgar.core.errors import NotFound
from medborgar.core.permissions import public as everybody
from medborgar.publication.events import event_comments, next_word, words
from medborgar.publication.renditions import ready_made, serve
from medborgar.publication.translation.reading import read

blueprint = Blueprint("events", __name__, url_prefix="/<kommun>")


@blueprint.get("/handelser")
@everybody
@ready_made
def index(kommun: str) -> Response:
    """What is said of events, against rumours: the latest word first."""
    return serve(kommun, lambda today: _events(kommun, today))


@blueprint.get("/handelser/<int:number>")
@everybody
@ready_made
def show(kommun: str, number: int) -> Response:
    """One event comment at its permanent address, and how it came to say what it says."""
    return serve(kommun, lambda today: _event(kommun, today, number, None))


@blueprint.get("/handelser/<int:number>/v<int:version>")
@everybody
@ready_made
def exact(kommun: str, number: int, version: int) -> Response:
    """Exactly one version."""
    return serve(kommun, lambda today: _event(kommun, today, number, version))


def _events(slug: str, today: date) -> Response:
    comments = event_comments(read(slug))
    return make_response(
        render_template("publication/events.html", municipality=g.municipality, comments=comments, today=today)
    )


def _event(slug: str, today: date, number: int, version: int | None) -> Response:
    comment = next((one for one in event_comments(read(slug)) if one.number == number), None)
    entry = comment and (comment.latest if version is None else comment.version(version))
    if not entry:
        raise NotFound("")
    return make_response(
        render_template(
            "publication/event.html",
            municipality=g.municipality,
            comment=comment,
            entry=entry,
            exact=version,
            today=today,
            words=words,
            next_word=next_word,
        )
    )
