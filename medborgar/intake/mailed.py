"""The link in every mail to somebody who told something: stop, or send to another address. No account, no code.

A GET shows two buttons, since mail scanners fetch links; a POST acts, also the one that a mail program sends for
whoever presses its own button (List-Unsubscribe=One-Click).
"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, request
from flask.wrappers import Response
from flask_babel import gettext as _

from medborgar.core.database import SAFE_METHODS
from medborgar.core.extensions import csrf, db
from medborgar.core.htmx import render
from medborgar.core.limits import limiter
from medborgar.core.links import subject_of
from medborgar.core.permissions import public
from medborgar.intake import replies
from medborgar.intake.forms import ReplyForm
from medborgar.municipality.models import Municipality

blueprint = Blueprint("replies", __name__, url_prefix="/<kommun>/mejl")
csrf.exempt(blueprint)  # nobody is logged in; the link's signed token stands in

ONE_CLICK = ("List-Unsubscribe", "One-Click")
STOP, CHANGE = "sluta", "andra"


@blueprint.route("/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes", methods=["POST"])
def reply(municipality: Municipality, token: str) -> Response:
    """Stop, or send to another address; the address itself is never shown."""
    form, to = ReplyForm(request.form), request.form.get("till")
    reply_id = _subject(municipality, token)
    if request.form.get(ONE_CLICK[0]) == ONE_CLICK[1] or to == STOP:
        replies.stop(municipality=municipality, reply_id=reply_id)
        db.session.commit()
        return render("intake/stopped.html")
    replies.find(municipality, reply_id)
    if request.method in SAFE_METHODS:
        return render("intake/mailed.html", form=form, token=token)
    if to != CHANGE or not form.validate():
        return render("intake/mailed.html", form=form, token=token, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    replies.change(municipality=municipality, reply_id=reply_id, email=form.email.data or "")
    db.session.commit()
    return render("intake/mailed.html", form=ReplyForm(), token=token, is_changed=True)


def _subject(municipality: Municipality, token: str) -> UUID:
    return subject_of(
        token, purpose=replies.purpose(municipality), expired=_("Du får inga fler mejl: adressen är raderad.")
    )
