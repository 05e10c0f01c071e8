"""Reporting how something goes: each party its own, one after another, never changed."""

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
from medborgar.followup.models import (
    EXPLAINED,
    FollowUp,
    FollowUpLink,
    Result,
    Subject,
    can_be_new_due,
    new_due_between,
)
from medborgar.followup.subjects import kind_of, promised_by, sides_of
from medborgar.municipality.models import Party

TEXTS = ("cooperated", "effects", "cause", "otherwise", "counted", "reason", "own_system", "reported_to")
BY_LINK = "mejlad länk"  # who acted, in the log


def report(
    *,
    subject: Subject,
    party: Party,
    result: Result,
    done: str,
    value: float | None = None,
    before: float | None = None,
    new_due: date | None = None,
    by: Person | FollowUpLink,
    **texts: str,
) -> FollowUp:
    """Say for a party how something goes; the same thing said twice in a day is said once.

    `by` is whoever is logged in, or the mailed link that its responsible function answers through; `texts` are what
    else is answered, each by its column.
    """
    db.session.execute(select(Party.id).where(Party.id == party.id).with_for_update())
    is_counted = not isinstance(subject, Commitment) or subject.metric_kind == MetricKind.NUMBER
    words: dict[str, Any] = {
        **{name: texts.get(name, "") for name in TEXTS},
        "result": result,
        "done": done,
        "value": value if is_counted else None,
        "before": before if is_counted else None,
        "new_due": new_due if result is Result.LATE else None,
        "reported": clock.today(),
    }
    if said := _already_said(subject, party, words):
        return said
    _check(subject, party, words)
    return _keep(subject, party, words, by)


def new_due_outside(promised: date) -> str:
    """What is said of a new date that can't be, for what is to be done by a day."""
    first, last = new_due_between(promised, clock.today())
    words: str = _(
        "Välj ett nytt datum från %(first)s till och med %(last)s", first=long_day(first), last=long_day(last)
    )
    return words


def _already_said(subject: Subject, party: Party, words: dict[str, Any]) -> FollowUp | None:
    own = [one for one in queries.history(party.municipality_id, subject) if one.party_id == party.id]
    last = own[-1] if own else None
    return last if last and all(getattr(last, name) == value for name, value in words.items()) else None


def _check(subject: Subject, party: Party, words: dict[str, Any]) -> None:
    if party.side not in sides_of(subject):
        raise Refused(_("Bara den part som svarar för det kan följa upp det."))
    if not words["done"]:
        raise Refused(_("Skriv vad som har gjorts."))
    if words["result"] in EXPLAINED and not words["reason"]:
        raise Refused(_("Skriv varför det blev så."))
    promised = promised_by(subject) or clock.today()
    if words["result"] is Result.LATE and not can_be_new_due(words["new_due"], promised, clock.today()):
        raise Refused(new_due_outside(promised))


def _keep(subject: Subject, party: Party, words: dict[str, Any], by: Person | FollowUpLink) -> FollowUp:
    municipality_id, whose = party.municipality_id, "reported_by" if isinstance(by, Person) else "link"
    row = FollowUp(municipality_id=municipality_id, **FollowUp.ids(subject), party=party, **{whose: by}, **words)
    db.session.add(row)
    db.session.flush()
    audit.record(
        Event.FOLLOWUP_SAVE,
        actor=str(by.id) if isinstance(by, Person) else BY_LINK,
        subject=row.id,
        municipality_id=municipality_id,
        **{kind_of(subject): str(subject.id)},
        result=row.result,
        link="" if isinstance(by, Person) else str(by.id),
    )
    return row
