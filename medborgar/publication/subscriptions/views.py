"""Prenumerera: follow the promise by mail. No account, no cookie; links in mails lead to a page with one button."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, g, request
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_limiter import RequestLimit

from medborgar.core.database import SAFE_METHODS
from medborgar.core.extensions import csrf, db
from medborgar.core.htmx import render
from medborgar.core.limits import limiter
from medborgar.core.links import subject_of
from medborgar.core.permissions import public
from medborgar.intake.addresses import another_address
from medborgar.intake.receipts import TokenError, TokenExpiredError, check_token, new_token
from medborgar.municipality.models import Municipality
from medborgar.publication.subscriptions import actions, queries
from medborgar.publication.subscriptions.forms import ALL, SubscribeForm
from medborgar.publication.subscriptions.models import TO_CONFIRM

blueprint = Blueprint("subscriptions", __name__, url_prefix="/<kommun>/prenumerera")
csrf.exempt(blueprint)  # nobody is logged in; the form's own signed token stands in, and the link's

ONE_CLICK = ("List-Unsubscribe", "One-Click")
CONFIRM, STOP = "bekrafta", "sluta"
REMEMBERED = "private, no-cache"  # by the browser's own Back, so that nothing typed is lost


def _asking_too_often(limit: RequestLimit) -> Response:
    message = _("Många har bett om mejl från samma nät just nu. Vänta några minuter och skicka igen.")
    return _page(_form(g.municipality), HTTPStatus.TOO_MANY_REQUESTS, message)


@blueprint.route("", methods=["GET", "POST"])
@public
@limiter.limit("20 per 10 minutes; 100 per day", methods=["POST"], on_breach=_asking_too_often)
def subscribe(municipality: Municipality) -> Response:
    """Ask for an address; whatever is known of it, the answer is that a mail has been sent there."""
    form = _form(municipality)
    if request.method in SAFE_METHODS:
        return _page(form)
    if not form.validate():
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        check_token(current_app.config["KEYS"], form.token.data or "", purpose=_purpose(municipality))
    except TokenExpiredError:
        return _again(form, _("Sidan har varit öppen länge. Skicka en gång till."))
    except TokenError:
        return _again(form, _("Vi kunde inte ta emot formuläret. Skicka en gång till."))
    actions.ask(municipality=municipality, email=form.email.data or "", choice=form.choice)
    db.session.commit()
    return render("publication/subscriptions/sent.html", email=form.email.data, days=TO_CONFIRM.days)


@blueprint.route("/bekrafta/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes", methods=["POST"])
def confirm(municipality: Municipality, token: str) -> Response:
    """Say yes: from then on there is mail."""
    too_late = _("Länken har slutat gälla och adressen är raderad. Fyll i formuläret igen om du vill ha mejl.")
    subject = _subject(token, actions.confirming(municipality), too_late)
    row = actions.find(municipality, subject)
    if request.form.get("till") == CONFIRM:
        actions.confirm(municipality=municipality, subscription_id=subject)
        db.session.commit()
    if row.confirmed:
        return render("publication/subscriptions/confirmed.html", stop=actions.way_to_stop(municipality, row))
    status = HTTPStatus.OK if request.method in SAFE_METHODS else HTTPStatus.UNPROCESSABLE_ENTITY
    return render("publication/subscriptions/confirm.html", status=status, token=token, row=row)


@blueprint.route("/sluta/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes", methods=["POST"])
def stop(municipality: Municipality, token: str) -> Response:
    """Stop, by the page's button or by the mail program's own; the address is never shown."""
    subject = _subject(token, actions.stopping(municipality), _("Du får inga fler mejl: adressen är raderad."))
    if request.form.get(ONE_CLICK[0]) == ONE_CLICK[1] or request.form.get("till") == STOP:
        actions.stop(municipality=municipality, subscription_id=subject)
        db.session.commit()
        return render("publication/subscriptions/stopped.html")
    actions.find(municipality, subject)
    status = HTTPStatus.OK if request.method in SAFE_METHODS else HTTPStatus.UNPROCESSABLE_ENTITY
    return render("publication/subscriptions/stop.html", status=status, token=token)


def _form(municipality: Municipality) -> SubscribeForm:
    """The form as it came, or new; the address may name a promise by its number."""
    promises = queries.offered(municipality.slug)
    wanted = next((one.about for one in promises if str(one.number) == request.args.get("lofte")), ALL)
    form = SubscribeForm(request.form, about=wanted).offer(promises)
    form.token.data = form.token.data or _new_token(municipality)
    return form


def _again(form: SubscribeForm, message: str) -> Response:
    form.token.data = _new_token(g.municipality)
    return _page(form, HTTPStatus.BAD_REQUEST, message)


def _page(form: SubscribeForm, status: int = HTTPStatus.OK, message: str = "") -> Response:
    around: dict[str, Any] = {"form": form, "message": message, "action": another_address("subscriptions.subscribe")}
    page = render("publication/subscriptions/subscribe.html", status=status, **around)
    page.headers["Cache-Control"] = REMEMBERED
    return page


def _subject(token: str, purpose: str, too_late: str) -> UUID:
    return subject_of(token, purpose=purpose, expired=too_late)


def _new_token(municipality: Municipality) -> str:
    return new_token(current_app.config["KEYS"], purpose=_purpose(municipality))


def _purpose(municipality: Municipality) -> str:
    return f"subscription {municipality.slug}"
