"""Reading walks: a party's own, their points and photos, and those that everybody may read of."""

import uuid
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from medborgar.core.errors import NotFound
from medborgar.core.extensions import db
from medborgar.intake.models import Contribution
from medborgar.intake.walks.models import Walk, WalkPhoto, WalkPoint
from medborgar.municipality.models import Municipality


def walks(municipality: Municipality, party_id: uuid.UUID) -> Sequence[Walk]:
    """A party's walks, the latest first."""
    chosen = select(Walk).where(Walk.municipality_id == municipality.id, Walk.party_id == party_id)
    return db.session.scalars(chosen.order_by(Walk.day.desc(), Walk.title)).all()


def published(municipality: Municipality) -> Sequence[Walk]:
    """The walks that everybody may read of, the latest first."""
    chosen = select(Walk).where(Walk.municipality_id == municipality.id, Walk.published.is_not(None))
    return db.session.scalars(chosen.order_by(Walk.day.desc(), Walk.title)).all()


def published_everywhere() -> list[tuple[str, Walk]]:
    """The same of the whole site, each with its municipality's slug; one query."""
    chosen = select(Municipality.slug, Walk).join(Municipality, Municipality.id == Walk.municipality_id)
    whole = chosen.where(Walk.published.is_not(None)).order_by(Municipality.slug, Walk.slug)
    return [(slug, walk) for slug, walk in db.session.execute(whole)]


def find(municipality: Municipality, slug: str, party_id: uuid.UUID) -> Walk:
    """One walk of a party's; another's does not exist."""
    return _one(municipality, slug, Walk.party_id == party_id)


def find_published(municipality: Municipality, slug: str) -> Walk:
    """One that everybody may read of."""
    return _one(municipality, slug, Walk.published.is_not(None))


def numbers(found: Sequence[Walk]) -> Counter[uuid.UUID]:
    """How many points each has."""
    counted = select(WalkPoint.walk_id, func.count()).where(WalkPoint.walk_id.in_([one.id for one in found]))
    return Counter({row[0]: row[1] for row in db.session.execute(counted.group_by(WalkPoint.walk_id))})


def points(walk: Walk) -> Sequence[WalkPoint]:
    """Its points in order, each with its contribution, place and photos."""
    chosen = select(WalkPoint).where(WalkPoint.walk_id == walk.id).order_by(WalkPoint.position)
    whole = chosen.options(
        joinedload(WalkPoint.contribution).joinedload(Contribution.area),
        joinedload(WalkPoint.place),
        selectinload(WalkPoint.photos),
    )
    return db.session.scalars(whole).all()


def point(walk: Walk, point_id: uuid.UUID) -> WalkPoint:
    """One of its points."""
    chosen = select(WalkPoint).where(WalkPoint.walk_id == walk.id, WalkPoint.id == point_id)
    return db.session.scalars(chosen.options(joinedload(WalkPoint.contribution))).one()


def place_of(contribution: Contribution) -> uuid.UUID | None:
    """The place that was chosen on the way, of an answer that is a point of a walk."""
    return db.session.scalar(select(WalkPoint.place_id).where(WalkPoint.contribution_id == contribution.id))


def photo(walk: Walk, photo_id: uuid.UUID) -> WalkPhoto:
    """One photo of one of its points."""
    chosen = select(WalkPhoto).join(WalkPhoto.point).where(WalkPoint.walk_id == walk.id, WalkPhoto.id == photo_id)
    return db.session.scalars(chosen.options(contains_eager(WalkPhoto.point))).one()


def _one(municipality: Municipality, slug: str, *conditions: object) -> Walk:
    chosen = select(Walk).where(Walk.municipality_id == municipality.id, Walk.slug == slug, *conditions)  # type: ignore[arg-type]  # what where takes
    found = db.session.scalars(chosen).one_or_none()
    if found is None:
        raise NotFound("")
    return found
