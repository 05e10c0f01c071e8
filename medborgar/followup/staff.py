"""Uppföljningen: what must be answered for, and one form for one commitment."""

import uuid
from collections.abc import Mapping

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
from medborgar.followup.pages import asks_of, history_of, status_of
from medborgar.municipality.models import Municipality

blueprint = Blueprint("followup", __name__, url_prefix="/<kommun>/intranat/uppfoljning")


@blueprint.get("")
@requires(Permission.FOLLOWUP_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every commitment as it stands today, what must be answered for first; the address may name one party."""
    return _index(municipality, _side(request.args))


@blueprint.post("/<uuid:commitment_id>/paminn")
@requires(Permission.REMIND)
def remind(municipality: Municipality, commitment_id: uuid.UUID) -> ResponseReturnValue:
    """Ask a commitment's function by mail, once a day."""
    commitment = queries.find_any(municipality, commitment_id)
    side = _side(request.form) or queries.sides_of(commitment)[0]
    try:
        asking.remind(municipality=municipality, commitment=commitment, side=side, by=current_user.person)
    except Refused as refused:
        db.session.rollback()
        return _index(municipality, None, status=refused.status, message=refused.message)
    db.session.commit()
    return redirect(url_for(".index"), 303)


@blueprint.route("/<uuid:commitment_id>", methods=["GET", "POST"])
@requires(Permission.FOLLOWUP_WRITE)
def report(municipality: Municipality, commitment_id: uuid.UUID) -> ResponseReturnValue:
    """Say for one's own party how a commitment goes; what has been said before stands beside."""
    party = municipality.party(access.acting_for(municipality, Permission.FOLLOWUP_WRITE).side)
    commitment = queries.find_commitment(municipality, commitment_id, Side(party.side))
    form = FollowUpForm.of(commitment)
    if not form.validate_on_submit():
        said = queries.history(commitment)
        standing = queries.standing(commitment, said, clock.today())
        around = {
            "standing": standing,
            "state": status_of(standing),
            "history": history_of(said),
        }
        return form_page("followup/report.html", form, party=party, **around)
    actions.report(commitment=commitment, party=party, by=current_user.person, **form.words)
    db.session.commit()
    return redirect(url_for(".index", part=party.side), 303)


def _index(municipality: Municipality, side: Side | None, *, status: int = 200, message: str = "") -> Response:
    found, actor = queries.standings(municipality, clock.today(), side), access.actor()
    grant = actor.grant_in(municipality.id, Permission.FOLLOWUP_WRITE)
    asks = asks_of(
        found,
        queries.contacts(municipality),
        queries.links(municipality),
        today=clock.today(),
        may_remind=actor.holds(Permission.REMIND, municipality.id),
    )
    return page(
        "followup/index.html",
        status=status,
        message=message,
        standings=found,
        status_of=status_of,
        side=side,
        mine={one for one, sides in queries.SIDES.items() if grant and grant.side in sides},
        asking=asks,
    )


def _side(said: Mapping[str, str]) -> Side | None:
    return next((side for side in Side if side == said.get("part")), None)
