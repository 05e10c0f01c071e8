"""Sala in the spring of 2027."""

import pytest

from medborgar.core import clock
from tests.publication.worlds import TODAY, World


@pytest.fixture
def world(app):
    with clock.at(TODAY):
        yield World()
