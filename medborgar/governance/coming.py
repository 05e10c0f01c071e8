"""Kommande händelser: a list of one's own of what is about to happen, with date and place."""

import uuid
from datetime import timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from medborgar.accounts.pages import form_page, page
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
from medborgar.decisions.pages import save_part
from medborgar.governance import actions, queries
from medborgar.governance.forms import ApproveForm, EventForm
from medborgar.governance.models import ComingEvent
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import places
from medborgar.plan.guard import known_names

blueprint = Blueprint("coming", __name__, url_prefix="/<kommun>/intranat/kommande")
BACK, AHEAD = timedelta(days=14), timedelta(days=400)


@blueprint.get("")
@requires(Permission.MEETING_READ)
def index(municipality: Municipality) -> ResponseReturnValue:
    """What is about to happen, the first first."""
    today = clock.today()
    found = queries.coming_events(municipality, today - BACK, today + AHEAD)
    return page("governance/coming.html", events=found, today=today)


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Permission.MEETING_WRITE)
def add(municipality: Municipality) -> ResponseReturnValue:
    """Something that was not in the list."""
    return _edit(municipality, None)


@blueprint.route("/<uuid:event_id>", methods=["GET", "POST"])
@requires(Permission.MEETING_WRITE)
def change(municipality: Municipality, event_id: uuid.UUID) -> ResponseReturnValue:
    """Another day, place or name."""
    return _edit(municipality, event_id)


@blueprint.route("/<uuid:event_id>/ta-bort", methods=["GET", "POST"])
@requires(Permission.MEETING_WRITE)
def remove(municipality: Municipality, event_id: uuid.UUID) -> ResponseReturnValue:
    """What will not happen after all."""
    event, form = queries.find_event(municipality, event_id), ApproveForm()
    if not form.validate_on_submit():
        return form_page("governance/coming_remove.html", form, event=event)
    actions.remove_event(event=event, by=current_user.person)
    db.session.commit()
    return redirect(url_for(".index"), 303)


def _edit(municipality: Municipality, event_id: uuid.UUID | None) -> ResponseReturnValue:
    offered, known = places(municipality), known_names(municipality)

    def found() -> ComingEvent | None:
        return queries.find_event(municipality, event_id) if event_id else None

    form = EventForm.of(found(), offered, known)
    if not form.validate_on_submit():
        return form_page("governance/coming_form.html", form, event_id=event_id)

    def save() -> None:
        actions.save_event(
            municipality=municipality,
            event=found(),
            version=form.version.data,
            words=form.words(offered),
            cleared=form.cleared,
            by=current_user.person,
        )

    def saved() -> EventForm:
        return EventForm.of(found(), offered, known, formdata=None)

    around = {"event_id": event_id}
    return save_part("governance/coming_form.html", form, save=save, saved=saved, back=url_for(".index"), **around)
