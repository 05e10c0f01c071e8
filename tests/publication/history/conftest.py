"""Sala with a promise of which one part is done, and one of the quarter after."""

from datetime import date

import pytest

from medborgar.core import clock
from medborgar.followup.models import Result
from tests.decided import a_decision
from tests.publication.worlds import TODAY, World

LATER = date(2027, 8, 2)


@pytest.fixture
def world(kept):
    with clock.at(TODAY):
        yield kept(World)


@pytest.fixture
def promised(kept, world):
    """One quarter's promise, whose lamps have been reported twice."""
    return kept(reported_twice, world)


def reported_twice(world):
    world.promise()
    world.report(Result.ONGOING, value=8, done="Åtta lampor lyser.")
    world.publish_reports()
    world.report(Result.DONE, value=24)
    world.publish_reports()
    return world


def next_quarter(world, period="2027-kv3", **fields):
    """The quarter after, decided and published, its priority said otherwise."""
    world.decision = a_decision(world.sala, world.coordinator, period=period)
    if fields:
        world.edit(**fields)
    return world.promise()
