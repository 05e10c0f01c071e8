"""Where functions read their mail: kept by staff for both parties, since police may not log in here."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, Side, requires
from medborgar.followup import asking, queries
from medborgar.followup.asking import mailbox
from medborgar.followup.forms import ContactForm
from medborgar.followup.subjects import responsible, sides_of
from medborgar.followup.turns import turns
from medborgar.municipality.models import Municipality

blueprint = Blueprint("contacts", __name__, url_prefix="/<kommun>/intranat/uppfoljning/adresser")

TEMPLATE = "followup/contact.html"


@blueprint.get("")
@requires(Permission.REMIND)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Both parties' functions: those with an address, and those that answer for something and have none."""
    found = queries.contacts(municipality)
    known = {(one.party.side, one.function) for one in found}
    today = clock.today()
    promised = {
        (side, responsible(one.commitment, side))
        for one in queries.standings(municipality, today)
        for side in sides_of(one.commitment)
    }
    again = {(one.sides[0], one.function) for one in turns(municipality, today) if not mailbox(one.subject, "")}
    signing = {(Side(party.side), party.signatory) for party in municipality.parties}
    return page(
        "followup/contacts.html",
        contacts=found,
        lacking=[one for one in sorted((promised | again | signing) - known) if one[1]],
    )


@blueprint.route("/<any(kommunen, polisen):side>", methods=["GET", "POST"])
@requires(Permission.REMIND)
def save(municipality: Municipality, side: str) -> ResponseReturnValue:
    """One function's address; empty, it is removed."""
    form, party = ContactForm(), municipality.party(Side(side))
    if not form.is_submitted():
        form.function.data = (request.args.get("funktion") or "")[:200]
        saved = queries.contact(party, form.function.data)
        form.email.data, form.version.data = (saved.email, saved.version) if saved else ("", 0)
    if not form.validate_on_submit():
        return form_page(TEMPLATE, form, party=party)
    said: dict[str, Any] = {"function": form.function.data, "email": form.email.data, "version": form.version.data}
    try:
        asking.save_contact(party=party, by=current_user.person, **said)
    except Stale as stale:
        db.session.rollback()
        saved = queries.contact(party, said["function"])
        form.version.data = saved.version if saved else 0  # saving again is then a choice
        texts = (saved.email if saved else "", said["email"])
        return page(TEMPLATE, form=form, party=party, status=HTTPStatus.CONFLICT, message=stale.message, texts=texts)
    db.session.commit()
    return redirect(url_for(".index"), 303)
