"""What is known of a place over time: how much was told of it, what, and which problems rest on that."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager

from medborgar.core.extensions import db
from medborgar.intake.models import Contribution
from medborgar.municipality.models import Municipality, Place
from medborgar.municipality.periods import Period
from medborgar.picture.models import Picture, Problem, ProblemContribution, Ranker, Ranking
from medborgar.picture.writings import SharedContribution
from medborgar.triage.models import Review

PERIODS = 6


def answers_at(place: Place, party_id: uuid.UUID) -> Select[uuid.UUID]:
    """Ids of the reviewed answers about a place that a party may read: its own, and what the other has shared."""
    return _readable(party_id).where(Review.place_id == place.id)


def told_by_day(municipality: Municipality, party_id: uuid.UUID) -> dict[uuid.UUID, dict[date, int]]:
    """How many of the answers that a party may read are about each place, by the day they came; one question."""
    counted = select(Review.place_id, Contribution.received, func.count()).join(
        Contribution, Contribution.id == Review.contribution_id
    )
    readable = counted.where(
        Contribution.municipality_id == municipality.id,
        Review.place_id.is_not(None),
        Contribution.id.in_(_readable(party_id)),
    )
    found: dict[uuid.UUID, dict[date, int]] = defaultdict(dict)
    for place_id, day, number in db.session.execute(readable.group_by(Review.place_id, Contribution.received)):
        if place_id:
            found[place_id][day] = number
    return found


def recent(municipality: Municipality, today: date) -> list[Period]:
    """The running period and those before it, the oldest first."""
    calendar = municipality.calendar
    found = [calendar.period_of(today)]
    while len(found) < PERIODS:
        found.append(calendar.before(found[-1]))
    return found[::-1]


def by_period(told: dict[date, int], periods: Sequence[Period]) -> list[int]:
    """How many came in each period."""
    return [sum(number for day, number in told.items() if day in period) for period in periods]


def problems_at(place: Place) -> Sequence[Problem]:
    """The problems that rest on answers about a place, in whichever picture, the latest picture first."""
    resting = (
        select(ProblemContribution.problem_id)
        .join(Review, Review.contribution_id == ProblemContribution.contribution_id)
        .where(Review.place_id == place.id)
    )
    chosen = select(Problem).join(Problem.picture).where(Problem.id.in_(resting))
    return db.session.scalars(
        chosen.options(contains_eager(Problem.picture)).order_by(Picture.heard_to.desc(), Problem.title)
    ).all()


def rankings_of(place: Place) -> Sequence[tuple[Picture, Ranking]]:
    """How both parties have weighed a place, picture by picture, the latest first."""
    chosen = (
        select(Picture, Ranking)
        .join(Ranking, Ranking.picture_id == Picture.id)
        .where(Ranking.place_id == place.id, Ranking.by == Ranker.TOGETHER)
        .order_by(Picture.heard_to.desc())
    )
    return [(picture, ranking) for picture, ranking in db.session.execute(chosen)]


def _readable(party_id: uuid.UUID) -> Select[uuid.UUID]:
    return (
        select(Contribution.id)
        .join(Review, Review.contribution_id == Contribution.id)
        .where(
            or_(
                Contribution.receiving_party_id == party_id,
                Contribution.id.in_(select(SharedContribution.contribution_id)),
            )
        )
    )
