"""Every promise is for the second quarter of 2027, in Testby, and is followed up in July."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask

from medborgar.core import clock
from medborgar.core.permissions import Role, Side
from medborgar.decisions import queries
from medborgar.decisions.models import Decision
from medborgar.municipality.models import Municipality
from tests.decided import a_decision
from tests.factories import a_municipality, a_person, log_in
from tests.reader import Reader

PERIOD = "2027-kv2"


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(date(2027, 7, 5)):
        yield


@pytest.fixture
def testby(app: Flask) -> Municipality:
    return a_municipality()


@pytest.fixture
def decision(testby: Municipality) -> Decision:
    with clock.at(date(2027, 3, 15)):
        a_decision(testby, a_person(testby), period=PERIOD)
    return queries.for_period(testby, PERIOD)


@pytest.fixture
def somebody(app: Flask, testby: Municipality) -> Callable[..., Reader]:
    """Log somebody in at a browser of their own."""

    def enter(role: Role = Role.MEASURE_OWNER, side: Side = Side.MUNICIPALITY, at: Municipality = testby) -> Reader:
        reader = Reader(app)
        log_in(reader, a_person(at, role, side))
        return reader

    return enter
