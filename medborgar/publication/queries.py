"""Reading proposals and publications for staff; the public reads through `public`."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from medborgar.core.extensions import db
from medborgar.decisions.models import Approval, Commitment, Decision, Priority, PriorityProblem, SentBack
from medborgar.decisions.queries import approvals_of, last_sent_back
from medborgar.followup.models import FollowUp
from medborgar.municipality.models import Municipality
from medborgar.picture.models import PictureContribution, ProblemContribution
from medborgar.publication.models import Confirmation, Proposal, Publication, PublicationKind, PublishedFollowUp

PROMISES = (PublicationKind.PROMISE, PublicationKind.CORRECTION)
PUBLISHED = exists().where(PublishedFollowUp.follow_up_id == FollowUp.id)


def proposals(decision: Decision) -> Sequence[Proposal]:
    """A decision's versions, the newest first."""
    chosen = select(Proposal).where(Proposal.decision_id == decision.id).options(joinedload(Proposal.made_by))
    return db.session.scalars(chosen.order_by(Proposal.number.desc())).all()


def current_proposal(decision: Decision) -> Proposal | None:
    """The newest version, if it has not been sent back, nor the decision edited since."""
    newest = next(iter(proposals(decision)), None)
    stands = newest and newest.revision == decision.revision and not sent_back(decision, newest)
    return newest if stands else None


def sent_back(decision: Decision, proposal: Proposal) -> SentBack | None:
    """What a party wants changed in a version, None when nobody has sent it back."""
    last = last_sent_back(decision)
    return last if last and last.content_hash == proposal.content_hash else None


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
    return _count(decision, PublicationKind.FOLLOW_UP)


def translations_published(decision: Decision) -> int:
    """How many translations a decision's promise has, in all languages."""
    return _count(decision, PublicationKind.TRANSLATION)


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


def newest_proposals(municipality: Municipality) -> dict[uuid.UUID, Proposal]:
    """The newest version of each decision, without its words; one query."""
    chosen = select(Proposal).join(Proposal.decision).where(Decision.municipality_id == municipality.id)
    whole = chosen.options(defer(Proposal.sections), contains_eager(Proposal.decision))
    return {one.decision_id: one for one in db.session.scalars(whole.order_by(Proposal.number))}


def promised_texts(municipality: Municipality) -> dict[uuid.UUID, str]:
    """The hash of what the public reads, by decision; one query."""
    chosen = select(Publication).where(Publication.municipality_id == municipality.id, Publication.kind.in_(PROMISES))
    promises = db.session.scalars(chosen.order_by(Publication.number))
    return {one.decision_id: one.facts["innehall"] for one in promises if one.decision_id}


def follow_ups_to_publish(municipality: Municipality) -> dict[uuid.UUID, int]:
    """How many follow-ups wait to be published, by decision, however old; one query."""
    promised = exists().where(Publication.decision_id == Priority.decision_id, Publication.kind.in_(PROMISES))
    chosen = (
        select(Priority.decision_id, func.count().label("waiting"))
        .select_from(FollowUp)
        .join(Commitment, Commitment.id == FollowUp.commitment_id)
        .join(Priority, Priority.id == Commitment.priority_id)
        .where(FollowUp.municipality_id == municipality.id, Commitment.is_public, ~PUBLISHED, promised)
        .group_by(Priority.decision_id)
    )
    return {row.decision_id: row.waiting for row in db.session.execute(chosen)}


def last_results(municipality: Municipality) -> date | None:
    """The day on which it was last published how something went."""
    chosen = select(func.max(Publication.published)).where(
        Publication.municipality_id == municipality.id, Publication.kind == PublicationKind.FOLLOW_UP
    )
    return db.session.scalar(chosen)


def unpublished_follow_ups(decision: Decision) -> Sequence[FollowUp]:
    """A promise's follow-ups of public commitments that are in no entry yet, the oldest first."""
    chosen = (
        select(FollowUp)
        .join(Commitment, Commitment.id == FollowUp.commitment_id)
        .join(Priority, Priority.id == Commitment.priority_id)
        .where(Priority.decision_id == decision.id, Commitment.is_public, ~PUBLISHED)
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


def _count(decision: Decision, kind: PublicationKind) -> int:
    chosen = select(func.count()).where(Publication.decision_id == decision.id, Publication.kind == kind)
    return db.session.scalar(chosen) or 0


def _events(municipality_id: uuid.UUID) -> Select[Publication]:
    return select(Publication).where(
        Publication.municipality_id == municipality_id, Publication.kind == PublicationKind.EVENT
    )
