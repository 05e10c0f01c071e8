"""A coordinator of Testby, logged in, on a day in May."""

from collections.abc import Iterator

import pytest
from flask import Flask

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.municipality.models import Municipality
from tests.factories import a_municipality, a_person, log_in
from tests.picture.results.worlds import TODAY
from tests.reader import Reader


@pytest.fixture
def testby(app: Flask) -> Iterator[Municipality]:
    with clock.at(TODAY):
        yield a_municipality()


@pytest.fixture
def by(testby: Municipality) -> Person:
    return a_person(testby)


@pytest.fixture
def coordinator(app: Flask, by: Person) -> Reader:
    reader = Reader(app)
    log_in(reader, by)
    return reader
