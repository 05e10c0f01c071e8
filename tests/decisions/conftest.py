"""Every decision is made in March 2027, in Testby, for the quarter that follows."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions import queries
from medborgar.decisions.models import Decision
from medborgar.municipality.models import Municipality
from tests.decided import a_decision
from tests.factories import a_municipality, a_person
from tests.kept import Keeper
from tests.reader import Page, Reader

PERIOD = "2027-kv2"
INDEX = "/testby/intranat/beslut"
BOARD = f"{INDEX}/{PERIOD}"
LAMPS = {
    "what": "Byter lamporna i gången.",
    "responsible_municipality": "Gatuchefen",
    "metric_kind": "antal",
    "target": "1 024,5",
    "unit": "lampor är bytta",
    "due": "2027-06-30",
}


@pytest.fixture(autouse=True)
def march() -> Iterator[None]:
    with clock.at(date(2027, 3, 15)):
        yield


@pytest.fixture
def testby(kept: Keeper[Any]) -> Municipality:
    return kept(a_municipality)


@pytest.fixture
def coordinator(kept: Keeper[Any], testby: Municipality) -> Person:
    return kept(a_person, testby)


@pytest.fixture
def decision(kept: Keeper[Any], testby: Municipality, coordinator: Person) -> Decision:
    """A whole one."""
    kept(a_decision, testby, coordinator, period=PERIOD)
    return queries.for_period(testby, PERIOD)


@pytest.fixture
def reader(somebody: Callable[..., Reader]) -> Reader:
    return somebody()


@pytest.fixture
def officer(somebody: Callable[..., Reader]) -> Reader:
    return somebody(Role.MUNICIPAL_POLICE, Side.POLICE)


def now(testby: Municipality) -> Decision:
    """The decision as it stands."""
    db.session.expire_all()
    return queries.for_period(testby, PERIOD)


def push(reader: Reader, page: Page, label: str, *, status: int = 200) -> None:
    """Press a button that many have the name of, by its whole label."""
    (form,) = page.soup.select(f'form:has(button[aria-label="{label}"])')
    hidden = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    reader.post(str(form["action"]), hidden, status=status)
