"""What the pages of follow-ups say of what has been reported."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _

from medborgar.core import clock
from medborgar.core.formatting import long_day, number
from medborgar.core.permissions import Side
from medborgar.followup.forms import RESULTS
from medborgar.followup.models import FollowUp, FollowUpLink, FunctionContact, Result, Stage, State
from medborgar.followup.queries import Standing, responsible, sides_of
from medborgar.followup.words import Status, status_words, unreported_words

REMIND_BEFORE = timedelta(days=14)
WAITING = {State.PLAN, State.LATE, State.MISSING}


class Ask(NamedTuple):
    """What can be asked of one function about one commitment, and when it last was."""

    side: Side
    function: str
    last: str
    can_remind: bool
    lacks_address: bool


def asks_of(
    standings: Iterable[Standing],
    contacts: Iterable[FunctionContact],
    links: Iterable[FollowUpLink],
    *,
    today: date,
    may_remind: bool,
) -> dict[uuid.UUID, list[Ask]]:
    """For each commitment, its functions: a reminder is for what is due soon or late, and for today's asked no more."""
    known = {(one.party.side, one.function) for one in contacts}
    latest = {(one.commitment_id, Side(one.party.side)): one for one in reversed(list(links))}
    found: dict[uuid.UUID, list[Ask]] = {}
    for standing in standings:
        commitment = standing.commitment
        due = commitment.promised and standing.state in WAITING and standing.due - today <= REMIND_BEFORE
        for side in sides_of(commitment):
            function, last = responsible(commitment, side), latest.get((commitment.id, side))
            asked_today = last is not None and last.asked == today
            has_address = (side, function) in known
            can = may_remind and due and not asked_today
            ask = Ask(side, function, _last(last), can and has_address, can and not has_address)
            found.setdefault(commitment.id, []).append(ask)
    return found


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
            "by": _by(one),
            "facts": [(question, answer) for question, answer in _answers(one) if answer],
        }
        for one in reversed(list(reported))
    ]


def _last(link: FollowUpLink | None) -> str:
    if link is None:
        return ""
    words = {"function": link.function, "day": long_day(link.asked)}
    if link.stage == Stage.BY_HAND:
        return _("%(function)s påmindes %(day)s.", **words)
    return _("%(function)s påmindes automatiskt %(day)s.", **words)


def _by(one: FollowUp) -> str:
    words = {"function": one.reporter, "day": long_day(one.reported)}
    return _("%(function)s, %(day)s, genom mejlad länk", **words) if one.link else _("%(function)s, %(day)s", **words)


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
