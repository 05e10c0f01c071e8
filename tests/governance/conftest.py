"""Testby meets every other Tuesday in the spring of 2027."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.municipality.cadences import Cadence, CadenceKind, Unit
from medborgar.municipality.models import Municipality
from tests.factories import a_municipality, a_person, log_in
from tests.reader import Reader

TODAY = date(2027, 5, 11)


@pytest.fixture
def testby(app: Flask) -> Iterator[Municipality]:
    with clock.at(TODAY):
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
        yield testby


@pytest.fixture
def somebody(app: Flask, testby: Municipality) -> Callable[..., Reader]:
    """Log somebody in at a browser of their own."""

    def enter(role: Role = Role.COORDINATOR, side: Side = Side.MUNICIPALITY) -> Reader:
        reader = Reader(app)
        log_in(reader, a_person(testby, role, side))
        return reader

    return enter


def statements(reader: Reader, address: str) -> int:
    """How often the database is asked for a page."""
    db.session.commit()
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", hook := lambda *said: asked.append(said[2]))
    reader.get(address)
    event.remove(db.engine, "before_cursor_execute", hook)
    return len(asked)
