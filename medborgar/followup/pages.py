"""What the pages of follow-ups say of what has been reported."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from medborgar.core.formatting import long_day, number
from medborgar.followup.forms import RESULTS
from medborgar.followup.models import FollowUp, Result


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
