"""Registrera: staff write down what somebody told by phone, at a meeting, on paper or on a walk."""

from http import HTTPStatus

from flask import Blueprint, current_app
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.core import clock
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.intake import actions, queries
from medborgar.intake.field.queries import to_enter
from medborgar.intake.forms import RegisterForm
from medborgar.intake.receipts import TokenError, check_token, new_token
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

blueprint = Blueprint("intake_staff", __name__, url_prefix="/<kommun>/intranat")


@blueprint.route("/registrera", methods=["GET", "POST"])
@requires(Permission.CONTRIBUTION_REGISTER)
def register(municipality: Municipality) -> Response:
    """One answer at a time, received by one's own party; its receipt is shown, to hand over."""
    form = RegisterForm()
    form.offer(areas(municipality))
    if not form.is_submitted():
        form.received.data = clock.today()
        return _page(form, municipality)
    if not form.validate():
        return _page(form, municipality, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        code = _keep(municipality, form)
    except TokenError:
        message = _("Formuläret hade varit öppet för länge. Läs igenom och spara igen.")
        return _page(form, municipality, HTTPStatus.BAD_REQUEST, message)
    except Stale as stale:
        db.session.rollback()
        message = _("%(what)s Vill du registrera det här också? Spara igen.", what=stale.message)
        return _page(form, municipality, HTTPStatus.CONFLICT, message)
    db.session.commit()
    return render("intake/registered.html", code=code)


def _keep(municipality: Municipality, form: RegisterForm) -> str:
    keys, token = current_app.config["KEYS"], form.token.data or ""
    check_token(keys, token, purpose=_purpose(municipality))
    party_id = access.acting_for(municipality, Permission.CONTRIBUTION_REGISTER).party_id
    return actions.register(
        keys=keys,
        dialogue=queries.open_dialogue(municipality),
        answers=form.answers(),
        source=form.source(party_id=party_id, registered_by=access.person_id()),
        token=token,
        by=current_user.person,
    )


def _page(form: RegisterForm, municipality: Municipality, status: int = HTTPStatus.OK, message: str = "") -> Response:
    """The form, with a new token unless it only has a fault to mend."""
    if status != HTTPStatus.UNPROCESSABLE_ENTITY:
        form.token.data = new_token(current_app.config["KEYS"], purpose=_purpose(municipality))
    party_id = access.acting_for(municipality, Permission.CONTRIBUTION_REGISTER).party_id
    found = to_enter(municipality, party_id, clock.today())
    return render("intake/register.html", status=status, form=form, message=message, dialogues=found)


def _purpose(municipality: Municipality) -> str:
    return f"register {municipality.slug}"
