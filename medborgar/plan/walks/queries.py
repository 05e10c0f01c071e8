"""Reading what became of the points of walks, in a number of queries that does not grow with them."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from medborgar.core.extensions import db
from medborgar.intake.walks.models import Walk, WalkPhoto, WalkPoint
from medborgar.municipality.models import Municipality
from medborgar.plan.models import CHOSEN, Measure
from medborgar.plan.walks.models import Reviewed, WalkAnswer, WalkOutcome
from medborgar.triage.models import Outcome, Review


class Late(NamedTuple):
    """A walk, and how many of its points wait for too long."""

    slug: str
    title: str
    number: int


def outcomes(walk: Walk) -> dict[uuid.UUID, list[WalkOutcome]]:
    """What was said to each of a walk's points, the first first."""
    chosen = select(WalkOutcome).join(WalkOutcome.point).where(WalkPoint.walk_id == walk.id)
    whole = chosen.options(joinedload(WalkOutcome.measure), joinedload(WalkOutcome.said_by))
    found: dict[uuid.UUID, list[WalkOutcome]] = {}
    for one in db.session.scalars(whole.order_by(WalkOutcome.number)):
        found.setdefault(one.point_id, []).append(one)
    return found


def reviewed(walk: Walk) -> dict[uuid.UUID, Reviewed]:
    """What was made of those of a walk's points that somebody has reviewed, by point."""
    chosen = (
        select(WalkPoint.id, Review.masked_text, Review.outcome)
        .join(Review, Review.contribution_id == WalkPoint.contribution_id)
        .where(WalkPoint.walk_id == walk.id)
    )
    return {row[0]: Reviewed(row[1], row[2] == Outcome.SAME_AS) for row in db.session.execute(chosen)}


def shown_photos(walk: Walk) -> Sequence[WalkPhoto]:
    """The photos of a walk that are chosen for its protocol."""
    chosen = select(WalkPhoto).join(WalkPhoto.point).where(WalkPoint.walk_id == walk.id, WalkPhoto.chosen)
    return db.session.scalars(chosen).all()


def open_measures(municipality: Municipality, also: uuid.UUID | None = None) -> Sequence[Measure]:
    """The measures and insatser that somebody is to do, and one that is pointed at already."""
    chosen = select(Measure).where(Measure.municipality_id == municipality.id)
    chosen = chosen.where(or_(Measure.state.in_(CHOSEN), Measure.id == also))
    return db.session.scalars(chosen.order_by(Measure.title, Measure.id)).all()


def late(municipality: Municipality, party_id: uuid.UUID, today: date) -> list[Late]:
    """A party's walks with points that are late: planned and not done, or not answered when that was promised."""
    said = aliased(WalkOutcome)
    last = select(func.max(said.number)).where(said.point_id == WalkPoint.id).correlate(WalkPoint).scalar_subquery()
    same = exists().where(Review.contribution_id == WalkPoint.contribution_id, Review.outcome == Outcome.SAME_AS)
    chosen = (
        select(Walk.slug, Walk.title, func.count())
        .join(WalkPoint, WalkPoint.walk_id == Walk.id)
        .outerjoin(WalkOutcome, and_(WalkOutcome.point_id == WalkPoint.id, WalkOutcome.number == last))
        .where(
            Walk.municipality_id == municipality.id,
            Walk.party_id == party_id,
            Walk.withdrawn.is_(None),
            ~same,
            or_(
                and_(WalkOutcome.answer == WalkAnswer.PLANNED, WalkOutcome.due < today),
                and_(WalkOutcome.id.is_(None), Walk.answer_by < today),
            ),
        )
        .group_by(Walk.id, Walk.slug, Walk.title, Walk.day)
        .order_by(Walk.day, Walk.title)
    )
    return [Late(*row) for row in db.session.execute(chosen)]
