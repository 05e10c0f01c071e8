"""A version that waits for both, at the page where it is approved and published."""

from datetime import date

import pytest

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.decisions.queries import for_period
from medborgar.publication import actions
from tests.decided import a_decision
from tests.factories import a_municipality, a_person
from tests.publication.worlds import PERIOD, TODAY, World

DESK = f"/testby/intranat/beslut/{PERIOD}"


@pytest.fixture
def testby(kept):
    with clock.at(date(2027, 3, 15)):
        yield kept(a_municipality)


@pytest.fixture
def world(kept):
    with clock.at(TODAY):
        yield kept(World)


@pytest.fixture
def coordinator(kept, testby):
    return kept(a_person, testby)


@pytest.fixture
def proposal(kept, testby, coordinator):
    kept(a_decision, testby, coordinator, period=PERIOD)
    return kept(proposed, testby, coordinator)


def proposed(testby, coordinator):
    """What stands now, laid before both."""
    found = actions.propose(municipality=testby, decision=for_period(testby, PERIOD), by=coordinator)
    db.session.commit()
    return found


def at_the_desk(somebody, role, side=Side.MUNICIPALITY):
    """Somebody with a role, who has opened the page."""
    reader = somebody(role, side)
    reader.get(f"{DESK}/granska")
    return reader
