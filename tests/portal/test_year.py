"""Årshjulet: the year as a wheel, a list and a calendar."""

from datetime import date
from itertools import combinations
from math import dist
from uuid import uuid4

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from medborgar.accounts import actions as accounts
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.municipality.cadences import Cadence, CadenceKind, Unit
from medborgar.municipality.periods import FIRST_YEAR, LAST_YEAR
from medborgar.portal import wheel
from medborgar.portal.calendar import token_for
from medborgar.portal.rhythm import State
from medborgar.portal.year import Item
from tests.decided import a_decision
from tests.factories import a_municipality, a_person

TODAY = date(2027, 7, 5)
YEAR = "/testby/intranat/arshjul"


@pytest.fixture
def testby(kept):
    with clock.at(TODAY):
        yield kept(a_municipality_that_collects)


def a_municipality_that_collects():
    """Every week."""
    testby = a_municipality()
    db.session.add(
        Cadence(municipality_id=testby.id, kind=CadenceKind.COLLECTION, title="Vi samlar in", every=1, unit=Unit.WEEK)
    )
    db.session.commit()
    return testby


@pytest.fixture
def decided(kept, testby):
    with clock.at(date(2027, 3, 22)):
        return kept(a_decision, testby, kept(a_person, testby), period="2027-kv2")


def feed(client, testby, role, person=None, status=200):
    person = person or a_person(testby, role)
    return client.get(f"/testby/kalender/{token_for(testby, person.id, role)}.ics", status=status)


def entries(page):
    return icalendar.Calendar.from_ical(page.response.data).walk("VEVENT")


def test_the_year_says_what_is_done_overdue_and_coming(somebody, decided):
    page = somebody().get(YEAR)
    assert page.h1 == "Årshjul 2027"
    april = page.soup.find(id="manad-4").get_text(" ")
    assert "Inriktningsbeslut" in april
    assert "Gjort" in april
    late = page.soup.find("section", attrs={"aria-labelledby": "now-1"}).get_text(" ")
    assert "2 åtaganden ska vara klara" in late
    assert "2 är inte uppföljda" in late
    assert "Vi samlar in" in page.soup.find("section", attrs={"aria-labelledby": "often"}).get_text(" ")


def test_every_month_of_the_wheel_leads_to_its_list(somebody, decided):
    page = somebody().get(YEAR)
    links = page.soup.select("svg.wheel a")
    assert links
    for link in links:
        assert page.soup.find(id=link["href"].removeprefix("#"))
    assert "juni 1 sak, 1 försenad" in {link["aria-label"] for link in links}


def test_other_years_can_be_seen_and_what_is_no_year_can_not(somebody):
    reader = somebody()
    reader.get(YEAR)
    assert reader.click("2028").h1 == "Årshjul 2028"
    reader.get(f"{YEAR}?ar=99999", status=404)
    assert reader.get(f"{YEAR}?ar=hej").h1 == "Årshjul 2027"


@pytest.mark.parametrize(("year", "other"), [(FIRST_YEAR, FIRST_YEAR + 1), (LAST_YEAR, LAST_YEAR - 1)])
def test_the_first_year_and_the_last_lead_only_to_a_year_that_there_is(somebody, year, other):
    page = somebody().get(f"{YEAR}?ar={year}")
    links = [link.get_text() for link in page.soup.select("a[href*='ar=']")]
    assert links == [str(other)]


def test_links_are_only_shown_to_who_may_follow_them(somebody, decided):
    owner = somebody(Role.MEASURE_OWNER).get(YEAR)
    assert owner.soup.find("a", string="2 åtaganden ska vara klara")
    assert not owner.soup.find("a", string="Inriktningsbeslut")


def test_the_calendar_is_read_without_a_cookie_and_keeps_its_ids(client, testby, decided):
    person = a_person(testby, Role.COORDINATOR)
    page = feed(client, testby, Role.COORDINATOR, person)
    assert page.headers["Content-Type"].startswith("text/calendar")
    assert "Set-Cookie" not in page.headers
    with clock.at(date(2027, 7, 6)):
        again = feed(client, testby, Role.COORDINATOR, person)
    before, after = ({str(one["uid"]): one for one in entries(found)} for found in (page, again))
    assert len(before) > 50
    assert len(set(before) & set(after)) > len(before) - 3
    assert {"Vi samlar in", "Inriktningsbeslut"} <= {str(one["summary"]) for one in before.values()}


def test_the_calendar_names_nobody(client, testby, decided):
    person = a_person(testby, Role.COORDINATOR)
    body = feed(client, testby, Role.COORDINATOR, person).response.get_data(as_text=True)
    for secret in (person.name, person.email, person.id.hex, str(person.id), "Byter lamporna"):
        assert secret not in body


def test_each_role_gets_what_concerns_it(client, testby, decided):
    assert {str(one["summary"]) for one in entries(feed(client, testby, Role.STEERING_MEMBER))} >= {"Inriktningsbeslut"}
    owner = {str(one["summary"]) for one in entries(feed(client, testby, Role.MEASURE_OWNER))}
    assert owner == {"2 åtaganden ska vara klara", "Berätta hur det gick 1 april–30 juni 2027"}


def test_the_address_is_a_key_that_can_be_taken_back(client, testby):
    person = a_person(testby, Role.COORDINATOR)
    feed(client, testby, Role.SIGNATORY, person, status=404)
    other = a_municipality("falun")
    address = token_for(testby, person.id, Role.COORDINATOR)
    client.get(f"/falun/kalender/{address}.ics", status=404)
    client.get(f"/falun/kalender/{token_for(other, person.id, Role.COORDINATOR)}.ics", status=404)
    client.get("/testby/kalender/x.y.ics", status=404)
    feed(client, testby, Role.COORDINATOR, person)
    accounts.disable(person=person, municipality=testby, by="test")
    feed(client, testby, Role.COORDINATOR, person, status=404)


def test_the_page_shows_an_address_for_each_role(somebody):
    reader = somebody()
    reader.get(YEAR)
    reader.click("Hämta som fil Samordnare")


def test_a_longer_year_asks_the_database_no_more(somebody, testby, decided):
    reader = somebody()
    reader.get(YEAR)
    before = statements(reader)
    for number in range(5):
        db.session.add(
            Cadence(municipality_id=testby.id, kind=CadenceKind.OTHER, title=f"{number}", every=1, unit=Unit.MONTH)
        )
    with clock.at(date(2027, 6, 1)):
        a_decision(testby, a_person(testby), period="2027-kv3")
    assert statements(reader) == before


def statements(reader):
    """How often the database is asked for the page."""
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", hook := lambda *said: asked.append(said[2]))
    reader.get(YEAR)
    event.remove(db.engine, "before_cursor_execute", hook)
    return len(asked)


@given(st.lists(st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=80))
def test_no_mark_of_the_wheel_lies_upon_another(days):
    found = wheel.marks([Item(uuid4(), day, "", CadenceKind.MEETING, State.COMING) for day in sorted(days)], 2027)
    assert all(dist(one, other) >= 10 for one, other in combinations([(m.x, m.y) for m in found], 2))
    assert bool(found) == bool(days)


def test_a_day_lies_in_its_month_of_the_wheel():
    assert wheel.at(date(2027, 1, 1), 100) == pytest.approx((200.8, 100), abs=0.2)
    x, y = wheel.at(date(2027, 7, 1), 100)
    assert (round(x), round(y)) == (199, 300)
    assert len({sector.path for sector in wheel.sectors()}) == 12
