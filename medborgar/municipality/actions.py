"""Changing the map: what staff do to places. Everything else is loaded from the profile."""

import uuid
from collections.abc import Collection

from flask_babel import gettext as _

from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import Area, Municipality, Place
from medborgar.municipality.queries import place_named


def add_place(*, municipality: Municipality, name: str, area: Area, by: str) -> Place:
    """Add a place to an area; Refused when the municipality has one of that name."""
    _check_free(municipality.id, name)
    place = Place(municipality_id=municipality.id, name=name, area=area)
    db.session.add(place)
    _record(place, by)
    return place


def change_place(*, place: Place, version: int, name: str, area: Area, by: str) -> None:
    """Rename a place or move it; Stale when it is no longer as it was in that version."""
    if place.version != version:
        raise Stale(_("En kollega har ändrat platsen. Jämför och välj."))
    if name != place.name:
        _check_free(place.municipality_id, name)
    place.name, place.area, place.version = name, area, version + 1
    _record(place, by)


def measure_goals(*, agreement: Agreement, goal_ids: Collection[uuid.UUID], indicator: str) -> None:
    """Say which goals of an agreement an indicator, by its key, tells of; it tells of no others any more."""
    for goal in agreement.goals:
        if goal.id in goal_ids and goal.indicator != indicator:
            goal.indicator, goal.version = indicator, goal.version + 1
        elif goal.id not in goal_ids and goal.indicator == indicator:
            goal.indicator, goal.version = "", goal.version + 1


def _check_free(municipality_id: uuid.UUID, name: str) -> None:
    if place_named(municipality_id, name):
        raise Refused(_("Det finns redan en plats som heter så. Välj ett annat namn."))


def _record(place: Place, by: str) -> None:
    db.session.flush()
    audit.record(Event.PLACE_SAVE, actor=by, subject=place.id, municipality_id=place.municipality_id)
