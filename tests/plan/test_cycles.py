"""The police's two weeks: their days are the organisation's, what they say is each municipality's own."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.accounts import actions as accounts
from medborgar.accounts.models import Person
from medborgar.audit.models import AuditEntry, Event
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.municipality.cadences import Cadence, CadenceKind, Unit
from medborgar.municipality.models import Municipality
from medborgar.plan import cycle_queries, cycling
from medborgar.plan.cycles import OperationalCycle, follows, length_by
from tests.decided import a_decision
from tests.factories import a_municipality, a_person, log_in
from tests.plan.conftest import PERIOD, TODAY
from tests.reader import Reader

CYCLES = "/testby/intranat/operativ"
FIRST, LAST = date(2027, 5, 10), date(2027, 5, 23)  # a Monday, and the Sunday a week later
SAID: dict[str, Any] = {
    "why": "Mörkt vid stationen.",
    "figures": "14 fotpass.",
    "outcome": "Lugnare.",
    "feedback": "Bra att ni syns.",
}


@pytest.fixture
def officer(somebody):
    return somebody(Role.MUNICIPAL_POLICE, Side.POLICE)


@pytest.fixture
def annanby(testby) -> Municipality:
    """Of the same local police area, with a decision of its own."""
    annanby = a_municipality("annanby", police=testby.party(Side.POLICE).organisation)
    a_decision(annanby, a_person(annanby), period=PERIOD)
    return annanby


def both(testby, annanby) -> Person:
    """The municipal police officer of both."""
    person = a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE)
    accounts.assign(person=person, party=annanby.party(Side.POLICE), role=Role.MUNICIPAL_POLICE, by="test")
    db.session.commit()
    return person


def test_a_cycle_is_begun_and_written_at_the_screen(testby, officer, decision):
    officer.get(CYCLES)
    page = officer.click("Påbörja nästa inriktning")
    assert (page.soup.find(id="first_day")["value"], page.soup.find(id="last_day")["value"]) == (
        "2027-05-10",
        "2027-05-23",
    )
    officer.press("Påbörja")
    (choice,) = officer.page.soup.select("input[name=included]")
    page = officer.press("Spara", included=[choice["value"]], **SAID)
    assert page.path == f"{CYCLES}/2027-05-10"
    for said in ("Ljust vid stationen", *SAID.values()):
        assert said in page.main
    assert "10–23 maj 2027" in officer.get(CYCLES).main
    assert "Pågår nu" in officer.page.main
    officer.click("Påbörja nästa inriktning")
    assert officer.page.soup.find(id="first_day")["value"] == "2027-05-24"
    events = {entry.event for entry in db.session.query(AuditEntry)}
    assert {Event.CYCLE_BEGIN, Event.CYCLE_SAVE} <= events


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"first_day": ""}, "Skriv första dagen"),
        ({"last_day": "2027-05-09"}, "Välj en sista dag som inte är före den första"),
        ({"last_day": "2027-06-14"}, "En inriktning varar högst fem veckor"),
    ],
)
def test_its_days_are_asked_about(officer, typed, error):
    officer.get(f"{CYCLES}/ny")
    assert officer.press("Påbörja", status=422, **typed).errors == [error]


def test_days_of_other_centuries_are_none(officer):
    officer.get(f"{CYCLES}/ny")
    page = officer.press("Påbörja", status=422, first_day="9999-12-31", last_day="9999-12-31")
    assert [error.partition(": ")[2] for error in page.errors] == [
        "Skriv en dag från och med 1990 till och med 2199"
    ] * 2
    officer.get(f"{CYCLES}/ny")


def test_two_cycles_never_overlap_and_one_is_begun_once(testby, coordinator, officer):
    days = {"municipality": testby, "first_day": FIRST, "last_day": LAST, "by": coordinator}
    assert cycling.begin(**days) is cycling.begin(**days)
    db.session.commit()
    officer.get(f"{CYCLES}/ny")
    page = officer.press("Påbörja", status=422, first_day="2027-05-23", last_day="2027-05-30")
    assert "Det finns redan en inriktning för 10–23 maj 2027." in page.main
    assert db.session.query(OperationalCycle).count() == 1


@pytest.mark.parametrize(
    ("written", "error"),
    [
        (
            "Vi följer Anna Ek.",
            "Ta bort Anna Ek: det ser ut som ett namn. Skriv en funktion eller en plats.",
        ),
        ("850709-9805", "Ta bort 850709-9805: det är ett personnummer. Här skrivs aldrig något om en enskild."),
        ("En bil, ABC 123", "Ta bort ABC 123: det ser ut som en bils nummer. Skriv om platsen i stället."),
        ("Ring 070-174 06 05", "Ta bort 070-174 06 05: det ser ut som ett telefonnummer. Skriv en funktion i stället."),
        ("Enligt underrättelser", "Skriv om underrättelser: det pekar ut någon. Skriv vad som händer, och var."),
    ],
)
@pytest.mark.parametrize("field", sorted(SAID))
def test_nobody_can_be_pointed_out(testby, officer, field, written, error):
    cycling.begin(municipality=testby, first_day=FIRST, last_day=LAST, by=a_person(testby))
    officer.get(f"{CYCLES}/2027-05-10/andra")
    page = officer.press("Spara", status=422, **SAID | {field: written})
    assert page.errors == [error]
    assert page.soup.find(id=field).get_text().strip() == written
    assert cycle_queries.find(testby, "2027-05-10").part is None


def test_the_rule_holds_whoever_asks(testby, coordinator):
    cycle = cycling.begin(municipality=testby, first_day=FIRST, last_day=LAST, by=coordinator)
    words = cycling.CycleWords((), why="Vi följer Anna Svensson.")
    with pytest.raises(Refused, match="Anna Svensson"):
        cycling.save_part(municipality=testby, cycle=cycle, part=None, version=0, words=words, by=coordinator)


def test_two_who_write_at_once_see_both_texts(testby, officer, somebody, coordinator):
    cycling.begin(municipality=testby, first_day=FIRST, last_day=LAST, by=coordinator)
    second = somebody()
    for one in (officer, second):
        one.get(f"{CYCLES}/2027-05-10/andra")
    officer.press("Spara", **SAID)
    page = second.press("Spara", status=409, feedback="Vi såg tomma gångar.")
    assert "En kollega sparade 12.00. Jämför och välj." in page.main
    assert "Bra att ni syns." in page.main
    assert page.soup.find(id="feedback").get_text().strip() == "Vi såg tomma gångar."
    second.press("Spara")
    part = cycle_queries.find(testby, "2027-05-10").part
    assert (part.feedback, part.version) == ("Vi såg tomma gångar.", 2)


def test_an_address_that_is_no_day(officer):
    for day in ("2027-05-10", "2027-13-99", "hej", "20270510x"):
        officer.get(f"{CYCLES}/{day}", status=404)


def test_one_officer_works_in_both_and_each_municipality_sees_its_own(app, testby, annanby, decision):
    officer = Reader(app)
    log_in(officer, both(testby, annanby))
    officer.get(f"{CYCLES}/ny")
    officer.press("Påbörja")
    officer.press("Spara", **SAID)
    officer.get(CYCLES)
    page = officer.click("Annanby kommun")
    assert "Inget skrivet" in page.main
    officer.get("/annanby/intranat/operativ/2027-05-10/andra")
    officer.press("Spara", why="Lugnt i Annanby.")
    for reader, own, others in (
        (a_reader(app, testby), "Mörkt vid stationen.", "Lugnt i Annanby."),
        (a_reader(app, annanby), "Lugnt i Annanby.", "Mörkt vid stationen."),
    ):
        slug = "testby" if own.startswith("Mörkt") else "annanby"
        page = reader.get(f"/{slug}/intranat/operativ/2027-05-10")
        assert own in page.main
        assert others not in page.main
        assert "Du arbetar också i" not in reader.get(f"/{slug}/intranat/operativ").main
        other = {"testby": "annanby", "annanby": "testby"}[slug]
        for part in ("", "/2027-05-10", "/2027-05-10/andra", "/ny"):
            reader.get(f"/{other}/intranat/operativ{part}", status=404)


def a_reader(app, municipality):
    reader = Reader(app)
    log_in(reader, a_person(municipality, Role.MUNICIPAL_POLICE, Side.POLICE))
    return reader


def test_what_another_municipality_has_decided_is_not_offered(app, testby, annanby, decision, coordinator):
    cycle = cycling.begin(municipality=testby, first_day=FIRST, last_day=LAST, by=coordinator)
    (own,) = cycle_queries.priorities_in(testby, cycle, None)
    (others,) = cycle_queries.priorities_in(annanby, cycle, None)
    db.session.commit()
    assert (own.decision.municipality_id, others.decision.municipality_id) == (testby.id, annanby.id)
    reader = a_reader(app, testby)
    reader.get(f"{CYCLES}/2027-05-10/andra")
    reader.press("Spara", status=422, included=[str(others.id)])
    assert cycle_queries.find(testby, "2027-05-10").part is None


@given(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_cycles_follow_each_other_without_a_gap(ended, today):
    last = OperationalCycle(last_day=ended) if ended else None
    first, to = follows(last, today)
    assert (to - first) == timedelta(days=13)
    assert first == ended + timedelta(days=1) if ended else first <= today < first + timedelta(days=7)


def test_how_long_they_are_is_data():
    meeting = Cadence(kind=CadenceKind.MEETING, every=1, unit=Unit.WEEK)
    every = [meeting, Cadence(kind=CadenceKind.OPERATIONAL, every=3, unit=Unit.WEEK)]
    assert length_by(every) == timedelta(weeks=3)
    assert length_by([]) == timedelta(weeks=2)
    assert follows(None, TODAY, length_by(every)) == (date(2027, 5, 10), date(2027, 5, 30))
