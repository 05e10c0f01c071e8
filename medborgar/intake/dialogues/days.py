"""The days of what everybody is asked, as a calendar: when it opens and closes, and when they hear what came of it."""

from collections.abc import Iterator

from flask import Blueprint
from flask.wrappers import Response
from flask_babel import gettext as _
from icalendar import Event

from medborgar.core import clock
from medborgar.core.calendars import day_event, new_calendar
from medborgar.core.crossing import for_other_sites
from medborgar.core.errors import NotFound
from medborgar.core.links import whole_address
from medborgar.core.permissions import public
from medborgar.intake.dialogues import queries
from medborgar.intake.models import Dialogue
from medborgar.municipality.models import Municipality

blueprint = Blueprint("dialogue_days", __name__, url_prefix="/<kommun>")


@blueprint.get("/dialog.ics")
@public
@for_other_sites
def calendar(municipality: Municipality) -> Response:
    """Those of the municipality; there is none when there is no day, for no calendar may be empty (RFC 5545)."""
    found = new_calendar(
        x_wr_calname=_("Det här frågar vi om, %(name)s", name=municipality.name),
        x_wr_timezone="Europe/Stockholm",
        x_published_ttl="PT12H",
    )
    for dialogue in queries.for_everybody(municipality, clock.today()):
        for event in _days(municipality.slug, dialogue):
            found.add_component(event)
    if not found.events:
        raise NotFound("")
    return Response(found.to_ical(), mimetype="text/calendar")


def _days(slug: str, dialogue: Dialogue) -> Iterator[Event]:
    said = {
        "oppnar": (dialogue.opens, _("Första dag att svara: %(title)s", title=dialogue.title)),
        "stanger": (dialogue.closes, _("Sista dag att svara: %(title)s", title=dialogue.title)),
        "aterkoppling": (
            dialogue.feedback_by,
            _("Senast i dag berättar vi vad svaren ledde till: %(title)s", title=dialogue.title),
        ),
    }
    for name, (day, title) in said.items():
        if day:
            event = day_event(f"{name}-{dialogue.slug}@{slug}.medborgarlofte", title, day)
            event.add("url", whole_address("dialogues.answer", kommun=slug, slug=dialogue.slug))
            yield event
