"""Everything is planned in May 2027, in Testby, on the picture for the quarter that is under way."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.decisions.models import Decision
from medborgar.municipality.models import Municipality, Organisation, OrganisationKind, Partner, Place
from medborgar.picture.models import Bone, Cause, Picture, Problem
from medborgar.plan import actions, planning
from medborgar.plan.models import ActionPlan, Measure, Purpose, Responsible
from medborgar.plan.words import MeasureWords
from tests.decided import a_decision
from tests.factories import a_municipality, a_person
from tests.kept import Keeper
from tests.reader import Reader

PERIOD = "2027-kv2"
PLAN = "/testby/intranat/plan"
TODAY = date(2027, 5, 10)


@pytest.fixture(autouse=True)
def may() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def testby(kept: Keeper[Any]) -> Municipality:
    return kept(a_municipality_with_a_housing_company)


def a_municipality_with_a_housing_company() -> Municipality:
    """One that takes part."""
    testby = a_municipality()
    housing = Organisation(slug="testbyhus", name="Testbyhus", kind=OrganisationKind.HOUSING_COMPANY)
    db.session.add(Partner(municipality_id=testby.id, organisation=housing, task="", section=""))
    db.session.commit()
    return testby


@pytest.fixture
def coordinator(kept: Keeper[Any], testby: Municipality) -> Person:
    return kept(a_person, testby)


@pytest.fixture
def decision(kept: Keeper[Any], testby: Municipality, coordinator: Person) -> Decision:
    """The decision for the quarter, and so an established picture with a problem; nobody has said its cause yet."""
    with clock.at(date(2027, 3, 15)):
        return kept(a_decision, testby, coordinator, period=PERIOD)


@pytest.fixture
def picture(decision: Decision) -> Picture:
    return decision.picture


@pytest.fixture
def problem(kept: Keeper[Any], picture: Picture) -> Problem:
    return kept(a_problem_with_its_cause, picture)


def a_problem_with_its_cause(picture: Picture) -> Problem:
    """Dark at the station, because the lamps are old."""
    problem = db.session.query(Problem).filter_by(picture_id=picture.id).one()
    problem.causes = [Cause(bone=Bone.PLACE, what="Lamporna är gamla", rests_on="Svaren", version=1, saved_at="")]
    db.session.commit()
    return problem


@pytest.fixture
def square(testby: Municipality) -> Place:
    return db.session.query(Place).filter_by(municipality_id=testby.id).one()


@pytest.fixture
def plan(kept: Keeper[Any], testby: Municipality, picture: Picture, coordinator: Person) -> ActionPlan:
    """One that is being written, still empty."""
    return kept(planning.begin, municipality=testby, picture=picture, by=coordinator)


def a_measure(municipality: Municipality, by: Person, title: str = "Byter lamporna", **more: Any) -> Measure:
    """A measure that lacks nothing."""
    words: dict[str, Any] = {
        "title": title,
        "purpose": Purpose.SAFETY,
        "responsible": Responsible.MUNICIPALITY,
        "aim": "Fler ska våga gå där.",
        "goal": "24 lampor är bytta.",
        "owner": "Gatuchefen",
        "due": date(2027, 6, 30),
    }
    measure = actions.add_measure(municipality=municipality, words=MeasureWords(**words | more), by=by)
    db.session.commit()
    return measure


def an_insats(municipality: Municipality, by: Person, place: Place, **more: Any) -> Measure:
    """Something quick."""
    words: dict[str, Any] = {
        "title": "Städar torget",
        "purpose": Purpose.SAFETY,
        "responsible": Responsible.MUNICIPALITY,
        "place": place,
        "owner": "Gatuchefen",
        "due": date(2027, 5, 14),
    }
    insats = actions.add_insats(municipality=municipality, words=MeasureWords(**words | more), by=by)
    db.session.commit()
    return insats


@pytest.fixture
def reader(somebody: Callable[..., Reader]) -> Reader:
    """The coordinator, at a browser."""
    return somebody()


def the(municipality: Municipality, title: str) -> Measure:
    """The measure of that name, as it is in the database now."""
    db.session.expire_all()
    return db.session.query(Measure).filter_by(municipality_id=municipality.id, title=title).one()


def page_of(measure: Measure) -> str:
    """The address of a measure's own page."""
    return f"{PLAN}/atgard/{measure.id}"
