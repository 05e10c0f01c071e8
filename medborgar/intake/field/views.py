"""Rapportera: staff tell what has happened, event by event, look through, send; that nothing has is an answer too.

Every page of it is an answer to a POST at one address. The events that are not on the page travel along as hidden
fields and are checked again at the end, so that nothing is kept anywhere before it is sent.
"""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, current_app, request
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.intake.addresses import another_address
from medborgar.intake.dialogues.answering import name_of
from medborgar.intake.dialogues.queries import ever_asked, questions
from medborgar.intake.field import actions, queries
from medborgar.intake.field.drafting import Draft
from medborgar.intake.models import Dialogue, Stage
from medborgar.intake.receipts import TokenError, check_token, new_token
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

blueprint = Blueprint("field", __name__, url_prefix="/<kommun>/rapportera")

ADD, CHECK, SEND, BACK, NOTHING = "fler", "granska", "skicka", "tillbaka", "inget"
CHANGE, REMOVE = "andra-", "ta-bort-"
REMEMBERED = "private, no-cache"  # with no-store a browser's own Back would show an empty form


@blueprint.get("")
@requires(Permission.CONTRIBUTION_REGISTER)
def index(municipality: Municipality) -> Response:
    """The round that is open, ready to be answered; which one, where there are several; what to do, where none is."""
    found = queries.rounds(municipality, _party_id(municipality), clock.today())
    if len(found) == 1:
        return _ask(found[0], _draft(municipality, found[0]))
    coming = queries.coming_round(municipality, clock.today())
    return page("intake/field/rounds.html", rounds=found, coming=coming)


@blueprint.get("/<slug>")
@requires(Permission.CONTRIBUTION_REGISTER)
def write(municipality: Municipality, slug: str) -> Response:
    """An empty report in one round, or that it has closed."""
    dialogue = queries.staff_round(municipality, slug, clock.today())
    if dialogue.stage(clock.today()) is not Stage.OPEN:
        return page("intake/field/closed.html", dialogue=dialogue, draft=None)
    return _ask(dialogue, _draft(municipality, dialogue))


@blueprint.post("/<slug>")
@requires(Permission.CONTRIBUTION_REGISTER)
def send(municipality: Municipality, slug: str) -> Response:
    """Go on with a report: one event more, another one, look through, send."""
    dialogue = queries.staff_round(municipality, slug, clock.today())
    draft, to = _draft(municipality, dialogue), request.form.get("till", "")
    if dialogue.stage(clock.today()) is not Stage.OPEN:
        around = {"dialogue": dialogue, "draft": draft, "name_of": name_of}
        return page("intake/field/closed.html", status=HTTPStatus.CONFLICT, **around)
    if to == NOTHING:
        return _nothing(municipality, dialogue, draft)
    if to == BACK or to.startswith((CHANGE, REMOVE)):
        return _turn(dialogue, draft, to)
    if not draft.is_right():
        return _ask(dialogue, draft, HTTPStatus.UNPROCESSABLE_ENTITY)
    if to == ADD:
        draft.add()
        return _ask(dialogue, draft)
    return _keep(municipality, dialogue, draft) if to == SEND else _look_through(dialogue, draft)


def _turn(dialogue: Dialogue, draft: Draft, to: str) -> Response:
    """To another event, or to what is left when one is taken away."""
    if to.startswith(REMOVE):
        draft.take_away(to.removeprefix(REMOVE))
    else:
        draft.open(to.removeprefix(CHANGE))
    return _ask(dialogue, draft)


def _nothing(municipality: Municipality, dialogue: Dialogue, draft: Draft) -> Response:
    if draft.is_blank:
        draft.events = {}
        return _keep(municipality, dialogue, draft)
    draft.form.form_errors.append(_("Du har skrivit om något. Skicka det, eller ta bort det först"))
    return _ask(dialogue, draft, HTTPStatus.UNPROCESSABLE_ENTITY)


def _keep(municipality: Municipality, dialogue: Dialogue, draft: Draft) -> Response:
    """Keep the report; a token that no longer holds gives a new one with everything still in it."""
    keys, token = current_app.config["KEYS"], request.form.get("token", "")
    reporter = actions.Reporter(_party_id(municipality), current_user.function, current_user.person)
    try:
        check_token(keys, token, purpose=_purpose(dialogue))
        codes = actions.report(keys=keys, dialogue=dialogue, reporter=reporter, events=draft.answers, token=token)
    except TokenError:
        return _again(dialogue, draft, _("Sidan har varit öppen länge. Läs igenom och skicka en gång till."))
    except Stale as stale:
        message = _("%(what)s Vill du skicka det här också? Skicka igen.", what=stale.message)
        return _again(dialogue, draft, message, HTTPStatus.CONFLICT)
    db.session.commit()
    return page("intake/field/receipt.html", dialogue=dialogue, codes=codes, unit=reporter.unit)


def _again(dialogue: Dialogue, draft: Draft, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Response:
    db.session.rollback()
    if draft.events:
        return _look_through(dialogue, draft, status, message)
    draft.add()
    return _ask(dialogue, draft, status, message)


def _ask(dialogue: Dialogue, draft: Draft, status: int = HTTPStatus.OK, message: str = "") -> Response:
    return _page("report", dialogue, draft, status, message)


def _look_through(dialogue: Dialogue, draft: Draft, status: int = HTTPStatus.OK, message: str = "") -> Response:
    return _page("check", dialogue, draft, status, message)


def _page(name: str, dialogue: Dialogue, draft: Draft, status: int, message: str) -> Response:
    around: dict[str, Any] = {"dialogue": dialogue, "draft": draft, "form": draft.form, "name_of": name_of}
    # What can't be sent again is given a new token; a fault to mend is still the same report.
    known = "" if message else request.form.get("token", "")
    around["token"] = known or new_token(current_app.config["KEYS"], purpose=_purpose(dialogue))
    around["action"] = another_address("field.send", slug=dialogue.slug)
    answer = page(f"intake/field/{name}.html", status=status, message=message, unit=current_user.function, **around)
    answer.headers["Cache-Control"] = REMEMBERED
    return answer


def _draft(municipality: Municipality, dialogue: Dialogue) -> Draft:
    return Draft(questions(dialogue), ever_asked(dialogue), areas(municipality), request.form)


def _party_id(municipality: Municipality) -> Any:
    return access.acting_for(municipality, Permission.CONTRIBUTION_REGISTER).party_id


def _purpose(dialogue: Dialogue) -> str:
    return f"field {dialogue.id} {current_user.person.id}"
