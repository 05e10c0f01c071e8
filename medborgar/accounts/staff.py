"""Accounts: whoever administers them sees people and roles, and nothing of what anybody wrote."""

import uuid

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from medborgar.accounts import access, actions, queries
from medborgar.accounts.forms import ROLES, PersonForm
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, Role, Side, requires
from medborgar.municipality.models import Municipality

blueprint = Blueprint("accounts_staff", __name__, url_prefix="/<kommun>/intranat/konton")


@blueprint.get("")
@requires(Permission.ACCOUNTS_MANAGE)
def people(municipality: Municipality) -> ResponseReturnValue:
    """Everybody with a role here."""
    return render("accounts/people.html", people=queries.people(municipality), roles=ROLES)


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_MANAGE)
def add_person(municipality: Municipality) -> ResponseReturnValue:
    """Give somebody a role, and an account if they have none."""
    return access.needs_step_up() or _add_person(municipality)


@blueprint.post("/<uuid:person_id>/stang-av")
@requires(Permission.ACCOUNTS_MANAGE)
def disable(municipality: Municipality, person_id: uuid.UUID) -> ResponseReturnValue:
    """Shut somebody out of the municipality, at once."""
    if away := access.needs_step_up():
        return away
    person = queries.find_person(municipality, person_id)
    actions.disable(person=person, municipality=municipality, by=access.actor().id)
    return _done()


def _add_person(municipality: Municipality) -> ResponseReturnValue:
    form = PersonForm.of(municipality)
    if not form.validate_on_submit():
        return render("accounts/person.html", status=422 if form.is_submitted() else 200, form=form)
    try:
        _admit(form, municipality)
    except Refused as refused:
        form.form_errors.append(refused.message)
        return render("accounts/person.html", status=refused.status, form=form)
    return _done()


def _admit(form: PersonForm, municipality: Municipality) -> None:
    words = {name: form[name].data or "" for name in ("email", "name", "function", "password")}
    party = municipality.party(Side(form.side.data))
    actions.admit(party=party, role=Role(form.role.data), by=access.actor().id, **words)


def _done() -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for("accounts_staff.people"), 303)
