"""Whose turn it is to follow up measures, agreements and the method: by the rhythms, and a measure by its own day too.

Never stored.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.followup.models import FollowUp, Result, Subject
from medborgar.followup.subjects import BOTH, responsible, sides_of
from medborgar.municipality.agreements import Validity
from medborgar.municipality.cadences import Cadence, CadenceKind, occurrences
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import agreements, cadences
from medborgar.plan.models import CHOSEN, Measure

AHEAD = timedelta(days=14)  # so long before the day it can be done and asked about
BACK = timedelta(days=800)  # more than the longest rhythm
Said = dict[tuple[uuid.UUID | None, ...], list[FollowUp]]  # by what it is of
AGREEMENT = (CadenceKind.AGREEMENT_REVIEW, CadenceKind.FOLLOWUP)  # the first of these that there is
METHOD = (CadenceKind.EVALUATION,)
OVER = {Result.DONE, Result.PARTLY, Result.NOT_DONE}  # a measure of which this is said is not asked about again


@dataclass(frozen=True)
class Turn:
    """Something that is followed up again and again: by whom, by which day now if it is, what was said last."""

    subject: Subject
    sides: tuple[Side, ...]
    function: str
    due: date | None
    last: FollowUp | None


def turns(municipality: Municipality, today: date) -> list[Turn]:
    """Everything that comes again, what is due first; four queries and a few for what they point at."""
    again, said = Days(cadences(municipality), today), _said(municipality)
    found = [*_measures(municipality, again, said), *_agreements(municipality, again, said, today)]
    found += [again.turn(municipality, said, METHOD, sides=(side,)) for side in BOTH]
    return sorted(found, key=lambda one: (one.due is None, one.due or today))


def due_day(days: Sequence[date], *, since: date, last: date | None, today: date) -> date | None:
    """The day by which something is to be followed up now; None when that is done, or far off.

    It is the next day within a fortnight, or else the last that has passed; whatever was said from a fortnight before
    it and on is said of it.
    """
    asked = [day for day in days if since <= day <= today + AHEAD]
    if not asked or (last and last >= asked[-1] - AHEAD):
        return None
    return asked[-1]


class Days:
    """The days of a municipality's rhythms around today."""

    def __init__(self, found: Iterable[Cadence], today: date) -> None:
        self.today = today
        self.by_kind: dict[str, set[date]] = {}
        for one in found:
            self.by_kind.setdefault(one.kind, set()).update(occurrences(one, today - BACK, today + AHEAD))

    def turn(
        self,
        subject: Subject,
        said: Said,
        kinds: Iterable[CadenceKind],
        *,
        sides: tuple[Side, ...],
        since: date = date.min,
        own: Iterable[date] = (),
    ) -> Turn:
        """Whose turn something is, by the rhythm of the first of these kinds that there is, and by days of its own."""
        last = next(
            (one for one in reversed(said.get(FollowUp.of_subject(subject), [])) if one.party.side in sides), None
        )
        days = sorted({*next((self.by_kind[kind] for kind in kinds if self.by_kind.get(kind)), ()), *own})
        due = due_day(days, since=since, last=last.reported if last else None, today=self.today)
        return Turn(subject, sides, responsible(subject, sides[0]), due, last)


def _measures(municipality: Municipality, again: Days, said: Said) -> Iterator[Turn]:
    chosen = select(Measure).where(Measure.municipality_id == municipality.id, Measure.state.in_(CHOSEN))
    whole = chosen.options(selectinload(Measure.steps)).order_by(Measure.due, Measure.title, Measure.id)
    for one in db.session.scalars(whole):
        since = min((step.day for step in one.steps if step.state in CHOSEN), default=one.added)
        own = [one.due] if one.due else []
        turn = again.turn(one, said, (CadenceKind.FOLLOWUP,), sides=sides_of(one), since=since, own=own)
        yield replace(turn, due=None) if _is_over(one, turn.last) else turn


def _is_over(measure: Measure, last: FollowUp | None) -> bool:
    """Whether its owner has said how it went, and nothing has happened with it since."""
    return last is not None and last.result in OVER and all(step.day <= last.reported for step in measure.steps)


def _agreements(municipality: Municipality, again: Days, said: Said, today: date) -> Iterator[Turn]:
    for one in agreements(municipality):
        if one.validity(today) in {Validity.VALID, Validity.GIVEN_NOTICE}:
            for side in BOTH:
                since = one.valid_from or one.signed or date.min
                yield again.turn(one, said, AGREEMENT, sides=(side,), since=since)


def _said(municipality: Municipality) -> Said:
    """What has been said of all but the commitments, the oldest first."""
    chosen = select(FollowUp).where(FollowUp.municipality_id == municipality.id, FollowUp.commitment_id.is_(None))
    whole = chosen.options(joinedload(FollowUp.party), joinedload(FollowUp.reported_by), joinedload(FollowUp.link))
    found: Said = defaultdict(list)
    for one in db.session.scalars(whole.order_by(FollowUp.recorded)):
        found[one.of].append(one)
    return found
