"""The register of agreements, notice by either party, and how far the introduction has come."""

import uuid

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, requires
from medborgar.municipality import actions, queries
from medborgar.municipality.method_forms import NoticeForm
from medborgar.municipality.models import Municipality
from medborgar.municipality.register import facts_of
from medborgar.municipality.words import STEP_STATES

blueprint = Blueprint("agreements", __name__, url_prefix="/<kommun>/intranat")


@blueprint.get("/overenskommelser")
@requires(Permission.DECISION_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every agreement: how long it holds, who follows it up and when, and its goals."""
    cadences, today = queries.cadences(municipality), clock.today()
    found = [(one, facts_of(one, cadences, today)) for one in queries.agreements(municipality)]
    may_edit = current_user.actor.holds(Permission.MUNICIPALITY_EDIT, municipality.id)
    return render("municipality/agreements.html", agreements=found, may_edit=may_edit)


@blueprint.route("/overenskommelser/<uuid:agreement_id>/uppsagning", methods=["GET", "POST"])
@requires(Permission.MUNICIPALITY_EDIT)
def notice(municipality: Municipality, agreement_id: uuid.UUID) -> ResponseReturnValue:
    """Register that one party has given notice."""
    agreement = queries.find_agreement(municipality, agreement_id)
    form = NoticeForm(obj=agreement)
    if not form.validate_on_submit():
        return render("municipality/notice.html", status=422 if form.errors else 200, form=form, agreement=agreement)
    actions.give_notice(
        municipality=municipality,
        agreement=agreement,
        by=current_user.actor.id,
        **form.values,
    )
    db.session.commit()
    return redirect(url_for(".index"), 303)


@blueprint.post("/overenskommelser/<uuid:agreement_id>/uppsagning/ta-tillbaka")
@requires(Permission.MUNICIPALITY_EDIT)
def take_back(municipality: Municipality, agreement_id: uuid.UUID) -> ResponseReturnValue:
    """Register that the notice was taken back."""
    agreement = queries.find_agreement(municipality, agreement_id)
    actions.take_back_notice(municipality=municipality, agreement=agreement, by=current_user.actor.id)
    db.session.commit()
    return redirect(url_for(".index"), 303)


@blueprint.get("/inforande")
@requires(Permission.DECISION_READ)
def introduction(municipality: Municipality) -> ResponseReturnValue:
    """How far each step of the introduction has come, and who is responsible at each operation."""
    may_edit = current_user.actor.holds(Permission.MUNICIPALITY_EDIT, municipality.id)
    return render(
        "municipality/introduction.html",
        steps=queries.introduction(municipality),
        states=STEP_STATES,
        today=clock.today(),
        may_edit=may_edit,
    )
