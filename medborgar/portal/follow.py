"""Följ det du skickat: the receipt code, given by POST, opens what became of it; and an answer to staff's question."""

from typing import Any

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _

from medborgar.core.errors import Stale
from medborgar.core.extensions import csrf, db
from medborgar.core.htmx import render
from medborgar.core.keys import Keys
from medborgar.core.limits import limiter
from medborgar.core.permissions import public
from medborgar.intake.models import Contribution
from medborgar.intake.queries import by_code
from medborgar.intake.receipts import TokenError, check_token, new_token
from medborgar.municipality.models import Municipality
from medborgar.portal.forms import AnswerForm, CodeForm
from medborgar.portal.story import story
from medborgar.portal.telling import heading, steps
from medborgar.triage import actions
from medborgar.triage.pages import facts_of

blueprint = Blueprint("follow", __name__, url_prefix="/<kommun>/folj")
csrf.exempt(blueprint)  # nobody is logged in; the code, and for an answer a signed token, stand in


@blueprint.route("", methods=["GET", "POST"])
@public
@limiter.limit("20 per 10 minutes", methods=["POST"])
def by_receipt(municipality: Municipality) -> ResponseReturnValue:
    """Ask for the code; with the right one, tell the story. A code never stands in an address."""
    form = CodeForm(request.form)
    if request.method == "GET":
        return render("portal/code.html", form=form)
    if not form.validate():
        return render("portal/code.html", status=422, form=form)
    contribution = by_code(municipality, _keys(), form.code.data or "")
    if contribution is None:
        return _no_such_code(form)
    return _tell(municipality, contribution, form.code.data or "")


@blueprint.post("/svar")
@public
@limiter.limit("20 per 10 minutes")
def answer(municipality: Municipality) -> ResponseReturnValue:
    """Answer staff's question, once, still anonymous."""
    form = AnswerForm(request.form)
    contribution = by_code(municipality, _keys(), form.code.data or "")
    if contribution is None:
        return _no_such_code(CodeForm(code=form.code.data))
    if not form.validate():
        return _tell(municipality, contribution, form.code.data or "", form=form, status=422)
    try:
        check_token(_keys(), form.token.data or "", purpose=_purpose(contribution))
        actions.answer(contribution=contribution, text=form.answer.data or "")
    except TokenError:
        message = _("Sidan har varit öppen länge. Läs igenom svaret och skicka en gång till.")
        return _tell(municipality, contribution, form.code.data or "", form=form, message=message, status=400)
    except Stale as stale:
        return _tell(municipality, contribution, form.code.data or "", message=stale.message)
    db.session.commit()
    message = _("Tack, ditt svar är mottaget.")
    return _tell(municipality, contribution, form.code.data or "", message=message)


def _tell(
    municipality: Municipality,
    contribution: Contribution,
    code: str,
    *,
    form: AnswerForm | None = None,
    message: str = "",
    status: int = 200,
) -> Response:
    found = story(municipality, contribution)
    fresh: dict[str, Any] = {"code": code, "token": new_token(_keys(), purpose=_purpose(contribution))}
    form = form or AnswerForm(**fresh)
    form.token.data = fresh["token"]
    return _no_store(
        render(
            "portal/follow.html",
            status=status,
            story=found,
            heading=heading(found),
            steps=steps(found),
            asked=facts_of(contribution),
            code=code,
            form=form,
            message=message,
        )
    )


def _no_such_code(form: CodeForm) -> Response:
    form.code.errors = [_("Vi hittar ingen sådan kod här. Kontrollera koden och att du valt rätt kommun")]
    return _no_store(render("portal/code.html", status=404, form=form))


def _no_store(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _purpose(contribution: Contribution) -> str:
    return f"answer {contribution.id}"


def _keys() -> Keys:
    found: Keys = current_app.config["KEYS"]
    return found
