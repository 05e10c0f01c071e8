"""Dialoger for everybody: what is open, what is coming, what came of it; and answering, on the same floor as Berätta.

No cookie, no session, no stored address: the questions and the check are answers to a POST at one address, and what was
answered travels along as hidden fields.
"""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, current_app, g, request
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_limiter import RequestLimit

from medborgar.core import clock
from medborgar.core.database import SAFE_METHODS, reads_first, write_from_here
from medborgar.core.errors import NotFound, Stale
from medborgar.core.extensions import csrf, db
from medborgar.core.htmx import render
from medborgar.core.limits import limiter
from medborgar.core.permissions import public
from medborgar.intake import actions
from medborgar.intake.addresses import another_address
from medborgar.intake.dialogues import queries
from medborgar.intake.dialogues.answering import AnswerForm, form_of, name_of
from medborgar.intake.dialogues.words import when
from medborgar.intake.models import Audience, Dialogue, Stage
from medborgar.intake.receipts import TokenError, TokenExpiredError, check_token, new_token
from medborgar.intake.walks import queries as walks
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

blueprint = Blueprint("dialogues", __name__, url_prefix="/<kommun>/dialog")
csrf.exempt(blueprint)  # the form's own signed token stands in: nobody is logged in here

CHECK, SEND, BACK = "granska", "skicka", "tillbaka"
REMEMBERED = "private, no-cache"  # as the pages of Berätta


def _sending_too_often(limit: RequestLimit) -> Response:
    """Nothing is lost: the answers stand there, to be sent in a while."""
    message = _("Det kommer många svar från samma nät just nu. Vänta några minuter och skicka igen.")
    return _again(_dialogue(), message, HTTPStatus.TOO_MANY_REQUESTS)


@blueprint.get("")
@public
def index(municipality: Municipality) -> Response:
    """What can be answered now, what is coming, and what has been."""
    today = clock.today()
    found = queries.for_everybody(municipality, today)
    parts = {stage: [one for one in found if one.stage(today) is stage] for stage in Stage}
    walked = walks.published(municipality)
    return render("intake/dialogues/all.html", parts=parts, Stage=Stage, when=when, today=today, walked=walked)


@blueprint.route("/<slug>", methods=["GET", "POST"])
@public
@reads_first
@limiter.limit(
    "100 per 10 minutes; 1000 per day",  # as the open form
    exempt_when=lambda: request.form.get("till") != SEND,
    on_breach=_sending_too_often,
)
def answer(municipality: Municipality, slug: str) -> Response:
    """Answer the questions, look through, send, and get a receipt; or read what came of it."""
    dialogue = _found(municipality, slug)
    open_now = dialogue.audience == Audience.EVERYBODY and dialogue.stage(clock.today()) is Stage.OPEN
    if request.method in SAFE_METHODS:
        return _questions(dialogue, _form(dialogue)) if open_now else _about(dialogue)
    if not open_now:
        return _too_late(dialogue)
    form, to = _form(dialogue), request.form.get("till", "")
    if to == BACK:
        return _questions(dialogue, form)
    if not form.validate_on_whole():
        return _questions(dialogue, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not form.answers.chosen:
        form.form_errors.append(_("Du har inte svarat på någon fråga än"))
        return _questions(dialogue, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _send(dialogue, form) if to == SEND else _check(dialogue, form)


def _send(dialogue: Dialogue, form: AnswerForm) -> Response:
    token, keys, said = request.form.get("token", ""), current_app.config["KEYS"], form.answers
    try:
        check_token(keys, token, purpose=_purpose(dialogue))
        write_from_here(one_statement=False)
        code = actions.submit(keys=keys, dialogue=dialogue, answers=said, token=token)
    except TokenExpiredError:
        return _again(dialogue, _("Sidan har varit öppen länge. Läs igenom och skicka en gång till."))
    except TokenError:
        return _again(dialogue, _("Vi kunde inte ta emot formuläret. Läs igenom och skicka en gång till."))
    except Stale:
        message = _("Du har redan skickat det här formuläret med andra svar. Vill du skicka de här också? Skicka igen.")
        return _again(dialogue, message, HTTPStatus.CONFLICT)
    db.session.commit()
    return render("intake/receipt.html", code=code, with_mail=False, settings=current_app.config["SETTINGS"])


def _again(dialogue: Dialogue, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Response:
    """The check once more, with everything still in it and a new token."""
    db.session.rollback()
    form = _form(dialogue)
    form.token.data = _new_token(dialogue)
    return _check(dialogue, form, status, message)


def _form(dialogue: Dialogue) -> AnswerForm:
    """Its questions; and those it has just ceased to ask, if whoever began before that has answered them."""
    asked = list(queries.questions(dialogue))
    left = [one for one in queries.ever_asked(dialogue) if not one.asked and request.form.get(name_of(one))]
    form = form_of([*asked, *left], areas(g.municipality), request.form)
    form.token.data = form.token.data or _new_token(dialogue)
    return form


def _questions(dialogue: Dialogue, form: AnswerForm, status: int = HTTPStatus.OK) -> Response:
    return _page("answer", status, dialogue=dialogue, form=form, name_of=name_of)


def _check(dialogue: Dialogue, form: AnswerForm, status: int = HTTPStatus.OK, message: str = "") -> Response:
    return _page("check", status, dialogue=dialogue, form=form, message=message, name_of=name_of)


def _about(dialogue: Dialogue) -> Response:
    """What it is or was, when it can't be answered here now."""
    today = clock.today()
    around: dict[str, Any] = {
        "dialogue": dialogue,
        "when": when,
        "stage": dialogue.stage(today),
        "Stage": Stage,
        "today": today,
    }
    return render("intake/dialogues/about.html", **around)


def _too_late(dialogue: Dialogue) -> Response:
    """What was written stays on the page, to be copied and told at the open form."""
    return _page("closed", HTTPStatus.CONFLICT, dialogue=dialogue, written=_form(dialogue), name_of=name_of)


def _page(name: str, status: int, **around: Any) -> Response:
    action = another_address("dialogues.answer", slug=around["dialogue"].slug)
    page = render(f"intake/dialogues/{name}.html", status=status, action=action, **around)
    page.headers["Cache-Control"] = REMEMBERED
    return page


def _found(municipality: Municipality, slug: str) -> Dialogue:
    """One that everybody may know of."""
    found = queries.find(municipality, slug)
    if not queries.is_told_of(found, clock.today()):
        raise NotFound("")
    return found


def _dialogue() -> Dialogue:
    values = request.view_args or {}
    return _found(values["municipality"], values["slug"])


def _new_token(dialogue: Dialogue) -> str:
    return new_token(current_app.config["KEYS"], purpose=_purpose(dialogue))


def _purpose(dialogue: Dialogue) -> str:
    return f"dialogue {dialogue.id}"
