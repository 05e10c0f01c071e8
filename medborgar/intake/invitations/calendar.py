"""The days of a dialogue for somebody's own calendar: the last one to answer, and that of the feedback."""

from datetime import UTC, date, datetime, time, timedelta

from flask_babel import gettext as _
from icalendar import Calendar, Event

from medborgar.core import clock
from medborgar.intake.models import Dialogue
from medborgar.municipality.models import Municipality


def days_of(municipality: Municipality, dialogue: Dialogue) -> bytes:
    """A calendar file; without any day it is an empty one."""
    found = Calendar()
    found.add("prodid", "-//Medborgarlöftet//sv")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    days = {
        "svar": (
            dialogue.closes,
            _("Sista dag att svara %(name)s: %(title)s", name=municipality.name, title=dialogue.title),
        ),
        "aterkoppling": (
            dialogue.feedback_by,
            _("%(name)s berättar vad de hörde: %(title)s", name=municipality.name, title=dialogue.title),
        ),
    }
    for what, (day, summary) in days.items():
        if day:
            found.add_component(_event(dialogue, what, day, summary))
    return found.to_ical()


def _event(dialogue: Dialogue, what: str, day: date, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{what}-{dialogue.id}@medborgarloftet")
    event.add("dtstamp", datetime.combine(clock.today(), time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
