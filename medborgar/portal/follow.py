"""Följ det du skickat: the receipt code, given by POST, opens what became of it; and an answer to staff's question."""

import uuid
from http import HTTPStatus

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_limiter import RequestLimit

from medborgar.core.database import SAFE_METHODS, reads_first
from medborgar.core.errors import Stale
from medborgar.core.extensions import csrf, db
from medborgar.core.formatting import grouped
from medborgar.core.htmx import render
from medborgar.core.keys import Keys
from medborgar.core.limits import limiter
from medborgar.core.permissions import Side, public
from medborgar.intake.models import Contribution
from medborgar.intake.queries import by_code
from medborgar.intake.receipts import TokenError, check_token, new_token, normal_code
from medborgar.municipality.models import Municipality
from medborgar.portal.forms import AnswerForm, CodeForm
from medborgar.portal.story import story
from medborgar.portal.telling import RECEIVERS, comes_next, heading, steps
from medborgar.triage import actions
from medborgar.triage.models import Message
from medborgar.triage.pages import facts_of
from medborgar.triage.queries import open_question, question_to

blueprint = Blueprint("follow", __name__, url_prefix="/<kommun>/folj")
csrf.exempt(blueprint)  # nobody is logged in; the code, and for an answer a signed token, stand in


def _too_often(limit: RequestLimit) -> Response:  # noqa: ARG001 (Flask-Limiter's signature)
    """Nothing is told, whatever the code; nothing that was typed is lost."""
    unsent = AnswerForm(request.form)
    unsent.validate()
    message = _("Det kommer många försök från samma nät just nu. Vänta några minuter och försök igen.")
    return _ask(CodeForm(request.form), HTTPStatus.TOO_MANY_REQUESTS, message=message, unsent=unsent.answer.data)


@blueprint.route("", methods=["GET", "POST"])
@public
@reads_first
@limiter.limit("60 per 10 minutes", methods=["POST"], on_breach=_too_often)
def by_receipt(municipality: Municipality) -> ResponseReturnValue:
    """Ask for the code; with the right one, tell the story. A code never stands in an address."""
    form = CodeForm(request.form)
    if request.method in SAFE_METHODS:
        return _ask(form)
    if not form.validate():
        return _ask(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    contribution = by_code(municipality, _keys(), form.code.data or "")
    return _tell(municipality, contribution) if contribution else _no_such_code(form)


@blueprint.post("/svar")
@public
@limiter.limit("60 per 10 minutes", on_breach=_too_often)
def answer(municipality: Municipality) -> ResponseReturnValue:
    """Answer staff's question, once, still anonymous."""
    form = AnswerForm(request.form)
    contribution = by_code(municipality, _keys(), form.code.data or "")
    if contribution is None:
        return _no_such_code(CodeForm(request.form))
    if not form.validate():
        return _tell(municipality, contribution, HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
    text = form.answer.data or ""
    try:
        actions.answer(contribution=contribution, question=_asked(contribution, form), text=text)
    except TokenError:
        message = _("Sidan har varit öppen länge. Läs igenom svaret och skicka en gång till.")
        if open_question(contribution.id) is None:
            message = _("Det finns ingen fråga att svara på längre.")
        return _tell(municipality, contribution, HTTPStatus.BAD_REQUEST, form=form, message=message)
    except Stale as stale:
        return _tell(municipality, contribution, HTTPStatus.CONFLICT, message=stale.message, unsent=text)
    db.session.commit()
    return _tell(municipality, contribution, message=_("Tack, ditt svar är mottaget."))


def _asked(contribution: Contribution, form: AnswerForm) -> Message:
    """The question that a form answers; TokenError when we made the form for no such question."""
    check_token(_keys(), form.token.data or "", purpose=_purpose(form.question.data or ""))
    question = question_to(contribution, uuid.UUID(form.question.data))
    if question is None:
        raise TokenError
    return question


def _ask(
    form: CodeForm, status: HTTPStatus = HTTPStatus.OK, *, message: str = "", unsent: str | None = None
) -> Response:
    return render("portal/code.html", status=status, form=form, message=message, unsent=unsent)


def _no_such_code(form: CodeForm) -> Response:
    form.code.errors = [_("Vi hittar ingen sådan kod här. Kontrollera koden och att du valt rätt kommun")]
    return _ask(form, HTTPStatus.NOT_FOUND)


def _tell(
    municipality: Municipality,
    contribution: Contribution,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    form: AnswerForm | None = None,
    message: str = "",
    unsent: str = "",
) -> Response:
    found, code = story(municipality, contribution), normal_code(request.form.get("code", "")) or ""
    form = form or AnswerForm(code=code)
    if found.question:
        form.question.data = str(found.question.id)
        form.token.data = new_token(_keys(), purpose=_purpose(form.question.data))
    return render(
        "portal/follow.html",
        status=status,
        story=found,
        heading=heading(found),
        onwards=comes_next(found, current_app.config["SETTINGS"].read_within_days),
        steps=steps(found),
        side=contribution.receiving_party.side,
        receiver=RECEIVERS[Side(contribution.receiving_party.side)],
        facts_told=facts_of(contribution) + ([(_("Plats"), contribution.place)] if contribution.place else []),
        code=grouped(code),
        form=form,
        message=message,
        unsent=unsent or (form.answer.data if found.question is None else ""),
    )


def _purpose(question_id: str) -> str:
    return f"answer {question_id}"


def _keys() -> Keys:
    found: Keys = current_app.config["KEYS"]
    return found
