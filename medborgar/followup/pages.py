"""What the pages of follow-ups say: a commitment's state in words, and what has been reported of it."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.formatting import long_day, number, short_day
from medborgar.followup.forms import RESULTS
from medborgar.followup.models import FollowUp, Result, State
from medborgar.followup.queries import Standing

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


def history_of(reported: Iterable[FollowUp]) -> list[dict[str, Any]]:
    """What has been reported, the newest first: who, when, the result, and every answer under its question."""
    return [
        {
            "side": one.party.side,
            "result": RESULTS[Result(one.result)],
            "by": f"{one.reported_by.function}, {long_day(one.reported)}",
            "facts": [(question, answer) for question, answer in _answers(one) if answer],
        }
        for one in reversed(list(reported))
    ]


def _answers(one: FollowUp) -> list[tuple[str, str]]:
    return [
        (_("Mätvärde"), number(one.value)),
        (_("Nytt datum"), long_day(one.new_due) if one.new_due else ""),
        (_("Gjort"), one.done),
        (_("Samverkat"), one.cooperated),
        (_("Effekter"), one.effects),
        (_("Förklaring"), one.cause),
        (_("Skäl"), one.reason),
    ]
