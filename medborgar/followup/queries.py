"""Reading follow-ups: the history of what is followed up, and how every commitment stands on a day."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, joinedload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.decisions.models import Commitment, Decision, Performer, Priority
from medborgar.followup.models import (
    FollowUp,
    FollowUpLink,
    FunctionContact,
    Result,
    State,
    Subject,
    old_word,
    state_on,
    worst,
)
from medborgar.followup.subjects import SIDES, sides_of
from medborgar.municipality.models import Municipality, Party
from medborgar.municipality.queries import find_agreement
from medborgar.plan.queries import find as find_measure

# What must be answered for comes first, then what is coming, then what is over.
URGENCY = (State.MISSING, State.LATE, State.PLAN, State.PARTLY, State.NOT_DONE, State.WITHDRAWN, State.DONE)
TOLD = {State.PARTLY, State.NOT_DONE, State.WITHDRAWN, State.DONE}


@dataclass(frozen=True)
class Standing:
    """A commitment on a day: its state, the date that holds now, and the last report of each party that performs it."""

    commitment: Commitment
    latest: dict[Side, FollowUp]
    state: State
    due: date
    last_said: date | None  # when it was said to go as planned, if that is long ago

    @property
    def is_told(self) -> bool:
        """Whether everybody who performs it has reported."""
        return set(SIDES[Performer(self.commitment.performer)]) <= set(self.latest)


def of_decision(decision: Decision) -> Sequence[FollowUp]:
    """Every follow-up of a decision's commitments, the oldest first."""
    return _of_commitments(Priority.decision_id == decision.id)


def standings(municipality: Municipality, today: date, side: Side | None = None) -> list[Standing]:
    """How every commitment, or every one that a side performs, stands on a day; the most urgent first."""
    reported: dict[uuid.UUID | None, list[FollowUp]] = {}
    for one in _of_commitments(FollowUp.municipality_id == municipality.id):
        reported.setdefault(one.commitment_id, []).append(one)
    found = [
        standing(commitment, reported.get(commitment.id, []), today)
        for commitment in db.session.scalars(_performed(municipality, side))
    ]
    return sorted(found, key=lambda one: (URGENCY.index(one.state), one.due))


def standing(commitment: Commitment, reported: Iterable[FollowUp], today: date) -> Standing:
    """How one commitment stands: done together means that both have done their part, so the worse state shows."""
    latest = {Side(one.party.side): one for one in reported}
    states, dues = [], [commitment.due]
    for side in sides_of(commitment):
        report = latest.get(side)
        result, new_due = (Result(report.result), report.new_due) if report else (None, None)
        states.append(state_on(today, due=commitment.due, latest=result, new_due=new_due))
        dues += [new_due] if new_due and result is Result.LATE else []
    said = old_word(today, ((Result(one.result), one.reported) for one in latest.values()))
    return Standing(commitment, latest, worst(states), max(dues), said)


def is_over(decision: Decision, today: date) -> bool:
    """Whether every party has told how every commitment of a decision went."""
    reported: dict[uuid.UUID | None, list[FollowUp]] = {}
    for one in of_decision(decision):
        reported.setdefault(one.commitment_id, []).append(one)
    commitments = [one for priority in decision.priorities for one in priority.commitments]
    return all(standing(one, reported.get(one.id, []), today).state in TOLD for one in commitments)


def find_subject(
    municipality: Municipality,
    *,
    commitment_id: uuid.UUID | None = None,
    measure_id: uuid.UUID | None = None,
    agreement_id: uuid.UUID | None = None,
    side: Side | None = None,
) -> Subject:
    """What an address names, and the method when it names nothing; NotFound for what is not here, or not the side's."""
    subject: Subject = municipality
    if commitment_id:
        subject = db.session.scalars(_performed(municipality, None).where(Commitment.id == commitment_id)).one()
    elif measure_id:
        subject = find_measure(municipality, measure_id)
    elif agreement_id:
        subject = find_agreement(municipality, agreement_id)
    if side and side not in sides_of(subject):
        raise NotFound("")
    return subject


def subject_of(row: FollowUp | FollowUpLink) -> Subject:
    """What a follow-up is of, or what a link asks about."""
    return row.subject or db.session.get_one(Municipality, row.municipality_id)


def history(municipality_id: uuid.UUID, subject: Subject) -> Sequence[FollowUp]:
    """What has been reported of something, the oldest first."""
    chosen = _follow_ups().where(FollowUp.municipality_id == municipality_id, FollowUp.is_of(subject))
    return db.session.scalars(chosen).all()


def latest_of_measures(municipality: Municipality) -> dict[uuid.UUID, FollowUp]:
    """The last follow-up of each measure that has one."""
    chosen = _follow_ups().where(FollowUp.municipality_id == municipality.id)
    found = db.session.scalars(chosen.where(FollowUp.measure_id.is_not(None)))
    return {one.measure_id: one for one in found if one.measure_id}


def contacts(municipality: Municipality) -> Sequence[FunctionContact]:
    """Where the functions of both parties read their mail."""
    chosen = select(FunctionContact).where(FunctionContact.municipality_id == municipality.id)
    return db.session.scalars(
        chosen.options(joinedload(FunctionContact.party)).order_by(FunctionContact.function)
    ).all()


def contact(party: Party, function: str) -> FunctionContact | None:
    """Where a party's function reads its mail, if anybody has said."""
    chosen = select(FunctionContact).where(FunctionContact.party_id == party.id, FunctionContact.function == function)
    return db.session.scalars(chosen).one_or_none()


def links(municipality: Municipality) -> Sequence[FollowUpLink]:
    """Who was asked of what, the latest first."""
    chosen = select(FollowUpLink).where(FollowUpLink.municipality_id == municipality.id)
    return db.session.scalars(chosen.options(joinedload(FollowUpLink.party)).order_by(FollowUpLink.asked.desc())).all()


def find_link(municipality: Municipality, link_id: uuid.UUID) -> FollowUpLink:
    """The row of a link; NoResultFound when there is none here."""
    chosen = select(FollowUpLink).where(FollowUpLink.municipality_id == municipality.id, FollowUpLink.id == link_id)
    return db.session.scalars(chosen).one()


def answered_by(link: FollowUpLink) -> FollowUp | None:
    """What was answered through a link, if anything."""
    return db.session.scalars(_follow_ups().where(FollowUp.link_id == link.id)).one_or_none()


def _performed(municipality: Municipality, side: Side | None) -> Select[Commitment]:
    chosen = (
        select(Commitment)
        .join(Commitment.priority)
        .join(Priority.decision)
        .join(Decision.picture)
        .where(Decision.municipality_id == municipality.id)
        .options(contains_eager(Commitment.priority).contains_eager(Priority.decision).contains_eager(Decision.picture))
        .order_by(Decision.valid_from, Priority.position, Commitment.position)
    )
    return chosen.where(Commitment.performer.in_([side, Performer.TOGETHER])) if side else chosen


def _of_commitments(where: ColumnElement[bool]) -> Sequence[FollowUp]:
    chosen = _follow_ups().join(FollowUp.commitment).join(Commitment.priority).where(where)
    return db.session.scalars(chosen.options(contains_eager(FollowUp.commitment))).all()


def _follow_ups() -> Select[FollowUp]:
    around = joinedload(FollowUp.party), joinedload(FollowUp.reported_by), joinedload(FollowUp.link)
    return select(FollowUp).options(*around).order_by(FollowUp.recorded)
