"""Berätta: three question pages, check your answers, a receipt. No cookie, no session, no stored address.

Every page is an answer to a POST at one address. The answers of the other pages travel along as hidden fields and are
checked again at the end; Tillbaka and Ändra are submit buttons.
"""

from http import HTTPStatus
from typing import Any, NamedTuple

from flask import Blueprint, current_app, g, make_response, render_template, request
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_limiter import RequestLimit

from medborgar.core.database import SAFE_METHODS, reads_first, write_from_here
from medborgar.core.errors import Stale
from medborgar.core.extensions import csrf, db
from medborgar.core.formatting import grouped
from medborgar.core.htmx import render
from medborgar.core.keys import Keys
from medborgar.core.limits import limiter
from medborgar.core.memory import Remembered
from medborgar.core.permissions import public
from medborgar.intake import actions, queries
from medborgar.intake.addresses import another_address
from medborgar.intake.forms import TellForm
from medborgar.intake.receipts import LENGTH, TokenError, TokenExpiredError, check_token, new_token
from medborgar.municipality.models import Municipality

blueprint = Blueprint("intake", __name__, url_prefix="/<kommun>")
csrf.exempt(blueprint)  # the form's own signed token stands in: nobody is logged in here

BLANK = "0" * LENGTH
SEND, BACK, CHANGE, CHANGING = "skicka", "tillbaka", "andra-", "andrar"
# Every page answers a POST. With no-store a browser's own Back could only ask to send the form again, and would then
# show the same words to whoever is there; so it may remember the questions, but the receipt says no-store.
REMEMBERED = "private, no-cache"


class Step(NamedTuple):
    """A page of the form: its name in the form, and the fields it asks for."""

    name: str
    fields: tuple[str, ...]


STEPS = [
    Step("vad", ("kind", "text")),
    Step("var", ("place", "area", "day_part", "frequency")),
    Step("svar", ("reply", "email")),
    Step("granska", ()),
]
NAMES = [step.name for step in STEPS]


def _sending_too_often(limit: RequestLimit) -> Response:
    """Nothing is lost: the answers stand there, to be sent in a while."""
    message = _("Det kommer många svar från samma nät just nu. Vänta några minuter och skicka igen.")
    return _page(_form(g.municipality), STEPS[-1], HTTPStatus.TOO_MANY_REQUESTS, message)


@blueprint.route("/beratta", methods=["GET", "POST"])
@public
@reads_first
@limiter.limit(
    "100 per 10 minutes; 1000 per day",  # a school class tells from one network, a town from one operator
    exempt_when=lambda: request.form.get("till") != SEND,
    on_breach=_sending_too_often,
)
def tell(municipality: Municipality) -> Response:
    """Ask, check, keep, and give a receipt."""
    form, here, to = _form(municipality), _step(), request.form.get("till", "")
    if request.method in SAFE_METHODS:
        return _page(form, STEPS[0])
    if to == BACK:
        return _page(form, STEPS[max(NAMES.index(here.name) - 1, 0)])
    if to.startswith(CHANGE) and to.removeprefix(CHANGE) in NAMES:
        return _page(form, STEPS[NAMES.index(to.removeprefix(CHANGE))])
    faulty = next((step for step in _asked(here, to) if not form.validate_only(step.fields)), None)
    if faulty:
        return _page(form, faulty, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _send(municipality, form) if to == SEND else _page(form, _after(here))


def _send(municipality: Municipality, form: TellForm) -> Response:
    """Keep the answers; a token that no longer holds gives a new form with everything still in it."""
    token = request.form.get("token", "")
    try:
        check_token(_keys(), token, purpose=_purpose(municipality))
        dialogue = queries.open_form(municipality.slug).dialogue
        write_from_here(one_statement=not form.reply_to)
        code = actions.submit(
            keys=_keys(), dialogue=dialogue, answers=form.answers(), token=token, reply_to=form.reply_to
        )
    except TokenExpiredError:
        return _again(form, _("Sidan har varit öppen länge. Läs igenom och skicka en gång till."))
    except TokenError:
        return _again(form, _("Vi kunde inte ta emot formuläret. Läs igenom och skicka en gång till."))
    except Stale:
        message = _(
            "Du har redan skickat det här formuläret med en annan text. Vill du skicka också den här? Skicka igen."
        )
        return _again(form, message, HTTPStatus.CONFLICT)
    db.session.commit()
    return make_response(_receipt(municipality.slug).replace(grouped(BLANK), grouped(code)))


@Remembered
def _receipt(slug: str) -> str:
    """The receipt's page with a blank for the code: all else is the same for everybody."""
    return render_template("intake/receipt.html", code=BLANK, settings=current_app.config["SETTINGS"])


def _again(form: TellForm, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Response:
    db.session.rollback()
    form.token.data = new_token(_keys(), purpose=_purpose(g.municipality))
    return _page(form, STEPS[-1], status, message)


def _form(municipality: Municipality) -> TellForm:
    form = TellForm(request.form)
    form.offer(queries.open_form(municipality.slug).areas)
    form.token.data = form.token.data or new_token(_keys(), purpose=_purpose(municipality))
    return form


def _page(form: TellForm, step: Step, status: int = HTTPStatus.OK, message: str = "") -> Response:
    number = NAMES.index(step.name) + 1
    around: dict[str, Any] = {
        "form": form,
        "step": step,
        "number": number,
        "message": message,
        "changing": _is_changing(step),
        "action": another_address("intake.tell"),
    }
    page = render(f"intake/{step.name}.html", status=status, **around)
    page.headers["Cache-Control"] = REMEMBERED
    return page


def _step() -> Step:
    name = request.form.get("sida", "")
    return STEPS[NAMES.index(name)] if name in NAMES else STEPS[0]


def _after(step: Step) -> Step:
    """The next page; whoever came from the check goes back there."""
    if CHANGING in request.form:
        return STEPS[-1]
    return STEPS[min(NAMES.index(step.name) + 1, len(STEPS) - 1)]


def _is_changing(step: Step) -> bool:
    came_from_the_check = request.form.get("till", "").startswith(CHANGE) or CHANGING in request.form
    return came_from_the_check and step is not STEPS[-1]


def _asked(here: Step, to: str) -> list[Step]:
    """The pages to check: this one, or all of them when the form is sent or checked."""
    return STEPS if to == SEND or here is STEPS[-1] or CHANGING in request.form else [here]


def _purpose(municipality: Municipality) -> str:
    return f"intake {municipality.slug}"


def _keys() -> Keys:
    found: Keys = current_app.config["KEYS"]
    return found
