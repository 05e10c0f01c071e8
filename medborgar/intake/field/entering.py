"""Registrera svar: a stack of paper forms, or a call, entered one after the other; day, way and place stay."""

import uuid
from http import HTTPStatus
from typing import Any

from flask import Blueprint, current_app, request
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.intake.addresses import another_address
from medborgar.intake.dialogues.answering import name_of
from medborgar.intake.dialogues.queries import ever_asked, find, questions
from medborgar.intake.field import actions, queries
from medborgar.intake.field.forms import EntryForm, entry_form, first_of_a_stack, next_of_the_stack
from medborgar.intake.models import Dialogue, Stage
from medborgar.intake.queries import by_code
from medborgar.intake.receipts import TokenError, check_token, new_token
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas

blueprint = Blueprint("field_staff", __name__, url_prefix="/<kommun>/intranat/dialoger/<slug>")

SHOWN = 5  # of a stack, to be corrected at once
BEGUN = {Stage.OPEN, Stage.CLOSED}


@blueprint.get("/registrera")
@requires(Permission.CONTRIBUTION_REGISTER)
def register(municipality: Municipality, slug: str) -> Response:
    """The first form of a stack."""
    dialogue = own(municipality, slug)
    if dialogue.stage(clock.today()) not in BEGUN:
        return page("intake/field/not_open.html", dialogue=dialogue)
    return _page(dialogue, _form(municipality, dialogue, first_of_a_stack(dialogue)))


@blueprint.post("/registrera")
@requires(Permission.CONTRIBUTION_REGISTER)
def enter(municipality: Municipality, slug: str) -> Response:
    """Keep one, and give the next form."""
    dialogue = own(municipality, slug)
    if dialogue.stage(clock.today()) not in BEGUN:
        raise Refused(_("Dialogen har inte öppnat. Inget är sparat."))
    form = _form(municipality, dialogue, request.form)
    if not is_right(form):
        return _page(dialogue, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        code = _keep(municipality, dialogue, form)
    except TokenError:
        message = _("Formuläret hade varit öppet för länge. Läs igenom och spara igen.")
        return _page(dialogue, form, HTTPStatus.BAD_REQUEST, message)
    except Stale as stale:
        db.session.rollback()
        message = _("%(what)s Vill du registrera det här också? Spara igen.", what=stale.message)
        return _page(dialogue, form, HTTPStatus.CONFLICT, message)
    db.session.commit()
    return _next(municipality, dialogue, form, code)


def own(municipality: Municipality, slug: str) -> Dialogue:
    """One of one's own party's dialogues: another's does not exist."""
    return find(municipality, slug, party_id(municipality))


def party_id(municipality: Municipality) -> uuid.UUID:
    """On whose behalf whoever is logged in enters answers."""
    return access.acting_for(municipality, Permission.CONTRIBUTION_REGISTER).party_id


def is_right(form: EntryForm) -> bool:
    """Whether it can be kept: right in every field, with an answer to something."""
    if form.validate_on_whole() and not form.answers.chosen:
        form.form_errors.append(_("Fyll i svaret på minst en fråga"))
    return not form.errors


def _keep(municipality: Municipality, dialogue: Dialogue, form: EntryForm) -> str:
    keys, token = current_app.config["KEYS"], form.token.data or ""
    check_token(keys, token, purpose=_purpose(dialogue))
    return actions.enter(
        keys=keys,
        dialogue=dialogue,
        answers=form.answers,
        source=form.source(party_id=party_id(municipality), registered_by=access.person_id()),
        unit=form.from_unit,
        token=token,
        by=current_user.person,
    )


def _next(municipality: Municipality, dialogue: Dialogue, form: EntryForm, code: str) -> Response:
    kept = by_code(municipality, current_app.config["KEYS"], code)
    if kept is None:
        raise LookupError(code)
    empty = _form(municipality, dialogue, next_of_the_stack(form, kept.id))
    return _page(dialogue, empty, code=code)


def _form(municipality: Municipality, dialogue: Dialogue, data: MultiDict[str, Any]) -> EntryForm:
    """What is asked, and what has just ceased to be, if it was answered before that."""
    left = [one for one in ever_asked(dialogue) if not one.asked and data.get(name_of(one))]
    return entry_form(dialogue, [*questions(dialogue), *left], areas(municipality), data)


def _page(
    dialogue: Dialogue, form: EntryForm, status: int = HTTPStatus.OK, message: str = "", code: str = ""
) -> Response:
    """The form, with a new token unless it only has a fault to mend."""
    if status != HTTPStatus.UNPROCESSABLE_ENTITY:
        form.token.data = new_token(current_app.config["KEYS"], purpose=_purpose(dialogue))
    ids, by = form.entered, access.person_id()
    stack = queries.entered(dialogue, dialogue.receiving_party_id, ids, by)
    around: dict[str, Any] = {"dialogue": dialogue, "form": form, "name_of": name_of, "message": message, "code": code}
    around["action"] = another_address("field_staff.enter", slug=dialogue.slug)
    shown = stack[:SHOWN]
    return page("intake/field/register.html", status=status, stack=shown, entered=len(stack), **around)


def _purpose(dialogue: Dialogue) -> str:
    return f"enter {dialogue.id}"
