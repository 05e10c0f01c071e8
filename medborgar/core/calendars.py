"""Calendar files for people's own programs: days, never hours."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from medborgar.core import clock


def new_calendar(**more: Any) -> Calendar:
    """An empty one of ours."""
    found = Calendar()
    for name, value in {"prodid": "-//Medborgarlöftet//sv", "version": "2.0", "method": "PUBLISH", **more}.items():
        found.add(name.replace("_", "-"), value)
    return found


def day_event(uid: str, summary: str, first: date, last: date | None = None, note: str = "") -> Event:
    """A day, or days from a first to a last one; nobody is busy."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(clock.today(), time(), UTC))  # the same all day: nothing has changed
    event.add("dtstart", first)
    event.add("dtend", (last or first) + timedelta(days=1))  # the first day after
    event.add("summary", summary)
    if note:
        event.add("description", note)
    event.add("transp", "TRANSPARENT")
    return event
