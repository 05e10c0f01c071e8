"""Operativ inriktning: the police's two-week cycles as one municipality and its police see them."""

from functools import partial
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.decisions.pages import editing_page, save_part
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import cadences
from medborgar.plan import cycle_queries as queries
from medborgar.plan import cycling
from medborgar.plan.cycle_forms import BeginCycleForm, CycleForm
from medborgar.plan.cycles import follows, length_by
from medborgar.plan.guard import known_names

blueprint = Blueprint("cycles", __name__, url_prefix="/<kommun>/intranat/operativ")


@blueprint.get("")
@requires(Permission.CYCLE_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """The cycles of the municipality's police, the latest first."""
    return page(
        "plan/cycles.html",
        told=queries.cycles(municipality),
        elsewhere=queries.elsewhere(municipality, access.actor()),
        today=clock.today(),
    )


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.CYCLE_WRITE)
def begin(municipality: Municipality) -> ResponseReturnValue:
    """Begin the next cycle, for the police and every municipality they serve."""
    last = queries.last_cycle(queries.police_of(municipality))
    first_day, last_day = follows(last, clock.today(), length_by(cadences(municipality)))
    form = BeginCycleForm(first_day=first_day, last_day=last_day)
    if not form.validate_on_submit():
        return form_page("plan/begin_cycle.html", form)
    days: dict[str, Any] = {"first_day": form.first_day.data, "last_day": form.last_day.data}
    try:
        cycle = cycling.begin(municipality=municipality, by=current_user.person, **days)
    except Refused as refusal:
        db.session.rollback()
        return refused_page("plan/begin_cycle.html", form, refusal)
    db.session.commit()
    return redirect(url_for(".edit", day=cycle.first_day), 303)


@blueprint.get("/<day>")
@requires(Permission.CYCLE_READ)
def show(municipality: Municipality, day: str) -> ResponseReturnValue:
    """What a cycle says of this municipality."""
    told = queries.find(municipality, day)
    return page("plan/cycle.html", cycle=told.cycle, part=told.part)


@blueprint.route("/<day>/andra", methods=["GET", "POST"])
@requires(Permission.CYCLE_WRITE)
def edit(municipality: Municipality, day: str) -> ResponseReturnValue:
    """Write what a cycle says of this municipality, and what the municipality says back."""
    cycle, part = queries.find(municipality, day)
    priorities = queries.priorities_in(municipality, cycle, part)
    fill = partial(CycleForm.of, part, priorities, known_names(municipality))
    form = fill()
    if not form.validate_on_submit():
        return editing_page("plan/edit_cycle.html", form, cycle=cycle)
    save = partial(
        cycling.save_part,
        municipality=municipality,
        cycle=cycle,
        part=part,
        version=form.version.data,
        words=form.words(priorities),
        cleared=form.cleared,
        by=current_user.person,
    )
    back = url_for(".show", day=cycle.first_day)
    saved = partial(_saved, municipality, day)
    return save_part("plan/edit_cycle.html", form, save=save, saved=saved, back=back, cycle=cycle)


def _saved(municipality: Municipality, day: str) -> Any:
    """The form as it is filled by what a colleague has saved meanwhile."""
    cycle, part = queries.find(municipality, day)
    return CycleForm.of(part, queries.priorities_in(municipality, cycle, part), (), formdata=None)
