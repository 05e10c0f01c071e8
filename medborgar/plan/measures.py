"""A measure's own pages: what it says and has gone through, writing it, its state, and that it has been told of."""

import uuid
from functools import partial
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.decisions.pages import editing_page, save_part
from medborgar.municipality.models import Municipality
from medborgar.plan import actions, planning, queries
from medborgar.plan.forms import HINTS, InsatsForm, MeasureForm, MoveForm
from medborgar.plan.guard import known_names
from medborgar.plan.models import Measure, State
from medborgar.plan.pages import around_of

blueprint = Blueprint("measures", __name__, url_prefix="/<kommun>/intranat/plan")


@blueprint.get("/atgard/<uuid:measure_id>")
@requires(Permission.PLAN_READ)
def show(municipality: Municipality, measure_id: uuid.UUID) -> ResponseReturnValue:
    """One measure: what it says, how far it has come, what it has gone through."""
    measure = queries.find(municipality, measure_id)
    return form_page("plan/show.html", MoveForm.of(measure, ()), **around_of(municipality, measure))


@blueprint.post("/atgard/<uuid:measure_id>/lage")
@requires(Permission.PLAN_WRITE)
def move(municipality: Municipality, measure_id: uuid.UUID) -> ResponseReturnValue:
    """Let a measure go to another state."""
    measure = queries.find(municipality, measure_id)
    form = MoveForm.of(measure, known_names(municipality))
    if not form.validate_on_submit():
        return form_page("plan/show.html", form, **around_of(municipality, measure))
    try:
        _move(municipality, measure, form)
    except (Refused, Stale) as stopped:
        db.session.rollback()
        form.form_errors.append(stopped.message)
        form.seen.data = measure.state
        return page("plan/show.html", status=stopped.status, form=form, **around_of(municipality, measure))
    db.session.commit()
    return redirect(_page_of(measure), 303)


@blueprint.route("/atgard/ny", methods=["GET", "POST"], defaults={"measure_id": None})
@blueprint.route("/atgard/<uuid:measure_id>/andra", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def edit(municipality: Municipality, measure_id: uuid.UUID | None) -> ResponseReturnValue:
    """Write a measure; what a decided plan says is not changed without a new version."""
    measure = queries.find(municipality, measure_id) if measure_id else None
    offered = queries.offered(municipality, clock.today(), measure)
    fill = partial(MeasureForm.of, offered, known_names(municipality), measure)
    form, plan = fill(), queries.open_plan(municipality)
    around: dict[str, Any] = {"measure": measure, "hints": HINTS, "being_written": plan}
    if measure and actions.is_locked(measure, plan):
        raise Refused(actions.locked(measure))
    if not form.validate_on_submit():
        return editing_page("plan/measure.html", form, **around)
    save = partial(_save, municipality, measure, form, offered)
    back = _page_of(measure) if measure else url_for("plan.index")
    return save_part("plan/measure.html", form, save=save, saved=partial(fill, formdata=None), back=back, **around)


@blueprint.route("/insats/ny", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def quick(municipality: Municipality) -> ResponseReturnValue:
    """Decide on something quick, in one small form."""
    offered = queries.offered(municipality, clock.today())
    side = access.acting_for(municipality, Permission.PLAN_WRITE).side
    fill = partial(InsatsForm.of, offered, known_names(municipality), side)
    form = fill()
    if not form.validate_on_submit():
        return form_page("plan/insats.html", form, places=offered.places)
    save = partial(actions.add_insats, municipality=municipality, words=form.words(offered), cleared=form.cleared)
    back = url_for("plan.index", slag="insats")
    by_me = partial(save, by=current_user.person)
    return save_part("plan/insats.html", form, save=by_me, saved=fill, back=back, places=offered.places)


@blueprint.post("/atgard/<uuid:measure_id>/berattat/<any(internt, utat):where>")
@requires(Permission.PLAN_WRITE)
def tell(municipality: Municipality, measure_id: uuid.UUID, where: str) -> ResponseReturnValue:
    """Write down that a measure has been told of."""
    measure = queries.find(municipality, measure_id)
    actions.tell(measure=measure, outside=where == "utat", by=current_user.person)
    db.session.commit()
    return redirect(_page_of(measure), 303)


@blueprint.post("/atgard/<uuid:measure_id>/planen")
@requires(Permission.PLAN_WRITE)
def include(municipality: Municipality, measure_id: uuid.UUID) -> ResponseReturnValue:
    """Take a measure into the version that is being written."""
    measure = queries.find(municipality, measure_id)
    planning.include(municipality=municipality, measure=measure, by=current_user.person)
    db.session.commit()
    return redirect(_page_of(measure), 303)


@blueprint.post("/atgard/<uuid:measure_id>/ur-planen")
@requires(Permission.PLAN_WRITE)
def exclude(municipality: Municipality, measure_id: uuid.UUID) -> ResponseReturnValue:
    """Leave a measure out of the version that is being written."""
    measure = queries.find(municipality, measure_id)
    planning.exclude(municipality=municipality, measure=measure, by=current_user.person)
    db.session.commit()
    return redirect(_page_of(measure), 303)


def _move(municipality: Municipality, measure: Measure, form: MoveForm) -> None:
    actions.move(
        municipality=municipality,
        measure=measure,
        seen=next((one for one in State if one == form.seen.data), None),
        to=State(form.to.data),
        reason=form.reason.data or "",
        day=form.day.data,
        cleared=form.cleared,
        by=current_user.person,
    )


def _save(municipality: Municipality, measure: Measure | None, form: MeasureForm, offered: queries.Offered) -> Measure:
    said: dict[str, Any] = {
        "municipality": municipality,
        "words": form.words(offered),
        "cleared": form.cleared,
        "by": current_user.person,
    }
    if measure is None:
        return actions.add_measure(**said)
    return actions.change_measure(measure=measure, version=form.version.data, **said)


def _page_of(measure: Measure) -> str:
    return url_for("measures.show", measure_id=measure.id)
