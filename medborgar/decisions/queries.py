"""Reading decisions: each with everything that it says, in a number of queries that does not grow with it."""

import uuid
from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.decisions.models import (
    Approval,
    ApprovalKind,
    Commitment,
    Decision,
    NotChosen,
    Priority,
    PriorityProblem,
    SentBack,
)
from medborgar.municipality.models import FocusAreaSet, Municipality
from medborgar.picture.models import Picture, Problem

Row = TypeVar("Row", Priority, Commitment)

WHOLE = (
    joinedload(Decision.picture).joinedload(Picture.focus_set).selectinload(FocusAreaSet.areas),
    joinedload(Decision.agreement),
    joinedload(Decision.body),
    selectinload(Decision.priorities).selectinload(Priority.commitments),
    selectinload(Decision.priorities).joinedload(Priority.follows).selectinload(Priority.commitments),
    selectinload(Decision.priorities)
    .selectinload(Priority.problems)
    .joinedload(PriorityProblem.problem)
    .joinedload(Problem.focus_area),
    selectinload(Decision.reasons).joinedload(NotChosen.focus_area),
)


def for_period(municipality: Municipality, period: str) -> Decision:
    """The decision for a period, whole; NoResultFound when there is none."""
    chosen = select(Decision).where(Decision.municipality_id == municipality.id, Decision.period == period)
    return db.session.scalars(chosen.options(*WHOLE)).one()


def all_decisions(municipality: Municipality) -> Sequence[Decision]:
    """Every decision of a municipality, whole, the latest first."""
    chosen = select(Decision).where(Decision.municipality_id == municipality.id).options(*WHOLE)
    return db.session.scalars(chosen.order_by(Decision.valid_from.desc())).all()


def continuable(decision: Decision) -> Sequence[Priority]:
    """The priorities of earlier periods that have been promised in public: those that another can continue."""
    promised = exists().where(Commitment.priority_id == Priority.id, Commitment.promised, Commitment.is_public)
    chosen = select(Priority).join(Priority.decision).options(contains_eager(Priority.decision))
    earlier = chosen.where(
        Decision.municipality_id == decision.municipality_id, Decision.valid_from < decision.valid_from, promised
    )
    return db.session.scalars(earlier.order_by(Decision.valid_from.desc(), Priority.position)).all()


def find_priority(decision: Decision, priority_id: uuid.UUID) -> Priority:
    """One priority of a decision; NotFound when it is another's, or nobody's."""
    return _only(one for one in decision.priorities if one.id == priority_id)


def find_commitment(priority: Priority, commitment_id: uuid.UUID) -> Commitment:
    """One commitment of a priority; NotFound as above."""
    return _only(one for one in priority.commitments if one.id == commitment_id)


def approvals_of(decision: Decision, content_hash: str) -> Sequence[Approval]:
    """Who has approved exactly this text, the first party first."""
    chosen = select(Approval).where(Approval.decision_id == decision.id, Approval.content_hash == content_hash)
    whole = chosen.options(joinedload(Approval.party), joinedload(Approval.recorded_by))
    return db.session.scalars(whole.order_by(Approval.recorded)).all()


def speaks_for_both(decision: Decision, approval: Approval) -> bool:
    """Whether whoever records an approval has recorded one for the other party too, and gave one of them in person."""
    chosen = select(Approval.kind).where(
        Approval.decision_id == decision.id,
        Approval.party_id != approval.party.id,
        Approval.recorded_by_id == approval.recorded_by.id,
    )
    kinds = db.session.scalars(chosen).all()
    return bool(kinds) and ApprovalKind.LOGGED_IN in {approval.kind, *kinds}


def last_sent_back(decision: Decision) -> SentBack | None:
    """The last time a party sent the decision back, None when nobody has."""
    chosen = select(SentBack).where(SentBack.decision_id == decision.id).options(joinedload(SentBack.party))
    return db.session.scalars(chosen.order_by(SentBack.sent.desc()).limit(1)).first()


def sent_back_texts(municipality: Municipality) -> dict[str, SentBack]:
    """What parties have sent back, by the text's hash; of several, the last."""
    chosen = select(SentBack).join(Decision, Decision.id == SentBack.decision_id)
    here = chosen.where(Decision.municipality_id == municipality.id).options(joinedload(SentBack.party))
    return {one.content_hash: one for one in db.session.scalars(here.order_by(SentBack.sent))}


def _only(found: Iterator[Row]) -> Row:
    row = next(found, None)
    if row is None:
        raise NotFound("")
    return row
