"""Every promise is for the second quarter of 2027, in Testby, and is followed up in July."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from medborgar.core import clock
from medborgar.decisions.models import Decision
from medborgar.municipality.models import Municipality
from tests.decided import a_decision
from tests.factories import a_municipality, a_person
from tests.kept import Keeper

PERIOD = "2027-kv2"


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(date(2027, 7, 5)):
        yield


@pytest.fixture
def testby(kept: Keeper[Any]) -> Municipality:
    return kept(a_municipality)


@pytest.fixture
def decision(kept: Keeper[Any], testby: Municipality) -> Decision:
    with clock.at(date(2027, 3, 15)):
        return kept(a_decision, testby, kept(a_person, testby), period=PERIOD)
