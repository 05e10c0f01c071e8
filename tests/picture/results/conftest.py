"""A municipality in May 2027, and its coordinator at a browser."""

from datetime import date

import pytest

from medborgar.core import clock
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


@pytest.fixture
def coordinator(app, by):
    reader = Reader(app)
    log_in(reader, by)
    return reader
