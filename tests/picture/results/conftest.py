"""A coordinator of Testby, logged in, on a day in May."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.municipality.models import Municipality
from tests.factories import a_municipality, a_person
from tests.kept import Keeper
from tests.picture.results.worlds import TODAY
from tests.reader import Reader


@pytest.fixture
def testby(kept: Keeper[Any]) -> Iterator[Municipality]:
    with clock.at(TODAY):
        yield kept(a_municipality)


@pytest.fixture
def by(kept: Keeper[Any], testby: Municipality) -> Person:
    return kept(a_person, testby)


@pytest.fixture
def coordinator(at_a_browser: Callable[[Person], Reader], by: Person) -> Reader:
    return at_a_browser(by)
