"""Who has opened which invitation, and the pages that they alone see.

The button behind a mailed link gives a cookie for one invitation, read by no other page; from then on no address
carries the link's secret.
"""

from contextlib import suppress
from http import HTTPStatus
from uuid import UUID

from flask import current_app, redirect, request, url_for
from flask.wrappers import Response
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from medborgar.core import clock
from medborgar.core.errors import Gone
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.links import LinkError, new_link, read_link
from medborgar.intake.dialogues.answering import name_of
from medborgar.intake.invitations import mailing, queries
from medborgar.intake.invitations.models import Invitation
from medborgar.intake.receipts import TokenExpiredError, check_token, new_token
from medborgar.municipality.models import Municipality

COOKIE = "inbjudan"


def let_in(invitation: Invitation) -> AnyResponse:
    """To the list of tasks, with a cookie for this invitation alone, for as long as the browser is open."""
    answer, path = to_tasks(invitation), url_for("invitations.tasks", invitation_id=invitation.id)
    keys, settings = current_app.config["KEYS"], current_app.config["SETTINGS"]
    last_day = (invitation.dialogue.closes or clock.today()) + mailing.LINK_LASTS
    value = new_link(keys, purpose=_purpose(invitation), subject=invitation.id, last_day=last_day)
    answer.set_cookie(COOKIE, value, path=path, httponly=True, samesite="Strict", secure=settings.https_only)
    return answer


def allowed(municipality: Municipality, invitation_id: UUID) -> Invitation:
    """The invitation that the browser has opened; Gone, with what to do, to everybody else."""
    invitation = queries.find(municipality, invitation_id)
    try:
        read_link(current_app.config["KEYS"], request.cookies.get(COOKIE, ""), purpose=_purpose(invitation))
    except LinkError as closed:
        raise Gone(_("Öppna länken i mejlet igen. Det ni har skrivit är sparat.")) from closed
    return invitation


def check_page(invitation: Invitation, token: str) -> None:
    """Sent from a page of ours, or TokenError; one that has been open for days will do: the cookie says who writes."""
    with suppress(TokenExpiredError):
        check_token(current_app.config["KEYS"], token, purpose=_purpose(invitation))


def invited_page(
    name: str, invitation: Invitation, status: int = HTTPStatus.OK, fragment: str | None = None, **around: object
) -> Response:
    """A page of an invitation, with a token for its form."""
    return render(
        f"intake/invitations/{name}.html",
        fragment=fragment,
        status=status,
        invitation=invitation,
        dialogue=invitation.dialogue,
        token=new_token(current_app.config["KEYS"], purpose=_purpose(invitation)),
        name_of=name_of,
        **around,
    )


def closed(invitation: Invitation, status: int, form: object = None) -> Response:
    """What was written and could not be kept stands on the page, to be copied."""
    db.session.rollback()
    return invited_page("closed", invitation, status, form=form)


def to_tasks(invitation: Invitation) -> AnyResponse:
    """To the list of tasks, or the receipt once it is sent."""
    return redirect(url_for("invitations.tasks", invitation_id=invitation.id), 303)


def _purpose(invitation: Invitation) -> str:
    return f"invited {invitation.id}"
