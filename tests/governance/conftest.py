"""Testby meets every other Tuesday in the spring of 2027."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.municipality.cadences import Cadence, CadenceKind, Unit
from medborgar.municipality.models import Municipality
from tests.factories import a_municipality
from tests.kept import Keeper
from tests.reader import Reader

TODAY = date(2027, 5, 11)


@pytest.fixture
def testby(kept: Keeper[Any]) -> Iterator[Municipality]:
    with clock.at(TODAY):
        yield kept(a_municipality_that_meets)


def a_municipality_that_meets() -> Municipality:
    """Every other Tuesday."""
    testby = a_municipality()
    rhythm = Cadence(
        municipality_id=testby.id,
        kind=CadenceKind.MEETING,
        title="EST-möte",
        every=2,
        unit=Unit.WEEK,
        starts=date(2027, 1, 5),
    )
    db.session.add(rhythm)
    db.session.commit()
    return testby


def statements(reader: Reader, address: str) -> int:
    """How often the database is asked for a page."""
    db.session.commit()
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", hook := lambda *said: asked.append(said[2]))
    reader.get(address)
    event.remove(db.engine, "before_cursor_execute", hook)
    return len(asked)
