"""What the pages of follow-ups say of what has been reported."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from medborgar.core import clock
from medborgar.core.formatting import long_day, number
from medborgar.followup.forms import RESULTS
from medborgar.followup.models import FollowUp, Result, State
from medborgar.followup.queries import Standing
from medborgar.followup.words import Status, status_words, unreported_words


def status_of(standing: Standing) -> Status:
    """How a commitment stands, in words; while nobody has told, only what the dates say."""
    if standing.state is State.PLAN and not standing.is_told:
        begins = standing.commitment.priority.decision.valid_from
        return unreported_words(begins=begins if clock.today() < begins else None, some=bool(standing.latest))
    return status_words(standing.state, standing.due)


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
