"""Accounts: whoever administers them sees people and roles, and nothing of what anybody wrote."""

import uuid
from http import HTTPStatus
from typing import Any

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
    return _people(municipality)


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_MANAGE)
def add_person(municipality: Municipality) -> ResponseReturnValue:
    """Give somebody a role, and an account if they have none."""
    form = PersonForm.of(municipality)
    if not form.is_submitted():
        return access.asks_first() or _form(form)
    if not form.validate() or not access.is_confirmed():
        return _form(form, status=422, unconfirmed=not form.errors)
    try:
        _admit(form, municipality)
    except Refused as refused:
        form.form_errors.append(refused.message)
        return _form(form, status=refused.status)
    return _done()


@blueprint.post("/<uuid:person_id>/stang-av")
@requires(Permission.ACCOUNTS_MANAGE)
def disable(municipality: Municipality, person_id: uuid.UUID) -> ResponseReturnValue:
    """Shut somebody out of the municipality, at once."""
    person = queries.find_person(municipality, person_id)
    if not access.is_confirmed():
        return _people(municipality, status=422, unconfirmed=True)
    actions.disable(person=person, municipality=municipality, by=access.actor().id)
    return _done()


def _people(municipality: Municipality, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    found = queries.people(municipality)
    return render(
        "accounts/people.html", status=status, people=found, roles=ROLES, failed=status != HTTPStatus.OK, **more
    )


def _form(form: PersonForm, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    return render("accounts/person.html", status=status, form=form, failed=status != HTTPStatus.OK, **more)


def _admit(form: PersonForm, municipality: Municipality) -> None:
    actions.admit(
        email=form.email.data or "",
        name=form.name.data or "",
        function=form.function.data or "",
        password=form.password.data or "",
        must_change=True,
        party=municipality.party(Side(form.side.data)),
        role=Role(form.role.data),
        by=access.actor().id,
    )


def _done() -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for("accounts_staff.people"), 303)
