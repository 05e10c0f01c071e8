"""Figures are followed: indicators and what was read, span by span."""

from medborgar.core import clock
from medborgar.demo.work import IndicatorPart
from medborgar.demo.world import World
from medborgar.municipality.periods import Rhythm, period_of
from medborgar.municipality.queries import agreement
from medborgar.picture.figures import actions
from medborgar.picture.figures.models import READY, Sex


def follow(world: World, part: IndicatorPart) -> None:
    """Begin to follow a figure, and write its readings: the last one for the last whole span."""
    meaning, actor = READY[part.ready], str(world.coordinator.id)
    goals = agreement(world.municipality).goals
    indicator = actions.save_indicator(
        municipality=world.municipality,
        meaning=meaning,
        focus_area_id=world.focus_areas[part.focus].id if part.focus else None,
        goal_ids=[goals[part.goal - 1].id] if part.goal else [],
        note=part.note,
        ready=part.ready,
        actor=actor,
    )
    period = period_of(clock.today(), Rhythm(meaning.every))
    for value in reversed(part.values):
        period = period.previous
        measured = actions.Measured(period=period.key, area_id=None, sex=Sex.ALL, ages="", value=value, n=part.people)
        actions.save_reading(indicator=indicator, measured=measured, actor=actor)
