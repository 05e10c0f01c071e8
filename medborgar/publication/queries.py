"""Reading proposals and publications for staff; the public reads through `public`."""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import joinedload

from medborgar.core.extensions import db
from medborgar.decisions.models import Approval, Commitment, Decision, Priority, PriorityProblem
from medborgar.decisions.queries import approvals_of
from medborgar.followup.models import FollowUp
from medborgar.municipality.models import Municipality
from medborgar.picture.models import PictureContribution, ProblemContribution
from medborgar.publication.models import Confirmation, Proposal, Publication, PublicationKind, PublishedFollowUp

PROMISES = (PublicationKind.PROMISE, PublicationKind.CORRECTION)


def proposals(decision: Decision) -> Sequence[Proposal]:
    """A decision's versions, the newest first."""
    chosen = select(Proposal).where(Proposal.decision_id == decision.id).options(joinedload(Proposal.made_by))
    return db.session.scalars(chosen.order_by(Proposal.number.desc())).all()


def current_proposal(decision: Decision) -> Proposal | None:
    """The newest version, if the decision has not been edited since."""
    newest = next(iter(proposals(decision)), None)
    return newest if newest and newest.revision == decision.revision else None


def confirmations(proposal: Proposal) -> Sequence[Confirmation]:
    """Who has confirmed that a correction is editorial."""
    chosen = select(Confirmation).where(Confirmation.proposal_id == proposal.id)
    return db.session.scalars(chosen.options(joinedload(Confirmation.party), joinedload(Confirmation.person))).all()


def standing_approvals(proposal: Proposal, parties: int = 2) -> Sequence[Approval]:
    """The approvals that hold for a version: its own, or the corrected one's once both parties have confirmed."""
    own = approvals_of(proposal.decision, proposal.content_hash)
    if own or proposal.corrects is None or len(confirmations(proposal)) < parties:
        return own
    return standing_approvals(proposal.corrects)


def publications(municipality: Municipality) -> Sequence[Publication]:
    """The municipality's chain, the newest first."""
    chosen = select(Publication).where(Publication.municipality_id == municipality.id)
    return db.session.scalars(chosen.order_by(Publication.number.desc())).all()


def newest(municipality_id: uuid.UUID) -> Publication | None:
    """The last entry of a municipality's chain."""
    chosen = select(Publication).where(Publication.municipality_id == municipality_id)
    return db.session.scalars(chosen.order_by(Publication.number.desc()).limit(1)).one_or_none()


def promises_of(decision: Decision) -> Sequence[Publication]:
    """What has been published of a decision: the promise and its later versions, the first first."""
    chosen = select(Publication).where(Publication.decision_id == decision.id, Publication.kind.in_(PROMISES))
    return db.session.scalars(chosen.order_by(Publication.number)).all()


def reports_published(decision: Decision) -> int:
    """How many follow-up entries a decision's promise has."""
    chosen = select(Publication).where(
        Publication.decision_id == decision.id, Publication.kind == PublicationKind.FOLLOW_UP
    )
    return len(db.session.scalars(chosen).all())


def in_picture(decision: Decision) -> Select[uuid.UUID]:
    """The answers that a decision's picture rests on."""
    return select(PictureContribution.contribution_id).where(PictureContribution.picture_id == decision.picture_id)


def told_about(where: ColumnElement[bool]) -> Select[uuid.UUID]:
    """The answers that problems rest on which some priorities answer to."""
    return (
        select(ProblemContribution.contribution_id)
        .join(PriorityProblem, PriorityProblem.problem_id == ProblemContribution.problem_id)
        .join(Priority, Priority.id == PriorityProblem.priority_id)
        .where(where)
    )


def unpublished_follow_ups(decision: Decision) -> Sequence[FollowUp]:
    """A promise's follow-ups of public commitments that are in no entry yet, the oldest first."""
    published = exists().where(PublishedFollowUp.follow_up_id == FollowUp.id)
    chosen = (
        select(FollowUp)
        .join(Commitment, Commitment.id == FollowUp.commitment_id)
        .join(Priority, Priority.id == Commitment.priority_id)
        .where(Priority.decision_id == decision.id, Commitment.is_public, ~published)
        .options(joinedload(FollowUp.party), joinedload(FollowUp.commitment))
    )
    return db.session.scalars(chosen.order_by(FollowUp.recorded)).all()


def events_published(municipality_id: uuid.UUID) -> int:
    """How many events have been commented on."""
    first = _events(municipality_id).where(Publication.version == 1)
    return db.session.scalar(select(func.count()).select_from(first.subquery())) or 0


def event_version(municipality_id: uuid.UUID, key: str) -> int:
    """The version that holds now of an event comment; 0 when there is none."""
    chosen = _events(municipality_id).where(Publication.period == key)
    return db.session.scalar(select(func.max(chosen.subquery().c.version))) or 0


def _events(municipality_id: uuid.UUID) -> Select[Publication]:
    return select(Publication).where(
        Publication.municipality_id == municipality_id, Publication.kind == PublicationKind.EVENT
    )
