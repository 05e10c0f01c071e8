"""Kommande händelser: a list of one's own of what is about to happen, with date and place."""

import uuid
from datetime import timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from medborgar.accounts.pages import form_page, page, refused_page
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Permission, requires
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
    return _edit(municipality, queries.find_event(municipality, event_id))


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


def _edit(municipality: Municipality, event: ComingEvent | None) -> ResponseReturnValue:
    offered = places(municipality)
    form = EventForm.of(event, offered, known_names(municipality))
    if not form.validate_on_submit():
        return form_page("governance/coming_form.html", form, event=event)
    words = form.words(offered)
    try:
        actions.save_event(
            municipality=municipality,
            event=event,
            version=form.version.data,
            words=words,
            cleared=form.cleared,
            by=current_user.person,
        )
    except Refused as refused:
        return refused_page("governance/coming_form.html", form, refused, event=event)
    except Stale as stale:
        return _overtaken(form, event, stale)
    db.session.commit()
    return redirect(url_for(".index"), 303)


def _overtaken(form: EventForm, event: ComingEvent | None, stale: Stale) -> ResponseReturnValue:
    form.version.data = event.version if event else 0
    theirs = f"{event.title}\n{event.first_day}–{event.last_day}\n{event.note}" if event else ""
    mine = f"{form.title.data}\n{form.first_day.data}–{form.last_day.data}\n{form.note.data}"
    conflict = {
        "title": stale.message,
        "theirs": (_("Det kollegan sparade"), theirs),
        "mine": (_("Det du skrev"), mine),
    }
    return page(
        "governance/coming_form.html", status=stale.status, form=form, event=event, conflict=conflict, failed=True
    )
