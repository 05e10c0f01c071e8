"""What comes again: measures, agreements and the method are followed up at the rhythm, with the same form and links."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import event

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.followup import actions, queries
from medborgar.followup.models import FollowUp, FollowUpLink, Result
from medborgar.followup.subjects import name_of
from medborgar.followup.turns import AHEAD, due_day, turns
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.cadences import Cadence, CadenceKind
from medborgar.plan import actions as plan
from medborgar.plan import planning
from medborgar.plan.models import Purpose, Responsible, State
from medborgar.plan.words import MeasureWords
from tests.factories import a_municipality, a_person
from tests.followup.test_asking import LINK, WORDS_MOST, a_contact, by_calendar, mails
from tests.followup.test_reporting import INDEX
from tests.reader import Reader

TURN = date(2027, 7, 1)  # the first day of the quarter
TODAY = date(2027, 7, 5)


@pytest.fixture(autouse=True)
def rhythms(testby):
    """Measures every quarter; the agreement and the method every year."""
    db.session.query(Cadence).filter_by(municipality_id=testby.id).delete()
    years = CadenceKind.AGREEMENT_REVIEW, CadenceKind.EVALUATION
    for kind, unit in ((CadenceKind.FOLLOWUP, "kvartal"), *((kind, "år") for kind in years)):
        db.session.add(Cadence(municipality_id=testby.id, kind=kind, title=kind.value, every=1, unit=unit))
    db.session.commit()


@pytest.fixture
def bushes(testby):
    return a_measure(testby)


@pytest.fixture
def agreement(testby):
    found = db.session.query(Agreement).filter_by(municipality_id=testby.id).one()
    found.reviewer_municipality, found.reviewer_police = "Säkerhetschefen", "Kommunpolisen"
    found.open_ended, found.valid_to, found.ended = True, None, None
    db.session.commit()
    return found


def a_measure(testby, title="Röjer buskarna", day=date(2027, 4, 20), **more):
    """A measure under way since a day."""
    said = {
        "title": title,
        "purpose": Purpose.SAFETY,
        "responsible": Responsible.MUNICIPALITY,
        "aim": "Fler ska våga gå där.",
        "goal": "Fri sikt.",
        "owner": "Parkchefen",
        "owner_email": "park@testby.example",
        "due": date(2027, 12, 1),
    }
    by = a_person(testby)
    with clock.at(day):
        measure = plan.add_measure(municipality=testby, words=MeasureWords(**said | more), by=by)
        plan.move(municipality=testby, measure=measure, seen=State.POSSIBLE, to=State.DECIDED, by=by)
    db.session.commit()
    return measure


def told(testby, subject, side=Side.MUNICIPALITY, **more):
    said = {"result": Result.ONGOING, "done": "Halva är röjd."} | more
    row = actions.report(subject=subject, party=testby.party(side), by=a_person(testby), **said)
    db.session.commit()
    return row


def due(testby, day=TODAY):
    db.session.expire_all()
    return {(name_of(one.subject), side): one.due for one in turns(testby, day) for side in one.sides if one.due}


@given(st.sets(st.dates(date(2026, 1, 1), date(2028, 1, 1))), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_a_day_is_answered_for_once_and_only_the_last_is_asked_about(days, today):
    found = due_day(sorted(days), since=date(2026, 6, 1), last=None, today=today)
    if found:
        assert date(2026, 6, 1) <= found <= today + AHEAD
        assert not [day for day in days if found < day <= today + AHEAD]
        assert due_day(sorted(days), since=date(2026, 6, 1), last=today, today=today) is None or found < today - AHEAD
        assert due_day(sorted(days), since=date(2026, 6, 1), last=found, today=today) is None


def test_a_measure_is_due_every_quarter_from_the_day_it_was_decided(testby, bushes):
    key = ("Röjer buskarna", Side.MUNICIPALITY)
    assert key not in due(testby, date(2027, 6, 16))
    assert due(testby, date(2027, 6, 17))[key] == TURN
    assert due(testby)[key] == TURN
    told(testby, bushes)
    assert key not in due(testby)
    assert due(testby, date(2027, 9, 20))[key] == date(2027, 10, 1)


def test_a_measure_is_asked_about_by_its_own_day_too(testby):
    key = (a_measure(testby, due=date(2027, 5, 10)).title, Side.MUNICIPALITY)
    assert key not in due(testby, date(2027, 4, 25))
    assert due(testby, date(2027, 4, 26))[key] == date(2027, 5, 10)


def test_what_is_said_to_be_done_is_not_asked_about_again(testby, bushes):
    told(testby, bushes, result=Result.DONE)
    assert ("Röjer buskarna", Side.MUNICIPALITY) not in due(testby, date(2027, 10, 3))
    with clock.at(date(2027, 8, 1)):
        by = a_person(testby)
        plan.move(municipality=testby, measure=bushes, seen=State.DECIDED, to=State.ONGOING, by=by)
    assert due(testby, date(2027, 10, 3))["Röjer buskarna", Side.MUNICIPALITY] == date(2027, 10, 1)


def test_a_measure_is_followed_up_at_the_screen_in_figures_and_words(testby, bushes, somebody):
    owner = somebody(Role.MEASURE_OWNER)
    page = owner.get("/testby/intranat")
    assert "Uppföljning saknas sedan 1 juli 2027" in page.main
    owner.click("Röjer buskarna")
    said = {"result": "delvis", "done": "Halva är röjd.", "reason": "Fåglarna häckar."}
    page = owner.press("Spara", **said, before="12", value="5", status=422)
    assert page.errors == ["Skriv vad ni har räknat"]
    owner.press(
        "Spara",
        counted="Anmälda rån i parken",
        cooperated="Fältgruppen",
        effects="Fler går där.",
        cause="Det går att se.",
        otherwise="Ljusa kvällar.",
        own_system="Polisens eget uppföljningssystem, 5000-K123",
        reported_to="Ledningsgruppen",
    )
    (one,) = queries.history(testby.id, bushes)
    assert (one.before, one.value, one.measure_id, one.commitment_id) == (12, 5, bushes.id, None)
    last = db.session.query(AuditEntry).filter_by(event=Event.FOLLOWUP_SAVE).one()
    assert str(bushes.id) in last.details
    page = owner.get(f"{INDEX}/atgard/{bushes.id}")
    for words in ("Anmälda rån i parken", "Ljusa kvällar.", "5000-K123", "Ledningsgruppen", "Fältgruppen"):
        assert words in page.main
    page = somebody(Role.STEERING_MEMBER).get(INDEX)
    assert "Delvis gjort, uppföljt 5 juli 2027" in page.main
    assert "Ljusa kvällar." in page.main
    assert "Röjer buskarna" not in owner.get("/testby/intranat").main


def test_what_is_late_gets_a_new_date_though_nobody_said_one(testby, somebody):
    measure = a_measure(testby)
    owner = somebody(Role.MEASURE_OWNER)
    owner.get(f"{INDEX}/atgard/{measure.id}")
    page = owner.press("Spara", result="forsenat", done="Inget.", reason="Regn.", new_due="2027-12-01", status=422)
    assert "Välj ett nytt datum från 2 december 2027" in page.errors[0]
    owner.press("Spara", new_due="2028-02-01")
    assert queries.history(testby.id, measure)[0].new_due == date(2028, 2, 1)


def test_the_owner_of_a_measure_answers_through_a_mailed_link(testby, bushes, client, somebody):
    coordinator = somebody(Role.COORDINATOR)
    coordinator.get(INDEX)
    coordinator.press("Påminn parkchefen")
    (mail,) = mails()
    assert mail.recipient == "park@testby.example"
    assert "Följ upp senast 19 juli 2027" in mail.text
    (link,) = LINK.findall(mail.text)
    page = client.get(link)
    assert page.h1 == "Hur går det med åtgärden?"
    assert "Fri sikt." in page.main
    receipt = client.press("Skicka uppföljningen", result="pagar", done="Halva är röjd.", effects="Ljusare.")
    assert "Samordnaren läser den." in receipt.main
    (one,) = queries.history(testby.id, bushes)
    assert (one.reporter, one.reported_by) == ("Parkchefen", None)
    client.get(link, status=410)


def test_a_link_is_dead_when_another_function_answers_for_the_measure(testby, bushes, client, somebody):
    coordinator = somebody(Role.COORDINATOR)
    coordinator.get(INDEX)
    coordinator.press("Påminn parkchefen")
    (link,) = LINK.findall(mails()[0].text)
    bushes.owner = "Skogschefen"
    db.session.commit()
    assert "En annan funktion" in client.get(link, status=410).main


def test_the_calendar_asks_the_owner_and_the_reviewers_who_have_an_address(testby, bushes, agreement):
    a_contact(testby, Side.POLICE, "Kommunpolisen", "kommunpolis@polisen.example")
    for left in range(20, -3, -1):
        by_calendar(TURN - timedelta(days=left))
    assert [(mail.recipient, "Följ upp senast 1 juli 2027" in mail.text) for mail in mails()] == [
        ("park@testby.example", True),
        ("park@testby.example", True),
    ]
    by_calendar(date(2027, 12, 20))
    to_police = next(mail for mail in mails() if mail.recipient == "kommunpolis@polisen.example")
    assert "Följ upp senast 1 januari 2028" in to_police.text
    assert len([word for word in to_police.text.split() if "://" not in word]) <= WORDS_MOST
    assert db.session.query(FollowUpLink).filter_by(agreement_id=agreement.id).one().function == "Kommunpolisen"


def test_each_party_follows_up_the_agreement_through_its_named_reviewer(testby, agreement, somebody):
    both = {(agreement.title, side) for side in Side}
    assert both <= set(due(testby))
    officer = somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
    page = officer.get(INDEX)
    assert "Kommunpolisen" in page.main
    page = officer.get(f"{INDEX}/overenskommelse/{agreement.id}")
    assert "Har ni gjort det ni kom överens om?" in page.main
    assert not page.soup.find(id="new_due")
    officer.press("Spara", result="gjort", done="Vi träffas varje månad.")
    assert both & set(due(testby)) == {(agreement.title, Side.MUNICIPALITY)}


def test_an_agreement_that_is_over_is_left_alone(testby, agreement):
    agreement.open_ended, agreement.valid_to = False, date(2027, 5, 1)
    db.session.commit()
    assert agreement.title not in {name for name, _side in due(testby)}


def test_the_method_is_followed_up_and_that_counts_as_an_evaluation(testby, somebody):
    coordinator = somebody(Role.COORDINATOR)
    coordinator.get("/testby/intranat")
    coordinator.click("Metoden i Testby kommun")
    coordinator.press("Spara", result="delvis", done="Alla rapporterar utom skolan.", reason="Skolan saknar tid.")
    (one,) = queries.history(testby.id, testby)
    assert one.subject is None
    assert ("Metoden i Testby kommun", Side.MUNICIPALITY) not in due(testby)
    coordinator.get("/testby/intranat/arshjul")
    assert "uppföljningar ska lämnas" in coordinator.page.main


def test_an_answer_of_an_agreement_can_be_no_other_than_it_offers(testby, agreement, somebody):
    owner = somebody(Role.MEASURE_OWNER)
    page = owner.get(f"{INDEX}/overenskommelse/{agreement.id}")
    token = page.soup.find("input", {"name": "csrf_token"})["value"]
    said = {"csrf_token": token, "result": "aterkallat", "done": "Nej."}
    owner.post(f"{INDEX}/overenskommelse/{agreement.id}", said, status=422)
    assert not db.session.query(FollowUp).count()


def test_nobody_follows_up_what_another_answers_for(testby, somebody):
    measure = a_measure(testby, responsible=Responsible.POLICE)
    somebody(Role.MEASURE_OWNER).get(f"{INDEX}/atgard/{measure.id}", status=404)
    page = f"/testby/intranat/plan/atgard/{measure.id}"
    assert "Följ upp åtgärden" not in somebody(Role.MEASURE_OWNER).get(page).main
    officer = somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
    officer.get(page)
    officer.click("Följ upp åtgärden")
    with pytest.raises(Refused):
        told(testby, measure)
    stranger = somebody(Role.MEASURE_OWNER, at=a_municipality("annanby"))
    stranger.get(f"/annanby/intranat/uppfoljning/atgard/{measure.id}", status=404)
    assert "Röjer buskarna" not in stranger.get("/annanby/intranat/uppfoljning").main


def test_the_plan_says_how_each_measure_went(testby, decision, bushes, app, somebody):
    by = a_person(testby)
    planning.begin(municipality=testby, picture=decision.picture, by=by)
    told(testby, bushes, result=Result.PARTLY, reason="Fåglar.", counted="Rån", before=12, value=5, effects="Lugnt.")
    expected = ["Delvis gjort, uppföljt 5 juli 2027", "Halva är röjd.", "Rån: 12 före, 5 efter", "Effekter: Lugnt."]
    reader: Reader = somebody(Role.COORDINATOR)
    address = "/testby/intranat/plan/version/1"
    page = reader.get(address)
    sheet = load_workbook(BytesIO(reader.get(f"{address}.xlsx").response.data)).active
    document = docx.Document(BytesIO(reader.get(f"{address}.docx").response.data))
    for words in expected:
        assert words in page.main
        assert words in str([cell.value for row in sheet.iter_rows() for cell in row])
        assert words in " ".join(cell.text for row in document.tables[0].rows for cell in row.cells)


def test_queries_do_not_grow_with_what_comes_again(testby, bushes, somebody):
    owner = somebody(Role.MEASURE_OWNER)

    def asked(address):
        count = []
        event.listen(db.engine, "before_cursor_execute", lambda *_: count.append(1))
        owner.get(address)
        return len(count)

    places = (INDEX, "/testby/intranat", "/testby/intranat/arshjul")
    told(testby, bushes)
    few = [asked(place) for place in places]
    for number in range(4):
        told(testby, a_measure(testby, f"Röjer buske {number}"))
    told(testby, bushes, done="Allt.")
    assert [asked(place) for place in places] == few
