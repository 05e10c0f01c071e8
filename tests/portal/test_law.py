"""The law page: what is met, what is missing and where it is done; and the same in short for everybody."""

from datetime import date

import pytest
from sqlalchemy import event

from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.governance.models import Meeting, Recipient, Report
from medborgar.municipality.models import Body, BodyKind, Partner, Seat
from medborgar.plan.models import ActionPlan
from tests.decided import an_established_picture
from tests.factories import a_municipality, a_person, log_in
from tests.reader import Reader, words

PICTURED = date(2027, 1, 15)
LAW = "/testby/intranat/lagen"


@pytest.fixture
def testby(kept):
    with clock.at(PICTURED):
        yield kept(a_municipality)


@pytest.fixture
def picture(kept, testby):
    return kept(an_established_picture, testby, kept(a_person, testby), period="2027-kv2")


def decided(testby, picture):
    db.session.add(
        ActionPlan(
            municipality_id=testby.id,
            number=1,
            picture_id=picture.id,
            decided=PICTURED,
            section="KS § 12",
            reference_number="KS 2027/4",
            revision=1,
        )
    )
    db.session.commit()


def duty(page, paragraph):
    return words(page.soup.find("section", attrs={"aria-label": paragraph}))


def test_an_empty_municipality_is_told_what_is_missing_and_where_it_is_done(somebody):
    reader = somebody()
    page = reader.get(LAW)
    assert "Saknas" in duty(page, "4 §")
    assert "Ingen lägesbild är fastställd." in duty(page, "4 §")
    assert "Finns" in duty(page, "9 §")
    assert reader.click("Gör det här för 4 §").h1 == "Lägesbilder"


def test_the_law_is_quoted_as_the_law(somebody):
    page = somebody().get(LAW)
    quotes = [words(quote) for quote in page.soup.find_all("q")]
    assert "minst vartannat år uppdatera lägesbilden och följa upp åtgärdsplanen" in quotes


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2028, 7, 14), "Finns"),
        (date(2028, 7, 15), "mer än 18 månader har gått av 24"),
        (date(2028, 11, 15), "mer än 22 månader har gått av 24"),
        (date(2029, 1, 16), "tiden på 24 månader har gått ut"),
    ],
)
def test_the_clock_warns(somebody, testby, picture, today, said):
    decided(testby, picture)
    with clock.at(today):
        page = somebody().get(LAW)
    assert said in duty(page, "6 §")
    assert "senast 15 januari 2029" in duty(page, "6 §")


def test_what_there_is_is_shown_with_its_day_and_paper(somebody, testby, picture):
    decided(testby, picture)
    council = Body(
        municipality_id=testby.id, kind=BodyKind.COUNCIL, name="Rådet", seats=[Seat(position=0, function="KSO")]
    )
    sent = Report(
        municipality_id=testby.id,
        period="2027-kv1",
        recipient=Recipient.ASSEMBLY,
        made=PICTURED,
        sent=PICTURED,
        section="KF § 3",
    )
    db.session.add_all([council, sent])
    page = somebody().get(LAW)
    assert "beslutades 15 januari 2027" in duty(page, "5 §")
    assert "KS § 12 · KS 2027/4" in duty(page, "5 §")
    assert "Rådet har 1 ledamot." in duty(page, "10 §")
    assert "KF § 3" in duty(page, "13 §")
    with clock.at(date(2028, 1, 16)):
        assert "Dags snart" in duty(somebody().get(LAW), "13 §")


def test_everybody_reads_the_short_form_without_what_is_internal(client, testby, picture):
    memory.forget()
    page = client.get("/testby/lagen")
    assert "Lägesbilden fastställdes 15 januari 2027" in duty(page, "4 §")
    assert "Gör det här" not in page.main
    assert "Set-Cookie" not in page.headers


def test_working_together_takes_others_and_meetings(somebody, testby):
    reader = somebody()
    others = db.session.query(Partner).filter_by(municipality_id=testby.id)
    others.update({"ended": PICTURED})
    db.session.commit()
    lacking = duty(reader.get(LAW), "8 §")
    assert "Ingen annan aktör än kommunen och polisen är inlagd." in lacking
    assert "Inget möte har en justerad minnesanteckning." in lacking
    others.update({"ended": None})
    db.session.add(Meeting(municipality_id=testby.id, day=PICTURED, attendance="Samordnaren", approved=PICTURED))
    db.session.commit()
    shown = duty(reader.get(LAW), "8 §")
    assert "1 annan aktör samverkar." in shown
    assert "minnesanteckning: 15 januari 2027." in shown
    assert "Finns" in shown


def test_the_page_asks_the_database_no_more_when_there_is_more(somebody, testby, picture):
    reader = somebody()
    before = statements(reader)
    decided(testby, picture)
    for number in range(3):
        body = Body(municipality_id=testby.id, kind=BodyKind.COUNCIL, name=f"Råd {number}")
        body.seats = [Seat(position=place, function="Chefen") for place in range(3)]
        db.session.add(body)
    db.session.commit()
    assert statements(reader) <= before + 1  # the seats, once there is a council


def statements(reader):
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", hook := lambda *said: asked.append(said[2]))
    reader.get(LAW)
    event.remove(db.engine, "before_cursor_execute", hook)
    return len(asked)


def test_the_reporter_does_not_see_it(app, testby):
    reader = Reader(app)
    log_in(reader, a_person(testby, Role.REPORTER))
    reader.get(LAW, status=403)
