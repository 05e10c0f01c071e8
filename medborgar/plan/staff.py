"""Åtgärdsplanen: the measures as a list with the filter in the address, and which of them carry a promise."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.forms import left_out
from medborgar.core.permissions import Permission, requires
from medborgar.decisions.queries import for_period
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import places
from medborgar.plan import queries
from medborgar.plan.filters import FilterForm
from medborgar.plan.names import PURPOSES
from medborgar.plan.overview import next_date, overview_of
from medborgar.plan.pages import chips_of, status_of
from medborgar.plan.words import responsible_name

blueprint = Blueprint("plan", __name__, url_prefix="/<kommun>/intranat/plan")


@blueprint.get("")
@requires(Permission.PLAN_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """The measures that the filter lets through, those due first before the others."""
    today = clock.today()
    form = FilterForm(request.args).offer(places(municipality))
    found = queries.measures(municipality, form.filters(today))
    return page(
        "plan/index.html",
        fragment="plan/_list.html",
        form=form,
        chips=chips_of(form, form.asked),
        faults=left_out(form),
        measures=[(one, status_of(one, today)) for one in found],
        responsible_name=responsible_name,
        purposes=PURPOSES,
        in_force=queries.plan_in_force(municipality, today),
        being_written=queries.open_plan(municipality),
    )


@blueprint.get("/oversikt")
@requires(Permission.PLAN_READ)
def overview(municipality: Municipality) -> ResponseReturnValue:
    """Every activity on one page, for those who hold it all together."""
    today = clock.today()
    found = queries.measures(municipality)
    return page(
        "plan/overview.html",
        overview=overview_of(found, today),
        status_of=lambda one: status_of(one, today),
        responsible_name=responsible_name,
        next_date=next_date,
        today=today,
    )


@blueprint.get("/lofte/<period>")
@requires(Permission.PLAN_READ)
def carried(municipality: Municipality, period: str) -> ResponseReturnValue:
    """A decision's commitments, each with the measures that carry it."""
    decision = for_period(municipality, period)
    return page(
        "plan/carried.html",
        decision=decision,
        carrying=queries.carrying(decision),
        status_of=lambda one: status_of(one, clock.today()),
        responsible_name=responsible_name,
    )
