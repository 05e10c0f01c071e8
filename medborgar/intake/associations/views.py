"""An association asks to be asked: no account, no cookie; staff answer."""

from http import HTTPStatus

from flask import Blueprint, current_app, request
from flask.wrappers import Response
from flask_babel import gettext as _

from medborgar.core.database import SAFE_METHODS
from medborgar.core.errors import Refused
from medborgar.core.extensions import csrf, db
from medborgar.core.forms import blame
from medborgar.core.htmx import render
from medborgar.core.limits import limiter
from medborgar.core.permissions import public
from medborgar.intake.associations import actions
from medborgar.intake.associations.forms import JoinForm
from medborgar.intake.receipts import TokenError, check_token, new_token
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

blueprint = Blueprint("associations", __name__, url_prefix="/<kommun>/foreningar")
csrf.exempt(blueprint)  # the form's own signed token stands in: nobody is logged in here


@blueprint.route("", methods=["GET", "POST"])
@public
@limiter.limit("20 per 10 minutes", methods=["POST"])
def join(municipality: Municipality) -> Response:
    """What it means to be asked, and the form; whoever asks twice is thanked twice, and learns of nobody else."""
    form = JoinForm(request.form).offer(areas(municipality))
    if request.method in SAFE_METHODS:
        return _page(form, municipality)
    if not form.validate():
        return _page(form, municipality, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        check_token(current_app.config["KEYS"], form.token.data or "", purpose=_purpose(municipality))
        actions.ask_to_join(municipality=municipality, entry=form.entry)
    except TokenError:
        form.form_errors.append(_("Sidan har varit öppen länge. Läs igenom och skicka en gång till."))
        return _page(form, municipality, HTTPStatus.BAD_REQUEST)
    except Refused as refusal:
        blame(form, refusal)
        return _page(form, municipality, HTTPStatus.UNPROCESSABLE_ENTITY)
    db.session.commit()
    return render("intake/associations/joined.html")


def _page(form: JoinForm, municipality: Municipality, status: int = HTTPStatus.OK) -> Response:
    if status != HTTPStatus.UNPROCESSABLE_ENTITY:
        form.token.data = new_token(current_app.config["KEYS"], purpose=_purpose(municipality))
    return render("intake/associations/join.html", status=status, form=form)


def _purpose(municipality: Municipality) -> str:
    return f"association {municipality.slug}"
