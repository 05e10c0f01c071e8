"""Registrera för polisen: a party's own words, written down by the other from a document, where it does not log in."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, refused_page
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality, Party
from medborgar.picture import material, queries, sharing
from medborgar.picture.forms import RegisterForm
from medborgar.picture.pages import conflict_page, party_of

blueprint = Blueprint(
    "registering", __name__, url_prefix="/<kommun>/intranat/lagesbild/<period>/omrade/<slug>/registrera"
)


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.PICTURE_REGISTER)
def register(municipality: Municipality, period: str, slug: str) -> ResponseReturnValue:
    """Write down what the other party has handed over: who, when, and from what document."""
    picture, other = queries.to_edit(municipality, period), _other(municipality)
    area = queries.focus_area(picture, slug)
    saved = material.own_texts(picture, other.id).get(area.id)
    form = RegisterForm(obj=saved if saved and saved.registered_in_id else None)
    around = {"picture": picture, "area": area, "party": other}
    if not form.validate_on_submit():
        return form_page("picture/register.html", form, **around)
    try:
        sharing.register(
            picture=picture,
            party_id=other.id,
            area=area,
            words=form.words,
            paper=form.paper,
            version=form.version.data,
            person_id=access.person_id(),
        )
    except Refused as refusal:
        return refused_page("picture/register.html", form, refusal, **around)
    except Stale as stale:
        newer = material.own_texts(picture, other.id)[area.id]
        return conflict_page("picture/register.html", form, stale, newer, **around)
    db.session.commit()
    return redirect(url_for("picture_texts.area", period=period, slug=slug), 303)


def _other(municipality: Municipality) -> Party:
    acting = party_of(municipality, Permission.PICTURE_REGISTER)
    return next(party for party in municipality.parties if party.id != acting.id)
