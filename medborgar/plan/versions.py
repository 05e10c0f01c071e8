"""The plan's versions: beginning the next, what changed in one, its decision. What one says is in followup/table.py."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import current_user

from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import bodies
from medborgar.plan import planning, queries
from medborgar.plan.deciding import BeginForm, DecideForm
from medborgar.plan.models import ActionPlan
from medborgar.plan.table import changes_between

blueprint = Blueprint("plans", __name__, url_prefix="/<kommun>/intranat/plan/version")


@blueprint.get("")
@requires(Permission.PLAN_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Every version of the plan, the latest first."""
    found = queries.plans(municipality)
    return page("plan/versions.html", plans=found, in_force=queries.plan_in_force(municipality, clock.today()))


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def begin(municipality: Municipality) -> ResponseReturnValue:
    """Begin the next version, on an established picture."""
    pictures = queries.pictures_to_rest_on(municipality)
    form = BeginForm(period=pictures[0].period if pictures else None).offer(pictures)
    around = {"pictures": pictures, "last": queries.last_number(municipality)}
    if not form.validate_on_submit():
        return form_page("plan/begin.html", form, **around)
    picture = next(one for one in pictures if one.period == form.period.data)
    try:
        plan = planning.begin(municipality=municipality, picture=picture, by=current_user.person)
    except Refused as refusal:
        return _stopped("plan/begin.html", form, refusal, **around)
    db.session.commit()
    return redirect(url_for("plan_table.show", number=plan.number), 303)


@blueprint.get("/<int(max=9999):number>/andringar")
@requires(Permission.PLAN_READ)
def differences(municipality: Municipality, number: int) -> ResponseReturnValue:
    """What a version says that the one before did not."""
    plan, before = queries.find_plan(municipality, number), queries.find_plan(municipality, number - 1)
    return page("plan/differences.html", plan=plan, before=before, rows=changes_between(before, plan))


@blueprint.route("/<int(max=9999):number>/beslut", methods=["GET", "POST"])
@requires(Permission.PLAN_DECIDE)
def decide(municipality: Municipality, number: int) -> ResponseReturnValue:
    """Write down who decided a version and when; it is locked by that."""
    plan = queries.find_plan(municipality, number)
    if plan.is_decided:
        return redirect(url_for("plan_table.show", number=number), 303)
    organs = bodies(municipality)
    form = DecideForm.of(plan, organs, causes_first=municipality.causes_first)
    if not form.validate_on_submit():
        return form_page("plan/decide.html", form, plan=plan)
    try:
        planning.decide(
            municipality=municipality,
            plan=plan,
            revision=form.version.data,
            said=form.said(organs),
            chosen=set(form.chosen.data or []),
            by=current_user.person,
        )
    except (Refused, Stale) as stopped:
        return _stopped("plan/decide.html", form, stopped, plan=plan)
    db.session.commit()
    return redirect(url_for("plan_table.show", number=number), 303)


def _stopped(template: str, form: Any, stopped: Refused | Stale, **around: Any) -> Response:
    """The form as it was filled in, and why nothing was saved."""
    db.session.rollback()
    form.form_errors.append(stopped.message)
    plan: ActionPlan | None = around.get("plan")
    if plan and isinstance(stopped, Stale):
        form.version.data = plan.revision
    return page(template, status=stopped.status, form=form, **around)
