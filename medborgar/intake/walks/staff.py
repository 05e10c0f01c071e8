"""Trygghetsvandringar, before and on the way: a walk is written down, and point after point from a phone."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core.conflicts import both_texts
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.intake.receipts import TokenError, check_token, new_token
from medborgar.intake.walks import actions, queries
from medborgar.intake.walks.forms import PointForm, WalkForm
from medborgar.intake.walks.models import Walk, WalkPoint
from medborgar.intake.walks.words import FEELINGS
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas, places

blueprint = Blueprint("walks_staff", __name__, url_prefix="/<kommun>/intranat/vandringar")

PHOTO, BACK = "bild", "tillbaka"  # what a pressed button says


@blueprint.get("")
@requires(Permission.WALK_WRITE)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every walk of one's own party, the latest first."""
    found = queries.walks(municipality, access.acting_for(municipality, Permission.WALK_WRITE).party_id)
    return page("intake/walks/index.html", walks=found, numbers=queries.numbers(found))


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.WALK_WRITE)
def begin(municipality: Municipality) -> ResponseReturnValue:
    """Plan a walk, or write down one that has been."""
    form = WalkForm.of(None, areas(municipality))
    if not form.validate_on_submit():
        return form_page("intake/walks/frame.html", form, walk=None)
    party = municipality.party(access.acting_for(municipality, Permission.WALK_WRITE).side)
    walk = actions.begin(party=party, frame=form.frame, by=current_user.person)
    db.session.commit()
    return _to(walk)


@blueprint.route("/<slug>/andra", methods=["GET", "POST"])
@requires(Permission.WALK_WRITE)
def change(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Say something else of a walk."""
    walk = own(municipality, slug)
    form = WalkForm.of(walk, areas(municipality))
    if not form.validate_on_submit():
        return form_page("intake/walks/frame.html", form, walk=walk)
    try:
        actions.save(walk=walk, frame=form.frame, version=form.version.data, by=current_user.person)
    except Stale as stale:
        return _overtaken(form, walk, stale)
    db.session.commit()
    return _to(walk)


@blueprint.post("/<slug>/dra-in")
@requires(Permission.WALK_WRITE)
def withdraw(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Let it not count any more, or count again."""
    walk = own(municipality, slug)
    act = actions.bring_back if request.form.get("vart") == BACK else actions.withdraw
    act(walk=walk, by=current_user.person)
    db.session.commit()
    return _to(walk)


@blueprint.route("/<slug>/punkt", methods=["GET", "POST"])
@requires(Permission.WALK_WRITE)
def point(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Add a point; its words are safe before any photo is sent."""
    walk = own(municipality, slug)
    points = queries.points(walk)
    form = PointForm.after(next(reversed(points), None), walk, areas(municipality), places(municipality))
    if not form.validate_on_submit():
        return _point_page(walk, form, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK)
    try:
        made = _keep(walk, form)
    except Refused as refusal:
        db.session.rollback()
        return refused_page("intake/walks/point.html", form, refusal, **_around(walk))
    except (TokenError, Stale) as stopped:
        db.session.rollback()
        return _again(walk, form, stopped)
    db.session.commit()
    return _next(walk, made)


def own(municipality: Municipality, slug: str) -> Walk:
    """A walk of one's own party's: another's does not exist."""
    return queries.find(municipality, slug, access.acting_for(municipality, Permission.WALK_WRITE).party_id)


def _keep(walk: Walk, form: PointForm) -> WalkPoint:
    keys, token = current_app.config["KEYS"], form.token.data or ""
    check_token(keys, token, purpose=_purpose(walk))
    return actions.add_point(walk=walk, keys=keys, seen=form.seen, token=token, by=current_user.person)


def _next(walk: Walk, made: WalkPoint) -> ResponseReturnValue:
    """On to its photo, if that was asked for, else to the next point."""
    if PHOTO in request.form:
        return redirect(url_for("walk_photos.add", slug=walk.slug, point_id=made.id), 303)
    return redirect(url_for(".point", slug=walk.slug, sparad=made.position), 303)


def _again(walk: Walk, form: PointForm, stopped: Exception) -> Response:
    """What was typed, a new token, and why it was not saved."""
    if isinstance(stopped, Stale):
        message = _("%(what)s Vill du spara det här också? Spara igen.", what=stopped.message)
        return _point_page(walk, form, HTTPStatus.CONFLICT, message)
    message = _("Formuläret hade varit öppet för länge. Läs igenom och spara igen.")
    return _point_page(walk, form, HTTPStatus.BAD_REQUEST, message)


def _point_page(walk: Walk, form: PointForm, status: int, message: str = "") -> Response:
    """The form, with a new token unless it only has a fault to mend."""
    if status != HTTPStatus.UNPROCESSABLE_ENTITY:
        form.token.data = new_token(current_app.config["KEYS"], purpose=_purpose(walk))
    return page("intake/walks/point.html", status=status, form=form, message=message, **_around(walk))


def _around(walk: Walk) -> dict[str, Any]:
    points = queries.points(walk)
    saved = request.args.get("sparad", type=int)
    known = next((one for one in points if one.position == saved), None)
    return {"walk": walk, "points": points, "saved": known, "feelings": FEELINGS, "PHOTO": PHOTO}


def _overtaken(form: WalkForm, walk: Walk, stale: Stale) -> Response:
    db.session.rollback()
    theirs, mine = both_texts(form, WalkForm.of(walk, form.offered, formdata=None))
    form.version.data = walk.version
    conflict = {
        "title": stale.message,
        "theirs": (_("Det kollegan sparade"), theirs),
        "mine": (_("Det du skrev"), mine),
    }
    return page("intake/walks/frame.html", status=stale.status, form=form, walk=walk, conflict=conflict)


def _to(walk: Walk) -> ResponseReturnValue:
    return redirect(url_for("walk_outcomes.show", slug=walk.slug), 303)


def _purpose(walk: Walk) -> str:
    return f"walk {walk.id}"
