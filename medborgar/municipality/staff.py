"""Places: what staff tag answers with, and how they change what the profile loaded."""

import uuid
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import current_user

from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.municipality import actions, queries
from medborgar.municipality.forms import PlaceForm
from medborgar.municipality.models import Municipality, Place

blueprint = Blueprint("municipality_staff", __name__, url_prefix="/<kommun>/intranat/platser")


@blueprint.get("")
@requires(Permission.PLACE_EDIT)
def places(municipality: Municipality) -> ResponseReturnValue:
    """Every place, under its area."""
    areas, found = queries.areas(municipality), queries.places(municipality)
    return render("municipality/places.html", areas=areas, places=found)


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.PLACE_EDIT)
def add_place(municipality: Municipality) -> ResponseReturnValue:
    """A place that was not there."""
    form = PlaceForm.of(None, queries.areas(municipality))
    if not form.validate_on_submit():
        return _page(form, None, status=422 if form.is_submitted() else 200)
    try:
        actions.add_place(municipality=municipality, by=current_user.actor.id, **_said_in(form, municipality))
    except Refused as refused:
        return _refused(form, None, refused)
    return _done()


@blueprint.route("/<uuid:place_id>", methods=["GET", "POST"])
@requires(Permission.PLACE_EDIT)
def change_place(municipality: Municipality, place_id: uuid.UUID) -> ResponseReturnValue:
    """A place with another name, or in another area."""
    place = queries.find_place(municipality, place_id)
    form = PlaceForm.of(place, queries.areas(municipality))
    if not form.validate_on_submit():
        return _page(form, place, status=422 if form.is_submitted() else 200)
    said = _said_in(form, municipality)
    try:
        actions.change_place(place=place, version=form.version.data, by=current_user.actor.id, **said)
    except Refused as refused:
        return _refused(form, place, refused)
    except Stale:
        form.version.data = place.version  # saving again is then a choice
        texts = (f"{place.name}\n{place.area.name}", f"{said['name']}\n{said['area'].name}")
        return _page(form, place, status=409, texts=texts)
    return _done()


def _said_in(form: PlaceForm, municipality: Municipality) -> dict[str, Any]:
    return {"name": form.name.data, "area": queries.find_area(municipality, form.area.data)}


def _refused(form: PlaceForm, place: Place | None, refused: Refused) -> Response:
    form.name.errors = [refused.message]
    return _page(form, place, status=422)


def _done() -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for("municipality_staff.places"), 303)


def _page(form: PlaceForm, place: Place | None, **context: Any) -> Response:
    return render("municipality/place.html", form=form, place=place, **context)
