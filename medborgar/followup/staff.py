"""Uppföljningen: what must be answered for, and one form for whatever is followed up."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, Side, requires
from medborgar.followup import actions, asking, queries
from medborgar.followup.forms import FollowUpForm
from medborgar.followup.pages import Asker, around_of, asks_of, rows_of, status_of
from medborgar.followup.subjects import SIDES, sides_of
from medborgar.followup.turns import turns
from medborgar.municipality.models import Municipality

blueprint = Blueprint("followup", __name__, url_prefix="/<kommun>/intranat/uppfoljning")


@blueprint.get("")
@requires(Permission.FOLLOWUP_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every commitment as it stands today, what must be answered for first; the address may name one party."""
    return _index(municipality, _side(request.args))


@blueprint.post("/<uuid:commitment_id>/paminn")
@blueprint.post("/atgard/<uuid:measure_id>/paminn")
@blueprint.post("/overenskommelse/<uuid:agreement_id>/paminn")
@requires(Permission.REMIND)
def remind(municipality: Municipality, **which: Any) -> ResponseReturnValue:
    """Ask the function that answers for something by mail, once a day."""
    subject = queries.find_subject(municipality, **which)
    side = _side(request.form) or sides_of(subject)[0]
    try:
        asking.remind(municipality=municipality, subject=subject, side=side, by=current_user.person)
    except Refused as refused:
        db.session.rollback()
        return _index(municipality, None, status=refused.status, message=refused.message)
    db.session.commit()
    return redirect(url_for(".index"), 303)


@blueprint.route("/<uuid:commitment_id>", methods=["GET", "POST"])
@blueprint.route("/atgard/<uuid:measure_id>", methods=["GET", "POST"])
@blueprint.route("/overenskommelse/<uuid:agreement_id>", methods=["GET", "POST"])
@blueprint.route("/metoden", methods=["GET", "POST"])
@requires(Permission.FOLLOWUP_WRITE)
def report(municipality: Municipality, **which: Any) -> ResponseReturnValue:
    """Say for one's own party how something goes; what has been said before stands beside."""
    party = municipality.party(access.acting_for(municipality, Permission.FOLLOWUP_WRITE).side)
    subject = queries.find_subject(municipality, side=Side(party.side), **which)
    form = FollowUpForm.of(subject)
    if not form.validate_on_submit():
        around = around_of(subject, queries.history(municipality.id, subject), clock.today())
        return form_page("followup/report.html", form, party=party, **around)
    actions.report(subject=subject, party=party, by=current_user.person, **form.words)
    db.session.commit()
    return redirect(url_for(".index", part=party.side), 303)


def _index(municipality: Municipality, side: Side | None, *, status: int = 200, message: str = "") -> Response:
    today, actor = clock.today(), access.actor()
    found = queries.standings(municipality, today, side)
    again = [one for one in turns(municipality, today) if side is None or side in one.sides]
    grant = actor.grant_in(municipality.id, Permission.FOLLOWUP_WRITE)
    contacts, links = queries.contacts(municipality), queries.links(municipality)
    asker = Asker(contacts, links, today, may_remind=actor.holds(Permission.REMIND, municipality.id))
    return page(
        "followup/index.html",
        status=status,
        message=message,
        standings=found,
        status_of=status_of,
        side=side,
        own=grant.side if grant else None,
        mine={one for one, sides in SIDES.items() if grant and grant.side in sides},
        asking=asks_of(found, asker),
        again=rows_of(again, asker),
    )


def _side(said: Mapping[str, str]) -> Side | None:
    return next((side for side in Side if side == said.get("part")), None)
