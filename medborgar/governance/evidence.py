"""When what the law asks for every second year was last done (lag 2023:196, 6 §)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from medborgar.core.extensions import db
from medborgar.followup.models import FollowUp
from medborgar.governance.law import LawClock
from medborgar.municipality.models import Municipality
from medborgar.picture.models import Picture
from medborgar.plan.models import ActionPlan, Measure, MeasureStep, State

TOLD = (State.DONE, State.PARTLY, State.CANCELLED)  # a step to one of these says how a measure went


@dataclass(frozen=True)
class Clocks:
    """The two clocks of the sixth paragraph."""

    picture: LawClock
    plan: LawClock  # runs from the plan's decision until it is followed up


@dataclass(frozen=True)
class LastDays:
    """The last day of each thing, None before the first."""

    picture: date | None
    plan: date | None
    commitment: date | None
    measure: date | None

    @property
    def followed_up(self) -> date | None:
        """When somebody last told how a commitment or a measure went."""
        return max(filter(None, (self.commitment, self.measure)), default=None)


def clocks(municipality: Municipality, today: date) -> Clocks:
    """Both, from what is in the database; one query."""
    return clocks_of(last_days(municipality), today)


def clocks_of(last: LastDays, today: date) -> Clocks:
    """Both, from when each thing was last done."""
    plan = max(filter(None, (last.plan, last.followed_up)), default=None) if last.plan else None
    return Clocks(LawClock(last.picture, today), LawClock(plan, today))


def last_days(municipality: Municipality) -> LastDays:
    """When each was last done."""
    here = municipality.id
    steps = select(func.max(MeasureStep.day)).join(Measure).where(MeasureStep.state.in_(TOLD))
    told = select(func.max(FollowUp.reported)).where(FollowUp.municipality_id == here)
    row = db.session.execute(
        select(
            select(func.max(Picture.established)).where(Picture.municipality_id == here).scalar_subquery(),
            select(func.max(ActionPlan.decided)).where(ActionPlan.municipality_id == here).scalar_subquery(),
            told.where(FollowUp.commitment_id.is_not(None)).scalar_subquery(),
            told.where(FollowUp.measure_id.is_not(None)).scalar_subquery(),
            steps.where(Measure.municipality_id == here).scalar_subquery(),
        )
    ).one()
    picture, plan, commitment, *measure = row
    return LastDays(picture, plan, commitment, max(filter(None, measure), default=None))
