"""Reporting how a commitment goes: each party its own, one after another, never changed."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.formatting import long_day
from medborgar.decisions.models import Commitment, MetricKind
from medborgar.followup import queries
from medborgar.followup.models import EXPLAINED, FollowUp, FollowUpLink, Result, can_be_new_due, new_due_between
from medborgar.municipality.models import Party

BY_LINK = "mejlad länk"  # who acted, in the log


def report(
    *,
    commitment: Commitment,
    party: Party,
    result: Result,
    done: str,
    cooperated: str = "",
    effects: str = "",
    cause: str = "",
    value: float | None = None,
    reason: str = "",
    new_due: date | None = None,
    by: Person | FollowUpLink,
) -> FollowUp:
    """Say for a party how its commitment goes; the same thing said twice in a day is said once.

    `by` is whoever is logged in, or the mailed link that its responsible function answers through.
    """
    db.session.execute(select(Commitment.id).where(Commitment.id == commitment.id).with_for_update())
    words: dict[str, Any] = {
        "result": result,
        "done": done,
        "cooperated": cooperated,
        "effects": effects,
        "cause": cause,
        "value": value if commitment.metric_kind == MetricKind.NUMBER else None,
        "reason": reason,
        "new_due": new_due if result is Result.LATE else None,
        "reported": clock.today(),
    }
    if said := _already_said(commitment, party, words):
        return said
    _check(commitment, party, words)
    return _keep(commitment, party, words, by)


def new_due_outside(commitment: Commitment) -> str:
    """What is said of a new date that can't be."""
    first, last = new_due_between(commitment.due, clock.today())
    words: str = _(
        "Välj ett nytt datum från %(first)s till och med %(last)s", first=long_day(first), last=long_day(last)
    )
    return words


def _already_said(commitment: Commitment, party: Party, words: dict[str, Any]) -> FollowUp | None:
    own = [one for one in queries.history(commitment) if one.party_id == party.id]
    last = own[-1] if own else None
    return last if last and all(getattr(last, name) == value for name, value in words.items()) else None


def _check(commitment: Commitment, party: Party, words: dict[str, Any]) -> None:
    if party.side not in queries.sides_of(commitment):
        raise Refused(_("Bara den part som gör åtagandet kan följa upp det."))
    if not words["done"]:
        raise Refused(_("Skriv vad som har gjorts."))
    if words["result"] in EXPLAINED and not words["reason"]:
        raise Refused(_("Skriv varför det blev så."))
    if words["result"] is Result.LATE and not can_be_new_due(words["new_due"], commitment.due, clock.today()):
        raise Refused(new_due_outside(commitment))


def _keep(commitment: Commitment, party: Party, words: dict[str, Any], by: Person | FollowUpLink) -> FollowUp:
    municipality_id, whose = party.municipality_id, "reported_by" if isinstance(by, Person) else "link"
    row = FollowUp(municipality_id=municipality_id, commitment=commitment, party=party, **{whose: by}, **words)
    db.session.add(row)
    db.session.flush()
    audit.record(
        Event.FOLLOWUP_SAVE,
        actor=str(by.id) if isinstance(by, Person) else BY_LINK,
        subject=row.id,
        municipality_id=municipality_id,
        commitment=str(commitment.id),
        result=row.result,
        link="" if isinstance(by, Person) else str(by.id),
    )
    return row
