"""Reading follow-ups: a commitment's history, and how every commitment stands on a day."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, joinedload

from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.decisions.models import Commitment, Decision, Performer, Priority
from medborgar.followup.models import FollowUp, FollowUpLink, FunctionContact, Result, State, state_on, worst
from medborgar.municipality.models import Municipality, Party

SIDES = {
    Performer.MUNICIPALITY: (Side.MUNICIPALITY,),
    Performer.POLICE: (Side.POLICE,),
    Performer.TOGETHER: (Side.MUNICIPALITY, Side.POLICE),
}
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

    @property
    def is_told(self) -> bool:
        """Whether everybody who performs it has reported."""
        return set(SIDES[Performer(self.commitment.performer)]) <= set(self.latest)


def of_decision(decision: Decision) -> Sequence[FollowUp]:
    """Every follow-up of a decision's commitments, the oldest first."""
    return _follow_ups(Priority.decision_id == decision.id)


def standings(municipality: Municipality, today: date, side: Side | None = None) -> list[Standing]:
    """How every commitment, or every one that a side performs, stands on a day; the most urgent first."""
    reported: dict[uuid.UUID, list[FollowUp]] = {}
    for one in _follow_ups(FollowUp.municipality_id == municipality.id):
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
    return Standing(commitment, latest, worst(states), max(dues))


def is_over(decision: Decision, today: date) -> bool:
    """Whether every party has told how every commitment of a decision went."""
    reported: dict[uuid.UUID, list[FollowUp]] = {}
    for one in of_decision(decision):
        reported.setdefault(one.commitment_id, []).append(one)
    commitments = [one for priority in decision.priorities for one in priority.commitments]
    return all(standing(one, reported.get(one.id, []), today).state in TOLD for one in commitments)


def find_commitment(municipality: Municipality, commitment_id: uuid.UUID, side: Side) -> Commitment:
    """One commitment that a side performs here; NoResultFound for any other."""
    chosen = _performed(municipality, side).where(Commitment.id == commitment_id)
    return db.session.scalars(chosen).one()


def find_any(municipality: Municipality, commitment_id: uuid.UUID) -> Commitment:
    """One commitment of this municipality, whoever performs it; NoResultFound for any other."""
    return db.session.scalars(_performed(municipality, None).where(Commitment.id == commitment_id)).one()


def history(commitment: Commitment) -> Sequence[FollowUp]:
    """What has been reported of a commitment, the oldest first."""
    return _follow_ups(FollowUp.commitment_id == commitment.id)


def sides_of(commitment: Commitment) -> tuple[Side, ...]:
    """The sides that perform a commitment."""
    return SIDES[Performer(commitment.performer)]


def responsible(commitment: Commitment, side: Side) -> str:
    """The function that answers for a side's part."""
    is_police = side is Side.POLICE
    return commitment.responsible_police if is_police else commitment.responsible_municipality


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
    return next(iter(_follow_ups(FollowUp.link_id == link.id)), None)


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


def _follow_ups(where: ColumnElement[bool]) -> Sequence[FollowUp]:
    chosen = (
        select(FollowUp)
        .join(FollowUp.commitment)
        .join(Commitment.priority)
        .where(where)
        .options(contains_eager(FollowUp.commitment), joinedload(FollowUp.party))
        .options(joinedload(FollowUp.reported_by), joinedload(FollowUp.link))
    )
    return db.session.scalars(chosen.order_by(FollowUp.recorded)).all()
