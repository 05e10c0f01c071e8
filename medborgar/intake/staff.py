"""Registrera: staff write down what somebody told by phone, at a meeting, on paper or on a walk."""

from flask import Blueprint, current_app
from flask.wrappers import Response
from flask_login import current_user

from medborgar.accounts import access
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.intake import actions, queries
from medborgar.intake.forms import RegisterForm
from medborgar.intake.receipts import TokenError, check_token, new_token
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

blueprint = Blueprint("intake_staff", __name__, url_prefix="/<kommun>/intranat")


@blueprint.route("/registrera", methods=["GET", "POST"])
@requires(Permission.CONTRIBUTION_REGISTER)
def register(municipality: Municipality) -> Response:
    """One answer at a time; its receipt is shown, to hand over."""
    form = RegisterForm()
    form.offer(areas(municipality))
    keys, purpose = current_app.config["KEYS"], f"register {municipality.slug}"
    if not form.is_submitted():
        form.token.data, form.received.data = new_token(keys, purpose=purpose), clock.today()
        return render("intake/register.html", form=form)
    if not form.validate() or not _holds(form, purpose):
        return render("intake/register.html", status=422, form=form)
    code = actions.register(
        keys=keys,
        dialogue=queries.open_dialogue(municipality),
        answers=form.answers(),
        source=form.source(access.person_id()),
        token=form.token.data or "",
        by=current_user.person,
    )
    db.session.commit()
    return render("intake/registered.html", code=code)


def _holds(form: RegisterForm, purpose: str) -> bool:
    """Whether the form's token is ours; else a new one, and the words stay."""
    keys = current_app.config["KEYS"]
    try:
        check_token(keys, form.token.data or "", purpose=purpose)
    except TokenError:
        form.token.data = new_token(keys, purpose=purpose)
        return False
    return True
