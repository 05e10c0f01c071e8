"""One's own password: changed by oneself, and known to nobody else."""

from http import HTTPStatus

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_limiter import RequestLimit
from flask_login import current_user

from medborgar.accounts import access, actions
from medborgar.accounts.forms import PasswordForm
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.accounts.tries import TOO_MANY, limited
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality

blueprint = Blueprint("password", __name__, url_prefix="/<kommun>/intranat/losenord")


def _wait(limit: RequestLimit) -> Response:  # noqa: ARG001 (Flask-Limiter's signature)
    form = PasswordForm(email=current_user.person.email)
    form.current.errors = [str(TOO_MANY)]
    return page("accounts/password.html", status=HTTPStatus.TOO_MANY_REQUESTS, form=form)


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.STAFF_HOME)
@limited(_wait)
def change(municipality: Municipality) -> ResponseReturnValue:  # noqa: ARG001 (the menu's)
    """Choose another password; the log-ins one has elsewhere end."""
    form = PasswordForm(email=current_user.person.email)
    if not form.validate_on_submit():
        return form_page("accounts/password.html", form)
    try:
        token = actions.change_password(current_user.session, current=form.current.data or "", new=form.new.data or "")
    except Refused as refusal:
        return refused_page("accounts/password.html", form, refusal)
    db.session.commit()
    if token is None:
        form.current.errors = [_("Lösenordet stämmer inte")]
        return form_page("accounts/password.html", form)
    access.renew(current_user.session, token)
    return redirect(url_for(".changed"), 303)


@blueprint.get("/bytt")
@requires(Permission.STAFF_HOME)
def changed(municipality: Municipality) -> ResponseReturnValue:  # noqa: ARG001 (the menu's)
    """It is done."""
    return page("accounts/password_changed.html")
