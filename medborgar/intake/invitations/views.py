"""Answering an invitation: a page with a button, a list of tasks, the check, the receipt.

Mail scanners fetch every link, so a GET of the link opens nothing: its button does.
"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, current_app, g, request
from flask.wrappers import Response
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from medborgar.core import clock
from medborgar.core.database import SAFE_METHODS
from medborgar.core.errors import Gone
from medborgar.core.extensions import csrf, db
from medborgar.core.htmx import render
from medborgar.core.limits import limiter
from medborgar.core.links import subject_of
from medborgar.core.permissions import public
from medborgar.intake.invitations import actions, mailing, queries
from medborgar.intake.invitations.calendar import days_of
from medborgar.intake.invitations.models import Invitation, State
from medborgar.intake.invitations.visits import allowed, closed, invited_page, let_in, to_tasks
from medborgar.intake.invitations.writing import tasks_of, whole_form
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

blueprint = Blueprint("invitations", __name__, url_prefix="/<kommun>/inbjudan")
csrf.exempt(blueprint)  # nobody is logged in: the link's signed token stands in, and then a cookie for our own forms

ONE_CLICK = ("List-Unsubscribe", "One-Click")
OPEN, STOP, SEND = "oppna", "sluta", "skicka"


@blueprint.route("/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes", methods=["POST"])
def opening(municipality: Municipality, token: str) -> AnyResponse:
    """Who asks and until when, with a button; also the way to get no more mail."""
    late = _("Länkens tid har gått ut. Be samordnaren om en ny.")
    invitation = queries.find(municipality, subject_of(token, purpose=mailing.purpose(municipality), expired=late))
    if request.form.get(ONE_CLICK[0]) == ONE_CLICK[1] or request.form.get("till") == STOP:
        actions.decline(invitation=invitation)
        db.session.commit()
        return render("intake/invitations/declined.html", invitation=invitation)
    if request.form.get("till") != OPEN or invitation.state is State.WITHDRAWN:
        return _opening(invitation, token)
    actions.open_(invitation=invitation)
    db.session.commit()
    return let_in(invitation)


@blueprint.get("/svar/<uuid:invitation_id>")
@public
def tasks(municipality: Municipality, invitation_id: UUID) -> Response:
    """The questions, and how far each has come; once it is sent, the receipt and what was answered."""
    invitation = allowed(municipality, invitation_id)
    if invitation.finished:
        return _receipt(invitation)
    if not invitation.can_be_answered(clock.today()):
        return closed(invitation, HTTPStatus.OK)
    return invited_page("tasks", invitation, tasks=tasks_of(invitation))


@blueprint.route("/svar/<uuid:invitation_id>/granska", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes", methods=["POST"])
def check(municipality: Municipality, invitation_id: UUID) -> AnyResponse:
    """Everything that has been written, to look through and to send."""
    invitation = allowed(municipality, invitation_id)
    if invitation.finished:
        return to_tasks(invitation)
    form = whole_form(invitation, areas(municipality))
    right, tried = form.validate_on_whole() and bool(form.answers.chosen), request.method not in SAFE_METHODS
    if not (tried and right and request.form.get("till") == SEND):
        status = HTTPStatus.UNPROCESSABLE_ENTITY if tried else HTTPStatus.OK
        return invited_page("check", invitation, status, written=form, right=right, tried=tried)
    try:
        actions.send(municipality=municipality, invitation=invitation, answers=form.answers)
    except Gone:
        return closed(invitation, HTTPStatus.GONE)
    db.session.commit()
    return to_tasks(invitation)


@blueprint.get("/svar/<uuid:invitation_id>/dagar.ics")
@public
def calendar(municipality: Municipality, invitation_id: UUID) -> Response:
    """The last day, and the day of the feedback, for one's own calendar."""
    invitation = allowed(municipality, invitation_id)
    file = Response(days_of(municipality, invitation.dialogue), mimetype="text/calendar")
    file.headers["Content-Disposition"] = "attachment; filename=dagar.ics"
    return file


def _opening(invitation: Invitation, token: str) -> Response:
    status = HTTPStatus.GONE if invitation.state is State.WITHDRAWN else HTTPStatus.OK
    return render(
        "intake/invitations/opening.html",
        status=status,
        invitation=invitation,
        token=token,
        State=State,
        stage=invitation.dialogue.stage(clock.today()),
        open_now=invitation.can_be_answered(clock.today()),
    )


def _receipt(invitation: Invitation) -> Response:
    written = whole_form(invitation, areas(g.municipality))
    return invited_page(
        "sent", invitation, code=queries.code_of(current_app.config["KEYS"], invitation), written=written
    )
