"""Mätetal: what is measured, its readings by area and group, and one reading at a time."""

import uuid
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from medborgar.accounts import access
from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.municipality.models import FocusArea, Municipality
from medborgar.municipality.queries import agreement, areas, focus_set
from medborgar.picture.figures import actions, queries
from medborgar.picture.figures.charts import drawn
from medborgar.picture.figures.forms import BETTER, EVERY, IndicatorForm, ReadingForm
from medborgar.picture.figures.models import READY, Indicator, Reading
from medborgar.picture.pages import conflict_page

blueprint = Blueprint("figures", __name__, url_prefix="/<kommun>/intranat/matetal")


@blueprint.get("")
@requires(Permission.PICTURE_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """Everything that is measured, each as a small chart with its latest reading."""
    found = queries.indicators(municipality)
    readings = queries.readings(found)
    series = [(one, queries.series(one, readings[one.id])) for one in found]
    charts = [(one, drawn(parts[0]) if parts else None) for one, parts in series]
    return page("picture/figures/index.html", charts=charts, better=BETTER)


@blueprint.route("/nytt", methods=["GET", "POST"])
@requires(Permission.FIGURES_WRITE)
def add(municipality: Municipality) -> ResponseReturnValue:
    """Begin to measure something, perhaps from a ready one."""
    ready = request.args.get("fran", "")
    form = IndicatorForm.of(READY.get(ready), _focus_areas(municipality, None), agreement(municipality).goals)
    return _save(municipality, form, None, ready=ready)


@blueprint.get("/<uuid:indicator_id>")
@requires(Permission.PICTURE_READ)
def show(municipality: Municipality, indicator_id: uuid.UUID) -> ResponseReturnValue:
    """One indicator: a small chart and a table for all of the municipality, each area and each group."""
    indicator = queries.indicator(municipality, indicator_id)
    parts = queries.series(indicator, queries.readings([indicator])[indicator.id])
    charts = [drawn(part, parts) for part in parts]
    return page("picture/figures/show.html", indicator=indicator, charts=charts, better=BETTER, every=EVERY)


@blueprint.route("/<uuid:indicator_id>/andra", methods=["GET", "POST"])
@requires(Permission.FIGURES_WRITE)
def change(municipality: Municipality, indicator_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is said of an indicator."""
    indicator = queries.indicator(municipality, indicator_id)
    choices = _focus_areas(municipality, indicator), agreement(municipality).goals
    return _save(municipality, IndicatorForm.of(indicator, *choices), indicator)


@blueprint.route("/<uuid:indicator_id>/varde", methods=["GET", "POST"], defaults={"reading_id": None})
@blueprint.route("/<uuid:indicator_id>/varde/<uuid:reading_id>", methods=["GET", "POST"])
@requires(Permission.FIGURES_WRITE)
def reading(municipality: Municipality, indicator_id: uuid.UUID, reading_id: uuid.UUID | None) -> ResponseReturnValue:
    """Write one reading."""
    indicator = queries.indicator(municipality, indicator_id)
    row = queries.reading(indicator, reading_id) if reading_id else None
    form, around = ReadingForm.of(indicator, row, areas(municipality)), {"indicator": indicator, "reading": row}
    if not form.validate_on_submit():
        return form_page("picture/figures/reading.html", form, **around)
    try:
        _save_reading(indicator, row, form)
    except Stale as stale:
        return conflict_page("picture/figures/reading.html", form, stale, row, **around)
    except Refused as refusal:
        return refused_page("picture/figures/reading.html", form, refusal, **around)
    db.session.commit()
    return _to(indicator)


@blueprint.post("/<uuid:indicator_id>/varde/<uuid:reading_id>/ta-bort")
@requires(Permission.FIGURES_WRITE)
def remove_reading(municipality: Municipality, indicator_id: uuid.UUID, reading_id: uuid.UUID) -> ResponseReturnValue:
    """Take a wrong reading away."""
    indicator = queries.indicator(municipality, indicator_id)
    row = queries.reading(indicator, reading_id)
    actions.remove_reading(indicator=indicator, reading=row, actor=access.actor().id)
    db.session.commit()
    return _to(indicator)


def _save_reading(indicator: Indicator, row: Reading | None, form: ReadingForm) -> None:
    actions.save_reading(
        indicator=indicator,
        measured=form.measured,
        version=form.version.data,
        reading=row,
        actor=access.actor().id,
    )


def _save(
    municipality: Municipality, form: IndicatorForm, indicator: Indicator | None, *, ready: str = ""
) -> ResponseReturnValue:
    around = _around(municipality, indicator, ready)
    if not form.validate_on_submit():
        return form_page("picture/figures/edit.html", form, **around)
    try:
        saved = actions.save_indicator(
            municipality=municipality,
            meaning=form.meaning,
            focus_area_id=form.focus_area_id.data,
            goal_ids=form.goal_ids.data or [],
            note=form.note.data or "",
            version=form.version.data,
            indicator=indicator,
            ready=ready,
            actor=access.actor().id,
        )
    except Stale as stale:
        return conflict_page("picture/figures/edit.html", form, stale, indicator, **around)
    except Refused as refusal:
        return refused_page("picture/figures/edit.html", form, refusal, **around)
    db.session.commit()
    return _to(saved)


def _around(municipality: Municipality, indicator: Indicator | None, ready: str) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "ready": ready if ready in READY else "",
        "ready_ones": READY,
        "sources": queries.sources(municipality),
    }


def _focus_areas(municipality: Municipality, indicator: Indicator | None) -> list[FocusArea]:
    """The focus areas in force, and the one that the indicator already tells of."""
    found = focus_set(municipality, clock.today()).areas
    kept = indicator.focus_area if indicator else None
    return [*found, *([kept] if kept and kept not in found else [])]


def _to(indicator: Indicator) -> Response:
    return redirect(url_for("figures.show", indicator_id=indicator.id), 303)  # type: ignore[return-value]  # werkzeug's
