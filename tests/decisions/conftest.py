"""Every decision is made in March 2027, in Testby, for the quarter that follows."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.decisions import queries
from medborgar.decisions.models import Decision
from medborgar.municipality.models import Municipality
from tests.decided import a_decision
from tests.factories import a_municipality, a_person

PERIOD = "2027-kv2"


@pytest.fixture(autouse=True)
def march() -> Iterator[None]:
    with clock.at(date(2027, 3, 15)):
        yield


@pytest.fixture
def testby(app: Flask) -> Municipality:
    return a_municipality()


@pytest.fixture
def coordinator(testby: Municipality) -> Person:
    return a_person(testby)


@pytest.fixture
def decision(testby: Municipality, coordinator: Person) -> Decision:
    """A whole one."""
    a_decision(testby, coordinator, period=PERIOD)
    return queries.for_period(testby, PERIOD)
