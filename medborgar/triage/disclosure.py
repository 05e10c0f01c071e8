"""Lämna ut: the records officer finds what somebody asks for and reads it out; never asks who, nor why."""

import uuid
from datetime import timedelta

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from medborgar.accounts import access
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.intake.models import Contribution
from medborgar.intake.queries import find
from medborgar.municipality.models import Municipality
from medborgar.triage import actions, queries
from medborgar.triage.forms import DaysForm
from medborgar.triage.models import Purpose
from medborgar.triage.pages import facts_of, listed, said_by

A_MONTH = timedelta(days=30)

blueprint = Blueprint("disclosure", __name__, url_prefix="/<kommun>/intranat/utlamnande")


@blueprint.get("")
@requires(Permission.CONTRIBUTION_DISCLOSE)
def index(municipality: Municipality) -> ResponseReturnValue:
    """What came in between two days, the last month unless said."""
    today = clock.today()
    form = DaysForm(request.args or MultiDict({"fran": (today - A_MONTH).isoformat(), "till": today.isoformat()}))
    if not form.validate() or form.fran.data is None or form.till.data is None:
        return render("triage/disclosures.html", status=422, form=form, rows=[])
    found = queries.received_between(municipality, _party(municipality), form.fran.data, form.till.data)
    return render("triage/disclosures.html", form=form, rows=listed(found), is_cut=len(found) == queries.LISTED_MOST)


@blueprint.get("/<uuid:contribution_id>")
@requires(Permission.CONTRIBUTION_DISCLOSE)
def item(municipality: Municipality, contribution_id: uuid.UUID) -> ResponseReturnValue:
    """What is known of an answer, and a button that opens it."""
    return _item(find(municipality, _party(municipality), contribution_id))


@blueprint.post("/<uuid:contribution_id>")
@requires(Permission.CONTRIBUTION_DISCLOSE)
def read(municipality: Municipality, contribution_id: uuid.UUID) -> ResponseReturnValue:
    """The words as they came, to be handed out; logged every time."""
    contribution = find(municipality, _party(municipality), contribution_id)
    words = actions.read_original(contribution=contribution, purpose=Purpose.DISCLOSURE, by=current_user.person)
    db.session.commit()
    return _item(contribution, words)


def _item(contribution: Contribution, words: str = "") -> Response:
    return render(
        "triage/disclosure.html",
        contribution=contribution,
        facts_of=facts_of,
        words=words,
        messages=queries.messages(contribution.id) if words else [],
        said_by=said_by,
    )


def _party(municipality: Municipality) -> uuid.UUID:
    return access.acting_for(municipality, Permission.CONTRIBUTION_DISCLOSE).party_id
