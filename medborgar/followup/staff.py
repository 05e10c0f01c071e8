"""Uppföljningen: what must be answered for, and one form for one commitment."""

import uuid

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, Side, requires
from medborgar.followup import actions, queries
from medborgar.followup.forms import FollowUpForm
from medborgar.followup.pages import history_of, status_of
from medborgar.municipality.models import Municipality

blueprint = Blueprint("followup", __name__, url_prefix="/<kommun>/intranat/uppfoljning")


@blueprint.get("")
@requires(Permission.FOLLOWUP_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every commitment as it stands today, what must be answered for first; the address may name one party."""
    side = next((side for side in Side if side == request.args.get("part")), None)
    found = queries.standings(municipality, clock.today(), side)
    grant = access.actor().grant_in(municipality.id, Permission.FOLLOWUP_WRITE)
    mine = {one for one, sides in queries.SIDES.items() if grant and grant.side in sides}
    return page("followup/index.html", standings=found, status_of=status_of, side=side, mine=mine)


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
