"""Every picture is made in March 2027, in Testby."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from medborgar.core import clock
from medborgar.municipality.models import Municipality
from medborgar.picture.models import Picture
from tests.factories import a_municipality
from tests.kept import Keeper
from tests.picture.worlds import a_picture


@pytest.fixture(autouse=True)
def march() -> Iterator[None]:
    with clock.at(date(2027, 3, 15)):
        yield


@pytest.fixture
def testby(kept: Keeper[Any]) -> Municipality:
    return kept(a_municipality)


@pytest.fixture
def picture(kept: Keeper[Any], testby: Municipality) -> Picture:
    return kept(a_picture, testby)
