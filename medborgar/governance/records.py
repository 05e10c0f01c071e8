"""Genomgångar and utvärderingar: alike and small, a list and a form each."""

import uuid
from functools import partial
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts.pages import form_page, page
from medborgar.core.permissions import Permission, requires
from medborgar.decisions.pages import save_part
from medborgar.governance import queries, recording
from medborgar.governance.models import Briefing, Evaluation, lines
from medborgar.governance.record_forms import SIDES, BriefingForm, EvaluationForm
from medborgar.municipality.models import Municipality
from medborgar.picture.queries import established
from medborgar.plan.guard import known_names

briefings = Blueprint("briefings", __name__, url_prefix="/<kommun>/intranat/genomgangar")
evaluations = Blueprint("evaluations", __name__, url_prefix="/<kommun>/intranat/utvarderingar")


@briefings.get("")
@requires(Permission.REPORT_READ)
def briefing_list(municipality: Municipality) -> ResponseReturnValue:
    """Every briefing, the latest first."""
    return page("governance/briefings.html", briefings=queries.briefings(municipality), sides=SIDES, lines=lines)


@briefings.route("/ny", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def add_briefing(municipality: Municipality) -> ResponseReturnValue:
    """A briefing that was held."""
    return _edit_briefing(municipality, None)


@briefings.route("/<uuid:briefing_id>", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def change_briefing(municipality: Municipality, briefing_id: uuid.UUID) -> ResponseReturnValue:
    """What there is to say of it."""
    return _edit_briefing(municipality, briefing_id)


@evaluations.get("")
@requires(Permission.REPORT_READ)
def evaluation_list(municipality: Municipality) -> ResponseReturnValue:
    """Every evaluation, the latest first."""
    return page("governance/evaluations.html", evaluations=queries.evaluations(municipality), lines=lines)


@evaluations.route("/ny", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def add_evaluation(municipality: Municipality) -> ResponseReturnValue:
    """An evaluation that is finished."""
    return _edit_evaluation(municipality, None)


@evaluations.route("/<uuid:evaluation_id>", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def change_evaluation(municipality: Municipality, evaluation_id: uuid.UUID) -> ResponseReturnValue:
    """What there is to say of it."""
    return _edit_evaluation(municipality, evaluation_id)


def _edit_briefing(municipality: Municipality, briefing_id: uuid.UUID | None) -> ResponseReturnValue:
    pictures, known = established(municipality), known_names(municipality)

    def found() -> Briefing | None:
        return queries.find_briefing(municipality, briefing_id) if briefing_id else None

    def fill(**more: Any) -> BriefingForm:
        return BriefingForm.of(found(), pictures, known, **more)

    def save() -> None:
        recording.save_briefing(
            municipality=municipality,
            briefing=found(),
            version=form.version.data,
            words=form.words(pictures),
            cleared=form.cleared,
            by=current_user.person,
        )

    form, template = fill(), "governance/briefing.html"
    if not form.validate_on_submit():
        return form_page(template, form, briefing_id=briefing_id)
    back = url_for("briefings.briefing_list")
    return save_part(template, form, save=save, saved=partial(fill, formdata=None), back=back, briefing_id=briefing_id)


def _edit_evaluation(municipality: Municipality, evaluation_id: uuid.UUID | None) -> ResponseReturnValue:
    known = known_names(municipality)

    def found() -> Evaluation | None:
        return queries.find_evaluation(municipality, evaluation_id) if evaluation_id else None

    def fill(**more: Any) -> EvaluationForm:
        return EvaluationForm.of(found(), known, **more)

    def save() -> None:
        recording.save_evaluation(
            municipality=municipality,
            evaluation=found(),
            version=form.version.data,
            words=form.words,
            cleared=form.cleared,
            by=current_user.person,
        )

    form, template = fill(), "governance/evaluation.html"
    if not form.validate_on_submit():
        return form_page(template, form, evaluation_id=evaluation_id)
    back, saved = url_for("evaluations.evaluation_list"), partial(fill, formdata=None)
    return save_part(template, form, save=save, saved=saved, back=back, evaluation_id=evaluation_id)
