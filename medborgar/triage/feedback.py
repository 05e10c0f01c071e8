"""Återkoppling: the units that report read what came of it; their own party's coordinator writes it."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality
from medborgar.triage import actions
from medborgar.triage import feedback_queries as queries
from medborgar.triage.forms import FeedbackForm

blueprint = Blueprint("feedback", __name__, url_prefix="/<kommun>/intranat/aterkoppling")


@blueprint.get("")
@requires(Permission.CONTRIBUTION_REGISTER)
def index(municipality: Municipality) -> ResponseReturnValue:
    """What has been written back: to one's own unit, or all of it for whoever writes."""
    party_id = access.acting_for(municipality, Permission.CONTRIBUTION_REGISTER).party_id
    writes = access.actor().holds(Permission.CONTRIBUTION_REVIEW, municipality.id)
    found = queries.to_unit(party_id, None if writes else current_user.function)
    return page("triage/feedback.html", found=found)


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.CONTRIBUTION_REVIEW)
def write(municipality: Municipality) -> ResponseReturnValue:
    """Write back to one unit, or to all that have reported."""
    party = municipality.party(access.acting_for(municipality, Permission.CONTRIBUTION_REVIEW).side)
    form = FeedbackForm().offer(queries.units(party.id))
    if not form.validate_on_submit():
        return form_page("triage/feedback_form.html", form)
    said = {"unit": form.unit.data or "", "text": form.text.data or ""}
    actions.write_feedback(party=party, by=current_user.person, **said)
    db.session.commit()
    return redirect(url_for(".index"), 303)
