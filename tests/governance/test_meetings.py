"""A fortnight's meeting: made by itself, added to, decided at, *justerat* and then locked."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.followup import actions as followup
from medborgar.followup.models import Result
from medborgar.governance import actions, queries
from medborgar.governance.models import Meeting
from medborgar.intake.models import Kind
from medborgar.municipality.models import Area, Place
from medborgar.plan.models import Measure
from tests.decided import an_established_picture
from tests.factories import a_contribution, a_municipality, a_person
from tests.governance.conftest import TODAY, statements

INDEX = "/testby/intranat/moten"
PAGE = f"{INDEX}/2027-05-11"


def reports(testby, amounts, side=Side.MUNICIPALITY):
    """So many reports in this fortnight, in the one before, and so on."""
    area = db.session.query(Area).filter_by(municipality_id=testby.id, slug="centrum").one()
    for ago, amount in enumerate(amounts):
        for _ in range(amount):
            a_contribution(testby, area=area, received=TODAY - timedelta(days=14 * ago + 1), side=side)


def decided(reader):
    reader.get(f"{PAGE}/insats")
    place = db.session.query(Place).first()
    return reader.press(
        "Besluta",
        place_id=str(place.id),
        title="Laga lampan",
        owner="Gatuchefen",
        owner_email="gata@testby.example",
        due="2027-05-20",
        answerable="kommunen",
    )


def written(reader, **words):
    reader.get(f"{PAGE}/skriv")
    return reader.press("Spara", **({"attendance": "Samordnaren\nKommunpolisen"} | words))


def test_the_rhythm_makes_the_meetings(somebody):
    reader = somebody()
    page = reader.get(INDEX)
    assert "EST-möte: varannan vecka" in page.main
    assert reader.click("11 maj 2027").h1 == "EST-möte 11 maj 2027"
    assert "25 maj 2027" in reader.page.main


@pytest.mark.parametrize("day", ["2027-05-12", "2027-13-01", "igar", "20270511", "9999-12-31"])
def test_a_day_without_a_meeting_is_no_page(somebody, day):
    somebody().get(f"{INDEX}/{day}", status=404)


def test_a_meeting_can_be_put_in_on_another_day(somebody):
    reader = somebody()
    reader.get(INDEX)
    assert reader.press("Lägg in", day="", status=422).errors == ["Skriv vilken dag mötet är"]
    assert reader.press("Lägg in", day="2027-05-13").h1 == "Möte 13 maj 2027"


def test_new_reports_are_counted_and_compared_with_what_is_usual(testby, somebody):
    reports(testby, [9, 3, 3, 3, 1])
    page = somebody().get(PAGE)
    assert "9 inlägg sedan 27 april 2027. Medel av 3 tidigare perioder: 3." in page.main
    assert "Avviker: Centrum 9 (brukar vara 3)" in page.main


def test_the_other_party_sees_the_figures_when_they_are_shown_and_not_before(testby, somebody):
    reports(testby, [9, 3, 3, 3, 1])
    municipality, police = somebody(), somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
    assert "9 inlägg" not in police.get(PAGE).main
    municipality.get(PAGE)
    municipality.press("Visa siffrorna för mötet")
    assert "9 inlägg sedan 27 april 2027" in police.get(PAGE).main
    reports(testby, [1])
    assert "10 inlägg" not in police.get(PAGE).main
    assert "Visa nya siffror för mötet" in municipality.get(PAGE).main


def test_what_is_coming_stands_on_the_page(testby, somebody):
    reader = somebody()
    reader.get("/testby/intranat/kommande")
    reader.click("Lägg till en händelse")
    assert reader.press("Spara", title="", first_day="", status=422).errors == [
        "Skriv vad som händer",
        "Skriv vilken dag det börjar",
    ]
    place = db.session.query(Place).first()
    reader.press("Spara", title="Marknad", first_day="2027-05-15", last_day="2027-05-16", place=str(place.id))
    assert "15–16 maj: Marknad, Stora torget" in reader.get(PAGE).main
    reader.get("/testby/intranat/kommande")
    reader.click("Marknad")
    assert "Sista dagen kan inte vara före den första." in reader.press("Spara", last_day="2027-05-01", status=422).main
    reader.get("/testby/intranat/kommande")
    reader.click("Marknad")
    reader.click("Ta bort händelsen")
    reader.press("Ta bort")
    assert "Marknad" not in reader.get(PAGE).main


def test_the_heaviest_problems_of_the_latest_picture_stand_there(testby, somebody):
    an_established_picture(testby, a_person(testby), period="2027-kv3")
    assert "Mörkt vid stationen (Ordning och otrygghet, behov 4, kan påverkas 5)" in somebody().get(PAGE).main


def test_an_insats_decided_is_followed_at_the_next_meeting(testby, somebody):
    reader = somebody()
    decided(reader)
    assert "Laga lampan , Stora torget. Beslutad, klart 20 maj. Ansvarar: gatuchefen" in reader.get(PAGE).main
    measure = db.session.query(Measure).one()
    assert measure.owner_email == "gata@testby.example"
    with clock.at(date(2027, 5, 25)):
        following = somebody().get(f"{INDEX}/2027-05-25").main
    assert following.index("Insatser sedan sist") < following.index(measure.title) < following.index("Nya inlägg")


def test_an_insats_that_is_late_says_so_and_names_the_year_of_a_day_in_another(testby, somebody):
    reader = somebody()
    decided(reader)
    measure = db.session.query(Measure).one()
    with clock.at(date(2027, 5, 25)):
        late = somebody().get(f"{INDEX}/2027-05-25").main
        assert "Försenad sedan 20 maj. Ansvarar: gatuchefen" in late
        assert "Beslutad, klart" not in late
    measure.due = date(2029, 12, 31)
    db.session.commit()
    assert "Beslutad, klart 31 december 2029. Ansvarar" in reader.get(PAGE).main


def test_what_was_told_of_an_insats_stands_at_the_next_meeting(testby, somebody):
    decided(somebody())
    party, measure = testby.party(Side.MUNICIPALITY), db.session.query(Measure).one()
    with clock.at(date(2027, 5, 20)):
        followup.report(subject=measure, party=party, result=Result.DONE, done="Lampan lyser.", by=a_person(testby))
        db.session.commit()
    with clock.at(date(2027, 5, 25)):
        following = somebody().get(f"{INDEX}/2027-05-25").main
    assert "Beslutad, klart 20 maj. Ansvarar: gatuchefen Gjort, uppföljt 20 maj 2027 Lampan lyser." in " ".join(
        following.split()
    )


def test_names_are_stopped_and_what_is_no_name_can_be_said_to_be_none(testby, somebody):
    reader = somebody()
    reader.get(f"{PAGE}/skriv")
    written_wrongly = reader.press("Spara", attendance="Anna Andersson", status=422)
    assert "Anna Andersson" in written_wrongly.errors[0]
    assert written_wrongly.soup.find(id="attendance").text.strip() == "Anna Andersson"
    page = reader.press("Spara", not_persons="Anna Andersson")
    assert "Anna Andersson" in page.main


def test_two_who_write_at_once_lose_nothing(somebody):
    one, other = somebody(), somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
    one.get(f"{PAGE}/skriv")
    other.get(f"{PAGE}/skriv")
    one.press("Spara", notes="Vi såg att lampan är trasig.")
    page = other.press("Spara", notes="Parken var lugn.", status=409)
    assert "Vi såg att lampan är trasig." in page.main
    assert page.soup.find(id="notes").text.strip() == "Parken var lugn."
    other.press("Spara")


def test_minutes_are_approved_once_and_then_stay_as_they_were(testby, somebody):
    reader = somebody()
    reports(testby, [9, 3, 3, 3, 1])
    decided(reader)
    written(reader, notes="Lampan är trasig.", told="Samordnaren skriver på webben.")
    reader.press("Visa siffrorna för mötet")
    page = reader.press("Justera minnesanteckningen")
    assert "Justerad 11 maj 2027" in page.main
    before = page.main
    reports(testby, [5])
    db.session.query(Measure).one().title = "Något annat"
    assert reader.get(PAGE).main == before
    for way in ("skriv", "insats"):
        assert "justerad" in reader.get(f"{PAGE}/{way}", status=422).main


def test_what_is_approved_can_not_be_changed_past_the_pages(testby, somebody):
    reader = somebody()
    written(reader)
    reader.press("Justera minnesanteckningen")
    for statement in (update(Meeting).values(notes="x"), delete(Meeting)):
        with pytest.raises(DBAPIError, match="can only be appended to"), db.engine.begin() as connection:
            connection.execute(statement)


def test_minutes_without_attendance_or_before_the_day_are_not_approved(testby, somebody):
    reader = somebody()
    written(reader, attendance="", notes="Lugnt.")
    assert "Skriv vilka funktioner som var med" in reader.press("Justera minnesanteckningen", status=422).main
    meeting = actions.hold(municipality=testby, day=date(2027, 5, 25))
    with pytest.raises(Refused):
        actions.approve(meeting=meeting, version=1, minutes={"narvaro": ["Samordnaren"]}, by=a_person(testby))


def test_what_changed_since_the_page_was_opened_is_read_before_it_is_approved(testby, somebody):
    one, other = somebody(), somebody()
    written(one)
    written(other, notes="En sak till.")
    one.get(PAGE)
    written(other, notes="Och en till.")
    assert "har ändrats sedan du öppnade sidan" in one.press("Justera minnesanteckningen", status=409, on=one.page).main


def test_those_who_only_read_get_no_buttons(testby, somebody):
    page = somebody(Role.STEERING_MEMBER).get(PAGE)
    assert not page.soup.main.find_all("form")
    assert not page.soup.find("a", string="Skriv")


def test_another_municipality_sees_nothing_of_it(testby, somebody, app):
    reports(testby, [9])
    other = a_municipality("falun")
    assert queries.meetings(other) == []
    a_contribution(other, received=TODAY)
    assert "9 inlägg" in somebody().get(PAGE).main


def test_what_is_about_to_happen_is_counted_as_its_own_kind(testby, somebody):
    contribution = a_contribution(testby, received=TODAY)
    contribution.kind = Kind.COMING
    assert "På väg att hända 1" in somebody().get(PAGE).main


def test_a_longer_meeting_asks_the_database_no_more(testby, somebody):
    reader = somebody()
    reports(testby, [2, 2, 2, 2, 1])
    decided(reader)
    before = statements(reader, PAGE)
    reports(testby, [20, 5, 5, 5])
    for number in range(4):
        reader.get(f"{PAGE}/insats")
        place = db.session.query(Place).first()
        reader.press("Besluta", place_id=str(place.id), title=f"Nummer {number}", owner="Gatuchefen", due="2027-05-20")
    assert statements(reader, PAGE) == before


def test_the_next_meeting_and_minutes_that_wait_stand_among_what_there_is_to_do(testby, somebody):
    reader = somebody()
    assert "EST-möte I dag" in reader.get("/testby/intranat").main
    written(reader)
    with clock.at(date(2027, 5, 13)):
        page = somebody().get("/testby/intranat")
    assert "Minnesanteckningen från 11 maj Inte justerad" in page.main


def test_without_places_there_is_a_way_to_them(testby, somebody):
    for place in db.session.query(Place):
        db.session.delete(place)
    db.session.commit()
    reader = somebody(Role.COORDINATOR)
    page = reader.get(f"{PAGE}/insats")
    assert "Inga platser ännu" in page.main
    reader.click("Till platserna")
