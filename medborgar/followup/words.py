"""A state in words, the same for staff and for the public; the code chooses its mark."""

from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import long_day, near_day, short_day
from medborgar.followup.models import Result, State

STATES = {
    State.PLAN: ("plan", _l("Enligt plan")),
    State.MISSING: ("missing", _l("Uppföljning saknas")),
    State.LATE: ("late", _l("Försenat")),
    State.DONE: ("done", _l("Gjort")),
    State.PARTLY: ("partly", _l("Delvis gjort")),
    State.NOT_DONE: ("not_done", _l("Inte gjort – därför")),
    State.WITHDRAWN: ("withdrawn", _l("Återkallat – därför")),
}

RESULTS = {
    Result.ONGOING: _l("Enligt plan"),
    Result.LATE: _l("Försenat"),
    Result.DONE: _l("Gjort"),
    Result.PARTLY: _l("Delvis gjort"),
    Result.NOT_DONE: _l("Inte gjort"),
    Result.WITHDRAWN: _l("Återkallat"),
}


def state_name(state: State) -> str:
    """A state alone, where no reason follows it."""
    return str(STATES[state][1]).partition(" –")[0]


class Status(NamedTuple):
    """A mark and the words beside it."""

    code: str
    label: str


def unreported_words(*, begins: date | None = None, some: bool = False) -> Status:
    """According to plan, as far as the dates go, but nobody has said so; `begins` when that is still to come."""
    if begins:
        return Status("open", _("Börjar %(day)s", day=long_day(begins)))
    return Status("open", _("Inte uppföljt av båda än") if some else _("Inte uppföljt än"))


def status_words(state: State, until: date | None, *, last_said: date | None = None) -> Status:
    """A state in words; a late one says until when, and one that was said long ago when (`last_said`)."""
    code, label = STATES[state]
    if state is State.PLAN and last_said:
        return Status("open", _("Enligt plan %(day)s, inte uppföljt sedan dess", day=near_day(last_said)))
    if state is State.LATE and until:
        return Status(code, _("Försenat till %(day)s", day=short_day(until)))
    return Status(code, str(label))
