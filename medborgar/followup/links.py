"""A function answers how something goes, through the link in a mail and without an account: form, then receipt."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, request
from flask.wrappers import Response
from flask_babel import gettext as _

from medborgar.core import clock
from medborgar.core.database import SAFE_METHODS
from medborgar.core.errors import Gone
from medborgar.core.extensions import csrf, db
from medborgar.core.htmx import render
from medborgar.core.limits import limiter
from medborgar.core.links import subject_of
from medborgar.core.permissions import Side, public
from medborgar.decisions.models import Commitment
from medborgar.followup import actions, asking, queries
from medborgar.followup.forms import FollowUpForm
from medborgar.followup.models import FollowUp, FollowUpLink, Subject
from medborgar.followup.pages import around_of, history_of
from medborgar.followup.subjects import name_of, responsible
from medborgar.municipality.models import Municipality

blueprint = Blueprint("followup_link", __name__, url_prefix="/<kommun>/uppfoljning")
csrf.exempt(blueprint)  # nobody is logged in; the link's signed token stands in


@blueprint.route("/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes", methods=["POST"])
def answer(municipality: Municipality, token: str) -> Response:
    """The same form and rules as for staff; a link is used once, and what is sent twice is said once."""
    link = queries.find_link(municipality, _subject(municipality, token))
    subject = queries.subject_of(link)
    form = FollowUpForm.of(subject, meta={"csrf": False})
    used = queries.answered_by(link)
    if used and (request.method in SAFE_METHODS or not _is_the_same(form, used)):
        return _receipt(used, HTTPStatus.GONE, form.done.data or "")
    if used:
        return _receipt(used)
    _check(link, subject)
    if request.method in SAFE_METHODS:
        return _page(link, form, token)
    if not form.validate():
        return _page(link, form, token, HTTPStatus.UNPROCESSABLE_ENTITY)
    said = actions.report(subject=subject, party=link.party, by=link, **form.words)
    db.session.commit()
    return _receipt(said)


def _is_the_same(form: FollowUpForm, used: FollowUp) -> bool:
    """Whether this is the answer that was sent before: a double click, or a page loaded again."""
    return form.validate() and (form.done.data, form.result.data) == (used.done, used.result)


def _check(link: FollowUpLink, subject: Subject) -> None:
    if not isinstance(subject, Commitment) and responsible(subject, Side(link.party.side)) != link.function:
        raise Gone(_("En annan funktion svarar för det nu. Be samordnaren om en ny länk om det är fel."))
    if link.withdrawn:
        raise Gone(_("Länken har ersatts av en nyare. Öppna det senaste mejlet, eller be samordnaren om en ny."))


def _page(link: FollowUpLink, form: FollowUpForm, token: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    subject = queries.subject_of(link)
    own = [one for one in queries.history(link.municipality_id, subject) if one.party_id == link.party_id]
    around = around_of(subject, own, clock.today())
    return render("followup/answer.html", status=status, form=form, link=link, token=token, **around)


def _receipt(said: FollowUp, status: HTTPStatus = HTTPStatus.OK, unsent: str = "") -> Response:
    (shown,) = history_of([said])
    is_used = status == HTTPStatus.GONE
    name = name_of(queries.subject_of(said))
    return render("followup/answered.html", status=status, name=name, shown=shown, unsent=unsent, is_used=is_used)


def _subject(municipality: Municipality, token: str) -> UUID:
    return subject_of(
        token, purpose=asking.purpose(municipality), expired=_("Länkens tid har gått ut. Be samordnaren om en ny.")
    )
