"""Testby on a day in May, with its coordinator, and Sala on any day."""

from datetime import date

import pytest

from medborgar.core import clock
from tests.factories import a_municipality, a_person

TODAY = date(2027, 5, 11)


@pytest.fixture
def testby(kept):
    with clock.at(TODAY):
        yield kept(a_municipality)


@pytest.fixture
def sala(kept):
    return kept(a_municipality, "sala")


@pytest.fixture
def by(kept, testby):
    return kept(a_person, testby)


@pytest.fixture
def coordinator(at_a_browser, by):
    return at_a_browser(by)
