"""Log-in, log-out and step-up."""

import re

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_limiter import RequestLimit
from flask_login import current_user, logout_user
from flask_wtf import FlaskForm
from werkzeug.exceptions import Unauthorized

from medborgar.accounts import access, actions
from medborgar.accounts.actions import token_hash
from medborgar.accounts.forms import LogInForm, StepUpForm
from medborgar.accounts.models import LoginSession
from medborgar.accounts.queries import session_by_token_hash
from medborgar.accounts.tries import TOO_MANY, limited
from medborgar.core.errors import typed
from medborgar.core.extensions import db, htmx
from medborgar.core.htmx import render
from medborgar.core.permissions import public

blueprint = Blueprint("accounts", __name__)


def _wait(limit: RequestLimit) -> Response:
    """The address stays; the password has to be written again."""
    form = StepUpForm(email=current_user.person.email) if current_user.is_authenticated else LogInForm()
    form.password.errors = [str(TOO_MANY)]
    return _page("step_up" if current_user.is_authenticated else "log_in", form, status=429)


@blueprint.route("/logga-in", methods=["GET", "POST"])
@public
@limited(_wait)
def log_in() -> ResponseReturnValue:
    """The log-in page; a wrong address and a wrong password look the same."""
    form = LogInForm()
    if not form.validate_on_submit():
        return _page("log_in", form, status=422 if form.is_submitted() else 200)
    token = actions.log_in(email=form.email.data or "", password=form.password.data or "")
    db.session.commit()
    if token is None:
        form.password.errors = [_("E-postadressen eller lösenordet stämmer inte")]
        return _page("log_in", form, status=422)
    access.remember(_session_of(token), token)
    return _go_on()


@blueprint.route("/bekrafta", methods=["GET", "POST"])
@public
@limited(_wait)
def step_up() -> ResponseReturnValue:
    """The password once more, before approving or publishing."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.log_in", vidare=_onward()), 303)
    form = StepUpForm(email=current_user.person.email)
    if not form.validate_on_submit():
        return _page("step_up", form, status=422 if form.is_submitted() else 200)
    token = actions.step_up(current_user.session, password=form.password.data or "")
    db.session.commit()
    if token is None:
        form.password.errors = [_("Lösenordet stämmer inte")]
        return _page("step_up", form, status=422)
    access.renew(_session_of(token), token)
    return _go_on()


@blueprint.get("/bekrafta/klart")
@public
def confirmed() -> ResponseReturnValue:
    """In a tab beside the form that waits: back to it."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.log_in"), 303)
    return render("accounts/confirmed.html")


@blueprint.post("/logga-ut")
@public
def log_out() -> ResponseReturnValue:
    """End the session here and in the database."""
    if current_user.is_authenticated:
        actions.log_out(current_user.session)
        db.session.commit()
        logout_user()
    session.clear()
    answer = redirect(url_for("portal.front"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.app_errorhandler(Unauthorized)
def logged_out(_error: Unauthorized) -> ResponseReturnValue:
    """Nothing was saved: say so, keep what was typed, and lead back to where it was typed."""
    if htmx:
        return render("accounts/_logged_out.html")
    action = url_for("accounts.log_in", vidare=access.came_from())
    form = LogInForm(formdata=None)
    return render(
        "accounts/log_in.html", status=401, form=form, action=action, typed=typed(), logged_out=True, failed=True
    )


def _page(name: str, form: FlaskForm, *, status: int) -> Response:
    action = url_for(f"accounts.{name}", vidare=_onward())
    return render(f"accounts/{name}.html", status=status, form=form, action=action)


def _session_of(token: str) -> LoginSession:
    login_session = session_by_token_hash(token_hash(token))
    assert login_session is not None  # noqa: S101 (it was committed just above)
    return login_session


def _go_on() -> ResponseReturnValue:
    return redirect(_onward() or _home(), 303)


def _onward() -> str | None:
    """The page one came from: a path of this site, never another site."""
    wanted = request.args.get("vidare", "")
    return wanted if re.match(r"/(?![/\\])", wanted) and wanted.isprintable() else None


def _home() -> str:
    assignments = current_user.person.assignments
    if not assignments:
        return url_for("portal.front")
    return url_for("portal_staff.desk", kommun=assignments[0].municipality.slug)
