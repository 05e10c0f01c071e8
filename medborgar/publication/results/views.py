"""Resultatet of a round, for everybody: in numbers, once it has closed."""

from flask import Blueprint
from flask.wrappers import Response

from medborgar.core import clock
from medborgar.core.errors import NotFound
from medborgar.core.htmx import render
from medborgar.core.permissions import public
from medborgar.intake.dialogues.queries import find, is_told_of
from medborgar.intake.dialogues.words import when
from medborgar.municipality.models import Municipality
from medborgar.publication.results import pages, queries

blueprint = Blueprint("dialogue_results", __name__, url_prefix="/<kommun>/dialog")


@blueprint.get("/<slug>/resultat")
@public
def show(municipality: Municipality, slug: str) -> Response:
    """What was answered, in numbers that tell of nobody; before it is published, when it will be."""
    dialogue, today = find(municipality, slug), clock.today()
    if not dialogue.is_public or not is_told_of(dialogue, today):
        raise NotFound("")
    result = queries.published(dialogue)
    said = result.said if result else {"antal": None, "delomraden": None, "fragor": []}
    return render(
        "publication/results/show.html",
        dialogue=dialogue,
        when=when,
        result=result,
        last_day=dialogue.closes and max(dialogue.closes + queries.WAITS, today),
        total=pages.few(said["antal"]),
        is_few=said["antal"] is None,
        areas=pages.table(said["delomraden"]),
        questions=pages.questions(said, queries.alike(dialogue)),
    )
