"""A state in words, the same for staff and for the public; the code chooses its mark."""

from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import short_day
from medborgar.followup.models import State

STATES = {
    State.PLAN: ("plan", _l("Enligt plan")),
    State.MISSING: ("missing", _l("Uppföljning saknas")),
    State.LATE: ("late", _l("Försenat")),
    State.DONE: ("done", _l("Gjort")),
    State.PARTLY: ("partly", _l("Delvis gjort")),
    State.NOT_DONE: ("not_done", _l("Inte gjort – därför")),
    State.WITHDRAWN: ("withdrawn", _l("Återkallat – därför")),
}


class Status(NamedTuple):
    """A mark and the words beside it."""

    code: str
    label: str


def status_words(state: State, until: date | None) -> Status:
    """A state in words; a late one says until when."""
    code, label = STATES[state]
    if state is State.LATE and until:
        return Status(code, _("Försenat till %(day)s", day=short_day(until)))
    return Status(code, str(label))
