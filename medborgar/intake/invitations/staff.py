"""Who has been invited and how far they have come, never what they write before they send; inviting and reminding."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.intake.associations import queries as associations
from medborgar.intake.dialogues import queries as dialogues
from medborgar.intake.invitations import actions, queries
from medborgar.intake.invitations.forms import AssociationsForm, LinesForm
from medborgar.intake.invitations.models import State
from medborgar.intake.invitations.words import STATES
from medborgar.intake.models import Audience, Dialogue
from medborgar.municipality.models import Municipality

blueprint = Blueprint("invitations_staff", __name__, url_prefix="/<kommun>/intranat/dialoger/<slug>/inbjudna")


@blueprint.get("")
@requires(Permission.DIALOGUE_READ)
def index(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Everybody who is invited, and how far they have come."""
    return _index(_own(municipality, slug))


@blueprint.route("/bjud-in", methods=["GET", "POST"])
@requires(Permission.DIALOGUE_WRITE)
def invite(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Choose whom to invite."""
    dialogue = _own(municipality, slug)
    form = _form(municipality, dialogue)
    if not form.validate_on_submit():
        return form_page("intake/invitations/invite.html", form, dialogue=dialogue)
    try:
        actions.invite(municipality=municipality, dialogue=dialogue, guests=form.guests, by=current_user.person)
    except Refused as refusal:
        return refused_page("intake/invitations/invite.html", form, refusal, dialogue=dialogue)
    db.session.commit()
    return _to(dialogue)


@blueprint.post("/paminn")
@requires(Permission.DIALOGUE_WRITE)
def remind(municipality: Municipality, slug: str) -> ResponseReturnValue:
    """Remind everybody who has not answered."""
    dialogue = _own(municipality, slug)
    try:
        number = actions.remind(municipality=municipality, dialogue=dialogue, by=current_user.person)
    except Refused as refusal:
        return _index(dialogue, refusal.message)
    db.session.commit()
    return _index(dialogue, reminded=number)


@blueprint.post("/<uuid:invitation_id>/ta-tillbaka")
@requires(Permission.DIALOGUE_WRITE)
def withdraw(municipality: Municipality, slug: str, invitation_id: UUID) -> ResponseReturnValue:
    """Take an invitation back."""
    dialogue = _own(municipality, slug)
    try:
        actions.withdraw(invitation=queries.find(municipality, invitation_id, dialogue), by=current_user.person)
    except Refused as refusal:
        return _index(dialogue, refusal.message)
    db.session.commit()
    return _to(dialogue)


def _index(dialogue: Dialogue, refusal: str = "", reminded: int = 0) -> ResponseReturnValue:
    found = queries.invitations(dialogue)
    return page(
        "intake/invitations/index.html",
        status=422 if refusal else 200,
        failed=bool(refusal),
        refusal=refusal,
        reminded=reminded,
        dialogue=dialogue,
        invitations=found,
        counts={state: sum(one.state is state for one in found) for state in State},
        states=STATES,
        waits=any(one.can_be_answered(clock.today()) for one in found),
        asked=len(dialogues.questions(dialogue)),
    )


def _form(municipality: Municipality, dialogue: Dialogue) -> AssociationsForm | LinesForm:
    if dialogue.audience != Audience.ASSOCIATIONS:
        return LinesForm()
    invited = {one.association_id for one in queries.invitations(dialogue)}
    return AssociationsForm().offer([one for one in associations.asked(municipality) if one.id not in invited])


def _own(municipality: Municipality, slug: str) -> Dialogue:
    """One of one's own party's: another's does not exist."""
    return dialogues.find(municipality, slug, access.acting_for(municipality, Permission.DIALOGUE_READ).party_id)


def _to(dialogue: Dialogue) -> ResponseReturnValue:
    return redirect(url_for(".index", slug=dialogue.slug), 303)
