"""The days of a dialogue for somebody's own calendar: the last one to answer, and that of the feedback."""

from flask_babel import gettext as _

from medborgar.core.calendars import day_event, new_calendar
from medborgar.intake.models import Dialogue
from medborgar.municipality.models import Municipality


def days_of(municipality: Municipality, dialogue: Dialogue) -> bytes:
    """A calendar file; without any day it is an empty one."""
    found, names = new_calendar(), {"name": municipality.name, "title": dialogue.title}
    days = {
        "svar": (dialogue.closes, _("Sista dag att svara %(name)s: %(title)s", **names)),
        "aterkoppling": (dialogue.feedback_by, _("%(name)s berättar vad de hörde: %(title)s", **names)),
    }
    for what, (day, summary) in days.items():
        if day:
            found.add_component(day_event(f"{what}-{dialogue.id}@medborgarloftet", summary, day))
    return found.to_ical()
