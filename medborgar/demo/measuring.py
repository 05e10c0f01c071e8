"""Figures are followed: indicators and what was read, span by span."""

from datetime import date, timedelta
from functools import partial

from medborgar.demo.diary import Diary
from medborgar.demo.work import IndicatorPart
from medborgar.demo.world import World
from medborgar.municipality.periods import Period, Rhythm, period_of
from medborgar.municipality.queries import agreement
from medborgar.picture.figures import actions, queries
from medborgar.picture.figures.models import READY, Sex

READ_AFTER = timedelta(days=30)


def write(diary: Diary, world: World, part: IndicatorPart, start: date) -> None:
    """Write down when a figure is first followed and when each reading comes, some weeks after what it tells of."""
    start += timedelta(days=1)  # the first day is for setting up
    diary.on(start, partial(follow, world, part))
    period = period_of(diary.today, Rhythm(READY[part.ready].every))
    for value in reversed(part.values):
        period = period.previous
        comes = min(max(start, period.last + READ_AFTER), diary.today)
        diary.on(comes, partial(read, world, part, period, value))


def follow(world: World, part: IndicatorPart) -> None:
    """Begin to follow a figure."""
    meaning, goals = READY[part.ready], agreement(world.municipality).goals
    indicator = actions.save_indicator(
        municipality=world.municipality,
        meaning=meaning,
        focus_area_id=world.focus_areas[part.focus].id if part.focus else None,
        goal_ids=[goals[part.goal - 1].id] if part.goal else [],
        note=part.note,
        ready=part.ready,
        actor=str(world.coordinator.id),
    )
    world.indicators[part.ready] = indicator.id


def read(world: World, part: IndicatorPart, period: Period, value: float) -> None:
    """Write a reading."""
    indicator = queries.indicator(world.municipality, world.indicators[part.ready])
    measured = actions.Measured(period=period.key, area_id=None, sex=Sex.ALL, ages="", value=value, n=part.people)
    actions.save_reading(indicator=indicator, measured=measured, actor=str(world.coordinator.id))
