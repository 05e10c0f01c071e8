"""Testby on a day in May, and those who are out where people are."""

from datetime import date

import pytest

from medborgar.core import clock
from medborgar.core.permissions import Role, Side
from tests.factories import a_municipality, a_person, log_in
from tests.reader import Reader

TODAY = date(2027, 5, 11)


@pytest.fixture
def testby(app):
    with clock.at(TODAY):
        yield a_municipality()


@pytest.fixture
def by(testby):
    return a_person(testby)


def enters(app, person):
    """Somebody at a browser, logged in."""
    reader = Reader(app)
    log_in(reader, person)
    return reader


@pytest.fixture
def coordinator(app, by):
    return enters(app, by)


@pytest.fixture
def reporter(app, testby):
    return enters(app, a_person(testby, Role.REPORTER))


@pytest.fixture
def officer(app, testby):
    return enters(app, a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE))
