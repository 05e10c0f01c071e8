"""One question of an invitation: every button saves, and so does a pause in the writing."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.wrappers import Response
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from medborgar.core import clock
from medborgar.core.database import SAFE_METHODS
from medborgar.core.errors import Gone, Stale
from medborgar.core.extensions import csrf, db, htmx
from medborgar.core.limits import limiter
from medborgar.core.permissions import public
from medborgar.intake.invitations.visits import allowed, check_page, closed, invited_page, to_tasks
from medborgar.intake.invitations.writing import WriteForm, one_form, tasks_of
from medborgar.intake.receipts import TokenError
from medborgar.municipality.models import Municipality

blueprint = Blueprint("invited_questions", __name__, url_prefix="/<kommun>/inbjudan/svar/<uuid:invitation_id>/fraga")
csrf.exempt(blueprint)  # the cookie is sent to no other site's forms, and each form carries a signed token

SAVE, NEXT, LIST = "spara", "nasta", "lista"


@blueprint.route("/<uuid:question_id>", methods=["GET", "POST"])
@public
@limiter.limit("1200 per 10 minutes", methods=["POST"])  # several people of one office, each saved every other second
def write(municipality: Municipality, invitation_id: UUID, question_id: UUID) -> AnyResponse:
    """What is saved, to be written on; what is right or wrong is saved alike."""
    invitation = allowed(municipality, invitation_id)
    form, to = one_form(invitation, question_id, request.form), request.form.get("till", SAVE)
    if request.method in SAFE_METHODS:
        open_now = invitation.can_be_answered(clock.today())
        return _question(form) if open_now else closed(invitation, HTTPStatus.GONE)
    try:
        check_page(invitation, form.token)
        form.keep(done=to == NEXT and form.is_right())
    except TokenError:
        return _question(form, HTTPStatus.BAD_REQUEST, message=_("Vi kunde inte ta emot det. Spara en gång till."))
    except Stale as stale:
        return _overtaken(form, stale)
    except Gone:
        return closed(invitation, HTTPStatus.GONE, form)
    db.session.commit()
    return _onwards(form, to)


def _onwards(form: WriteForm, to: str) -> AnyResponse:
    """To the list, to the next question once this one is answered, or nowhere."""
    if to == LIST:
        return to_tasks(form.invitation)
    if to != NEXT:
        return _question(form)
    if not form.is_right():
        return _question(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    left = [one.question for one in tasks_of(form.invitation) if not one.done]
    later = [one for one in left if one.position > form.question.position]
    here = next(iter(later or left), None)
    if here is None:
        return to_tasks(form.invitation)
    return redirect(url_for(".write", invitation_id=form.invitation.id, question_id=here.id), 303)


def _overtaken(form: WriteForm, stale: Stale) -> Response:
    db.session.rollback()
    theirs, mine = (_("Det som är sparat"), form.saved_words), (_("Det du skrev"), form.words)
    if not htmx:  # what is saved by itself never takes the place of what a colleague wrote
        form.take_version()
    return _question(form, stale.status, conflict={"title": stale.message, "theirs": theirs, "mine": mine})


def _question(form: WriteForm, status: int = HTTPStatus.OK, message: str = "", conflict: object = None) -> Response:
    return invited_page(
        "question",
        form.invitation,
        status,
        "intake/invitations/_saved.html",
        form=form,
        message=message,
        conflict=conflict,
        before=form.before,
    )
