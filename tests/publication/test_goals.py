"""The agreement's goals on the promise's page, with the figures that tell whether they are reached."""

from datetime import date

import pytest

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.municipality.queries import agreement
from medborgar.publication.actions import draft
from tests.decided import a_decision, an_established_picture
from tests.picture.figures.worlds import a_reading, an_indicator, kept_in
from tests.publication.conftest import at_the_desk, proposed
from tests.publication.worlds import PERIOD

GOAL = "Fler ska vara trygga."


@pytest.fixture
def march(testby):
    with clock.at(date(2027, 3, 15)):
        yield


@pytest.fixture
def goal(testby):
    return agreement(testby).goals[0]


def decided(testby, coordinator):
    """A decision on a picture that froze what was measured."""
    picture = an_established_picture(testby, coordinator, period=PERIOD)
    kept_in(picture)
    return a_decision(testby, coordinator, period=PERIOD, picture=picture)


def test_a_goal_is_shown_with_its_series(somebody, testby, coordinator, march, goal):
    indicator = an_indicator(testby)
    goal.indicator = indicator.key
    for year, value in (("2025", 3.2), ("2026", 2.8)):
        a_reading(indicator, year, value, n=400)
        a_reading(indicator, year, value + 1, n=200, sex="kvinnor")
    decision = decided(testby, coordinator)
    content = draft(testby, decision)["mal"]
    assert content == [
        {
            "mal": GOAL,
            "avsnitt": "Bilaga",
            "matetal": {
                "namn": "Problemindex",
                "kalla": "Polisens trygghetsmätning",
                "enhet": "index 0–6",
                "lagst": 0,
                "hogst": 6,
                "antal": False,
                "bra": "lagre",
                "varden": [{"namn": "2025", "varde": 3.2}, {"namn": "2026", "varde": 2.8}],
            },
        }
    ]
    proposed(testby, coordinator)
    page = at_the_desk(somebody, Role.COORDINATOR).page
    assert GOAL in page.main
    assert "Har minskat från 3,2 (2025), åt rätt håll" in page.main
    assert page.soup.select_one("#mal svg.series")


def test_figures_read_in_later_change_nothing_that_is_frozen(testby, coordinator, march, goal):
    indicator = an_indicator(testby)
    goal.indicator = indicator.key
    a_reading(indicator, "2025", 3.2)
    decision = decided(testby, coordinator)
    before = draft(testby, decision)
    a_reading(indicator, "2026", 2.8)
    assert draft(testby, decision) == before


def test_few_are_never_published(testby, coordinator, march, goal):
    indicator = an_indicator(testby, "anmalda-brott")
    goal.indicator = indicator.key
    for quarter, value, n in (("2026-kv1", 4, None), ("2026-kv2", 5, None), ("2026-kv3", 90, 4)):
        a_reading(indicator, quarter, value, n=n)
    values = draft(testby, decided(testby, coordinator))["mal"][0]["matetal"]["varden"]
    assert [one["varde"] for one in values] == [None, 5, None]


def test_a_goal_without_figures_says_so(somebody, testby, coordinator, march, goal):
    decided(testby, coordinator)
    proposed(testby, coordinator)
    assert "Inget mätetal visar det här målet ännu" in at_the_desk(somebody, Role.COORDINATOR).page.main


def test_an_agreement_without_goals_publishes_none(testby, coordinator, march, goal):
    db.session.delete(goal)
    db.session.commit()
    db.session.expire_all()
    assert "mal" not in draft(testby, decided(testby, coordinator))
