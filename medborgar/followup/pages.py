"""What the pages of follow-ups say: a commitment's state in words, and where its list can be narrowed."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import short_day
from medborgar.followup.models import Result, State
from medborgar.followup.queries import Standing

RESULTS = {
    Result.ONGOING: _l("Pågår"),
    Result.LATE: _l("Försenat"),
    Result.DONE: _l("Gjort"),
    Result.PARTLY: _l("Delvis gjort"),
    Result.NOT_DONE: _l("Inte gjort"),
    Result.WITHDRAWN: _l("Återkallat"),
}
STATES = {
    State.PLAN: ("plan", _l("Enligt plan")),
    State.MISSING: ("missing", _l("Uppföljning saknas")),
    State.LATE: ("late", _l("Försenat")),
    State.DONE: ("done", _l("Gjort")),
    State.PARTLY: ("partly", _l("Delvis gjort")),
    State.NOT_DONE: ("not_done", _l("Inte gjort")),
    State.WITHDRAWN: ("withdrawn", _l("Återkallat")),
}


def status_of(standing: Standing) -> dict[str, str]:
    """A commitment's state: its mark and its words."""
    code, label = STATES[standing.state]
    if standing.state is State.LATE:
        label = _("Försenat till %(day)s", day=short_day(standing.due))
    return {"code": code, "label": str(label)}
