"""Återkoppling: those who reported read what came of it; their own coordinator writes it."""

from datetime import date

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.triage.models import Feedback
from tests.factories import a_contribution, a_municipality, a_person, log_in
from tests.reader import Reader

PAGE = "/testby/intranat/aterkoppling"


@pytest.fixture(autouse=True)
def july():
    with clock.at(date(2027, 7, 5)):
        yield


@pytest.fixture
def testby(kept):
    return kept(a_municipality)


@pytest.fixture
def at(app, testby):
    """Log somebody in, with a function of their own."""

    def enter(role, side=Side.MUNICIPALITY, function=None):
        person = a_person(testby, role, side)
        person.function = function or person.function
        db.session.commit()
        reader = Reader(app)
        log_in(reader, person)
        return reader

    return enter


@pytest.fixture
def school(testby, at):
    """The school's caretaker, who has reported."""
    reader = at(Role.REPORTER, function="Skolvaktmästaren")
    reporter = reader.get("/testby/intranat").soup
    assert reporter
    return reader


def reported(testby, function, side=Side.MUNICIPALITY):
    person = a_person(testby, Role.REPORTER, side)
    person.function = function
    a_contribution(testby, "Trasig lampa.", side=side).registered_by = person.id
    db.session.commit()


def test_the_unit_that_reported_reads_what_came_of_it(testby, at, school):
    reported(testby, "Skolvaktmästaren")
    coordinator = at(Role.COORDINATOR)
    coordinator.get(PAGE)
    coordinator.click("Återkoppla")
    assert coordinator.press("Skicka", status=422).errors == ["Skriv vad som hände"]
    page = coordinator.press("Skicka", unit="Skolvaktmästaren", text="Lamporna vid skolan är bytta.")
    assert "till Skolvaktmästaren" in page.main
    assert db.session.query(AuditEntry).filter_by(event=Event.FEEDBACK_SEND).count() == 1
    assert "Återkoppling från samordnare" in school.get("/testby/intranat").main
    page = school.get(PAGE)
    assert "Lamporna vid skolan är bytta." in page.main
    assert "5 juli 2027" in page.main
    assert not page.soup.find("a", string="Återkoppla")
    assert "bytta" not in at(Role.REPORTER, function="Fältassistenten").get(PAGE).main


def test_what_is_to_all_is_read_by_all_of_the_party_and_by_no_other(testby, at, school):
    coordinator = at(Role.COORDINATOR)
    coordinator.get(f"{PAGE}/ny")
    form = coordinator.page
    coordinator.press("Skicka", on=form, text="Tack, lamporna är bytta.")
    coordinator.press("Skicka", on=form, text="Tack, lamporna är bytta.")
    assert db.session.query(Feedback).count() == 1, "a double click"
    assert "bytta" in school.get(PAGE).main
    assert "bytta" not in at(Role.REPORTER, Side.POLICE).get(PAGE).main
    with clock.at(date(2027, 9, 1)):
        again = at(Role.REPORTER, function="Skolvaktmästaren")
        assert "Återkoppling från" not in again.get("/testby/intranat").main
        assert "bytta" in again.get(PAGE).main


def test_only_units_that_have_reported_to_the_party_can_be_chosen(testby, at):
    reported(testby, "Skolvaktmästaren")
    reported(testby, "Yttre befäl", Side.POLICE)
    page = at(Role.COORDINATOR).get(f"{PAGE}/ny")
    assert [one.get_text() for one in page.soup.find_all("option")] == ["Alla som har rapporterat", "Skolvaktmästaren"]


def test_reporters_do_not_write(school):
    school.get(f"{PAGE}/ny", status=403)
