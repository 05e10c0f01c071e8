"""Så arbetar vi: the method as the profile tells it; and the municipality's own colours."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from medborgar.core import clock
from medborgar.core.permissions import public
from medborgar.municipality import queries
from medborgar.municipality.models import Municipality
from medborgar.municipality.register import facts_of
from medborgar.municipality.theme import fingerprint, sheet

blueprint = Blueprint("municipality", __name__, url_prefix="/<kommun>")


@blueprint.get("/om")
@public
def about(municipality: Municipality) -> ResponseReturnValue:
    """How this municipality and its police work, with references to their agreement."""
    agreement = queries.agreement(municipality)
    cadences = queries.cadences(municipality)
    return render_template(
        "municipality/about.html",
        agreement=agreement,
        agreement_facts=facts_of(agreement, cadences, clock.today()),
        bodies=queries.bodies(municipality),
        cadences=cadences,
        partners=queries.partners(municipality),
        steps=queries.introduction(municipality),
        focus_set=queries.focus_set(municipality, clock.today()),
    )


@blueprint.get("/tema.css")
@public
def theme(municipality: Municipality) -> Response:
    """The stylesheet of the municipality's pages."""
    colours = municipality.accent, municipality.accent_dark
    is_present = request.args.get("v") == fingerprint(*colours)
    answer = sheet(*colours, fonts=url_for("static", filename="fonts/"), kept=is_present)
    status, headers, body = answer.sent(request.headers.get("Accept-Encoding"), request.headers.get("If-None-Match"))
    return Response(body, status, headers)
