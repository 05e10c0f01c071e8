"""Reading who has reported, and what was written back to them."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from medborgar.accounts.models import Person
from medborgar.core.extensions import db
from medborgar.intake.field import queries as field
from medborgar.intake.models import Contribution
from medborgar.triage.models import Feedback

SHOWN_MOST = 100


def units(party_id: uuid.UUID) -> Sequence[str]:
    """The functions that have registered answers for a party, or reported to it."""
    chosen = select(Person.function).join(Contribution, Contribution.registered_by == Person.id)
    registered = db.session.scalars(chosen.where(Contribution.receiving_party_id == party_id).distinct())
    return sorted({*registered, *field.units(party_id)})


def to_unit(party_id: uuid.UUID, unit: str | None = None, *, since: date | None = None) -> Sequence[Feedback]:
    """What a party has written back, to everybody or so that one unit reads it; the latest first."""
    chosen = select(Feedback).where(Feedback.party_id == party_id).options(joinedload(Feedback.author))
    if unit is not None:
        chosen = chosen.where(Feedback.unit.in_(["", unit]))
    if since:
        chosen = chosen.where(Feedback.sent >= since)
    return db.session.scalars(chosen.order_by(Feedback.sent.desc(), Feedback.id).limit(SHOWN_MOST)).all()
