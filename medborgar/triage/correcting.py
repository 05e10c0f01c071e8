"""Rätta: what one has entered for somebody else can be put right until somebody has read it."""

import uuid

from flask import Blueprint, request
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import page
from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.intake.dialogues.answering import name_of
from medborgar.intake.dialogues.queries import ever_asked
from medborgar.intake.field import actions
from medborgar.intake.field.entering import is_right, own, party_id
from medborgar.intake.field.forms import EntryForm, as_entered, entry_form
from medborgar.intake.field.queries import values_of
from medborgar.intake.models import Contribution, Dialogue
from medborgar.intake.queries import find
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas
from medborgar.triage.queries import first_opened

blueprint = Blueprint("correcting", __name__, url_prefix="/<kommun>/intranat/dialoger/<slug>/registrera")


@blueprint.get("/<uuid:contribution_id>")
@requires(Permission.CONTRIBUTION_REGISTER)
def correct(municipality: Municipality, slug: str, contribution_id: uuid.UUID) -> Response:
    """What was entered, to be put right; or why it can't be."""
    dialogue = own(municipality, slug)
    contribution = _entered(municipality, dialogue, contribution_id)
    form = None if _obstacle(contribution) else _form(municipality, dialogue, contribution)
    return _page(dialogue, contribution, form)


@blueprint.post("/<uuid:contribution_id>")
@requires(Permission.CONTRIBUTION_REGISTER)
def save(municipality: Municipality, slug: str, contribution_id: uuid.UUID) -> Response:
    """Keep it as it should have been."""
    dialogue = own(municipality, slug)
    contribution = _entered(municipality, dialogue, contribution_id)
    form = _form(municipality, dialogue, contribution, request.form)
    if obstacle := _obstacle(contribution):
        form.form_errors.append(obstacle)
    if form.form_errors or not is_right(form):
        return _page(dialogue, contribution, form, status=422)
    source = form.source(party_id=party_id(municipality), registered_by=access.person_id())
    actions.correct(contribution=contribution, answers=form.answers, source=source, by=current_user.person)
    db.session.commit()
    return page("triage/corrected.html", dialogue=dialogue, contribution=contribution)


def _entered(municipality: Municipality, dialogue: Dialogue, contribution_id: uuid.UUID) -> Contribution:
    found = find(municipality, party_id(municipality), contribution_id)
    if found.dialogue_id != dialogue.id or found.registered_by is None:
        raise NotFound("")
    return found


def _obstacle(contribution: Contribution) -> str:
    """Why it can't be put right here, if it can't."""
    if contribution.registered_by != access.person_id():
        return _("En kollega har registrerat svaret. Be kollegan rätta det.")
    if first_opened(contribution.id):
        return _("Svaret är redan läst. Skriv till samordnaren vad som ska vara annorlunda.")
    return ""


def _form(municipality: Municipality, dialogue: Dialogue, contribution: Contribution, sent: object = None) -> EntryForm:
    """What was asked then, filled with what was answered, or with what was sent."""
    values = values_of(contribution)
    asked = [one for one in ever_asked(dialogue) if one.asked or one.id in values]
    data = sent if sent is not None else as_entered(contribution, values, asked)
    form = entry_form(dialogue, asked, areas(municipality), data)
    if "unit" in form:
        del form.unit  # whose report it was stays as it was
    return form


def _page(dialogue: Dialogue, contribution: Contribution, form: EntryForm | None, status: int = 200) -> Response:
    around = {"dialogue": dialogue, "contribution": contribution, "form": form, "name_of": name_of}
    return page("triage/correct.html", status=status, obstacle=_obstacle(contribution), **around)
