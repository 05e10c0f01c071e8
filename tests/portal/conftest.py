"""Sala in the spring of 2027, and an answer whose code is known."""

import pytest

from medborgar.core import clock
from tests.factories import a_contribution, a_municipality, a_person
from tests.portal.codes import TODAY, coded


@pytest.fixture
def sala(kept):
    with clock.at(TODAY):
        yield kept(a_municipality, "sala")


@pytest.fixture
def coordinator(kept, sala):
    return kept(a_person, sala)


@pytest.fixture
def sent(sala):
    return coded(a_contribution(sala, "Gången är kolsvart."))
